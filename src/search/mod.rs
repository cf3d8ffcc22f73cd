//! Search: an index of the site's words, as files that a small script of the reader's browser loads in part.
//!
//! In: the pages of the site, with their finished HTML. Out: the files of the search. Invariant: the same pages give the
//! same bytes, however many threads there are.
//!
//! The reader's script has no stemmer. The index has, for each stem, the forms that were seen; so one script serves every
//! language, and the two sides cannot disagree. They must agree only on what a word is, and how it is folded (`words`,
//! `fold`).
//!
//! 1. `gather` reads the words of pages, on all cores: `html_text`, then `words`, then `lexicon`.
//! 2. `dictionary` makes a record of each stem; `compounds` finds words in words.
//! 3. `postings` puts the units that have a stem under its record.
//! 4. `shards`, `endings`, and `page_lines` write the texts of the files, and `index` the file that names all others.
//!
//! `rank` searches in an index here, as the reader's script does in its files, and `written_index` in the files. `passages`
//! finds what two texts have in common, word by word.

mod characters;
mod compounds;
mod dictionary;
mod endings;
mod entry;
mod file;
mod fold;
mod gather;
mod html_text;
mod index;
mod known_words;
mod lexicon;
mod numbers;
mod page;
mod page_lines;
mod passages;
mod postings;
mod rank;
mod remember;
mod scoring;
mod shards;
mod slots;
mod stems;
mod word_list;
mod words;
mod written_index;

pub use file::SearchFile;
pub use index::{Remembered, SearchIndex};
pub use page::{PageKind, SearchPage, SearchSection};
pub use passages::{Passages, SharedPassage, own_text_of, text_of};
pub use rank::SearchHit;
pub use remember::WordsToRemember;
pub use written_index::{WrittenHit, WrittenIndex};

#[cfg(test)]
mod large_tests;
#[cfg(test)]
mod property_tests;
#[cfg(test)]
mod rank_tests;
#[cfg(test)]
mod test_reader;
#[cfg(test)]
mod tests;
