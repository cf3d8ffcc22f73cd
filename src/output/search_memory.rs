//! The fingerprint of all that the files of the last build were searched for: the next one searches only files that
//! changed, and all of them if there is more to search for.

use std::path::{Path, PathBuf};

use super::cache_folder;
use crate::source::Fingerprint;

const SEARCHED: &str = "searched";

/// The memory of it; empty for a column without a folder.
#[derive(Debug, Default)]
pub struct SearchMemory {
    root: Option<PathBuf>,
}

impl SearchMemory {
    /// Returns the memory of the column in a folder.
    pub fn of(root: &Path) -> Self {
        Self { root: Some(root.to_owned()) }
    }

    /// Returns true if all files of a manifest were searched for exactly this. Both are given by their fingerprints.
    pub fn has_searched(&self, manifest: Fingerprint, searched_for: Fingerprint) -> bool {
        let found = self.root.as_ref().and_then(|root| cache_folder::read(root, SEARCHED));
        found.is_some_and(|found| found == line(manifest, searched_for).as_bytes())
    }

    /// Remembers that all files of a manifest were searched for this.
    pub fn remember(&self, manifest: Fingerprint, searched_for: Fingerprint) {
        let Some(root) = self.root.as_ref().filter(|_| !self.has_searched(manifest, searched_for)) else { return };
        let line = line(manifest, searched_for);
        let _ = cache_folder::write(root, SEARCHED, |file| file.write_all(line.as_bytes()));
    }
}

fn line(manifest: Fingerprint, searched_for: Fingerprint) -> String {
    format!("{manifest} {searched_for}\n")
}
