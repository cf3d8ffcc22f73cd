//! What an SVG does besides showing a picture. As a picture on a page, none runs a program or asks a site for anything; but each
//! has an address of its own, and whoever opens that gets a page of the column's.

use std::borrow::Cow;
use std::collections::BTreeMap;

use quick_xml::NsReader;
use quick_xml::events::{BytesStart, Event};

use super::on_disk::is_on_disk;
use super::svg_address::{is_outside, is_program, outside_in_style};
use super::svg_text::{SvgAttribute, SvgEntities, svg_attributes, svg_text};

/// Something that an SVG does besides showing a picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SvgRisk {
    /// What it does.
    pub kind: SvgRiskKind,
    /// The words in the file that do it; empty if it cannot be read.
    pub text: String,
    /// The line, from 1 on.
    pub line: usize,
    /// The character in its line, from 1 on.
    pub column: usize,
}

/// A kind of what an SVG may do, from the worst on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum SvgRiskKind {
    /// It runs a program, or shows a part of a page: a form, another page.
    Active,
    /// It is compressed.
    Compressed,
    /// It is in an encoding that is not looked at.
    Encoding,
    /// It has a mistake in its XML.
    Malformed,
    /// It asks another site for a picture or a style.
    OtherSite,
    /// It shows a file of the computer of whoever drew it.
    OnDisk,
}

/// The elements that run programs or lead somewhere, of SVG and of HTML. All others, also within `foreignObject`, show
/// text and pictures: draw.io and Mermaid write all their words as such.
const ACTIVE: [&str; 19] = [
    "script", "handler", "listener", "iframe", "frame", "frameset", "portal", "object", "embed", "applet", "base",
    "link", "meta", "form", "input", "button", "select", "textarea", "dialog",
];

/// The attributes that hold an address, or change one.
const ADDRESSES: [&str; 11] =
    ["href", "src", "srcset", "poster", "background", "action", "ping", "to", "from", "by", "values"];

/// The most characters that are shown of what is wrong.
const SHOWN: usize = 60;

/// Returns what an SVG does besides showing a picture: the first of each kind, the worst first. Empty if it only shows one.
pub fn svg_risks(bytes: &[u8]) -> Vec<SvgRisk> {
    let unread = |kind| vec![SvgRisk { kind, text: String::new(), line: 1, column: 1 }];
    if bytes.starts_with(b"\x1f\x8b") {
        return unread(SvgRiskKind::Compressed);
    }
    let Some(text) = svg_text(bytes) else { return unread(SvgRiskKind::Encoding) };
    let mut search = RiskSearch::of(&text);
    if search.read_all().is_none() {
        search.found.entry(SvgRiskKind::Malformed).or_insert((search.at, String::new()));
    }
    let risks = search.found.into_iter().map(|(kind, (at, shown))| {
        let before = &text[..at];
        let line = before.rsplit('\n').next().unwrap_or_default();
        SvgRisk { kind, text: shown, line: before.matches('\n').count() + 1, column: line.chars().count() + 1 }
    });
    risks.collect()
}

/// A walk through an SVG from its start to its end.
struct RiskSearch<'t> {
    text: &'t str,
    /// The offset of what is looked at.
    at: usize,
    entities: SvgEntities,
    /// The style that is being read, from its offset on.
    style: Option<(usize, String)>,
    found: BTreeMap<SvgRiskKind, (usize, String)>,
}

impl<'t> RiskSearch<'t> {
    fn of(text: &'t str) -> Self {
        Self { text, at: 0, entities: SvgEntities::default(), style: None, found: BTreeMap::new() }
    }

    /// Reads all of it. `None` if there is a mistake in its XML, after which nobody knows how a browser goes on.
    fn read_all(&mut self) -> Option<()> {
        let mut reader = NsReader::from_str(self.text);
        loop {
            self.at = usize::try_from(reader.buffer_position()).ok()?;
            let (namespace, event) = reader.read_resolved_event().ok()?;
            match event {
                Event::Eof => return Some(()),
                Event::DocType(doctype) => match SvgEntities::of_doctype(&doctype) {
                    Some(entities) => self.entities = entities,
                    None => self.add(SvgRiskKind::Active, self.at, "<!DOCTYPE"),
                },
                Event::PI(instruction) if instruction.starts_with("xml-stylesheet") => {
                    self.add(SvgRiskKind::Active, self.at, "<?xml-stylesheet");
                }
                Event::Start(tag) if !self.entities.is_note(&namespace) => {
                    self.look_at(&tag)?;
                    if local(tag.name().as_ref()) == "style" {
                        self.style = Some((self.at, String::new()));
                    }
                }
                Event::Empty(tag) if !self.entities.is_note(&namespace) => self.look_at(&tag)?,
                Event::End(tag) if local(tag.name().as_ref()) == "style" => self.end_style(),
                Event::Text(text) => self.add_style(&text),
                Event::CData(text) => self.add_style(&text),
                Event::GeneralRef(name) => {
                    let text = self.entities.expanded(&format!("&{};", &*name)).map(Cow::into_owned);
                    self.add_style(&text?);
                }
                Event::Start(_)
                | Event::Empty(_)
                | Event::End(_)
                | Event::PI(_)
                | Event::Comment(_)
                | Event::Decl(_) => {}
            }
        }
    }

    /// Looks at a tag with its attributes. `None` if there is a mistake in them.
    fn look_at(&mut self, tag: &BytesStart<'_>) -> Option<()> {
        let name = local(tag.name().as_ref());
        if ACTIVE.contains(&name.as_str()) {
            self.add(SvgRiskKind::Active, self.at, &format!("<{}>", tag.name().as_ref()));
        }
        let text = self.text;
        for attribute in svg_attributes(&text[self.at..])? {
            let value = self.entities.expanded(attribute.value)?;
            self.look_at_value(&name, &attribute, &value);
        }
        Some(())
    }

    fn look_at_value(&mut self, element: &str, attribute: &SvgAttribute<'_>, value: &str) {
        let (key, at) = (attribute.key, self.at + attribute.at);
        let (prefix, name) = key.rsplit_once(':').map_or(("", key), |(prefix, name)| (prefix, name));
        let name = name.to_ascii_lowercase();
        if key == "xmlns" || prefix == "xmlns" {
            return;
        }
        if prefix.is_empty() && name.starts_with("on") && name.bytes().all(|byte| byte.is_ascii_alphabetic()) {
            self.add(SvgRiskKind::Active, at, &format!("{key}=\"{value}\""));
        }
        // No browser reads the profiles that Inkscape names.
        if (ADDRESSES.contains(&name.as_str()) || key == "xml:base") && element != "color-profile" {
            let is_picture = matches!(element, "image" | "feimage" | "img");
            // A value may be a list of what an address becomes.
            let separator = match name.as_str() {
                "values" => ";",
                "srcset" => ",",
                _ => "\0",
            };
            for address in value.split(separator) {
                if is_program(address, is_picture) {
                    self.add(SvgRiskKind::Active, at, address.trim());
                } else if is_outside(address) && (name == "ping" || !matches!(element, "a" | "area")) {
                    self.add(SvgRiskKind::OtherSite, at, address.trim());
                } else if is_on_disk(address) {
                    self.add(SvgRiskKind::OnDisk, at, address.trim());
                }
            }
        }
        if prefix.is_empty()
            && !is_words(&name)
            && let Some(address) = outside_in_style(value)
        {
            self.add(SvgRiskKind::OtherSite, at, &address);
        }
    }

    fn add_style(&mut self, text: &str) {
        if let Some((_, style)) = &mut self.style {
            style.push_str(text);
        }
    }

    fn end_style(&mut self) {
        let Some((start, style)) = self.style.take() else { return };
        if let Some(address) = outside_in_style(&style) {
            let within = self.text[start..self.at].find(&address).unwrap_or(0);
            self.add(SvgRiskKind::OtherSite, start + within, &address);
        }
    }

    /// Remembers the first of each kind.
    fn add(&mut self, kind: SvgRiskKind, at: usize, text: &str) {
        let words: Vec<&str> = text.split_whitespace().collect();
        let words = words.join(" ");
        let shown = match words.char_indices().nth(SHOWN) {
            Some((end, _)) => format!("{}…", &words[..end]),
            None => words,
        };
        self.found.entry(kind).or_insert((at, shown));
    }
}

/// Returns true for an attribute whose value is no style, whatever it says.
fn is_words(name: &str) -> bool {
    matches!(name, "id" | "class" | "title" | "alt" | "content")
        || name.starts_with("aria-")
        || name.starts_with("data-")
}

/// Returns the name without its prefix, in lower case.
fn local(name: &str) -> String {
    name.rsplit(':').next().unwrap_or(name).to_ascii_lowercase()
}
