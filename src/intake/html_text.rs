//! The lines of a letter in HTML: its paragraphs, lists, and quotations, without the page around them.

use super::row::{TextRow, element};
use crate::import::html::{Element, HtmlNode, is_block, is_heading, parse, text_of, words};

/// Elements within a line that Markdown has signs for. The words of all others stay.
const PHRASES: [&str; 13] = ["a", "b", "cite", "code", "del", "em", "i", "q", "s", "strike", "strong", "tt", "u"];

/// Elements that are a block of their own.
const BLOCKS: [&str; 2] = ["ul", "ol"];

/// Elements of which nothing is read.
const UNREAD: [&str; 16] = [
    "head", "title", "script", "style", "template", "iframe", "object", "embed", "applet", "svg", "math", "canvas",
    "audio", "video", "noscript", "form",
];

/// The classes and ids by which mail programs mark a signature.
const SIGNATURES: [&str; 8] = [
    "gmail_signature",
    "moz-signature",
    "Signature",
    "ms-outlook-mobile-signature",
    "AppleMailSignature",
    "protonmail_signature_block",
    "x_Signature",
    "yahoo-signature",
];

/// Returns the lines of a text in HTML.
pub(super) fn rows(html: &str) -> Vec<TextRow> {
    let mut reader = RowReader::default();
    reader.nodes(&parse(html));
    reader.end_line();
    reader.rows
}

/// The lines so far, and the one that is being read.
#[derive(Default)]
struct RowReader {
    rows: Vec<TextRow>,
    line: Vec<HtmlNode>,
    depth: usize,
    signatures: usize,
}

impl RowReader {
    fn nodes(&mut self, nodes: &[HtmlNode]) {
        for node in nodes {
            match node {
                HtmlNode::Text(text) => self.line.push(HtmlNode::Text(text.clone())),
                HtmlNode::Element(element) if is_unseen(element) => {}
                HtmlNode::Element(element) => self.element(element),
            }
        }
    }

    fn element(&mut self, part: &Element) {
        let is_signature = is_marked(part, &SIGNATURES);
        self.signatures += usize::from(is_signature);
        match part.name.as_str() {
            "br" => self.add_line(),
            "hr" => self.gap(),
            "pre" | "listing" | "xmp" => self.preformatted(part),
            "img" => self.line.extend(shown_instead(part).map(HtmlNode::Text)),
            name if BLOCKS.contains(&name) => self.block(part),
            "blockquote" => self.quotation(part),
            name if name == "p" || is_heading(name) => {
                self.gap();
                self.nodes(&part.children);
                self.gap();
            }
            "td" | "th" => {
                self.nodes(&part.children);
                self.line.push(HtmlNode::Text(" ".to_owned()));
            }
            name if is_block(name) || matches!(name, "tr" | "tbody" | "thead" | "tfoot" | "caption") => {
                self.end_line();
                self.nodes(&part.children);
                self.end_line();
            }
            // A phrase with lines in it is read for its lines.
            name if PHRASES.contains(&name) && !has_lines(part) => self.line.push(phrase(part)),
            _ => self.nodes(&part.children),
        }
        if is_signature {
            self.end_line();
            self.signatures -= 1;
        }
    }

    /// Ends the line, even if there is nothing on it.
    fn add_line(&mut self) {
        let nodes = std::mem::take(&mut self.line);
        let text = words(&text_of(&nodes));
        let nodes = if text.is_empty() { Vec::new() } else { nodes };
        let is_signature = self.signatures > 0;
        self.rows.push(TextRow { text, nodes, depth: self.depth, is_signature, ..TextRow::default() });
    }

    /// Ends the line if there is something on it.
    fn end_line(&mut self) {
        if self.line.iter().any(|node| !matches!(node, HtmlNode::Text(text) if text.trim().is_empty())) {
            self.add_line();
        }
        self.line.clear();
    }

    /// Ends the paragraph.
    fn gap(&mut self) {
        self.end_line();
        if self.rows.last().is_some_and(|last| !last.is_empty()) {
            self.add_line();
        }
    }

    fn quotation(&mut self, part: &Element) {
        self.end_line();
        self.depth += 1;
        self.nodes(&part.children);
        self.end_line();
        self.depth -= 1;
    }

    fn preformatted(&mut self, part: &Element) {
        self.end_line();
        for line in text_of(&part.children).lines() {
            self.line.push(HtmlNode::Text(line.to_owned()));
            self.add_line();
        }
    }

    fn block(&mut self, part: &Element) {
        self.gap();
        let text = words(&text_of(&part.children));
        if !text.is_empty() {
            let nodes = vec![simple(part)];
            let is_signature = self.signatures > 0;
            self.rows.push(TextRow {
                text,
                depth: self.depth,
                is_signature,
                is_block: true,
                nodes,
                ..TextRow::default()
            });
            self.add_line();
        }
    }
}

/// Returns true for what no reader of the mail saw.
fn is_unseen(element: &Element) -> bool {
    UNREAD.contains(&element.name.as_str())
        || element.attribute("hidden").is_some()
        || element.has_style("display", &["none"])
        || element.has_style("visibility", &["hidden"])
        || element.has_style("mso-hide", &["all"])
}

/// Returns true if a class or the id of an element is one of these.
fn is_marked(element: &Element, marks: &[&str]) -> bool {
    let id = element.attribute("id").unwrap_or_default();
    marks.iter().any(|mark| element.has_class(mark) || id == *mark)
}

/// Returns the words that a picture shows: a drawn smiley is one. Pictures themselves are attachments.
fn shown_instead(element: &Element) -> Option<String> {
    let words = element.attribute("alt")?.trim();
    (words.chars().count() <= 2 && !words.is_ascii()).then(|| words.to_owned())
}

fn has_lines(element: &Element) -> bool {
    element.children.iter().any(|node| match node {
        HtmlNode::Text(_) => false,
        HtmlNode::Element(part) => part.name == "br" || is_block(&part.name) || has_lines(part),
    })
}

/// Returns a phrase with nothing but phrases in it.
fn phrase(part: &Element) -> HtmlNode {
    HtmlNode::Element(Element {
        name: part.name.clone(),
        attributes: part.attributes.iter().filter(|(name, _)| name == "href").cloned().collect(),
        children: simple_children(part),
        line: part.line,
    })
}

/// Returns a block with nothing but lists, paragraphs, and phrases in it.
fn simple(part: &Element) -> HtmlNode {
    let is_number = |(name, _): &&(String, String)| name == "start" && part.name == "ol";
    HtmlNode::Element(Element {
        name: part.name.clone(),
        attributes: part.attributes.iter().filter(is_number).cloned().collect(),
        children: simple_children(part),
        line: part.line,
    })
}

fn simple_children(part: &Element) -> Vec<HtmlNode> {
    let mut children = Vec::new();
    for node in &part.children {
        match node {
            HtmlNode::Text(text) => children.push(HtmlNode::Text(text.clone())),
            HtmlNode::Element(inner) if is_unseen(inner) => {}
            HtmlNode::Element(inner) => match inner.name.as_str() {
                "br" => children.push(element("br", Vec::new())),
                "img" => children.extend(shown_instead(inner).map(HtmlNode::Text)),
                "ul" | "ol" | "li" => children.push(simple(inner)),
                "p" | "div" | "blockquote" | "pre" | "dt" | "dd" => children.push(element("p", simple_children(inner))),
                name if PHRASES.contains(&name) => children.push(phrase(inner)),
                _ => children.extend(simple_children(inner)),
            },
        }
    }
    children
}
