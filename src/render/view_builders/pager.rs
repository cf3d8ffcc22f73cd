//! Builds the numbered pages of a listing.

use std::ops::Range;

use crate::render::context::PageContext;
use crate::render::views::pager::{Pager, PagerNumber};
use crate::site::{PageNumber, divided, page_count};

/// How many numbers a page links to on either side of its own.
const NEAR: usize = 2;

/// Returns the part of a list of `total` letters that the page of this number shows.
pub(super) fn letters_on_page(page: &PageContext<'_>, total: usize, number: PageNumber) -> Range<usize> {
    part(total, page.site.config.letters_per_page, number)
}

/// Returns the part of a list of `total` items that the page of this number shows, if a page has `size` of them.
pub(super) fn part(total: usize, size: usize, number: PageNumber) -> Range<usize> {
    let start = (number.index() * size).min(total);
    let is_last = number.get() == divided(total, size);
    start..if is_last { total } else { (start + size).min(total) }
}

/// Returns the links of the page of this number to its neighbors. `first_page` is the path of the first page.
pub(super) fn pager(page: &PageContext<'_>, first_page: &str, letters: usize, number: PageNumber) -> Pager {
    of_pages(first_page, page_count(letters, &page.site.config), number)
}

/// Returns the links of one of `total` pages to its neighbors.
pub(super) fn of_pages(first_page: &str, total: usize, number: PageNumber) -> Pager {
    let path = |number: PageNumber| {
        if number.is_first() { first_page.to_owned() } else { format!("{first_page}page/{number}/") }
    };
    let mut before = 0;
    let link = |at: PageNumber| {
        let gap = at.get() > before + 1;
        before = at.get();
        PagerNumber { number: at.get(), path: path(at), here: at == number, gap }
    };
    let all = std::iter::successors(Some(PageNumber::FIRST), |at| (at.get() < total).then(|| at.next()));
    let shown = all.filter(|at| total > 1 && is_shown(at.get(), number.get(), total));
    Pager {
        number: number.get(),
        total,
        newer: number.previous().map(path),
        older: (number.get() < total).then(|| path(number.next())),
        numbers: shown.map(link).collect(),
    }
}

/// Returns true if a page links to the page `at` by its number. The links of all pages together grow with the number of
/// pages, not with its square. An ellipsis never takes the place of a single number.
fn is_shown(at: usize, here: usize, total: usize) -> bool {
    let is_near = at.abs_diff(here) <= NEAR;
    is_near || at == 1 || at == total || at == 2 && here == 2 + NEAR + 1 || at + 1 == total && here + NEAR + 2 == total
}
