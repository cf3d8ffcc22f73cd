//! Finds private values in a file.

use std::ops::Range;

use memchr::memmem;

use super::file_text::SearchableText;
use super::fold::{Folded, FoldedWords, fold};
use super::needles::{EmailPattern, Needles, ending};
use super::telephone::{FEWEST, MOST, readings};
use crate::diagnostics::FilePath;

/// A private value in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Leak {
    /// The index of the value in the [`Needles`].
    pub secret: usize,
    /// The bytes of the file that have it; `None` in a file that is no text.
    pub at: Option<Range<usize>>,
}

/// A candidate: a value, and the bytes of the folded text.
type PossibleLeak = (Needle, Range<usize>);

#[derive(Clone, Copy)]
enum Needle {
    Email(EmailPattern),
    Telephone(usize),
    Words(usize),
}

/// The words shorter than this are not searched for in files that are no text, where they are by chance.
const FEWEST_IN_BINARY: usize = 5;

impl Needles {
    /// Returns the private values in a file. `owners` are the files of whose letters it is a part.
    pub fn search(&self, path: &str, bytes: &[u8], owners: &[FilePath]) -> Vec<Leak> {
        if self.is_empty() {
            return Vec::new();
        }
        match SearchableText::of(path, bytes) {
            SearchableText::Text { has_escapes } => self.search_text(bytes, has_escapes, false, owners),
            SearchableText::Extracted { text, is_noisy } => {
                let mut found = self.search_text(&text, false, false, owners);
                let is_long = |leak: &Leak| leak.at.as_ref().is_some_and(|at| at.len() >= FEWEST_IN_BINARY);
                found.retain(|leak| !is_noisy || is_long(leak));
                found.into_iter().map(|leak| Leak { at: None, ..leak }).collect()
            }
            SearchableText::Packed => Vec::new(),
        }
    }

    /// Returns the private values in the name of a file or in an address.
    pub fn search_path(&self, path: &str, owners: &[FilePath]) -> Vec<Leak> {
        if self.is_empty() { Vec::new() } else { self.search_text(path.as_bytes(), false, true, owners) }
    }

    fn search_text(&self, input: &[u8], has_escapes: bool, is_path: bool, owners: &[FilePath]) -> Vec<Leak> {
        let folded = fold::<false>(input, has_escapes);
        let is_clean = |words: &FoldedWords| self.candidates(words, owners).is_empty();
        if is_clean(&folded.text) && is_clean(&folded.tags) {
            return Vec::new();
        }
        let Folded { text, tags } = fold::<true>(input, has_escapes);
        let mut found = Vec::new();
        for words in [text, tags] {
            for (needle, at) in self.candidates(&words, owners) {
                let place = words.place(at.start + 1)..words.place(at.end - 1).max(words.place(at.start + 1));
                let secret = match needle {
                    Needle::Email(pattern) if !is_address(pattern, input, &place, is_path) => continue,
                    Needle::Email(EmailPattern { secret, .. }) | Needle::Telephone(secret) | Needle::Words(secret) => {
                        secret
                    }
                };
                found.push(Leak { secret, at: Some(place) });
            }
        }
        found.sort_by_key(|leak| (leak.secret, leak.at.as_ref().map(|at| (at.start, at.end))));
        found.dedup();
        found
    }

    /// Returns what may be private values in folded words. Email addresses are still to be looked at.
    fn candidates(&self, words: &FoldedWords, owners: &[FilePath]) -> Vec<PossibleLeak> {
        let bytes = words.bytes.as_slice();
        let mut found = Vec::new();
        if let Some(emails) = &self.emails {
            let matches = emails.automaton.find_overlapping_iter(bytes);
            found.extend(matches.map(|found| (Needle::Email(emails.patterns[found.pattern()]), found.range())));
        }
        if !self.telephones.by_digits.is_empty() {
            self.telephones_in(bytes, &mut found);
        }
        for words in self.words_of(owners) {
            for form in &words.forms {
                let starts = memmem::find_iter(bytes, form.as_bytes());
                found.extend(starts.map(|start| (Needle::Words(words.secret), start..start + form.len())));
            }
        }
        found
    }

    /// Finds telephone numbers among the groups of digits that follow each other.
    fn telephones_in(&self, bytes: &[u8], found: &mut Vec<PossibleLeak>) {
        let mut groups: Vec<Range<usize>> = Vec::new();
        let mut at = 0;
        while let Some(start) = bytes[at..].iter().position(u8::is_ascii_digit).map(|start| at + start) {
            let length = bytes[start..].iter().take_while(|byte| byte.is_ascii_digit()).count();
            let is_next = groups.last().is_some_and(|last| last.end + 1 == start && bytes[last.end] == b' ');
            if !is_next {
                groups.clear();
            }
            at = start + length;
            groups.push(start..at);
            if length >= 4 && !ending(&bytes[start..at]).is_some_and(|ending| self.telephones.endings[ending]) {
                continue;
            }
            self.telephones_ending_here(bytes, &groups, found);
        }
    }

    /// Finds telephone numbers that end with the last of these groups of digits.
    fn telephones_ending_here(&self, bytes: &[u8], groups: &[Range<usize>], found: &mut Vec<PossibleLeak>) {
        let Some(last) = groups.last() else { return };
        let mut digits = Vec::new();
        for group in groups.iter().rev().take(MOST) {
            digits.splice(0..0, bytes[group.clone()].iter().copied());
            // Nobody dials more than these and what they are dialed with.
            if digits.len() > MOST + 5 {
                return;
            }
            if digits.len() < FEWEST || !ending(&digits).is_some_and(|ending| self.telephones.endings[ending]) {
                continue;
            }
            let text = String::from_utf8_lossy(&digits);
            let secret = readings(&text).find_map(|reading| self.telephones.by_digits.get(reading));
            if let Some(secret) = secret {
                // As words have, with a byte on both sides.
                found.push((Needle::Telephone(*secret), group.start - 1..last.end + 1));
                return;
            }
        }
    }
}

/// Returns true if the words of an address are written as one, and are not part of a longer one.
fn is_address(pattern: EmailPattern, input: &[u8], at: &Range<usize>, is_path: bool) -> bool {
    let written = input[at.clone()].to_ascii_lowercase();
    let has = |signs: &[&str]| signs.iter().any(|sign| memmem::find(&written, sign.as_bytes()).is_some());
    let has_at =
        pattern.has_at || has(&["@", "%40", "%2540", "#64", "#x40", "commat", "u0040", "x40", "＠", "<at>", "lt;at"]);
    let has_dot = pattern.has_dot || has(&[".", "%2e", "#46", "#x2e", "period", "u002e", "x2e", "。", "．"]);
    if is_path {
        return true;
    }
    let is_word = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_alphanumeric);
    let (before, after) = (&input[..at.start], &input[at.end..]);
    let is_longer_name = matches!(before, [.., _, b'.' | b'_' | b'-' | b'+'])
        && is_word(before.len().checked_sub(2).and_then(|at| before.get(at)));
    let is_longer_host = matches!(after, [b'.' | b'-', _, ..]) && is_word(after.get(1));
    has_at && has_dot && !is_longer_name && !is_longer_host
}
