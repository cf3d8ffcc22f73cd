//! The error of reading and writing files.

use std::io;
use std::path::{Path, PathBuf};

/// A file or folder could not be read or written.
#[derive(Debug, thiserror::Error)]
#[error("cannot {operation} {}: {}", path.display(), reason(source))]
pub struct DiskError {
    /// The operation, as a verb: "write", "remove".
    operation: &'static str,
    /// The file or folder.
    path: PathBuf,
    /// The reason that the system gives.
    source: io::Error,
}

impl DiskError {
    /// Returns a function for `map_err` that says which operation failed, and on which file or folder.
    pub fn when(operation: &'static str, path: &Path) -> impl FnOnce(io::Error) -> Self {
        move |source| Self { operation, path: path.to_owned(), source }
    }

    /// Returns the same error of another file: the one that its reader knows.
    pub fn on(self, path: PathBuf) -> Self {
        Self { path, ..self }
    }

    /// Returns the kind of the reason.
    pub fn kind(&self) -> io::ErrorKind {
        self.source.kind()
    }
}

/// Returns the reason in plain words where the system's words are not.
fn reason(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::StorageFull => "the disk is full; delete something, and try again".to_owned(),
        io::ErrorKind::QuotaExceeded => {
            "you have used all your space on this disk; delete something, and try again".to_owned()
        }
        io::ErrorKind::FileTooLarge => "the file is too large for this disk or account".to_owned(),
        io::ErrorKind::ReadOnlyFilesystem => "the disk is read-only: nothing can be saved on it".to_owned(),
        io::ErrorKind::NotFound => "it does not exist, or a folder in its path does not".to_owned(),
        io::ErrorKind::PermissionDenied => {
            "you do not have permission to do this; check who owns this file and its folder".to_owned()
        }
        // Where a link is in the way, the error says so itself.
        io::ErrorKind::NotADirectory if error.get_ref().is_none() => {
            "there is a file where a folder is needed; move or rename that file".to_owned()
        }
        io::ErrorKind::IsADirectory => "it is a folder, not a file".to_owned(),
        _ => {
            let reason = error.to_string();
            // The system's own number says nothing to a reader.
            reason.split(" (os error").next().unwrap_or(&reason).to_owned()
        }
    }
}
