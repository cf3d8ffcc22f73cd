//! The words of pages as an earlier build read them: most pages are the same in the next one. An index that is made with
//! known words is the index that is made without them, only sooner.
//!
//! What is remembered are the entries of all units, one unit after the other; then the list of words and pages; then the
//! number of bytes of the entries; and a checksum.

use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::{xxh3_64_with_seed, xxh3_128};

use super::page::SearchPage;

/// A word in a unit: its count in the lowest byte, and its number in the others.
pub(super) type UnitEntry = [u8; 4];

/// The words of pages, and how each page has them.
#[derive(Default)]
pub(super) struct KnownWords<'k> {
    pub(super) list: KnownList<'k>,
    entries: &'k [UnitEntry],
}

/// All that is known but the entries.
#[derive(Default, Serialize, Deserialize)]
pub(super) struct KnownList<'k> {
    /// The words of all pages, in the order of their forms.
    #[serde(borrow)]
    pub(super) words: Vec<KnownWord<'k>>,
    /// In the order of their fingerprints.
    pub(super) pages: Vec<KnownPage>,
}

/// A word as a stemmer reads it, with its form, and the key of its record. A word that has no record has no form.
#[derive(Serialize, Deserialize)]
pub(super) struct KnownWord<'k> {
    pub(super) word: &'k str,
    pub(super) form: &'k str,
    pub(super) key: &'k str,
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

/// Returns the entry of a word in a unit.
pub(super) fn entry(number: u32, count: u8) -> UnitEntry {
    (number << 8 | u32::from(count)).to_le_bytes()
}

/// Returns the number and the count of an entry.
pub(super) fn number_and_count(entry: UnitEntry) -> (u32, u8) {
    (u32::from_le_bytes(entry) >> 8, entry[0])
}

impl<'k> KnownWords<'k> {
    /// Reads what was remembered. Nothing is known if that is damaged, or was made by another program or in another
    /// language.
    pub(super) fn read(remembered: &'k [u8], settings: u64) -> Self {
        Self::whole(remembered, settings).filter(Self::is_sound).unwrap_or_default()
    }

    fn whole(remembered: &'k [u8], settings: u64) -> Option<Self> {
        let (content, checksum) = remembered.split_last_chunk()?;
        if u64::from_le_bytes(*checksum) != xxh3_64_with_seed(content, settings) {
            return None;
        }
        let (content, length) = content.split_last_chunk()?;
        let (entries, list) = content.split_at_checked(usize::try_from(u64::from_le_bytes(*length)).ok()?)?;
        Some(Self { list: postcard::from_bytes(list).ok()?, entries: entries.as_chunks().0 })
    }

    /// Returns true if all entries are there, with their words.
    fn is_sound(&self) -> bool {
        let end = |page: &KnownPage| page.units.iter().try_fold(page.start, |end, unit| end.checked_add(unit.entries));
        self.list.pages.iter().all(|page| end(page).is_some_and(|end| end <= self.entries.len()))
            && self.entries.iter().all(|entry| (number_and_count(*entry).0 as usize) < self.list.words.len())
    }

    /// Returns the units of a page with this fingerprint, each with its entries.
    pub(super) fn page(&self, fingerprint: u128) -> Option<impl Iterator<Item = (&KnownUnit, &'k [UnitEntry])>> {
        let pages = &self.list.pages;
        let page = &pages[pages.binary_search_by_key(&fingerprint, |page| page.fingerprint).ok()?];
        let mut start = page.start;
        Some(page.units.iter().map(move |unit| {
            start += unit.entries;
            (unit, &self.entries[start - unit.entries..start])
        }))
    }
}

/// Returns what [`KnownWords::read`] reads. `None` if that is not possible.
pub(super) fn to_bytes(entries: Vec<u8>, list: &KnownList<'_>, settings: u64) -> Option<Vec<u8>> {
    let length = entries.len() as u64;
    let mut bytes = postcard::to_extend(list, entries).ok()?;
    bytes.extend_from_slice(&length.to_le_bytes());
    let checksum = xxh3_64_with_seed(&bytes, settings);
    bytes.extend_from_slice(&checksum.to_le_bytes());
    Some(bytes)
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
    use super::*;

    fn remembered(number: u32, entries: usize) -> Vec<u8> {
        let words = vec![KnownWord { word: "ponies", form: "ponies", key: "poni" }];
        let pages = vec![KnownPage { fingerprint: 7, start: 0, units: vec![KnownUnit { length: Some(3), entries }] }];
        to_bytes(entry(number, 2).to_vec(), &KnownList { words, pages }, 1).unwrap()
    }

    #[test]
    fn what_is_damaged_or_of_other_settings_is_not_known() {
        let bytes = remembered(0, 1);
        let known = KnownWords::read(&bytes, 1);
        let found: Vec<(u32, u8)> = known.page(7).unwrap().map(|(_, entries)| number_and_count(entries[0])).collect();
        assert_eq!(found, [(0, 2)]);
        assert!(known.page(8).is_none());
        assert!(KnownWords::read(&bytes, 2).page(7).is_none());
        for at in 0..bytes.len() {
            let mut damaged = bytes.clone();
            damaged[at] ^= 1;
            assert!(KnownWords::read(&damaged, 1).page(7).is_none(), "{at}");
            assert!(KnownWords::read(&bytes[..at], 1).page(7).is_none(), "{at}");
        }
    }

    #[test]
    fn a_word_or_an_entry_that_is_not_there_makes_all_unknown() {
        assert!(KnownWords::read(&remembered(1, 1), 1).page(7).is_none());
        assert!(KnownWords::read(&remembered(0, 2), 1).page(7).is_none());
        assert!(KnownWords::read(&remembered(0, usize::MAX), 1).page(7).is_none());
    }
}
