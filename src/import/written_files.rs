//! The files that imports have written into a column, so that a later import changes nothing that somebody has edited.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::{Read as _, Write as _};
use std::path::Path;

use rayon::iter::{ParallelBridge, ParallelIterator};

use super::earlier::{EarlierColumn, FileOrigin};
use super::export::is_another_site;
use crate::disk::{self, DiskError, EntryType, Folder};
use crate::source::{CONTENT, Fingerprint, PAGES, QUESTIONS, VOCABULARY_FILE, has_extension};

/// The list, in the folder of the column.
pub const IMPORT_LIST: &str = ".callslip-import";

const HEADER: &str = "callslip import 2: what was written, so that the next import keeps what you have edited since";

/// The start of a line that names a blog.
const BLOG: &str = "blog ";

/// How many bytes at the beginning of a text have its fields.
const FIELDS: u64 = 1 << 12;

/// The fate of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kept {
    /// It is written.
    Written,
    /// It was as it would be written.
    Unchanged,
    /// Somebody has edited it: it stays as it is.
    Edited,
    /// Somebody has edited it, and it would be written in another way than before: it stays as it is.
    Differs,
    /// It was there before any import: it stays as it is.
    Own,
    /// It comes from a newer version of the post: it stays as it is.
    Newer,
    /// Somebody has removed it: it stays away.
    Removed,
}

/// A file that an import has written.
#[derive(Debug, Clone, PartialEq, Eq)]
struct WrittenFile {
    hash: Fingerprint,
    origin: FileOrigin,
}

/// A column that an import writes into.
pub(super) struct WrittenFiles {
    folder: Folder,
    known: BTreeMap<String, WrittenFile>,
    /// The addresses of the blogs that were imported.
    blogs: Vec<String>,
}

impl WrittenFiles {
    /// Opens a column's folder, and creates it if it is missing.
    pub(super) fn open(root: &Path) -> Result<Self, DiskError> {
        let folder = Folder::create(root)?;
        let list = folder.read(IMPORT_LIST)?.unwrap_or_default();
        let list = String::from_utf8_lossy(&list).into_owned();
        let blogs = list.lines().filter_map(|line| line.strip_prefix(BLOG)).map(str::to_owned).collect();
        Ok(Self { known: list.lines().skip(1).filter_map(entry).collect(), blogs, folder })
    }

    /// Adds the address of a blog that is imported. Returns that of another if only others were imported before.
    pub(super) fn add_blog(&mut self, address: &str) -> Option<String> {
        let address = address.split_whitespace().collect::<Vec<_>>().join(" ");
        if address.is_empty() || self.blogs.iter().any(|known| !is_another_site(known, &address)) {
            return None;
        }
        let other = self.blogs.first().cloned();
        self.blogs.push(address);
        other
    }

    /// Returns the column as it is.
    pub(super) fn earlier(&self) -> Result<EarlierColumn, DiskError> {
        // Only these move or grow when nobody has edited them: subjects, and texts without a folder of their own.
        let may_change = |path: &str| {
            let kind = path.strip_prefix(CONTENT).and_then(|path| path.strip_prefix('/')?.split_once('/'));
            path == VOCABULARY_FILE
                || kind.is_some_and(|(kind, name)| [QUESTIONS, PAGES].contains(&kind) && !name.ends_with("/index.md"))
                    && has_extension(path, &["md"])
        };
        let texts = self.known.iter().filter(|(path, _)| may_change(path));
        let is_untouched = |(path, written): (&String, &WrittenFile)| {
            let there = self.folder.read(path).ok().flatten();
            there.is_some_and(|bytes| Fingerprint::of(&bytes) == written.hash).then(|| path.clone())
        };
        let untouched: Vec<String> = texts.par_bridge().filter_map(is_untouched).collect();
        let written = self.known.iter().map(|(path, written)| (path.clone(), written.origin.clone()));
        let vocabulary = self.folder.read(VOCABULARY_FILE)?.map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
        Ok(EarlierColumn::new(written, untouched.into_iter(), self.own_texts()?.into_iter(), vocabulary))
    }

    /// Returns the letters and pages that no import has written, with the beginning of each.
    fn own_texts(&self) -> Result<Vec<(String, String)>, DiskError> {
        let mut texts = Vec::new();
        for kind in [QUESTIONS, PAGES] {
            let folder = format!("{CONTENT}/{kind}");
            if self.folder.metadata(&folder)?.is_none() {
                continue;
            }
            for (name, entry) in self.folder.list(&folder)? {
                let path = match entry {
                    EntryType::Folder => format!("{folder}/{name}/index.md"),
                    EntryType::File | EntryType::Link | EntryType::Other => format!("{folder}/{name}"),
                };
                if self.known.contains_key(&path) || !has_extension(&path, &["md"]) {
                    continue;
                }
                if let Some(file) = self.folder.open_file(&path)? {
                    let mut start = Vec::new();
                    let read = file.take(FIELDS).read_to_end(&mut start);
                    read.map_err(DiskError::when("read", Path::new(&path)))?;
                    texts.push((path, String::from_utf8_lossy(&start).into_owned()));
                }
            }
        }
        Ok(texts)
    }

    /// Returns true if there is a file, or an import has written one that is gone.
    pub(super) fn has(&self, path: &str) -> Result<bool, DiskError> {
        Ok(self.known.contains_key(path) || self.folder.metadata(path)?.is_some())
    }

    /// Returns the text of a file that no import has written. `None` if there is none.
    pub(super) fn own_text(&self, path: &str) -> Result<Option<String>, DiskError> {
        if self.known.contains_key(path) {
            return Ok(None);
        }
        Ok(self.folder.read(path)?.map(|bytes| String::from_utf8_lossy(&bytes).into_owned()))
    }

    /// Writes a file, unless it is somebody's own by now. A replaced file is whole at any moment.
    pub(super) fn write(&mut self, path: &str, bytes: &[u8], origin: FileOrigin) -> Result<Kept, DiskError> {
        let new = Fingerprint::of(bytes);
        let known = self.known.get(path);
        let known_hash = known.map(|known| known.hash);
        let is_newer = known.is_some_and(
            |known| matches!((known.origin.modified, origin.modified), (Some(there), Some(here)) if there > here),
        );
        let kept = match self.folder.read(path)?.as_deref().map(Fingerprint::of) {
            Some(there) if there == new => Kept::Unchanged,
            Some(_) if is_newer => return Ok(Kept::Newer),
            Some(there) if known_hash == Some(there) => {
                self.replace(path, bytes)?;
                Kept::Written
            }
            Some(_) if known_hash.is_none() => return Ok(Kept::Own),
            Some(_) if known_hash == Some(new) => return Ok(Kept::Edited),
            // It is said once.
            Some(_) => Kept::Differs,
            None if known.is_some() => return Ok(Kept::Removed),
            None => {
                disk::write_new(self.folder.path(), path, bytes)?;
                Kept::Written
            }
        };
        self.known.insert(path.to_owned(), WrittenFile { hash: new, origin });
        Ok(kept)
    }

    /// Removes a file that an import has written and nobody has edited, as its text has moved to another one.
    pub(super) fn remove(&mut self, path: &str) -> Result<(), DiskError> {
        let there = self.folder.read(path)?.as_deref().map(Fingerprint::of);
        if self.known.get(path).is_some_and(|known| there.is_none_or(|there| there == known.hash)) {
            self.folder.remove_file(path)?;
            self.known.remove(path);
        }
        Ok(())
    }

    /// Returns the name for a file of the import's own that begins in a certain way: another one if somebody has a file of
    /// that name.
    pub(super) fn own_name(&self, name: &str, beginning: &str) -> Result<String, DiskError> {
        let there = self.folder.read(name)?;
        let is_own = there.is_none_or(|text| text.starts_with(beginning.as_bytes()));
        Ok(if is_own { name.to_owned() } else { format!("callslip-{name}") })
    }

    /// Writes a file of the import's own, whatever is there: its report.
    pub(super) fn replace(&self, path: &str, bytes: &[u8]) -> Result<(), DiskError> {
        let unfinished = format!("{path}.callslip-new");
        self.folder.remove_file(&unfinished)?;
        let write = |file: &mut std::fs::File| file.write_all(bytes);
        let mut file = self.folder.create_file(&unfinished)?;
        write(&mut file).map_err(DiskError::when("write", Path::new(path)))?;
        drop(file);
        self.folder.rename(&unfinished, path)
    }

    /// Writes the list of what was written.
    pub(super) fn save(&self) -> Result<(), DiskError> {
        let mut list = format!("{HEADER}\n");
        for blog in &self.blogs {
            let _ = writeln!(list, "{BLOG}{blog}");
        }
        for (path, WrittenFile { hash, origin }) in &self.known {
            let modified = origin.modified.map(|modified| modified.to_string()).unwrap_or_default();
            let line = format!("{hash} {path}\t{}\t{modified}\t{}", origin.name, origin.aliases.join("\t"));
            let _ = writeln!(list, "{}", line.trim_end_matches('\t'));
        }
        self.replace(IMPORT_LIST, list.as_bytes())
    }
}

/// Reads a line of the list: the hash, a space, and the path; then, each after a tab, the origin, when that was changed last,
/// and the old addresses.
fn entry(line: &str) -> Option<(String, WrittenFile)> {
    let (hash, rest) = line.split_once(' ')?;
    let mut fields = rest.split('\t');
    let path = fields.next()?.to_owned();
    let name = fields.next().unwrap_or_default().to_owned();
    let modified = fields.next().and_then(|modified| modified.parse().ok());
    let aliases = fields.map(str::to_owned).collect();
    Some((path, WrittenFile { hash: Fingerprint::parse(hash)?, origin: FileOrigin { name, modified, aliases } }))
}
