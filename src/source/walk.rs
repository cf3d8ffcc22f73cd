//! Walks a folder of the column and lists its files, in path order.
//!
//! A folder is visited where it is and nowhere else, so that no number of symbolic links makes the walk longer. A link to
//! a file is followed if it stays within the same folder of the column.

use std::path::Path;

use rayon::prelude::*;
use walkdir::{DirEntry, WalkDir};

use super::disk_file::DiskFile;
use super::link_on_disk::LinkResolver;
use super::name_verdict::{NameVerdict, verdict};
use super::outside_content;
use super::{CONTENT, SourceError};
use crate::diagnostics::{Diagnostic, FilePath};

/// The files of a folder, and what is wrong there.
#[derive(Debug, Default)]
pub(super) struct Walk {
    /// All files, in path order.
    pub(super) files: Vec<DiskFile>,
    /// Errors about files that could not be read, or may not be.
    pub(super) problems: Vec<Diagnostic>,
    /// A warning for each file that a synchronizer laid beside another.
    pub(super) conflict_copies: Vec<Diagnostic>,
}

/// The most folders within each other.
const MOST_FOLDERS: usize = 32;

/// The most bytes of a path in the column.
const LONGEST_PATH: usize = 1024;

/// Lists all files under `root/folder`, sorted; an empty list if there is no such folder. Files of editors, synchronizers
/// and operating systems are left out; outside `static/`, all hidden files, too.
pub(super) fn files(root: &Path, folder: &str) -> Result<Walk, SourceError> {
    let top = root.join(folder);
    let mut walk = Walk::default();
    if !top.is_dir() {
        return Ok(walk);
    }
    let first = folder.split('/').next().unwrap_or(folder);
    let error = |source| SourceError::Read { path: top.clone(), source };
    let Some(links) = LinkResolver::new(root, first, &top).map_err(error)? else {
        let diagnostic =
            Diagnostic::error("this folder is a shortcut (link) to another one, so callslip does not open it")
                .about(&FilePath::from(folder));
        walk.problems.push(diagnostic.help("put the folder itself here instead of a shortcut"));
        return Ok(walk);
    };
    // With one folder open at a time, a walk hardly counts against the limit of open files.
    let mut entries = WalkDir::new(&top).max_open(1).into_iter();
    while let Some(entry) = entries.next() {
        match entry {
            Ok(entry) if entry.depth() == 0 => {}
            Ok(entry) => {
                let is_folder = entry.file_type().is_dir();
                if !walk.visit(entry, &links, root, first) && is_folder {
                    entries.skip_current_dir();
                }
            }
            Err(error) => walk.problems.push(unreadable(root, &error)),
        }
    }
    // By path, not by folder: `a-b.md` precedes `a/index.md`, in whatever order the system lists them.
    walk.files.par_sort_unstable_by(|a, b| a.path.cmp(&b.path));
    walk.problems.sort_by(|a, b| a.file.cmp(&b.file));
    if folder == CONTENT {
        walk.conflict_copies.extend(outside_content::check(root));
    }
    walk.conflict_copies.sort_by(|a, b| a.file.cmp(&b.file));
    Ok(walk)
}

impl Walk {
    /// Lists a file, or says what is wrong with it. Returns false for a folder that is not to be entered.
    fn visit(&mut self, entry: DirEntry, links: &LinkResolver, root: &Path, folder: &str) -> bool {
        let (kind, depth) = (entry.file_type(), entry.depth());
        match verdict(folder, &entry.file_name().to_string_lossy()) {
            NameVerdict::Read => {}
            NameVerdict::PossibleCopy(original) if !entry.path().with_file_name(&original).exists() => {}
            NameVerdict::Ignored => return false,
            NameVerdict::ConflictCopy(original) | NameVerdict::PossibleCopy(original) => {
                self.conflict_copies.push(conflict_copy(&column_path(root, entry.path()), &original));
                return false;
            }
            NameVerdict::Refused(reason, help) => {
                let diagnostic = Diagnostic::error(reason).about(&showable(&column_path(root, entry.path())));
                self.problems.push(diagnostic.help(help));
                return false;
            }
        }
        if kind.is_dir() && depth <= MOST_FOLDERS {
            return true;
        }
        let path = column_path(root, entry.path());
        if path.len() > LONGEST_PATH || kind.is_dir() {
            let diagnostic = Diagnostic::error("this path is too long to be published");
            self.problems.push(diagnostic.about(&path).help("move it to a folder higher up"));
        } else if kind.is_file() {
            self.files.push(DiskFile { path, disk: entry.into_path(), links_to: None });
        } else if kind.is_symlink() {
            match links.resolve(&path, entry.path()) {
                Ok(file) => self.files.push(file),
                Err(diagnostic) => self.problems.push(*diagnostic),
            }
        } else {
            let diagnostic = Diagnostic::error("this is neither a file nor a folder, so it is not read");
            self.problems.push(diagnostic.about(&path).help("remove it from this folder"));
        }
        false
    }
}

fn conflict_copy(path: &FilePath, original: &str) -> Diagnostic {
    let folder = path.rfind('/').map_or("", |at| &path[..=at]);
    Diagnostic::warning(format!(
        "this is a copy of `{folder}{original}` from a sync conflict, so callslip does not read it"
    ))
    .about(path)
    .help("compare the two, keep what you want in the other one, and remove this one")
}

pub(super) fn column_path(root: &Path, path: &Path) -> FilePath {
    let inner = path.strip_prefix(root).unwrap_or(path);
    let mut text = String::with_capacity(inner.as_os_str().len());
    for part in inner {
        if !text.is_empty() {
            text.push('/');
        }
        text.push_str(&part.to_string_lossy());
    }
    text.into()
}

/// Returns a path for a message, without the characters that a terminal would obey.
fn showable(path: &str) -> FilePath {
    path.replace(char::is_control, "\u{fffd}").into()
}

fn unreadable(root: &Path, error: &walkdir::Error) -> Diagnostic {
    let path = error.path().map_or_else(|| FilePath::from(""), |path| column_path(root, path));
    let reason = error.io_error().map(ToString::to_string).unwrap_or_default();
    let diagnostic = Diagnostic::error(format!("this cannot be read: {reason}"));
    diagnostic.about(&path).help("check that you are allowed to open it, or remove it")
}
