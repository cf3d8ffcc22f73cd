//! Hints at letters that were asked before, and warnings of those that are nearly the same text as another.
//!
//! Only drafts and new letters are looked at: nobody will change the others for this.

use jiff::{SignedDuration, Timestamp};

use super::nearly_the_same::{is_linked, nearly_the_same};
use crate::content::{Letter, TurnKind};
use crate::diagnostics::Diagnostic;
use crate::render::search_index;
use crate::search::{Passages, text_of};
use crate::site::{Id, LetterId, Site};
use crate::theme::Strings;

/// A letter is new for so long.
const NEW: SignedDuration = SignedDuration::from_hours(30 * 24);

/// The score from which on a question is much like another; its own is 1. Of forty letters of the example that ask the same
/// in other words, 38 have it.
const MUCH_LIKE: f64 = 0.276;

/// And it has so many times the score of the third letter: if many are alike, the words are common to the trade. Two may
/// have asked the same.
const AHEAD: f64 = 1.3;

/// With fewer letters, nobody needs a reminder, and nothing says which of their words are common.
const FEWEST_LETTERS: usize = 20;

/// A question of fewer words says too little to be like another.
const FEWEST_OF_QUESTION: usize = 30;

/// How many similar letters are looked at, before those that it links to are left out.
const SIMILAR: usize = 12;

/// Returns a hint for each draft and new letter whose question is much like an older one, and a warning for each that is
/// nearly the same text. `words` are those that the last build remembered.
pub(super) fn asked_before(site: &Site, strings: &Strings, words: impl FnOnce() -> Vec<u8>) -> Vec<Diagnostic> {
    let new: Vec<LetterId> = site.entries.letters.ids().filter(|letter| is_new(site, *letter)).collect();
    if new.is_empty() {
        return Vec::new();
    }
    let mut found = nearly_the_same(site, &new);
    if site.entries.letters.len() < FEWEST_LETTERS {
        return found.into_iter().map(|(_, diagnostic)| diagnostic).collect();
    }
    let index = search_index(site, strings, words());
    let copies: Vec<LetterId> = found.iter().map(|(letter, _)| *letter).collect();
    found.extend(new.into_iter().filter(|letter| !copies.contains(letter)).filter_map(|letter| {
        let question = question(&site.entries.letters[letter]);
        if Passages::of(&question).words() < FEWEST_OF_QUESTION {
            return None;
        }
        let similar = index.similar(&question, SIMILAR).into_iter();
        let similar = similar.filter_map(|hit| Some((letter_at(site, hit.page)?, hit.score)));
        let others: Vec<(LetterId, f64)> = similar.filter(|(other, _)| *other != letter).collect();
        let least = others.get(2).map_or(0.0, |(_, third)| third * AHEAD).max(MUCH_LIKE);
        let mut close = others.into_iter().take_while(|(_, score)| *score >= least);
        let (older, _) = close.find(|(older, _)| is_answer_to(site, letter, *older))?;
        Some((letter, hint(site, letter, older)))
    }));
    found.into_iter().map(|(_, diagnostic)| diagnostic).collect()
}

/// Returns true for a draft, a scheduled letter, and one that appeared in the last thirty days.
fn is_new(site: &Site, letter: LetterId) -> bool {
    let common = &site.entries.letters[letter].common;
    let since = |instant: Timestamp| site.now.duration_since(instant) < NEW;
    site.is_unpublished(common) || common.record.date.as_ref().is_some_and(|date| since(date.instant))
}

/// Returns the letter with this number among the pages of the search: there the oldest letter is the first.
fn letter_at(site: &Site, page: usize) -> Option<LetterId> {
    let letters = site.entries.letters.len();
    (page < letters).then(|| LetterId::new(letters - 1 - page))
}

/// Returns true if an older letter has an answer, and the two are not linked yet.
fn is_answer_to(site: &Site, newer: LetterId, older: LetterId) -> bool {
    let letters = &site.entries.letters;
    let has_answer = letters[older].turns.iter().any(|turn| matches!(turn.kind, TurnKind::Answer(_)));
    older > newer && has_answer && !site.is_unpublished(&letters[older].common) && !is_linked(site, newer, older)
}

fn hint(site: &Site, letter: LetterId, older: LetterId) -> Diagnostic {
    let (common, other) = (&site.entries.letters[letter].common, &site.entries.letters[older].common);
    let day = other.record.date.as_ref().map(|date| format!(", answered {}", date.day)).unwrap_or_default();
    Diagnostic::hint(format!("this may have been asked before: “{}”{day}", other.title.plain))
        .at(&common.record.file, common.span)
        .help(format!("if your readers should know, link to `{}` in the text", other.record.file))
}

/// Returns the questions of a letter, with its title.
fn question(letter: &Letter) -> String {
    let questions = letter.turns.iter().filter(|turn| turn.kind == TurnKind::Question);
    let texts = questions.map(|turn| text_of(&turn.body.html));
    [letter.common.title.plain.clone()].into_iter().chain(texts).collect::<Vec<_>>().join("\n")
}
