//! Splits a text into words, and words where two kinds of script meet. The reader's script splits a query alike.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::characters::{is_apostrophe, is_joiner, is_letter, is_of_bigram_script, is_variation_selector};

/// The words of a text, in order.
pub(super) struct Words<'t> {
    text: &'t str,
    at: usize,
    /// True if an apostrophe separates words: `l'eau`.
    elision: bool,
}

/// A word as it is written.
#[derive(Debug, Clone, Copy)]
pub(super) struct WrittenWord<'t> {
    pub(super) text: &'t str,
    /// The byte position where it begins.
    pub(super) start: usize,
    /// True if it has characters of a bigram script.
    pub(super) has_bigrams: bool,
    /// True if it has soft hyphens or joiners.
    pub(super) has_joiners: bool,
}

impl<'t> Words<'t> {
    /// Returns the words of a text, in a language with or without elision.
    pub(super) fn new(text: &'t str, elision: bool) -> Self {
        Self { text, at: 0, elision }
    }

    fn char_at(&self, at: usize) -> Option<char> {
        self.text[at..].chars().next()
    }

    /// Moves to the next letter. `None` at the end of the text.
    fn skip_to_letter(&mut self) -> Option<()> {
        let bytes = self.text.as_bytes();
        loop {
            let byte = *bytes.get(self.at)?;
            if byte.is_ascii() {
                if byte.is_ascii_alphanumeric() {
                    return Some(());
                }
                self.at += 1;
                continue;
            }
            let c = self.char_at(self.at)?;
            if is_letter(c) {
                return Some(());
            }
            self.at += c.len_utf8();
        }
    }

    /// Returns the length of the apostrophe here and of the letter after it. `None` if a word does not go on here.
    fn after_apostrophe(&self) -> Option<usize> {
        let apostrophe = self.char_at(self.at).filter(|c| !self.elision && is_apostrophe(*c))?;
        let after = self.at + apostrophe.len_utf8();
        self.char_at(after).filter(|c| is_letter(*c)).map(|_| apostrophe.len_utf8())
    }
}

impl<'t> Iterator for Words<'t> {
    type Item = WrittenWord<'t>;

    fn next(&mut self) -> Option<Self::Item> {
        self.skip_to_letter()?;
        let bytes = self.text.as_bytes();
        let start = self.at;
        let (mut has_bigrams, mut has_joiners) = (false, false);
        while let Some(byte) = bytes.get(self.at) {
            if byte.is_ascii_alphanumeric() {
                self.at += 1;
            } else if byte.is_ascii() && *byte != b'\'' {
                break;
            } else if let Some(length) = self.after_apostrophe() {
                self.at += length;
            } else {
                let Some(c) = self.char_at(self.at) else { break };
                if is_joiner(c) {
                    has_joiners = true;
                } else if is_letter(c) {
                    has_bigrams |= is_of_bigram_script(c);
                } else {
                    break;
                }
                self.at += c.len_utf8();
            }
        }
        Some(WrittenWord { text: &self.text[start..self.at], start, has_bigrams, has_joiners })
    }
}

/// A part of a word that is in one kind of script.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum ScriptPart<'t> {
    /// A word of an alphabet.
    Alphabet(&'t str),
    /// A run of characters of bigram scripts.
    Bigrams(&'t str),
}

/// Cuts a word where bigram script and other script meet. Marks and joiners belong to what they follow.
pub(super) fn script_parts(word: &str) -> impl Iterator<Item = ScriptPart<'_>> {
    let mut rest = word;
    std::iter::from_fn(move || {
        let first = rest.chars().next()?;
        let is_bigrams = is_of_bigram_script(first);
        let goes_on = |c: char| {
            if is_bigrams {
                is_of_bigram_script(c) || is_combining_mark(c) || is_joiner(c)
            } else {
                !is_of_bigram_script(c)
            }
        };
        let (part, after) = rest.split_at(rest.find(|c| !goes_on(c)).unwrap_or(rest.len()));
        rest = after;
        Some(if is_bigrams { ScriptPart::Bigrams(part) } else { ScriptPart::Alphabet(part) })
    })
}

/// Passes on the pairs of a run of characters of bigram scripts; a character alone if there is but one. Returns the last
/// character of the last pair; `None` if there is no pair, or if that is only a mark.
pub(super) fn each_bigram(run: &str, mut found: impl FnMut(&str)) -> Option<char> {
    let normal = run.nfkc().filter(|c| !is_joiner(*c) && !is_variation_selector(*c));
    let mut pair = String::with_capacity(8);
    for c in normal {
        if pair.chars().count() == 2 {
            found(&pair);
            pair.drain(..pair.chars().next().map_or(0, char::len_utf8));
        }
        pair.push(c);
    }
    if !pair.is_empty() {
        found(&pair);
    }
    pair.chars().nth(1).filter(|c| !is_combining_mark(*c))
}

/// Passes on all of a text that is looked up in an index: each pair of characters of bigram scripts, and each word of an
/// alphabet that has a letter.
pub(super) fn each_looked_up(text: &str, elision: bool, mut found: impl FnMut(ScriptPart<'_>)) {
    for word in Words::new(text, elision) {
        for part in script_parts(word.text) {
            match part {
                ScriptPart::Bigrams(run) => {
                    each_bigram(run, |pair| found(ScriptPart::Bigrams(pair)));
                }
                ScriptPart::Alphabet(word) if word.contains(is_letter) => found(ScriptPart::Alphabet(word)),
                ScriptPart::Alphabet(_) => {}
            }
        }
    }
}
