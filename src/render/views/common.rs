//! The fields that every page has.

use serde::Serialize;

use super::head::HeadView;
use crate::render::view_cache::Cached;

/// The fields of every page, whatever its template.
#[derive(Hash, Serialize)]
pub struct CommonFields<'a> {
    /// The template that shows it: `home`, `question`, `program` …
    pub kind: &'static str,
    /// The title as HTML: inline Markdown and typographer's quotes.
    pub title: &'a str,
    /// The title as plain text, for `<title>` and cards.
    pub title_plain: &'a str,
    /// One or two sentences for search engines and cards, plain; null if there is nothing to say.
    pub description: Option<&'a str>,
    /// The page's own address, from the root of the column.
    pub path: &'a str,
    /// The full address; null if the column has no `base_url`.
    pub canonical: Option<String>,
    /// What the page says of itself to search engines, social networks, and reference managers.
    pub head: HeadView<'a>,
    /// The path from this page to the root of the column: `../../`.
    pub root: &'a str,
    /// The entry of the main navigation that this page belongs to: `letters`, `programs`, `tags`, `people`, or null.
    pub section: Option<&'static str>,
    /// Feeds that a reader of this page may want, the most specific first.
    pub feeds: Vec<Cached<FeedLink>>,
    /// The value of `extra:` in the front matter, which means something to this theme alone; null elsewhere.
    pub extra: &'a serde_json::Value,
    /// False if search engines should not list the page (the 404 page, later pages of a listing).
    pub index: bool,
    /// True in a preview of what is not published (a draft, or dated in the future).
    pub unpublished: bool,
}

/// A feed and its title.
#[derive(Hash, Serialize)]
pub struct FeedLink {
    /// Its address.
    pub path: String,
    /// Its title, plain.
    pub title: String,
    /// `application/atom+xml` or `application/feed+json`.
    pub media_type: &'static str,
}
