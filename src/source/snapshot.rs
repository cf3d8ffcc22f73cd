//! What was read of `content/`, kept beside the stamps of its files: a file is read again only when it has changed.
//!
//! A build reads an empty snapshot once. A preview keeps one: after a save it looks at the files that it was told of,
//! and now and then at all of them, for what it was told may not be the whole truth.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File, Metadata};
use std::path::Path;
use std::time::SystemTime;

use rayon::prelude::*;

use super::change::{Change, is_below};
use super::walk::{self, Found};
use super::{Attachment, GLOSSARY_FILE, Read, SourceError, SourceFile, Sources, VOCABULARY_FILE};
use crate::diagnostics::{Checked, Diagnostic, FilePath};

/// More changes than this, and looking at everything is quicker.
const MOST_BY_NAME: usize = 64;

/// What tells that a file is no longer the one that was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Stamp {
    modified: Option<SystemTime>,
    len: u64,
    /// The file's number and when its entry last changed, where the system tells: a file put in place of another may
    /// have its time and its length.
    inode: Option<(u64, i64, i64)>,
}

impl Stamp {
    fn of(metadata: &Metadata) -> Self {
        #[cfg(unix)]
        let inode = {
            use std::os::unix::fs::MetadataExt;
            Some((metadata.ino(), metadata.ctime(), metadata.ctime_nsec()))
        };
        #[cfg(not(unix))]
        let inode = None;
        Self { modified: metadata.modified().ok(), len: metadata.len(), inode }
    }
}

#[derive(Debug, Clone)]
struct Known {
    path: FilePath,
    /// None when it could not be read: it is tried again.
    stamp: Option<Stamp>,
    /// A file read again may have been written once more within the same tick of the disk's clock; so it is read once
    /// more, unless it was there from the start.
    settled: bool,
}

/// All files of `content/`, as they were last read.
#[derive(Debug, Default)]
pub struct Snapshot {
    is_read: bool,
    pub(super) sources: Sources,
    /// All files, texts or not, in path order.
    known: Vec<Known>,
    /// What was found while walking the folders.
    walked: Vec<Diagnostic>,
    /// What was found in files.
    found: BTreeMap<FilePath, Vec<Diagnostic>>,
}

/// A file to look at, and what has become of it: none when it is gone.
type Look = (FilePath, Option<(Option<Stamp>, Read)>);

impl Snapshot {
    /// Reads what has changed; whether anything has.
    pub fn refresh(&mut self, root: &Path, change: &Change) -> Result<bool, SourceError> {
        let named = match change {
            Change::Files(files) if self.is_read && self.walked.is_empty() && files.len() <= MOST_BY_NAME => {
                self.named(root, files)
            }
            _ => None,
        };
        let mut changed = !self.is_read;
        let looks = match named {
            Some(looks) => looks.into_iter().map(Some).collect(),
            None => {
                let found = walk::files(root, "content")?;
                changed |= found.diagnostics != self.walked;
                self.walked = found.diagnostics;
                self.all(found.value)
            }
        };
        if !self.is_read {
            self.known.reserve(looks.len());
            self.sources.texts.reserve(looks.len());
        }
        for (path, now) in looks.into_iter().flatten() {
            changed |= self.put(&path, now);
        }
        self.is_read = true;
        Ok(changed)
    }

    /// The files as they were last read.
    pub fn sources(&self) -> &Sources {
        &self.sources
    }

    /// The same, when nothing more will be read.
    pub fn into_sources(self) -> Checked<Sources> {
        let diagnostics = self.diagnostics().cloned().collect();
        Checked { value: self.sources, diagnostics }
    }

    /// What was found while reading them.
    pub fn diagnostics(&self) -> impl Iterator<Item = &Diagnostic> {
        self.walked.iter().chain(self.found.values().flatten())
    }

    /// Whether a file or a folder could not be read: it may be readable soon.
    pub fn has_unreadable(&self) -> bool {
        !self.walked.is_empty() || self.known.iter().any(|known| known.stamp.is_none())
    }

    /// The files that were written last, the latest first.
    pub fn latest(&self, most: usize) -> Vec<(FilePath, SystemTime)> {
        let dated = self.known.iter().filter_map(|known| Some((known.stamp?.modified?, &known.path)));
        let mut latest: Vec<_> = dated.collect();
        if latest.len() > most {
            latest.select_nth_unstable_by(most, |a, b| b.cmp(a));
            latest.truncate(most);
        }
        latest.sort_unstable_by(|a, b| b.cmp(a));
        latest.into_iter().take(most).map(|(modified, path)| (path.clone(), modified)).collect()
    }

    /// Every file whose stamp is another, or that is new or gone; none for a file that is as it was.
    fn all(&self, found: Vec<Found>) -> Vec<Option<Look>> {
        let there: Vec<&str> = found.iter().map(|found| &*found.path).collect();
        let gone = self.known.iter().filter(|known| there.binary_search(&&*known.path).is_err());
        let gone: Vec<_> = gone.map(|known| Some((known.path.clone(), None))).collect();
        let same = |found: &Found| {
            let known = self.known(&found.path).ok().map(|at| &self.known[at]).filter(|known| known.settled);
            let known = known.and_then(|known| known.stamp);
            known.is_some() && fs::metadata(&found.disk).ok().map(|metadata| Stamp::of(&metadata)) == known
        };
        let is_empty = self.known.is_empty();
        let read = |buffer: &mut Vec<u8>, found: Found| (is_empty || !same(&found)).then(|| look(found, buffer));
        let mut looks: Vec<Option<Look>> = found.into_par_iter().map_init(Vec::new, read).collect();
        looks.extend(gone);
        looks
    }

    /// The files of these names; none when the names do not say enough: a folder has come, a link leads elsewhere.
    fn named(&self, root: &Path, files: &BTreeSet<FilePath>) -> Option<Vec<Look>> {
        let mut looks = Vec::with_capacity(files.len());
        for path in files.iter().filter(|path| is_below(path, "content")) {
            let inner = path.split('/').skip(1);
            if inner.into_iter().any(walk::is_passed_over) {
                continue;
            }
            let disk = root.join(&**path);
            match fs::symlink_metadata(&disk) {
                Ok(metadata) if metadata.is_file() && is_plain(root, path) => {
                    looks.push(look(Found { path: path.clone(), disk }, &mut Vec::new()));
                }
                Err(error) if error.kind() == std::io::ErrorKind::NotFound && is_plain(root, path) => {
                    let gone = self.known.iter().filter(|known| is_below(&known.path, path));
                    looks.extend(gone.map(|known| (known.path.clone(), None)));
                }
                _ => return None,
            }
        }
        Some(looks)
    }

    fn known(&self, path: &str) -> Result<usize, usize> {
        place(&self.known, path, |known| &known.path)
    }

    /// Puts a file in its place, or takes it away; whether that makes a difference.
    fn put(&mut self, path: &FilePath, now: Option<(Option<Stamp>, Read)>) -> bool {
        let Some((stamp, read)) = now else {
            if let Ok(at) = self.known(path) {
                self.known.remove(at);
            }
            return self.found.remove(path).is_some() | self.take(path);
        };
        let mut known = Known { path: path.clone(), stamp, settled: !self.is_read };
        match self.known(path) {
            Ok(at) => {
                known.settled |= self.known[at].stamp == stamp;
                self.known[at] = known;
            }
            Err(at) => self.known.insert(at, known),
        }
        match read {
            Read::Text(text) => {
                let differs = self.tell(path, text.diagnostics);
                if let Some(list) = self.list(path) {
                    let same = list.as_ref().is_some_and(|list| same_text(list, &text.value));
                    *list = Some(text.value);
                    return !same | differs;
                }
                put(&mut self.sources.texts, text.value, |text| &text.path, same_text) | differs
            }
            Read::Attachment(attachment) => {
                let differs = self.tell(path, Vec::new());
                put(&mut self.sources.attachments, attachment, |file| &file.path, same_attachment) | differs
            }
            Read::Unreadable(diagnostic) => self.take(path) | self.tell(path, vec![*diagnostic]),
        }
    }

    /// What is to be said of a file from now on; whether that is something else than before.
    fn tell(&mut self, path: &FilePath, found: Vec<Diagnostic>) -> bool {
        let before = if found.is_empty() {
            self.found.remove(path)
        } else {
            match self.found.insert(path.clone(), found) {
                None => return true,
                before => return before.as_ref() != self.found.get(path),
            }
        };
        before.is_some()
    }

    /// The place of a file that is not one of many.
    fn list(&mut self, path: &str) -> Option<&mut Option<SourceFile>> {
        match path {
            VOCABULARY_FILE => Some(&mut self.sources.vocabulary),
            GLOSSARY_FILE => Some(&mut self.sources.glossary),
            _ => None,
        }
    }

    fn take(&mut self, path: &str) -> bool {
        if let Some(list) = self.list(path) {
            return list.take().is_some();
        }
        let texts = &mut self.sources.texts;
        let text = texts.binary_search_by(|text| (*text.path).cmp(path)).map(|at| texts.remove(at));
        let files = &mut self.sources.attachments;
        let file = files.binary_search_by(|file| (*file.path).cmp(path)).map(|at| files.remove(at));
        text.is_ok() || file.is_ok()
    }
}

fn same_text(a: &SourceFile, b: &SourceFile) -> bool {
    a.fingerprint == b.fingerprint
}

fn same_attachment(a: &Attachment, b: &Attachment) -> bool {
    (a.fingerprint, a.size) == (b.fingerprint, b.size)
}

fn put<T>(all: &mut Vec<T>, one: T, path: impl Fn(&T) -> &FilePath, same: impl Fn(&T, &T) -> bool) -> bool {
    match place(all, path(&one), &path) {
        Ok(at) if same(&all[at], &one) => return false,
        Ok(at) => all[at] = one,
        Err(at) => all.insert(at, one),
    }
    true
}

/// Where a file stands among others in path order, or would stand.
fn place<T>(all: &[T], wanted: &str, path: impl Fn(&T) -> &FilePath) -> Result<usize, usize> {
    // Where all are read for the first time, each comes behind those before it.
    if all.last().is_none_or(|last| **path(last) < *wanted) {
        return Err(all.len());
    }
    all.binary_search_by(|one| (**path(one)).cmp(wanted))
}

/// The stamp is taken before the file is read: a write between the two is seen the next time.
fn look(found: Found, buffer: &mut Vec<u8>) -> Look {
    let opened = File::open(&found.disk);
    let stamp = opened.as_ref().ok().and_then(|file| file.metadata().ok()).map(|metadata| Stamp::of(&metadata));
    let read = super::read(&found, opened, buffer);
    let stamp = stamp.filter(|_| !matches!(read, Read::Unreadable(_)));
    (found.path, Some((stamp, read)))
}

/// Whether all folders on the way to a file are folders, and no links.
fn is_plain(root: &Path, path: &str) -> bool {
    path.match_indices('/').all(|(at, _)| fs::symlink_metadata(root.join(&path[..at])).is_ok_and(|way| way.is_dir()))
}
