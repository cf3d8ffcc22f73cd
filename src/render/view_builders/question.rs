//! Builds the view of `question.html`: one letter.

use super::common;
use super::heading::headings;
use super::links::{answerers, linked_from, tag_links};
use super::related::{related_letter, related_program};
use super::{form, letter_card, reply, turn};
use crate::content::TurnKind;
use crate::render::body_html::BodyWriter;
use crate::render::context::PageContext;
use crate::render::slots::LinkBase;
use crate::render::theme_words::ThemeWords;
use crate::render::view_cache::Show;
use crate::render::views::question::QuestionView;
use crate::render::views::related::RelatedLetter;
use crate::site::{EntryRef, LetterId, ProgramId};

/// How many programs a letter's page shows, if the letter does not mention more.
const PROGRAMS: usize = 3;

/// How many related letters a letter's page shows.
const RELATED_LETTERS: usize = 4;

/// Returns the view of a letter's page.
pub(super) fn view<R>(page: &PageContext<'_>, id: LetterId, show: Show<'_, R>) -> R {
    let (site, entry) = (page.site, EntryRef::Letter(id));
    let letter = &site.entries.letters[id];
    let excerpt = letter.excerpt();
    let base = LinkBase { root: page.root, page: "" };
    let writer = BodyWriter::new(site, entry, &base, ThemeWords::for_pages(page.strings));
    let mentioned = programs_mentioned(page, id);
    let missing = PROGRAMS.saturating_sub(mentioned.len());
    let related = site.related.programs(entry, |program| mentioned.contains(&program), missing);
    let programs =
        |programs: &[ProgramId]| programs.iter().map(|program| related_program(page, *program, id)).collect();
    show(&QuestionView {
        common: common::fields(page, &letter.common.title, (!excerpt.is_empty()).then_some(excerpt)),
        date: letter.common.record.date.as_ref().map(|when| when.iso.as_str()),
        updated: letter.common.updated.as_ref().map(|when| when.iso.as_str()),
        answered_by: answerers(page.cache, letter),
        pen_name: letter.pen_name.as_deref(),
        minutes: letter_card::minutes(letter),
        questions: letter.turns.iter().filter(|turn| turn.kind == TurnKind::Question).count(),
        standfirst: letter.standfirst.as_deref(),
        follows: site.links.follows(id).map(|other| letter_card::card(page.cache, other)),
        followed_by: letter_card::cards(page.cache, site.links.followed_by(id).iter().copied()),
        introduction: letter.introduction.as_ref().map(|body| writer.html(0, body)),
        headings: letter.introduction.as_ref().map_or_else(Vec::new, headings),
        turns: (0..letter.turns.len()).map(|at| turn::turn(page, letter, at, &writer)).collect(),
        tags: tag_links(page.cache, site.taxonomy.of_letter(id)),
        programs_mentioned: programs(&mentioned),
        programs_related: programs(&related),
        letters_related: letters_related(page, id),
        linked_from: linked_from(page, entry, |source| !is_follow_up(page, id, source)),
        replies: reply::replies(page, id),
        reply_form: form::reply(page, id),
        newer: site.entries.letters.previous(id).map(|newer| letter_card::card(page.cache, newer)),
        older: site.entries.letters.next(id).map(|older| letter_card::card(page.cache, older)),
    })
}

/// Returns the programs that a letter mentions, in order of first appearance.
fn programs_mentioned(page: &PageContext<'_>, letter: LetterId) -> Vec<ProgramId> {
    let mut programs = Vec::new();
    for mention in page.site.mentions.of_letter(letter) {
        if !programs.contains(&mention.program) {
            programs.push(mention.program);
        }
    }
    programs
}

/// Returns the letters nearest to a letter, without those that the page shows elsewhere.
fn letters_related<'s>(page: &PageContext<'s>, letter: LetterId) -> Vec<RelatedLetter<'s>> {
    let shown_elsewhere = |other: LetterId| other == letter || is_follow_up(page, letter, other.into());
    let nearest = page.site.related.letters(letter.into(), shown_elsewhere, RELATED_LETTERS);
    nearest.into_iter().map(|other| related_letter(page, other, letter.into())).collect()
}

/// Returns true if one of the two follows up the other. The page shows such a letter above all other links.
fn is_follow_up(page: &PageContext<'_>, letter: LetterId, other: EntryRef) -> bool {
    let links = &page.site.links;
    links.follows(letter).is_some_and(|first| other == first.into())
        || links.followed_by(letter).iter().any(|update| other == (*update).into())
}
