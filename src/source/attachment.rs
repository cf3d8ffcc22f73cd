//! A file that goes out as it is: its fingerprint, and what would keep it from going out.

use std::fs::File;
use std::io::{self, Read};
use std::path::PathBuf;

use xxhash_rust::xxh3::Xxh3;

use super::attachment_kinds::is_picture_or_video;
use super::disk_file::DiskFile;
use super::fingerprint::Fingerprint;
use super::gps::PlaceFinder;
use super::has_extension;
use crate::diagnostics::FilePath;

/// A picture or document, or a file of `static/`: published as it is, and never read into memory as a whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attachment {
    /// The path in the column.
    pub path: FilePath,
    /// The path of the file itself in the column, if `path` is a symbolic link.
    pub links_to: Option<FilePath>,
    /// The path on disk.
    pub disk: PathBuf,
    /// The fingerprint of the bytes.
    pub fingerprint: Fingerprint,
    /// Width and height in pixels; `None` if it is no picture, or one that cannot be measured.
    pub size: Option<(usize, usize)>,
    /// A reason in the bytes not to publish it as it is.
    pub issue: Option<AttachmentIssue>,
}

/// A reason in the bytes of a file not to publish it as it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AttachmentIssue {
    /// It begins with front matter, so it is a letter or the copy of one.
    FrontMatter,
    /// Git LFS keeps the file elsewhere, and this is the note that it left.
    LfsPointer,
    /// It is a picture or video that says where it was taken.
    Place,
}

/// The bytes that are read at a time.
const PIECE: usize = 1 << 16;

/// How the note begins that Git LFS leaves in place of a file (git-lfs, `docs/spec.md`).
const LFS_POINTER: &[u8] = b"version https://git-lfs.github.com/spec/v1";

/// Reads a file piece by piece, with a buffer that serves for one file after another.
pub(super) fn read(found: &DiskFile, mut file: File, buffer: &mut Vec<u8>) -> io::Result<Attachment> {
    buffer.resize(PIECE, 0);
    let mut hasher = Xxh3::new();
    let mut places = is_picture_or_video(&found.path).then(PlaceFinder::default);
    let (mut issue, mut is_first) = (None, true);
    loop {
        let piece = match file.read(buffer) {
            Ok(0) => break,
            Ok(len) => &buffer[..len],
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(error),
        };
        if std::mem::take(&mut is_first) {
            issue = issue_of_start(piece);
        }
        if let Some(places) = &mut places {
            places.update(piece);
        }
        hasher.update(piece);
    }
    let has_place = places.is_some_and(|places| places.finish(&mut file));
    let is_measured = has_extension(&found.path, &["png", "jpg", "jpeg", "gif", "webp"]);
    // A picture that cannot be measured is shown without its size.
    let size = is_measured.then(|| imagesize::size(&found.disk).ok()).flatten();
    Ok(Attachment {
        path: found.path.clone(),
        links_to: found.links_to.clone(),
        disk: found.disk.clone(),
        fingerprint: Fingerprint::of_hasher(&hasher),
        size: size.map(|size| (size.width, size.height)),
        issue: issue.or(has_place.then_some(AttachmentIssue::Place)),
    })
}

/// Returns what the first bytes of a file give away.
fn issue_of_start(start: &[u8]) -> Option<AttachmentIssue> {
    if start.starts_with(LFS_POINTER) {
        return Some(AttachmentIssue::LfsPointer);
    }
    // A text may begin with a byte order mark. In UTF-16, each character of the line has a zero byte.
    let is_utf16 = start.starts_with(&[0xff, 0xfe]) || start.starts_with(&[0xfe, 0xff]);
    let start = start.strip_prefix(b"\xef\xbb\xbf").unwrap_or(start);
    let line = start.iter().skip(if is_utf16 { 2 } else { 0 }).filter(|byte| !is_utf16 || **byte != 0);
    let line = line.take_while(|byte| !matches!(byte, b'\n' | b'\r')).take(64);
    let line: Vec<u8> = line.copied().collect();
    (line.trim_ascii_end() == b"---").then_some(AttachmentIssue::FrontMatter)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn front_matter_is_found_whatever_the_encoding() {
        let utf16 =
            |order: fn(u16) -> [u8; 2]| "\u{feff}---\r\ntitle".encode_utf16().flat_map(order).collect::<Vec<u8>>();
        for text in [
            b"---\ntitle: A\n".to_vec(),
            b"--- \r\ntitle: A\r\n".to_vec(),
            b"\xef\xbb\xbf---\n".to_vec(),
            b"---\rtitle".to_vec(),
            utf16(u16::to_le_bytes),
            utf16(u16::to_be_bytes),
        ] {
            assert_eq!(issue_of_start(&text), Some(AttachmentIssue::FrontMatter), "{text:?}");
        }
        for text in ["----\n", "-- \n", "a\n---\n", "", "%PDF-1.4\n"] {
            assert_eq!(issue_of_start(text.as_bytes()), None, "{text}");
        }
    }
}
