//! Builds the numbered pages of a listing.

use std::ops::Range;

use crate::render::context::PageContext;
use crate::render::views::pager::Pager;
use crate::site::{PageNumber, page_count};

/// Returns the part of a list of `total` letters that the page of this number shows.
pub(super) fn letters_on_page(page: &PageContext<'_>, total: usize, number: PageNumber) -> Range<usize> {
    let config = &page.site.config;
    let size = config.letters_per_page;
    let start = (number.index() * size).min(total);
    let is_last = number.get() == page_count(total, config);
    start..if is_last { total } else { (start + size).min(total) }
}

/// Returns the links of the page of this number to its neighbors. `first_page` is the path of the first page.
pub(super) fn pager(page: &PageContext<'_>, first_page: &str, letters: usize, number: PageNumber) -> Pager {
    let total = page_count(letters, &page.site.config);
    let path = |number: PageNumber| {
        if number.is_first() { first_page.to_owned() } else { format!("{first_page}page/{number}/") }
    };
    Pager {
        number: number.get(),
        total,
        newer: number.previous().map(path),
        older: (number.get() < total).then(|| path(number.next())),
    }
}
