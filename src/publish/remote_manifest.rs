//! The list of the files that we uploaded, one line each, in `.callslip-published` next to the site. Anybody who can
//! write at the destination may have changed it.

use std::collections::BTreeMap;
use std::fmt::Write;

use percent_encoding::{AsciiSet, CONTROLS, percent_decode_str, utf8_percent_encode};

use crate::site_path::{SitePath, SitePathError};
use crate::source::Fingerprint;

/// The name of the manifest file.
pub const REMOTE_MANIFEST: &str = ".callslip-published";

/// The most bytes of a manifest: about half a million files.
pub(super) const MAX_BYTES: u64 = 64 << 20;

/// The first line, up to its version.
const NAME: &str = "callslip publish ";
const HEADER: &str = "callslip publish 1: the files here that callslip uploaded, and may replace or remove";
const UNFINISHED: &str = "--------------------------------";
const IN_LINE: &AsciiSet = &CONTROLS.add(b'%');

/// The files at a destination that are ours.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RemoteManifest {
    /// The fingerprints by path; `None` if the upload was begun and may be incomplete.
    pub files: BTreeMap<String, Option<Fingerprint>>,
}

/// The reason why a manifest cannot be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NoteError {
    /// It is a folder, a link, or a device.
    #[error("it is not a file")]
    NoFile,
    /// It is longer than `MAX_BYTES`.
    #[error("it is far too long")]
    Long,
    /// It has no bytes.
    #[error("it is empty")]
    Empty,
    /// It was written by another version of callslip.
    #[error("another version of callslip wrote it")]
    Version,
    /// It is something else, or the text is damaged.
    #[error("its line {0} cannot be read")]
    Line(usize),
    /// A line has a path that is not fit for a file of a site.
    #[error("its line {0} names a file that no column has: {1}")]
    Path(usize, SitePathError),
}

impl NoteError {
    /// Returns the advice that follows the reason.
    pub(super) fn help(self) -> &'static str {
        match self {
            Self::Version => "Publish with that version; or, to make a new list, run `callslip publish --replace`",
            Self::NoFile => "Remove it there, and run `callslip publish --replace`",
            Self::Long | Self::Empty | Self::Line(_) | Self::Path(..) => {
                "To make a new list, run `callslip publish --replace`: it takes over the files at the column's \
                 addresses, and leaves other files alone"
            }
        }
    }
}

impl RemoteManifest {
    /// Parses a manifest. A file that is not ours, or is damaged, is an error: it must not be the reason to remove a file.
    pub fn parse(bytes: &[u8]) -> Result<Self, NoteError> {
        if bytes.is_empty() {
            return Err(NoteError::Empty);
        }
        if bytes.len() as u64 > MAX_BYTES {
            return Err(NoteError::Long);
        }
        // A list that was cut off within a line does not end with a line feed.
        let Some(bytes) = bytes.strip_suffix(b"\n") else {
            return Err(NoteError::Line(bytes.split(|byte| *byte == b'\n').count()));
        };
        let lines = bytes.split(|byte| *byte == b'\n');
        let mut lines = (1..).zip(lines);
        match lines.next() {
            Some((_, line)) if line == HEADER.as_bytes() => {}
            Some((_, line)) if line.starts_with(NAME.as_bytes()) => return Err(NoteError::Version),
            _ => return Err(NoteError::Line(1)),
        }
        Ok(Self { files: lines.map(|(number, line)| parse_line(number, line)).collect::<Result<_, _>>()? })
    }

    /// Returns the text of the manifest file.
    pub fn text(&self) -> String {
        let mut text = format!("{HEADER}\n");
        for (path, fingerprint) in &self.files {
            let fingerprint = fingerprint.map_or_else(|| UNFINISHED.to_owned(), |known| known.to_string());
            let _ = writeln!(text, "{fingerprint} {}", utf8_percent_encode(path, IN_LINE));
        }
        text
    }
}

fn parse_line(number: usize, line: &[u8]) -> Result<(String, Option<Fingerprint>), NoteError> {
    let damaged = || NoteError::Line(number);
    let line = std::str::from_utf8(line).map_err(|_| damaged())?;
    let (fingerprint, path) = line.split_once(' ').ok_or_else(damaged)?;
    let fingerprint = match fingerprint {
        UNFINISHED => None,
        _ => Some(Fingerprint::parse(fingerprint).ok_or_else(damaged)?),
    };
    let path = percent_decode_str(path).decode_utf8().map_err(|_| damaged())?;
    let path = SitePath::parse(&path).map_err(|error| NoteError::Path(number, error))?;
    // A path with the name of a drive leads out of any folder on Windows.
    if path.as_bytes().get(1) == Some(&b':') {
        return Err(damaged());
    }
    Ok((path.as_str().to_owned(), fingerprint))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn why(text: impl AsRef<[u8]>) -> String {
        RemoteManifest::parse(text.as_ref()).unwrap_err().to_string()
    }

    #[test]
    fn what_is_written_is_read() {
        let print = Fingerprint::of(b"a");
        let files = [("a b%".to_owned(), Some(print)), ("c d/e".to_owned(), None), ("é\u{2028}".to_owned(), None)];
        let published = RemoteManifest { files: files.into() };
        assert_eq!(RemoteManifest::parse(published.text().as_bytes()).unwrap(), published);
    }

    #[test]
    fn no_path_leads_out_of_the_place_or_is_a_command() {
        let paths =
            ["../a", "/a", "a/../../b", "..\\a", "C:/a", "", "a%0Areset refs/heads/main", "%1B[31m", ".GIT/config"];
        for path in paths {
            let text = format!("{HEADER}\n{UNFINISHED} {path}\n");
            assert!(RemoteManifest::parse(text.as_bytes()).is_err(), "{path}");
        }
        assert_eq!(
            why(format!("{HEADER}\n{UNFINISHED} a\n{UNFINISHED} a%0Ab\n")),
            "its line 3 names a file that no column has: it contains an invisible character (U+000A)"
        );
    }

    #[test]
    fn each_damage_has_its_reason() {
        assert_eq!(why(""), "it is empty");
        assert_eq!(why("something else\n"), "its line 1 cannot be read");
        assert_eq!(why("callslip publish 2: all is different\n"), "another version of callslip wrote it");
        assert_eq!(why([HEADER.as_bytes(), b"\n\xff\xfe a\n"].concat()), "its line 2 cannot be read");
        assert_eq!(why(format!("{HEADER}\n\n{UNFINISHED} a\n")), "its line 2 cannot be read");
        assert_eq!(why([0; 4096]), "its line 1 cannot be read");
        let text = format!("{HEADER}\n{UNFINISHED} a\n{UNFINISHED} b/c\n");
        for end in 0..text.len() {
            let cut = RemoteManifest::parse(&text.as_bytes()[..end]);
            assert!(cut.is_err() || text.as_bytes()[end - 1] == b'\n', "{end}");
        }
    }
}
