//! Turns the nodes of a text into blocks and pieces. The parts of it are in files of their own: links, pictures, lists,
//! tables, and so on.

use std::collections::{BTreeMap, BTreeSet};

use super::addresses::Addresses;
use super::block::{Block, paragraphs, pieces_of};
use super::loss::{Loss, LossKind};
use super::names::{is_block, is_heading, is_unread};
use super::piece::{TextPiece, Wrap, trimmed};
use super::run::Run;
use super::tree::{Element, HtmlNode, MARKER, text_of, words};

/// The converter of a text.
pub(super) struct Converter<'a> {
    pub(super) addresses: &'a dyn Addresses,
    pub(super) losses: &'a mut Vec<Loss>,
    /// The ids that links of the text lead to.
    pub(super) targets: BTreeSet<String>,
    /// The ids of all places that links within the text can lead to.
    pub(super) places: BTreeSet<String>,
    /// The numbers of footnotes by the id of their text.
    pub(super) notes: BTreeMap<String, usize>,
    /// The number that is added to the level of each heading.
    pub(super) lower_headings: usize,
    /// The number of lists, quotations and tables around the place.
    pub(super) nesting: usize,
    /// The address of the picture before the place.
    pub(super) last_picture: String,
}

/// The blocks so far, and the paragraph that is being read.
#[derive(Default)]
pub(super) struct Flow {
    pub(super) blocks: Vec<Block>,
    pub(super) run: Run,
}

impl Flow {
    /// Ends the paragraph.
    pub(super) fn end_paragraph(&mut self) {
        let paragraphs = paragraphs(&self.run.take());
        self.blocks.extend(paragraphs.into_iter().map(Block::Paragraph));
    }

    /// Adds blocks after the paragraph.
    pub(super) fn add(&mut self, blocks: impl IntoIterator<Item = Block>) {
        self.end_paragraph();
        self.blocks.extend(blocks);
    }
}

impl Converter<'_> {
    /// Returns the blocks of these nodes.
    pub(super) fn blocks<'n>(&mut self, nodes: impl IntoIterator<Item = &'n HtmlNode>) -> Vec<Block> {
        let mut flow = Flow::default();
        for node in nodes {
            self.node(node, &mut flow);
        }
        flow.end_paragraph();
        super::bullets::with_lists(flow.blocks)
    }

    /// Returns the pieces of these nodes, for a place that cannot have blocks.
    pub(super) fn inline<'n>(&mut self, nodes: impl IntoIterator<Item = &'n HtmlNode>) -> Vec<TextPiece> {
        let mut flow = Flow::default();
        for node in nodes {
            self.node(node, &mut flow);
        }
        flow.end_paragraph();
        trimmed(pieces_of(flow.blocks))
    }

    /// Adds what these nodes are.
    pub(super) fn walk(&mut self, nodes: &[HtmlNode], flow: &mut Flow) {
        for node in nodes {
            self.node(node, flow);
        }
    }

    /// Adds what a node is.
    pub(super) fn node(&mut self, node: &HtmlNode, flow: &mut Flow) {
        match node {
            HtmlNode::Text(text) => flow.run.text(text),
            HtmlNode::Element(element) if is_hidden(element) => {
                let text = words(&text_of(&element.children));
                if !text.is_empty() {
                    self.lose(element, LossKind::Hidden, &text);
                }
            }
            HtmlNode::Element(element) => self.element(element, flow),
        }
    }

    /// Records what cannot come along.
    pub(super) fn lose(&mut self, element: &Element, what: LossKind, text: &str) {
        self.losses.push(Loss { line: element.line, what, text: text.to_owned() });
    }

    fn element(&mut self, element: &Element, flow: &mut Flow) {
        self.target(element, flow);
        let name = element.name.as_str();
        match name {
            MARKER => flow.run.push(TextPiece::Marker(words(&text_of(&element.children)))),
            "br" => flow.run.push(TextPiece::Break),
            "hr" if !self.notes.is_empty() && element.has_class("footnotes-sep") => {}
            "hr" => flow.add([Block::Rule]),
            "a" => self.link(element, flow),
            "sup" => self.superscript(element, flow),
            "code" | "tt" => self.code(element, flow),
            "pre" | "listing" | "xmp" => self.preformatted(element, flow),
            "ul" | "ol" | "menu" | "dir" => self.list(element, flow),
            "li" => self.loose_item(element, flow),
            "dl" => self.definitions(element, flow),
            "blockquote" => self.quote(element, flow),
            "figure" => self.figure(element, flow),
            "table" => self.table(element, flow),
            "details" => self.details(element, flow),
            "img" | "picture" | "noscript" | "audio" | "video" | "iframe" | "object" | "embed" | "applet" | "svg"
            | "math" | "canvas" | "script" => self.media(element, flow),
            "form" | "select" | "textarea" => self.form(element),
            _ if is_heading(name) => self.heading(element, flow),
            _ if element.has_class("wp-caption")
                && element.elements().any(|part| part.has_class("wp-caption-text")) =>
            {
                self.figure(element, flow);
            }
            _ if is_block(name) => self.container(element, flow),
            _ if is_unread(name) => {}
            _ => self.phrase(element, flow),
        }
    }

    /// Adds what is in an element that has lines of its own.
    fn container(&mut self, element: &Element, flow: &mut Flow) {
        flow.end_paragraph();
        let opened = match super::attributes::language(element) {
            attributes if attributes.is_empty() => false,
            attributes => flow.run.open(Wrap::Tag { start: format!("<span{attributes}>"), name: "span" }),
        };
        let is_rule = |node: &&HtmlNode| matches!(node, HtmlNode::Element(part) if part.name == "hr");
        // The line above footnotes is the theme's.
        let has_notes = !self.notes.is_empty() && element.has_class("footnotes");
        for node in element.children.iter().filter(|node| !(has_notes && is_rule(node))) {
            self.node(node, flow);
        }
        flow.end_paragraph();
        if opened {
            flow.run.close();
        }
    }

    fn heading(&mut self, element: &Element, flow: &mut Flow) {
        let content = self.inline(&element.children);
        if !content.iter().any(TextPiece::is_visible) {
            return;
        }
        let is_picture = |piece: &TextPiece| !piece.is_visible() || matches!(piece, TextPiece::Image { .. });
        if content.iter().all(is_picture) {
            flow.add([Block::Paragraph(content)]);
            return;
        }
        let level = element.name[1..].parse::<usize>().unwrap_or(2) + self.lower_headings;
        let id = element.attribute("id").filter(|id| self.targets.contains(*id)).map(str::to_owned);
        flow.add([Block::Heading { level: level.min(6), id, words: without_strong(content) }]);
    }

    fn quote(&mut self, element: &Element, flow: &mut Flow) {
        match self.nested(|converter| converter.blocks(&element.children)) {
            Some(content) if content.is_empty() => {}
            Some(content) => flow.add([Block::Quote(content)]),
            None => self.container(element, flow),
        }
    }

    fn details(&mut self, element: &Element, flow: &mut Flow) {
        let Some(first) = element.elements().find(|part| part.name == "summary") else {
            self.container(element, flow);
            return;
        };
        let summary = self.inline(&first.children);
        let is_summary = |node: &&HtmlNode| matches!(node, HtmlNode::Element(part) if std::ptr::eq(part, first));
        let content =
            self.nested(|converter| converter.blocks(element.children.iter().filter(|node| !is_summary(node))));
        let is_open = element.attribute("open").is_some();
        match content {
            Some(content) => flow.add([Block::Details { is_open, summary, content }]),
            None => self.container(element, flow),
        }
    }

    /// Returns what this makes one level further in. `None` if there are too many levels for Markdown to stay readable.
    pub(super) fn nested<T>(&mut self, make: impl FnOnce(&mut Self) -> T) -> Option<T> {
        /// More levels than anyone writes; each indents every line in it.
        const MAX_NESTING: usize = 8;
        if self.nesting >= MAX_NESTING {
            return None;
        }
        self.nesting += 1;
        let made = make(self);
        self.nesting -= 1;
        Some(made)
    }
}

/// Returns true for an element that no browser shows.
fn is_hidden(element: &Element) -> bool {
    let is_until_found = || element.attribute("hidden").is_some_and(|value| value.eq_ignore_ascii_case("until-found"));
    element.attribute("hidden").is_some() && !is_until_found()
        || element.has_style("display", &["none"])
        || element.has_style("visibility", &["hidden"])
}

/// Returns the words of a heading. Editors make headings bold, which they are anyway.
fn without_strong(mut pieces: Vec<TextPiece>) -> Vec<TextPiece> {
    let strong = [TextPiece::Open(Wrap::Strong), TextPiece::Close(Wrap::Strong)];
    let is_around = pieces.first() == Some(&strong[0])
        && pieces.last() == Some(&strong[1])
        && pieces.iter().filter(|piece| strong.contains(piece)).count() == 2;
    if is_around {
        pieces.remove(0);
        pieces.pop();
    }
    pieces
}
