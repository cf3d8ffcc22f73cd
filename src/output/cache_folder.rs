//! The folder next to `column.yaml` of what the next build can use. Nobody misses it if it is deleted, so whatever goes
//! wrong here is passed over.

use std::io::{self, Write};
use std::path::Path;

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

/// Returns the bytes of a file of the cache; `None` if there is none.
pub(super) fn read(root: &Path, name: &str) -> Option<Vec<u8>> {
    Folder::open(root).ok()?.read(&format!("{CACHE}/{name}")).ok()?
}

/// Writes a file of the cache. At any moment it is whole, or not there.
pub(super) fn write(
    root: &Path,
    name: &str,
    content: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> Result<(), DiskError> {
    let folder = Folder::open(root)?;
    if folder.metadata(CACHE)?.is_none() {
        for (path, text) in NOTICES {
            write_file(&folder, path, |file| file.write_all(text.as_bytes()))?;
        }
    }
    // An earlier run may have been killed.
    let (path, unfinished) = (format!("{CACHE}/{name}"), format!("{CACHE}/{name}.new"));
    folder.remove_file(&unfinished)?;
    write_file(&folder, &unfinished, content)?;
    folder.rename(&unfinished, &path)
}

/// Removes the files of a folder of the cache that `is_forgotten` returns true for.
pub(super) fn forget(root: &Path, folder: &str, is_forgotten: impl Fn(&str) -> bool) {
    let (Ok(home), path) = (Folder::open(root), format!("{CACHE}/{folder}")) else { return };
    for (name, _) in home.list(&path).unwrap_or_default() {
        if is_forgotten(&name) {
            let _ = home.remove_file(&format!("{path}/{name}"));
        }
    }
}

fn write_file(
    folder: &Folder,
    path: &str,
    content: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> Result<(), DiskError> {
    let mut file = folder.create_file(path)?;
    content(&mut file).map_err(DiskError::when("write", Path::new(path)))
}
