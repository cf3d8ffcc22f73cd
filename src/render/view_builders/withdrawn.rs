//! Builds the view of `withdrawn.html`: the page at the address of a letter that is withdrawn.

use super::common;
use super::letter_card;
use super::not_found::NEWEST_LETTERS;
use crate::render::context::PageContext;
use crate::render::view_cache::Show;
use crate::render::views::withdrawn::WithdrawnView;
use crate::site::WithdrawnId;

/// Returns the view of a withdrawn letter's page.
pub(super) fn view<R>(page: &PageContext<'_>, letter: WithdrawnId, show: Show<'_, R>) -> R {
    let letter = &page.site.entries.withdrawn[letter];
    let title = &letter.common.title;
    let withdrawn = letter.record.withdrawn.as_ref();
    let newest = page.site.entries.letters.ids().take(NEWEST_LETTERS);
    show(&WithdrawnView {
        common: common::fields(page, title, None),
        date: withdrawn.map_or("", |withdrawn| withdrawn.date.iso.as_str()),
        reason: withdrawn.and_then(|withdrawn| withdrawn.reason.as_deref()),
        letters: letter_card::cards(page.cache, newest),
    })
}
