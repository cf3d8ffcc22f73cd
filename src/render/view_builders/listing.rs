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
    show(&listing(page, &title_of(page, own.year), own.letters.clone(), &year.only()))
}

/// Returns the title of the page for one year: `Letters from 2015`.
fn title_of(page: &PageContext<'_>, year: i16) -> Title {
    match page.strings.get("title_letters_of", None, &[("year".to_owned(), year.to_string())]) {
        Some(title) => Title::from_plain(&title),
        None => year_title(&page.theme_title("title_letters"), year),
    }
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
