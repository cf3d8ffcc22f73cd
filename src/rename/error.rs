//! The reasons why nothing is renamed.

use crate::diagnostics::{Diagnostic, SourceMap};
use crate::disk::DiskError;
use crate::source::SourceError;

/// The reason why nothing, or not everything, was renamed.
#[derive(Debug, thiserror::Error)]
pub enum RenameError {
    /// A file cannot be read.
    #[error(transparent)]
    Source(#[from] SourceError),
    /// A file cannot be read or written.
    #[error(transparent)]
    Disk(#[from] DiskError),
    /// It cannot be done; the message says what to do.
    #[error("{0}")]
    Refused(String),
    /// The column would have these mistakes, which it does not have now.
    #[error("nothing was renamed: the column would have the mistakes above")]
    Breaks {
        /// The mistakes.
        diagnostics: Vec<Diagnostic>,
        /// The texts that they point into.
        sources: SourceMap,
    },
}

impl RenameError {
    pub(super) fn refused<T>(message: impl Into<String>) -> Result<T, Self> {
        Err(Self::Refused(message.into()))
    }
}
