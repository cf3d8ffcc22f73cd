//! The view of `search.html`.

use serde::Serialize;

use super::common::CommonFields;
use super::links::TagLink;
use super::years::YearLink;

/// `search.html`: the search, and other ways to a letter for browsers without JavaScript.
#[derive(Hash, Serialize)]
pub struct SearchView<'a> {
    /// The fields of every page.
    #[serde(flatten)]
    pub common: CommonFields<'a>,
    /// All subjects, by name.
    pub tags: Vec<TagLink<'a>>,
    /// The years of all letters, the latest first.
    pub years: Vec<YearLink>,
}
