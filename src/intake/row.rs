//! The lines of a letter, whether it came as plain text or as HTML, and the tree that they become.

use crate::import::html::{Element, HtmlNode, words};

/// A line of a letter.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct TextRow {
    /// The words, with single spaces.
    pub(super) text: String,
    /// The number of quotations around it.
    pub(super) depth: usize,
    /// True if it is part of what its sender's program calls the signature.
    pub(super) is_signature: bool,
    /// True if it goes on where the line before it ends.
    pub(super) continues: bool,
    /// True for a list or the like, which is no line of a paragraph.
    pub(super) is_block: bool,
    /// The nodes.
    pub(super) nodes: Vec<HtmlNode>,
}

impl TextRow {
    /// Returns a line of plain text.
    pub(super) fn plain(text: &str, depth: usize) -> Self {
        Self { text: words(text), depth, nodes: vec![HtmlNode::Text(text.to_owned())], ..Self::default() }
    }

    /// Returns true if there is nothing on it.
    pub(super) fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// Returns the number of words.
    pub(super) fn word_count(&self) -> usize {
        self.text.split(' ').filter(|word| !word.is_empty()).count()
    }
}

/// Returns lines without empty ones at either end.
pub(super) fn trimmed(mut rows: Vec<TextRow>) -> Vec<TextRow> {
    let end = rows.iter().rposition(|row| !row.is_empty()).map_or(0, |last| last + 1);
    rows.truncate(end);
    let start = rows.iter().position(|row| !row.is_empty()).unwrap_or_default();
    rows.drain(..start);
    rows
}

/// The most lines of a letter, and the most bytes: half of what a file of a column may have.
const MOST: (usize, usize) = (20_000, 500_000);

/// Returns true for lines that are more than any letter has.
pub(super) fn is_too_long(rows: &[TextRow]) -> bool {
    rows.len() > MOST.0 || rows.iter().map(|row| row.text.len()).sum::<usize>() > MOST.1
}

/// Returns the tree of these lines: paragraphs, and quotations around those that are quoted.
pub(super) fn tree(rows: &[TextRow]) -> Vec<HtmlNode> {
    quoted(rows, 0)
}

/// The deepest quotation that is kept as one.
const MAX_DEPTH: usize = 6;

fn quoted(rows: &[TextRow], depth: usize) -> Vec<HtmlNode> {
    let mut nodes = Vec::new();
    let is_deeper = |row: &TextRow| row.depth > depth && depth < MAX_DEPTH;
    for group in rows.chunk_by(|a, b| is_deeper(a) == is_deeper(b)) {
        if group.first().is_some_and(is_deeper) {
            nodes.push(element("blockquote", quoted(group, depth + 1)));
        } else {
            nodes.extend(paragraphs(group));
        }
    }
    nodes
}

fn paragraphs(rows: &[TextRow]) -> Vec<HtmlNode> {
    let mut nodes = Vec::new();
    for group in rows.split(TextRow::is_empty) {
        let mut line: Vec<HtmlNode> = Vec::new();
        for row in group {
            if row.is_block {
                if !line.is_empty() {
                    nodes.push(element("p", std::mem::take(&mut line)));
                }
                nodes.extend(row.nodes.iter().cloned());
                continue;
            }
            if !line.is_empty() {
                line.push(if row.continues { HtmlNode::Text(" ".to_owned()) } else { element("br", Vec::new()) });
            }
            line.extend(row.nodes.iter().cloned());
        }
        if !line.is_empty() {
            nodes.push(element("p", line));
        }
    }
    nodes
}

/// Returns an element without attributes.
pub(super) fn element(name: &str, children: Vec<HtmlNode>) -> HtmlNode {
    HtmlNode::Element(Element { name: name.to_owned(), children, ..Element::default() })
}
