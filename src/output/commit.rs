//! Moves all outputs into place, and removes files of earlier builds.

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::manifest::{self, Manifest, ManifestEntry};
use super::stage::{StageOutcome, Staged};
use super::{Output, OutputError, remove_file, remove_staging};
use crate::disk::DiskError;
use crate::source::Fingerprint;

/// The changes that a build made to the output folder.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct WriteReport {
    /// The number of files written, new or changed.
    pub written: usize,
    /// The number of files that were already right.
    pub unchanged: usize,
    /// The number of files removed.
    pub removed: usize,
    /// The files of an earlier build that are no longer part of the site, but that somebody has changed. They are left alone.
    pub left: Vec<String>,
}

/// The files that are no longer part of the site, by what happens to them.
#[derive(Default)]
struct StaleFiles {
    remove: Vec<String>,
    keep: Vec<(String, ManifestEntry)>,
    left: Vec<String>,
}

impl Output {
    /// Moves everything into place. The manifest is written before the first move, so that the files of a killed build
    /// are still ours, and again after the last.
    pub fn commit(self, staged: Vec<Staged>) -> Result<WriteReport, OutputError> {
        let mut foreign: Vec<String> = staged.iter().filter_map(|one| one.state.foreign()).collect();
        foreign.sort();
        foreign.dedup();
        if !foreign.is_empty() {
            remove_staging(&self.staging)?;
            return Err(OutputError::Foreign { folder: self.folder, paths: foreign });
        }
        let (mut moves, mut new) = (Vec::new(), Vec::new());
        let mut records = Vec::with_capacity(staged.len());
        for one in staged {
            let record = match one.state {
                StageOutcome::InPlace(record) => record,
                StageOutcome::Replacement(record, temporary) => {
                    moves.push((temporary, one.path.clone()));
                    record
                }
                StageOutcome::New(record) => {
                    new.push(one.path.clone());
                    record
                }
                StageOutcome::Foreign(_) => continue,
            };
            records.push((one.path, record));
        }
        let after = Manifest::new(records);
        let written = moves.len() + new.len();
        let stale = self.stale(&after, written > 0);
        let unchanged = after.all().len() - written;
        let after = after.with(stale.keep);
        if written == 0 && stale.remove.is_empty() && after.is_same_as(&self.before) {
            return Ok(WriteReport { unchanged, left: stale.left, ..WriteReport::default() });
        }
        let lines = after.lines();
        // Both the files that were ours and those that will be.
        manifest::write(&self.folder, &self.staging, [&self.before.lines(), &lines])?;
        // Stale files are removed first: a page may become a folder, or a folder a page.
        stale.remove.iter().try_for_each(|path| remove_file(&self.folder, path))?;
        moves.extend(self.move_folders(new)?);
        moves.par_iter().try_for_each(|(temporary, path)| {
            let target = self.folder.join(path);
            fs::rename(temporary, &target).map_err(DiskError::when("write", &target))
        })?;
        manifest::write(&self.folder, &self.staging, ["", &lines])?;
        remove_staging(&self.staging)?;
        Ok(WriteReport { written, unchanged, removed: stale.remove.len(), left: stale.left })
    }

    /// Sorts out the files that are no longer part of the site. Assets stay for one more build, for pages in browser
    /// caches; a build that changes nothing does not count.
    fn stale(&self, after: &Manifest, changes: bool) -> StaleFiles {
        let mut stale = StaleFiles::default();
        for (path, records) in self.before.files().filter(|(path, _)| !after.owns(path)) {
            let target = self.folder.join(path);
            let Ok(found) = fs::symlink_metadata(&target) else { continue };
            let is_known = records.iter().any(|(_, record)| record.matches(&found));
            if !is_known && !has_recorded_content(&target, records) {
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

    /// Moves every new folder with all its files. Returns the new files in folders that already exist, which must be moved
    /// one by one, each with its staged path.
    fn move_folders(&self, mut new: Vec<String>) -> Result<Vec<(PathBuf, String)>, OutputError> {
        // Sorted, the files of one folder follow each other.
        new.sort();
        let from = self.new_files();
        let (mut existing, mut moved) = (HashSet::new(), None);
        let mut rest = Vec::new();
        for path in new {
            if moved.as_deref().is_some_and(|folder| lies_in(&path, folder)) {
                continue;
            }
            let mut folders = path.match_indices('/').map(|(at, _)| &path[..at]);
            let mut exists = |folder: &&str| {
                existing.contains(*folder)
                    || (self.folder.join(folder).is_dir() && existing.insert((*folder).to_owned()))
            };
            let missing = folders.find(|folder| !exists(folder));
            match missing.map(ToOwned::to_owned) {
                Some(folder) => {
                    let target = self.folder.join(&folder);
                    fs::rename(from.join(&folder), &target).map_err(DiskError::when("write", &target))?;
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

fn has_recorded_content(target: &Path, records: &[(String, ManifestEntry)]) -> bool {
    let Ok(bytes) = fs::read(target) else { return false };
    let fingerprint = Fingerprint::of(&bytes);
    records.iter().any(|(_, record)| record.fingerprint == fingerprint)
}
