//! Builds the numbered pages of a listing.

use std::ops::Range;

use crate::render::context::PageContext;
use crate::render::views::pager::Pager;
use crate::site::page_count;

/// Returns the part of a list of `total` letters that the page of this number shows, from 1.
pub(super) fn letters_on_page(page: &PageContext<'_>, total: usize, number: usize) -> Range<usize> {
    let size = page.site.config.letters_per_page;
    let start = ((number - 1) * size).min(total);
    start..(start + size).min(total)
}

/// Returns the links of the page of this number to its neighbors. `first_page` is the path of the first page.
pub(super) fn pager(page: &PageContext<'_>, first_page: &str, letters: usize, number: usize) -> Pager {
    let total = page_count(letters, &page.site.config);
    let path = |number: usize| if number == 1 { first_page.to_owned() } else { format!("{first_page}page/{number}/") };
    Pager {
        number,
        total,
        newer: (number > 1).then(|| path(number - 1)),
        older: (number < total).then(|| path(number + 1)),
    }
}
