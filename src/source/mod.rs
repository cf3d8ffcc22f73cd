//! Stage 1: the only door in. A folder on disk becomes [`Sources`]; after that nothing reads a file.
//!
//! What cannot be read as the author meant it (not UTF-8, a link that leaves the column, a file too large) is a
//! diagnostic and the rest goes on; what keeps us from the column at all is a [`SourceError`].

mod change;
mod file;
mod recall;
mod snapshot;
mod theme;
mod walk;

use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::diagnostics::{Checked, Diagnostic, FilePath, Span};

pub use change::Change;
pub use file::{Attachment, Fingerprint, SourceFile};
pub use snapshot::Snapshot;
pub use theme::{Layer, THEME_FILE, ThemeFile, ThemeName, own_layer, theme, theme_names};

/// The file of the controlled vocabulary.
const VOCABULARY_FILE: &str = "content/tags.yaml";

/// The file of the glossary.
const GLOSSARY_FILE: &str = "content/glossary.yaml";

/// The file that makes a folder a column.
pub const COLUMN_FILE: &str = "column.yaml";

/// The environment failed: nothing of the author's is at fault.
#[derive(Debug, thiserror::Error)]
pub enum SourceError {
    /// There is no column here.
    #[error("there is no {COLUMN_FILE} in {}", .0.display())]
    NoColumn(PathBuf),
    /// A folder or file that must be readable is not.
    #[error("cannot read {}: {source}", path.display())]
    Read {
        /// What we wanted to read.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
}

/// All files of a column's `content/`, read.
#[derive(Debug, Default)]
pub struct Sources {
    /// Markdown files, in path order.
    pub texts: Vec<SourceFile>,
    /// `tags.yaml`.
    pub vocabulary: Option<SourceFile>,
    /// `glossary.yaml`.
    pub glossary: Option<SourceFile>,
    /// Everything else: pictures, documents. In path order.
    pub attachments: Vec<Attachment>,
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

/// Reads everything under `content/`, in parallel.
pub fn read_content(root: &Path) -> Result<Checked<Sources>, SourceError> {
    let mut snapshot = Snapshot::default();
    snapshot.refresh(root, &Change::Anything)?;
    Ok(snapshot.into_sources())
}

/// A file of the column, opened to be shown to a browser; none when a link has come to lead out of the column since it
/// was found.
pub fn open(root: &Path, disk: &Path) -> io::Result<File> {
    if !disk.canonicalize()?.starts_with(root.canonicalize()?) {
        return Err(io::ErrorKind::PermissionDenied.into());
    }
    File::open(disk)
}

#[derive(Debug)]
enum Read {
    Text(Checked<SourceFile>),
    Attachment(Attachment),
    Unreadable(Box<Diagnostic>),
}

/// Reads a file that has been opened, if it could be.
fn read(found: &walk::Found, opened: io::Result<File>, buffer: &mut Vec<u8>) -> Read {
    let is_list = [VOCABULARY_FILE, GLOSSARY_FILE].contains(&&*found.path);
    let is_text = is_list || has_extension(&found.path, &["md", "markdown"]);
    let read = opened.and_then(|file| {
        if !is_text {
            return file::attachment(found, file).map(Read::Attachment);
        }
        file::bytes_into(file, buffer)?;
        Ok(match file::too_large(&found.path, buffer) {
            Some(diagnostic) => Read::Unreadable(diagnostic.into()),
            None => Read::Text(file::decode(&found.path, buffer)),
        })
    });
    read.unwrap_or_else(|error| Read::Unreadable(unreadable(&found.path, &error).into()))
}

fn unreadable(path: &FilePath, reason: &io::Error) -> Diagnostic {
    let message = format!("this file cannot be read: {reason}");
    Diagnostic::error(message).at(path, Span::default()).help("check its permissions, or remove it")
}

/// Whether this file of the column is on disk: that of a theme may be inside the binary.
pub fn is_file(root: &Path, path: &FilePath) -> bool {
    root.join(&**path).is_file()
}

/// What tells a folder from another that has taken its name; none when there is no folder.
pub fn identity(folder: &Path) -> Option<u64> {
    let metadata = std::fs::metadata(folder).ok().filter(std::fs::Metadata::is_dir)?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt;
        Some(metadata.ino())
    }
    #[cfg(not(unix))]
    {
        metadata
            .created()
            .ok()
            .and_then(|made| made.duration_since(std::time::UNIX_EPOCH).ok())
            .map(|age| age.as_secs())
    }
}

/// Whether a path ends in one of these extensions, in any case.
pub fn has_extension(path: &str, extensions: &[&str]) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.rsplit_once('.').is_some_and(|(_, end)| extensions.iter().any(|e| e.eq_ignore_ascii_case(end)))
}
