//! The list of the files that we uploaded, one line each, in `.callslip-published` next to the site. It replaces a
//! listing of the destination.

use std::collections::BTreeMap;
use std::fmt::Write;

use percent_encoding::{AsciiSet, CONTROLS, percent_decode_str, utf8_percent_encode};

use super::PublishError;
use crate::source::Fingerprint;

/// The name of the manifest file.
pub const REMOTE_MANIFEST: &str = ".callslip-published";

const HEADER: &str = "callslip publish 1: the files here that callslip uploaded, and may replace or remove";
const UNFINISHED: &str = "--------------------------------";
const IN_LINE: &AsciiSet = &CONTROLS.add(b'%');

/// The files at a destination that are ours.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RemoteManifest {
    /// The fingerprints by path; `None` if the upload was begun and may be incomplete.
    pub files: BTreeMap<String, Option<Fingerprint>>,
}

impl RemoteManifest {
    /// Parses a manifest. A file that is not ours, or is cut short, is an error: it must not be the reason to remove a
    /// file.
    pub(super) fn parse(bytes: &[u8]) -> Result<Self, PublishError> {
        let text = std::str::from_utf8(bytes).map_err(|_| PublishError::Unreadable)?;
        let mut lines = text.lines();
        if lines.next() != Some(HEADER) {
            return Err(PublishError::Unreadable);
        }
        let files = lines.map(line).collect::<Option<_>>().ok_or(PublishError::Unreadable)?;
        Ok(Self { files })
    }

    /// Returns the text of the manifest file.
    pub(super) fn text(&self) -> String {
        let mut text = format!("{HEADER}\n");
        for (path, fingerprint) in &self.files {
            let fingerprint = fingerprint.map_or_else(|| UNFINISHED.to_owned(), |known| known.to_string());
            let _ = writeln!(text, "{fingerprint} {}", utf8_percent_encode(path, IN_LINE));
        }
        text
    }
}

fn line(line: &str) -> Option<(String, Option<Fingerprint>)> {
    let (fingerprint, path) = line.split_once(' ')?;
    let fingerprint = if fingerprint == UNFINISHED { None } else { Some(Fingerprint::parse(fingerprint)?) };
    let path = percent_decode_str(path).decode_utf8().ok()?.into_owned();
    // Anybody may have edited the file, so its paths must not lead out of the destination.
    let inside = path.split('/').all(|part| !matches!(part, "" | "." | "..")) && !path.contains('\\');
    let drive = path.as_bytes().get(1) == Some(&b':');
    (inside && !drive).then_some((path, fingerprint))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read() {
        let print = Fingerprint::of(b"a");
        let files = [("a\nb%".to_owned(), Some(print)), ("c d/e".to_owned(), None)];
        let published = RemoteManifest { files: files.into() };
        assert_eq!(RemoteManifest::parse(published.text().as_bytes()).unwrap(), published);
    }

    #[test]
    fn nothing_leads_out_of_the_place() {
        for path in ["../a", "/a", "a/../../b", "..\\a", "C:/a", ""] {
            let text = format!("{HEADER}\n{UNFINISHED} {path}\n");
            assert!(RemoteManifest::parse(text.as_bytes()).is_err(), "{path}");
        }
        assert!(RemoteManifest::parse(b"something else\n").is_err());
    }
}
