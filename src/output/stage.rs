//! Stages one output: writes it in full to the staging folder, or finds that the file in place is already right. Called
//! from many threads.

use std::fs::File;
use std::io::{self, Write};
use std::sync::atomic::Ordering;

use super::manifest::ManifestEntry;
use super::{NEW_FILES, Output, OutputError, STAGING};
use crate::disk::{DiskError, EntryType, Metadata, open_regular};
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
    Replacement(ManifestEntry, String),
    /// No file is in place yet. It is written at its path in the folder of new files.
    New(ManifestEntry),
    /// The same, and a folder is in place that will hold no files when those of earlier builds are removed.
    InsteadOfFolder(ManifestEntry),
    /// A file that we did not write is in the way. This is its path.
    Foreign(String),
}

impl StageOutcome {
    /// Returns the path of the foreign file that is in the way; `None` if there is none.
    pub(super) fn foreign(&self) -> Option<&str> {
        if let Self::Foreign(path) = self { Some(path) } else { None }
    }
}

/// A thing that is in place of a file, or of a folder that the file needs.
enum Obstacle {
    /// Nothing.
    None,
    /// A folder of ours, which will be gone.
    Folder,
    /// Something that is not ours. This is its path.
    Foreign(String),
}

impl Output {
    /// Returns an output that need not be rendered: we wrote it from the same input, and nobody has changed it since. `None`
    /// if it must be rendered.
    pub fn unchanged(&self, path: &str, input_fingerprint: u64) -> Option<Staged> {
        let (_, same) =
            self.records(path).iter().find(|(_, record)| record.input_fingerprint == Some(input_fingerprint))?;
        if self.links.precede(path, &self.folder) {
            return None;
        }
        let found = self.folder.metadata_in_one_step(path)?;
        same.matches(&found).then(|| Staged { path: path.to_owned(), state: StageOutcome::InPlace(*same) })
    }

    /// Stages one output.
    pub fn stage(&self, rendered: Rendered) -> Result<Staged, OutputError> {
        let Rendered { path, input_fingerprint, content } = &rendered;
        let fingerprint = content.fingerprint();
        let (there, obstacle) = self.in_place(path)?;
        let state = match (obstacle, there) {
            (Obstacle::Foreign(foreign), _) => StageOutcome::Foreign(foreign),
            (Obstacle::Folder, _) => StageOutcome::InsteadOfFolder(self.write_new(&rendered, fingerprint)?),
            (Obstacle::None, None) => match self.write_new(&rendered, fingerprint) {
                // Another file of the site is the same on this disk. The commit says which two.
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists && !self.rules.tell_all_apart() => {
                    self.write_replacement(&rendered, fingerprint)?
                }
                written => StageOutcome::New(written?),
            },
            (Obstacle::None, Some(found)) => {
                let records = self.records(path);
                let is_known =
                    records.iter().any(|(_, record)| record.fingerprint == fingerprint && record.matches(&found));
                if is_known || self.holds(path, found.size, content, fingerprint)? {
                    StageOutcome::InPlace(ManifestEntry::new(fingerprint, *input_fingerprint, &found))
                } else if records.is_empty() {
                    StageOutcome::Foreign(path.to_string())
                } else {
                    self.write_replacement(&rendered, fingerprint)?
                }
            }
        };
        Ok(Staged { path: rendered.path.into(), state })
    }

    /// Returns the file in place of a path, or what is in its way.
    fn in_place(&self, path: &str) -> Result<(Option<Metadata>, Obstacle), DiskError> {
        if self.is_empty {
            return Ok((None, Obstacle::None));
        }
        let there = match self.folder.metadata(path) {
            Err(error) if error.kind() == io::ErrorKind::NotADirectory => {
                return Ok((None, self.foreign_above(path).map_or(Obstacle::None, Obstacle::Foreign)));
            }
            there => there?,
        };
        let obstacle = match there.map(|there| there.kind) {
            Some(EntryType::Folder) => self.foreign_within(path).map_or(Obstacle::Folder, Obstacle::Foreign),
            Some(EntryType::Link | EntryType::Other) => Obstacle::Foreign(path.to_owned()),
            Some(EntryType::File) | None => Obstacle::None,
        };
        Ok((there, obstacle))
    }

    /// Returns a path that is not ours inside a folder that is in the way of a file; `None` if the folder holds only our
    /// files, since removing them removes the folder, too. An empty folder is ours if a file of ours was in it: a build
    /// may have been killed after it removed the file.
    fn foreign_within(&self, folder: &str) -> Option<String> {
        let Ok(entries) = self.folder.list(folder) else { return Some(folder.to_owned()) };
        if entries.is_empty() {
            return (!self.before.has_files_in(folder)).then(|| folder.to_owned());
        }
        entries.into_iter().find_map(|(name, kind)| {
            let inner = format!("{folder}/{name}");
            match kind {
                EntryType::Folder => self.foreign_within(&inner),
                _ => (!self.is_ours(&inner)).then_some(inner),
            }
        })
    }

    /// Returns a file that is not ours in the place of a folder that this path needs; `None` if there is none.
    fn foreign_above(&self, path: &str) -> Option<String> {
        let mut folder = path;
        while let Some((outer, _)) = folder.rsplit_once('/') {
            let in_the_way = matches!(self.folder.metadata(outer), Ok(Some(found)) if !found.is_folder());
            if in_the_way && !self.is_ours(outer) {
                return Some(outer.to_owned());
            }
            folder = outer;
        }
        None
    }

    fn write_replacement(&self, rendered: &Rendered, fingerprint: Fingerprint) -> Result<StageOutcome, DiskError> {
        let number = self.staged.fetch_add(1, Ordering::Relaxed);
        let staged = format!("{STAGING}/{number}");
        let file = self.folder.create_file(&staged).map_err(|error| error.on(self.shown(&rendered.path)))?;
        Ok(StageOutcome::Replacement(self.write(file, rendered, fingerprint)?, staged))
    }

    /// Writes a new file to the same path in the folder of new files, so that a new folder can be moved as a whole.
    fn write_new(&self, rendered: &Rendered, fingerprint: Fingerprint) -> Result<ManifestEntry, DiskError> {
        let path = format!("{NEW_FILES}/{}", rendered.path);
        // Nearly every page has its own folder.
        let file = if path.ends_with("/index.html") {
            self.folder.create_file_in_new_folder(&path)
        } else {
            self.folder.create_file(&path)
        };
        self.write(file.map_err(|error| error.on(self.shown(&rendered.path)))?, rendered, fingerprint)
    }

    /// Writes an output to its file. The errors name the path that the file will have.
    fn write(
        &self,
        mut file: File,
        rendered: &Rendered,
        mut fingerprint: Fingerprint,
    ) -> Result<ManifestEntry, DiskError> {
        let failed = |error: io::Error| DiskError::when("write", &self.shown(&rendered.path))(error);
        match &rendered.content {
            Content::Generated(bytes) => file.write_all(bytes).map_err(failed)?,
            Content::Shared(bytes) => file.write_all(bytes).map_err(failed)?,
            // It is made before it is staged.
            Content::Picture(_) => {}
            Content::File(from, _) => {
                let mut source = open_regular(from)?;
                // It may have changed since it was read. What counts is what was written.
                fingerprint = Fingerprint::of_copy(&mut source, &mut file).map_err(failed)?;
            }
        }
        let metadata = file.metadata().map_err(failed)?;
        Ok(ManifestEntry::new(fingerprint, rendered.input_fingerprint, &Metadata::from(&metadata)))
    }

    /// Returns true if a file has exactly this content.
    fn holds(&self, path: &str, size: u64, content: &Content, fingerprint: Fingerprint) -> Result<bool, DiskError> {
        let expected = match content {
            Content::Generated(bytes) => bytes.len() as u64,
            Content::Shared(bytes) => bytes.len() as u64,
            Content::Picture(_) => return Ok(false),
            Content::File(from, _) => std::fs::metadata(from).map_err(DiskError::when("read", from))?.len(),
        };
        Ok(size == expected && self.folder.read(path)?.is_some_and(|bytes| Fingerprint::of(&bytes) == fingerprint))
    }
}
