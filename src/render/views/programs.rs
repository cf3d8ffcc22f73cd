//! The view of `programs.html`.

use serde::Serialize;

use super::common::CommonFields;
use super::facet::{ChosenFacet, FacetView, TrustView};
use super::pager::Pager;
use super::program_card::ProgramCard;
use crate::render::view_cache::Cached;

/// `programs.html`: all profiles, or those that have one value of a facet.
#[derive(Hash, Serialize)]
pub struct ProgramsView<'a> {
    /// The fields of every page.
    #[serde(flatten)]
    pub common: CommonFields<'a>,
    /// The value that the programs have in common (`/programs/delivery/online/`); null on the list of all.
    pub facet: Option<ChosenFacet<'a>>,
    /// The programs of this page: first those that are open, each part by title.
    pub programs: Vec<Cached<ProgramCard<'a>>>,
    /// How many there are on all pages of the list.
    pub total: usize,
    /// What readers can filter the whole list by. If the list has several pages, filters in the page itself would leave
    /// something out: show links to the pages of the values.
    pub facets: Vec<FacetView<'a>>,
    /// The stylesheet with which filters work without a script: for each value, it looks for a checked box whose `name` and
    /// `value` are the facet's name and the value's key, and hides each row without that key in its attribute `data-` and
    /// name. Null if there are no filters, or something else has its address.
    pub filter_styles: Option<&'a str>,
    /// The address of all programs of the column as a table (CSV); null if there are none.
    pub csv: Option<&'a str>,
    /// The address of all programs of the column as JSON; null if there are none.
    pub json: Option<&'a str>,
    /// The address of the page that compares programs of the same credential; it takes their addresses from its query. Null
    /// if no two programs have the same credential, or something else has the address.
    pub compare: Option<&'a str>,
    /// How many of all programs of the list somebody has checked.
    pub trust: TrustView,
    /// The position of this page among those of the list.
    pub pager: Pager,
}
