//! What the next build is to know of the words of pages.

use std::io::{self, Write};

use xxhash_rust::xxh3::Xxh3;

use super::dictionary::{AllWords, KeyedWord, PartWords};
use super::entry::{MOST_WORDS, count_of, entry, number_of};
use super::gather::Gathered;
use super::known_words::{ENTRY_BYTES, KnownList, KnownPage, KnownUnit};

/// The part of all pages that may be unknown, or known for nothing, before everything is remembered anew: writing costs as
/// much as reading a few hundred pages.
const OUTDATED: usize = 64;

/// The number of entries that are written at once.
const WRITTEN_AT_ONCE: usize = 16 * 1024;

/// Returns true if so many pages are unknown, or are no longer there, that all should be remembered anew.
pub(super) fn is_outdated(known_pages: usize, parts: &[Gathered]) -> bool {
    let pages: usize = parts.iter().map(|part| part.pages.len()).sum();
    let in_use: usize = parts.iter().map(|part| part.known_pages).sum();
    let gone = known_pages.saturating_sub(in_use);
    (pages - in_use).max(gone) * OUTDATED > pages
}

/// All words of all pages, to be remembered for the next index.
pub struct WordsToRemember<'r> {
    list: KnownList,
    parts: &'r [Gathered],
    of_parts: &'r [PartWords],
    /// By word, its number in the list.
    numbers: Vec<u32>,
    settings: u64,
}

impl<'r> WordsToRemember<'r> {
    /// `None` if there are too many words. `keyed` are the words in the order of their forms.
    pub(super) fn new(
        parts: &'r [Gathered],
        all: &'r AllWords<'_>,
        keyed: &[KeyedWord<'_>],
        settings: u64,
    ) -> Option<Self> {
        if keyed.len() > MOST_WORDS as usize {
            return None;
        }
        let mut numbers = vec![0_u32; all.words.len()];
        for (number, word) in (0..).zip(keyed) {
            numbers[word.word as usize] = number;
        }
        let list = KnownList {
            words: keyed.iter().map(|keyed| all.words[keyed.word as usize]).collect(),
            forms: keyed.iter().map(|keyed| &*keyed.form).collect(),
            keys: keyed.iter().map(|keyed| &*keyed.key).collect(),
            pages: pages(parts),
        };
        Some(Self { list, parts, of_parts: &all.of_parts, numbers, settings })
    }

    /// Writes what [`Remembered::words`](super::Remembered::words) takes, piece by piece.
    ///
    /// # Errors
    ///
    /// Those of the writer. What was written until then is of no use, and is noticed.
    pub fn write(&self, to: &mut dyn Write) -> io::Result<()> {
        let mut to = ChecksumWriter { to, checksum: Xxh3::with_seed(self.settings), length: 0 };
        let mut bytes = Vec::with_capacity(WRITTEN_AT_ONCE * ENTRY_BYTES);
        for (part, words) in self.parts.iter().zip(self.of_parts) {
            for entries in part.entries.chunks(WRITTEN_AT_ONCE) {
                bytes.clear();
                for known in entries {
                    let number = self.numbers[words.word(number_of(*known)) as usize];
                    bytes.extend_from_slice(&entry(number, count_of(*known)).to_le_bytes());
                }
                to.write(&bytes)?;
            }
        }
        let length = to.length;
        to.write(&self.list.to_bytes().ok_or(io::ErrorKind::InvalidData)?)?;
        to.write(&length.to_le_bytes())?;
        let checksum = to.checksum.digest();
        to.write(&checksum.to_le_bytes())
    }
}

/// Writes bytes, and counts them into a checksum.
struct ChecksumWriter<'w> {
    to: &'w mut dyn Write,
    checksum: Xxh3,
    /// The number of bytes.
    length: u64,
}

impl ChecksumWriter<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.checksum.update(bytes);
        self.length += bytes.len() as u64;
        self.to.write_all(bytes)
    }
}

/// Returns the pages by fingerprint.
fn pages(parts: &[Gathered]) -> Vec<KnownPage> {
    let (mut pages, mut start) = (Vec::with_capacity(parts.iter().map(|part| part.pages.len()).sum()), 0);
    for part in parts {
        let (mut units, mut unit_start) = (part.units.iter(), 0);
        for page in &part.pages {
            let of_page = units.by_ref().take(page.units).map(|unit| {
                let entries = unit.end - unit_start;
                unit_start = unit.end;
                KnownUnit { length: unit.length, entries }
            });
            let page = KnownPage { fingerprint: page.fingerprint, start, units: of_page.collect() };
            start += page.units.iter().map(|unit| unit.entries).sum::<usize>();
            pages.push(page);
        }
    }
    pages.sort_unstable_by_key(|page| page.fingerprint);
    pages.dedup_by_key(|page| page.fingerprint);
    pages
}
