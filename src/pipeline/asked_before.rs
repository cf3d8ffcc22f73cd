//! Hints at letters that were asked before, and warnings of those that are nearly the same text as another.
//!
//! Only drafts and new letters are looked at: nobody will change the others for this.

use ahash::AHashSet;
use jiff::{SignedDuration, Timestamp};
use rayon::prelude::*;

use crate::content::{Letter, TurnKind};
use crate::diagnostics::Diagnostic;
use crate::render::search_index;
use crate::search::{Passages, text_of};
use crate::site::{EntryRef, Id, LetterId, Site};
use crate::theme::Strings;

/// A letter is new for so long.
const NEW: SignedDuration = SignedDuration::from_hours(30 * 24);

/// The score from which on a question is much like another; its own is 1.
const MUCH_LIKE: f64 = 0.35;

/// With fewer letters, nobody needs a reminder, and nothing says which of their words are common.
const FEWEST_LETTERS: usize = 20;

/// A question of fewer words says too little to be like another.
const FEWEST_OF_QUESTION: usize = 30;

/// The part of a letter's text from which on it is nearly the same as another.
const NEARLY_THE_SAME: f64 = 0.3;

/// A letter of fewer words is not compared.
const FEWEST_WORDS: usize = 60;

/// How many similar letters are looked at, before those that it links to are left out.
const SIMILAR: usize = 8;

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
        let close = similar.filter(|hit| hit.score >= MUCH_LIKE);
        let older =
            close.filter_map(|hit| letter_at(site, hit.page)).find(|older| is_answer_to(site, letter, *older))?;
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

/// Returns true if an older letter has an answer, and the newer one does not lead to it yet.
fn is_answer_to(site: &Site, newer: LetterId, older: LetterId) -> bool {
    let letters = &site.entries.letters;
    let has_answer = letters[older].turns.iter().any(|turn| matches!(turn.kind, TurnKind::Answer(_)));
    let is_linked = site.links.follows(newer) == Some(older)
        || site.mentions.linked_from(EntryRef::Letter(older)).contains(&EntryRef::Letter(newer));
    older > newer && has_answer && !site.is_unpublished(&letters[older].common) && !is_linked
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

/// Returns all text of a letter.
fn text(letter: &Letter) -> String {
    letter.bodies().map(|body| text_of(&body.html)).collect::<Vec<_>>().join("\n")
}

/// Returns a warning for each of these letters that is nearly the same text as another.
fn nearly_the_same(site: &Site, new: &[LetterId]) -> Vec<(LetterId, Diagnostic)> {
    let letters = &site.entries.letters;
    let texts: Vec<String> = new.iter().map(|letter| text(&letters[*letter])).collect();
    let passages: Vec<Passages<'_>> = texts.iter().map(|text| Passages::of(text)).collect();
    let of_new: AHashSet<u64> = passages.iter().flat_map(|passages| passages.shingles().iter().copied()).collect();
    let ids: Vec<LetterId> = letters.ids().collect();
    let others: Vec<(LetterId, String)> = ids
        .into_par_iter()
        .map(|id| (id, text(&letters[id])))
        .filter(|(_, text)| Passages::of(text).shingles().iter().filter(|shingle| of_new.contains(shingle)).count() > 1)
        .collect();
    let others: Vec<(LetterId, Passages<'_>)> = others.iter().map(|(id, text)| (*id, Passages::of(text))).collect();
    let copies = new.iter().zip(&passages).filter(|(_, passages)| passages.words() >= FEWEST_WORDS);
    let warnings = copies.filter_map(|(letter, passages)| {
        // Of two new ones, the newer has the warning.
        let older = others.iter().filter(|(other, _)| other > letter);
        let shared = older.filter_map(|(other, theirs)| Some((*other, passages.shared_with(theirs)?)));
        let (other, shared) = shared.max_by(|(_, a), (_, b)| a.share.total_cmp(&b.share))?;
        (shared.share >= NEARLY_THE_SAME).then(|| (*letter, copy(site, *letter, other, shared.longest, shared.words)))
    });
    warnings.collect()
}

fn copy(site: &Site, letter: LetterId, other: LetterId, passage: &str, words: usize) -> Diagnostic {
    let (common, other) = (&site.entries.letters[letter].common, &site.entries.letters[other].common);
    let start: Vec<&str> = passage.split_whitespace().take(8).collect();
    let message = format!("this is nearly the same text as “{}”", other.title.plain);
    Diagnostic::warning(message)
        .at(&common.record.file, common.span)
        .help(format!("the longest passage that both have is {words} words long: “{} …”", start.join(" ")))
        .help(format!("if it is a second copy, delete it; the other is `{}`", other.record.file))
}
