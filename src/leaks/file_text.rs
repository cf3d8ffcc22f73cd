//! The part of a file that can be searched: a text as it is; of a picture, what it says about itself; of other files, what
//! is readable in them.

use std::borrow::Cow;

use crate::source::has_extension;

/// The text of a file.
pub(super) enum SearchableText<'b> {
    /// The file is a text.
    Text {
        /// True if a backslash begins an escape in it.
        has_escapes: bool,
    },
    /// The texts in a file that is none.
    Extracted {
        /// The texts, one after another.
        text: Cow<'b, [u8]>,
        /// True if some of it is text by chance.
        is_noisy: bool,
    },
    /// The file is packed: nothing in it is readable.
    Packed,
}

/// The files whose texts are packed.
const PACKED: [&str; 24] = [
    "7z", "bz2", "djvu", "doc", "docx", "epub", "gz", "kmz", "mobi", "numbers", "odg", "odp", "ods", "odt", "pages",
    "pdf", "ppt", "pptx", "svgz", "tgz", "xls", "xlsx", "xz", "zip",
];

/// The files in which a backslash begins an escape.
const WITH_ESCAPES: [&str; 7] = ["js", "mjs", "json", "geojson", "webmanifest", "map", "ipynb"];

/// The files in which a line goes on in the next one, if that begins with a space.
const FOLDED: [&str; 5] = ["ics", "ical", "ifb", "vcf", "vcard"];

/// The bytes in which a file that is no text shows it.
const START: usize = 8 << 10;

/// The fewest letters of a text in a file that is none.
const FEWEST: usize = 4;

/// Returns true for a file whose words cannot be searched: a PDF, an office document, an archive.
pub fn is_unsearchable(path: &str) -> bool {
    has_extension(path, &PACKED)
}

impl<'b> SearchableText<'b> {
    /// Finds out what can be searched.
    pub(super) fn of(path: &str, bytes: &'b [u8]) -> Self {
        if is_unsearchable(path) || bytes.starts_with(b"%PDF") || bytes.starts_with(b"PK\x03\x04") {
            return Self::Packed;
        }
        let pieces = match bytes {
            [0xff, 0xd8, 0xff, ..] => vec![before_scan(bytes)],
            [0x89, b'P', b'N', b'G', ..] => png_chunks(bytes),
            [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => webp_chunks(bytes),
            _ if has_extension(path, &FOLDED) => {
                return Self::Extracted { text: unfolded(bytes).into(), is_noisy: false };
            }
            _ if is_text(bytes) => return Self::Text { has_escapes: has_extension(path, &WITH_ESCAPES) },
            _ => return Self::Extracted { text: readable(bytes).into(), is_noisy: true },
        };
        let texts: Vec<u8> = pieces.into_iter().flat_map(readable).collect();
        Self::Extracted { text: texts.into(), is_noisy: false }
    }
}

/// Returns true for a text; one in UTF-16 has a mark.
fn is_text(bytes: &[u8]) -> bool {
    let start = &bytes[..bytes.len().min(START)];
    let is_utf16 = start.starts_with(b"\xff\xfe") || start.starts_with(b"\xfe\xff");
    is_utf16 || memchr::memchr(0, start).is_none() && !start.iter().any(|byte| matches!(byte, 1..=8 | 0xe..=0x1a))
}

/// Returns the same text with each line in one piece.
fn unfolded(bytes: &[u8]) -> Vec<u8> {
    let mut lines: Vec<u8> = Vec::with_capacity(bytes.len());
    for line in bytes.split(|byte| *byte == b'\n') {
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        match line {
            [b' ' | b'\t', more @ ..] => lines.extend_from_slice(more),
            line => {
                lines.push(b'\n');
                lines.extend_from_slice(line);
            }
        }
    }
    lines
}

/// Returns what a JPEG has before its pixels.
fn before_scan(bytes: &[u8]) -> &[u8] {
    let mut at = 2;
    while let Some([0xff, marker, high, low]) = bytes.get(at..at + 4) {
        if *marker == 0xda {
            break;
        }
        at += 2 + usize::from(u16::from_be_bytes([*high, *low]));
    }
    &bytes[..at.min(bytes.len())]
}

/// Returns the parts of a PNG that are no pixels.
fn png_chunks(bytes: &[u8]) -> Vec<&[u8]> {
    chunks(bytes, 8, 4, |header| {
        let length = u32::from_be_bytes([header[0], header[1], header[2], header[3]]);
        (length as usize, !matches!(&header[4..8], b"IDAT" | b"fdAT" | b"PLTE" | b"iCCP"))
    })
}

/// Returns the parts of a WebP that are no pixels.
fn webp_chunks(bytes: &[u8]) -> Vec<&[u8]> {
    chunks(bytes, 12, 0, |header| {
        let length = u32::from_le_bytes([header[4], header[5], header[6], header[7]]) as usize;
        (length + length % 2, !matches!(&header[0..4], b"VP8 " | b"VP8L" | b"ALPH" | b"ANMF" | b"ICCP"))
    })
}

/// Returns the chunks that are wanted: after a header of eight bytes comes the content, and after that a few bytes more.
fn chunks(bytes: &[u8], start: usize, more: usize, read: impl Fn(&[u8; 8]) -> (usize, bool)) -> Vec<&[u8]> {
    let (mut at, mut found) = (start, Vec::new());
    while let Some(header) = bytes.get(at..).and_then(<[u8]>::first_chunk::<8>) {
        let (length, is_wanted) = read(header);
        let content = &bytes[at + 8..(at + 8).saturating_add(length).min(bytes.len())];
        if is_wanted {
            found.push(content);
        }
        at = (at + 8 + more).saturating_add(length);
    }
    found
}

/// Returns the runs of readable characters among bytes, in UTF-8 and in UTF-16.
fn readable(bytes: &[u8]) -> Vec<u8> {
    let is_readable = |byte: u8| matches!(byte, b'\t' | b' '..=b'~' | 0x80..);
    let mut found = Vec::new();
    let mut add = |run: &[u8]| {
        if run.len() >= FEWEST {
            found.extend_from_slice(run);
            found.push(b'\n');
        }
    };
    bytes.split(|byte| !is_readable(*byte)).for_each(&mut add);
    let mut wide = Vec::new();
    for start in [0, 1] {
        for pair in bytes[start.min(bytes.len())..].chunks_exact(2) {
            match pair {
                [byte, 0] if is_readable(*byte) => wide.push(*byte),
                _ => {
                    add(&wide);
                    wide.clear();
                }
            }
        }
        add(&wide);
        wide.clear();
    }
    found
}
