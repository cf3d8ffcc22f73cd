//! A picture, document, or other file that is published with the texts: its fingerprint, and what would keep it from going out.

use std::fs::File;
use std::io::{self, Cursor, Read, Seek};
use std::path::PathBuf;

use xxhash_rust::xxh3::Xxh3;

use super::attachment_kinds::{is_attachment_kind, is_video};
use super::disk_file::DiskFile;
use super::fingerprint::Fingerprint;
use super::gps::PlaceFinder;
use super::has_extension;
use super::layout::within_content;
use super::pdf::{self, PdfIssue};
use super::picture::{PictureFormat, START};
use super::picture_structure::{self, PictureFacts};
use super::svg::{self, SvgIssue};
use super::svg_risk::SvgRisk;
use crate::diagnostics::FilePath;

/// A picture or document, or a file of `static/`. Metadata is taken out of pictures; all else is published as it is, and never
/// read into memory as a whole.
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
    /// The number of bytes.
    pub length: u64,
    /// Width and height in pixels as a browser shows it; `None` if it is no picture, or one that cannot be measured.
    pub size: Option<(usize, usize)>,
    /// The facts of a picture, whatever its name says. `None` if it is none.
    pub picture: Option<PictureFacts>,
    /// The reasons in the bytes not to publish it as it is.
    pub issues: Vec<AttachmentIssue>,
    /// What an SVG does besides showing a picture.
    pub svg_risks: Vec<SvgRisk>,
}

/// A reason in the bytes of a file not to publish it as it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AttachmentIssue {
    /// It begins with front matter, so it is a letter or the copy of one.
    FrontMatter,
    /// Git LFS keeps the file elsewhere, and this is the note that it left.
    LfsPointer,
    /// It is a video that says where it was taken.
    Place,
    /// It has no bytes, and the name of a kind of file that goes out beside a text.
    Empty,
    /// It is a picture whose end is missing.
    Incomplete,
    /// It is a picture of another format than its name says.
    OtherFormat(PictureFormat),
    /// It has the name of a picture and is none.
    NoPicture,
    /// It is an SVG that does not say so: without its namespace it is any XML.
    NoNamespace,
    /// It is an SVG with a mistake in its XML.
    Malformed,
    /// It has the name of a PDF, and is something else.
    NoPdf(PdfIssue),
    /// It is all that another program exports of a site, with what is for no reader.
    Export,
}

/// The bytes that are read at a time.
const PIECE: usize = 1 << 16;

/// How the note begins that Git LFS leaves in place of a file (git-lfs, `docs/spec.md`).
const LFS_POINTER: &[u8] = b"version https://git-lfs.github.com/spec/v1";

/// The facts that are read from the bytes of a file.
#[derive(Debug)]
pub struct FileFacts {
    fingerprint: Fingerprint,
    /// The number of bytes.
    pub length: u64,
    /// Width and height in pixels as a browser shows it; `None` if it is no picture, or one that cannot be measured.
    pub size: Option<(usize, usize)>,
    /// The facts of a picture, whatever its name says. `None` if it is none.
    pub picture: Option<PictureFacts>,
    /// The reasons in the bytes not to publish it as it is.
    pub issues: Vec<AttachmentIssue>,
    /// What an SVG does besides showing a picture.
    pub svg_risks: Vec<SvgRisk>,
}

impl FileFacts {
    /// Returns the facts of a file that is in memory.
    pub fn of_bytes(path: &str, bytes: &[u8]) -> Self {
        let measure = || imagesize::blob_size(bytes).ok();
        // No byte in memory fails to be read.
        look(path, &mut Cursor::new(bytes), &mut Vec::new(), measure).unwrap_or_else(|_| Self {
            fingerprint: Fingerprint::of(bytes),
            length: bytes.len() as u64,
            size: None,
            picture: None,
            issues: Vec::new(),
            svg_risks: Vec::new(),
        })
    }
}

/// Reads a file piece by piece, with a buffer that serves for one file after another.
pub(super) fn read(found: &DiskFile, mut file: File, buffer: &mut Vec<u8>) -> io::Result<Attachment> {
    let measure = || imagesize::size(&found.disk).ok();
    let FileFacts { fingerprint, length, size, picture, issues, svg_risks } =
        look(&found.path, &mut file, buffer, measure)?;
    Ok(Attachment {
        path: found.path.clone(),
        links_to: found.links_to.clone(),
        disk: found.disk.clone(),
        fingerprint,
        length,
        size,
        picture,
        issues,
        svg_risks,
    })
}

/// Reads bytes piece by piece. `measure` reads the size of a picture as it is stored.
fn look(
    path: &str,
    file: &mut (impl Read + Seek),
    buffer: &mut Vec<u8>,
    measure: impl FnOnce() -> Option<imagesize::ImageSize>,
) -> io::Result<FileFacts> {
    buffer.resize(PIECE, 0);
    let mut hasher = Xxh3::new();
    let mut places = is_video(path).then(PlaceFinder::default);
    let (mut issues, mut start, mut length) = (Vec::new(), Vec::new(), 0);
    loop {
        let piece = match file.read(buffer) {
            Ok(0) => break,
            Ok(len) => &buffer[..len],
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(error),
        };
        if length == 0 {
            issues.extend(issue_of_start(piece));
            issues.extend(is_export(path, piece).then_some(AttachmentIssue::Export));
            start.extend_from_slice(&piece[..piece.len().min(START)]);
        }
        if let Some(places) = &mut places {
            places.update(piece);
        }
        hasher.update(piece);
        length += piece.len() as u64;
    }
    let is_svg = length > 0 && has_extension(path, &["svg", "svgz"]);
    let format = PictureFormat::of_start(&start).or(is_svg.then_some(PictureFormat::Svg));
    let picture = format.map(|format| picture_structure::facts(file, format, length)).transpose()?;
    let is_measured = has_extension(path, &["png", "jpg", "jpeg", "gif", "webp"]);
    let size = is_measured.then(measure).flatten();
    let mut size = size.map(|size| (size.width, size.height));
    if issues.is_empty() {
        let is_shown = size.is_some_and(|(width, height)| width > 0 && height > 0);
        issues.extend(issue_of_kind(path, file, &start, length, picture, is_measured && !is_shown)?);
    }
    if picture.is_some_and(PictureFacts::is_on_its_side) {
        size = size.map(|(width, height)| (height, width));
    }
    let svg_risks = if is_svg { svg::risks(file)? } else { Vec::new() };
    issues.extend(places.filter(|places| places.finish(file)).map(|_| AttachmentIssue::Place));
    Ok(FileFacts { fingerprint: Fingerprint::of_hasher(&hasher), length, size, picture, issues, svg_risks })
}

/// Returns what is wrong with a file that is not what its name says.
fn issue_of_kind(
    path: &str,
    file: &mut (impl Read + Seek),
    start: &[u8],
    length: u64,
    picture: Option<PictureFacts>,
    is_unmeasured: bool,
) -> io::Result<Option<AttachmentIssue>> {
    if length > 0 && has_extension(path, &["svg"]) {
        return Ok(svg::issue(file, length)?.map(|issue| match issue {
            SvgIssue::NoSvg => AttachmentIssue::NoPicture,
            SvgIssue::OtherFormat(format) => AttachmentIssue::OtherFormat(format),
            SvgIssue::Malformed => AttachmentIssue::Malformed,
            SvgIssue::Incomplete => AttachmentIssue::Incomplete,
            SvgIssue::NoNamespace => AttachmentIssue::NoNamespace,
        }));
    }
    let Some(promised) = PictureFormat::of_name(path) else {
        if length == 0 && is_attachment_kind(path) {
            return Ok(Some(AttachmentIssue::Empty));
        }
        let is_pdf = length > 0 && has_extension(path, &["pdf"]);
        let issue = if is_pdf { pdf::issue(file, start, length)? } else { None };
        return Ok(issue.map(AttachmentIssue::NoPdf));
    };
    Ok(match picture {
        None if length == 0 => Some(AttachmentIssue::Empty),
        None => Some(AttachmentIssue::NoPicture),
        Some(found) if found.format != promised => Some(AttachmentIssue::OtherFormat(found.format)),
        Some(found) if !found.is_complete => Some(AttachmentIssue::Incomplete),
        // Browsers show a JPEG of an odd structure, too.
        Some(found) if found.format == PictureFormat::Jpeg => None,
        Some(_) => is_unmeasured.then_some(AttachmentIssue::NoPicture),
    })
}

/// Returns true for an export of another program, as XML or JSON, or any other feed, in `content/`. It holds drafts, comments
/// and their authors' addresses.
fn is_export(path: &str, start: &[u8]) -> bool {
    if within_content(path).is_none() {
        return false;
    }
    let start = String::from_utf8_lossy(&start[..start.len().min(MOST_BEFORE_FRONT_MATTER)]);
    if has_extension(path, &["xml"]) {
        return start.contains("<rss") || (start.contains("<feed") && start.contains("blogger"));
    }
    has_extension(path, &["json"]) && start.contains("\"db\"") && start.contains("\"exported_on\"")
}

/// The number of bytes before front matter, at most.
const MOST_BEFORE_FRONT_MATTER: usize = 4096;

/// Returns what the first bytes of a file give away.
fn issue_of_start(start: &[u8]) -> Option<AttachmentIssue> {
    if start.starts_with(LFS_POINTER) {
        return Some(AttachmentIssue::LfsPointer);
    }
    let is_mark = |byte: &u8| matches!(byte, b' ' | b'\t' | b'\r' | b'\n' | b'-' | b'+' | b'<');
    let opens = |start: &[u8]| start.first().is_some_and(is_mark) && is_front_matter(start);
    // A text may begin with a byte order mark. In UTF-16, each ASCII character has a zero byte.
    let without_mark =
        [&b"\xef\xbb\xbf"[..], b"\xff\xfe", b"\xfe\xff"].iter().find_map(|mark| start.strip_prefix(*mark));
    let start = without_mark.unwrap_or(start);
    let found = match start {
        [0, _, ..] | [_, 0, ..] => {
            let text: Vec<u8> =
                start.iter().copied().take(MOST_BEFORE_FRONT_MATTER).filter(|byte| *byte != 0).collect();
            opens(&text)
        }
        _ => opens(start),
    };
    found.then_some(AttachmentIssue::FrontMatter)
}

/// Returns true if a text begins with the line `---`, or `+++` as in Hugo, after spaces, empty lines and comments.
fn is_front_matter(text: &[u8]) -> bool {
    let mut rest = text.trim_ascii_start();
    while let Some(comment) = rest.strip_prefix(b"<!--") {
        let end = comment.windows(3).take(MOST_BEFORE_FRONT_MATTER).position(|sign| sign == b"-->");
        let Some(end) = end else { return false };
        rest = comment[end + 3..].trim_ascii_start();
    }
    let line = rest.split(|byte| matches!(byte, b'\n' | b'\r')).next().unwrap_or_default();
    matches!(line.trim_ascii_end(), b"---" | b"+++")
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
        for text in
            ["\n---\n", " ---\n", "\r\n\t--- \n", "<!-- x -->\n---\n", "<!-- x --> <!-- y -->\n\n---\n", "+++\ntitle"]
        {
            assert_eq!(issue_of_start(text.as_bytes()), Some(AttachmentIssue::FrontMatter), "{text}");
            let utf16: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
            assert_eq!(issue_of_start(&utf16), Some(AttachmentIssue::FrontMatter), "{text}");
        }
        for text in ["----\n", "-- \n", "a\n---\n", "", "%PDF-1.4\n", "\n\n", "<!-- ---", "<p>\n---\n", "++++\n"] {
            assert_eq!(issue_of_start(text.as_bytes()), None, "{text}");
        }
    }
}
