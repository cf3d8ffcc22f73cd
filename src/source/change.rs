//! What is heard of changes, before anybody has looked.

use std::collections::BTreeSet;

use crate::diagnostics::FilePath;

/// What has happened to a column's folder since it was last read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Change {
    /// Nobody knows: look at every file's stamp.
    #[default]
    Anything,
    /// Something with these files, or with folders of these names, and with nothing else.
    Files(BTreeSet<FilePath>),
}

impl Change {
    /// Both.
    pub fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::Files(mut these), Self::Files(those)) => {
                these.extend(those);
                Self::Files(these)
            }
            _ => Self::Anything,
        }
    }

    /// Whether something outside this folder may have changed.
    pub fn reaches_beyond(&self, folder: &str) -> bool {
        match self {
            Self::Anything => true,
            Self::Files(files) => !files.iter().all(|file| is_below(file, folder)),
        }
    }
}

/// Whether a path is a folder, or leads into it.
pub(super) fn is_below(path: &str, folder: &str) -> bool {
    path.strip_prefix(folder).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}
