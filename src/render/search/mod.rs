//! The search of a site: its index, and the files of it.

mod pages;

use super::program::PROGRAM;
use super::rendered::{Content, Rendered};
use crate::search::{Remembered, SearchIndex, WordsToRemember};
use crate::site::{SEARCH_INDEX, Site};
use crate::site_path::SitePath;
use crate::theme::Strings;

/// The folder of all files but the first. Their names have a hash, as all names in the folder above, but for the
/// descriptions of pages, which only a site opened from the disk reads.
const FOLDER: &str = "assets/search/";

/// Returns the index of a site. The strings of the theme have the title of the glossary; `words` are
/// those that were remembered, if any.
pub fn search_index(site: &Site, strings: &Strings, words: Vec<u8>) -> SearchIndex {
    remembering(site, strings, Remembered { program: PROGRAM, words, renew: None })
}

/// Returns the index of a site. `renew` takes the words to remember for the next one, unless those that were remembered
/// will do.
pub fn search_index_and_words(
    site: &Site,
    strings: &Strings,
    words: Vec<u8>,
    renew: &dyn Fn(WordsToRemember<'_>),
) -> SearchIndex {
    remembering(site, strings, Remembered { program: PROGRAM, words, renew: Some(renew) })
}

fn remembering(site: &Site, strings: &Strings, remembered: Remembered<'_>) -> SearchIndex {
    let (letters, others) = pages::pages(site, strings);
    SearchIndex::remembering(&letters, &others, &site.config.language, remembered)
}

/// Returns true for the path of a file of the search: an address, or a path in the output folder.
pub fn is_search_file(path: &str) -> bool {
    path == SEARCH_INDEX || path.trim_start_matches('/').starts_with(FOLDER)
}

/// Returns the path in the output folder of a file of the index.
pub fn search_path(name: &str) -> String {
    match name {
        "index.js" => SEARCH_INDEX.trim_start_matches('/').to_owned(),
        name => format!("{FOLDER}{name}"),
    }
}

/// Renders all files of the search.
pub fn search_files(index: &SearchIndex) -> Vec<Rendered> {
    let files = index.files().into_iter();
    let rendered = files.filter_map(|file| {
        let path = SitePath::parse(&search_path(&file.name)).ok()?;
        Some(Rendered { path, input_fingerprint: None, content: Content::Generated(file.bytes) })
    });
    rendered.collect()
}
