//! The dictionary of an index: a record per stem, with the forms that were seen. Its order does not depend on how the
//! pages were divided among threads.

use std::borrow::Cow;
use std::cmp::Ordering;
use std::ops::Range;
use std::sync::OnceLock;

use ahash::AHashMap;
use rayon::prelude::*;

use super::characters::is_of_bigram_script;
use super::entry::{MOST_WORDS, number_of};
use super::fold::fold;
use super::gather::Gathered;
use super::known_words::KnownList;
use super::stems::LanguageRules;

/// The number of a word that has no record, because it has no letters or too many.
pub(super) const NO_RECORD: u32 = MOST_WORDS - 1;

/// All records by key, in the order of UTF-16.
pub(super) struct Dictionary {
    pub(super) records: Vec<StemRecord>,
    /// The forms of the first record, then those of the second, and so on; those of a record in the order of UTF-16.
    pub(super) forms: Vec<SeenForm>,
    /// The positions of the forms, by form. Only queries need it.
    by_form: OnceLock<Vec<u32>>,
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
        let by_form = self.by_form.get_or_init(|| self.forms_in_order());
        let at = by_form.binary_search_by(|at| (*self.forms[*at as usize].text).cmp(form)).ok()?;
        Some(self.forms[by_form[at] as usize].record)
    }

    fn forms_in_order(&self) -> Vec<u32> {
        let mut by_form: Vec<u32> = (0..u32::try_from(self.forms.len()).unwrap_or(u32::MAX)).collect();
        by_form.par_sort_unstable_by_key(|at| &*self.forms[*at as usize].text);
        by_form
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
    pub(super) of_parts: Vec<PartWords>,
    /// For each word, how many units have it.
    frequencies: Vec<u32>,
}

/// The words of a part of the pages: those that were known have their numbers everywhere.
pub(super) struct PartWords {
    known: u32,
    /// The positions of the others.
    new: Vec<u32>,
}

impl PartWords {
    /// Returns the position of a word of the part among all words.
    pub(super) fn word(&self, number: u32) -> u32 {
        number.checked_sub(self.known).map_or(number, |new| self.new[new as usize])
    }
}

impl<'g> AllWords<'g> {
    /// Joins the words of all parts of the pages.
    pub(super) fn new(known: &'g KnownList, parts: &'g [Gathered]) -> Self {
        let most = known.words.len() + parts.iter().map(|part| part.words.len()).max().unwrap_or(0);
        let mut all = Self {
            words: Vec::with_capacity(most),
            positions: AHashMap::with_capacity(most),
            of_parts: Vec::with_capacity(parts.len()),
            frequencies: Vec::with_capacity(most),
        };
        for word in known.words.iter() {
            all.position(word);
        }
        let known = u32::try_from(all.words.len()).unwrap_or(u32::MAX);
        for part in parts {
            let words = PartWords { known, new: part.words.iter().map(|word| all.position(word)).collect() };
            for entry in &part.entries {
                all.frequencies[words.word(number_of(*entry)) as usize] += 1;
            }
            all.of_parts.push(words);
        }
        all
    }

    /// Returns the words of each part.
    pub(super) fn into_words_of_parts(self) -> Vec<PartWords> {
        self.of_parts
    }

    fn position(&mut self, word: &'g str) -> u32 {
        *self.positions.entry(word).or_insert_with(|| {
            self.words.push(word);
            self.frequencies.push(0);
            u32::try_from(self.words.len() - 1).unwrap_or(u32::MAX)
        })
    }
}

/// A word with its form and its key. Both are empty for a word that has no record.
pub(super) struct KeyedWord<'k> {
    pub(super) form: Cow<'k, str>,
    pub(super) key: Cow<'k, str>,
    pub(super) word: u32,
}

/// Returns the words that pages have, by form.
pub(super) fn keyed_words<'k>(all: &AllWords<'_>, known: &'k KnownList, rules: LanguageRules) -> Vec<KeyedWord<'k>> {
    let mut keyed: Vec<KeyedWord<'k>> = (0..u32::try_from(all.words.len()).unwrap_or(u32::MAX))
        .into_par_iter()
        .map(|word| match (known.forms.get(word as usize), known.keys.get(word as usize)) {
            (Some(form), Some(key)) => KeyedWord { form: Cow::Borrowed(form), key: Cow::Borrowed(key), word },
            (None, _) | (_, None) => keyed_word(all.words[word as usize], word, rules),
        })
        .collect();
    keyed.retain(|keyed| all.frequencies[keyed.word as usize] > 0);
    let order = |a: &KeyedWord<'_>, b: &KeyedWord<'_>| (&a.form, &a.key, a.word).cmp(&(&b.form, &b.key, b.word));
    if known.words.len() == 0 {
        keyed.par_sort_unstable_by(order);
    } else {
        // The known ones are in order: only the others are moved. That takes more memory, but less time.
        keyed.par_sort_by(order);
    }
    keyed
}

fn keyed_word(written: &str, word: u32, rules: LanguageRules) -> KeyedWord<'static> {
    let keyed = |form, key| KeyedWord { form: Cow::Owned(form), key: Cow::Owned(key), word };
    if written.starts_with(is_of_bigram_script) {
        return keyed(written.to_owned(), written.to_owned());
    }
    match (fold(written), rules.key(written)) {
        (Some(form), Some(key)) => keyed(form, key),
        (None, _) | (_, None) => keyed(String::new(), String::new()),
    }
}

/// Returns the dictionary of words, which are in the order of their forms, and for each word the number of its record.
pub(super) fn dictionary(all: &AllWords<'_>, keyed: &[KeyedWord<'_>]) -> (Dictionary, Vec<u32>) {
    let forms = keyed.chunk_by(|a, b| a.form == b.form).filter(|words| !words[0].form.is_empty());
    let mut chosen: Vec<ChosenForm<'_>> = forms.map(|words| ChosenForm::new(words, &all.frequencies)).collect();
    chosen.par_sort_unstable_by(|a, b| utf16_order(a.key, b.key).then_with(|| utf16_order(a.form(), b.form())));
    let mut record_of_word = vec![NO_RECORD; all.words.len()];
    let mut dictionary =
        Dictionary { records: Vec::new(), forms: Vec::with_capacity(chosen.len()), by_form: OnceLock::new() };
    for forms in chosen.chunk_by(|a, b| a.key == b.key) {
        let record = u32::try_from(dictionary.records.len()).unwrap_or(NO_RECORD).min(NO_RECORD);
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
    (dictionary, record_of_word)
}

/// A form, and the key that was chosen for it: words that fold alike may have different stems.
struct ChosenForm<'k> {
    words: &'k [KeyedWord<'k>],
    key: &'k str,
    frequency: u32,
}

impl<'k> ChosenForm<'k> {
    /// Chooses the key of the most frequent words of one form; of several, the smallest.
    fn new(words: &'k [KeyedWord<'k>], frequencies: &[u32]) -> Self {
        let sum = |words: &[KeyedWord<'_>]| words.iter().map(|word| frequencies[word.word as usize]).sum::<u32>();
        let mut best = (0, &*words[0].key);
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
