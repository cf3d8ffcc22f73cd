//! The words of pages as an earlier build read them: most pages are the same in the next one. An index that is made with
//! known words is the index that is made without them, only sooner.
//!
//! What is remembered are the entries of all units, one unit after the other; then the list of words and pages; then the
//! number of bytes of the entries; and a checksum.

use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::{xxh3_64_with_seed, xxh3_128};

use super::entry::number_of;
use super::page::SearchPage;
use super::word_list::WordList;

/// The bytes of an entry.
pub(super) const ENTRY_BYTES: usize = 4;

/// The words of pages, and how each page has them.
#[derive(Default)]
pub(super) struct KnownWords {
    pub(super) list: KnownList,
    /// The entries of all units, and what follows them.
    remembered: Vec<u8>,
    entries: usize,
}

/// All that is known but the entries.
#[derive(Default)]
pub(super) struct KnownList {
    /// The words of all pages as a stemmer reads them, in the order of their forms.
    pub(super) words: WordList,
    /// The form of each word. Empty for a word that has no record.
    pub(super) forms: WordList,
    /// The key of the record of each word.
    pub(super) keys: WordList,
    /// In the order of their fingerprints.
    pub(super) pages: Vec<KnownPage>,
}

/// A page with this fingerprint, and its units: its head, and its sections.
#[derive(Serialize, Deserialize)]
pub(super) struct KnownPage {
    pub(super) fingerprint: u128,
    /// The position of its first entry.
    pub(super) start: usize,
    pub(super) units: Vec<KnownUnit>,
}

/// A unit of a page.
#[derive(Serialize, Deserialize)]
pub(super) struct KnownUnit {
    /// See [`GatheredUnit::length`](super::gather::GatheredUnit::length).
    pub(super) length: Option<u32>,
    /// The number of its entries.
    pub(super) entries: usize,
}

impl KnownList {
    /// Returns the list as [`KnownWords::read`] reads it. `None` if that is not possible.
    pub(super) fn to_bytes(&self) -> Option<Vec<u8>> {
        let lists = [&self.words, &self.forms, &self.keys].map(WordList::lines);
        postcard::to_allocvec(&(lists, &self.pages)).ok()
    }

    fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let (lists, pages): ([String; 3], Vec<KnownPage>) = postcard::from_bytes(bytes).ok()?;
        let [words, forms, keys] = lists.map(WordList::of_lines);
        Some(Self { words, forms, keys, pages })
    }
}

impl KnownWords {
    /// Reads what was remembered. Nothing is known if that is damaged, or was made by another program or in another
    /// language.
    pub(super) fn read(remembered: Vec<u8>, settings: u64) -> Self {
        let known = Self::whole(&remembered, settings);
        let known = known.map(|(entries, list)| Self { list, remembered, entries });
        known.filter(Self::is_sound).unwrap_or_default()
    }

    /// Returns the length of the entries, and the list.
    fn whole(remembered: &[u8], settings: u64) -> Option<(usize, KnownList)> {
        let (content, checksum) = remembered.split_last_chunk()?;
        if u64::from_le_bytes(*checksum) != xxh3_64_with_seed(content, settings) {
            return None;
        }
        let (content, length) = content.split_last_chunk()?;
        let (entries, list) = content.split_at_checked(usize::try_from(u64::from_le_bytes(*length)).ok()?)?;
        Some((entries.len(), KnownList::from_bytes(list)?))
    }

    /// Returns true if all entries are there, with their words.
    fn is_sound(&self) -> bool {
        let KnownList { words, forms, keys, pages } = &self.list;
        let entries = self.entries();
        let end = |page: &KnownPage| page.units.iter().try_fold(page.start, |end, unit| end.checked_add(unit.entries));
        words.len() == forms.len()
            && words.len() == keys.len()
            && pages.iter().all(|page| end(page).is_some_and(|end| end <= entries.len()))
            && entries.iter().all(|entry| (number_of(u32::from_le_bytes(*entry)) as usize) < words.len())
    }

    fn entries(&self) -> &[[u8; ENTRY_BYTES]] {
        self.remembered[..self.entries].as_chunks().0
    }

    /// Returns the units of a page with this fingerprint: the length of each, and its entries.
    pub(super) fn page(
        &self,
        fingerprint: u128,
    ) -> Option<impl Iterator<Item = (Option<u32>, impl Iterator<Item = u32>)>> {
        let pages = &self.list.pages;
        let page = &pages[pages.binary_search_by_key(&fingerprint, |page| page.fingerprint).ok()?];
        let mut start = page.start;
        Some(page.units.iter().map(move |unit| {
            start += unit.entries;
            let entries = self.entries()[start - unit.entries..start].iter();
            (unit.length, entries.map(|entry| u32::from_le_bytes(*entry)))
        }))
    }

    /// Returns the list. The memory of the entries is given back.
    pub(super) fn into_list(self) -> KnownList {
        self.list
    }
}

/// Returns the fingerprint of all that is read of a page. `buffer` is for its text.
pub(super) fn fingerprint(page: &SearchPage<'_>, buffer: &mut Vec<u8>) -> u128 {
    buffer.clear();
    let mut add = |text: &str| {
        buffer.extend_from_slice(&text.len().to_le_bytes());
        buffer.extend_from_slice(text.as_bytes());
    };
    add(&page.title);
    add(&page.description);
    let names = page.subjects.iter().chain(&page.also);
    names.for_each(|name| add(name));
    for section in &page.sections {
        add("\n");
        section.html.iter().for_each(|html| add(html));
    }
    xxh3_128(buffer)
}

#[cfg(test)]
mod tests {
    use super::super::entry::entry;
    use super::*;

    fn remembered(number: u32, entries: usize) -> Vec<u8> {
        let [words, forms, keys] = ["ponies", "ponies", "poni"].map(|word| [word].into_iter().collect());
        let pages = vec![KnownPage { fingerprint: 7, start: 0, units: vec![KnownUnit { length: Some(3), entries }] }];
        let list = KnownList { words, forms, keys, pages }.to_bytes().unwrap();
        let content = [&entry(number, 2).to_le_bytes()[..], &list, &4_u64.to_le_bytes()].concat();
        let checksum = xxh3_64_with_seed(&content, 1);
        [content, checksum.to_le_bytes().to_vec()].concat()
    }

    fn read(bytes: &[u8], settings: u64) -> KnownWords {
        KnownWords::read(bytes.to_vec(), settings)
    }

    #[test]
    fn what_is_damaged_or_of_other_settings_is_not_known() {
        let bytes = remembered(0, 1);
        let known = read(&bytes, 1);
        let found: Vec<u32> = known.page(7).unwrap().flat_map(|(_, entries)| entries).collect();
        assert_eq!(found, [entry(0, 2)]);
        assert!(known.page(8).is_none());
        assert!(read(&bytes, 2).page(7).is_none());
        for at in 0..bytes.len() {
            let mut damaged = bytes.clone();
            damaged[at] ^= 1;
            assert!(read(&damaged, 1).page(7).is_none(), "{at}");
            assert!(read(&bytes[..at], 1).page(7).is_none(), "{at}");
        }
    }

    #[test]
    fn a_word_or_an_entry_that_is_not_there_makes_all_unknown() {
        assert!(read(&remembered(1, 1), 1).page(7).is_none());
        assert!(read(&remembered(0, 2), 1).page(7).is_none());
        assert!(read(&remembered(0, usize::MAX), 1).page(7).is_none());
    }
}
