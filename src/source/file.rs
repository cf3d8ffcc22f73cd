//! One file: how its bytes become a text. No more is read than a text may have.

use std::borrow::Cow;
use std::fs::{self, Metadata};
use std::io::{self, Read};
use std::path::Path;
use std::sync::Arc;

use super::SourceError;
use super::attachment::{self, Attachment};
use super::disk_file::DiskFile;
use super::encoding;
use super::fingerprint::Fingerprint;
use super::layout::is_text;
use super::unusual_characters::{report_lost, report_unusual};
use crate::diagnostics::{Checked, Diagnostic, FilePath, Findings, Span};
use crate::site_path::composed;
use crate::text_checks::characters;

/// The size of the largest text in bytes: 1 MiB, some 180,000 words. Nothing longer is a letter, and Markdown is not safe
/// to parse beyond it.
pub(super) const LARGEST_TEXT: u64 = 1 << 20;

/// The size of the largest list that callslip itself keeps, in bytes: some 100,000 addresses.
pub(super) const LARGEST_LIST: u64 = 16 << 20;

/// A text of the column.
#[derive(Debug, Clone)]
pub struct SourceFile {
    /// The path in the column, which identifies the file.
    pub path: FilePath,
    /// UTF-8 without a byte order mark; lines end with `\n`, and accents are stored in their letters.
    pub text: Arc<str>,
    /// The fingerprint of the text.
    pub fingerprint: Fingerprint,
}

/// A Markdown file as it was last read. Its text can be forgotten, and is read again when somebody needs
/// it: of ten thousand letters that are parsed and sound hardly one is needed twice, and together they are a quarter of all
/// memory.
#[derive(Debug)]
pub struct SnapshotText {
    /// The path in the column.
    pub path: FilePath,
    /// The fingerprint of the text.
    pub fingerprint: Fingerprint,
    /// `None` once it has been forgotten.
    text: Option<Arc<str>>,
}

/// What a file of `content/` holds.
#[derive(Debug)]
pub(super) enum FileContent {
    Text(Checked<SourceFile>),
    Attachment(Attachment),
    Unreadable(Box<Diagnostic>),
}

/// Reads a file of `content/` or `static/` that has been opened, or says why it could not be.
pub(super) fn read(file: &DiskFile, opened: io::Result<(fs::File, Metadata)>, buffer: &mut Vec<u8>) -> FileContent {
    let read = opened.and_then(|(opened, metadata)| {
        if !is_text(&file.path) {
            return attachment::read(file, opened, buffer).map(FileContent::Attachment);
        }
        Ok(match text_into(opened, &metadata, LARGEST_TEXT, buffer)? {
            Ok(()) => text(&file.path, buffer),
            Err(size) => FileContent::Unreadable(too_large(&file.path, size).into()),
        })
    });
    read.unwrap_or_else(|error| FileContent::Unreadable(unreadable(&file.path, &error).into()))
}

const SAVE_AS_UTF8: &str = "in your editor, choose “Save As…” or “Save with Encoding,” and pick UTF-8";

/// Decodes a text. It may grow by that: two bytes of UTF-16 may be three of UTF-8.
fn text(path: &FilePath, bytes: &[u8]) -> FileContent {
    if encoding::is_document(path, bytes) {
        let diagnostic = Diagnostic::error("this is a word-processor document, not plain text").help(
            "open it in your word processor, choose Save As, Plain Text, and the encoding “Unicode (UTF-8)”, and give \
             it a name that ends in `.md`",
        );
        return FileContent::Unreadable(diagnostic.about(path).into());
    }
    if encoding::is_utf32(bytes) {
        let diagnostic = Diagnostic::error("this file is saved in an encoding (UTF-32) that callslip does not read")
            .help(SAVE_AS_UTF8);
        return FileContent::Unreadable(diagnostic.about(path).into());
    }
    if let Some(what) = encoding::other_kind(path, bytes) {
        let diagnostic = Diagnostic::error(format!("the name of this file ends in `.md`, but it is {what}"));
        let diagnostic = diagnostic.help("to publish it, give it back its own ending, and link to it");
        let help = "if it is a letter, open it, and copy its text into a file of plain text";
        return FileContent::Unreadable(diagnostic.help(help).about(path).into());
    }
    let decoded = decode(path, bytes);
    let length = decoded.value.text.len() as u64;
    if length > LARGEST_TEXT {
        FileContent::Unreadable(too_large(path, length).into())
    } else {
        FileContent::Text(decoded)
    }
}

/// Opens a file that the walk found to be one.
pub(super) fn open_found(path: &Path) -> io::Result<(fs::File, Metadata)> {
    let file = fs::File::open(path)?;
    let metadata = file.metadata()?;
    if metadata.is_file() { Ok((file, metadata)) } else { Err(no_file()) }
}

/// Opens a file. Whatever else may have its name by now, such as a pipe, is not opened: that may wait forever.
pub(super) fn open(path: &Path) -> io::Result<(fs::File, Metadata)> {
    if fs::metadata(path)?.is_file() { open_found(path) } else { Err(no_file()) }
}

fn no_file() -> io::Error {
    io::Error::other("it is not a file")
}

fn unreadable(path: &FilePath, reason: &io::Error) -> Diagnostic {
    let message = format!("this file cannot be read: {reason}");
    Diagnostic::error(message).at(path, Span::default()).help("check that you are allowed to open it, or remove it")
}

/// Reads a whole file of at most so many bytes; the inner error is the size of one that has more.
pub(super) fn bytes(path: &Path, most: u64) -> Result<Result<Vec<u8>, u64>, SourceError> {
    let mut buffer = Vec::new();
    let read = open(path).and_then(|(file, metadata)| text_into(file, &metadata, most, &mut buffer));
    read.map(|read| read.map(|()| buffer)).map_err(|source| SourceError::Read { path: path.to_owned(), source })
}

/// Reads an open file into a buffer, whose memory serves for one file after another. The inner error is the size of a
/// file with more than `most` bytes; it is looked at first, so that such a file costs nothing.
fn text_into(file: fs::File, metadata: &Metadata, most: u64, buffer: &mut Vec<u8>) -> io::Result<Result<(), u64>> {
    buffer.clear();
    if metadata.len() > most {
        return Ok(Err(metadata.len()));
    }
    // One byte more: with room after its end, one read finds that there is no more.
    buffer.reserve(usize::try_from(metadata.len()).unwrap_or_default() + 1);
    let read = file.take(most + 1).read_to_end(buffer)? as u64;
    // It may grow while it is read.
    Ok(if read > most { Err(read) } else { Ok(()) })
}

/// Returns the error for a file that is too large to be a text.
pub(super) fn too_large(path: &FilePath, size: u64) -> Diagnostic {
    let message = format!("this file is too large: {} KB, and the limit is 1024 KB", size.div_ceil(1024));
    Diagnostic::error(message).about(path).help("split it into several files")
}

/// Decodes the bytes of a file: UTF-8 without its byte order mark, with `\n` at the end of every line.
///
/// UTF-16 is read, with a warning. A byte that is neither becomes a replacement character, and a character that no page can
/// carry becomes as many spaces as it has bytes, so that a diagnostic can point at it and no parser stumbles over it again.
pub fn decode(path: &FilePath, bytes: &[u8]) -> Checked<SourceFile> {
    let mut findings = Findings::new(path);
    let read = std::str::from_utf8(bytes);
    if let Some(plain) = read.ok().map(without_mark).filter(|text| !characters::has_unusual(text)) {
        let file = SourceFile::normalized(path, &composed(plain));
        report_lost(&file.text, &mut findings);
        return findings.with(file);
    }
    let utf16 = encoding::utf16(bytes);
    let text = utf16.as_ref().map_or_else(|| String::from_utf8_lossy(bytes), |utf16| Cow::from(&utf16.text));
    if utf16.as_ref().is_some_and(|utf16| utf16.is_damaged) {
        let diagnostic = Diagnostic::error("part of a character is missing in this file, which is saved as UTF-16");
        let diagnostic = diagnostic.help("open it, look for a sign such as `\u{fffd}`, and write what belongs there");
        findings.add(Span::default(), diagnostic.help(SAVE_AS_UTF8));
    } else if utf16.is_some() {
        let diagnostic =
            Diagnostic::warning("this file is saved in an encoding (UTF-16) that few other programs can read")
                .help(SAVE_AS_UTF8);
        findings.add(Span::default(), diagnostic);
    } else if let Err(error) = read {
        findings.add(place(&text, error.valid_up_to()), not_utf8(bytes, error.valid_up_to()));
    }
    // Among bytes that are no text, each stays where it was reported.
    let mut file = SourceFile::new(path, &if read.is_ok() { composed(&text) } else { Cow::Borrowed(&*text) });
    report_unusual(&file.text, &mut findings);
    if file.text.contains(characters::is_refused) {
        // With spaces in their place, no parser reports them again.
        let spaces = |c: char| if characters::is_refused(c) { (' ', c.len_utf8()) } else { (c, 1) };
        let shown = file.text.chars().map(spaces).flat_map(|(c, times)| std::iter::repeat_n(c, times));
        file.text = shown.collect::<String>().into();
    }
    findings.with(file)
}

/// Returns the span of the first replacement character of a text, before which there are so many bytes in the file, once its
/// line ends are normalized.
fn place(text: &str, at: usize) -> Span {
    let before = &text[..text.floor_char_boundary(at)];
    let marks = before.len() - without_mark(before).len();
    let at = before.len() - before.matches("\r\n").count() - marks;
    Span::new(at..at + 3)
}

/// Returns the error for a file in an older encoding, with the word that its byte at `at` is in.
fn not_utf8(bytes: &[u8], at: usize) -> Diagnostic {
    let word = encoding::windows_word(bytes, at);
    let label = word.map_or("this character cannot be read".to_owned(), |word| format!("probably `{word}`"));
    Diagnostic::error("some characters in this file cannot be read: it is saved in an old encoding")
        .label(label)
        .help(SAVE_AS_UTF8)
}

impl SourceFile {
    /// Creates a text with that path, with its byte order mark removed and its lines ended by `\n`.
    pub fn new(path: &FilePath, text: &str) -> Self {
        Self::normalized(path, &normalize(text))
    }

    fn normalized(path: &FilePath, text: &str) -> Self {
        Self { path: path.clone(), fingerprint: Fingerprint::of(text.as_bytes()), text: text.into() }
    }
}

impl SnapshotText {
    /// Returns the file with its text, which is read again if it has been forgotten; `None` if it cannot be read any more.
    /// If it has changed on disk meanwhile, the new text counts; the next refresh reports its diagnostics.
    pub fn get(&mut self, root: &Path) -> Option<SourceFile> {
        if self.text.is_none() {
            let now = self.read_again(root)?;
            self.fingerprint = now.fingerprint;
            self.text = Some(now.text);
        }
        let text = self.text.clone()?;
        Some(SourceFile { path: self.path.clone(), text, fingerprint: self.fingerprint })
    }

    /// Drops the text. Whoever got it before may keep it.
    pub fn forget(&mut self) {
        self.text = None;
    }

    /// Returns the text, which is read again if it has been forgotten, and kept; `None` if it is another one on disk by then.
    pub(super) fn same_text(&mut self, root: &Path) -> Option<Arc<str>> {
        if self.text.is_none() {
            let now = self.read_again(root).filter(|now| now.fingerprint == self.fingerprint);
            self.text = now.map(|now| now.text);
        }
        self.text.clone()
    }

    /// Returns the file with its text, unless that has been forgotten.
    pub(super) fn into_source(self) -> Option<SourceFile> {
        let Self { path, fingerprint, text } = self;
        text.map(|text| SourceFile { path, text, fingerprint })
    }

    fn read_again(&self, root: &Path) -> Option<SourceFile> {
        read_source(root, &self.path)
    }
}

/// Reads a text of the column; `None` if it cannot be read.
pub fn read_text(root: &Path, path: &FilePath) -> Option<Arc<str>> {
    read_source(root, path).map(|file| file.text)
}

fn read_source(root: &Path, path: &FilePath) -> Option<SourceFile> {
    let found = DiskFile { path: path.clone(), disk: root.join(&**path), links_to: None };
    match read(&found, open(&found.disk), &mut Vec::new()) {
        FileContent::Text(text) => Some(text.value),
        _ => None,
    }
}

impl From<SourceFile> for SnapshotText {
    fn from(file: SourceFile) -> Self {
        Self { path: file.path, fingerprint: file.fingerprint, text: Some(file.text) }
    }
}

/// Removes the byte order mark. Some programs write a second one before the first.
fn without_mark(text: &str) -> &str {
    text.trim_start_matches('\u{feff}')
}

/// Removes the byte order mark and ends every line with `\n`, whatever editor wrote it.
fn normalize(text: &str) -> Cow<'_, str> {
    let bare = without_mark(text);
    if bare.contains('\r') { bare.replace("\r\n", "\n").replace('\r', "\n").into() } else { bare.into() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_byte_that_is_not_utf8_is_marked_behind_line_ends_of_every_kind() {
        for text in [&b"a\rb\xff"[..], b"\xef\xbb\xbfa\r\nb\xff", b"a\nb\xff\r\n", b"\r\r\n\xff"] {
            let decoded = decode(&Arc::from("a.md"), text);
            let span = decoded.diagnostics[0].span.unwrap();
            assert_eq!(&decoded.value.text[span.range()], "\u{fffd}", "{text:?}");
        }
    }
}
