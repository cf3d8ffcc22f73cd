//! What an SVG may do besides showing a picture, and its size. As a picture on a page, none runs a program or asks a site
//! for anything; but each has an address of its own, and whoever opens that gets a page of the column's.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

/// Something that an SVG does besides showing a picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SvgRisk {
    /// It holds a program.
    Script,
    /// It is not in UTF-8, or has entities that may hold anything.
    Unknown,
    /// It asks another site for a picture or a style.
    OtherSite,
    /// It has the path of a file on the computer of whoever drew it.
    PathOnDisk,
}

/// Returns the worst that an SVG does; `None` if it only shows a picture.
pub fn svg_risk(bytes: &[u8]) -> Option<SvgRisk> {
    let Ok(text) = std::str::from_utf8(bytes) else { return Some(SvgRisk::Unknown) };
    if text
        .split("<!ENTITY")
        .skip(1)
        .any(|entity| entity.split('>').next().is_none_or(|inner| inner.contains(['<', '&'])))
    {
        return Some(SvgRisk::Unknown);
    }
    let mut reader = Reader::from_str(text.trim_start_matches('\u{feff}'));
    let (mut asks, mut names_path) = (false, false);
    loop {
        match reader.read_event() {
            Ok(Event::Eof) => break,
            Ok(Event::Start(tag) | Event::Empty(tag)) => {
                if is_program(&tag) {
                    return Some(SvgRisk::Script);
                }
                asks |= asks_other_site(&tag);
                names_path |= names_path_on_disk(&tag);
            }
            Ok(Event::Text(text)) => asks |= is_foreign_style(text.as_ref()),
            Ok(Event::CData(text)) => asks |= is_foreign_style(text.as_ref()),
            Ok(_) => {}
            Err(_) => return Some(SvgRisk::Unknown),
        }
    }
    asks.then_some(SvgRisk::OtherSite).or(names_path.then_some(SvgRisk::PathOnDisk))
}

/// Returns the width and height that an SVG says it has, or those of its view box. `None` if it says neither.
pub fn svg_size(bytes: &[u8]) -> Option<(usize, usize)> {
    let text = std::str::from_utf8(bytes).ok()?;
    let mut reader = Reader::from_str(text.trim_start_matches('\u{feff}'));
    let tag = loop {
        match reader.read_event().ok()? {
            Event::Eof => return None,
            Event::Start(tag) | Event::Empty(tag) => break tag,
            _ => {}
        }
    };
    let attributes = attributes(&tag);
    let value = |name: &str| attributes.iter().find(|(key, _)| key == name).map(|(_, value)| value.trim());
    let length = |name: &str| value(name)?.trim_end_matches("px").parse::<f64>().ok();
    let view_box = || {
        let box_of = value("viewBox")?.split([' ', ',']).filter(|part| !part.is_empty());
        let numbers: Vec<f64> = box_of.filter_map(|part| part.parse().ok()).collect();
        Some((*numbers.get(2)?, *numbers.get(3)?))
    };
    let (width, height) = length("width").zip(length("height")).or_else(view_box)?;
    // A drawing in small units keeps its proportions in whole pixels.
    let scale = (100.0 / width.min(height)).max(1.0);
    Some((pixels(width * scale)?, pixels(height * scale)?))
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "it is within the range before")]
fn pixels(length: f64) -> Option<usize> {
    (1.0..=1e7).contains(&length).then(|| length.round() as usize)
}

/// Returns the attributes of a tag, each with its references replaced.
fn attributes(tag: &BytesStart<'_>) -> Vec<(String, String)> {
    let mut attributes = tag.attributes();
    let decoded = attributes.with_checks(false).flatten().map(|attribute| {
        let value =
            quick_xml::escape::unescape(&attribute.value).map_or_else(|_| attribute.value.to_string(), Into::into);
        (attribute.key.as_ref().to_owned(), value)
    });
    decoded.collect()
}

/// Returns the name without its prefix, in lower case.
fn local(name: &str) -> String {
    name.rsplit(':').next().unwrap_or(name).to_ascii_lowercase()
}

fn is_program(tag: &BytesStart<'_>) -> bool {
    let name = local(tag.name().as_ref());
    let runs = |(key, value): &(String, String)| {
        let value: String = value.chars().filter(|c| !c.is_whitespace() && !c.is_control()).collect();
        let value = value.to_ascii_lowercase();
        local(key).starts_with("on") || value.starts_with("javascript:") || value.starts_with("data:text/html")
    };
    matches!(name.as_str(), "script" | "handler" | "iframe" | "object" | "embed") || attributes(tag).iter().any(runs)
}

fn asks_other_site(tag: &BytesStart<'_>) -> bool {
    let is_link = local(tag.name().as_ref()) == "a";
    let is_address = |value: &str| ["http:", "https:", "//"].iter().any(|start| value.trim_start().starts_with(start));
    let asks = |(key, value): &(String, String)| {
        (!is_link && local(key) == "href" && is_address(value)) || is_foreign_style(value)
    };
    attributes(tag).iter().any(asks)
}

/// Returns true if a style asks another site for something.
fn is_foreign_style(style: &str) -> bool {
    let style = style.replace(['"', '\'', ' '], "");
    ["url(http", "url(//", "@importhttp", "@import//"].iter().any(|start| style.contains(start))
}

/// Inkscape writes where a drawing was exported to, and where its pictures are.
fn names_path_on_disk(tag: &BytesStart<'_>) -> bool {
    let is_path = |value: &str| value.starts_with(['/', '~']) || value.get(1..3) == Some(":\\");
    let named = |(key, value): &(String, String)| {
        matches!(local(key).as_str(), "export-filename" | "absref" | "docbase") && is_path(value)
    };
    attributes(tag).iter().any(named)
}
