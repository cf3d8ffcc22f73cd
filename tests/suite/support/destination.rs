//! A destination in memory that behaves as disks do: some ignore the case of names or the form of accents, and a folder is
//! no file. And output folders to publish there.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;

use callslip::disk::EntryType;
use callslip::publish::{NameRules, PublishError, Remote};
use callslip::source::Fingerprint;
use tempfile::TempDir;

/// A destination that breaks off after so many writes.
pub(crate) struct Destination {
    rules: NameRules,
    /// True if folders that have become empty go with their last file.
    removes_folders: bool,
    /// By its key, each file with its content and each folder, with the spelling in which it was made.
    entries: BTreeMap<String, (String, Option<Vec<u8>>)>,
    pub(crate) left: usize,
}

impl Destination {
    pub(crate) fn new(rules: NameRules, removes_folders: bool) -> Self {
        Self { rules, removes_folders, entries: BTreeMap::new(), left: usize::MAX }
    }

    /// The files by their spelling here, without callslip's own.
    pub(crate) fn files(&self) -> BTreeMap<String, String> {
        let files = self.entries.values().filter(|(path, _)| !path.starts_with(".callslip"));
        let text = |bytes: &Vec<u8>| String::from_utf8(bytes.clone()).unwrap();
        files.filter_map(|(path, bytes)| Some((path.clone(), text(bytes.as_ref()?)))).collect()
    }

    /// Somebody else puts a file there.
    pub(crate) fn with(mut self, path: &str, content: &str) -> Self {
        self.put(path, content.as_bytes()).unwrap();
        self
    }

    fn key(&self, path: &str) -> String {
        self.rules.identity(path).into_owned()
    }

    fn kind(&self, path: &str) -> Option<EntryType> {
        let (_, content) = self.entries.get(&self.key(path))?;
        Some(if content.is_some() { EntryType::File } else { EntryType::Folder })
    }

    fn write(&mut self) -> Result<(), PublishError> {
        self.left = self.left.checked_sub(1).ok_or_else(|| refused("the line is dead"))?;
        Ok(())
    }

    fn is_empty(&self, folder: &str) -> bool {
        let within = format!("{}/", self.key(folder));
        !self.entries.keys().any(|key| key.starts_with(&within))
    }
}

fn refused(why: &str) -> PublishError {
    PublishError::Remote(why.to_owned())
}

impl Remote for Destination {
    fn read(&mut self, path: &str, most: u64) -> Result<Option<Vec<u8>>, PublishError> {
        let content = self.entries.get(&self.key(path)).and_then(|(_, content)| content.clone());
        Ok(content.map(|bytes| bytes[..bytes.len().min(usize::try_from(most).unwrap())].to_vec()))
    }

    fn existing(&mut self, paths: &[&str]) -> Result<BTreeMap<String, EntryType>, PublishError> {
        let found = paths.iter().filter_map(|path| {
            let mut above = path.match_indices('/').map(|(at, _)| &path[..at]);
            let reached = above.find(|folder| self.kind(folder) == Some(EntryType::File)).unwrap_or(path);
            Some((reached.to_owned(), self.kind(reached)?))
        });
        Ok(found.collect())
    }

    fn files_in(&mut self, folder: &str) -> Result<Vec<String>, PublishError> {
        let within = format!("{}/", self.key(folder));
        let below = self.entries.iter().filter(|(key, (_, content))| key.starts_with(&within) && content.is_some());
        Ok(below.map(|(_, (path, _))| path.clone()).collect())
    }

    fn name_rules(&mut self) -> Result<NameRules, PublishError> {
        Ok(self.rules)
    }

    fn put(&mut self, path: &str, bytes: &[u8]) -> Result<(), PublishError> {
        self.write()?;
        for (at, _) in path.match_indices('/') {
            let folder = &path[..at];
            match self.kind(folder) {
                None => drop(self.entries.insert(self.key(folder), (folder.to_owned(), None))),
                Some(EntryType::Folder) => {}
                _ => return Err(refused("Not a directory")),
            }
        }
        if self.kind(path) == Some(EntryType::Folder) {
            return Err(refused("Is a directory"));
        }
        // A disk keeps the spelling of a file whose content is replaced.
        let key = self.key(path);
        let spelling = self.entries.get(&key).map_or(path, |(spelling, _)| spelling).to_owned();
        self.entries.insert(key, (spelling, Some(bytes.to_vec())));
        Ok(())
    }

    fn delete(&mut self, path: &str) -> Result<(), PublishError> {
        self.write()?;
        if self.kind(path) == Some(EntryType::File) {
            self.entries.remove(&self.key(path));
        }
        if self.removes_folders {
            for (at, _) in path.rmatch_indices('/') {
                let folder = &path[..at];
                if self.kind(folder) == Some(EntryType::Folder) && self.is_empty(folder) {
                    self.entries.remove(&self.key(folder));
                }
            }
        }
        Ok(())
    }

    fn remove_folder(&mut self, path: &str) -> Result<(), PublishError> {
        self.write()?;
        if !self.files_in(path)?.is_empty() {
            return Err(refused("Directory not empty"));
        }
        let (key, within) = (self.key(path), format!("{}/", self.key(path)));
        self.entries.retain(|other, _| *other != key && !other.starts_with(&within));
        Ok(())
    }
}

/// An output folder with these files, as a build leaves it.
pub(crate) fn output_folder(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let mut manifest =
        "callslip 1: the files in this folder that callslip wrote, and may replace or remove\n".to_owned();
    for (path, content) in files {
        let file = folder.path().join(path);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, content).unwrap();
        let fingerprint = Fingerprint::of(content.as_bytes());
        writeln!(manifest, "{fingerprint} {} 0 new {path}", content.len()).unwrap();
    }
    fs::write(folder.path().join(".callslip"), manifest).unwrap();
    folder
}
