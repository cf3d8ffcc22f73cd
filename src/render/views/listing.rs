//! The view of `listing.html`.

use serde::Serialize;

use super::common::CommonFields;
use super::years::{YearLink, YearView};

/// `listing.html`: all letters, by year.
#[derive(Hash, Serialize)]
pub struct ListingView<'a> {
    /// The fields of every page.
    #[serde(flatten)]
    pub common: CommonFields<'a>,
    /// The years on this page, newest first.
    pub years: Vec<YearView<'a>>,
    /// Links to all years, if they are on several pages (in a column with more than 500 letters); else empty.
    pub archive: Vec<YearLink>,
}
