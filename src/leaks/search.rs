//! Finds private values in a file.

use std::ops::Range;
use std::sync::LazyLock;

use memchr::memmem;

use super::contacts::{AT_WORDS, DOT_WORDS, contacts};
use super::dialing::{FEWEST, MOST, readings};
use super::file_text::SearchableText;
use super::fold::{Folded, FoldedWords, fold};
use super::needles::{Needles, ending};
use super::words::{Glued, WordsForm};
use crate::diagnostics::FilePath;

/// A private value in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Leak {
    /// The index of the value in the [`Needles`].
    pub secret: usize,
    /// The bytes of the file that have it; `None` in a file that is no text.
    pub at: Option<Range<usize>>,
}

/// The words for the sign of an address, between two spaces.
static AT: LazyLock<Vec<memmem::Finder<'static>>> =
    LazyLock::new(|| AT_WORDS.iter().map(|word| memmem::Finder::new(&format!(" {word} ")).into_owned()).collect());

/// The most words before the sign of an address that are looked at: with a `+`, its name may end earlier.
const MOST_BEFORE_AT: usize = 4;

/// The index of a value, and the bytes of the folded text that seem to have it: with the space after it, and that before it.
type PossibleLeak<'n> = (Needle<'n>, usize, Range<usize>);

#[derive(Clone, Copy)]
enum Needle<'n> {
    /// An email address. Its signs are still to be looked at. Where its name ends, if more follows before the `@`.
    Email(Option<usize>),
    /// Words. The signs in and between them are still to be looked at.
    Words(&'n WordsForm),
    /// A telephone number, or what is certain by its words.
    Certain,
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
        let is_clean = |words: &FoldedWords| self.candidates(words, is_path, owners).is_empty();
        if is_clean(&folded.text) && is_clean(&folded.tags) {
            return Vec::new();
        }
        let Folded { text, tags } = fold::<true>(input, has_escapes);
        let mut found = Vec::new();
        for words in [text, tags] {
            for (needle, secret, at) in self.candidates(&words, is_path, owners) {
                let start = words.place(at.start + 1);
                let place = start..words.place(at.end - 1).max(start);
                let is_meant = match needle {
                    Needle::Email(end) => is_path || self.is_address(input, &place, end.map(|end| words.place(end))),
                    Needle::Words(form) => form.is_meant(input, &words, &(at.start + 1..at.end - 1), is_path),
                    Needle::Certain => true,
                };
                if is_meant {
                    found.push(Leak { secret, at: Some(place) });
                }
            }
        }
        found.sort_by_key(|leak| (leak.secret, leak.at.as_ref().map(|at| (at.start, at.end))));
        found.dedup();
        found
    }

    /// Returns what may be private values in folded words.
    fn candidates(&self, words: &FoldedWords, is_path: bool, owners: &[FilePath]) -> Vec<PossibleLeak<'_>> {
        let bytes = words.bytes.as_slice();
        let mut found = Vec::new();
        if !self.emails.is_empty() {
            memchr::memchr_iter(b'@', bytes).for_each(|at| self.emails_around(bytes, at..at + 1, &mut found));
            for word in AT.iter() {
                let end = word.needle().len() - 1;
                word.find_iter(bytes).for_each(|at| self.emails_around(bytes, at + 1..at + end, &mut found));
            }
        }
        if let Some(emails) = self.emails.in_paths.as_ref().filter(|_| is_path) {
            let index = |found: aho_corasick::Match| self.emails.indices[found.pattern()];
            let matches = emails.find_overlapping_iter(bytes);
            found.extend(matches.map(|found| (Needle::Certain, index(found), found.range())));
        }
        if !self.telephones.by_digits.is_empty() {
            self.telephones_in(bytes, &mut found);
        }
        let mut never_print = self.words_of(owners).peekable();
        if never_print.peek().is_some() {
            let glued = Glued::new(bytes);
            for (words, form) in never_print.flat_map(|words| words.forms.iter().map(move |form| (words, form))) {
                let places = glued.find(form).into_iter();
                found.extend(places.map(|at| (Needle::Words(form), words.secret, at.start - 1..at.end + 1)));
            }
        }
        found
    }

    /// Finds the addresses of which this is the `@`, or the word for it.
    fn emails_around<'n>(&'n self, bytes: &[u8], at: Range<usize>, found: &mut Vec<PossibleLeak<'n>>) {
        let (Some(before), Some(after)) = (bytes.get(..at.start - 1), bytes.get(at.end + 1..)) else { return };
        let first = &after[..memchr::memchr(b' ', after).unwrap_or(after.len())];
        let Some(by_name) = self.emails.with_host(first) else { return };
        let mut end = before.len();
        for _ in 0..MOST_BEFORE_AT {
            let Some(space) = memchr::memrchr(b' ', &before[..end]) else { return };
            for words in by_name.get(&before[space + 1..end]).into_iter().flatten() {
                if let Some((name, host)) = words.lengths(&before[..end], after) {
                    let needle = Needle::Email((end < before.len()).then_some(end));
                    found.push((needle, words.index, end - name - 1..at.end + 1 + host + 1));
                }
            }
            end = space;
        }
    }

    /// Returns true if the words of an address are written as one. With letters and signs before it, it may be a longer one
    /// that the column publishes. `plus` is where its name ends before a `+`.
    fn is_address(&self, input: &[u8], at: &Range<usize>, plus: Option<usize>) -> bool {
        let written = input[at.clone()].to_ascii_lowercase();
        let signs = [".", "%2e", "#46", "#x2e", "period", "u002e", "x2e", "。", "．"];
        let has_dot = signs.iter().chain(&DOT_WORDS).any(|dot| memmem::find(&written, dot.as_bytes()).is_some());
        let has_plus = plus.is_none_or(|plus| {
            let rest = input.get(plus..).unwrap_or_default();
            [&b"+"[..], b"%2b", b"%2B", b"&#43;", b"&plus;"].iter().any(|sign| rest.starts_with(sign))
        });
        has_dot && has_plus && !self.is_published(input, at)
    }

    fn is_published(&self, input: &[u8], at: &Range<usize>) -> bool {
        let is_part = |byte: &u8| byte.is_ascii_alphanumeric() || b"._+-".contains(byte);
        let start = at.start - input[..at.start].iter().rev().take_while(|byte| is_part(byte)).count();
        let end = at.end + input[at.end..].iter().take_while(|byte| is_part(byte)).count();
        (start..end) != *at
            && std::str::from_utf8(&input[start..end])
                .is_ok_and(|whole| contacts(whole).iter().any(|contact| self.published.contains(contact)))
    }

    /// Finds telephone numbers among the groups of digits that follow each other.
    fn telephones_in(&self, bytes: &[u8], found: &mut Vec<PossibleLeak<'_>>) {
        let mut groups: Vec<Range<usize>> = Vec::new();
        let mut at = 0;
        while let Some(start) = next_digit(bytes, at) {
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
    fn telephones_ending_here(&self, bytes: &[u8], groups: &[Range<usize>], found: &mut Vec<PossibleLeak<'_>>) {
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
                found.push((Needle::Certain, *secret, group.start - 1..last.end + 1));
                return;
            }
        }
    }
}

/// Returns the next digit of folded bytes. Eight bytes are looked at together: no others of them have these four bits.
fn next_digit(bytes: &[u8], from: usize) -> Option<usize> {
    let mut at = from;
    while let Some(eight) = bytes.get(at..).and_then(<[u8]>::first_chunk::<8>) {
        let zero_for_digits = u64::from_le_bytes(*eight) & 0xf0f0_f0f0_f0f0_f0f0 ^ 0x3030_3030_3030_3030;
        let zeros = zero_for_digits.wrapping_sub(0x0101_0101_0101_0101) & !zero_for_digits & 0x8080_8080_8080_8080;
        if zeros != 0 {
            return Some(at + zeros.trailing_zeros() as usize / 8);
        }
        at += 8;
    }
    bytes.get(at..)?.iter().position(u8::is_ascii_digit).map(|digit| at + digit)
}
