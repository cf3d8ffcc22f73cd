//! The files that imports have written into a column, so that a later import changes nothing that somebody has edited.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::Write as _;
use std::path::Path;

use crate::disk::{self, DiskError, Folder};
use crate::source::Fingerprint;

/// The list, in the folder of the column.
const LIST: &str = ".callslip-import";

const HEADER: &str = "callslip import 1: what was written, so that the next import keeps what you have edited since";

/// The fate of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kept {
    /// It is written.
    Written,
    /// It was as it would be written.
    Unchanged,
    /// Somebody has edited it, or it was there before: it stays as it is.
    Edited,
    /// Somebody has removed it: it stays away.
    Removed,
}

/// A column that an import writes into.
pub(super) struct WrittenFiles {
    folder: Folder,
    known: BTreeMap<String, Fingerprint>,
}

impl WrittenFiles {
    /// Opens a column's folder, and creates it if it is missing.
    pub(super) fn open(root: &Path) -> Result<Self, DiskError> {
        let folder = Folder::create(root)?;
        let list = folder.read(LIST)?.unwrap_or_default();
        let list = String::from_utf8_lossy(&list).into_owned();
        let entries = list.lines().skip(1).filter_map(|line| {
            let (hash, path) = line.split_once(' ')?;
            Some((path.to_owned(), Fingerprint::parse(hash)?))
        });
        Ok(Self { known: entries.collect(), folder })
    }

    /// Returns true if there is a file, or an import has written one that is gone.
    pub(super) fn has(&self, path: &str) -> Result<bool, DiskError> {
        Ok(self.known.contains_key(path) || self.folder.metadata(path)?.is_some())
    }

    /// Writes a file, unless it is somebody's own by now. A replaced file is whole at any moment.
    pub(super) fn write(&mut self, path: &str, bytes: &[u8]) -> Result<Kept, DiskError> {
        let new = Fingerprint::of(bytes);
        let known = self.known.get(path).copied();
        let kept = match self.folder.read(path)?.as_deref().map(Fingerprint::of) {
            Some(there) if there == new => Kept::Unchanged,
            Some(there) if known == Some(there) => {
                self.replace(path, bytes)?;
                Kept::Written
            }
            Some(_) => return Ok(Kept::Edited),
            None if known.is_some() => return Ok(Kept::Removed),
            None => {
                disk::write_new(self.folder.path(), path, bytes)?;
                Kept::Written
            }
        };
        self.known.insert(path.to_owned(), new);
        Ok(kept)
    }

    /// Writes a file of the import's own, whatever is there: its report.
    pub(super) fn replace(&self, path: &str, bytes: &[u8]) -> Result<(), DiskError> {
        let unfinished = format!("{path}.callslip-new");
        self.folder.remove_file(&unfinished)?;
        let write = |file: &mut std::fs::File| file.write_all(bytes);
        let mut file = self.folder.create_file(&unfinished)?;
        write(&mut file).map_err(DiskError::when("write", Path::new(path)))?;
        drop(file);
        self.folder.rename(&unfinished, path)
    }

    /// Writes the list of what was written.
    pub(super) fn save(&self) -> Result<(), DiskError> {
        let mut list = format!("{HEADER}\n");
        for (path, hash) in &self.known {
            let _ = writeln!(list, "{hash} {path}");
        }
        self.replace(LIST, list.as_bytes())
    }
}
