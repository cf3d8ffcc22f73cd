//! The view of `glossary.html`.

use serde::Serialize;

use super::common::CommonFields;

/// `glossary.html`: acronyms, and what they mean.
#[derive(Hash, Serialize)]
pub struct GlossaryView<'a> {
    /// The fields of every page.
    #[serde(flatten)]
    pub common: CommonFields<'a>,
    /// The terms, in alphabetical order.
    pub terms: Vec<TermView<'a>>,
}

/// An acronym.
#[derive(Hash, Serialize)]
pub struct TermView<'a> {
    /// As it is written in a text: `MLIS`, plain.
    pub term: &'a str,
    /// Its meaning in words, plain.
    pub expansion: &'a str,
    /// One more sentence, plain; null if there is none.
    pub note: Option<&'a str>,
    /// Its anchor on the page.
    pub anchor: &'a str,
}
