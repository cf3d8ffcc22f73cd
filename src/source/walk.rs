//! Walks a folder of the column and lists its files, in path order.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;
use walkdir::WalkDir;

use super::SourceError;
use crate::diagnostics::{Checked, Diagnostic, FilePath};

/// A file of the column, found on disk.
#[derive(Debug)]
pub(super) struct DiskFile {
    /// The path in the column.
    pub(super) path: FilePath,
    /// The path on disk.
    pub(super) disk: PathBuf,
}

/// Lists all files under `root/folder`, sorted; an empty list if there is no such folder. Hidden and backup files are
/// left out. A symbolic link is followed only if it leads to a file or folder of the column.
pub(super) fn files(root: &Path, folder: &str) -> Result<Checked<Vec<DiskFile>>, SourceError> {
    let top = root.join(folder);
    let mut checked = Checked { value: Vec::new(), diagnostics: Vec::new() };
    if !top.is_dir() {
        return Ok(checked);
    }
    let home = root.canonicalize().map_err(|source| SourceError::Read { path: root.to_owned(), source })?;
    // With one folder open at a time, a walk hardly counts against the limit of open files.
    let walk = WalkDir::new(&top).follow_links(true).max_open(1).into_iter();
    for entry in walk.filter_entry(|entry| entry.depth() == 0 || !is_ignored(&entry.file_name().to_string_lossy())) {
        match entry {
            Ok(entry) if entry.path_is_symlink() && !stays_within(entry.path(), &home) => {
                checked.diagnostics.push(leaves(&column_path(root, entry.path())));
            }
            Ok(entry) if entry.file_type().is_file() => {
                let path = column_path(root, entry.path());
                if !is_refused(&path, &checked.diagnostics) {
                    checked.value.push(DiskFile { path, disk: entry.into_path() });
                }
            }
            Ok(_) => {}
            Err(error) => checked.diagnostics.push(unreadable(root, &error)),
        }
    }
    // By path, not by folder: `a-b.md` precedes `a/index.md`, in whatever order the system lists them.
    checked.value.par_sort_unstable_by(|a, b| a.path.cmp(&b.path));
    checked.diagnostics.sort_by(|a, b| a.file.cmp(&b.file));
    Ok(checked)
}

/// Returns true for files of editors and operating systems: hidden files, backups, swap files.
pub(super) fn is_ignored(name: &str) -> bool {
    name.starts_with(['.', '#'])
        || name.ends_with('~')
        || super::has_extension(name, &["bak", "swp", "swx", "swo", "tmp", "orig", "rej", "part", "crdownload"])
        || matches!(name, "Thumbs.db" | "desktop.ini" | "4913" | "__MACOSX")
}

fn stays_within(link: &Path, home: &Path) -> bool {
    link.canonicalize().is_ok_and(|target| target.starts_with(home))
}

/// Returns true for a file in a folder that has been refused: `walkdir` follows a link that leads out of the column all
/// the same.
fn is_refused(path: &str, diagnostics: &[Diagnostic]) -> bool {
    let refused = diagnostics.iter().filter_map(|d| d.file.as_deref());
    refused.into_iter().any(|folder| path.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/')))
}

fn column_path(root: &Path, path: &Path) -> FilePath {
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

fn leaves(path: &FilePath) -> Diagnostic {
    Diagnostic::error("this link leads out of the column, so it is not followed")
        .about(path)
        .help("put a copy of the file here instead of a link")
}

fn unreadable(root: &Path, error: &walkdir::Error) -> Diagnostic {
    let path = error.path().map_or_else(|| Arc::from(""), |path| column_path(root, path));
    let reason = match error.loop_ancestor() {
        Some(_) => "it leads back to a folder above it".to_owned(),
        None => error.io_error().map(ToString::to_string).unwrap_or_default(),
    };
    if error.loop_ancestor().is_none() && error.path().is_some_and(Path::is_symlink) {
        let diagnostic = Diagnostic::error("this is a link to a file that is not there");
        return diagnostic.about(&path).help("put the file itself here, or remove the link");
    }
    let diagnostic = Diagnostic::error(format!("this cannot be read: {reason}"));
    diagnostic.about(&path).help("check its permissions, or remove it")
}
