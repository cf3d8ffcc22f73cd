//! Numbers the words that are met in some pages: from a word as written to the word as a stemmer reads it. Most words of
//! a text have been met before, and cost one look-up of their bytes.

use ahash::AHashMap;

use super::characters::{is_joiner, is_of_bigram_script};
use super::fold::{plain, without_possessive};
use super::stems::LanguageRules;
use super::words::{ScriptPart, WrittenWord, each_bigram, script_parts};

/// The parts of a word that are found on their own have at least as many letters.
const SHORTEST_PART: usize = 4;

/// The words of some pages, by number.
pub(super) struct Lexicon {
    rules: LanguageRules,
    written: AHashMap<Box<str>, u32>,
    plain: AHashMap<Box<str>, u32>,
    words: Vec<Box<str>>,
}

impl Lexicon {
    pub(super) fn new(rules: LanguageRules) -> Self {
        Self { rules, written: AHashMap::new(), plain: AHashMap::new(), words: Vec::new() }
    }

    /// Returns the words as a stemmer reads them, by number.
    pub(super) fn into_words(self) -> Vec<Box<str>> {
        self.words
    }

    /// Passes on the numbers of a word of a text: one, or those of its pairs, or those of its parts as well.
    pub(super) fn each_number(&mut self, word: WrittenWord<'_>, mut found: impl FnMut(u32)) {
        if !word.has_bigrams && !word.has_joiners {
            return found(self.number(word.text));
        }
        for part in script_parts(word.text) {
            match part {
                ScriptPart::Bigrams(run) => each_bigram(run, |pair| found(self.number(pair))),
                ScriptPart::Alphabet(word) => {
                    found(self.number(word));
                    let parts = word.split(is_joiner).filter(|part| part.len() < word.len());
                    for part in parts.filter(|part| part.chars().count() >= SHORTEST_PART) {
                        found(self.number(part));
                    }
                }
            }
        }
    }

    /// Returns the number of a word that is written like this.
    pub(super) fn number(&mut self, written: &str) -> u32 {
        if let Some(number) = self.written.get(written) {
            return *number;
        }
        let number = self.number_of_plain(written);
        self.written.insert(written.into(), number);
        number
    }

    fn number_of_plain(&mut self, written: &str) -> u32 {
        let word = if self.rules.elision { written } else { without_possessive(written) };
        let plain =
            if written.starts_with(is_of_bigram_script) { written.to_owned() } else { plain(word, self.rules.dotless) };
        if let Some(number) = self.plain.get(plain.as_str()) {
            return *number;
        }
        let number = u32::try_from(self.words.len()).unwrap_or(u32::MAX);
        self.words.push(plain.as_str().into());
        self.plain.insert(plain.into(), number);
        number
    }
}
