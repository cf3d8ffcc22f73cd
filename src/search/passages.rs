//! Passages that two texts share, word by word: Broder's shingles, five words long.
//!
//! In scripts without spaces between words, two characters are as long as a word.
//!
//! Source: A. Broder, "On the resemblance and containment of documents", 1997.

use std::ops::Range;

use ahash::RandomState;

use super::characters::is_joiner;
use super::fold::fold;
use super::html_text::{push_own_text, push_text};
use super::words::{ScriptPart, Words, script_parts};

/// The number of words that are compared at once: so many in a row are rarely the same by accident.
const SHINGLE: usize = 5;

/// The number of words that show where a passage is.
const SHOWN: usize = 8;

/// The sizes of a word, and of a character of a script without spaces.
const WORD: usize = 2;
const CHARACTER: usize = 1;

/// The words of a text, to compare with others.
#[derive(Debug)]
pub struct Passages<'t> {
    text: &'t str,
    units: Vec<PassageUnit>,
    /// A number for each five words in a row.
    shingles: Vec<u64>,
    /// For each shingle, the position after its last unit.
    ends: Vec<usize>,
}

/// A word, or a character of a script without spaces.
#[derive(Debug)]
struct PassageUnit {
    /// Its bytes in the text.
    range: Range<usize>,
    /// [`WORD`] or [`CHARACTER`].
    size: usize,
}

/// A passage that two texts have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SharedPassage<'t> {
    /// Its text.
    pub text: &'t str,
    /// Its first eight words.
    pub start: &'t str,
    /// The number of its words.
    pub words: usize,
    /// The number of its characters, if most of them are of a script without spaces, where it has no words to count.
    pub characters: Option<usize>,
}

/// Returns the words of finished HTML, as text without tags.
pub fn text_of(html: &str) -> String {
    let mut text = String::with_capacity(html.len());
    push_text(html, &mut text);
    text
}

/// Returns the same without quotes and footnotes.
pub fn own_text_of(html: &str) -> String {
    let mut text = String::with_capacity(html.len());
    push_own_text(html, &mut text);
    text
}

impl<'t> Passages<'t> {
    /// Reads the words of a text.
    pub fn of(text: &'t str) -> Self {
        // The same numbers in every run.
        let hasher = RandomState::with_seeds(1, 2, 3, 4);
        let (mut units, mut hashes) = (Vec::new(), Vec::new());
        for word in Words::new(text, false) {
            let mut start = word.start;
            for part in script_parts(word.text) {
                match part {
                    ScriptPart::Alphabet(part) => {
                        units.push(PassageUnit { range: start..start + part.len(), size: WORD });
                        hashes.push(hasher.hash_one(fold(part)));
                        start += part.len();
                    }
                    ScriptPart::Bigrams(run) => {
                        for (at, c) in run.char_indices().filter(|(_, c)| !is_joiner(*c)) {
                            let at = start + at;
                            units.push(PassageUnit { range: at..at + c.len_utf8(), size: CHARACTER });
                            hashes.push(hasher.hash_one(c));
                        }
                        start += run.len();
                    }
                }
            }
        }
        let ends = ends(&units);
        let shingles = ends.iter().enumerate().map(|(start, end)| hasher.hash_one(&hashes[start..*end])).collect();
        Self { text, units, shingles, ends }
    }

    /// The number of words.
    pub fn words(&self) -> usize {
        words(&self.units)
    }

    /// A number for each five words in a row: equal for equal words.
    pub fn shingles(&self) -> &[u64] {
        &self.shingles
    }

    /// Returns the longest passage of five words in a row that are shared. `None` if none are.
    pub fn longest(&self, is_shared: impl Fn(u64) -> bool) -> Option<SharedPassage<'t>> {
        let is_shared: Vec<bool> = self.shingles.iter().map(|shingle| is_shared(*shingle)).collect();
        let runs = is_shared.chunk_by(|a, b| a == b).scan(0, |at, run| {
            let start = *at;
            *at += run.len();
            Some((run[0], start..start + run.len()))
        });
        let run = runs.filter(|(shared, _)| *shared).map(|(_, run)| run).max_by_key(ExactSizeIterator::len)?;
        let units = &self.units[run.start..self.ends[run.end - 1]];
        let characters = units.iter().filter(|unit| unit.size == CHARACTER).count();
        let start = (1..=units.len()).take_while(|end| words(&units[..*end]) <= SHOWN).last().unwrap_or(units.len());
        Some(SharedPassage {
            text: self.text_of_units(units),
            start: self.text_of_units(&units[..start]),
            words: words(units),
            characters: (characters > words(units)).then_some(characters),
        })
    }

    fn text_of_units(&self, units: &[PassageUnit]) -> &'t str {
        let (first, last) = (units.first(), units.last());
        first.zip(last).map_or("", |(first, last)| &self.text[first.range.start..last.range.end])
    }
}

/// Returns the position after the last unit of each five words in a row.
fn ends(units: &[PassageUnit]) -> Vec<usize> {
    let (mut ends, mut end, mut size) = (Vec::with_capacity(units.len()), 0, 0);
    for unit in units {
        while size < SHINGLE * WORD {
            let Some(next) = units.get(end) else { return ends };
            size += next.size;
            end += 1;
        }
        ends.push(end);
        size -= unit.size;
    }
    ends
}

fn words(units: &[PassageUnit]) -> usize {
    units.iter().map(|unit| unit.size).sum::<usize>() / WORD
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shared<'t>(new: &Passages<'t>, old: &Passages<'_>) -> Option<SharedPassage<'t>> {
        new.longest(|shingle| old.shingles().contains(&shingle))
    }

    #[test]
    fn a_copy_is_found_whatever_its_capitals_and_signs() {
        let old = "I have worked at the same desk for nine years, and nobody has asked me anything.";
        let new = "Dear Sol, i have worked at the same desk — for nine years! What now?";
        let passage = shared(&Passages::of(new), &Passages::of(old)).unwrap();
        assert_eq!(passage.text, "i have worked at the same desk — for nine years");
        assert_eq!(passage.start, "i have worked at the same desk — for");
        assert_eq!((passage.words, passage.characters), (10, None));
    }

    #[test]
    fn four_words_are_no_passage() {
        let (one, other) = (Passages::of("one two three four A"), Passages::of("one two three four B"));
        assert_eq!(shared(&one, &other), None);
        assert_eq!(shared(&Passages::of(""), &other), None);
    }

    #[test]
    fn two_characters_of_a_script_without_spaces_are_a_word() {
        let (old, new) = ("図書館の資料を整理するABC。", "毎日、図書館の資料を整理する ABC です");
        let passage = shared(&Passages::of(new), &Passages::of(old)).unwrap();
        assert_eq!(passage.text, "図書館の資料を整理する ABC");
        assert_eq!((passage.words, passage.characters), (6, Some(11)));
        assert_eq!(Passages::of("図書館の資料を整理する").words(), 5);
        let nine = (Passages::of("図書館の資料を整理。"), Passages::of("図書館の資料を整列"));
        assert_eq!(shared(&nine.0, &nine.1), None);
    }

    #[test]
    fn quotes_and_footnotes_are_no_text_of_ones_own() {
        let html = "<p>Mine.</p><blockquote class=\"q\"><p>Old <blockquote>older</blockquote> old.</p></blockquote>\
            <p>Mine, too.</p><div class=\"footnotes\" role=\"doc-endnotes\"><ol><li><div>A note.</div></li></ol></div>";
        assert_eq!(own_text_of(html).split_whitespace().collect::<Vec<_>>(), ["Mine.", "Mine,", "too."]);
        assert!(text_of(html).contains("older"));
    }
}
