//! The facets of a list of programs: what readers can filter it by.

use serde::Serialize;

/// A facet that tells the programs of a list apart.
#[derive(Hash, Serialize)]
pub struct FacetView<'a> {
    /// `credential`, `delivery`, `tuition`, `subject`, `provider`, `status`, or `checked`.
    pub name: &'static str,
    /// The values that some of the programs have, but not all. They may overlap: a program can be taught in two ways.
    pub values: Vec<FacetValueView<'a>>,
}

/// A value of a facet.
#[derive(Hash, Serialize)]
pub struct FacetValueView<'a> {
    /// The value in attributes and addresses, without spaces: `in-person`, `not-stated`, `usd-1000-to-2000`.
    pub key: &'a str,
    /// The value in the words of the column, plain: `in person`, `not stated`, `$1,000–2,000`.
    pub label: String,
    /// How many programs of this list have it.
    pub count: usize,
    /// The address of the page that lists all programs with this value; null if that is this page, or if all have it.
    pub path: Option<&'a str>,
}

/// The value that all programs of a page have, and the page is about.
#[derive(Hash, Serialize)]
pub struct ChosenFacet<'a> {
    /// The name of the facet, as in `facets`.
    pub name: &'static str,
    /// The value in attributes and addresses.
    pub key: &'a str,
    /// The value in the words of the column, plain.
    pub label: String,
}

/// How many programs of a list somebody has checked.
#[derive(Clone, Copy, Hash, Serialize)]
pub struct TrustView {
    /// Facts that somebody checked, and that are not due again.
    pub checked: usize,
    /// Facts that are due to be checked again.
    pub late: usize,
    /// Facts that nobody has checked: they are as reported.
    pub reported: usize,
}
