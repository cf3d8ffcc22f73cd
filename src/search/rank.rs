//! Ranks the pages of an index for a query, as the reader's script does, and for a whole text: has this been asked before?

use ahash::AHashMap;

use super::fold::fold;
use super::index::SearchIndex;
use super::numbers::FREQUENT;
use super::postings::weight;
use super::scoring::{BestUnit, Match, best_units, count_distinct, idf, query_score, value};
use super::words::{ScriptPart, each_looked_up};

/// The number of words of a text that are looked up: those that say most of it. With 25, common words decide in a small
/// column.
const BEST_WORDS: usize = 60;

/// The most that a word counts for in a text: one in a title says less about a whole text than about a query.
const MOST_OF_WORD: f64 = 0.75;

/// The pages among which a word is rare or frequent.
#[derive(Clone, Copy)]
enum PagesOf {
    AllKinds,
    /// The other kinds are short, and would make common words seem rare.
    Letters,
}

/// A page that was found.
#[derive(Debug, Clone, PartialEq)]
pub struct SearchHit<'i> {
    /// The index of the page as it was passed in: first the letters, then the others.
    pub page: usize,
    /// The number of the section that fits best, from 1; 0 if it is the head.
    pub section: usize,
    /// How well it fits. For a text, the text itself would have 1.
    pub score: f64,
    /// The words that it has, in their most frequent forms, the rarest first.
    pub words: Vec<&'i str>,
}

/// A word of a query, or of a text.
struct QueryWord {
    /// The number of its record. `None` if no page has it; in a text, it still says that the text is about something else.
    record: Option<u32>,
    /// How rare it is: see [`idf`].
    idf: f64,
}

impl SearchIndex {
    /// Returns the pages that have words of a query, the best first, and at most so many.
    pub fn rank(&self, query: &str, most: usize) -> Vec<SearchHit<'_>> {
        let (counts, _) = self.counts_of(query);
        let records: Vec<u32> = counts.into_iter().filter_map(|(record, _)| record).collect();
        let is_frequent = |record: &u32| self.postings.length_of(*record) > FREQUENT;
        let has_rare = !records.iter().all(is_frequent);
        let looked_up = records.into_iter().filter(|record| !has_rare || !is_frequent(record));
        let words: Vec<QueryWord> = looked_up.map(|record| self.query_word(Some(record), PagesOf::AllKinds)).collect();
        let rarity: Vec<f64> = words.iter().map(|word| word.idf).collect();
        self.hits(&words, most, query_score(&rarity))
    }

    /// Returns the pages that are most like a text, the best first, and at most so many.
    pub fn similar(&self, text: &str, most: usize) -> Vec<SearchHit<'_>> {
        let (counts, length) = self.counts_of(text);
        let mut words: Vec<(f64, u32, QueryWord)> = counts
            .into_iter()
            .map(|(record, count)| {
                let word = self.query_word(record, PagesOf::Letters);
                (word.idf * f64::from(count), count, word)
            })
            .collect();
        words.sort_by(|a, b| b.0.total_cmp(&a.0));
        words.truncate(BEST_WORDS);
        let own: f64 =
            words.iter().map(|(_, count, word)| word.idf * value(weight(*count, length)).min(MOST_OF_WORD)).sum();
        let words: Vec<QueryWord> = words.into_iter().map(|(_, _, word)| word).collect();
        self.hits(&words, most, |known, values| {
            known.iter().map(|word| words[*word].idf * values[*word].min(MOST_OF_WORD)).sum::<f64>() / own
        })
    }

    /// Returns the records of the words of a text, `None` for each that no page has, each with how often it is there; and
    /// the number of words.
    fn counts_of(&self, text: &str) -> (Vec<(Option<u32>, u32)>, u32) {
        let mut counts: Vec<(Option<u32>, u32)> = Vec::new();
        let mut positions: AHashMap<Result<u32, String>, usize> = AHashMap::new();
        let mut length = 0;
        self.each_word(text, |form, record| {
            length += 1;
            let at = *positions.entry(record.ok_or_else(|| form.to_owned())).or_insert_with(|| {
                counts.push((record, 0));
                counts.len() - 1
            });
            counts[at].1 += 1;
        });
        (counts, length)
    }

    /// Passes on each word of a text with its record, or `None` for a word that no page has.
    fn each_word(&self, text: &str, mut found: impl FnMut(&str, Option<u32>)) {
        each_looked_up(text, self.rules.elision, |part| match part {
            ScriptPart::Bigrams(pair) => found(pair, self.dictionary.record_of(pair)),
            ScriptPart::Alphabet(word) => found(word, self.record_of_word(word)),
        });
    }

    /// Returns the record of a word: that of its form, or else of its stem.
    fn record_of_word(&self, word: &str) -> Option<u32> {
        let of_stem = || self.dictionary.record_of_key(&self.rules.key(&self.rules.plain(word))?);
        self.dictionary.record_of(&fold(self.rules.without_ending(word))?).or_else(of_stem)
    }

    fn query_word(&self, record: Option<u32>, of: PagesOf) -> QueryWord {
        let units = record.into_iter().flat_map(|record| self.postings.of(record)).map(|posting| posting.unit);
        let pages = units.map(|unit| self.slots.page_of(unit));
        let idf = match of {
            PagesOf::AllKinds => idf(self.pages, count_distinct(pages)),
            PagesOf::Letters => {
                let letters = self.slots.letters();
                idf(letters, count_distinct(pages.filter(|page| *page < letters)))
            }
        };
        QueryWord { record, idf }
    }

    /// Returns the best hits. `score` gets the words that a unit has, and for each word its value there.
    fn hits(&self, words: &[QueryWord], most: usize, score: impl Fn(&[usize], &[f64]) -> f64) -> Vec<SearchHit<'_>> {
        let of_word = |(word, query): (usize, &QueryWord)| {
            let postings = query.record.into_iter().flat_map(|record| self.postings.of(record));
            postings.map(move |found| Match { unit: found.unit, word, weight: found.weight })
        };
        let matches = words.iter().enumerate().flat_map(of_word).collect();
        let mut found = best_units(matches, words.len(), |unit| self.slots.head_of(unit), score);
        found.truncate(most);
        found.iter().map(|best| self.hit(best, words)).collect()
    }

    fn hit(&self, best: &BestUnit, words: &[QueryWord]) -> SearchHit<'_> {
        let mut known: Vec<&QueryWord> = best.words.iter().map(|word| &words[*word]).collect();
        known.sort_by(|a, b| b.idf.total_cmp(&a.idf).then_with(|| a.record.cmp(&b.record)));
        SearchHit {
            page: self.slots.page_of(best.unit) as usize,
            section: (best.unit - best.head) as usize,
            score: best.score,
            words: known.into_iter().filter_map(|word| self.dictionary.usual_form(word.record?)).collect(),
        }
    }
}
