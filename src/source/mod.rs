//! Stage 1, the only one that reads: a folder on disk becomes [`Sources`]. After that nothing reads a file.
//!
//! What cannot be read as the author meant it (not UTF-8, a link that leaves the column, a file too large) is a
//! diagnostic, and the rest is read all the same. What makes the column as a whole unreadable is a [`SourceError`].

mod change;
mod file;
mod layout;
mod snapshot;
mod stamp;
mod theme;
mod walk;

use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::diagnostics::{Checked, FilePath};

pub use change::Change;
pub use file::{Attachment, Fingerprint, SnapshotText, SourceFile, decode};
pub use layout::{
    COLUMN_FILE, CONTENT, GLOSSARY_FILE, PAGES, PEOPLE, PROGRAMS, PUBLIC, QUESTIONS, SOURCE_FOLDERS, THEME_FILE,
    THEMES, VOCABULARY_FILE, holds_sources, join, within_content,
};
pub use snapshot::Snapshot;
pub use stamp::identity;
pub use theme::{Layer, ThemeFile, ThemeName, built_in_names, built_in_theme, own_layer, theme, theme_names};

/// The environment failed: nothing that the author wrote is at fault.
#[derive(Debug, thiserror::Error)]
pub enum SourceError {
    /// The folder is no column.
    #[error("there is no {COLUMN_FILE} in {}", .0.display())]
    NoColumn(PathBuf),
    /// A file or folder that the column needs cannot be read.
    #[error("cannot read {}: {source}", path.display())]
    Read {
        /// The file or folder.
        path: PathBuf,
        /// The error of the system.
        source: std::io::Error,
    },
}

/// All files of a column's `content/`.
#[derive(Debug, Default)]
pub struct Sources {
    /// Markdown files, in path order.
    pub texts: Vec<SourceFile>,
    /// `tags.yaml`.
    pub vocabulary: Option<SourceFile>,
    /// `glossary.yaml`.
    pub glossary: Option<SourceFile>,
    /// All other files: pictures, documents. In path order.
    pub attachments: Vec<Attachment>,
}

impl Sources {
    /// The sources of a column that is in memory, from its texts in any order: `content/tags.yaml` and
    /// `content/glossary.yaml` are recognized by their paths. Of two texts with the same path the first one counts.
    pub fn from_texts(texts: impl IntoIterator<Item = SourceFile>) -> Self {
        let mut sources = Self::default();
        for text in texts {
            match &*text.path {
                VOCABULARY_FILE => sources.vocabulary = sources.vocabulary.or(Some(text)),
                GLOSSARY_FILE => sources.glossary = sources.glossary.or(Some(text)),
                _ => sources.texts.push(text),
            }
        }
        sources.texts.sort_by(|a, b| a.path.cmp(&b.path));
        sources.texts.dedup_by(|later, first| later.path == first.path);
        sources
    }
}

/// Reads `column.yaml`.
pub fn read_column_file(root: &Path) -> Result<Checked<SourceFile>, SourceError> {
    let path = root.join(COLUMN_FILE);
    if !path.is_file() {
        return Err(SourceError::NoColumn(root.to_owned()));
    }
    let bytes = file::bytes(&path)?;
    Ok(file::decode(&Arc::from(COLUMN_FILE), &bytes))
}

/// Reads all files of `content/`, in parallel.
pub fn read_content(root: &Path) -> Result<Checked<Sources>, SourceError> {
    let mut snapshot = Snapshot::default();
    snapshot.refresh(root, &Change::Anything)?;
    Ok(snapshot.into_sources())
}

/// Opens a file of the column to show it to a browser. It is an error if a link leads out of the column by now.
pub fn open(root: &Path, disk: &Path) -> io::Result<File> {
    if !disk.canonicalize()?.starts_with(root.canonicalize()?) {
        return Err(io::ErrorKind::PermissionDenied.into());
    }
    File::open(disk)
}

/// Returns true if this file of the column is on disk: that of a theme may be inside the binary.
pub fn is_file(root: &Path, path: &FilePath) -> bool {
    root.join(&**path).is_file()
}

/// Returns true if a path ends with one of these extensions, in any case.
pub fn has_extension(path: &str, extensions: &[&str]) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.rsplit_once('.').is_some_and(|(_, end)| extensions.iter().any(|e| e.eq_ignore_ascii_case(end)))
}
