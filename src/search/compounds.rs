//! Compounds: long words that are other words of the column, joined. `Hochspannungsnetzgerät` is found by `Netzgerät`,
//! if that is a word of the column, too. No list of words is needed for it.

use rayon::prelude::*;

use super::dictionary::{AllWords, Dictionary, NO_RECORD};
use super::stems::LanguageRules;

/// A compound has at least as many letters.
const SHORTEST_COMPOUND: usize = 8;

/// A part of it has at least as many.
const SHORTEST_PART: usize = 4;

/// What may be between two parts, besides nothing.
const LINKS: [&str; 6] = ["s", "es", "n", "en", "er", "e"];

/// For each word, the records of its parts, and of their parts. Empty for a language without compounds.
pub(super) struct Compounds {
    parts: Vec<Vec<u32>>,
}

impl Compounds {
    /// Finds the parts of all words.
    pub(super) fn new(all: &AllWords<'_>, dictionary: &Dictionary, records: &[u32], rules: LanguageRules) -> Self {
        if !rules.compounds {
            return Self { parts: Vec::new() };
        }
        let splitter = CompoundSplitter { all, dictionary, records, rules };
        let parts =
            |(word, record): (&&str, &u32)| if *record == NO_RECORD { Vec::new() } else { splitter.parts(word) };
        let direct: Vec<Vec<CompoundPart>> = all.words.par_iter().zip(records).map(parts).collect();
        let with_theirs = |(parts, own): (&Vec<CompoundPart>, &u32)| {
            let (mut found, mut open) = (Vec::new(), parts.clone());
            while let Some(part) = open.pop() {
                found.push(part.record);
                // The parts of a part are shorter than it, so this ends.
                open.extend(part.word.into_iter().flat_map(|word| direct[word as usize].iter().copied()));
            }
            found.sort_unstable();
            found.dedup();
            found.retain(|record| record != own);
            found
        };
        Self { parts: direct.par_iter().zip(records).map(with_theirs).collect() }
    }

    /// Returns true if no word has parts.
    pub(super) fn is_empty(&self) -> bool {
        self.parts.is_empty()
    }

    /// Returns the records of the parts of a word.
    pub(super) fn of(&self, word: u32) -> &[u32] {
        self.parts.get(word as usize).map_or(&[], Vec::as_slice)
    }
}

#[derive(Clone, Copy)]
struct CompoundPart {
    record: u32,
    /// The word that it is. `None` if only its stem is known.
    word: Option<u32>,
}

struct CompoundSplitter<'a, 'g> {
    all: &'a AllWords<'g>,
    dictionary: &'a Dictionary,
    records: &'a [u32],
    rules: LanguageRules,
}

/// How the start of a word is best divided.
#[derive(Clone)]
struct Division {
    parts: usize,
    /// The start of the last part, and the end of what is before it and its link.
    start: usize,
    before: usize,
    last: CompoundPart,
}

impl CompoundSplitter<'_, '_> {
    /// Returns the parts of a word if it is made of two or more: as few as possible, the last as long as possible.
    fn parts(&self, word: &str) -> Vec<CompoundPart> {
        if word.len() < SHORTEST_COMPOUND || word.chars().count() < SHORTEST_COMPOUND {
            return Vec::new();
        }
        let ends: Vec<usize> = word.char_indices().map(|(at, _)| at).chain([word.len()]).collect();
        let mut divisions: Vec<Option<Division>> = vec![None; word.len() + 1];
        for at in 0..ends.len() {
            let before = ends[at];
            if before > 0 && divisions[before].is_none() {
                continue;
            }
            self.extend(word, before, before, &ends[at..], &mut divisions);
            let links = LINKS.iter().filter(|link| before > 0 && word[before..].starts_with(**link));
            for link in links {
                self.extend(word, before, before + link.len(), &ends[at + link.len()..], &mut divisions);
            }
        }
        let (mut parts, mut end) = (Vec::new(), word.len());
        while let Some(division) = divisions[end].take() {
            parts.push(division.last);
            end = division.before;
        }
        parts
    }

    /// Adds all parts that begin at `start`; the division of what is before ends at `before`. `ends` are the positions of
    /// the characters from `start` on.
    fn extend(&self, word: &str, before: usize, start: usize, ends: &[usize], divisions: &mut [Option<Division>]) {
        let parts = divisions[before].as_ref().map_or(0, |division| division.parts) + 1;
        for end in ends.iter().skip(SHORTEST_PART) {
            let is_whole = before == 0 && *end == word.len();
            let is_better = divisions[*end].as_ref().is_none_or(|best| (parts, start) < (best.parts, best.start));
            if is_whole || !is_better {
                continue;
            }
            if let Some(last) = self.part(&word[start..*end], *end == word.len()) {
                divisions[*end] = Some(Division { parts, start, before, last });
            }
        }
    }

    /// Returns the word that a part is. The last part may be another form of a word: `Netzgeräte`.
    fn part(&self, part: &str, is_last: bool) -> Option<CompoundPart> {
        let word = self.all.positions.get(part).copied();
        // A word that is remembered may be on no page any more.
        if let Some((word, record)) = word.map(|word| (word, self.records[word as usize]))
            && record != NO_RECORD
        {
            return Some(CompoundPart { record, word: Some(word) });
        }
        let key = is_last.then(|| self.rules.key(part)).flatten()?;
        self.dictionary.record_of_key(&key).map(|record| CompoundPart { record, word: None })
    }
}
