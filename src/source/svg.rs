//! SVG pictures as their text has them: an XML element `svg` with its namespace, up to its end.

use std::io::{self, Read, Seek, SeekFrom};

use quick_xml::events::attributes::Attribute;
use quick_xml::events::{BytesStart, Event};

use super::picture::PictureFormat;
use super::svg_risk::{SvgRisk, svg_risks};

/// What keeps browsers from showing an SVG.
pub(super) enum SvgIssue {
    /// It is a page of the web, a compressed file, or a PDF.
    NoSvg,
    /// It is a picture of another format.
    OtherFormat(PictureFormat),
    /// Its end is missing.
    Incomplete,
    /// It has no namespace, or another one.
    NoNamespace,
    /// It is not well-formed XML.
    Malformed,
}

/// The bytes at each end of a file that are looked at.
const PART: u64 = 1 << 16;

/// The largest file that is read as a whole.
const MOST_BYTES: u64 = 4 << 20;

/// The largest file of which it is known what it does.
const MOST_BYTES_OF_RISKS: u64 = 64 << 20;

/// The namespace of SVG, in which browsers look.
const NAMESPACE: &str = "http://www.w3.org/2000/svg";

/// Returns what keeps browsers from showing an SVG of so many bytes. A text in UTF-16 is not looked at.
pub(super) fn issue(file: &mut (impl Read + Seek), length: u64) -> io::Result<Option<SvgIssue>> {
    let start = part(file, 0)?;
    if let Some(format) = PictureFormat::of_start(&start).filter(|format| *format != PictureFormat::Svg) {
        return Ok(Some(SvgIssue::OtherFormat(format)));
    }
    if [&b"\x1f\x8b"[..], b"%PDF", b"PK\x03\x04"].iter().any(|other| start.starts_with(other)) {
        return Ok(Some(SvgIssue::NoSvg));
    }
    if start.contains(&0) {
        return Ok(None);
    }
    let start = String::from_utf8_lossy(&start).to_ascii_lowercase();
    let without_comments = without_comments(&start);
    let is_html = |before: &str| before.contains("<html") || before.contains("<!doctype html");
    // With a prefix, it is `<svg:svg`.
    let open = without_comments.find("<svg");
    if is_html(&without_comments[..open.unwrap_or(without_comments.len())]) {
        return Ok(Some(SvgIssue::NoSvg));
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
    } else if !has_namespace(tag) {
        Some(SvgIssue::NoNamespace)
    } else if length <= MOST_BYTES && !is_well_formed(&whole(file, MOST_BYTES)?) {
        Some(SvgIssue::Malformed)
    } else {
        None
    })
}

/// Returns what an SVG does besides showing a picture.
pub(super) fn risks(file: &mut (impl Read + Seek)) -> io::Result<Vec<SvgRisk>> {
    Ok(svg_risks(&whole(file, MOST_BYTES_OF_RISKS)?))
}

/// Returns true if the opening tag `<svg …` says that it is SVG. Illustrator writes an entity for the namespace.
fn has_namespace(tag: &str) -> bool {
    let attribute = if tag.starts_with("<svg:") { "xmlns:svg" } else { "xmlns" };
    let values = tag.match_indices(attribute).filter_map(|(at, _)| {
        let rest = tag[at + attribute.len()..].trim_start().strip_prefix('=')?;
        Some(rest.trim_start().trim_start_matches(['"', '\'']))
    });
    values.into_iter().any(|value| value.starts_with('&') || value.split(['"', '\'']).next() == Some(NAMESPACE))
}

/// Returns true if an XML parser reads a text to its end, and all prefixes of names are declared. What is not in UTF-8,
/// and a text with entities of its own, is not looked at.
fn is_well_formed(bytes: &[u8]) -> bool {
    let Ok(text) = std::str::from_utf8(bytes) else { return true };
    if text.contains("<!ENTITY") || text.contains("<!DOCTYPE") && text.contains('[') {
        return true;
    }
    let mut reader = quick_xml::Reader::from_str(text.trim_start_matches('\u{feff}'));
    let (mut depth, mut roots) = (0_usize, 0_usize);
    loop {
        match reader.read_event() {
            Ok(Event::Eof) => return depth == 0 && roots == 1,
            Ok(Event::Start(tag)) => {
                roots += usize::from(depth == 0);
                depth += 1;
                if !has_sound_attributes(&tag, text) {
                    return false;
                }
            }
            Ok(Event::Empty(tag)) => {
                roots += usize::from(depth == 0);
                if !has_sound_attributes(&tag, text) {
                    return false;
                }
            }
            Ok(Event::End(_)) => depth = depth.saturating_sub(1),
            Ok(Event::GeneralRef(name)) if !is_reference(&name) => return false,
            Ok(_) => {}
            Err(_) => return false,
        }
    }
}

fn has_sound_attributes(tag: &BytesStart<'_>, text: &str) -> bool {
    let is_declared = |name: &str| match name.split_once(':') {
        Some(("xml" | "xmlns", _)) | None => true,
        Some((prefix, _)) => text.contains(&format!("xmlns:{prefix}")),
    };
    let is_sound = |attribute: Attribute<'_>| {
        let references = attribute.value.split('&').skip(1);
        let mut references = references.map(|rest| rest.split(';').next().unwrap_or_default());
        is_declared(attribute.key.as_ref()) && !attribute.value.contains('<') && references.all(is_reference)
    };
    is_declared(tag.name().as_ref()) && tag.attributes().all(|attribute| attribute.is_ok_and(is_sound))
}

/// Returns true for the references that every XML has: `amp`, `#160`.
fn is_reference(name: &str) -> bool {
    matches!(name, "amp" | "lt" | "gt" | "quot" | "apos") || name.starts_with('#')
}

fn whole(file: &mut (impl Read + Seek), most: u64) -> io::Result<Vec<u8>> {
    file.seek(SeekFrom::Start(0))?;
    let mut bytes = Vec::new();
    file.by_ref().take(most).read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn part(file: &mut (impl Read + Seek), from: u64) -> io::Result<Vec<u8>> {
    file.seek(SeekFrom::Start(from))?;
    let mut bytes = Vec::new();
    file.by_ref().take(PART).read_to_end(&mut bytes)?;
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
