//! Publishing to a folder of this computer, a drive or a share.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::existing::{self, FolderNames};
use super::temporary::{TEMPORARY_NAME, probe_names, temporary_name};
use super::{NameRules, PublishError, PublishedFile, REMOTE_MANIFEST, Remote};
use crate::disk::{DiskError, EntryType, Folder, Metadata};
use crate::source::Fingerprint;

/// A folder to publish to.
#[derive(Debug)]
pub struct FolderRemote {
    path: PathBuf,
    /// The folder; `None` as long as it is missing.
    folder: Option<Folder>,
}

impl FolderRemote {
    /// Opens a folder. It may be missing, but its parent may not: a drive that is not connected must not look like an
    /// empty folder.
    pub fn open(path: &Path) -> Result<Self, PublishError> {
        let folder = if path.is_dir() { Some(Folder::open(path)?) } else { None };
        if folder.is_none() && !path.parent().is_some_and(Path::is_dir) {
            let shown = path.display();
            return Err(PublishError::Remote(format!(
                "there is no folder {shown}, and no folder to create it in; is the drive connected?"
            )));
        }
        Ok(Self { path: path.to_owned(), folder })
    }

    /// Returns the folder, and creates it if it is missing.
    fn folder(&mut self) -> Result<&Folder, PublishError> {
        let folder = match self.folder.take() {
            Some(folder) => folder,
            None => Folder::create(&self.path)?,
        };
        Ok(self.folder.insert(folder))
    }

    /// Returns what is at a path; `None` if a file or a link is in the place of a folder on the way.
    fn look_at(&self, path: &str) -> Result<Option<Metadata>, PublishError> {
        let Some(folder) = &self.folder else { return Ok(None) };
        Ok(unless_barred(folder.metadata(path))?.flatten())
    }

    /// Returns what is at a path, or at a folder on the way to it that is no folder.
    fn reached(&self, path: &str) -> Result<Option<(String, EntryType)>, PublishError> {
        let Some(folder) = &self.folder else { return Ok(None) };
        if let Some(found) = unless_barred(folder.metadata(path))? {
            return Ok(found.map(|found| (path.to_owned(), found.kind)));
        }
        for (at, _) in path.match_indices('/') {
            let Some(found) = folder.metadata(&path[..at])? else { break };
            if !found.is_folder() {
                return Ok(Some((path[..at].to_owned(), found.kind)));
            }
        }
        Ok(None)
    }

    fn list(&self, folders: &[&str]) -> Result<Vec<FolderNames>, PublishError> {
        let Some(folder) = &self.folder else { return Ok(vec![FolderNames::new(); folders.len()]) };
        let listed = folders.iter().map(|path| match folder.list(path.trim_end_matches('/')) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(FolderNames::new()),
            names => Ok(unless_barred(names)?.unwrap_or_default().into_iter().collect()),
        });
        listed.collect()
    }

    /// Returns true if a file is as we uploaded it.
    fn is_same(&self, file: &PublishedFile<'_>) -> Result<bool, PublishError> {
        let found = self.look_at(file.path)?.filter(|found| found.is_file() && found.size == file.size);
        if found.is_none() {
            return Ok(false);
        }
        let bytes = self.read_start(file.path, file.size + 1)?;
        Ok(bytes.is_some_and(|bytes| Fingerprint::of(&bytes) == file.fingerprint))
    }

    fn read_start(&self, path: &str, most: u64) -> Result<Option<Vec<u8>>, PublishError> {
        let Some(folder) = &self.folder else { return Ok(None) };
        if !self.look_at(path)?.is_some_and(|found| found.is_file()) {
            return Ok(None);
        }
        let Some(file) = folder.open_file(path)? else { return Ok(None) };
        let mut bytes = Vec::new();
        file.take(most).read_to_end(&mut bytes).map_err(DiskError::when("read", &self.path.join(path)))?;
        Ok(Some(bytes))
    }
}

/// Returns nothing if a file or a link is in the place of a folder on the way.
fn unless_barred<T>(result: Result<T, DiskError>) -> Result<Option<T>, DiskError> {
    match result {
        Err(error) if error.kind() == io::ErrorKind::NotADirectory => Ok(None),
        result => result.map(Some),
    }
}

impl Remote for FolderRemote {
    fn place(&self) -> String {
        format!("in {}", self.path.display())
    }

    fn read(&mut self, path: &str, most: u64) -> Result<Option<Vec<u8>>, PublishError> {
        self.read_start(path, most)
    }

    fn existing(&mut self, paths: &[&str]) -> Result<BTreeMap<String, EntryType>, PublishError> {
        paths.iter().filter_map(|path| self.reached(path).transpose()).collect()
    }

    fn files_in(&mut self, folder: &str) -> Result<Vec<String>, PublishError> {
        existing::below(folder, |folders| self.list(folders)).map(|below| below.files)
    }

    fn drifted(&mut self, files: &[PublishedFile<'_>]) -> Result<BTreeSet<String>, PublishError> {
        let this = &*self;
        let differ = files.par_iter().filter_map(|file| match this.is_same(file) {
            Ok(true) => None,
            Ok(false) => Some(Ok(file.path.to_owned())),
            Err(error) => Some(Err(error)),
        });
        differ.collect()
    }

    fn name_rules(&mut self) -> Result<NameRules, PublishError> {
        probe_names(self)
    }

    fn remove_leftovers(&mut self) -> Result<(), PublishError> {
        let names = self.list(&[""])?.into_iter().flatten();
        let leftovers = names.filter(|(name, kind)| *kind == EntryType::File && name.starts_with(TEMPORARY_NAME));
        leftovers.map(|(name, _)| name).try_for_each(|name| self.delete(&name))
    }

    fn put(&mut self, path: &str, bytes: &[u8]) -> Result<(), PublishError> {
        let new = temporary_name("");
        let shown = self.path.join(&new);
        let folder = self.folder()?;
        let mut file = folder.create_file(&new)?;
        let written = file.write_all(bytes).and_then(|()| {
            // Without this list nobody knows what is ours, so a power cut must not take it.
            if path == REMOTE_MANIFEST { file.sync_data() } else { Ok(()) }
        });
        let placed = written.map_err(DiskError::when("write", &shown)).and_then(|()| {
            if let Some((above, _)) = path.rsplit_once('/') {
                folder.create_folder(above)?;
            }
            folder.rename(&new, path)
        });
        if placed.is_err() {
            let _ = folder.remove_file(&new);
        }
        Ok(placed?)
    }

    fn delete(&mut self, path: &str) -> Result<(), PublishError> {
        let Some(folder) = &self.folder else { return Ok(()) };
        match unless_barred(folder.remove_file(path)) {
            Err(_) if self.look_at(path)?.is_some_and(|found| found.is_folder()) => Ok(()),
            removed => Ok(removed.map(drop)?),
        }
    }

    fn remove_folder(&mut self, path: &str) -> Result<(), PublishError> {
        let below = existing::below(path, |folders| self.list(folders))?;
        if !below.files.is_empty() {
            return Err(PublishError::Occupied(below.files));
        }
        let Some(folder) = &self.folder else { return Ok(()) };
        for inner in below.folders.iter().rev().map(String::as_str).chain([path]) {
            match unless_barred(folder.remove_folder(inner)) {
                Err(error) if error.kind() == io::ErrorKind::NotFound => {}
                removed => drop(removed?),
            }
        }
        Ok(())
    }
}
