//! Changes of a column's folder, as far as the watcher knows them.

use std::collections::BTreeSet;

use crate::diagnostics::FilePath;
use crate::site_path::is_within;

/// What has changed in a column's folder since it was last read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Change {
    /// Nobody knows: the stamp of every file must be compared.
    #[default]
    Anything,
    /// Something about these files, or about folders of these names, and nothing else.
    Files(BTreeSet<FilePath>),
}

impl Change {
    /// Combines two changes.
    pub fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::Files(mut these), Self::Files(those)) => {
                these.extend(those);
                Self::Files(these)
            }
            _ => Self::Anything,
        }
    }

    /// Returns true if something outside this folder may have changed.
    pub fn reaches_beyond(&self, folder: &str) -> bool {
        match self {
            Self::Anything => true,
            Self::Files(files) => !files.iter().all(|file| is_within(file, folder)),
        }
    }
}
