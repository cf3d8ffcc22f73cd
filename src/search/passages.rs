//! Passages that two texts share, word by word: Broder's shingles, five words long.
//!
//! Source: A. Broder, "On the resemblance and containment of documents", 1997.

use std::ops::Range;

use ahash::{AHashSet, RandomState};

use super::fold::fold;
use super::html_text::push_text;
use super::words::Words;

/// The number of words that are compared at once: so many in a row are rarely the same by accident.
const SHINGLE: usize = 5;

/// The words of a text, to compare with others.
#[derive(Debug)]
pub struct Passages<'t> {
    text: &'t str,
    /// The words, as byte ranges of the text.
    words: Vec<Range<usize>>,
    /// A number for each five words in a row.
    shingles: Vec<u64>,
}

/// What a text has in common with another.
#[derive(Debug, Clone, PartialEq)]
pub struct SharedPassages<'t> {
    /// The part of the text that the other has, too: from 0 to 1.
    pub share: f64,
    /// The longest passage that both have.
    pub longest: &'t str,
    /// The number of its words.
    pub words: usize,
}

/// Returns the words of finished HTML, as text without tags.
pub fn text_of(html: &str) -> String {
    let mut text = String::with_capacity(html.len());
    push_text(html, &mut text);
    text
}

impl<'t> Passages<'t> {
    /// Reads the words of a text.
    pub fn of(text: &'t str) -> Self {
        // The same numbers in every run.
        let hasher = RandomState::with_seeds(1, 2, 3, 4);
        let (mut words, mut hashes) = (Vec::new(), Vec::new());
        for word in Words::new(text, false) {
            words.push(word.start..word.start + word.text.len());
            hashes.push(hasher.hash_one(fold(word.text)));
        }
        let shingles = hashes.windows(SHINGLE).map(|words| hasher.hash_one(words)).collect();
        Self { text, words, shingles }
    }

    /// The number of words.
    pub fn words(&self) -> usize {
        self.words.len()
    }

    /// A number for each five words in a row: equal for equal words.
    pub fn shingles(&self) -> &[u64] {
        &self.shingles
    }

    /// Returns what this text shares with another. `None` if no five words in a row are the same.
    pub fn shared_with(&self, other: &Passages<'_>) -> Option<SharedPassages<'t>> {
        let of_other: AHashSet<u64> = other.shingles.iter().copied().collect();
        let is_shared: Vec<bool> = self.shingles.iter().map(|shingle| of_other.contains(shingle)).collect();
        let longest = is_shared.chunk_by(|a, b| a == b).scan(0, |at, run| {
            let start = *at;
            *at += run.len();
            Some((run[0], start..start + run.len()))
        });
        let longest = longest.filter(|(shared, _)| *shared).map(|(_, run)| run).max_by_key(ExactSizeIterator::len)?;
        let words = &self.words[longest.start..longest.end + SHINGLE - 1];
        let shared = is_shared.iter().filter(|shared| **shared).count();
        Some(SharedPassages {
            share: ratio(shared, is_shared.len()),
            longest: &self.text[words.first()?.start..words.last()?.end],
            words: words.len(),
        })
    }
}

#[expect(clippy::cast_precision_loss, reason = "no text has so many words")]
fn ratio(part: usize, whole: usize) -> f64 {
    part as f64 / whole.max(1) as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_copy_is_found_whatever_its_capitals_and_signs() {
        let old = "I have worked at the same desk for nine years, and nobody has asked me anything.";
        let new = "Dear Sol, i have worked at the same desk — for nine years! What now?";
        let (old, new) = (Passages::of(old), Passages::of(new));
        let shared = new.shared_with(&old).unwrap();
        assert_eq!(shared.longest, "i have worked at the same desk — for nine years");
        assert_eq!(shared.words, 10);
        assert!((shared.share - 0.6).abs() < 1e-9, "{}", shared.share);
    }

    #[test]
    fn four_words_are_no_passage() {
        let (one, other) = (Passages::of("one two three four A"), Passages::of("one two three four B"));
        assert_eq!(one.shared_with(&other), None);
        assert_eq!(Passages::of("").shared_with(&other), None);
    }
}
