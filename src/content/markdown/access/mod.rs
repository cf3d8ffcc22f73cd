//! Checks that a text can be used by those who hear it, or have no mouse (WCAG 2.2): each heading, link, drawing, and
//! control has words, and headings do not skip a level. It follows what is written, whether Markdown or HTML wrote it.

mod link_words;
mod links;
mod messages;
mod references;

use self::links::NamedLink;
pub(super) use self::references::AccessReferences;
use crate::content::html::{CheckedTag, Element};
use crate::diagnostics::{Diagnostic, Findings, Span};

/// The checks of one section, as far as it is written.
#[derive(Default)]
pub(super) struct AccessChecks {
    /// The open parts that need words, innermost last.
    open: Vec<NamedPart>,
    /// The level of the last heading; at first that of the heading above the section.
    level: u8,
    has_heading: bool,
    links: Vec<NamedLink>,
    references: AccessReferences,
    found: Vec<(Span, Diagnostic)>,
}

/// An open element that needs words, or a part that has some.
#[allow(clippy::struct_excessive_bools, reason = "each is another thing to know of it")]
#[derive(Default)]
struct NamedPart {
    name: &'static str,
    span: Span,
    words: String,
    /// True if nobody is to hear or see it.
    is_hidden: bool,
    /// True if it needs no words of its own.
    is_named: bool,
    /// True if Markdown wrote it. Its links without words are reported where they are read.
    is_markdown: bool,
    /// The address of a link.
    address: Option<String>,
    /// True if it has the part that it needs: a summary, the head of a column or row.
    has_part: bool,
    /// The number of rows of a table.
    rows: usize,
    /// The number of cells in its last row.
    cells: usize,
}

impl AccessChecks {
    /// Begins the checks of a section whose largest headings have this level.
    pub(super) fn new(top_heading: u8) -> Self {
        Self { level: top_heading.saturating_sub(1), ..Self::default() }
    }

    /// Adds text to all open parts.
    pub(super) fn text(&mut self, text: &str) {
        for part in &mut self.open {
            part.words.push_str(text);
        }
    }

    /// Records a heading of Markdown, with the number of its `#` and the level that it has on the page. One that is underlined
    /// has none, and skips nothing that its author could see.
    pub(super) fn markdown_heading(&mut self, hashes: u8, level: u8, span: Span) {
        if hashes == 0 {
            (self.level, self.has_heading) = (level, true);
            return;
        }
        self.heading(level, span, |wanted| "#".repeat(usize::from((hashes + wanted).saturating_sub(level))));
    }

    /// Records a heading. `written` is how one of its kind is written at a level.
    fn heading(&mut self, level: u8, span: Span, written: impl Fn(u8) -> String) {
        let wanted = self.level + 1;
        if level == 1 {
            self.found.push((span, messages::second_title(wanted)));
        } else if level > wanted {
            self.found.push((span, messages::skipped_level(written, level, wanted, !self.has_heading)));
        }
        (self.level, self.has_heading) = (level.max(2), true);
    }

    /// Opens a link of Markdown.
    pub(super) fn markdown_link(&mut self, address: &str, span: Span) {
        let address = Some(address.to_owned());
        self.open.push(NamedPart { name: "a", span, is_markdown: true, address, ..NamedPart::default() });
    }

    /// Reads a tag of the author's HTML, and opens its element.
    pub(super) fn tag(&mut self, tag: &CheckedTag) {
        let (name, span, access) = (tag.element().name(), tag.span(), tag.access());
        self.references.add(tag);
        match name {
            "img" => self.picture(access.alt.as_deref()),
            "summary" => self.parent("details", |part| part.has_part = true),
            "tr" => self.parent("table", |part| (part.rows, part.cells) = (part.rows + 1, 0)),
            "td" => self.parent("table", |part| part.cells += 1),
            "th" => self.parent("table", |part| (part.has_part, part.cells) = (true, part.cells + 1)),
            "input" | "meter" | "progress" | "select" | "textarea" => self.control(tag),
            _ => {}
        }
        if let Some(level) = tag.element().heading_level() {
            self.heading(level, span, |level| format!("<h{level}>"));
        }
        if !tag.opens() {
            return;
        }
        let needs_words = matches!(name, "a" | "button" | "details" | "label" | "summary" | "svg" | "table" | "th");
        // Within what is hidden, each element counts, to know where it ends.
        let is_hidden = access.is_hidden || self.is_hidden();
        if needs_words || is_hidden || tag.element().heading_level().is_some() {
            // The corner of a table belongs to no column and no row.
            let is_corner = name == "th" && self.open.last().is_some_and(|table| table.cells == 1);
            let is_anchor = name == "a" && tag.link().is_none();
            let is_named = access.is_named || is_corner || is_anchor;
            let address = tag.link().map(str::to_owned);
            self.open.push(NamedPart { name, span, is_hidden, is_named, address, ..NamedPart::default() });
        }
    }

    /// Adds the words of a picture. One without any is reported, and what is around it needs no report of its own.
    fn picture(&mut self, alt: Option<&str>) {
        match alt {
            Some(alt) => self.text(alt),
            None => self.open.iter_mut().for_each(|part| part.is_named = true),
        }
    }

    /// Returns true within what nobody is to hear or see.
    fn is_hidden(&self) -> bool {
        self.open.last().is_some_and(|part| part.is_hidden)
    }

    /// Changes the innermost open part of a name.
    fn parent(&mut self, name: &str, change: impl FnOnce(&mut NamedPart)) {
        if let Some(part) = self.open.iter_mut().rev().find(|part| part.name == name) {
            change(part);
        }
    }

    /// Records a control that has no label around it, and no name.
    fn control(&mut self, tag: &CheckedTag) {
        let is_hidden = tag.access().is_hidden || self.is_hidden();
        let is_labelled = is_hidden || tag.access().is_named || self.open.iter().any(|part| part.name == "label");
        if !is_labelled {
            self.references.control(tag);
        }
    }

    /// Closes an element of HTML.
    pub(super) fn end(&mut self, element: &Element) {
        self.end_part(element.name());
    }

    /// Closes a link of Markdown.
    pub(super) fn markdown_link_end(&mut self) {
        self.end_part("a");
    }

    fn end_part(&mut self, name: &str) {
        let Some(at) = self.open.iter().rposition(|part| part.name == name) else { return };
        self.open.truncate(at + 1);
        let Some(part) = self.open.pop().filter(|part| !part.is_hidden) else { return };
        let has_words = part.is_named || !part.words.trim().is_empty();
        let is_in_link = self.open.iter().any(|around| matches!(around.name, "a" | "button"));
        let found = match part.name {
            "details" if !part.has_part => Some(messages::no_summary()),
            "table" if !part.has_part && !part.is_named && part.rows > 1 => Some(messages::no_head()),
            "details" | "label" | "table" => None,
            // The link has no words, either.
            "svg" if is_in_link => None,
            _ if !has_words && !part.is_markdown => Some(messages::no_words(part.name)),
            _ => None,
        };
        self.found.extend(found.map(|diagnostic| (part.span, diagnostic)));
        if let Some(address) = part.address.filter(|_| has_words && !part.is_named) {
            self.links.push(NamedLink { words: part.words, address, span: part.span, is_html: !part.is_markdown });
        }
    }

    /// Ends the section: reports what was found, and returns what the whole entry must answer.
    pub(super) fn finish(self, findings: &mut Findings) -> AccessReferences {
        for (span, diagnostic) in self.found {
            findings.add(span, diagnostic.about_access());
        }
        links::check(self.links, findings);
        self.references
    }
}
