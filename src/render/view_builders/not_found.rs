//! Builds the view of `not_found.html`.

use super::common;
use super::letter_card;
use crate::render::context::PageContext;
use crate::render::view_cache::Show;
use crate::render::views::not_found::NotFoundView;

/// How many letters such a page shows, so that readers find a way on.
pub(super) const NEWEST_LETTERS: usize = 5;

/// Returns the view of the "not found" page.
pub(super) fn view<R>(page: &PageContext<'_>, show: Show<'_, R>) -> R {
    let title = page.theme_title("title_not_found");
    let newest = page.site.entries.letters.ids().take(NEWEST_LETTERS);
    show(&NotFoundView { common: common::fields(page, &title, None), letters: letter_card::cards(page.cache, newest) })
}
