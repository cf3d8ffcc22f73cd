//! An entry: what a unit has of a word, in as little memory as possible, because there are millions.

/// The number of words that have entries. Of a site with more, which would have no index that a reader can load, the others
/// are not found.
pub(super) const MOST_WORDS: u32 = 1 << 24;

/// Returns the entry of a number below [`MOST_WORDS`], of a word or a record, and of a count or weight.
pub(super) fn entry(number: u32, count: u32) -> u32 {
    number << 8 | count.min(0xff)
}

/// Returns the number of an entry.
pub(super) fn number_of(entry: u32) -> u32 {
    entry >> 8
}

/// Returns the count or weight of an entry.
pub(super) fn count_of(entry: u32) -> u32 {
    entry & 0xff
}
