//! The fields that every page has.

use serde::Serialize;

use crate::render::view_cache::Cached;

/// What every page has, whatever its template.
#[derive(Hash, Serialize)]
pub struct CommonFields<'a> {
    /// Which template shows it: `home`, `question`, `program` …
    pub kind: &'static str,
    /// The title as HTML: inline Markdown and typographer's quotes.
    pub title: &'a str,
    /// The title as plain text, for `<title>` and cards.
    pub title_plain: &'a str,
    /// One or two sentences for search engines and cards, plain; null when there is nothing to say.
    pub description: Option<&'a str>,
    /// The page's own address, from the root of the column.
    pub path: &'a str,
    /// The full address; null when the column has no `base_url`.
    pub canonical: Option<String>,
    /// What leads from this page to the root of the column: `../../`.
    pub root: &'a str,
    /// The entry of the main navigation that this page belongs to: `letters`, `programs`, `tags`, `people`, or null.
    pub section: Option<&'static str>,
    /// Feeds that a reader of this page may want, the most special first.
    pub feeds: Vec<Cached<FeedLink>>,
    /// What stands under `extra:` in the front matter, for this theme alone; null elsewhere.
    pub extra: &'a serde_json::Value,
    /// False where search engines should not list the page (the 404 page, later pages of a listing).
    pub index: bool,
    /// True in a preview of what is not published (a draft, or dated in the future).
    pub unpublished: bool,
}

/// A feed and its title.
#[derive(Hash, Serialize)]
pub struct FeedLink {
    /// Its address.
    pub path: String,
    /// What it holds, plain.
    pub title: String,
    /// `application/atom+xml` or `application/feed+json`.
    pub media_type: &'static str,
}
