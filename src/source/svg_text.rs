//! The text of an SVG as browsers read it: its encoding, the entities of its document type, and its namespaces.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;

use quick_xml::escape::{resolve_predefined_entity, unescape_with};
use quick_xml::name::ResolveResult;

/// The namespaces whose elements and attributes mean something to a browser. All others are notes of drawing programs.
const LIVE: [&str; 6] = [
    "http://www.w3.org/2000/svg",
    "http://www.w3.org/1999/xhtml",
    "http://www.w3.org/1998/Math/MathML",
    "http://www.w3.org/1999/xlink",
    "http://www.w3.org/XML/1998/namespace",
    "http://www.w3.org/2000/xmlns/",
];

/// The words of a list of attributes (`<!ATTLIST`) that give no attribute to an element that it may not have.
const HARMLESS: [&str; 10] = ["CDATA", "ID", "NMTOKEN", "#FIXED", "#IMPLIED", "#REQUIRED", "xml:space", "(", "|", ")"];

/// The entities that a text declares, by their names.
#[derive(Debug, Default)]
pub struct SvgEntities(BTreeMap<String, String>);

/// Returns the text of an SVG without a byte order mark. `None` if it is in an encoding in which the signs of XML may be
/// others than they seem.
pub fn svg_text(bytes: &[u8]) -> Option<Cow<'_, str>> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let encoding = declared_encoding(bytes);
    let has_one_byte = ["iso-8859-", "windows-125", "cp125"].iter().any(|start| encoding.starts_with(start));
    if !has_one_byte && !matches!(encoding.as_str(), "" | "utf-8" | "utf8" | "us-ascii" | "ascii") {
        return None;
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => Some(Cow::Borrowed(text)),
        // Which letters they are does not matter here.
        Err(_) => has_one_byte.then(|| Cow::Owned(bytes.iter().copied().map(char::from).collect())),
    }
}

/// Returns the encoding that an XML declaration names, in lower case; empty if there is none.
fn declared_encoding(bytes: &[u8]) -> String {
    let start = String::from_utf8_lossy(bytes.get(..256).unwrap_or(bytes)).to_ascii_lowercase();
    let declaration = start.strip_prefix("<?xml").and_then(|rest| rest.split("?>").next());
    let value = declaration.and_then(|declaration| declaration.split_once("encoding")).map(|(_, value)| value);
    let value = value.unwrap_or_default().trim_start_matches([' ', '\t', '\r', '\n', '=', '"', '\'']);
    value.split(['"', '\'']).next().unwrap_or_default().to_owned()
}

impl SvgEntities {
    /// Returns what a document type declares. `None` if that may change more than a text shows: markup in an entity, or
    /// attributes that elements have without saying so.
    pub fn of_doctype(doctype: &str) -> Option<Self> {
        let tokens = tokens(doctype)?;
        let mut entities = Self::default();
        for declaration in tokens.split(|token| *token == DoctypeToken::Sign('<')).skip(1) {
            match declaration {
                [DoctypeToken::Word("!ENTITY"), DoctypeToken::Word(name), DoctypeToken::Literal(value), ..]
                    if *name != "%" =>
                {
                    entities.0.entry((*name).to_owned()).or_insert_with(|| (*value).to_owned());
                }
                [DoctypeToken::Word("!ATTLIST"), _, rest @ ..] if rest.iter().all(DoctypeToken::is_harmless) => {}
                [DoctypeToken::Word("!ELEMENT" | "!NOTATION"), ..] => {}
                _ => return None,
            }
        }
        Some(entities)
    }

    /// Returns a text with its references replaced. `None` if it has one that browsers do not know.
    pub fn expanded<'t>(&self, text: &'t str) -> Option<Cow<'t, str>> {
        unescape_with(text, |name| self.0.get(name).map(String::as_str).or_else(|| resolve_predefined_entity(name)))
            .ok()
    }

    /// Returns true if a name is in a namespace of which browsers show and run nothing.
    pub fn is_note(&self, namespace: &ResolveResult<'_>) -> bool {
        match namespace {
            ResolveResult::Bound(namespace) => {
                self.expanded(namespace.0).is_some_and(|namespace| !LIVE.contains(&namespace.trim()))
            }
            ResolveResult::Unbound | ResolveResult::Unknown(_) => false,
        }
    }
}

/// An attribute of a tag as it is written.
#[derive(Debug, PartialEq, Eq)]
pub struct SvgAttribute<'t> {
    /// Its name.
    pub key: &'t str,
    /// Its value, with references.
    pub value: &'t str,
    /// The place of the name in the tag.
    pub at: usize,
    /// The place of the value in the tag.
    pub value_range: Range<usize>,
}

/// Returns the attributes of a tag that begins a text. `None` if it has something else.
pub fn svg_attributes(text: &str) -> Option<Vec<SvgAttribute<'_>>> {
    let mut at = text.find(|c: char| c.is_whitespace() || "/>".contains(c))?;
    let mut attributes = Vec::new();
    let spaces = |at: usize| text[at..].len() - text[at..].trim_start().len();
    loop {
        at += spaces(at);
        if text[at..].starts_with(['/', '>']) {
            return Some(attributes);
        }
        let key = &text[at..at + text[at..].find(|c: char| c.is_whitespace() || c == '=')?];
        let sign = at + key.len() + spaces(at + key.len());
        let quote = sign + 1 + spaces(text[sign..].starts_with('=').then_some(sign + 1)?);
        let mark = text[quote..].chars().next().filter(|mark| matches!(mark, '"' | '\''))?;
        let end = quote + 1 + text[quote + 1..].find(mark)?;
        attributes.push(SvgAttribute { key, value: &text[quote + 1..end], at, value_range: quote + 1..end });
        at = end + 1;
    }
}

/// A part of a document type.
#[derive(Debug, PartialEq, Eq)]
enum DoctypeToken<'t> {
    Word(&'t str),
    /// A text in quotation marks.
    Literal(&'t str),
    /// One of `<>[]`.
    Sign(char),
}

impl DoctypeToken<'_> {
    fn is_harmless(&self) -> bool {
        match self {
            Self::Word(word) => word.starts_with("xmlns") || word.split_inclusive(['(', '|', ')']).all(is_choice),
            Self::Literal(_) | Self::Sign(_) => true,
        }
    }
}

/// Returns true for the name of a type, and for a value of which an attribute has one.
fn is_choice(word: &str) -> bool {
    HARMLESS.contains(&word) || word.ends_with(['|', ')'])
}

/// Returns the parts of a document type. `None` if signs of XML are in its quotation marks or comments, where a parser may take
/// them for others than another.
fn tokens(doctype: &str) -> Option<Vec<DoctypeToken<'_>>> {
    let (mut tokens, mut rest) = (Vec::new(), doctype.trim_start());
    while let Some(first) = rest.chars().next() {
        if let Some(comment) = rest.strip_prefix("<!--") {
            let (inner, after) = comment.split_once("-->")?;
            rest = (!inner.contains(['<', '>', '[', ']'])).then_some(after)?;
        } else if let '"' | '\'' = first {
            let (literal, after) = rest[1..].split_once(first)?;
            tokens.push((!literal.contains(['<', '>', '[', ']', '&', '%'])).then_some(DoctypeToken::Literal(literal))?);
            rest = after;
        } else if let '<' | '>' | '[' | ']' = first {
            tokens.push(DoctypeToken::Sign(first));
            rest = &rest[1..];
        } else {
            let end = rest.find(|c: char| c.is_whitespace() || "<>[]\"'".contains(c)).unwrap_or(rest.len());
            tokens.push(DoctypeToken::Word(&rest[..end]));
            rest = &rest[end..];
        }
        rest = rest.trim_start();
    }
    Some(tokens)
}
