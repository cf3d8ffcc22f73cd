//! Stages one output: writes it in full to the staging folder, or finds that the file in place is already right. Called
//! from many threads.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::Ordering;

use super::manifest::ManifestEntry;
use super::{Output, OutputError};
use crate::disk::DiskError;
use crate::render::{Content, Rendered};
use crate::source::Fingerprint;

/// An output that is ready to be moved into place.
#[derive(Debug)]
pub struct Staged {
    /// The path in the output folder.
    pub(super) path: String,
    pub(super) state: StageOutcome,
}

#[derive(Debug)]
pub(super) enum StageOutcome {
    /// The file in place is already as we would write it.
    InPlace(ManifestEntry),
    /// It is written to this temporary file, and will replace the file in place.
    Replacement(ManifestEntry, PathBuf),
    /// No file is in place yet. It is written at its path in the folder of new files.
    New(ManifestEntry),
    /// A file that we did not write is in the way. This is its path.
    Foreign(String),
}

impl StageOutcome {
    /// Returns the path of the foreign file that is in the way; `None` if there is none.
    pub(super) fn foreign(&self) -> Option<String> {
        if let Self::Foreign(path) = self { Some(path.clone()) } else { None }
    }
}

impl Output {
    /// Returns an output that need not be rendered: we wrote it from the same input, and nobody has changed it since. `None`
    /// if it must be rendered.
    pub fn unchanged(&self, path: &str, input_fingerprint: u64) -> Option<Staged> {
        let (_, same) =
            self.before.records(path).iter().find(|(_, record)| record.input_fingerprint == Some(input_fingerprint))?;
        let found = fs::symlink_metadata(self.folder.join(path)).ok()?;
        same.matches(&found).then(|| Staged { path: path.to_owned(), state: StageOutcome::InPlace(*same) })
    }

    /// Stages one output.
    pub fn stage(&self, rendered: Rendered) -> Result<Staged, OutputError> {
        let Rendered { path, input_fingerprint, content } = &rendered;
        let fingerprint = content.fingerprint();
        let target = self.folder.join(path);
        let nothing = || Err(io::ErrorKind::NotFound.into());
        let there = if self.is_empty { nothing() } else { fs::symlink_metadata(&target) };
        let foreign = match &there {
            Ok(found) if found.is_dir() => self.foreign_within(path),
            Err(error) if error.kind() == io::ErrorKind::NotADirectory => self.foreign_above(path),
            _ => None,
        };
        let state = match (foreign, there) {
            (Some(foreign), _) => StageOutcome::Foreign(foreign),
            (None, Ok(found)) if !found.is_dir() => {
                let records = self.before.records(path);
                let is_known =
                    records.iter().any(|(_, record)| record.fingerprint == fingerprint && record.matches(&found));
                let is_same = is_known || (found.is_file() && holds(&target, found.len(), content, fingerprint)?);
                if is_same {
                    StageOutcome::InPlace(ManifestEntry::new(fingerprint, *input_fingerprint, &found))
                } else if records.is_empty() {
                    StageOutcome::Foreign(path.clone())
                } else {
                    self.write(&rendered, fingerprint)?
                }
            }
            (None, _) => self.write_new(&rendered, fingerprint)?,
        };
        Ok(Staged { path: rendered.path, state })
    }

    /// Returns a path that is not ours inside a folder that is in the way of a file; `None` if the folder holds only our
    /// files, since removing them removes the folder, too. An empty folder is not ours.
    fn foreign_within(&self, path: &str) -> Option<String> {
        let Ok(inner) = fs::read_dir(self.folder.join(path)) else { return Some(path.to_owned()) };
        let mut names: Vec<_> = inner.flatten().map(|entry| (entry.file_name(), entry.path().is_dir())).collect();
        names.sort();
        if names.is_empty() {
            return Some(path.to_owned());
        }
        names.into_iter().find_map(|(name, is_folder)| {
            let inner = format!("{path}/{}", name.to_string_lossy());
            if is_folder { self.foreign_within(&inner) } else { (!self.before.owns(&inner)).then_some(inner) }
        })
    }

    /// Returns a file that is not ours in the place of a folder that this path needs; `None` if there is none.
    fn foreign_above(&self, path: &str) -> Option<String> {
        let mut folder = path;
        while let Some((outer, _)) = folder.rsplit_once('/') {
            let is_file = fs::symlink_metadata(self.folder.join(outer)).is_ok_and(|found| !found.is_dir());
            if is_file && !self.before.owns(outer) {
                return Some(outer.to_owned());
            }
            folder = outer;
        }
        None
    }

    fn write(&self, rendered: &Rendered, fingerprint: Fingerprint) -> Result<StageOutcome, DiskError> {
        let number = self.staged.fetch_add(1, Ordering::Relaxed);
        let path = self.staging.join(number.to_string());
        let record = write(&path, rendered, fingerprint)?;
        Ok(StageOutcome::Replacement(record, path))
    }

    /// Writes a new file to the same path in the folder of new files, so that a new folder can be moved as a whole.
    fn write_new(&self, rendered: &Rendered, fingerprint: Fingerprint) -> Result<StageOutcome, DiskError> {
        let target = self.new_files().join(&rendered.path);
        if rendered.path.ends_with("/index.html") {
            // Nearly every page has its own folder, so trying to create the file first would usually fail. If the folder
            // cannot be created, neither can the file, and that error is reported.
            let _ = target.parent().map(fs::create_dir);
        }
        write(&target, rendered, fingerprint).map(StageOutcome::New)
    }

    /// Returns the folder in which new files are staged.
    pub(super) fn new_files(&self) -> PathBuf {
        self.staging.join("new")
    }
}

fn write(path: &Path, rendered: &Rendered, fingerprint: Fingerprint) -> Result<ManifestEntry, DiskError> {
    let mut file = create(path).map_err(DiskError::when("write", path))?;
    match &rendered.content {
        Content::Generated(bytes) => file.write_all(bytes).map_err(DiskError::when("write", path))?,
        Content::Shared(bytes) => file.write_all(bytes).map_err(DiskError::when("write", path))?,
        Content::File(from, _) => copy(from, &mut file)?,
    }
    let metadata = file.metadata().map_err(DiskError::when("write", path))?;
    Ok(ManifestEntry::new(fingerprint, rendered.input_fingerprint, &metadata))
}

/// Creates a file, and the folders above it that are missing.
fn create(path: &Path) -> io::Result<File> {
    match File::create(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            path.parent().map_or(Ok(()), fs::create_dir_all)?;
            File::create(path)
        }
        result => result,
    }
}

fn copy(from: &Path, to: &mut File) -> Result<(), DiskError> {
    let mut file = File::open(from).map_err(DiskError::when("read", from))?;
    io::copy(&mut file, to).map_err(DiskError::when("copy", from))?;
    Ok(())
}

/// Returns true if a file has exactly this content.
fn holds(target: &Path, size: u64, content: &Content, fingerprint: Fingerprint) -> Result<bool, DiskError> {
    let expected = match content {
        Content::Generated(bytes) => bytes.len() as u64,
        Content::Shared(bytes) => bytes.len() as u64,
        Content::File(from, _) => fs::metadata(from).map_err(DiskError::when("read", from))?.len(),
    };
    if size != expected {
        return Ok(false);
    }
    let bytes = fs::read(target).map_err(DiskError::when("read", target))?;
    Ok(Fingerprint::of(&bytes) == fingerprint)
}
