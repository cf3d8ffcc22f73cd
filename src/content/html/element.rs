//! An element that a text may have.

use super::categories::Categories;

/// An element that a text may have.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::content) struct Element {
    /// The name, in lower case.
    pub(super) name: &'static str,
    /// The name under which it is written; differs for names that HTML has given up.
    pub(super) written: &'static str,
    /// The content categories that it belongs to.
    pub(super) categories: Categories,
    /// The content categories that may be inside it.
    pub(super) content: Categories,
    /// The rule for its end tag.
    pub(super) end: EndTag,
    /// Its attributes, besides those that every element has.
    pub(super) attributes: &'static [&'static str],
    /// How its text is read.
    pub(super) reading: Reading,
    /// True if it may not be inside another of its name.
    pub(super) alone: bool,
}

/// The rule for the end tag of an element.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum EndTag {
    Required,
    Optional,
    /// There is none.
    Void,
}

/// How the text of an element is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::content) enum Reading {
    /// Prose: names in it become links.
    Prose,
    /// Prose whose words are not the author's own, or already mean something: a quotation, a link.
    Fixed,
    /// Characters that mean what they are: code.
    Verbatim,
    /// No part of the text: a drawing's, a formula's.
    Unread,
}

impl Element {
    pub(super) const fn new(name: &'static str, categories: Categories, content: Categories) -> Self {
        let (end, reading) = (EndTag::Required, Reading::Prose);
        Self { name, written: name, categories, content, end, attributes: &[], reading, alone: false }
    }

    pub(super) const fn end(mut self, end: EndTag) -> Self {
        self.end = end;
        self
    }

    pub(super) const fn attributes(mut self, attributes: &'static [&'static str]) -> Self {
        self.attributes = attributes;
        self
    }

    pub(super) const fn read(mut self, reading: Reading) -> Self {
        self.reading = reading;
        self
    }

    pub(super) const fn content(mut self, content: Categories) -> Self {
        self.content = content;
        self
    }

    pub(super) const fn alone(mut self) -> Self {
        self.alone = true;
        self
    }

    pub(super) const fn written(mut self, written: &'static str) -> Self {
        self.written = written;
        self
    }

    /// Returns its name, in lower case.
    pub(in crate::content) fn name(&self) -> &'static str {
        self.name
    }

    /// Returns true if a word ends where the element begins or ends.
    pub(in crate::content) fn ends_words(&self) -> bool {
        !self.categories.meets(Categories::PHRASING) || self.name == "br"
    }

    /// Returns true if its text is struck through: no longer valid.
    pub(in crate::content) fn is_struck(&self) -> bool {
        matches!(self.name, "del" | "s" | "strike")
    }

    /// Returns true if it can be in a paragraph: an element within a line, or a part of one.
    pub(super) fn is_in_line(&self) -> bool {
        let parts = Categories::RUBY.and(Categories::MEDIA).and(Categories::OPTION).and(Categories::OPTIONS);
        self.categories.meets(Categories::PHRASING.and(parts).and(Categories::SVG).and(Categories::MATH))
    }

    /// Returns true if there is something to see where it is, even without text.
    pub(super) fn is_visible(&self) -> bool {
        matches!(
            self.name,
            "audio"
                | "button"
                | "img"
                | "input"
                | "math"
                | "meter"
                | "progress"
                | "select"
                | "svg"
                | "textarea"
                | "video"
        )
    }

    /// Returns the level of a heading, from 1 to 6; `None` for all other elements.
    pub(in crate::content) fn heading_level(&self) -> Option<u8> {
        let level = self.categories.meets(Categories::HEADING).then(|| self.name.strip_prefix('h'))?;
        level?.parse().ok()
    }

    /// Returns how its text is read.
    pub(in crate::content) fn reading(&self) -> Reading {
        self.reading
    }

    /// Writes its end tag.
    pub(in crate::content) fn push_end_tag(&self, html: &mut String) {
        html.push_str("</");
        html.push_str(self.written);
        html.push('>');
    }
}

/// The vocabulary that a name belongs to, by the element around it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Namespace {
    Html,
    Svg,
    Math,
}
