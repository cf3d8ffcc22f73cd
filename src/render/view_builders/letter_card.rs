//! Builds letters in a list.

use super::links;
use crate::content::{Letter, ShownAs};
use crate::render::view_cache::{Cached, ViewCache};
use crate::render::views::letter_card::LetterCard;
use crate::render::views::links::PictureView;
use crate::site::{Destination, EntryRef, LetterId, Site};

/// Words per minute of adults who read plain English prose (Brysbaert 2019: 238).
const WORDS_PER_MINUTE: usize = 238;

/// Characters per minute in a script without spaces, as Hugo counts them.
const CHARACTERS_PER_MINUTE: usize = 500;

/// Returns the card of a letter.
pub(super) fn card<'s>(cache: &ViewCache<'s>, letter: LetterId) -> Cached<LetterCard<'s>> {
    cache.letter_cards.get(letter, || build(cache, letter))
}

/// Returns the cards of several letters.
pub(super) fn cards<'s>(
    cache: &ViewCache<'s>,
    letters: impl IntoIterator<Item = LetterId>,
) -> Vec<Cached<LetterCard<'s>>> {
    letters.into_iter().map(|letter| card(cache, letter)).collect()
}

/// The same as [`card`], but not cached.
pub(super) fn build<'s>(cache: &ViewCache<'s>, letter: LetterId) -> LetterCard<'s> {
    let site = cache.site;
    let text = &site.entries.letters[letter];
    LetterCard {
        title: &text.common.title.html,
        path: site.entries.letters.path(letter),
        date: day(cache, text),
        excerpt: text.excerpt(),
        standfirst: text.standfirst.as_deref(),
        pen_name: text.pen_name.as_deref(),
        minutes: minutes(text),
        picture: picture(site, letter),
        answered_by: links::answerers(cache, text),
        tags: links::tag_links(cache, site.taxonomy.of_letter(letter)),
        replies: site.replies.of(letter).map_or(0, |thread| thread.count),
        unpublished: site.is_unpublished(&text.common),
        appears_on: site.appears_on(&text.common),
        extra: &text.common.extra,
    }
}

/// Returns the first picture of a letter that is a file of the column. `None` if there is none.
fn picture(site: &Site, letter: LetterId) -> Option<PictureView<'_>> {
    let entry = EntryRef::Letter(letter);
    let resolved = &site.links.of(entry).pictures;
    let written = &site.entries.reference_details(entry).pictures;
    resolved.iter().zip(written).find_map(|(destination, details)| {
        let Destination::Attachment(attachment) = destination else { return None };
        let is_picture = details.kind == ShownAs::Picture;
        is_picture.then(|| PictureView::of(&site.attachments[*attachment], &details.alt))
    })
}

/// Returns the minutes that a letter takes to read, at least one.
pub(super) fn minutes(letter: &Letter) -> usize {
    let words: usize = letter.bodies().map(|body| body.words).sum();
    let characters: usize = letter.bodies().map(|body| body.characters).sum();
    let (words, characters) = (words * CHARACTERS_PER_MINUTE, characters * WORDS_PER_MINUTE);
    (words + characters).div_ceil(WORDS_PER_MINUTE * CHARACTERS_PER_MINUTE).max(1)
}

/// Returns the date of a letter. A letter without a date is never published; a preview shows it as if it appeared today.
pub(super) fn day<'s>(cache: &ViewCache<'s>, letter: &'s Letter) -> &'s str {
    letter.common.record.date.as_ref().map_or(&cache.site.today, |when| &when.iso)
}
