//! Moves all outputs into place, and removes files of earlier builds.

use std::collections::{HashMap, HashSet};

use rayon::prelude::*;

use super::manifest::{self, Manifest, ManifestDamage, ManifestEntry, PageOrigin};
use super::name_rules::renames;
use super::stage::{StageOutcome, Staged};
use super::{NEW_FILES, Output, OutputError, STAGING};
use crate::disk::{DiskError, EntryType};
use crate::render::is_search_file;
use crate::site_path::is_within;
use crate::source::Fingerprint;

/// The changes that a build made to the output folder.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct WriteReport {
    /// The number of files written, new or changed.
    pub written: usize,
    /// The number of files that were already right.
    pub unchanged: usize,
    /// The number of files removed, without those of the search: each build that changes words replaces some.
    pub removed: usize,
    /// The files of an earlier build that are no longer part of the site, but that somebody has changed. They are left alone.
    pub left: Vec<String>,
    /// The pages of entries that the last build wrote and this one did not: the path of each, and where it came from.
    pub vanished: Vec<(String, PageOrigin)>,
    /// The keys of the notes that the last build gave.
    pub notes_before: Vec<String>,
    /// The reason why the list of files of earlier builds could not be used, or not in full; `None` if it could.
    pub damage: Option<ManifestDamage>,
    /// The list of files that the build wrote.
    after: Manifest,
}

impl WriteReport {
    /// Returns the fingerprint of the list of files that the build wrote.
    pub fn manifest_after(&self) -> Fingerprint {
        self.after.fingerprint()
    }
}

/// The files that are no longer part of the site, by what happens to them.
#[derive(Default)]
struct StaleFiles {
    remove: Vec<String>,
    keep: Vec<(String, ManifestEntry)>,
    left: Vec<String>,
    /// Gone already. A build that was killed may have left their folders.
    missing: Vec<String>,
    /// Those that were the page of an entry.
    vanished: Vec<(String, PageOrigin)>,
    /// Not stale: the file of a new path that had another spelling. Old path, new path.
    renamed: Vec<(String, String)>,
}

/// The outputs, by what must be done for them.
#[derive(Default)]
struct Moves {
    /// From a staged file to the path in the output folder.
    replacements: Vec<(String, String)>,
    /// The paths of new files.
    new: Vec<String>,
    /// The folders that must be removed for new files.
    folders: Vec<String>,
    records: Vec<(String, ManifestEntry)>,
}

impl Moves {
    fn new(staged: Vec<Staged>, origins: &HashMap<&str, PageOrigin>) -> Self {
        let mut moves = Self { records: Vec::with_capacity(staged.len()), ..Self::default() };
        for Staged { path, state } in staged {
            let record = match state {
                StageOutcome::InPlace(record) => record,
                StageOutcome::Replacement(record, temporary) => {
                    moves.replacements.push((temporary, path.clone()));
                    record
                }
                StageOutcome::New(record) => {
                    moves.new.push(path.clone());
                    record
                }
                StageOutcome::InsteadOfFolder(record) => {
                    moves.folders.push(path.clone());
                    moves.new.push(path.clone());
                    record
                }
                StageOutcome::Foreign(_) => continue,
            };
            let origin = origins.get(path.as_str()).copied();
            moves.records.push((path, ManifestEntry { origin, ..record }));
        }
        moves
    }

    /// Returns every staged file.
    fn staged(&self) -> Vec<String> {
        let new = self.new.iter().map(|path| format!("{NEW_FILES}/{path}"));
        self.replacements.iter().map(|(staged, _)| staged.clone()).chain(new).collect()
    }
}

impl Output {
    /// Moves everything into place. The manifest is written before the first move, so that the files of a killed build
    /// are still ours, and again after the last. It lists the origins of pages, which are given by path, and the keys of
    /// the notes that this build gives.
    pub fn commit(
        self,
        staged: Vec<Staged>,
        origins: &HashMap<&str, PageOrigin>,
        notes: Vec<String>,
    ) -> Result<WriteReport, OutputError> {
        self.check_foreign(&staged)?;
        let moves = Moves::new(staged, origins);
        let written = moves.replacements.len() + moves.new.len();
        let to_sync = moves.staged();
        let after = Manifest::new(moves.records);
        let stale = self.stale(&after, written > 0)?;
        let unchanged = after.all().len() - written;
        let after = after.with(stale.keep).with_notes(notes);
        let (left, vanished, damage) = (stale.left, stale.vanished, self.damage);
        let notes_before = self.before.notes().to_vec();
        let report = WriteReport { unchanged, left, vanished, notes_before, damage, ..WriteReport::default() };
        if written == 0 && stale.remove.is_empty() && self.damage.is_none() && after.is_same_as(&self.before) {
            return Ok(WriteReport { after, ..report });
        }
        let lines = after.lines();
        // After a power cut, a file that the manifest lists must not have the right size and time, but nothing in it.
        self.folder.sync(&to_sync)?;
        // Both the files that were ours and those that will be.
        manifest::write(&self.folder, &self.before.header(), [&self.before.lines(), &lines])?;
        self.rename_within(&stale.renamed)?;
        // Stale files are removed first: a page may become a folder, or a folder a page. Only those that the old index of
        // the search names wait for the new one.
        let has_search = after.paths().any(is_search_file);
        let (of_search, others): (Vec<_>, Vec<_>) =
            stale.remove.iter().partition(|path| has_search && is_search_file(path));
        others.iter().try_for_each(|path| self.folder.remove_file(path))?;
        // A link on the way to one of these is not ours.
        stale.missing.iter().for_each(|path| drop(self.folder.remove_file(path)));
        moves.folders.iter().try_for_each(|path| self.remove_empty_folders(path))?;
        let mut files = moves.replacements;
        files.extend(self.move_folders(moves.new)?);
        files.par_iter().try_for_each(|(temporary, path)| self.folder.rename(temporary, path))?;
        of_search.iter().try_for_each(|path| self.folder.remove_file(path))?;
        manifest::write(&self.folder, &after.header(), ["", &lines])?;
        self.folder.remove_all(STAGING)?;
        let removed = others.iter().filter(|path| !is_search_file(path)).count();
        Ok(WriteReport { written, removed, after, ..report })
    }

    fn check_foreign(&self, staged: &[Staged]) -> Result<(), OutputError> {
        let mut foreign: Vec<String> =
            staged.iter().filter_map(|one| one.state.foreign().map(ToOwned::to_owned)).collect();
        foreign.sort();
        foreign.dedup();
        if foreign.is_empty() {
            return Ok(());
        }
        Err(OutputError::Foreign { folder: self.folder.path().to_owned(), paths: foreign, damage: self.damage })
    }

    /// Sorts out the files that are no longer part of the site. Assets stay for one more build, for pages in browser
    /// caches; a build that changes nothing does not count. Files of the search do not stay: they may have the words of a
    /// letter that has been withdrawn, and the reader's script asks for the new ones.
    fn stale(&self, after: &Manifest, changes: bool) -> Result<StaleFiles, OutputError> {
        let paths: Vec<&str> = after.paths().collect();
        if let Some((one, other)) = self.rules.one_file_twice(&paths) {
            return Err(OutputError::OneFileTwice(one.to_owned(), other.to_owned()));
        }
        let unnamed = self.rules.unnamed(self.before.paths(), &paths);
        let owned = |(from, to): &(&str, &str)| ((*from).to_owned(), (*to).to_owned());
        let mut stale = StaleFiles { renamed: unnamed.renamed.iter().map(owned).collect(), ..StaleFiles::default() };
        for path in unnamed.gone {
            let records = self.before.records(path);
            let origin = records.iter().find_map(|(_, record)| record.origin);
            stale.vanished.extend(origin.map(|origin| (path.to_owned(), origin)));
            let found = match self.folder.metadata(path) {
                Ok(Some(found)) => found,
                Ok(None) => {
                    stale.missing.push(path.to_owned());
                    continue;
                }
                Err(_) => {
                    stale.left.push(path.to_owned());
                    continue;
                }
            };
            if !self.is_as_recorded(path, &found) {
                stale.left.push(path.to_owned());
            } else if let Some((_, record)) =
                records.iter().find(|(_, record)| stays_for_a_build(path) && !(record.old && changes))
            {
                stale.keep.push((path.to_owned(), ManifestEntry { old: true, input_fingerprint: None, ..*record }));
            } else {
                stale.remove.push(path.to_owned());
            }
        }
        Ok(stale)
    }

    /// Gives files that are known by another spelling of their path the new one.
    fn rename_within(&self, renamed: &[(String, String)]) -> Result<(), OutputError> {
        let mut done = HashSet::new();
        for (from, to) in renamed {
            for (from, to) in renames(from, to) {
                if done.insert(from.clone()) && self.folder.metadata(&from)?.is_some() {
                    self.folder.rename_folder(&from, &to)?;
                }
            }
        }
        Ok(())
    }

    /// Removes a folder that holds nothing but folders.
    fn remove_empty_folders(&self, folder: &str) -> Result<(), DiskError> {
        if self.folder.metadata(folder)?.is_none_or(|found| !found.is_folder()) {
            return Ok(());
        }
        for (name, kind) in self.folder.list(folder)? {
            if kind == EntryType::Folder {
                self.remove_empty_folders(&format!("{folder}/{name}"))?;
            }
        }
        self.folder.remove_folder(folder)
    }

    /// Moves every new folder with all its files. Returns the new files in folders that already exist, which must be moved
    /// one by one: each with its staged path first.
    fn move_folders(&self, mut new: Vec<String>) -> Result<Vec<(String, String)>, OutputError> {
        // Sorted, the files of one folder follow each other.
        new.sort();
        let (mut existing, mut moved) = (HashSet::new(), None);
        let mut rest = Vec::new();
        for path in new {
            if moved.as_deref().is_some_and(|folder| is_within(&path, folder)) {
                continue;
            }
            let folders = path.match_indices('/').map(|(at, _)| &path[..at]);
            let mut missing = None;
            for folder in folders {
                if existing.contains(folder) {
                    continue;
                }
                if self.folder.metadata(folder)?.is_none_or(|found| !found.is_folder()) {
                    missing = Some(folder.to_owned());
                    break;
                }
                existing.insert(folder.to_owned());
            }
            match missing {
                Some(folder) => {
                    self.folder.rename_folder(&format!("{NEW_FILES}/{folder}"), &folder)?;
                    moved = Some(folder);
                }
                None => rest.push((format!("{NEW_FILES}/{path}"), path)),
            }
        }
        Ok(rest)
    }
}

/// Returns true for a file that pages in browser caches may still ask for after a build without it.
fn stays_for_a_build(path: &str) -> bool {
    path.starts_with("assets/") && !is_search_file(path)
}
