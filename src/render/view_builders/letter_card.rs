//! Builds letters in a list.

use super::links;
use crate::content::Letter;
use crate::render::context::PageContext;
use crate::render::view_cache::Cached;
use crate::render::views::letter_card::LetterCard;
use crate::site::LetterId;

/// Returns the card of a letter.
pub(super) fn card<'s>(page: &PageContext<'s>, letter: LetterId) -> Cached<LetterCard<'s>> {
    page.cache.letter_cards.get(letter, || build(page, letter))
}

/// Returns the cards of several letters.
pub(super) fn cards<'s>(
    page: &PageContext<'s>,
    letters: impl IntoIterator<Item = LetterId>,
) -> Vec<Cached<LetterCard<'s>>> {
    letters.into_iter().map(|letter| card(page, letter)).collect()
}

/// The same as [`card`], but not cached.
pub(super) fn build<'s>(page: &PageContext<'s>, letter: LetterId) -> LetterCard<'s> {
    let site = page.site;
    let text = &site.entries.letters[letter];
    LetterCard {
        title: &text.common.title.html,
        path: site.entries.letters.path(letter),
        date: day(page, text),
        excerpt: text.excerpt(),
        answered_by: links::answerers(page, text),
        tags: links::tag_links(page, site.taxonomy.of_letter(letter)),
        replies: site.replies.of(letter).map_or(0, |thread| thread.count),
        unpublished: site.is_unpublished(&text.common),
        appears_on: site.appears_on(&text.common),
    }
}

/// Returns the date of a letter. A letter without a date is never published; a preview shows it as if it appeared today.
pub(super) fn day<'s>(page: &PageContext<'s>, letter: &'s Letter) -> &'s str {
    letter.common.record.date.as_ref().map_or(&page.site.today, |when| &when.iso)
}
