//! The paragraphs of a post, each a block of its own, and their first words.

use crate::import::html::{Element, Node, is_heading, text_of, words};
use crate::import::letter_habits::LetterStyle;

/// Takes the paragraphs out of boxes (`div`, `section`): a turn begins at a paragraph of the text itself.
pub(super) fn lift_boxes(nodes: &mut Vec<Node>) {
    for _ in 0..8 {
        let is_box = |node: &Node| matches!(node, Node::Element(element) if matches!(element.name.as_str(), "div" | "section" | "article" | "main"));
        if !nodes.iter().any(is_box) {
            return;
        }
        let before = std::mem::take(nodes);
        for node in before {
            match node {
                Node::Element(element) if is_box(&Node::Element(element.clone())) => nodes.extend(element.children),
                node => nodes.push(node),
            }
        }
    }
}

/// Makes paragraphs of the words that are in none, as a short post or its first line can be.
pub(super) fn wrap_lines(nodes: &mut Vec<Node>) {
    const PHRASES: [&str; 17] = [
        "a", "abbr", "b", "br", "cite", "code", "del", "em", "i", "kbd", "mark", "q", "span", "strong", "sub", "sup",
        "u",
    ];
    let is_phrase = |node: &Node| match node {
        Node::Text(_) => true,
        Node::Element(element) => PHRASES.contains(&element.name.as_str()),
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
pub(super) fn split_lines(nodes: &mut Vec<Node>, opens: &dyn Fn(&Element) -> bool) {
    let before = std::mem::take(nodes);
    for node in before {
        match node {
            Node::Element(element) if element.name == "p" && has_break(&element) => {
                nodes.extend(split_paragraph(&element, opens).into_iter().map(Node::Element));
            }
            node => nodes.push(node),
        }
    }
}

fn has_break(element: &Element) -> bool {
    element.children.iter().any(is_break)
}

fn is_break(node: &Node) -> bool {
    matches!(node, Node::Element(element) if element.name == "br")
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
                part.children.push(Node::Element(Element { name: "br".to_owned(), ..Element::default() }));
                part.children.extend(line.children);
            }
            _ => parts.push(line),
        }
        is_after_empty_line = false;
    }
    parts
}

/// Returns a paragraph.
pub(super) fn paragraph(children: Vec<Node>) -> Node {
    Node::Element(Element { name: "p".to_owned(), children, ..Element::default() })
}

/// Returns true for a node in which there is nothing to read.
pub(super) fn is_blank(node: &Node) -> bool {
    match node {
        Node::Text(text) => text.trim().is_empty(),
        Node::Element(element) => element.name == "p" && element.children.iter().all(is_blank),
    }
}

/// Returns a block that opens a turn in most blogs: a paragraph or a heading.
pub(super) fn line_block(node: &Node) -> Option<&Element> {
    match node {
        Node::Element(element) if element.name == "p" || is_heading(&element.name) => Some(element),
        _ => None,
    }
}

/// Returns the first paragraph or heading of a quotation.
pub(super) fn first_quoted(node: &Node) -> Option<&Element> {
    let Node::Element(element) = node else { return None };
    let first = element.children.iter().find(|child| !is_blank(child));
    first.filter(|_| element.name == "blockquote").and_then(line_block)
}

/// Returns the words of a block, with one space between them.
pub(super) fn words_of(node: &Node) -> String {
    words(&text_of(std::slice::from_ref(node)))
}

/// Returns the beginning of the first line of a block, in at most so many characters.
pub(super) fn first_words(element: &Element, longest: usize) -> String {
    let mut words = String::new();
    let mut rest: Vec<&Node> = element.children.iter().rev().collect();
    while let Some(node) = rest.pop() {
        match node {
            Node::Text(text) => words.extend(text.chars().take(longest * 2)),
            Node::Element(inner) if inner.name == "br" && !words.trim().is_empty() => break,
            Node::Element(inner) => rest.extend(inner.children.iter().rev()),
        }
        if words.trim_start().chars().count() > longest {
            break;
        }
    }
    words.trim_start().chars().take(longest).collect()
}

/// Returns the style that all words of a block have.
pub(super) fn style(node: &Node) -> Option<LetterStyle> {
    let Node::Element(element) = node else { return None };
    match element.name.as_str() {
        "blockquote" => Some(LetterStyle::Quoted),
        "p" => style_of_all(element),
        _ => None,
    }
}

fn style_of_all(element: &Element) -> Option<LetterStyle> {
    let mut children = element.children.iter().filter(|child| !is_blank(child) && !is_break(child));
    let (Some(Node::Element(only)), None) = (children.next(), children.next()) else { return None };
    match only.name.as_str() {
        "em" | "i" => Some(LetterStyle::Italic),
        "strong" | "b" => Some(LetterStyle::Bold),
        "span" => style_of_all(only),
        _ => None,
    }
}
