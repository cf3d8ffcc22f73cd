//! The paragraphs of a post, each a block of its own, and their first words.

use crate::import::html::{Element, HtmlNode, is_heading, text_of, words};
use crate::import::letter_habits::LetterStyle;

/// Takes the paragraphs out of boxes (`div`, `section`): a turn begins at a paragraph of the text itself.
pub(super) fn lift_boxes(nodes: &mut Vec<HtmlNode>) {
    for _ in 0..8 {
        let is_box = |node: &HtmlNode| matches!(node, HtmlNode::Element(element) if matches!(element.name.as_str(), "div" | "section" | "article" | "main"));
        if !nodes.iter().any(is_box) {
            return;
        }
        let before = std::mem::take(nodes);
        for node in before {
            match node {
                HtmlNode::Element(element) if is_box(&HtmlNode::Element(element.clone())) => {
                    nodes.extend(element.children);
                }
                node => nodes.push(node),
            }
        }
    }
}

/// Makes paragraphs of the words that are in none, as a short post or its first line can be.
pub(super) fn wrap_lines(nodes: &mut Vec<HtmlNode>) {
    const PHRASES: [&str; 17] = [
        "a", "abbr", "b", "br", "cite", "code", "del", "em", "i", "kbd", "mark", "q", "span", "strong", "sub", "sup",
        "u",
    ];
    let is_phrase = |node: &HtmlNode| match node {
        HtmlNode::Text(_) => true,
        HtmlNode::Element(element) => PHRASES.contains(&element.name.as_str()),
    };
    let mut rest = std::mem::take(nodes).into_iter().peekable();
    while let Some(node) = rest.next() {
        if !is_phrase(&node) {
            nodes.push(node);
            continue;
        }
        let mut line = vec![node];
        while let Some(next) = rest.next_if(is_phrase) {
            line.push(next);
        }
        if line.iter().all(is_blank) {
            nodes.append(&mut line);
        } else {
            nodes.push(paragraph(line));
        }
    }
}

/// Divides paragraphs at empty lines, and before lines for which `opens` returns true.
pub(super) fn split_lines(nodes: &mut Vec<HtmlNode>, opens: &dyn Fn(&Element) -> bool) {
    let before = std::mem::take(nodes);
    for node in before {
        match node {
            HtmlNode::Element(element) if element.name == "p" && has_break(&element) => {
                nodes.extend(split_paragraph(&element, opens).into_iter().map(HtmlNode::Element));
            }
            node => nodes.push(node),
        }
    }
}

fn has_break(element: &Element) -> bool {
    element.children.iter().any(is_break)
}

fn is_break(node: &HtmlNode) -> bool {
    matches!(node, HtmlNode::Element(element) if element.name == "br")
}

fn split_paragraph(paragraph: &Element, opens: &dyn Fn(&Element) -> bool) -> Vec<Element> {
    let mut parts: Vec<Element> = Vec::new();
    let empty = Element { children: Vec::new(), ..paragraph.clone() };
    let mut is_after_empty_line = true;
    for line in paragraph.children.split(is_break) {
        if line.iter().all(is_blank) {
            is_after_empty_line = true;
            continue;
        }
        let line = Element { children: line.to_vec(), ..empty.clone() };
        match parts.last_mut() {
            Some(part) if !is_after_empty_line && !opens(&line) => {
                part.children.push(HtmlNode::Element(Element { name: "br".to_owned(), ..Element::default() }));
                part.children.extend(line.children);
            }
            _ => parts.push(line),
        }
        is_after_empty_line = false;
    }
    parts
}

/// Returns a paragraph.
pub(super) fn paragraph(children: Vec<HtmlNode>) -> HtmlNode {
    HtmlNode::Element(Element { name: "p".to_owned(), children, ..Element::default() })
}

/// Returns true for a node in which there is nothing to read.
pub(super) fn is_blank(node: &HtmlNode) -> bool {
    match node {
        HtmlNode::Text(text) => text.trim().is_empty(),
        HtmlNode::Element(element) => element.name == "p" && element.children.iter().all(is_blank),
    }
}

/// Returns a block that opens a turn in most blogs: a paragraph or a heading.
pub(super) fn line_block(node: &HtmlNode) -> Option<&Element> {
    match node {
        HtmlNode::Element(element) if element.name == "p" || is_heading(&element.name) => Some(element),
        _ => None,
    }
}

/// Returns the first paragraph or heading of a quotation.
pub(super) fn first_quoted(node: &HtmlNode) -> Option<&Element> {
    let HtmlNode::Element(element) = node else { return None };
    let first = element.children.iter().find(|child| !is_blank(child));
    first.filter(|_| element.name == "blockquote").and_then(line_block)
}

/// Returns the words of a block, with one space between them.
pub(super) fn words_of(node: &HtmlNode) -> String {
    words(&text_of(std::slice::from_ref(node)))
}

/// Returns the beginning of the first line of a block, in at most so many characters.
pub(super) fn first_words(element: &Element, longest: usize) -> String {
    let mut words = String::new();
    let mut rest: Vec<&HtmlNode> = element.children.iter().rev().collect();
    while let Some(node) = rest.pop() {
        match node {
            HtmlNode::Text(text) => words.extend(text.chars().take(longest * 2)),
            HtmlNode::Element(inner) if inner.name == "br" && !words.trim().is_empty() => break,
            HtmlNode::Element(inner) => rest.extend(inner.children.iter().rev()),
        }
        if words.trim_start().chars().count() > longest {
            break;
        }
    }
    words.trim_start().chars().take(longest).collect()
}

/// Returns the style that all words of a block have.
pub(super) fn style(node: &HtmlNode) -> Option<LetterStyle> {
    let HtmlNode::Element(element) = node else { return None };
    match element.name.as_str() {
        "blockquote" => Some(LetterStyle::Quoted),
        "p" => style_of_all(element),
        _ => None,
    }
}

fn style_of_all(element: &Element) -> Option<LetterStyle> {
    let mut children = element.children.iter().filter(|child| !is_blank(child) && !is_break(child));
    let (Some(HtmlNode::Element(only)), None) = (children.next(), children.next()) else { return None };
    match only.name.as_str() {
        "em" | "i" => Some(LetterStyle::Italic),
        "strong" | "b" => Some(LetterStyle::Bold),
        "span" => style_of_all(only),
        _ => None,
    }
}
