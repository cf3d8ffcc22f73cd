//! Searches the files of an index that was written, as the reader's script does: only those are read that a query needs, so
//! it takes as long in a large column as in a small one.

use serde::Deserialize;

use super::file::{HASH_LENGTH, start_in_name};
use super::fold::fold;
use super::numbers::DIGITS;
use super::page::UNITS;
use super::page_lines::SLOTS_OF_FILE;
use super::scoring::{BestUnit, Match, best_units, count_distinct, idf, query_score};
use super::stems::LanguageRules;
use super::words::{ScriptPart, each_looked_up};

/// The version of the format that is understood.
const FORMAT: u32 = 2;

/// A word that more than one in so many pages have says nothing about one of them.
const COMMON_PART: u32 = 4;

/// An index as a build has written it.
pub struct WrittenIndex<R> {
    read: R,
    first: FirstFile,
    rules: LanguageRules,
}

/// The first file.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct FirstFile {
    format: u32,
    pages: u32,
    others: u32,
    words: String,
    word_hashes: String,
    letter_hashes: String,
    continued: Vec<u32>,
    common: String,
    frequent: usize,
}

/// A letter that was found in a written index.
#[derive(Debug, Clone, PartialEq)]
pub struct WrittenHit {
    /// The address of its page, from the root of the column.
    pub address: String,
    /// Its title.
    pub title: String,
    /// Its date (ISO 8601); empty if it has none.
    pub date: String,
    /// The words of the query that it has, in its forms: if there are others, without those that a quarter of all pages have.
    pub words: Vec<String>,
    /// How much of the query it has, from 0 to 1: rare words count for more.
    pub share: f64,
}

/// A word of the query.
struct QueriedWord {
    form: String,
    postings: Vec<(u32, u8)>,
    idf: f64,
}

impl<R: Fn(&str) -> Option<String>> WrittenIndex<R> {
    /// Opens an index of pages in this language (BCP 47). `read` reads a file by its name. `None` if there is no index, or
    /// one of another version.
    pub fn open(language: &str, read: R) -> Option<Self> {
        let text = read("index.js")?;
        let json = text.trim().strip_prefix("callslip.receive(")?.strip_suffix(')')?;
        let first: FirstFile = serde_json::from_str(json).ok().filter(|first: &FirstFile| first.format == FORMAT)?;
        Some(Self { read, first, rules: LanguageRules::of(language) })
    }

    /// Returns the letters that have words of a query, the best first, and at most so many.
    pub fn letters(&self, query: &str, most: usize) -> Vec<WrittenHit> {
        let words = self.words_of(query);
        let rarity: Vec<f64> = words.iter().map(|word| word.idf).collect();
        let of_word = |(at, word): (usize, &QueriedWord)| {
            word.postings
                .iter()
                .map(move |(unit, weight)| Match { unit: *unit, word: at, weight: *weight })
                .collect::<Vec<_>>()
        };
        let matches = words.iter().enumerate().flat_map(of_word).filter(|found| found.unit / UNITS < self.first.others);
        let found = best_units(matches.collect(), words.len(), |unit| self.head_of(unit), query_score(&rarity));
        found.into_iter().take(most).filter_map(|best| self.hit(&best, &words)).collect()
    }

    fn hit(&self, best: &BestUnit, words: &[QueriedWord]) -> Option<WrittenHit> {
        let slot = (best.head / UNITS) as usize;
        let number = slot / SLOTS_OF_FILE;
        let text = self.text(&format!("p-{number}"), &self.first.letter_hashes, number)?;
        let mut fields = text.split('\n').nth(slot % SLOTS_OF_FILE)?.split('\t').skip(1).map(str::to_owned);
        let (address, title, date) = (fields.next()?, fields.next()?, fields.next()?);
        let all: f64 = words.iter().map(|word| word.idf).sum();
        let share = best.words.iter().map(|word| words[*word].idf).sum::<f64>() / all;
        let found: Vec<&QueriedWord> = best.words.iter().map(|word| &words[*word]).collect();
        let is_rare = |word: &&&QueriedWord| word.idf > idf(self.first.pages, self.first.pages / COMMON_PART);
        let rare: Vec<&QueriedWord> = found.iter().filter(is_rare).copied().collect();
        let words = if rare.is_empty() { found } else { rare };
        let words = words.into_iter().map(|word| word.form.clone()).collect();
        Some(WrittenHit { address, title, date, words, share })
    }

    /// Returns the words of a query, each once. Frequent ones are left out if there are others.
    fn words_of(&self, query: &str) -> Vec<QueriedWord> {
        let mut forms: Vec<(String, String)> = Vec::new();
        each_looked_up(query, self.rules.elision, |part| {
            let (form, key) = match part {
                ScriptPart::Bigrams(pair) => (Some(pair.to_owned()), Some(pair.to_owned())),
                ScriptPart::Alphabet(word) => {
                    (fold(self.rules.without_ending(word)), self.rules.key(&self.rules.plain(word)))
                }
            };
            if let (Some(form), Some(key)) = (form, key)
                && forms.iter().all(|(other, _)| *other != form)
            {
                forms.push((form, key));
            }
        });
        let frequent: Vec<&str> = self.first.common.split(' ').take(self.first.frequent).collect();
        let is_frequent = |form: &str| frequent.contains(&form);
        if !forms.iter().all(|(form, _)| is_frequent(form)) {
            forms.retain(|(form, _)| !is_frequent(form));
        }
        forms.into_iter().map(|(form, key)| self.word(form, &key)).collect()
    }

    fn word(&self, form: String, key: &str) -> QueriedWord {
        let postings = self.postings_of(&form).or_else(|| self.record(key)).unwrap_or_default();
        let pages = count_distinct(postings.iter().map(|(unit, _)| self.head_of(*unit)));
        QueriedWord { form, postings, idf: idf(self.first.pages, pages) }
    }

    /// Returns the postings of the record that has a form.
    fn postings_of(&self, form: &str) -> Option<Vec<(u32, u8)>> {
        let text = self.shard(form)?;
        for line in text.split('\n') {
            let mut fields = line.splitn(3, '\t');
            let (key, forms) = (fields.next()?, fields.next().unwrap_or_default());
            match forms.strip_prefix('>') {
                Some(record) if key == form => return self.record(record),
                None if forms.split(' ').any(|written| is_form(written, key, form)) => {
                    return Some(read_postings(fields.next().unwrap_or_default()));
                }
                Some(_) | None => {}
            }
        }
        None
    }

    /// Returns the postings of the record with a key.
    fn record(&self, key: &str) -> Option<Vec<(u32, u8)>> {
        let text = self.shard(key)?;
        let mut records = text.split('\n').filter_map(|line| line.strip_prefix(key)?.strip_prefix('\t'));
        let (_, postings) = records.find(|rest| !rest.starts_with('>'))?.split_once('\t')?;
        Some(read_postings(postings))
    }

    /// Returns the text of the shard where a form or a key is looked up.
    fn shard(&self, word: &str) -> Option<String> {
        let is_before = |first: &str| first.encode_utf16().le(word.encode_utf16());
        let starts = self.first.words.split(' ').enumerate();
        let (at, start) = starts.take_while(|(_, start)| is_before(start)).last()?;
        self.text(&format!("w-{}", start_in_name(start)), &self.first.word_hashes, at)
    }

    /// Returns the text that a file passes on. The hash in its name is at a place in a list.
    fn text(&self, name: &str, hashes: &str, at: usize) -> Option<String> {
        let hash = hashes.get(at * HASH_LENGTH..(at + 1) * HASH_LENGTH)?;
        let file = (self.read)(&format!("{name}-{hash}.js"))?;
        let (_, text) = file.split_once('`')?;
        Some(unescaped(text.rsplit_once('`')?.0))
    }

    /// Returns the first unit of the page that has a unit.
    fn head_of(&self, unit: u32) -> u32 {
        let mut slot = unit / UNITS;
        while slot > 0 && self.first.continued.binary_search(&slot).is_ok() {
            slot -= 1;
        }
        slot * UNITS
    }
}

/// Returns true if what is written after a key is this form: a number of units to drop from the key and what follows, or
/// `=` and the form.
fn is_form(written: &str, key: &str, form: &str) -> bool {
    if let Some(whole) = written.strip_prefix('=') {
        return whole == form;
    }
    let Some(dropped) = written.chars().next().and_then(|digit| digit.to_digit(10)) else { return false };
    let units = key.encode_utf16().count().saturating_sub(dropped as usize);
    key.encode_utf16().take(units).chain(written[1..].encode_utf16()).eq(form.encode_utf16())
}

/// Returns the units of postings, with their weights. In a damaged file, numbers may be too large: no page has such units.
fn read_postings(text: &str) -> Vec<(u32, u8)> {
    let base = DIGITS.len() / 2;
    let (mut postings, mut number, mut next) = (Vec::new(), 0_usize, 0_usize);
    for byte in text.bytes() {
        let Some(digit) = DIGITS.iter().position(|other| *other == byte) else { continue };
        number = number.saturating_mul(base).saturating_add(digit % base);
        if digit < base {
            let unit = next.saturating_add(number / 4);
            postings.push((u32::try_from(unit).unwrap_or(u32::MAX), u8::try_from(number % 4).unwrap_or(0)));
            (number, next) = (0, unit.saturating_add(1));
        }
    }
    postings
}

/// Returns a text as it was before it was written between backticks in JavaScript.
fn unescaped(text: &str) -> String {
    let (mut plain, mut is_escaped) = (String::with_capacity(text.len()), false);
    for c in text.chars() {
        is_escaped = c == '\\' && !is_escaped;
        if !is_escaped {
            plain.push(c);
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;
    use std::collections::BTreeMap;

    use super::*;
    use crate::search::{PageKind, SearchIndex, SearchPage, SearchSection};

    fn letter<'s>(address: &'s str, title: &'s str, date: &'s str, html: &'s str) -> SearchPage<'s> {
        SearchPage {
            kind: PageKind::Letter,
            address,
            title: Cow::Borrowed(title),
            date: Cow::Borrowed(date),
            subjects: vec!["noise"],
            also: Vec::new(),
            description: Cow::Borrowed(""),
            sections: vec![SearchSection { id: Cow::Borrowed("q1"), html: vec![Cow::Borrowed(html)] }],
        }
    }

    #[test]
    fn the_files_give_what_the_index_gives() {
        let texts: Vec<(String, String, String, String)> = (0..300)
            .map(|at| {
                let html = format!("<p>It`s $4 and \\ {} drums, {} neighbors, naïve {}</p>", at % 7, at % 11, at * at);
                (format!("/questions/{at}/"), format!("Letter {at}: drumming"), format!("20{:02}-01-02", at % 25), html)
            })
            .collect();
        let letters: Vec<_> = texts.iter().map(|(path, title, date, html)| letter(path, title, date, html)).collect();
        let index = SearchIndex::new(&letters, &[], "en");
        let files: BTreeMap<String, Vec<u8>> = index.files().into_iter().map(|file| (file.name, file.bytes)).collect();
        let read = |name: &str| files.get(name).map(|bytes| String::from_utf8(bytes.clone()).unwrap());
        let written = WrittenIndex::open("en", read).unwrap();
        for query in ["drums", "the drummers", "naive 49", "81 neighbor", "letter", "noise 7 drums", "nothing at all"] {
            let expected: Vec<&str> = index.rank(query, 10).iter().map(|hit| &*texts[hit.page].0).collect();
            let found: Vec<String> = written.letters(query, 10).into_iter().map(|hit| hit.address).collect();
            assert_eq!(found, expected, "{query}");
        }
        let first = &written.letters("letter 12", 1)[0];
        assert_eq!((&*first.title, &*first.date), ("Letter 12: drumming", "2012-01-02"));
        assert!(first.share > 0.99, "{first:?}");
    }

    #[test]
    fn a_damaged_index_is_searched_in_vain() {
        let letters = [letter("/questions/a/", "Drums", "2026-01-02", "<p>drums</p>")];
        let files = SearchIndex::new(&letters, &[], "en").files().into_iter();
        let damaged = files.map(|file| {
            let text = String::from_utf8(file.bytes).unwrap();
            let text = text.replace("\"continued\":[]", "\"continued\":[0,1,2]");
            let digits = format!("{}\t", text.split('\t').nth(1).unwrap_or_default());
            (file.name, text.replace(&digits, &format!("{digits}{}", "~".repeat(40))))
        });
        let damaged: BTreeMap<String, String> = damaged.collect();
        assert!(damaged["index.js"].contains("[0,1,2]"));
        assert!(damaged.values().any(|text| text.contains("~~~~")));
        let written = WrittenIndex::open("en", |name| damaged.get(name).cloned()).unwrap();
        assert_eq!(written.letters("drums", 3), []);
    }

    #[test]
    fn words_that_many_pages_have_are_not_named_among_others() {
        let texts: Vec<String> = (0..9).map(|at| format!("<p>It is worth noise {at}.</p>")).collect();
        let mut letters: Vec<_> = texts.iter().map(|text| letter("/", "A", "2026-01-02", text)).collect();
        letters.push(letter("/questions/drums/", "Drums", "2026-01-03", "<p>It is worth a drum.</p>"));
        let files = SearchIndex::new(&letters, &[], "en").files().into_iter();
        let files: BTreeMap<String, String> =
            files.map(|file| (file.name, String::from_utf8(file.bytes).unwrap())).collect();
        let written = WrittenIndex::open("en", |name| files.get(name).cloned()).unwrap();
        let words = |query: &str| written.letters(query, 1).remove(0).words;
        assert_eq!(words("Is it worth the drums?"), ["drums"]);
        assert_eq!(words("Is it worth it?"), ["is", "it", "worth"]);
    }

    #[test]
    fn what_is_no_index_is_none() {
        assert!(WrittenIndex::open("en", |_| None).is_none());
        assert!(WrittenIndex::open("en", |_| Some("callslip.receive({\"format\":1})".to_owned())).is_none());
    }
}
