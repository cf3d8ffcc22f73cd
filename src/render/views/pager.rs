//! The numbered pages of a listing.

use serde::Serialize;

/// The position of a page among the pages of a listing.
#[derive(Hash, Serialize)]
pub struct Pager {
    /// Number of this page, from 1.
    pub number: usize,
    /// Number of pages.
    pub total: usize,
    /// Address of the page with newer letters; null on the first.
    pub newer: Option<String>,
    /// Address of the page with older letters; null on the last.
    pub older: Option<String>,
}
