//! The one door to a folder on disk that others may have filled: an output folder, or a folder to publish to.
//!
//! A [`Folder`] is an open handle. What is below it is reached folder by folder, from one handle to the next, and a link
//! is never followed, so nothing that lies in the folder can lead a read, a write or a removal to another place.

mod entry;
mod error;
mod folder;
mod metadata;
mod place;
mod sync;
mod umask;

use std::fs;
use std::io;
use std::path::Path;

pub use entry::open_regular;
pub use error::DiskError;
pub use folder::Folder;
pub use metadata::{EntryType, Metadata};
pub use place::{lies_in, real_path};

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
