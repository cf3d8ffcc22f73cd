//! What the next build is to know of the words of pages.

use super::dictionary::{AllWords, KeyedWord};
use super::gather::Gathered;
use super::known_words::{KnownList, KnownPage, KnownUnit, KnownWord, KnownWords, UnitEntry, entry, to_bytes};

/// A count takes the lowest byte of an entry, the number of the word the others.
const MOST_WORDS: usize = 1 << 24;

/// The part of all pages that may be unknown, or known for nothing, before everything is remembered anew: writing costs as
/// much as reading a few hundred pages.
const OUTDATED: usize = 64;

/// Returns true if so many pages are unknown, or are no longer there, that all should be remembered anew.
pub(super) fn is_outdated(known: &KnownWords<'_>, parts: &[Gathered]) -> bool {
    let pages: usize = parts.iter().map(|part| part.pages.len()).sum();
    let in_use: usize = parts.iter().map(|part| part.known_pages).sum();
    let gone = known.list.pages.len().saturating_sub(in_use);
    (pages - in_use).max(gone) * OUTDATED > pages
}

/// Returns what [`KnownWords::read`] reads, for all words of all pages. `None` if there are too many. `keyed` are the words
/// in the order of their forms.
pub(super) fn remember<'k>(
    parts: &[Gathered],
    all: &'k AllWords<'_>,
    keyed: &'k [KeyedWord<'_>],
    settings: u64,
) -> Option<Vec<u8>> {
    if keyed.len() > MOST_WORDS {
        return None;
    }
    let mut numbers = vec![0_u32; all.words.len()];
    for (number, word) in (0..).zip(keyed) {
        numbers[word.word as usize] = number;
    }
    let bytes: usize = parts.iter().map(|part| part.numbers.len() * size_of::<UnitEntry>()).sum();
    // With room for the list: to move so much would need twice the memory.
    let mut entries = Vec::with_capacity(bytes + bytes / 4);
    for (part, words) in parts.iter().zip(&all.of_parts) {
        for (number, count) in part.numbers.iter().zip(&part.counts) {
            entries.extend_from_slice(&entry(numbers[words.word(*number) as usize], *count));
        }
    }
    let word = |keyed: &'k KeyedWord<'_>| KnownWord {
        word: all.words[keyed.word as usize],
        form: &keyed.form,
        key: &keyed.key,
    };
    to_bytes(entries, &KnownList { words: keyed.iter().map(word).collect(), pages: pages(parts) }, settings)
}

/// Returns the pages by fingerprint.
fn pages(parts: &[Gathered]) -> Vec<KnownPage> {
    let (mut pages, mut start) = (Vec::with_capacity(parts.iter().map(|part| part.pages.len()).sum()), 0);
    for part in parts {
        let (mut units, mut unit_start) = (part.units.iter(), 0);
        for page in &part.pages {
            let of_page = units.by_ref().take(page.units).map(|unit| {
                let entries = unit.end - unit_start;
                unit_start = unit.end;
                KnownUnit { length: unit.length, entries }
            });
            let page = KnownPage { fingerprint: page.fingerprint, start, units: of_page.collect() };
            start += page.units.iter().map(|unit| unit.entries).sum::<usize>();
            pages.push(page);
        }
    }
    pages.sort_unstable_by_key(|page| page.fingerprint);
    pages.dedup_by_key(|page| page.fingerprint);
    pages
}
