//! Waits until the content of files is on the disk itself.

use std::fs::File;
use std::io;

/// Returns true if one call for all files is faster than one for each. It waits for the files of other programs, too.
pub(super) fn syncs_together(files: usize) -> bool {
    cfg!(any(target_os = "linux", target_os = "android")) && files > 16
}

/// Waits until everything that was written to the disk of this file is on it.
#[cfg(any(target_os = "linux", target_os = "android"))]
pub(super) fn sync_together(file: &File) -> io::Result<()> {
    Ok(rustix::fs::syncfs(file)?)
}

/// No such call: waits for this file.
#[cfg(not(any(target_os = "linux", target_os = "android")))]
pub(super) fn sync_together(file: &File) -> io::Result<()> {
    sync_content(file)
}

/// Passes over the error of a disk that has no such operation.
pub(super) fn if_supported(result: io::Result<()>) -> io::Result<()> {
    match result {
        Err(error) if matches!(error.kind(), io::ErrorKind::Unsupported | io::ErrorKind::InvalidInput) => Ok(()),
        result => result,
    }
}

/// Waits until the content of a file is on the disk.
pub(super) fn sync_content(file: &File) -> io::Result<()> {
    // The standard library empties the cache of the whole drive on macOS. The manifest does so once, for all files.
    #[cfg(target_vendor = "apple")]
    return Ok(rustix::fs::fsync(file)?);
    #[cfg(not(target_vendor = "apple"))]
    file.sync_data()
}
