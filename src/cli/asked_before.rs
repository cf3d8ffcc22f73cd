//! Letters of the column that a new one is like: has this been asked before?

use std::collections::HashMap;
use std::fs;
use std::path::Path;

use super::clock;
use super::console::{CommandError, Console};
use crate::pipeline::{self, Options};
use crate::render::{search_index, search_path};
use crate::search::{WrittenHit, WrittenIndex};
use crate::source::PUBLIC;

/// The most letters that are named.
const MOST: usize = 3;

/// A letter with less of the title's words is not like it.
const LEAST_SHARE: f64 = 0.6;

/// Prints the letters that have most of the words of a title. They are looked up in the index of the last build, or, if
/// there is none, in the column itself.
pub(super) fn print(root: &Path, language: &str, title: &str, console: &Console) -> Result<(), CommandError> {
    let public = root.join(PUBLIC);
    let in_last_build = WrittenIndex::open(language, |name| fs::read_to_string(public.join(search_path(name))).ok());
    let found = match in_last_build {
        Some(index) => index.letters(title, MOST),
        None => in_column(root, title)?,
    };
    let close: Vec<WrittenHit> = found.into_iter().filter(|hit| hit.share >= LEAST_SHARE).collect();
    if !close.is_empty() {
        console.status("Asked before?");
    }
    for WrittenHit { address, title, date, words, .. } in close {
        console.status(&format!("  {date}  {title} ({}): {address}", words.join(", ")));
    }
    Ok(())
}

/// Looks the words up in the column as it is now. Mistakes in it are for `check` to report.
fn in_column(root: &Path, title: &str) -> Result<Vec<WrittenHit>, CommandError> {
    let options = Options { clock: clock::now().timestamp(), as_of: None, base_url: None, unpublished: false };
    let column = pipeline::load(root, &options)?;
    let site = &column.site;
    let files = search_index(site, &column.theme.strings, Vec::new()).files().into_iter();
    let files: HashMap<String, Vec<u8>> = files.map(|file| (file.name, file.bytes)).collect();
    let read = |name: &str| files.get(name).map(|bytes| String::from_utf8_lossy(bytes).into_owned());
    Ok(WrittenIndex::open(&site.config.language, read).map(|index| index.letters(title, MOST)).unwrap_or_default())
}
