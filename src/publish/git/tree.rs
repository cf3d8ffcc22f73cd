//! The files of the branch, as they are at the remote.

use std::collections::BTreeMap;

use super::super::PublishError;
use super::program::GitProgram;
use crate::disk::EntryType;

/// The modes of a file, executable or not. Others are links, submodules and folders.
const FILE_MODES: [&str; 2] = ["100644", "100755"];

/// The mode of a folder.
const FOLDER_MODE: &str = "040000";

/// The mode of a symbolic link.
const LINK_MODE: &str = "120000";

/// A path of the branch.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct BranchEntry {
    mode: String,
    object: String,
}

impl BranchEntry {
    fn is_file(&self) -> bool {
        FILE_MODES.contains(&self.mode.as_str())
    }

    fn kind(&self) -> EntryType {
        match self.mode.as_str() {
            FOLDER_MODE => EntryType::Folder,
            LINK_MODE => EntryType::Link,
            _ if self.is_file() => EntryType::File,
            _ => EntryType::Other,
        }
    }

    /// Returns the id of the file's content. `None` for a link, a submodule, or a folder.
    pub(super) fn blob(&self) -> Option<&str> {
        self.is_file().then_some(self.object.as_str())
    }
}

/// All paths of a branch, folders included.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct BranchTree {
    entries: BTreeMap<String, BranchEntry>,
}

impl BranchTree {
    /// Lists the tree of a commit.
    pub(super) fn read(git: &GitProgram, commit: &str) -> Result<Self, PublishError> {
        let listing = git.bytes(&["ls-tree", "-r", "-t", "-z", "--full-tree", commit])?;
        let entries = listing.split(|byte| *byte == 0).filter_map(entry).collect();
        Ok(Self { entries })
    }

    pub(super) fn get(&self, path: &str) -> Option<&BranchEntry> {
        self.entries.get(path)
    }

    /// Returns what is at these paths, or at the first folder on the way to them that is no folder.
    pub(super) fn existing(&self, paths: &[&str]) -> BTreeMap<String, EntryType> {
        let found = paths.iter().filter_map(|path| {
            let above = path.match_indices('/').map(|(at, _)| &path[..at]);
            let blocks = |folder: &&str| self.get(folder).is_some_and(|entry| entry.mode != FOLDER_MODE);
            let reached = above.into_iter().find(blocks).unwrap_or(path);
            Some((reached.to_owned(), self.get(reached)?.kind()))
        });
        found.collect()
    }

    /// Returns the paths of everything but folders below a folder.
    pub(super) fn files_in(&self, folder: &str) -> Vec<String> {
        let folder = format!("{folder}/");
        let below = self.entries.range(folder.clone()..).take_while(|(next, _)| next.starts_with(&folder));
        below.filter(|(_, entry)| entry.mode != FOLDER_MODE).map(|(path, _)| path.clone()).collect()
    }

    /// Takes a new file into account. Returns the paths that are in its way: a submodule at its path, a link above it, or files that it would replace as a folder.
    pub(super) fn put(&mut self, path: &str) -> Result<(), Vec<String>> {
        let above = path.match_indices('/').map(|(at, _)| &path[..at]);
        let blocks = |path: &&str| self.get(path).is_some_and(|entry| entry.mode != FOLDER_MODE);
        let mut in_the_way: Vec<String> = above.filter(blocks).map(ToOwned::to_owned).collect();
        match self.get(path) {
            Some(entry) if entry.mode == FOLDER_MODE => in_the_way.extend(self.files_in(path)),
            // A link is replaced, and never followed; the survey has looked whose it is.
            Some(entry) if !entry.is_file() && entry.mode != LINK_MODE => in_the_way.push(path.to_owned()),
            _ => {}
        }
        if !in_the_way.is_empty() {
            return Err(in_the_way);
        }
        self.entries.insert(path.to_owned(), BranchEntry { mode: FILE_MODES[0].to_owned(), object: String::new() });
        Ok(())
    }

    /// Takes the removal of a file into account. Returns false if there is no file at this path.
    pub(super) fn delete(&mut self, path: &str) -> bool {
        let is_file = self.get(path).is_some_and(BranchEntry::is_file);
        if is_file {
            self.entries.remove(path);
        }
        is_file
    }
}

/// Parses `100644 blob ID<tab>path`. A path that is not UTF-8 is never ours.
fn entry(line: &[u8]) -> Option<(String, BranchEntry)> {
    let (head, path) = std::str::from_utf8(line).ok()?.split_once('\t')?;
    let mut words = head.split_whitespace();
    let (mode, object) = (words.next()?, words.nth(1)?);
    Some((path.to_owned(), BranchEntry { mode: mode.to_owned(), object: object.to_owned() }))
}
