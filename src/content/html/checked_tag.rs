//! Start tags that were checked, written again.
//!
//! A tag is made here from the names of the tables and from values that are escaped here, and is not changed afterwards.
//! What the author wrote is never copied.

use super::access::{self, Access};
use super::attributes::{self, AttributeKind};
use super::element::{Element, EndTag, Namespace};
use super::messages;
use super::tokens::{Attribute, StartTag};
use crate::content::escape::push_attribute;
use crate::diagnostics::{Diagnostic, Span};
use crate::source::{FROM_DISK, ON_DISK, is_on_disk};
use crate::text_checks::comments;

/// A start tag that was checked.
pub(in crate::content) struct CheckedTag {
    element: &'static Element,
    span: Span,
    html: String,
    addresses: Vec<Address>,
    ids: Vec<String>,
    access: Access,
}

/// An address in a checked tag, which depends on other files.
pub(in crate::content) struct Address {
    /// The byte of the tag's HTML before which it is inserted.
    pub(in crate::content) at: usize,
    /// The part that is inserted.
    pub(in crate::content) kind: AddressKind,
    /// The address, as written.
    pub(in crate::content) written: String,
}

/// The part that is inserted for an address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::content) enum AddressKind {
    /// `href` and its value, or nothing if the link leads nowhere.
    Href,
    /// The address of a file, without quotes.
    File(ShownAs),
    /// The same, followed by the quote that ends it and the picture's width and height.
    SizedPicture,
}

/// The ways to show a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ShownAs {
    /// A picture.
    Picture,
    /// A film or a sound.
    Media,
    /// Subtitles.
    Captions,
}

/// The result of reading the attributes of a tag.
#[derive(Default)]
pub(super) struct TagFindings {
    pub(super) diagnostics: Vec<Diagnostic>,
    /// The names of the attributes that are left out.
    pub(super) dropped: Vec<String>,
}

impl CheckedTag {
    /// Checks and writes a start tag with this span, in the element of this name.
    pub(super) fn new(
        element: &'static Element,
        namespace: Namespace,
        tag: &StartTag,
        (span, around): (Span, &str),
        found: &mut TagFindings,
    ) -> Self {
        let (addresses, ids, access) = (Vec::new(), Vec::new(), Access::of(tag));
        let mut checked = Self { element, span, html: format!("<{}", element.written), addresses, ids, access };
        for attribute in &tag.attributes {
            match attributes::content(element, namespace, &attribute.name) {
                Some(content) => checked.attribute(content, attribute, tag, around, found),
                None => found.dropped.push(attribute.name.clone()),
            }
        }
        found.diagnostics.extend(access::check(element, tag));
        let closes_itself = namespace != Namespace::Html && tag.closes_itself && element.end != EndTag::Void;
        checked.html.push_str(if closes_itself { "/>" } else { ">" });
        checked
    }

    /// Returns its element.
    pub(in crate::content) fn element(&self) -> &'static Element {
        self.element
    }

    /// Returns its span in the file.
    pub(in crate::content) fn span(&self) -> Span {
        self.span
    }

    /// Returns true if an end tag follows.
    pub(in crate::content) fn opens(&self) -> bool {
        self.element.end != EndTag::Void && !self.html.ends_with("/>")
    }

    /// Returns its HTML, in which its addresses are missing.
    pub(in crate::content) fn html(&self) -> &str {
        &self.html
    }

    /// Returns its addresses, in order.
    pub(in crate::content) fn addresses(&self) -> &[Address] {
        &self.addresses
    }

    /// Returns the address that it leads to, as written.
    pub(in crate::content) fn link(&self) -> Option<&str> {
        let link = self.addresses.iter().find(|address| address.kind == AddressKind::Href);
        link.map(|address| address.written.as_str())
    }

    /// Returns what it says to those who do not see the page.
    pub(in crate::content) fn access(&self) -> &Access {
        &self.access
    }

    /// Returns the ids that it gives.
    pub(in crate::content) fn ids(&self) -> &[String] {
        &self.ids
    }

    fn attribute(
        &mut self,
        content: AttributeKind,
        attribute: &Attribute,
        tag: &StartTag,
        around: &str,
        found: &mut TagFindings,
    ) {
        let Attribute { name, value } = attribute;
        if comments::shown_comment(value).is_some_and(|start| start.end < value.len()) {
            found.diagnostics.push(messages::comment_in_attribute(name));
        }
        match content {
            AttributeKind::Text => self.write(name, value),
            AttributeKind::Id => self.id(name, value, tag, found),
            AttributeKind::Link => self.address(AddressKind::Href, value),
            AttributeKind::File => self.file(name, value, tag, around, found),
            AttributeKind::Files => self.files(name, value, around, found),
            AttributeKind::Source if starts_with_scheme(value, &["http", "https"]) => self.write(name, value),
            AttributeKind::Form if starts_with_scheme(value, &["https", "mailto"]) => self.write(name, value),
            AttributeKind::Here if value.starts_with('#') => self.write(name, value),
            AttributeKind::Css if attributes::is_harmless(value) => self.write(name, value),
            AttributeKind::Source => found.dropped.push(name.clone()),
            AttributeKind::Form => found.diagnostics.push(messages::bad_form_address()),
            AttributeKind::Here => found.diagnostics.push(messages::no_place_here(name)),
            AttributeKind::Css => found.diagnostics.push(messages::fetching_css(name)),
        }
    }

    fn id(&mut self, name: &str, value: &str, tag: &StartTag, found: &mut TagFindings) {
        let value = value.trim();
        // An old anchor often has both.
        if name == "name" && tag.attributes.iter().any(|attribute| attribute.name == "id") {
            return;
        }
        if value.starts_with('_') {
            found.diagnostics.push(messages::theme_id(value));
        } else if !value.is_empty() {
            self.write("id", value);
            self.ids.push(value.to_owned());
        }
    }

    fn file(&mut self, name: &str, value: &str, tag: &StartTag, around: &str, found: &mut TagFindings) {
        if let Some(diagnostic) = refused_file(name, value) {
            found.diagnostics.push(diagnostic);
            return;
        }
        let has_size = tag.attributes.iter().any(|attribute| matches!(attribute.name.as_str(), "width" | "height"));
        let kind = match (self.element.name, around) {
            _ if name == "poster" => AddressKind::File(ShownAs::Picture),
            ("img", _) if !has_size => AddressKind::SizedPicture,
            ("video" | "audio", _) | ("source", "video" | "audio") => AddressKind::File(ShownAs::Media),
            ("track", _) => AddressKind::File(ShownAs::Captions),
            _ => AddressKind::File(ShownAs::Picture),
        };
        self.html.push(' ');
        self.html.push_str(name);
        self.html.push_str("=\"");
        self.address(kind, value);
        if kind != AddressKind::SizedPicture {
            self.html.push('"');
        }
    }

    /// Writes `a.png 1x, b.png 2x`.
    fn files(&mut self, name: &str, value: &str, around: &str, found: &mut TagFindings) {
        let candidates: Vec<&str> = value.split(',').map(str::trim).filter(|candidate| !candidate.is_empty()).collect();
        let addresses = candidates.iter().map(|candidate| candidate.split_whitespace().next().unwrap_or_default());
        if let Some(diagnostic) = addresses.clone().find_map(|address| refused_file(name, address)) {
            found.diagnostics.push(diagnostic);
            return;
        }
        if candidates.is_empty() {
            found.diagnostics.push(messages::no_files(name));
            return;
        }
        let kind = if matches!(around, "video" | "audio") { ShownAs::Media } else { ShownAs::Picture };
        self.html.push(' ');
        self.html.push_str(name);
        self.html.push_str("=\"");
        for (number, (address, candidate)) in addresses.zip(&candidates).enumerate() {
            if number > 0 {
                self.html.push_str(", ");
            }
            self.address(AddressKind::File(kind), address);
            push_attribute(&mut self.html, &candidate[address.len()..]);
        }
        self.html.push('"');
    }

    fn address(&mut self, kind: AddressKind, written: &str) {
        self.addresses.push(Address { at: self.html.len(), kind, written: written.trim().to_owned() });
    }

    fn write(&mut self, name: &str, value: &str) {
        self.html.push(' ');
        self.html.push_str(name);
        self.html.push_str("=\"");
        push_attribute(&mut self.html, value);
        self.html.push('"');
    }
}

/// Returns a value as a browser reads an address: without control characters and spaces, and in lower case.
fn bare(value: &str) -> String {
    value.chars().filter(|c| !c.is_whitespace() && !c.is_control()).flat_map(char::to_lowercase).collect()
}

/// Returns true if an address would run a script.
pub(in crate::content) fn is_script(address: &str) -> bool {
    let bare = bare(address);
    ["javascript:", "vbscript:", "data:"].iter().any(|scheme| bare.starts_with(scheme))
}

fn starts_with_scheme(value: &str, schemes: &[&str]) -> bool {
    let bare = bare(value);
    bare.split_once(':').is_some_and(|(scheme, _)| schemes.contains(&scheme))
}

/// Returns the error of a file that is not one of the column's.
fn refused_file(name: &str, address: &str) -> Option<Diagnostic> {
    if is_script(address) {
        return Some(messages::runs_a_script(name));
    }
    let bare = bare(address).replace('\\', "/");
    let has_scheme = bare.split_once(':').is_some_and(|(scheme, _)| {
        scheme.starts_with(|c: char| c.is_ascii_alphabetic())
            && scheme.chars().all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c))
    });
    if !has_scheme && !bare.starts_with("//") {
        return None;
    }
    if is_on_disk(address) {
        return Some(Diagnostic::error(ON_DISK).help(FROM_DISK));
    }
    Some(messages::fetches_from_elsewhere(name))
}
