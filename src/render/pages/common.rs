//! The fields that every page has.

use crate::content::Title;
use crate::render::context::PageContext;
use crate::render::view_cache::Cached;
use crate::render::views::common::{CommonFields, FeedLink};
use crate::site::FeedScope;

/// The common fields that differ by kind of page, see [`CommonFields`].
#[derive(Clone, Copy)]
pub(super) struct Head<'v> {
    pub(super) kind: &'static str,
    pub(super) title: &'v Title,
    pub(super) description: Option<&'v str>,
    pub(super) section: Option<&'static str>,
    pub(super) index: bool,
}

/// Returns the common fields of a page.
pub(super) fn fields<'v>(page: &PageContext<'v>, head: Head<'v>) -> CommonFields<'v> {
    CommonFields {
        kind: head.kind,
        title: &head.title.html,
        title_plain: &head.title.plain,
        description: head.description,
        path: &page.route.path,
        canonical: page.site.config.absolute(&page.route.path).filter(|_| page.target.has_own_address()),
        root: page.root,
        section: head.section,
        feeds: feeds(page),
        extra: extra(page),
        index: head.index,
        unpublished: is_unpublished(page),
    }
}

fn extra<'s>(page: &PageContext<'s>) -> &'s serde_json::Value {
    page.target.common(&page.site.entries).map_or(&serde_json::Value::Null, |common| &common.extra)
}

fn is_unpublished(page: &PageContext<'_>) -> bool {
    page.target.entry().is_some_and(|entry| page.site.is_unpublished(page.site.entries.common(entry)))
}

/// Returns the feed of the page's subject or columnist, then those of the whole column.
fn feeds(page: &PageContext<'_>) -> Vec<Cached<FeedLink>> {
    let config = &page.site.config;
    // Every address in a feed is a full one, so without a `base_url` there are no feeds.
    if config.base_url.is_none() {
        return Vec::new();
    }
    let feed = |path: &str, title, media_type| FeedLink { path: path.to_owned(), title, media_type };
    let own = match page.target.own_feed() {
        Some(FeedScope::Tag { term }) => {
            let term = &page.site.taxonomy.terms[term];
            Some((&term.path, &term.label))
        }
        Some(FeedScope::Person { person }) => {
            Some((&page.route.path, &page.site.entries.people[person].common.title.plain))
        }
        Some(FeedScope::Column) | None => None,
    };
    let (atom, json) = ("application/atom+xml", "application/feed+json");
    let own = own.map(|(path, name)| feed(&format!("{path}feed.xml"), format!("{}: {name}", config.title), atom));
    let column = [
        page.cache.column_atom.get(|| feed("/feed.xml", config.title.clone(), atom)),
        page.cache.column_json.get(|| feed("/feed.json", config.title.clone(), json)),
    ];
    own.iter().map(Cached::new).chain(column).collect()
}
