//! The words of the pages of the last build, which lie beside `column.yaml`: the next one reads only the pages that changed.
//! Nobody misses them if they are deleted, so whatever goes wrong here is passed over.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::disk::{DiskError, Folder};

/// The folder of all that may be deleted at any time.
const CACHE: &str = ".callslip-cache";

/// The files that keep the folder out of a repository and of backups (<https://bford.info/cachedir/>).
const NOTICES: [(&str, &str); 2] = [
    (".callslip-cache/.gitignore", "*\n"),
    (
        ".callslip-cache/CACHEDIR.TAG",
        "Signature: 8a477f597d28d172789f06886806bc55\n# Delete this folder at any time.\n",
    ),
];

const WORDS: &str = ".callslip-cache/words";

/// The name of the words until they are whole.
const UNFINISHED: &str = ".callslip-cache/words.new";

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
        let folder = self.root.as_ref().and_then(|root| Folder::open(root).ok());
        folder.and_then(|folder| folder.read(WORDS).ok()?).unwrap_or_default()
    }

    /// Remembers what `words` writes. At any moment the file is whole, or not there.
    pub fn write(&self, words: impl FnOnce(&mut dyn Write) -> io::Result<()>) {
        let Some(root) = &self.root else { return };
        let _ = write(root, words);
    }
}

fn write(root: &Path, words: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<(), DiskError> {
    let folder = Folder::open(root)?;
    if folder.metadata(CACHE)?.is_none() {
        for (path, text) in NOTICES {
            write_file(&folder, path, |file| file.write_all(text.as_bytes()))?;
        }
    }
    // An earlier run may have been killed.
    folder.remove_file(UNFINISHED)?;
    write_file(&folder, UNFINISHED, words)?;
    folder.rename(UNFINISHED, WORDS)
}

fn write_file(
    folder: &Folder,
    path: &str,
    content: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> Result<(), DiskError> {
    let mut file = folder.create_file(path)?;
    content(&mut file).map_err(DiskError::when("write", Path::new(path)))
}
