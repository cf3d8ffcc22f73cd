//! The dictionary of an index: a record per stem, with the forms that were seen. Its order does not depend on how the
//! pages were divided among threads.

use std::cmp::Ordering;
use std::ops::Range;

use ahash::AHashMap;
use rayon::prelude::*;

use super::characters::is_of_bigram_script;
use super::fold::fold;
use super::gather::Gathered;
use super::stems::LanguageRules;

/// The number of a word that has no record, because it has no letters or too many.
pub(super) const NO_RECORD: u32 = u32::MAX;

/// All records by key, in the order of UTF-16.
pub(super) struct Dictionary {
    pub(super) records: Vec<StemRecord>,
    /// The forms of the first record, then those of the second, and so on; those of a record in the order of UTF-16.
    pub(super) forms: Vec<SeenForm>,
    /// The positions of the forms, by form.
    by_form: Vec<u32>,
}

/// A stem.
pub(super) struct StemRecord {
    pub(super) key: Box<str>,
    pub(super) forms: Range<u32>,
}

/// A form as it was seen.
pub(super) struct SeenForm {
    pub(super) text: Box<str>,
    /// The number of units that have it.
    pub(super) frequency: u32,
    pub(super) record: u32,
}

impl Dictionary {
    /// Returns the number of the record that has a form.
    pub(super) fn record_of(&self, form: &str) -> Option<u32> {
        let at = self.by_form.binary_search_by(|at| (*self.forms[*at as usize].text).cmp(form)).ok()?;
        Some(self.forms[self.by_form[at] as usize].record)
    }

    /// Returns the number of the record with a key.
    pub(super) fn record_of_key(&self, key: &str) -> Option<u32> {
        let at = self.records.binary_search_by(|record| utf16_order(&record.key, key)).ok()?;
        u32::try_from(at).ok()
    }

    /// Returns the most frequent form of a record; of several, the first.
    pub(super) fn usual_form(&self, record: u32) -> Option<&str> {
        let forms = self.forms_of(self.records.get(record as usize)?);
        forms.iter().rev().max_by_key(|form| form.frequency).map(|form| &*form.text)
    }

    /// Returns the forms of a record.
    pub(super) fn forms_of(&self, record: &StemRecord) -> &[SeenForm] {
        &self.forms[record.forms.start as usize..record.forms.end as usize]
    }
}

/// All words of all pages.
pub(super) struct AllWords<'g> {
    /// The words as a stemmer reads them.
    pub(super) words: Vec<&'g str>,
    /// The position of each.
    pub(super) positions: AHashMap<&'g str, u32>,
    /// For each part of the pages, the positions of its words.
    pub(super) of_parts: Vec<Vec<u32>>,
    /// For each word, how many units have it.
    frequencies: Vec<u32>,
}

impl<'g> AllWords<'g> {
    /// Joins the words of all parts of the pages.
    pub(super) fn new(parts: &'g [Gathered]) -> Self {
        let most = parts.iter().map(|part| part.words.len()).max().unwrap_or(0);
        let mut all = Self {
            words: Vec::with_capacity(most),
            positions: AHashMap::with_capacity(most),
            of_parts: Vec::with_capacity(parts.len()),
            frequencies: Vec::with_capacity(most),
        };
        for part in parts {
            let positions: Vec<u32> = part.words.iter().map(|word| all.position(word)).collect();
            for number in &part.numbers {
                all.frequencies[positions[*number as usize] as usize] += 1;
            }
            all.of_parts.push(positions);
        }
        all
    }

    fn position(&mut self, word: &'g str) -> u32 {
        *self.positions.entry(word).or_insert_with(|| {
            self.words.push(word);
            self.frequencies.push(0);
            u32::try_from(self.words.len() - 1).unwrap_or(u32::MAX)
        })
    }
}

/// A word with its form and its key.
struct KeyedWord {
    form: String,
    key: String,
    word: u32,
}

/// Returns the dictionary, and for each word the number of its record.
pub(super) fn dictionary(all: &AllWords<'_>, rules: LanguageRules) -> (Dictionary, Vec<u32>) {
    let mut keyed: Vec<KeyedWord> = (0_u32..)
        .zip(&all.words)
        .collect::<Vec<_>>()
        .into_par_iter()
        .filter_map(|(at, word)| keyed_word(word, at, rules))
        .collect();
    keyed.par_sort_unstable_by(|a, b| (&a.form, &a.key, a.word).cmp(&(&b.form, &b.key, b.word)));
    let mut chosen: Vec<ChosenForm<'_>> =
        keyed.chunk_by(|a, b| a.form == b.form).map(|words| ChosenForm::new(words, &all.frequencies)).collect();
    chosen.par_sort_unstable_by(|a, b| utf16_order(a.key, b.key).then_with(|| utf16_order(a.form(), b.form())));
    let mut record_of_word = vec![NO_RECORD; all.words.len()];
    let mut dictionary =
        Dictionary { records: Vec::new(), forms: Vec::with_capacity(chosen.len()), by_form: Vec::new() };
    for forms in chosen.chunk_by(|a, b| a.key == b.key) {
        let record = u32::try_from(dictionary.records.len()).unwrap_or(NO_RECORD);
        let first = u32::try_from(dictionary.forms.len()).unwrap_or(u32::MAX);
        for form in forms {
            dictionary.forms.push(SeenForm { text: form.form().into(), frequency: form.frequency, record });
            for word in form.words {
                record_of_word[word.word as usize] = record;
            }
        }
        let last = u32::try_from(dictionary.forms.len()).unwrap_or(u32::MAX);
        dictionary.records.push(StemRecord { key: forms[0].key.into(), forms: first..last });
    }
    let mut by_form: Vec<u32> = (0..u32::try_from(dictionary.forms.len()).unwrap_or(u32::MAX)).collect();
    by_form.par_sort_unstable_by_key(|at| &*dictionary.forms[*at as usize].text);
    dictionary.by_form = by_form;
    (dictionary, record_of_word)
}

fn keyed_word(word: &str, at: u32, rules: LanguageRules) -> Option<KeyedWord> {
    if word.starts_with(is_of_bigram_script) {
        return Some(KeyedWord { form: word.to_owned(), key: word.to_owned(), word: at });
    }
    Some(KeyedWord { form: fold(word)?, key: rules.key(word)?, word: at })
}

/// A form, and the key that was chosen for it: words that fold alike may have different stems.
struct ChosenForm<'k> {
    words: &'k [KeyedWord],
    key: &'k str,
    frequency: u32,
}

impl<'k> ChosenForm<'k> {
    /// Chooses the key of the most frequent words of one form; of several, the smallest.
    fn new(words: &'k [KeyedWord], frequencies: &[u32]) -> Self {
        let sum = |words: &[KeyedWord]| words.iter().map(|word| frequencies[word.word as usize]).sum::<u32>();
        let mut best = (0, words[0].key.as_str());
        for same in words.chunk_by(|a, b| a.key == b.key) {
            let frequency = sum(same);
            if frequency > best.0 {
                best = (frequency, &same[0].key);
            }
        }
        Self { words, key: best.1, frequency: sum(words) }
    }

    fn form(&self) -> &'k str {
        &self.words[0].form
    }
}

/// Compares texts as JavaScript does: by UTF-16 units.
pub(super) fn utf16_order(a: &str, b: &str) -> Ordering {
    // The order of the first bytes is that of the units, except that what takes two units comes before U+E000.
    let rank = |byte: u8| if matches!(byte, 0xee | 0xef) { byte + 0x10 } else { byte };
    let differing = a.bytes().zip(b.bytes()).find(|(a, b)| a != b);
    differing.map_or_else(|| a.len().cmp(&b.len()), |(a, b)| rank(a).cmp(&rank(b)))
}
