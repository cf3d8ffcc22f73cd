//! Builds the view of `listing.html`: all letters, by year.

use std::ops::Range;

use super::common;
use super::years::{archive, by_year, year_title};
use crate::content::Title;
use crate::render::context::PageContext;
use crate::render::view_cache::Show;
use crate::render::views::listing::ListingView;
use crate::site::{Id, LetterId, YearId};

/// Returns the view of the first page: all years, or the newest ones if they are too long for one page.
pub(super) fn first_page<R>(page: &PageContext<'_>, show: Show<'_, R>) -> R {
    let years = &page.site.years;
    show(&listing(page, &page.theme_title("title_letters"), years.first_page(), &years.on_first_page()))
}

/// Returns the view of the page for one year.
pub(super) fn year<R>(page: &PageContext<'_>, year: YearId, show: Show<'_, R>) -> R {
    let own = &page.site.years.all[year];
    let title = year_title(&page.theme_title("title_letters"), own.year);
    show(&listing(page, &title, own.letters.clone(), &year.only()))
}

/// Returns a page of the list; `shown` are the years on it.
fn listing<'v>(
    page: &PageContext<'v>,
    title: &'v Title,
    letters: Range<usize>,
    shown: &Range<YearId>,
) -> ListingView<'v> {
    ListingView {
        common: common::fields(page, title, None),
        years: by_year(page, letters.map(LetterId::new)),
        archive: archive("/questions/", &page.site.years, shown),
    }
}
