//! A file that a walk through the column found.

use std::path::PathBuf;

use crate::diagnostics::FilePath;

/// A file of the column, found on disk.
#[derive(Debug)]
pub(super) struct DiskFile {
    /// The path in the column.
    pub(super) path: FilePath,
    /// The path on disk; if the file is a symbolic link, that of the file itself.
    pub(super) disk: PathBuf,
    /// The path of the file itself in the column, if it is a symbolic link.
    pub(super) links_to: Option<FilePath>,
}
