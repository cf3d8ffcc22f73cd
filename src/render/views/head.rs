//! What a page says of itself to programs.

use std::borrow::Cow;

use serde::Serialize;

use crate::render::structured_data::StructuredData;

/// What a page says of itself in its `<head>`: to search engines, social networks, and reference managers.
#[derive(Default, Hash, Serialize)]
pub struct HeadView<'a> {
    /// What the page is about, plain: `page.description`, or else a sentence about what is on the page; null if there is
    /// nothing to say.
    pub description: Option<Cow<'a, str>>,
    /// Names of those who wrote the page, plain: of a letter, those who answer. Empty elsewhere.
    pub authors: Vec<&'a str>,
    /// The kind of item that reference managers make of it: `blogPost` for a letter; null for pages that nobody cites.
    pub item_type: Option<&'static str>,
    /// The day a letter appeared, without a time: `2026-03-02`; null if it has no date, and elsewhere.
    pub day: Option<&'a str>,
    /// The moment a letter appeared, with its offset: `2026-03-02T00:00:00-05:00`; null likewise.
    pub published: Option<&'a str>,
    /// The moment a letter last changed, or had its last update; null if it has not.
    pub modified: Option<&'a str>,
    /// What the page says to search engines in the vocabulary of schema.org: JSON-LD, ready to print with `| safe` in a
    /// `<script type="application/ld+json">`; null without a `base_url`, on pages that search engines should not list, and
    /// if no template has this name.
    pub structured_data: Option<StructuredData<'a>>,
}
