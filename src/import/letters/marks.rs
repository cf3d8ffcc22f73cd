//! Puts markers into the blocks that open a turn.

use super::paragraphs::{is_blank, line_block, paragraph, style, words_of, wrap_lines};
use crate::import::html::{Element, HtmlNode, MARKER, is_heading};
use crate::import::letter_habits::LetterStyle;

/// The word that opens a question.
pub(super) const QUESTION: &str = "Q";

/// The place where a turn begins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct TurnMark {
    /// The index of its first block.
    pub(super) at: usize,
    /// The words of the marker, without the colon.
    pub(super) words: String,
    /// How many characters of the block the marker takes the place of.
    pub(super) length: usize,
}

/// Puts a marker at each of these places, in their order. A quotation there becomes paragraphs.
pub(super) fn put_marks(nodes: &mut Vec<HtmlNode>, marks: &[TurnMark]) {
    let titles = titles(nodes, marks);
    for (mark, title) in marks.iter().zip(titles).rev() {
        let unmarked = TurnMark { words: String::new(), ..mark.clone() };
        put_mark(nodes, if title.is_some() { &unmarked } else { mark });
        if let Some(title) = title {
            embolden(&mut nodes[title]);
            put_mark(nodes, &TurnMark { at: title, length: 0, ..mark.clone() });
        }
    }
    join_lone_markers(nodes);
}

/// Returns the title above each question, if several have one: it belongs to the question, not to the answer before it.
fn titles(nodes: &[HtmlNode], marks: &[TurnMark]) -> Vec<Option<usize>> {
    let title = |mark: &TurnMark| {
        let above = (0..mark.at).rev().find(|above| !is_blank(&nodes[*above]))?;
        let is_marked = marks.iter().any(|other| other.at == above);
        (mark.words == QUESTION && !is_marked && is_title(&nodes[above])).then_some(above)
    };
    let titles: Vec<Option<usize>> = marks.iter().map(title).collect();
    let is_habit = titles.iter().flatten().count() > 1;
    titles.into_iter().map(|title| title.filter(|_| is_habit)).collect()
}

/// Returns true for a heading, or a line in bold with a number: `1. My boss hums`.
fn is_title(node: &HtmlNode) -> bool {
    let HtmlNode::Element(element) = node else { return false };
    let is_numbered = || words_of(node).starts_with(|c: char| c.is_ascii_digit() || c == '#');
    is_heading(&element.name) || style(node) == Some(LetterStyle::Bold) && is_numbered()
}

fn embolden(node: &mut HtmlNode) {
    let HtmlNode::Element(element) = node else { return };
    if is_heading(&element.name) {
        let words = std::mem::take(&mut element.children);
        let bold = Element { name: "strong".to_owned(), children: words, ..Element::default() };
        *node = paragraph(vec![HtmlNode::Element(bold)]);
    }
}

fn put_mark(nodes: &mut Vec<HtmlNode>, TurnMark { at, words, length }: &TurnMark) {
    if line_block(&nodes[*at]).is_some() {
        mark(&mut nodes[*at], words, *length);
    } else if is_quotation(&nodes[*at]) {
        let mut inside = take_quoted(nodes, *at);
        match inside.first_mut() {
            Some(first) if line_block(first).is_some() => mark(first, words, *length),
            _ if words.is_empty() => {}
            _ => inside.insert(0, lone_marker(words)),
        }
        nodes.splice(*at..*at, inside);
    } else if !words.is_empty() {
        nodes.insert(*at, lone_marker(words));
    }
}

fn is_quotation(node: &HtmlNode) -> bool {
    matches!(node, HtmlNode::Element(element) if element.name == "blockquote")
}

/// Returns the blocks of a quotation, with paragraphs around lines that are in none.
pub(super) fn quoted(mut inside: Vec<HtmlNode>) -> Vec<HtmlNode> {
    wrap_lines(&mut inside);
    inside.retain(|node| !is_blank(node));
    inside
}

/// Takes the blocks out of the quotation at an index.
fn take_quoted(nodes: &mut Vec<HtmlNode>, at: usize) -> Vec<HtmlNode> {
    match nodes.remove(at) {
        HtmlNode::Element(quotation) => quoted(quotation.children),
        text @ HtmlNode::Text(_) => vec![text],
    }
}

fn lone_marker(words: &str) -> HtmlNode {
    paragraph(vec![marker(words, 0)])
}

fn marker(words: &str, line: usize) -> HtmlNode {
    let children = vec![HtmlNode::Text(words.to_owned())];
    HtmlNode::Element(Element { name: MARKER.to_owned(), children, attributes: Vec::new(), line })
}

/// Puts a marker at the beginning of a block, in the place of the words that were one. Without words nothing takes their
/// place.
fn mark(node: &mut HtmlNode, words: &str, length: usize) {
    let HtmlNode::Element(element) = node else { return };
    "p".clone_into(&mut element.name);
    let mut left = length;
    remove_start(&mut element.children, &mut left, true);
    if !words.is_empty() {
        element.children.insert(0, marker(words, element.line));
    }
}

/// Removes characters from the beginning of a text, and the spaces around them.
fn remove_start(nodes: &mut Vec<HtmlNode>, left: &mut usize, is_first: bool) {
    let mut is_first = is_first;
    for node in nodes.iter_mut() {
        match node {
            HtmlNode::Text(text) => {
                if is_first {
                    *text = text.trim_start().to_owned();
                }
                let removed = text.chars().count().min(*left);
                *left -= removed;
                let rest: String = text.chars().skip(removed).collect();
                *text = if *left == 0 { rest.trim_start().to_owned() } else { rest };
                if !text.is_empty() {
                    break;
                }
            }
            HtmlNode::Element(element) if element.name == "br" && *left == 0 => "span".clone_into(&mut element.name),
            HtmlNode::Element(element) => {
                remove_start(&mut element.children, left, is_first);
                if !element.children.is_empty() || element.name == "img" {
                    break;
                }
            }
        }
        is_first = false;
    }
    nodes.retain(|node| match node {
        HtmlNode::Text(text) => !text.is_empty(),
        HtmlNode::Element(element) => {
            !element.children.is_empty() || matches!(element.name.as_str(), "img" | "br" | "hr")
        }
    });
}

/// Joins a marker that is a block of its own with the paragraph after it. A quotation there that is the whole turn becomes
/// paragraphs.
fn join_lone_markers(nodes: &mut Vec<HtmlNode>) {
    let mut at = 0;
    while at < nodes.len() {
        let next = (at + 1..nodes.len()).find(|next| !is_blank(&nodes[*next]));
        if let Some(next) = next.filter(|_| is_lone_marker(&nodes[at])) {
            let after = nodes[next + 1..].iter().find(|node| !is_blank(node));
            if is_quotation(&nodes[next]) && after.is_none_or(has_marker) {
                let inside = take_quoted(nodes, next);
                nodes.splice(next..next, inside);
            }
            let is_paragraph = matches!(nodes.get(next), Some(HtmlNode::Element(element)) if element.name == "p");
            if is_paragraph && !has_marker(&nodes[next]) {
                let HtmlNode::Element(alone) = nodes.remove(at) else { continue };
                // The paragraph moved up by one.
                if let HtmlNode::Element(paragraph) = &mut nodes[next - 1] {
                    paragraph.children.splice(0..0, alone.children);
                }
            }
        }
        at += 1;
    }
}

fn is_lone_marker(node: &HtmlNode) -> bool {
    matches!(node, HtmlNode::Element(element) if element.children.len() == 1 && has_marker(node))
}

fn has_marker(node: &HtmlNode) -> bool {
    matches!(node, HtmlNode::Element(element) if matches!(element.children.first(), Some(HtmlNode::Element(first)) if first.name == MARKER))
}
