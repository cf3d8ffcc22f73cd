//! All outputs into their places, and what we wrote earlier out of the way.

use std::collections::HashSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::manifest::{self, Manifest, ManifestEntry};
use super::stage::{StageOutcome, Staged};
use super::{Output, OutputError, disk, remove_staging};
use crate::source::Fingerprint;

/// What a build did to the output folder.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct WriteReport {
    /// Files written, new or changed.
    pub written: usize,
    /// Files that were as they should be.
    pub unchanged: usize,
    /// Files removed.
    pub removed: usize,
    /// Files that we once wrote and no longer make, but that somebody changed since: left alone.
    pub left: Vec<String>,
}

/// What happens to the files that are no longer made.
#[derive(Default)]
struct StaleFiles {
    remove: Vec<String>,
    keep: Vec<(String, ManifestEntry)>,
    left: Vec<String>,
}

impl Output {
    /// Moves everything into place. The manifest is written before the first move, so that a build that is killed still
    /// owns its files, and again after the last.
    pub fn commit(self, staged: Vec<Staged>) -> Result<WriteReport, OutputError> {
        let mut foreign: Vec<String> = staged.iter().filter_map(|one| one.state.foreign()).collect();
        foreign.sort();
        foreign.dedup();
        if !foreign.is_empty() {
            remove_staging(&self.staging)?;
            return Err(OutputError::Foreign { folder: self.folder, paths: foreign });
        }
        let (mut moves, mut new) = (Vec::new(), Vec::new());
        let mut made = Vec::with_capacity(staged.len());
        for one in staged {
            let record = match one.state {
                StageOutcome::InPlace(record) => record,
                StageOutcome::Ready(record, temporary) => {
                    moves.push((temporary, one.path.clone()));
                    record
                }
                StageOutcome::New(record) => {
                    new.push(one.path.clone());
                    record
                }
                StageOutcome::Foreign(_) => continue,
            };
            made.push((one.path, record));
        }
        let after = Manifest::new(made);
        let written = moves.len() + new.len();
        let stale = self.stale(&after, written > 0);
        let unchanged = after.all().len() - written;
        let after = after.with(stale.keep);
        if written == 0 && stale.remove.is_empty() && after.is_alike(&self.before) {
            return Ok(WriteReport { unchanged, left: stale.left, ..WriteReport::default() });
        }
        let lines = after.lines();
        // Both what was ours and what will be.
        manifest::write(&self.folder, &self.staging, [&self.before.lines(), &lines])?;
        // What is stale goes first: a page may become a folder, or a folder a page.
        stale.remove.iter().try_for_each(|path| self.remove(path))?;
        moves.extend(self.move_folders(new)?);
        moves.par_iter().try_for_each(|(temporary, path)| {
            let place = self.folder.join(path);
            fs::rename(temporary, &place).map_err(disk("write", &place))
        })?;
        manifest::write(&self.folder, &self.staging, ["", &lines])?;
        remove_staging(&self.staging)?;
        Ok(WriteReport { written, unchanged, removed: stale.remove.len(), left: stale.left })
    }

    /// Assets stay one build longer, for pages that browsers have kept; a build that changes nothing does not count.
    fn stale(&self, after: &Manifest, changes: bool) -> StaleFiles {
        let mut stale = StaleFiles::default();
        for (path, records) in self.before.files().filter(|(path, _)| !after.owns(path)) {
            let place = self.folder.join(path);
            let Ok(found) = fs::symlink_metadata(&place) else { continue };
            let is_known = records.iter().any(|(_, record)| record.matches(&found));
            if !is_known && !is_one_of(&place, records) {
                stale.left.push(path.to_owned());
            } else if let Some((_, record)) =
                records.iter().find(|(_, record)| path.starts_with("assets/") && !(record.old && changes))
            {
                stale.keep.push((path.to_owned(), ManifestEntry { old: true, input_fingerprint: None, ..*record }));
            } else {
                stale.remove.push(path.to_owned());
            }
        }
        stale
    }

    fn remove(&self, path: &str) -> Result<(), OutputError> {
        let place = self.folder.join(path);
        match fs::remove_file(&place) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(disk("remove", &place)(error)),
            _ => {}
        }
        // Folders that have become empty; the first that has not, or is not ours to remove, ends it.
        let mut folder = place.parent();
        while let Some(inner) = folder.filter(|inner| *inner != self.folder) {
            if fs::remove_dir(inner).is_err() {
                break;
            }
            folder = inner.parent();
        }
        Ok(())
    }

    /// Moves every folder that is new, with all that is in it; what is left to be moved one by one are new files in
    /// folders that are there.
    fn move_folders(&self, mut new: Vec<String>) -> Result<Vec<(PathBuf, String)>, OutputError> {
        // In this order, what lies in one folder stands together.
        new.sort();
        let from = self.new_files();
        let (mut there, mut moved) = (HashSet::new(), None);
        let mut rest = Vec::new();
        for path in new {
            if moved.as_deref().is_some_and(|folder| lies_in(&path, folder)) {
                continue;
            }
            let mut folders = path.match_indices('/').map(|(at, _)| &path[..at]);
            let mut is_there = |folder: &&str| {
                there.contains(*folder) || (self.folder.join(folder).is_dir() && there.insert((*folder).to_owned()))
            };
            let missing = folders.find(|folder| !is_there(folder));
            match missing.map(ToOwned::to_owned) {
                Some(folder) => {
                    let place = self.folder.join(&folder);
                    fs::rename(from.join(&folder), &place).map_err(disk("write", &place))?;
                    moved = Some(folder);
                }
                None => rest.push((from.join(&path), path)),
            }
        }
        Ok(rest)
    }
}

fn lies_in(path: &str, folder: &str) -> bool {
    path.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'))
}

fn is_one_of(place: &Path, records: &[(String, ManifestEntry)]) -> bool {
    let Ok(bytes) = fs::read(place) else { return false };
    let fingerprint = Fingerprint::of(&bytes);
    records.iter().any(|(_, record)| record.fingerprint == fingerprint)
}
