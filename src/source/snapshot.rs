//! The files of `content/` and `static/` as they were last read, with their stamps: a file is read again only when it has changed.
//!
//! A build fills an empty snapshot once. A preview keeps one: after a save it looks at the files that the watcher named,
//! and now and then at all of them, since the watcher may miss something.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::sync::Arc;
use std::time::SystemTime;

use rayon::prelude::*;

use super::change::Change;
use super::disk_file::DiskFile;
use super::file::{self, FileContent, SnapshotText};
use super::link_on_disk::has_no_links;
use super::name_verdict::{NameVerdict, verdict_of_path};
use super::stamp::FileStamp;
use super::walk::{self, Walk};
use super::{Attachment, CONTENT, GLOSSARY_FILE, STATIC, SourceError, SourceFile, Sources, VOCABULARY_FILE};
use crate::diagnostics::{Checked, Diagnostic, FilePath};
use crate::site_path::is_within;

/// With more changes than this it is quicker to look at everything.
const MOST_BY_NAME: usize = 64;

/// All files of `content/` and `static/`, as they were last read.
#[derive(Debug, Default)]
pub struct Snapshot {
    is_read: bool,
    /// `tags.yaml`.
    pub vocabulary: Option<SourceFile>,
    /// `glossary.yaml`.
    pub glossary: Option<SourceFile>,
    /// Markdown files, in path order.
    pub texts: Vec<SnapshotText>,
    /// All other files, in path order.
    pub attachments: Vec<Attachment>,
    /// The stamps of all files, in path order.
    stamps: Vec<StampedFile>,
    /// Errors about files that the walk could not read, or may not.
    walk_problems: Vec<Diagnostic>,
    /// The warnings about conflict copies, and about files that belong in `content/`.
    conflict_copies: Vec<Diagnostic>,
    /// The diagnostics of each file that has any.
    file_diagnostics: BTreeMap<FilePath, Vec<Diagnostic>>,
}

/// A file with its stamp.
#[derive(Debug, Clone)]
struct StampedFile {
    path: FilePath,
    /// `None` if the file could not be read: it is tried again.
    stamp: Option<FileStamp>,
    /// False for a file that has just been read again: it may have been written once more within the same tick of the
    /// disk's clock, so it will be read once more. A file that was there from the start is settled.
    is_settled: bool,
}

/// A file that may have changed, and what it is now: `None` if it is gone.
type FileUpdate = (FilePath, Option<(Option<FileStamp>, FileContent)>);

impl Snapshot {
    /// Reads what has changed. Returns true if anything has.
    pub fn refresh(&mut self, root: &Path, change: &Change) -> Result<bool, SourceError> {
        let named = match change {
            Change::Files(files) if self.is_read && self.walk_problems.is_empty() && files.len() <= MOST_BY_NAME => {
                self.updates_by_name(root, files)
            }
            _ => None,
        };
        let mut has_changed = !self.is_read;
        let updates = match named {
            Some(updates) => updates.into_iter().map(Some).collect(),
            None => {
                let Walk { mut files, mut problems, mut conflict_copies } = walk::files(root, CONTENT)?;
                // `static` follows `content` in path order, too.
                let in_static = walk::files(root, STATIC)?;
                files.extend(in_static.files);
                problems.extend(in_static.problems);
                conflict_copies.extend(in_static.conflict_copies);
                has_changed |= problems != self.walk_problems || conflict_copies != self.conflict_copies;
                (self.walk_problems, self.conflict_copies) = (problems, conflict_copies);
                self.updates(files)
            }
        };
        if !self.is_read {
            self.stamps.reserve(updates.len());
            self.texts.reserve(updates.len());
        }
        for (path, now) in updates.into_iter().flatten() {
            has_changed |= self.apply(&path, now);
        }
        self.is_read = true;
        Ok(has_changed)
    }

    /// Turns a snapshot that has been read once into its sources.
    pub(super) fn into_sources(self) -> Checked<Sources> {
        let (diagnostics, unreadable) = (self.diagnostics().cloned().collect(), self.unreadable());
        let texts = self.texts.into_iter().filter_map(SnapshotText::into_source).collect();
        let (vocabulary, glossary, attachments) = (self.vocabulary, self.glossary, self.attachments);
        Checked { value: Sources { texts, vocabulary, glossary, attachments, unreadable }, diagnostics }
    }

    /// Returns what was found while reading the files.
    pub fn diagnostics(&self) -> impl Iterator<Item = &Diagnostic> {
        let walk = self.walk_problems.iter().chain(&self.conflict_copies);
        walk.chain(self.file_diagnostics.values().flatten())
    }

    /// Returns the files that could not be read.
    pub fn unreadable(&self) -> Vec<FilePath> {
        self.stamps.iter().filter(|file| file.stamp.is_none()).map(|file| file.path.clone()).collect()
    }

    /// Returns true if a file or a folder could not be read: it may be readable soon.
    pub fn has_unreadable(&self) -> bool {
        !self.walk_problems.is_empty() || self.stamps.iter().any(|file| file.stamp.is_none())
    }

    /// Returns the `most` files that were written last, the latest first.
    pub fn latest(&self, most: usize) -> Vec<(FilePath, SystemTime)> {
        let dated = self.stamps.iter().filter_map(|file| Some((file.stamp?.modified?, &file.path)));
        let mut latest: Vec<_> = dated.collect();
        if latest.len() > most {
            latest.select_nth_unstable_by(most, |a, b| b.cmp(a));
            latest.truncate(most);
        }
        latest.sort_unstable_by(|a, b| b.cmp(a));
        latest.into_iter().take(most).map(|(modified, path)| (path.clone(), modified)).collect()
    }

    /// Returns the text of a file as it was last read, and keeps it for the next report; `None` if it is another one on disk by now.
    pub fn text(&mut self, root: &Path, path: &FilePath) -> Option<Arc<str>> {
        let mut lists = self.vocabulary.iter().chain(&self.glossary);
        if let Some(list) = lists.find(|list| list.path == *path) {
            return Some(list.text.clone());
        }
        let at = self.texts.binary_search_by(|file| file.path.cmp(path)).ok()?;
        self.texts[at].same_text(root)
    }

    /// Returns every file with another stamp, and those that are new or gone; `None` for a file that is as it was.
    fn updates(&self, found: Vec<DiskFile>) -> Vec<Option<FileUpdate>> {
        let there: Vec<&str> = found.iter().map(|found| &*found.path).collect();
        let gone = self.stamps.iter().filter(|file| there.binary_search(&&*file.path).is_err());
        let gone: Vec<_> = gone.map(|file| Some((file.path.clone(), None))).collect();
        let is_same = |found: &DiskFile| {
            let before = self.position(&found.path).ok().map(|at| &self.stamps[at]).filter(|file| file.is_settled);
            let before = before.and_then(|file| file.stamp);
            before.is_some() && fs::metadata(&found.disk).ok().map(|metadata| FileStamp::of(&metadata)) == before
        };
        let is_first = self.stamps.is_empty();
        let update = |buffer: &mut Vec<u8>, found: DiskFile| {
            (is_first || !is_same(&found)).then(|| read_with_stamp(found, buffer))
        };
        let mut updates: Vec<Option<FileUpdate>> = found.into_par_iter().map_init(Vec::new, update).collect();
        updates.extend(gone);
        updates
    }

    /// Returns the files of these names as they are now; `None` if only a walk can tell, because there is a new folder or
    /// a link.
    fn updates_by_name(&self, root: &Path, files: &BTreeSet<FilePath>) -> Option<Vec<FileUpdate>> {
        let is_linked_to = |path: &FilePath| {
            self.attachments.iter().filter_map(|file| file.links_to.as_ref()).any(|real| is_within(real, path))
        };
        let mut updates = Vec::with_capacity(files.len());
        for path in files {
            let folder = [CONTENT, STATIC].into_iter().find(|folder| is_within(path, folder));
            let Some(folder) = folder else { continue };
            match verdict_of_path(folder, path) {
                NameVerdict::Read => {}
                NameVerdict::Ignored => continue,
                NameVerdict::ConflictCopy(_) | NameVerdict::PossibleCopy(_) | NameVerdict::Refused(..) => return None,
            }
            if is_linked_to(path) {
                return None;
            }
            let disk = root.join(&**path);
            match fs::symlink_metadata(&disk) {
                Ok(metadata) if metadata.is_file() && has_no_links(root, path) => {
                    let found = DiskFile { path: path.clone(), disk, links_to: None };
                    updates.push(read_with_stamp(found, &mut Vec::new()));
                }
                Err(error) if error.kind() == std::io::ErrorKind::NotFound && has_no_links(root, path) => {
                    let gone = self.stamps.iter().filter(|file| is_within(&file.path, path));
                    updates.extend(gone.map(|file| (file.path.clone(), None)));
                }
                _ => return None,
            }
        }
        Some(updates)
    }

    fn position(&self, path: &str) -> Result<usize, usize> {
        position(&self.stamps, path, |file| &file.path)
    }

    /// Inserts, replaces or removes a file. Returns true if that makes a difference.
    fn apply(&mut self, path: &FilePath, now: Option<(Option<FileStamp>, FileContent)>) -> bool {
        let Some((stamp, content)) = now else {
            if let Ok(at) = self.position(path) {
                self.stamps.remove(at);
            }
            return self.file_diagnostics.remove(path).is_some() | self.remove(path);
        };
        let mut file = StampedFile { path: path.clone(), stamp, is_settled: !self.is_read };
        match self.position(path) {
            Ok(at) => {
                file.is_settled |= self.stamps[at].stamp == stamp;
                self.stamps[at] = file;
            }
            Err(at) => self.stamps.insert(at, file),
        }
        match content {
            FileContent::Text(Checked { value, diagnostics }) => {
                let differs = self.set_diagnostics(path, diagnostics);
                if let Some(list) = self.list(path) {
                    let same = list.as_ref().is_some_and(|list| list.fingerprint == value.fingerprint);
                    *list = Some(value);
                    return !same | differs;
                }
                put(
                    &mut self.texts,
                    value.into(),
                    |text: &SnapshotText| &text.path,
                    |a, b| a.fingerprint == b.fingerprint,
                ) | differs
            }
            FileContent::Attachment(attachment) => {
                let differs = self.set_diagnostics(path, Vec::new());
                put(&mut self.attachments, attachment, |file| &file.path, is_same_attachment) | differs
            }
            FileContent::Unreadable(diagnostic) => self.remove(path) | self.set_diagnostics(path, vec![*diagnostic]),
        }
    }

    /// Replaces the diagnostics of a file. Returns true if there were others before.
    fn set_diagnostics(&mut self, path: &FilePath, diagnostics: Vec<Diagnostic>) -> bool {
        if diagnostics.is_empty() {
            return self.file_diagnostics.remove(path).is_some();
        }
        let before = self.file_diagnostics.insert(path.clone(), diagnostics);
        before.as_ref() != self.file_diagnostics.get(path)
    }

    /// Returns the field of a file that has one of its own.
    fn list(&mut self, path: &str) -> Option<&mut Option<SourceFile>> {
        match path {
            VOCABULARY_FILE => Some(&mut self.vocabulary),
            GLOSSARY_FILE => Some(&mut self.glossary),
            _ => None,
        }
    }

    fn remove(&mut self, path: &str) -> bool {
        if let Some(list) = self.list(path) {
            return list.take().is_some();
        }
        let (texts, files) = (&mut self.texts, &mut self.attachments);
        let text = texts.binary_search_by(|text| (*text.path).cmp(path)).map(|at| texts.remove(at));
        let file = files.binary_search_by(|file| (*file.path).cmp(path)).map(|at| files.remove(at));
        text.is_ok() || file.is_ok()
    }
}

fn is_same_attachment(a: &Attachment, b: &Attachment) -> bool {
    (a.fingerprint, a.size, &a.links_to) == (b.fingerprint, b.size, &b.links_to)
}

/// Inserts an item in path order, or replaces the one with its path. Returns false if that one is the same.
fn put<T>(all: &mut Vec<T>, item: T, path: impl Fn(&T) -> &FilePath, is_same: impl Fn(&T, &T) -> bool) -> bool {
    match position(all, path(&item), &path) {
        Ok(at) if is_same(&all[at], &item) => return false,
        Ok(at) => all[at] = item,
        Err(at) => all.insert(at, item),
    }
    true
}

/// Returns the index of a path in path order, or the index at which to insert it.
fn position<T>(all: &[T], wanted: &str, path: impl Fn(&T) -> &FilePath) -> Result<usize, usize> {
    // In the first run, each file is inserted behind those before it.
    if all.last().is_none_or(|last| **path(last) < *wanted) {
        return Err(all.len());
    }
    all.binary_search_by(|item| (**path(item)).cmp(wanted))
}

/// Reads a file. Its stamp is taken first: a write between the two is noticed the next time.
fn read_with_stamp(found: DiskFile, buffer: &mut Vec<u8>) -> FileUpdate {
    let opened = file::open_found(&found.disk);
    let stamp = opened.as_ref().ok().map(|(_, metadata)| FileStamp::of(metadata));
    let content = file::read(&found, opened, buffer);
    let stamp = stamp.filter(|_| !matches!(content, FileContent::Unreadable(_)));
    (found.path, Some((stamp, content)))
}
