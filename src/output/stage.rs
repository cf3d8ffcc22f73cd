//! One output, written in full beside its place, or found to be there already. Called from many threads.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::Ordering;

use super::manifest::ManifestEntry;
use super::{Output, OutputError, disk};
use crate::render::{Content, Rendered};
use crate::source::Fingerprint;

/// An output that is ready.
#[derive(Debug)]
pub struct Staged {
    /// Where it belongs, relative to the output folder.
    pub(super) path: String,
    pub(super) state: StageOutcome,
}

#[derive(Debug)]
pub(super) enum StageOutcome {
    /// It is in place already, as we would write it.
    InPlace(ManifestEntry),
    /// It is written, and waits to be put in the place of another.
    Ready(ManifestEntry, PathBuf),
    /// It is written where nothing stands yet, at its path in the tree of what is new.
    New(ManifestEntry),
    /// A file stands in its way that we did not write.
    Foreign(String),
}

impl StageOutcome {
    /// The file that stands in its way.
    pub(super) fn foreign(&self) -> Option<String> {
        if let Self::Foreign(path) = self { Some(path.clone()) } else { None }
    }
}

impl Output {
    /// An output that need not be made: it stands there, made of the same by us, and nobody has touched it since.
    pub fn unchanged(&self, path: &str, input_fingerprint: u64) -> Option<Staged> {
        let (_, same) =
            self.before.records(path).iter().find(|(_, record)| record.input_fingerprint == Some(input_fingerprint))?;
        let found = fs::symlink_metadata(self.folder.join(path)).ok()?;
        same.matches(&found).then(|| Staged { path: path.to_owned(), state: StageOutcome::InPlace(*same) })
    }

    /// Makes one output ready.
    pub fn stage(&self, rendered: Rendered) -> Result<Staged, OutputError> {
        let Rendered { path, input_fingerprint, content } = &rendered;
        let fingerprint = content.fingerprint();
        let place = self.folder.join(path);
        let nothing = || Err(io::ErrorKind::NotFound.into());
        let there = if self.is_empty { nothing() } else { fs::symlink_metadata(&place) };
        let foreign = match &there {
            Ok(found) if found.is_dir() => self.foreign_within(path),
            Err(error) if error.kind() == io::ErrorKind::NotADirectory => self.foreign_above(path),
            _ => None,
        };
        let state = match (foreign, there) {
            (Some(foreign), _) => StageOutcome::Foreign(foreign),
            (None, Ok(found)) if !found.is_dir() => {
                let ours = self.before.records(path);
                let is_known =
                    ours.iter().any(|(_, record)| record.fingerprint == fingerprint && record.matches(&found));
                let equal = is_known || (found.is_file() && holds(&place, found.len(), content, fingerprint)?);
                if equal {
                    StageOutcome::InPlace(ManifestEntry::new(fingerprint, *input_fingerprint, &found))
                } else if ours.is_empty() {
                    StageOutcome::Foreign(path.clone())
                } else {
                    self.write(&rendered, fingerprint)?
                }
            }
            (None, _) => self.write_new(&rendered, fingerprint)?,
        };
        Ok(Staged { path: rendered.path, state })
    }

    /// What is not ours where a file belongs and a folder stands; one that holds only our own goes away by itself.
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

    /// A file that is not ours where a folder belongs.
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

    fn write(&self, rendered: &Rendered, fingerprint: Fingerprint) -> Result<StageOutcome, OutputError> {
        let number = self.staged.fetch_add(1, Ordering::Relaxed);
        let path = self.staging.join(number.to_string());
        let record = write(&path, rendered, fingerprint)?;
        Ok(StageOutcome::Ready(record, path))
    }

    /// New files are staged in folders of their own, as they will stand: a folder that is new, too, is moved as a whole.
    fn write_new(&self, rendered: &Rendered, fingerprint: Fingerprint) -> Result<StageOutcome, OutputError> {
        let place = self.new_files().join(&rendered.path);
        if rendered.path.ends_with("/index.html") {
            // As a rule a page has a folder of its own: to ask for the file first would be in vain. What stands against
            // the folder stands against the file, and is told then.
            let _ = place.parent().map(fs::create_dir);
        }
        write(&place, rendered, fingerprint).map(StageOutcome::New)
    }

    /// Where they are staged.
    pub(super) fn new_files(&self) -> PathBuf {
        self.staging.join("new")
    }
}

fn write(path: &Path, rendered: &Rendered, fingerprint: Fingerprint) -> Result<ManifestEntry, OutputError> {
    let mut file = create(path).map_err(disk("write", path))?;
    match &rendered.content {
        Content::Generated(bytes) => file.write_all(bytes).map_err(disk("write", path))?,
        Content::Shared(bytes) => file.write_all(bytes).map_err(disk("write", path))?,
        Content::File(from, _) => copy(from, &mut file)?,
    }
    let metadata = file.metadata().map_err(disk("write", path))?;
    Ok(ManifestEntry::new(fingerprint, rendered.input_fingerprint, &metadata))
}

/// Makes a file, and the folders that it needs.
fn create(path: &Path) -> io::Result<File> {
    match File::create(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            path.parent().map_or(Ok(()), fs::create_dir_all)?;
            File::create(path)
        }
        result => result,
    }
}

fn copy(from: &Path, to: &mut File) -> Result<(), OutputError> {
    let mut file = File::open(from).map_err(disk("read", from))?;
    io::copy(&mut file, to).map_err(disk("copy", from))?;
    Ok(())
}

/// Whether a file holds exactly this.
fn holds(place: &Path, size: u64, content: &Content, fingerprint: Fingerprint) -> Result<bool, OutputError> {
    let expected = match content {
        Content::Generated(bytes) => bytes.len() as u64,
        Content::Shared(bytes) => bytes.len() as u64,
        Content::File(from, _) => fs::metadata(from).map_err(disk("read", from))?.len(),
    };
    if size != expected {
        return Ok(false);
    }
    let bytes = fs::read(place).map_err(disk("read", place))?;
    Ok(Fingerprint::of(&bytes) == fingerprint)
}
