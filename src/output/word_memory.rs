//! The words of the pages of the last build: the next one reads only the pages that changed.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::cache_folder;

const WORDS: &str = "words";

/// Where the words of a column are remembered; nowhere for a column without a folder.
#[derive(Debug, Default)]
pub struct WordMemory {
    root: Option<PathBuf>,
}

impl WordMemory {
    /// Returns the memory of the column in a folder.
    pub fn of(root: &Path) -> Self {
        Self { root: Some(root.to_owned()) }
    }

    /// Returns the words that were remembered. Empty if there are none.
    pub fn read(&self) -> Vec<u8> {
        self.root.as_ref().and_then(|root| cache_folder::read(root, WORDS)).unwrap_or_default()
    }

    /// Remembers what `words` writes. At any moment the file is whole, or not there.
    pub fn write(&self, words: impl FnOnce(&mut dyn Write) -> io::Result<()>) {
        let Some(root) = &self.root else { return };
        let _ = cache_folder::write(root, WORDS, words);
    }
}
