//! The search of a site: its index, and the files of it.

mod pages;

use super::rendered::{Content, Rendered};
use crate::search::SearchIndex;
use crate::site::{SEARCH_INDEX, Site};
use crate::site_path::SitePath;
use crate::theme::Strings;

/// The folder of all files but the first. Their names have a hash, as all names in the folder above, but for the
/// descriptions of pages, which only a site opened from the disk reads.
const FOLDER: &str = "assets/search/";

/// Returns the index of a site. The strings of the theme have the title of the glossary.
pub fn search_index(site: &Site, strings: &Strings) -> SearchIndex {
    let (letters, others) = pages::pages(site, strings);
    SearchIndex::new(&letters, &others, &site.config.language)
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
pub fn search_files(site: &Site, strings: &Strings) -> Vec<Rendered> {
    let files = search_index(site, strings).files().into_iter();
    let rendered = files.filter_map(|file| {
        let path = SitePath::parse(&search_path(&file.name)).ok()?;
        Some(Rendered { path, input_fingerprint: None, content: Content::Generated(file.bytes) })
    });
    rendered.collect()
}
