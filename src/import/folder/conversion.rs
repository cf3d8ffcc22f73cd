//! The text of a post of a folder in the Markdown of a column.

use std::cell::RefCell;

use super::addresses::{FolderAddresses, ShownFiles};
use super::attributes::without_attributes;
use super::note_kinds::ATTRIBUTES;
use super::templates::{TemplateValues, without_tags};
use super::tool::Tool;
use super::{MarkdownFolder, markdown, notes};
use crate::import::blog::Post;
use crate::import::html::{self, Addresses, Loss};
use crate::import::plan::Plan;
use crate::import::post_addresses::PostAddresses;
use crate::import::report::Note;
use crate::source::{CONTENT, has_extension};

/// A text of a folder in the Markdown of a column.
#[derive(Debug, Default)]
struct PlainText {
    text: String,
    places: Vec<String>,
    /// The tags within the text.
    tags: Vec<String>,
    /// How many attributes it had.
    attributes: usize,
}

impl MarkdownFolder {
    /// Returns the text of a post in the Markdown of a column, and what is to be said of it.
    pub(in crate::import) fn to_markdown(
        &self,
        post: &Post,
        plan: &Plan,
        addresses: &PostAddresses<'_>,
        losses: &mut Vec<Loss>,
    ) -> (String, Option<Note>) {
        let Some(path) = plan.texts.get(&post.path) else { return (post.body.clone(), None) };
        let home = &self.site.address;
        let resolver = FolderAddresses { index: &self.index, plan, post: addresses, from: &post.path, path, home };
        let plain = self.plain(post, &resolver, losses);
        let note = Note::counted(ATTRIBUTES, format!("{CONTENT}/{path}"), plain.attributes);
        (plain.text, (plain.attributes > 0).then_some(note))
    }

    /// Adds what a text shows, its places, and its tags.
    pub(super) fn with_contents(&self, mut post: Post) -> Post {
        let files = ShownFiles { index: &self.index, from: &post.path, files: RefCell::default() };
        let plain = self.plain(&post, &files, &mut Vec::new());
        let files = files.files.into_inner();
        post.files = files;
        post.headings = plain.places;
        for tag in plain.tags {
            if !post.subjects.contains(&tag) {
                post.subjects.push(tag);
            }
        }
        post
    }

    fn plain(&self, post: &Post, addresses: &dyn Addresses, losses: &mut Vec<Loss>) -> PlainText {
        let title = post.title.replace("&lt;", "<").replace("&amp;", "&");
        let values = TemplateValues { title: &title, site_title: &self.site.title, site_address: &self.site.address };
        let mut text = post.body.clone();
        if self.tool.has_tags() {
            text = without_tags(&text, &values, losses);
        }
        if has_extension(&post.path, &["html"]) {
            let text = html::to_markdown(&html::parse(&text), addresses, &|_| false, losses);
            return PlainText { text, ..PlainText::default() };
        }
        let mut tags = Vec::new();
        if self.tool == Tool::Obsidian {
            (text, tags) = notes::in_markdown(&text, losses);
        }
        let (text, attributes) = without_attributes(self.tool, &text, losses);
        let rewritten = markdown::rewritten(&text, addresses, losses);
        PlainText { text: rewritten.text, places: rewritten.places, tags, attributes }
    }
}
