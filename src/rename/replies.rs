//! The folders of the replies to a letter, which are named for its file.

use std::collections::BTreeSet;

use super::column_texts::ColumnTexts;
use super::moved::MovedPath;
use crate::content::letter_name;
use crate::diagnostics::FilePath;
use crate::site_path::nfc;
use crate::source::{CONTENT, REPLIES, within_replies};

/// Returns the new names of the folders that hold the replies to a letter whose file gets a new name.
pub(super) fn reply_folders(texts: &ColumnTexts, file: &FilePath, stem: &str) -> Vec<MovedPath> {
    let Some(letter) = letter_name(file) else { return Vec::new() };
    let folders: BTreeSet<&str> =
        texts.sources.texts.iter().filter_map(|file| within_replies(&file.path)).map(|(folder, _)| folder).collect();
    let others = || texts.sources.texts.iter().filter_map(|file| letter_name(&file.path));
    let is_path = |folder: &str| others().any(|name| nfc(name) == nfc(folder));
    let name = letter.rsplit('/').next().unwrap_or(letter);
    let same_name = others().filter(|other| nfc(other.rsplit('/').next().unwrap_or(other)) == nfc(name)).count();
    let is_own =
        |folder: &str| nfc(folder) == nfc(letter) || (nfc(folder) == nfc(name) && !is_path(folder) && same_name == 1);
    let moved = folders.into_iter().filter(|folder| is_own(folder)).map(|folder| {
        let parent = folder.rsplit_once('/').map_or_else(String::new, |(parent, _)| format!("{parent}/"));
        let at = |folder: &str| format!("{CONTENT}/{REPLIES}/{folder}");
        MovedPath { old: at(folder), new: at(&format!("{parent}{stem}")), is_index: false }
    });
    moved.filter(|moved| moved.old != moved.new).collect()
}
