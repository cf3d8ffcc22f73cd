//! Errors of reading and writing files, and the removal of a file with the folders that it leaves empty.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// A file or folder could not be read or written.
#[derive(Debug, thiserror::Error)]
#[error("cannot {operation} {}: {source}", path.display())]
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
}

/// Removes a file of a folder, then the folders above the file that have become empty. The folder itself stays. A file
/// that is not there is no error.
pub fn remove_file(folder: &Path, path: &str) -> Result<(), DiskError> {
    let target = folder.join(path);
    match fs::remove_file(&target) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(DiskError::when("remove", &target)(error)),
        _ => {}
    }
    // The first folder that is not empty, or cannot be removed, ends it.
    let mut above = target.parent();
    while let Some(inner) = above.filter(|inner| *inner != folder) {
        if fs::remove_dir(inner).is_err() {
            break;
        }
        above = inner.parent();
    }
    Ok(())
}
