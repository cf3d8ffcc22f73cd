//! The view of `listing.html`.

use serde::Serialize;

use super::common::CommonFields;
use super::years::{YearLink, YearView};

/// `listing.html`: all letters, by year.
#[derive(Hash, Serialize)]
pub struct ListingView<'a> {
    /// What every page has.
    #[serde(flatten)]
    pub common: CommonFields<'a>,
    /// The years on this page, newest first.
    pub years: Vec<YearView<'a>>,
    /// Where each year stands, where they are on several pages (of a column with more than 500 letters); else empty.
    pub archive: Vec<YearLink>,
}
