//! The numbered pages of a listing.

use serde::Serialize;

/// The position of a page among the pages of a listing.
#[derive(Hash, Serialize)]
pub struct Pager {
    /// Number of this page, from 1.
    pub number: usize,
    /// Number of pages.
    pub total: usize,
    /// Address of the page before this one, with newer letters; null on the first.
    pub newer: Option<String>,
    /// Address of the page after this one, with older letters; null on the last.
    pub older: Option<String>,
    /// Links to the pages by their numbers: the first, the last, and those near this one. Empty if there is one page.
    pub numbers: Vec<PagerNumber>,
}

/// A link to a page of a listing by its number.
#[derive(Hash, Serialize)]
pub struct PagerNumber {
    /// Its number, from 1.
    pub number: usize,
    /// Its address.
    pub path: String,
    /// True for this page.
    pub here: bool,
    /// True if numbers are left out before it: the place for an ellipsis.
    pub gap: bool,
}
