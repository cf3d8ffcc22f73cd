//! The interface of a destination.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::{NameRules, PublishError};
use crate::disk::EntryType;
use crate::source::Fingerprint;

/// A file that we once uploaded and that has not changed here.
#[derive(Debug, Clone, Copy)]
pub struct PublishedFile<'p> {
    /// Its path at the destination.
    pub path: &'p str,
    /// Its fingerprint.
    pub fingerprint: Fingerprint,
    /// Its size in bytes.
    pub size: u64,
    /// The same file in the output folder.
    pub local: &'p Path,
}

/// A file to upload.
#[derive(Debug)]
pub struct Upload {
    /// The path at the destination.
    pub path: String,
    /// The content.
    pub bytes: Vec<u8>,
}

impl Upload {
    /// Returns the entry for the manifest once the file is uploaded.
    pub(super) fn listed(&self) -> (String, Option<Fingerprint>) {
        (self.path.clone(), Some(Fingerprint::of(&self.bytes)))
    }
}

/// A destination that takes files. Paths are relative to it and use `/` as the separator.
pub trait Remote {
    /// Returns where the destination is, as a part of a sentence.
    fn place(&self) -> String {
        "there".to_owned()
    }
    /// Reads a file, but no more than its first `most` bytes. Returns `None` if there is no regular file.
    fn read(&mut self, path: &str, most: u64) -> Result<Option<Vec<u8>>, PublishError>;
    /// Returns what is at these paths. If a folder on the way to one of them is no folder, returns that instead.
    fn existing(&mut self, paths: &[&str]) -> Result<BTreeMap<String, EntryType>, PublishError>;
    /// Returns the paths of all files in a folder and in the folders below it, except those of other folders' links.
    fn files_in(&mut self, folder: &str) -> Result<Vec<String>, PublishError>;
    /// Returns which of these files are gone, or are not as we uploaded them. A destination that can find out only by
    /// downloading them returns none.
    fn drifted(&mut self, _files: &[PublishedFile<'_>]) -> Result<BTreeSet<String>, PublishError> {
        Ok(BTreeSet::new())
    }
    /// Finds out which names the destination tells apart.
    fn name_rules(&mut self) -> Result<NameRules, PublishError> {
        Ok(NameRules::default())
    }
    /// Removes the temporary files of interrupted publishes.
    fn remove_leftovers(&mut self) -> Result<(), PublishError> {
        Ok(())
    }
    /// Uploads a file, completely or not at all.
    fn put(&mut self, path: &str, bytes: &[u8]) -> Result<(), PublishError>;
    /// Uploads several files, each completely or not at all, in any order. A remote destination takes many at the same
    /// time.
    fn put_all(&mut self, files: Vec<Upload>) -> Result<(), PublishError> {
        files.iter().try_for_each(|file| self.put(&file.path, &file.bytes))
    }
    /// Removes a file. If there is no file, or a folder in its place, that is no error.
    fn delete(&mut self, path: &str) -> Result<(), PublishError>;
    /// Removes several files, in any order.
    fn delete_all(&mut self, paths: &[&str]) -> Result<(), PublishError> {
        paths.iter().try_for_each(|path| self.delete(path))
    }
    /// Removes a folder in which there are no files, only folders. If there is none, that is no error.
    fn remove_folder(&mut self, _path: &str) -> Result<(), PublishError> {
        Ok(())
    }
    /// Completes the publish after the last action. A destination that takes all actions at once takes them now.
    fn finish(&mut self) -> Result<(), PublishError> {
        Ok(())
    }
}
