//! The manifest: the files that a build wrote, one line each, in `.callslip` in the output folder.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs::{self, File, Metadata};
use std::io::{self, Write as _};
use std::path::Path;
use std::time::UNIX_EPOCH;

use percent_encoding::{AsciiSet, CONTROLS, percent_decode_str, utf8_percent_encode};

use crate::disk::DiskError;
use crate::source::Fingerprint;

const FILE: &str = ".callslip";
const HEADER: &str = "callslip 1: the files in this folder that callslip wrote, and may replace or remove";
const OLD: &str = "old";
const IN_LINE: &AsciiSet = &CONTROLS.add(b'%');

/// A file as we wrote it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct ManifestEntry {
    pub(super) fingerprint: Fingerprint,
    pub(super) size: u64,
    /// The time of the last change, in nanoseconds since 1970.
    pub(super) modified: u64,
    /// The fingerprint of what the page was made of; see [`Prepared::input_fingerprint`](crate::render::Prepared::input_fingerprint).
    pub(super) input_fingerprint: Option<u64>,
    /// True if the file is no longer part of the site. It is kept for one more build, for pages in browser caches.
    pub(super) old: bool,
}

impl ManifestEntry {
    pub(super) fn new(fingerprint: Fingerprint, input_fingerprint: Option<u64>, metadata: &Metadata) -> Self {
        Self { fingerprint, size: metadata.len(), modified: modified(metadata), input_fingerprint, old: false }
    }

    /// Returns true if nobody has changed the file on disk since we wrote it, judging by its size and time.
    pub(super) fn matches(&self, metadata: &Metadata) -> bool {
        self.size == metadata.len() && self.modified == modified(metadata)
    }
}

fn modified(metadata: &Metadata) -> u64 {
    let since = metadata.modified().ok().and_then(|time| time.duration_since(UNIX_EPOCH).ok());
    since.and_then(|since| u64::try_from(since.as_nanos()).ok()).unwrap_or(0)
}

/// The files that are ours. After a build was killed, a file may have two records: one from before that build and one from
/// it.
#[derive(Debug, Default)]
pub(super) struct Manifest {
    /// In path order. The records of one file are in the order in which they were written.
    records: Vec<(String, ManifestEntry)>,
}

impl Manifest {
    /// Builds a manifest from records in any order.
    pub(super) fn new(mut records: Vec<(String, ManifestEntry)>) -> Self {
        records.sort_by(|a, b| a.0.cmp(&b.0));
        records.dedup();
        Self { records }
    }

    /// Reads the manifest of an output folder. Without a manifest file, it is empty.
    pub(super) fn read(folder: &Path) -> Result<Self, DiskError> {
        let path = folder.join(FILE);
        let text = match fs::read_to_string(&path) {
            Ok(text) => text,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Self::default()),
            Err(error) => return Err(DiskError::when("read", &path)(error)),
        };
        // A line that cannot be parsed claims no file.
        Ok(Self::new(text.lines().skip(1).filter_map(parse_line).collect()))
    }

    /// Adds records.
    pub(super) fn with(mut self, more: Vec<(String, ManifestEntry)>) -> Self {
        self.records.extend(more);
        Self::new(self.records)
    }

    /// Returns the lines of the manifest file, without its header.
    pub(super) fn lines(&self) -> String {
        let mut lines = String::with_capacity(self.records.iter().map(|(path, _)| path.len() + 96).sum());
        for (path, record) in &self.records {
            let _ = write!(lines, "{} {} {} ", record.fingerprint, record.size, record.modified);
            let _ = match record.input_fingerprint {
                Some(input_fingerprint) => write!(lines, "{input_fingerprint:016x}"),
                None => write!(lines, "{}", if record.old { OLD } else { "new" }),
            };
            let _ = writeln!(lines, " {}", utf8_percent_encode(path, IN_LINE));
        }
        lines
    }

    /// Returns the fingerprint of each file, by path.
    pub(super) fn fingerprints(self) -> BTreeMap<String, Fingerprint> {
        self.records.into_iter().map(|(path, record)| (path, record.fingerprint)).collect()
    }

    /// Returns all records, in path order.
    pub(super) fn all(&self) -> &[(String, ManifestEntry)] {
        &self.records
    }

    /// Returns true if both manifests have the same records.
    pub(super) fn is_same_as(&self, other: &Self) -> bool {
        self.records == other.records
    }

    /// Returns true if the file is ours.
    pub(super) fn owns(&self, path: &str) -> bool {
        self.records.binary_search_by(|(known, _)| known.as_str().cmp(path)).is_ok()
    }

    /// Returns the records of one path, usually one or none.
    pub(super) fn records(&self, path: &str) -> &[(String, ManifestEntry)] {
        let from = self.records.partition_point(|(known, _)| known.as_str() < path);
        let rest = &self.records[from..];
        &rest[..rest.partition_point(|(known, _)| known == path)]
    }

    /// Returns each file with its records, in path order.
    pub(super) fn files(&self) -> impl Iterator<Item = (&str, &[(String, ManifestEntry)])> {
        self.records.chunk_by(|(a, _), (b, _)| a == b).map(|records| (records[0].0.as_str(), records))
    }
}

/// Replaces the manifest of a folder. It is written to a temporary file and then renamed, so it is never incomplete.
pub(super) fn write(folder: &Path, staging: &Path, lines: [&str; 2]) -> Result<(), DiskError> {
    fs::create_dir_all(staging).map_err(DiskError::when("make", staging))?;
    let new = staging.join("manifest");
    let written = File::create(&new).and_then(|mut file| {
        let [before, after] = lines;
        [HEADER, "\n", before, after].iter().try_for_each(|part| file.write_all(part.as_bytes()))
    });
    written.map_err(DiskError::when("write", &new))?;
    let path = folder.join(FILE);
    fs::rename(&new, &path).map_err(DiskError::when("write", &path))
}

fn parse_line(line: &str) -> Option<(String, ManifestEntry)> {
    let mut parts = line.splitn(5, ' ');
    let fingerprint = Fingerprint::parse(parts.next()?)?;
    let size = parts.next()?.parse().ok()?;
    let modified = parts.next()?.parse().ok()?;
    let word = parts.next()?;
    let (old, input_fingerprint) = (word == OLD, u64::from_str_radix(word, 16).ok());
    let path = percent_decode_str(parts.next()?).decode_utf8().ok()?.into_owned();
    // Anybody may have edited the manifest, so its paths must not lead out of the folder.
    let inside = !path.is_empty() && path.split('/').all(|part| !matches!(part, "" | "." | ".."));
    inside.then_some((path, ManifestEntry { fingerprint, size, modified, input_fingerprint, old }))
}
