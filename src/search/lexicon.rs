//! Numbers the words that are met in some pages: from a word as written to the word as a stemmer reads it. Most words of
//! a text have been met before, and cost one look-up of their bytes.

use ahash::AHashMap;

use super::characters::{is_joiner, is_of_bigram_script};
use super::stems::LanguageRules;
use super::word_list::WordList;
use super::words::{ScriptPart, WrittenWord, each_bigram, script_parts};

/// The parts of a word that are found on their own have at least as many letters.
const SHORTEST_PART: usize = 4;

/// The words of some pages, by number.
pub(super) struct Lexicon {
    rules: LanguageRules,
    /// The numbers of words as they are written, and as a stemmer reads them.
    numbers: AHashMap<Box<str>, u32>,
    words: WordList,
}

impl Lexicon {
    pub(super) fn new(rules: LanguageRules) -> Self {
        Self { rules, numbers: AHashMap::new(), words: WordList::default() }
    }

    /// Returns the words as a stemmer reads them, by number.
    pub(super) fn into_words(self) -> WordList {
        self.words
    }

    /// Passes on the numbers of a word of a text: one, or those of its pairs, or those of its parts as well. Each with
    /// whether it counts in the length of the text: a character that is also in a pair does not.
    pub(super) fn each_number(&mut self, word: WrittenWord<'_>, mut found: impl FnMut(u32, bool)) {
        if !word.has_bigrams && !word.has_joiners {
            return found(self.number(word.text), true);
        }
        for part in script_parts(word.text) {
            match part {
                ScriptPart::Bigrams(run) => {
                    // A reader who looks for one character gets the pairs that begin with it. None begins with the last.
                    if let Some(last) = each_bigram(run, |pair| found(self.number(pair), true)) {
                        found(self.number(last.encode_utf8(&mut [0; 4])), false);
                    }
                }
                ScriptPart::Alphabet(word) => {
                    found(self.number(word), true);
                    let parts = word.split(is_joiner).filter(|part| part.len() < word.len());
                    for part in parts.filter(|part| part.chars().count() >= SHORTEST_PART) {
                        found(self.number(part), true);
                    }
                }
            }
        }
    }

    /// Returns the number of a word that is written like this.
    pub(super) fn number(&mut self, written: &str) -> u32 {
        if let Some(number) = self.numbers.get(written) {
            return *number;
        }
        let plain = self.plain(written);
        // Words that differ in capitals and the like are one word, and it does not matter which of them comes first. A
        // word that would be read differently if it was written as it is read is in no text.
        let is_also_written = plain == written || self.plain(&plain) == plain;
        let key = if is_also_written { plain.clone() } else { format!("\0{plain}") };
        let number = match self.numbers.get(key.as_str()) {
            Some(number) => *number,
            None => {
                self.words.push(&plain);
                u32::try_from(self.words.len() - 1).unwrap_or(u32::MAX)
            }
        };
        if key != written {
            self.numbers.insert(written.into(), number);
        }
        self.numbers.insert(key.into(), number);
        number
    }

    /// Returns a word as a stemmer reads it.
    fn plain(&self, written: &str) -> String {
        if written.starts_with(is_of_bigram_script) {
            return written.to_owned();
        }
        self.rules.plain(written)
    }
}
