//! The index of a site: made from its pages at once, and written as files.

use std::cmp::Reverse;
use std::fmt::Write;

use rayon::prelude::*;
use xxhash_rust::xxh3::xxh3_64;

use super::characters::classes_in_json;
use super::compounds::Compounds;
use super::dictionary::{AllWords, Dictionary, dictionary, keyed_words};
use super::endings::endings;
use super::file::{NamedFiles, SearchFile};
use super::gather::{Gathered, gather};
use super::known_words::KnownWords;
use super::numbers::FREQUENT;
use super::page::{SearchPage, place};
use super::page_lines::{DESCRIPTIONS_OF_FILE, SLOTS_OF_FILE, SlotLines};
use super::postings::Postings;
use super::remember::{WordsToRemember, is_outdated};
use super::shards::shards;
use super::slots::PageSlots;
use super::stems::LanguageRules;

/// The version of the format of the files.
const FORMAT: u32 = 2;

/// The most common forms that the first file has.
const MOST_COMMON: usize = 1000;

/// The fewest pages that are read by one thread at once.
const FEWEST_PAGES: usize = 64;

/// What the last index was made from, for the next one.
#[derive(Default)]
pub struct Remembered<'r> {
    /// The version of the program: another one may read words in another way.
    pub program: &'r str,
    /// What [`WordsToRemember::write`] wrote. Empty if there is nothing yet; what is damaged is ignored.
    pub words: Vec<u8>,
    /// Takes the words for the next index, as soon as they are known. It is not called if those that were remembered will do.
    pub renew: Option<&'r dyn Fn(WordsToRemember<'_>)>,
}

impl Remembered<'_> {
    /// Returns the fingerprint of what the words of all pages depend on.
    fn settings(&self, language: &str) -> u64 {
        xxh3_64(format!("{} {language}", self.program).as_bytes())
    }
}

/// Which word is where.
pub struct SearchIndex {
    pub(super) rules: LanguageRules,
    pub(super) dictionary: Dictionary,
    pub(super) postings: Postings,
    pub(super) slots: PageSlots,
    /// The number of pages.
    pub(super) pages: u32,
    first_other: u32,
    letter_lines: SlotLines,
    other_lines: SlotLines,
}

impl SearchIndex {
    /// Makes the index of pages in a language, a BCP 47 tag.
    pub fn new(letters: &[SearchPage<'_>], others: &[SearchPage<'_>], language: &str) -> Self {
        Self::remembering(letters, others, language, Remembered::default())
    }

    /// Makes the index as [`SearchIndex::new`] does, but reads only the pages whose words are not remembered.
    pub fn remembering(
        letters: &[SearchPage<'_>],
        others: &[SearchPage<'_>],
        language: &str,
        remembered: Remembered<'_>,
    ) -> Self {
        let rules = LanguageRules::of(language);
        let settings = remembered.settings(language);
        let known = KnownWords::read(remembered.words, settings);
        let (placed, first_other) = place(letters, others);
        let each = (placed.len() / (4 * rayon::current_num_threads())).max(FEWEST_PAGES);
        let parts: Vec<Gathered> = placed.par_chunks(each).map(|pages| gather(pages, rules, &known)).collect();
        // At no time is all of the memory taken: first that of the entries that were known is given back, then that of the
        // words, before that of the postings is taken.
        let known = known.into_list();
        let all = AllWords::new(&known, &parts);
        let keyed = keyed_words(&all, &known, rules);
        if let Some(renew) = remembered.renew.filter(|_| is_outdated(known.pages.len(), &parts))
            && let Some(words) = WordsToRemember::new(&parts, &all, &keyed, settings)
        {
            renew(words);
        }
        let (dictionary, records) = dictionary(&all, &keyed);
        drop(keyed);
        let compounds = Compounds::new(&all, &dictionary, &records, rules);
        let words = all.into_words_of_parts();
        drop(known);
        let postings = Postings::new(parts, &words, &records, &compounds, dictionary.records.len());
        let (letter_pages, other_pages) = placed.split_at(letters.len());
        Self {
            rules,
            dictionary,
            postings,
            slots: PageSlots::new(letter_pages, other_pages, first_other),
            pages: u32::try_from(placed.len()).unwrap_or(u32::MAX),
            first_other,
            letter_lines: SlotLines::of(letter_pages),
            other_lines: SlotLines::of(other_pages),
        }
    }

    /// Returns the files: the first one, those of pages, and those of words.
    pub fn files(&self) -> Vec<SearchFile> {
        let mut named = NamedFiles::default();
        let (letters, others) = (&self.letter_lines, &self.other_lines);
        let first_other = self.first_other as usize;
        let letter_hashes = named.add_by_number(letters.page_texts(), 0);
        let other_hashes = named.add_by_number(others.page_texts(), first_other / SLOTS_OF_FILE);
        named.add_without_hash(letters.description_texts(), 0);
        named.add_without_hash(others.description_texts(), first_other / DESCRIPTIONS_OF_FILE);
        let (words, texts) = shards(&self.dictionary, &self.postings);
        let word_hashes = named.add_by_start(texts, &words);
        let (endings, texts) = endings(&self.dictionary, &self.postings);
        let ending_hashes = named.add_by_start(texts, &endings);
        let (common, frequent) = self.common();
        let continued = self.slots.continued().iter().map(u32::to_string).collect::<Vec<_>>().join(",");
        let (words, endings) = (words.join(" "), endings.join(" "));
        let mut content = String::new();
        // All texts are letters, digits, and spaces: nothing in them has to be escaped.
        let _ = writeln!(
            content,
            "callslip.receive({{\"format\":{FORMAT},\"pages\":{},\"others\":{},\"words\":\"{words}\",\"wordHashes\":\"{word_hashes}\",\
             \"endings\":\"{endings}\",\"endingHashes\":\"{ending_hashes}\",\"letterHashes\":\"{letter_hashes}\",\
             \"otherHashes\":\"{other_hashes}\",\"continued\":[{continued}],\"common\":\"{common}\",\"frequent\":{frequent},\
             \"elision\":{},{}}})",
            self.pages,
            self.first_other,
            self.rules.elision,
            classes_in_json(),
        );
        let index = SearchFile { name: "index.js".to_owned(), bytes: content.into_bytes() };
        [index].into_iter().chain(named.files).collect()
    }

    /// Returns the most common forms, one of a record, and how many of them are frequent.
    fn common(&self) -> (String, usize) {
        let records = 0..u32::try_from(self.dictionary.records.len()).unwrap_or(u32::MAX);
        let mut common: Vec<(usize, u32)> = records
            .into_par_iter()
            .filter(|record| self.is_on_two_pages(*record))
            .map(|record| (self.postings.length_of(record), record))
            .collect();
        common.sort_by_key(|(length, _)| Reverse(*length));
        common.truncate(MOST_COMMON);
        let frequent = common.iter().take_while(|(length, _)| *length > FREQUENT).count();
        let forms = common.iter().filter_map(|(_, record)| self.dictionary.usual_form(*record));
        (forms.collect::<Vec<_>>().join(" "), frequent)
    }

    fn is_on_two_pages(&self, record: u32) -> bool {
        let mut pages = self.postings.of(record).map(|posting| self.slots.page_of(posting.unit));
        let first = pages.next();
        pages.any(|page| Some(page) != first)
    }
}
