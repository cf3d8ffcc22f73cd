//! What we wrote: one line a file, in `.callslip` in the output folder.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs::{self, Metadata};
use std::io;
use std::path::Path;
use std::time::UNIX_EPOCH;

use percent_encoding::{AsciiSet, CONTROLS, percent_decode_str, utf8_percent_encode};

use super::{Error, disk};
use crate::source::Fingerprint;

const FILE: &str = ".callslip";
const HEADER: &str = "callslip 1: the files in this folder that callslip wrote, and may replace or remove";
const MADE_OF: &str = "made of ";
const IN_LINE: &AsciiSet = &CONTROLS.add(b'%');

/// One file as we wrote it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Record {
    pub(super) fingerprint: Fingerprint,
    pub(super) size: u64,
    /// Nanoseconds since 1970.
    pub(super) modified: u64,
    /// No longer made; kept one build longer for pages that browsers have kept.
    pub(super) old: bool,
}

impl Record {
    pub(super) fn new(fingerprint: Fingerprint, metadata: &Metadata) -> Self {
        Self { fingerprint, size: metadata.len(), modified: modified(metadata), old: false }
    }

    /// Whether a file on disk has not been touched since we wrote it.
    pub(super) fn matches(&self, metadata: &Metadata) -> bool {
        self.size == metadata.len() && self.modified == modified(metadata)
    }
}

fn modified(metadata: &Metadata) -> u64 {
    let since = metadata.modified().ok().and_then(|time| time.duration_since(UNIX_EPOCH).ok());
    since.and_then(|since| u64::try_from(since.as_nanos()).ok()).unwrap_or(0)
}

/// The files that are ours. After a build that was killed, one may have two records: before and after.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(super) struct Manifest {
    /// What the files were made of, when a build has ended.
    pub(super) inputs: Option<Fingerprint>,
    records: BTreeMap<String, Vec<Record>>,
}

impl Manifest {
    /// Without any files yet.
    pub(super) fn of(inputs: Option<Fingerprint>) -> Self {
        Self { inputs, records: BTreeMap::new() }
    }

    /// The manifest of an output folder; empty when there is none.
    pub(super) fn read(folder: &Path) -> Result<Self, Error> {
        let path = folder.join(FILE);
        let text = match fs::read_to_string(&path) {
            Ok(text) => text,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Self::default()),
            Err(error) => return Err(disk("read", &path)(error)),
        };
        let inputs = text.lines().nth(1).and_then(|line| line.strip_prefix(MADE_OF));
        let mut manifest = Self::of(inputs.and_then(Fingerprint::parse));
        // A line that cannot be read claims nothing.
        for (path, record) in text.lines().skip(1).filter_map(parse_line) {
            manifest.add(path, record);
        }
        Ok(manifest)
    }

    pub(super) fn add(&mut self, path: String, record: Record) {
        let records = self.records.entry(path).or_default();
        if !records.contains(&record) {
            records.push(record);
        }
    }

    /// Written to a file beside it, then renamed: it is never half.
    pub(super) fn write(&self, folder: &Path, staging: &Path) -> Result<(), Error> {
        let mut text = format!("{HEADER}\n");
        if let Some(inputs) = self.inputs {
            let _ = writeln!(text, "{MADE_OF}{inputs}");
        }
        for (path, record) in self.iter() {
            let kept = if record.old { "old" } else { "new" };
            let path = utf8_percent_encode(path, IN_LINE);
            let _ = writeln!(text, "{} {} {} {kept} {path}", record.fingerprint, record.size, record.modified);
        }
        fs::create_dir_all(staging).map_err(disk("make", staging))?;
        let new = staging.join("manifest");
        fs::write(&new, text).map_err(disk("write", &new))?;
        let path = folder.join(FILE);
        fs::rename(&new, &path).map_err(disk("write", &path))
    }

    /// The files with their fingerprints, by path.
    pub(super) fn fingerprints(&self) -> BTreeMap<String, Fingerprint> {
        self.iter().map(|(path, record)| (path.to_owned(), record.fingerprint)).collect()
    }

    /// How many files are made today.
    pub(super) fn current(&self) -> usize {
        self.iter().filter(|(_, record)| !record.old).count()
    }

    /// Whether it says the same of the same files.
    pub(super) fn is_alike(&self, other: &Self) -> bool {
        self.records == other.records
    }

    /// Whether a file is ours.
    pub(super) fn owns(&self, path: &str) -> bool {
        self.records.contains_key(path)
    }

    /// What we wrote there; as a rule one record.
    pub(super) fn records(&self, path: &str) -> &[Record] {
        self.records.get(path).map_or(&[], Vec::as_slice)
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = (&str, &Record)> {
        self.records.iter().flat_map(|(path, records)| records.iter().map(move |record| (path.as_str(), record)))
    }

    pub(super) fn paths(&self) -> impl Iterator<Item = &str> {
        self.records.keys().map(String::as_str)
    }
}

fn parse_line(line: &str) -> Option<(String, Record)> {
    let mut parts = line.splitn(5, ' ');
    let fingerprint = Fingerprint::parse(parts.next()?)?;
    let size = parts.next()?.parse().ok()?;
    let modified = parts.next()?.parse().ok()?;
    let old = parts.next()? == "old";
    let path = percent_decode_str(parts.next()?).decode_utf8().ok()?.into_owned();
    // A manifest is a file like any other: it must not lead us out of the folder.
    let inside = !path.is_empty() && path.split('/').all(|part| !matches!(part, "" | "." | ".."));
    inside.then_some((path, Record { fingerprint, size, modified, old }))
}
