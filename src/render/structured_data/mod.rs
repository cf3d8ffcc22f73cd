//! What a page says to search engines, in the vocabulary of schema.org, as JSON-LD.
//!
//! *Input:* the page that is being rendered. *Output:* JSON that can be put into a `<script type="application/ld+json">`
//! as it is. To browsers that is data, so a content security policy does not concern it. The JSON is written when a template
//! gets it: until then, there are references to the texts only.

mod letter;
mod program;
mod trail;
mod vocabulary;

use memchr::memchr;
use serde::ser::Error;
use serde::{Serialize, Serializer};
use vocabulary::{ColumnNode, ColumnistNode, GraphNode, PageNode, PersonNode};

use super::context::PageContext;
use crate::content::Title;
use crate::site::{EntryRef, PageTarget, PersonId};

/// What a page says.
#[derive(Hash)]
pub struct StructuredData<'a>(GraphNode<'a>);

impl Serialize for StructuredData<'_> {
    /// Writes a text that is JSON.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let json = serde_json::to_string(&self.0).map_err(S::Error::custom)?;
        // A `<` could end the script.
        let has_one = memchr(b'<', json.as_bytes()).is_some();
        serializer.serialize_str(&if has_one { json.replace('<', "\\u003c") } else { json })
    }
}

/// Returns what a page says. `None` if it says nothing: a page that search engines should not know, and every page of a
/// column without an address, since all addresses in it are full ones.
pub(super) fn of_page<'s>(page: &PageContext<'s>, title: &Title) -> Option<StructuredData<'s>> {
    page.site.config.base_url.as_ref()?;
    if !page.route.target.is_listed() {
        return None;
    }
    let is_home = matches!(page.target, PageTarget::Home { .. });
    let own = match page.target.entry() {
        Some(EntryRef::Letter(letter)) => Some(PageNode::Letter(letter::node(page, letter))),
        Some(EntryRef::Program(program)) => Some(PageNode::Profile(program::node(page, program))),
        Some(EntryRef::Person(person)) => Some(PageNode::Columnist(columnist(page, person))),
        Some(EntryRef::Page(_)) => None,
        None => is_home.then(|| PageNode::Column(whole_column(page))),
    };
    let graph = own.into_iter().chain(trail::node(page, title).map(PageNode::Trail)).collect();
    Some(StructuredData(GraphNode { context: "https://schema.org", graph }))
}

/// Returns the full address of a path of the column.
fn absolute(page: &PageContext<'_>, path: &str) -> String {
    page.site.config.absolute(path).unwrap_or_default()
}

/// Returns the column that a page is part of.
fn column<'s>(page: &PageContext<'s>) -> ColumnNode<'s> {
    ColumnNode { name: &page.site.config.title, url: absolute(page, "/"), description: None, in_language: None }
}

fn whole_column<'s>(page: &PageContext<'s>) -> ColumnNode<'s> {
    let config = &page.site.config;
    ColumnNode { description: config.tagline.as_deref(), in_language: Some(&config.language), ..column(page) }
}

fn columnist<'s>(page: &PageContext<'s>, id: PersonId) -> ColumnistNode<'s> {
    let entries = &page.site.entries;
    let url = absolute(page, entries.people.path(id));
    let portrait = page.site.links.portrait(id).map(|portrait| &page.site.attachments[portrait].0);
    let image = portrait.map(|path| absolute(page, path));
    let main_entity = PersonNode { name: &entries.people[id].common.title.plain, url: Some(url.clone()), image };
    ColumnistNode { url, in_language: &page.site.config.language, is_part_of: column(page), main_entity }
}
