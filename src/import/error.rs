//! Errors of the files that an import reads and writes.

use std::io;
use std::path::PathBuf;

use crate::disk::DiskError;

/// A failure of the environment, or a source that is none.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// A file or archive cannot be read.
    #[error("cannot read {}", path.display())]
    Source {
        /// The file or archive.
        path: PathBuf,
        /// Why.
        #[source]
        error: io::Error,
    },
    /// Nothing that was given is an export.
    #[error("there is no export of a blog in {0}")]
    NoExport(String),
    /// The documents are of different blogs.
    #[error("these are the exports of two blogs ({0}). Import one after the other, each with a command of its own")]
    TwoBlogs(String),
    /// The column cannot be written.
    #[error(transparent)]
    Disk(#[from] DiskError),
}
