//! SVG pictures as their text has them: an XML element `svg` with its namespace, up to its end.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};

/// What keeps browsers from showing an SVG.
pub(super) enum SvgIssue {
    /// It is a page of the web.
    WebPage,
    /// Its end is missing.
    Incomplete,
    /// It has no namespace.
    NoNamespace,
}

/// The bytes at each end of a file that are looked at.
const PART: u64 = 1 << 16;

/// Returns what keeps browsers from showing an SVG of so many bytes. A text in UTF-16 is not looked at.
pub(super) fn issue(file: &mut File, length: u64) -> io::Result<Option<SvgIssue>> {
    let start = part(file, 0)?;
    if start.contains(&0) {
        return Ok(None);
    }
    let start = String::from_utf8_lossy(&start).to_ascii_lowercase();
    let without_comments = without_comments(&start);
    let is_html = |before: &str| before.contains("<html") || before.contains("<!doctype html");
    // With a prefix, it is `<svg:svg`.
    let open = without_comments.find("<svg");
    if is_html(&without_comments[..open.unwrap_or(without_comments.len())]) {
        return Ok(Some(SvgIssue::WebPage));
    }
    // What is no XML at all is not looked at.
    let Some(open) = open else { return Ok(None) };
    let end = part(file, length.saturating_sub(PART))?;
    let end = String::from_utf8_lossy(&end).to_ascii_lowercase();
    let rest = &without_comments[open..];
    let tag = rest.split_once('>').map_or(rest, |(tag, _)| tag);
    let has_end = end.contains("</svg") || (tag.ends_with('/') && rest.contains('>'));
    Ok(if !has_end {
        Some(SvgIssue::Incomplete)
    } else if !tag.contains("xmlns") {
        Some(SvgIssue::NoNamespace)
    } else {
        None
    })
}

fn part(file: &mut File, from: u64) -> io::Result<Vec<u8>> {
    file.seek(SeekFrom::Start(from))?;
    let mut bytes = Vec::new();
    file.take(PART).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Returns a text without XML comments, in which programs put their names.
fn without_comments(text: &str) -> String {
    let mut rest = String::new();
    for (number, part) in text.split("<!--").enumerate() {
        let after = part.split_once("-->").map_or("", |(_, after)| after);
        rest.push_str(if number == 0 { part } else { after });
    }
    rest
}
