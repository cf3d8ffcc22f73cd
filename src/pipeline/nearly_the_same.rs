//! Warnings of letters that are nearly the same text as an older one: a second copy, such as a file that was imported twice.
//!
//! Quotes and footnotes are left out, and so are the passages that many letters have, such as a greeting. A letter that
//! links to the other one repeats it on purpose.

use ahash::{AHashMap, AHashSet};
use rayon::prelude::*;

use crate::content::Letter;
use crate::diagnostics::Diagnostic;
use crate::search::{Passages, SharedPassage, own_text_of};
use crate::site::{EntryRef, LetterId, Site};

/// The part of a letter's text from which on it is nearly the same as another.
const NEARLY_THE_SAME: f64 = 0.3;

/// A letter of fewer words is not compared.
const FEWEST_WORDS: usize = 60;

/// Passages that so many letters have are no text of any of them: two copies, and three others.
const MANY: usize = 5;

/// In a small column, so many letters are enough if they are half of all.
const MANY_OF_FEW: usize = 3;

/// The shingles of new letters, and who has them.
struct Shingles {
    /// Each with a letter that has it, sorted.
    found: Vec<(u64, LetterId)>,
    /// The number of all letters.
    letters: usize,
}

/// Returns a warning for each of these letters that is nearly the same text as an older one. The time is linear in the
/// length of all letters.
pub(super) fn nearly_the_same(site: &Site, new: &[LetterId]) -> Vec<(LetterId, Diagnostic)> {
    let shingles = Shingles::of(site, new);
    let copies = shingles.closest(site, new).into_iter();
    copies.filter_map(|(letter, other)| Some((letter, warning(site, letter, other, &shingles)?))).collect()
}

/// Returns true if one of two letters leads to the other, or follows it up: their author knows of both.
pub(super) fn is_linked(site: &Site, newer: LetterId, older: LetterId) -> bool {
    let links_to = |from, to| site.mentions.linked_from(EntryRef::Letter(to)).contains(&EntryRef::Letter(from));
    site.links.follows(newer) == Some(older) || links_to(newer, older) || links_to(older, newer)
}

impl Shingles {
    fn of(site: &Site, new: &[LetterId]) -> Self {
        let letters = &site.entries.letters;
        let shingles = |id: LetterId| Passages::of(&text(&letters[id])).shingles().to_vec();
        let of_new: Vec<u64> = new.par_iter().flat_map_iter(|id| shingles(*id)).collect();
        let of_new: AHashSet<u64> = of_new.into_iter().collect();
        let ids: Vec<LetterId> = letters.ids().collect();
        let shared = |id: LetterId| shingles(id).into_iter().filter(|shingle| of_new.contains(shingle));
        let mut found: Vec<(u64, LetterId)> =
            ids.into_par_iter().flat_map_iter(|id| shared(id).map(move |shingle| (shingle, id))).collect();
        found.par_sort_unstable();
        found.dedup();
        Self { found, letters: letters.len() }
    }

    /// Returns for each new letter that has much of an older one the one that it has most of. No pair is linked.
    fn closest(&self, site: &Site, new: &[LetterId]) -> Vec<(LetterId, LetterId)> {
        let new: AHashSet<LetterId> = new.iter().copied().collect();
        let (mut own, mut shared): (AHashMap<LetterId, usize>, AHashMap<_, usize>) = Default::default();
        for same in self.found.chunk_by(|a, b| a.0 == b.0).filter(|same| !self.are_many(same.len())) {
            for (at, (_, letter)) in same.iter().enumerate().filter(|(_, (_, letter))| new.contains(letter)) {
                *own.entry(*letter).or_default() += 1;
                for (_, older) in &same[at + 1..] {
                    *shared.entry((*letter, *older)).or_default() += 1;
                }
            }
        }
        let mut closest: Vec<(LetterId, usize, LetterId)> = shared
            .into_iter()
            .filter(|((letter, older), count)| is_much(*count, own[letter]) && !is_linked(site, *letter, *older))
            .map(|((letter, older), count)| (letter, count, older))
            .collect();
        closest.sort_unstable_by(|a, b| b.cmp(a));
        closest.dedup_by_key(|(letter, _, _)| *letter);
        closest.into_iter().rev().map(|(letter, _, older)| (letter, older)).collect()
    }

    /// Returns true for a shingle that is no text of the letters that have it.
    fn is_of_many(&self, shingle: u64) -> bool {
        let start = self.found.partition_point(|(other, _)| *other < shingle);
        let end = self.found.partition_point(|(other, _)| *other <= shingle);
        self.are_many(end - start)
    }

    fn are_many(&self, letters: usize) -> bool {
        letters >= MANY || (letters >= MANY_OF_FEW && 2 * letters >= self.letters)
    }
}

#[expect(clippy::cast_precision_loss, reason = "no letter has so many words")]
fn is_much(part: usize, whole: usize) -> bool {
    part as f64 >= NEARLY_THE_SAME * whole as f64
}

/// Returns the text of a letter without what it quotes.
fn text(letter: &Letter) -> String {
    letter.bodies().map(|body| own_text_of(&body.html)).collect::<Vec<_>>().join("\n")
}

/// Returns the warning for a letter that has much of another. `None` if it is short.
fn warning(site: &Site, letter: LetterId, other: LetterId, shingles: &Shingles) -> Option<Diagnostic> {
    let letters = &site.entries.letters;
    let (text, text_of_other) = (text(&letters[letter]), text(&letters[other]));
    let (passages, of_other) = (Passages::of(&text), Passages::of(&text_of_other));
    let all = passages.shingles();
    let own = all.iter().filter(|shingle| !shingles.is_of_many(**shingle)).count();
    if passages.words() * own < FEWEST_WORDS * all.len() {
        return None;
    }
    let of_other: AHashSet<u64> = of_other.shingles().iter().copied().collect();
    let passage = passages.longest(|shingle| of_other.contains(&shingle) && !shingles.is_of_many(shingle))?;
    let (common, other) = (&letters[letter].common, &letters[other].common);
    let warning = Diagnostic::warning(format!("this is nearly the same text as “{}”", other.title.plain))
        .at(&common.record.file, common.span)
        .help(of_passage(&passage))
        .help(format!("if it is a second copy, delete it; the other is `{}`", other.record.file));
    Some(warning)
}

fn of_passage(passage: &SharedPassage<'_>) -> String {
    let length = match passage.characters {
        Some(characters) => format!("{characters} characters"),
        None => format!("{} words", passage.words),
    };
    let start: Vec<&str> = passage.start.split_whitespace().collect();
    format!("the longest passage that both have is {length} long: “{} …”", start.join(" "))
}
