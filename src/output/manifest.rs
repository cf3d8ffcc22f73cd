//! The manifest: the files that a build wrote, one line each, in `.callslip` in the output folder.

use std::collections::BTreeMap;
use std::fmt::{self, Write as _};
use std::io::Write as _;

use percent_encoding::{AsciiSet, CONTROLS, percent_decode_str, utf8_percent_encode};

use super::{MANIFEST, STAGING};
use crate::disk::{DiskError, EntryType, Folder, Metadata};
use crate::site_path::SitePath;
use crate::source::Fingerprint;

/// How the first line of a manifest begins; a colon follows the version.
const VERSION: &str = "callslip 1";
const HEADER: &str = "callslip 1: the files in this folder that callslip wrote, and may replace or remove";
/// The words that follow in the first line if notes were given: `; notes given: a1b2c3d4e5 …`.
const NOTES: &str = "; notes given:";
/// The most bytes of a manifest: about a million files.
const MAX_BYTES: u64 = 128 << 20;
const OLD: &str = "old";
const IN_LINE: &AsciiSet = &CONTROLS.add(b'%');

/// Where the page of an entry comes from, to find the entry again when its address has changed. The names of files and
/// the titles of letters are fingerprints only: the manifest may be public.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PageOrigin {
    /// The fingerprint of the path of its file in the column.
    pub file: u64,
    /// The fingerprint of its title and date.
    pub title: u64,
}

/// A file as we wrote it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct ManifestEntry {
    pub(super) fingerprint: Fingerprint,
    pub(super) size: u64,
    /// The time of the last change, in nanoseconds since 1970.
    pub(super) modified: u64,
    /// The fingerprint of what the page was made of; see [`Rendered::input_fingerprint`](crate::render::Rendered::input_fingerprint).
    pub(super) input_fingerprint: Option<u64>,
    /// The origin of the page of an entry; `None` for everything else.
    pub(super) origin: Option<PageOrigin>,
    /// True if the file is no longer part of the site. It is kept for one more build, for pages in browser caches.
    pub(super) old: bool,
}

impl ManifestEntry {
    pub(super) fn new(fingerprint: Fingerprint, input_fingerprint: Option<u64>, metadata: &Metadata) -> Self {
        Self {
            fingerprint,
            size: metadata.size,
            modified: metadata.modified,
            input_fingerprint,
            origin: None,
            old: false,
        }
    }

    /// Returns true if nobody has changed the file on disk since we wrote it, judging by its size and time.
    pub(super) fn matches(&self, metadata: &Metadata) -> bool {
        metadata.is_file() && self.size == metadata.size && self.modified == metadata.modified
    }
}

/// The reason why a manifest does not say, or not in full, which files are ours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ManifestDamage {
    /// It holds nothing.
    Empty,
    /// It has another first line.
    OtherVersion,
    /// It is not a regular file.
    NoFile,
    /// It is longer than that of any site.
    Long,
    /// Some of its lines, this many, cannot be understood. They claim no file.
    Lines(usize),
}

impl fmt::Display for ManifestDamage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("it is empty"),
            Self::OtherVersion => f.write_str("this version of callslip did not write it"),
            Self::NoFile => f.write_str("it is not a regular file"),
            Self::Long => f.write_str("it is far too long"),
            Self::Lines(1) => f.write_str("a line in it cannot be understood"),
            Self::Lines(count) => write!(f, "{count} lines in it cannot be understood"),
        }
    }
}

/// The files that are ours. After a build was killed, a file may have two records: one from before that build and one from
/// it.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Manifest {
    /// In path order. The records of one file are in the order in which they were written.
    records: Vec<(String, ManifestEntry)>,
    /// The notes that the build gave, by their keys, in order: they are not given again.
    notes: Vec<String>,
}

impl Manifest {
    /// Builds a manifest from records in any order.
    pub(super) fn new(mut records: Vec<(String, ManifestEntry)>) -> Self {
        records.sort_by(|a, b| a.0.cmp(&b.0));
        records.dedup();
        Self { records, notes: Vec::new() }
    }

    /// Returns the manifest with these notes.
    pub(super) fn with_notes(mut self, mut notes: Vec<String>) -> Self {
        notes.sort();
        notes.dedup();
        self.notes = notes;
        self
    }

    /// Returns the notes that the build gave.
    pub(super) fn notes(&self) -> &[String] {
        &self.notes
    }

    /// Returns the first line of the manifest file.
    pub(super) fn header(&self) -> String {
        if self.notes.is_empty() { HEADER.to_owned() } else { format!("{HEADER}{NOTES} {}", self.notes.join(" ")) }
    }

    /// Reads the manifest of an output folder, and finds out if it is damaged. Without a manifest file, it is empty.
    pub(super) fn read(folder: &Folder) -> Result<(Self, Option<ManifestDamage>), DiskError> {
        match folder.metadata(MANIFEST)? {
            Some(found) if found.kind != EntryType::File => {
                return Ok((Self::default(), Some(ManifestDamage::NoFile)));
            }
            Some(found) if found.size > MAX_BYTES => return Ok((Self::default(), Some(ManifestDamage::Long))),
            _ => {}
        }
        Ok(folder.read(MANIFEST)?.map_or_else(Default::default, |bytes| Self::parse(&bytes)))
    }

    /// Parses the bytes of a manifest file. What cannot be understood claims no file.
    pub fn parse(bytes: &[u8]) -> (Self, Option<ManifestDamage>) {
        let damaged = |damage| (Self::default(), Some(damage));
        let mut lines = bytes.strip_suffix(b"\n").unwrap_or(bytes).split(|byte| *byte == b'\n');
        let header = lines.next().filter(|_| !bytes.is_empty());
        let Some(header) = header else { return damaged(ManifestDamage::Empty) };
        if header.strip_prefix(VERSION.as_bytes()).is_none_or(|rest| !matches!(rest, [] | [b':', ..])) {
            return damaged(ManifestDamage::OtherVersion);
        }
        let (mut records, mut unreadable) = (Vec::with_capacity(bytes.len() / 128), 0);
        for line in lines {
            match std::str::from_utf8(line).ok().and_then(parse_line) {
                Some(record) => records.push(record),
                None => unreadable += 1,
            }
        }
        let header = String::from_utf8_lossy(header);
        let notes = header.split_once(NOTES).map_or("", |(_, notes)| notes).split_whitespace();
        // Anybody may have edited the manifest, and they are written again.
        let notes = notes.filter(|note| note.bytes().all(|byte| byte.is_ascii_hexdigit()));
        let manifest = Self::new(records).with_notes(notes.map(ToOwned::to_owned).collect());
        (manifest, (unreadable > 0).then_some(ManifestDamage::Lines(unreadable)))
    }

    /// Adds records.
    pub(super) fn with(mut self, more: Vec<(String, ManifestEntry)>) -> Self {
        self.records.extend(more);
        Self::new(self.records).with_notes(self.notes)
    }

    /// Returns the lines of the manifest file, without its header.
    pub fn lines(&self) -> String {
        let mut lines = String::with_capacity(self.records.iter().map(|(path, _)| path.len() + 128).sum());
        for (path, record) in &self.records {
            let _ = write!(lines, "{} {} {} ", record.fingerprint, record.size, record.modified);
            let _ = match record.input_fingerprint {
                Some(input_fingerprint) => write!(lines, "{input_fingerprint:016x}"),
                None => write!(lines, "{}", if record.old { OLD } else { "new" }),
            };
            if let Some(PageOrigin { file, title }) = record.origin {
                let _ = write!(lines, "-{file:016x}-{title:016x}");
            }
            let _ = writeln!(lines, " {}", utf8_percent_encode(path, IN_LINE));
        }
        lines
    }

    /// Returns the fingerprint of all records.
    pub(super) fn fingerprint(&self) -> Fingerprint {
        Fingerprint::of(self.lines().as_bytes())
    }

    /// Returns the fingerprint of each file, by path.
    pub fn fingerprints(self) -> BTreeMap<String, Fingerprint> {
        self.records.into_iter().map(|(path, record)| (path, record.fingerprint)).collect()
    }

    /// Returns all records, in path order.
    pub(super) fn all(&self) -> &[(String, ManifestEntry)] {
        &self.records
    }

    /// Returns true if both manifests have the same records and notes.
    pub(super) fn is_same_as(&self, other: &Self) -> bool {
        self.records == other.records && self.notes == other.notes
    }

    /// Returns true if a file of ours lies in this folder, or did.
    pub(super) fn has_files_in(&self, folder: &str) -> bool {
        let within = format!("{folder}/");
        let next = self.records.partition_point(|(known, _)| *known < within);
        self.records.get(next).is_some_and(|(known, _)| known.starts_with(&within))
    }

    /// Returns the records of one path, usually one or none.
    pub(super) fn records(&self, path: &str) -> &[(String, ManifestEntry)] {
        let from = self.records.partition_point(|(known, _)| known.as_str() < path);
        let rest = &self.records[from..];
        &rest[..rest.partition_point(|(known, _)| known == path)]
    }

    /// Returns each path, in order.
    pub(super) fn paths(&self) -> impl Iterator<Item = &str> {
        self.records.chunk_by(|(a, _), (b, _)| a == b).map(|records| records[0].0.as_str())
    }
}

/// Replaces the manifest of a folder. It is written to a temporary file, to the disk itself, and then renamed, so it is
/// never incomplete.
pub(super) fn write(folder: &Folder, header: &str, lines: [&str; 2]) -> Result<(), DiskError> {
    let new = format!("{STAGING}/manifest");
    let target = folder.path().join(MANIFEST);
    let mut file = folder.create_file(&new)?;
    let [before, after] = lines;
    let parts = [header, "\n", before, after];
    let written = parts.iter().try_for_each(|part| file.write_all(part.as_bytes())).and_then(|()| file.sync_all());
    written.map_err(DiskError::when("write", &target))?;
    drop(file);
    folder.rename(&new, MANIFEST)
}

fn parse_line(line: &str) -> Option<(String, ManifestEntry)> {
    let mut parts = line.splitn(5, ' ');
    let fingerprint = Fingerprint::parse(parts.next()?)?;
    let size = parts.next()?.parse().ok()?;
    let modified = parts.next()?.parse().ok()?;
    let mut words = parts.next()?.split('-');
    let word = words.next()?;
    let mut number = || u64::from_str_radix(words.next()?, 16).ok();
    let origin = number().zip(number()).map(|(file, title)| PageOrigin { file, title });
    let (old, input_fingerprint) = (word == OLD, u64::from_str_radix(word, 16).ok());
    let path = percent_decode_str(parts.next()?).decode_utf8().ok()?.into_owned();
    // Anybody may have edited the manifest, so its paths must not lead out of the folder.
    SitePath::check(&path).ok()?;
    Some((path, ManifestEntry { fingerprint, size, modified, input_fingerprint, origin, old }))
}
