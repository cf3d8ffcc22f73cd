//! The fields that every page has.

use super::head;
use crate::config::FeedFormat;
use crate::content::Title;
use crate::render::context::PageContext;
use crate::render::view_cache::Cached;
use crate::render::views::common::{CommonFields, FeedLink};
use crate::site::{EntryRef, FeedScope, PageTarget};

/// Returns the common fields of a page.
pub(super) fn fields<'v>(page: &PageContext<'v>, title: &'v Title, description: Option<&'v str>) -> CommonFields<'v> {
    let (kind, section) = kind_and_section(page.target);
    CommonFields {
        kind,
        title: &title.html,
        title_plain: &title.plain,
        description,
        path: &page.route.path,
        canonical: page.site.config.absolute(&page.route.path).filter(|_| page.target.has_own_address()),
        head: head::view(page, title, description),
        root: page.root,
        section,
        feeds: feeds(page),
        extra: extra(page),
        index: page.route.target.is_listed(),
        unpublished: is_unpublished(page),
    }
}

/// Returns the kind of a page, which is the name of its template without `.html`, and the entry of the main navigation
/// that the page belongs to.
pub(super) fn kind_and_section(target: PageTarget) -> (&'static str, Option<&'static str>) {
    let (letters, programs, tags, people) = (Some("letters"), Some("programs"), Some("tags"), Some("people"));
    match target {
        PageTarget::Home { .. } => ("home", letters),
        PageTarget::Letters | PageTarget::LettersOfYear { .. } => ("listing", letters),
        PageTarget::Programs { .. } | PageTarget::ProgramsOf { .. } => ("programs", programs),
        PageTarget::Compare { .. } => ("compare", programs),
        PageTarget::People => ("people", people),
        PageTarget::Tags => ("tags", tags),
        PageTarget::Tag { .. } => ("tag", tags),
        PageTarget::Glossary => ("glossary", None),
        PageTarget::Withdrawn { .. } => ("withdrawn", letters),
        PageTarget::Entry(EntryRef::Letter(_)) => ("question", letters),
        PageTarget::Entry(EntryRef::Program(_)) => ("program", programs),
        PageTarget::Entry(EntryRef::Person(_)) | PageTarget::AnswersOfYear { .. } => ("person", people),
        PageTarget::Entry(EntryRef::Page(_)) => ("page", None),
        PageTarget::Search => ("search", None),
        PageTarget::Subscribe => ("subscribe", None),
        PageTarget::Saved => ("saved", None),
        PageTarget::NotFound => ("not_found", None),
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
    let own = match page.target.own_feed() {
        Some(FeedScope::Tag { term }) => {
            let term = &page.site.taxonomy.terms[term];
            Some((term.path.as_str(), &term.label))
        }
        Some(FeedScope::Person { person }) => {
            Some((page.route.path.as_str(), &page.site.entries.people[person].common.title.plain))
        }
        Some(FeedScope::Column) | None => None,
    };
    let own = own.map(|(path, name)| feed_of_part(page, path, name));
    let column = FeedFormat::ALL.into_iter().zip(&page.cache.column_feeds);
    let column = column.map(|(format, cached)| cached.get(|| feed("/", config.title.clone(), format)));
    own.iter().map(Cached::new).chain(column).collect()
}

/// Returns the feed of a subject or of a columnist, whose page is at `path`.
pub(super) fn feed_of_part(page: &PageContext<'_>, path: &str, name: &str) -> FeedLink {
    feed(path, format!("{}: {name}", page.site.config.title), FeedFormat::OF_PARTS)
}

fn feed(folder: &str, title: String, format: FeedFormat) -> FeedLink {
    FeedLink { path: format!("{folder}{}", format.file_name()), title, media_type: format.media_type() }
}
