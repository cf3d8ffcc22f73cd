//! PDF files as their first and last bytes have them (ISO 32000, 7.5).

use std::io::{self, Read, Seek, SeekFrom};

use super::picture::PictureFormat;

/// The content of a file with the name of a PDF.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PdfIssue {
    /// A page of the web.
    WebPage,
    /// A document of a word processor.
    Document,
    /// A picture.
    Picture,
    /// Something else.
    Other,
    /// A PDF whose end is missing.
    Incomplete,
}

/// Readers accept a header and an end within so many bytes (Adobe's notes on ISO 32000, annex H).
const MARGIN: u64 = 1024;

/// A file of so few bytes merely takes the place of another.
const SHORT: u64 = 32;

/// The bytes at the end that are searched: some programs write more behind it than readers accept.
const TAIL: u64 = 16 * MARGIN;

/// Returns what is wrong with a file of so many bytes, of which these are the first, that has the name of a PDF.
pub(super) fn issue(file: &mut (impl Read + Seek), start: &[u8], length: u64) -> io::Result<Option<PdfIssue>> {
    let text = start.trim_ascii_start();
    let is_document =
        start.starts_with(b"PK\x03\x04") || start.starts_with(b"\xd0\xcf\x11\xe0") || text.starts_with(b"{\\rtf");
    Ok(if text.starts_with(b"%PDF") || contains(&part(file, 0, MARGIN)?, b"%PDF-") {
        let end = part(file, length.saturating_sub(TAIL), TAIL)?;
        // The smallest that a program writes is larger.
        let is_cut = length > MARGIN && !contains(&end, b"%%EOF") && !contains(&end, b"startxref");
        is_cut.then_some(PdfIssue::Incomplete)
    } else if text.starts_with(b"<") {
        Some(PdfIssue::WebPage)
    } else if is_document {
        Some(PdfIssue::Document)
    } else if PictureFormat::of_start(start).is_some() {
        Some(PdfIssue::Picture)
    } else {
        (length > SHORT).then_some(PdfIssue::Other)
    })
}

fn part(file: &mut (impl Read + Seek), from: u64, length: u64) -> io::Result<Vec<u8>> {
    file.seek(SeekFrom::Start(from))?;
    let mut bytes = Vec::new();
    file.by_ref().take(length).read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn contains(bytes: &[u8], wanted: &[u8]) -> bool {
    memchr::memmem::find(bytes, wanted).is_some()
}
