//! One file: its text, or its fingerprint.

use std::borrow::Cow;
use std::fmt;
use std::fs;
use std::io::{self, BufReader, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use xxhash_rust::xxh3::{Xxh3, xxh3_128};

use super::SourceError;
use super::walk::Found;
use crate::diagnostics::{Checked, Diagnostic, FilePath, Findings, Span};

/// A letter longer than this (1 MiB, some 180,000 words) is not a letter, and Markdown is not safe to read beyond it.
const LARGEST_TEXT: usize = 1 << 20;

/// 128 bits of XXH3: equal content, equal fingerprint. It tells versions of one file apart, and proves nothing of who
/// made them; a cryptographic hash would be a twentieth of a build.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Fingerprint(pub [u8; 16]);

impl Fingerprint {
    /// The fingerprint of these bytes.
    pub fn of(bytes: &[u8]) -> Self {
        Self(xxh3_128(bytes).to_be_bytes())
    }

    /// The fingerprint of what a file holds, without reading it into memory.
    fn of_file(file: fs::File) -> io::Result<Self> {
        let mut hasher = Xxh3::new();
        io::copy(&mut BufReader::with_capacity(1 << 16, file), &mut hasher)?;
        Ok(Self(hasher.digest128().to_be_bytes()))
    }

    /// What [`Fingerprint`]'s `Display` wrote.
    pub fn parse(text: &str) -> Option<Self> {
        let mut bytes = [0; 16];
        if text.len() != 32 || !text.is_ascii() {
            return None;
        }
        for (at, byte) in bytes.iter_mut().enumerate() {
            *byte = u8::from_str_radix(&text[2 * at..2 * at + 2], 16).ok()?;
        }
        Some(Self(bytes))
    }

    /// The first ten hexadecimal digits: enough to tell versions of one file apart in its name.
    pub fn short(self) -> String {
        self.to_string()[..10].to_owned()
    }
}

impl fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:032x}", u128::from_be_bytes(self.0))
    }
}

/// A text of the column's.
#[derive(Debug, Clone)]
pub struct SourceFile {
    /// Its place in the column; its identity.
    pub path: FilePath,
    /// Its text: UTF-8 without a byte order mark, lines ended by `\n`.
    pub text: Arc<str>,
    /// Of the text.
    pub fingerprint: Fingerprint,
}

/// A picture or document: published as it is, never read into memory.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attachment {
    /// Its place in the column.
    pub path: FilePath,
    /// Where it lies on disk.
    pub disk: PathBuf,
    /// Of its bytes.
    pub fingerprint: Fingerprint,
    /// Width and height in pixels, of a picture.
    pub size: Option<(usize, usize)>,
}

pub(super) fn bytes(path: &Path) -> Result<Vec<u8>, SourceError> {
    fs::read(path).map_err(|source| SourceError::Read { path: path.to_owned(), source })
}

/// The same from an open file, into a buffer that is used again for the next one.
pub(super) fn bytes_into(file: fs::File, buffer: &mut Vec<u8>) -> io::Result<()> {
    buffer.clear();
    // A file by itself would be asked for its length and its place first.
    file.take(u64::MAX).read_to_end(buffer).map(|_| ())
}

/// That a file is too large to be read as a text.
pub(super) fn too_large(path: &FilePath, bytes: &[u8]) -> Option<Diagnostic> {
    (bytes.len() > LARGEST_TEXT).then(|| {
        let message = format!("this file has {} KiB; a letter may have 1,024 at most", bytes.len() / 1024);
        Diagnostic::error(message).about(path).help("split it into several files")
    })
}

/// Bytes to text. What is not UTF-8 is shown with a replacement character, so that a diagnostic can point at it.
pub(super) fn decode(path: &FilePath, bytes: &[u8]) -> Checked<SourceFile> {
    let mut findings = Findings::new(path);
    let read = std::str::from_utf8(bytes);
    if let Some(plain) = read.ok().map(without_mark).filter(|text| is_showable(text)) {
        return findings.with(SourceFile::normalised(path, plain));
    }
    let text = String::from_utf8_lossy(bytes);
    if let Err(error) = read {
        let at = error.valid_up_to();
        let before = &text[..text.floor_char_boundary(at)];
        let at = before.len() - before.matches('\r').count() - 3 * usize::from(before.starts_with('\u{feff}'));
        let diagnostic = Diagnostic::error("this file is not saved as UTF-8")
            .label("this character cannot be read")
            .help("in your editor choose “Save as…” or “Save with encoding” and pick UTF-8");
        findings.add(Span::new(at..at + 3), diagnostic);
    }
    let mut file = SourceFile::new(path, &text);
    let mut last_end = None;
    for (at, found) in file.text.char_indices().filter(|(_, c)| is_unshowable(*c)) {
        // A row of them is one slip.
        if last_end != Some(at) {
            let message = format!("here is a character that nothing can show (U+{:04X})", u32::from(found));
            let diagnostic = Diagnostic::error(message).help("remove it: it came along when the text was pasted");
            findings.add(Span::new(at..at + found.len_utf8()), diagnostic);
        }
        last_end = Some(at + found.len_utf8());
    }
    if last_end.is_some() {
        // What has been said here is not said again by a parser that stumbles over it.
        let spaces = |c: char| if is_unshowable(c) { (' ', c.len_utf8()) } else { (c, 1) };
        let shown = file.text.chars().map(spaces).flat_map(|(c, times)| std::iter::repeat_n(c, times));
        file.text = shown.collect::<String>().into();
    }
    findings.with(file)
}

/// Whether nothing in a text is unshowable (nor `\r`), told from its bytes: C0 controls and DEL are one byte, C1 controls
/// begin with 0xC2.
fn is_showable(text: &str) -> bool {
    let suspect = |byte: u8| (byte < b' ' && byte != b'\n' && byte != b'\t') || byte == 0x7f || byte == 0xc2;
    !text.bytes().fold(false, |found, byte| found | suspect(byte)) || !text.contains(is_unshowable)
}

fn is_unshowable(c: char) -> bool {
    c.is_control() && c != '\n' && c != '\t'
}

impl SourceFile {
    /// A text at a place, normalised.
    pub fn new(path: &FilePath, text: &str) -> Self {
        Self::normalised(path, &normalise(text))
    }

    fn normalised(path: &FilePath, text: &str) -> Self {
        Self { path: path.clone(), fingerprint: Fingerprint::of(text.as_bytes()), text: text.into() }
    }
}

/// Without a byte order mark.
fn without_mark(text: &str) -> &str {
    text.strip_prefix('\u{feff}').unwrap_or(text)
}

/// The same with `\n` at the end of lines, whatever editor wrote it.
fn normalise(text: &str) -> Cow<'_, str> {
    let bare = without_mark(text);
    if bare.contains('\r') { bare.replace("\r\n", "\n").replace('\r', "\n").into() } else { bare.into() }
}

pub(super) fn attachment(found: &Found, file: fs::File) -> io::Result<Attachment> {
    let fingerprint = Fingerprint::of_file(file)?;
    let picture = super::has_extension(&found.path, &["png", "jpg", "jpeg", "gif", "webp"]);
    // A picture that cannot be measured is shown without its size.
    let size = picture.then(|| imagesize::size(&found.disk).ok()).flatten().map(|size| (size.width, size.height));
    Ok(Attachment { path: found.path.clone(), disk: found.disk.clone(), fingerprint, size })
}
