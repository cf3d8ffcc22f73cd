//! The view of `glossary.html`.

use serde::Serialize;

use super::common::CommonFields;

/// `glossary.html`: acronyms, and what they mean.
#[derive(Hash, Serialize)]
pub struct GlossaryView<'a> {
    /// What every page has.
    #[serde(flatten)]
    pub common: CommonFields<'a>,
    /// The terms, in the order of the alphabet.
    pub terms: Vec<TermView<'a>>,
}

/// An acronym.
#[derive(Hash, Serialize)]
pub struct TermView<'a> {
    /// As it stands in a text: `MLIS`, plain.
    pub term: &'a str,
    /// What it means in words, plain.
    pub expansion: &'a str,
    /// A sentence more, plain; null when there is none.
    pub note: Option<&'a str>,
    /// Its anchor on the page.
    pub anchor: &'a str,
}
