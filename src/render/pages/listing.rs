//! Builds the view of `listing.html`: all letters, by year.

use std::ops::Range;

use super::common::{self, Head};
use super::years::{archive, by_year, year_title};
use crate::content::Title;
use crate::render::context::PageContext;
use crate::render::view_cache::ViewValue;
use crate::render::views::listing::ListingView;

/// Returns the view of the first page: all years, or the newest ones if they are too long for one page.
pub(super) fn first_page(page: &PageContext<'_>) -> ViewValue {
    let years = &page.site.years;
    listing(page, &page.theme_title("title_letters"), years.first_page(), &(0..years.together))
}

/// Returns the view of the page for one year.
pub(super) fn year(page: &PageContext<'_>, year_index: usize) -> ViewValue {
    let year = &page.site.years.all[year_index];
    let title = year_title(&page.theme_title("title_letters"), year.year);
    listing(page, &title, year.letters.clone(), &(year_index..year_index + 1))
}

/// Returns a page of the list; `shown` are the years on it.
fn listing(page: &PageContext<'_>, title: &Title, letters: Range<usize>, shown: &Range<usize>) -> ViewValue {
    let is_first = shown.start == 0;
    let head = Head { kind: "listing", title, description: None, section: Some("letters"), index: is_first };
    ViewValue::new(&ListingView {
        common: common::fields(page, head),
        years: by_year(page, letters),
        archive: archive("/questions/", &page.site.years, shown),
    })
}
