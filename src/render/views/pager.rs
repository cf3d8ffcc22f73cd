//! The numbered pages of a listing.

use serde::Serialize;

/// Where a listing stands among its pages.
#[derive(Hash, Serialize)]
pub struct Pager {
    /// This page, from 1.
    pub number: usize,
    /// How many there are.
    pub total: usize,
    /// Address of the page with newer letters; null on the first.
    pub newer: Option<String>,
    /// Address of the page with older letters; null on the last.
    pub older: Option<String>,
}
