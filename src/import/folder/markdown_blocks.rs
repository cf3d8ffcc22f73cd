//! The blocks of a text in Markdown as nodes, so that its turns are found as those of HTML are; and what becomes of the nodes,
//! done to the Markdown at its places.

use std::ops::Range;

use pulldown_cmark::{Event, Parser, Tag, html::push_html};

use super::edits::{Edits, MARKDOWN};
use crate::import::html::{self, Element, MARKER, Node, text_of};

/// A block of a text.
#[derive(Debug)]
struct MarkdownBlock {
    range: Range<usize>,
    is_quotation: bool,
    /// The characters that readers see, without white space, and where each begins in the text.
    characters: Vec<(char, usize)>,
    /// True if it has nodes; else it stays as it is.
    has_nodes: bool,
}

/// A text, by its blocks.
#[derive(Debug)]
pub(in crate::import) struct MarkdownBlocks {
    text: String,
    blocks: Vec<MarkdownBlock>,
}

impl MarkdownBlocks {
    /// Returns the blocks of a text, and their nodes. The line of a node is the number of its block, from 1.
    pub(in crate::import) fn of(text: String) -> (Self, Vec<Node>) {
        let mut blocks = Vec::new();
        let mut nodes = Vec::new();
        let mut depth = 0_usize;
        let mut events = Vec::new();
        let mut start = 0;
        for (event, range) in Parser::new_ext(&text, MARKDOWN).into_offset_iter() {
            if depth == 0 {
                start = range.start;
            }
            match &event {
                Event::Start(_) => depth += 1,
                Event::End(_) => depth = depth.saturating_sub(1),
                _ => {}
            }
            events.push((event, range.clone()));
            if depth == 0 {
                let number = blocks.len() + 1;
                let block = read_block(start..range.end, std::mem::take(&mut events), &text, number, &mut nodes);
                blocks.push(block);
            }
        }
        (Self { text, blocks }, nodes)
    }

    /// Returns the text as its nodes now are: without the blocks that are gone, and with the markers.
    pub(in crate::import) fn arranged(self, nodes: &[Node]) -> String {
        let mut there = vec![false; self.blocks.len() + 1];
        note_lines(nodes, &mut there);
        let mut edits = Edits::default();
        for (at, block) in self.blocks.iter().enumerate() {
            if block.has_nodes && !there[at + 1] {
                let end = self.text[block.range.end..].bytes().take_while(|byte| *byte == b'\n').count();
                edits.remove(block.range.start..block.range.end + end);
            }
        }
        for node in nodes {
            let Node::Element(element) = node else { continue };
            let Some(Node::Element(marker)) = element.children.first().filter(|first| is_marker(first)) else {
                continue;
            };
            let Some(block) = element.line.checked_sub(1).and_then(|at| self.blocks.get(at)) else { continue };
            let word = text_of(&marker.children);
            if block.is_quotation {
                edits.replace(block.range.clone(), format!("{word}: {}", unquoted(&self.text[block.range.clone()])));
            } else {
                self.mark(block, &word, &text_of(&element.children[1..]), &mut edits);
            }
        }
        edits.apply(&self.text)
    }

    /// Puts a marker before the part of a block that reads so.
    fn mark(&self, block: &MarkdownBlock, word: &str, rest: &str, edits: &mut Edits) {
        let wanted: Vec<char> = rest.chars().filter(|c| !c.is_whitespace()).collect();
        let characters: Vec<char> = block.characters.iter().map(|(c, _)| *c).collect();
        // The last place where it can be: what precedes it is the marker that was there.
        let Some(first) =
            (0..=characters.len().saturating_sub(wanted.len())).rev().find(|at| characters[*at..].starts_with(&wanted))
        else {
            return;
        };
        let from = if wanted.is_empty() { block.range.end } else { block.characters[first].1 };
        let before: String = characters[..first].iter().collect();
        if before == format!("{word}:") && !self.text[block.range.clone()].starts_with('#') {
            return;
        }
        let is_split = before.chars().count() > 60;
        let start = if is_split {
            self.text[..from].rfind('\n').map_or(block.range.start, |end| end + 1)
        } else {
            block.range.start
        };
        let removed = &self.text[start.min(from)..from];
        let gap = if is_split { "\n" } else { "" };
        edits.replace(start.min(from)..from, format!("{gap}{word}: {}", open_mark(removed)));
    }
}

/// Reads a block of these events, and adds its nodes.
fn read_block(
    range: Range<usize>,
    events: Vec<(Event<'_>, Range<usize>)>,
    text: &str,
    number: usize,
    nodes: &mut Vec<Node>,
) -> MarkdownBlock {
    let is_quotation = matches!(events.first(), Some((Event::Start(Tag::BlockQuote(_)), _)));
    let is_fixed = matches!(
        events.first(),
        Some((Event::Start(Tag::FootnoteDefinition(_) | Tag::HtmlBlock | Tag::CodeBlock(_)), _)) | None
    );
    let mut characters = Vec::new();
    for (event, place) in &events {
        if let Event::Text(shown) | Event::Code(shown) = event {
            // A character that is written in another way is where its text begins.
            let written = text.get(place.clone()).unwrap_or_default();
            let offset = written.find(&**shown);
            let places = shown.char_indices().map(|(at, c)| (c, place.start + offset.map_or(0, |offset| offset + at)));
            characters.extend(places.filter(|(c, _)| !c.is_whitespace()));
        }
    }
    let mut shown = String::new();
    push_html(&mut shown, events.into_iter().map(|(event, _)| event));
    let before = nodes.len();
    if !is_fixed {
        for mut node in html::parse(&shown) {
            set_lines(&mut node, number);
            if matches!(node, Node::Element(_)) {
                nodes.push(node);
            }
        }
    }
    MarkdownBlock { range, is_quotation, characters, has_nodes: nodes.len() > before }
}

fn set_lines(node: &mut Node, number: usize) {
    if let Node::Element(element) = node {
        element.line = number;
        for child in &mut element.children {
            set_lines(child, number);
        }
    }
}

fn note_lines(nodes: &[Node], there: &mut [bool]) {
    for node in nodes {
        if let Node::Element(Element { line, children, name, .. }) = node {
            if let Some(is_there) = there.get_mut(*line).filter(|_| name != MARKER) {
                *is_there = true;
            }
            note_lines(children, there);
        }
    }
}

fn is_marker(node: &Node) -> bool {
    matches!(node, Node::Element(element) if element.name == MARKER)
}

/// Returns the marks of emphasis that were opened and not closed in a part that is taken out.
fn open_mark(removed: &str) -> &str {
    let mut open: Vec<&str> = Vec::new();
    let mut at = 0;
    while let Some(start) = removed[at..].find(['*', '_']).map(|found| at + found) {
        let length = removed[start..].len() - removed[start..].trim_start_matches(['*', '_']).len();
        let mark = &removed[start..start + length];
        if open.last() == Some(&mark) {
            open.pop();
        } else {
            open.push(mark);
        }
        at = start + length;
    }
    open.first().copied().unwrap_or_default()
}

/// Returns the text of a quotation without its signs.
fn unquoted(quotation: &str) -> String {
    let lines = quotation.lines().map(|line| {
        let line = line.trim_start();
        line.strip_prefix("> ").or_else(|| line.strip_prefix('>')).unwrap_or(line)
    });
    let text = lines.collect::<Vec<_>>().join("\n");
    let end = if quotation.ends_with('\n') { "\n" } else { "" };
    format!("{}{end}", text.trim())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::letters::{BlogSpeakers, find_turns};

    fn arranged(text: &str) -> String {
        let words = |word: &str| vec![word.to_owned()];
        let (question, answer) = (words("Q"), words("A"));
        let columnists = [("SM".to_owned(), vec!["Sol".to_owned()])];
        let speakers = BlogSpeakers {
            question: &question,
            answer: &answer,
            columnists: &columnists,
            author: "SM",
            author_signs: &[],
        };
        let (blocks, mut nodes) = MarkdownBlocks::of(text.to_owned());
        find_turns(&mut nodes, &speakers);
        blocks.arranged(&nodes)
    }

    #[test]
    fn markers_are_put_at_their_places() {
        for (text, new) in [
            ("Q: May *I*?\n\nA: Yes.\n", "Q: May *I*?\n\nSM: Yes.\n"),
            ("**Q:** May I?\n\n**A:** Yes.\n\n> A: no\n", "**Q:** May I?\n\nSM: Yes.\n\n> A: no\n"),
            ("**Q: May I?**\n\n**Sol:** *Yes*.", "**Q: May I?**\n\nSM: *Yes*."),
            ("**A: Yes.**", "**A: Yes.**"),
            ("Q: May I?\n\n**A: Yes.** No.", "Q: May I?\n\nSM: **Yes.** No."),
            ("### Q:\n\nMay I?\n\n### A:\n\nYes [a](b).", "Q: May I?\n\nSM: Yes [a](b)."),
            ("Intro.\n\nDear Sol, may I?\n\nSol: Yes &amp; no.", "Intro.\n\nQ: Dear Sol, may I?\n\nSM: Yes &amp; no."),
            (
                "> Dear Sol,\n>\n> may I?\n\nYes.\n\n```\nA: b\n```\n",
                "Q: Dear Sol,\n\nmay I?\n\nSM: Yes.\n\n```\nA: b\n```\n",
            ),
            ("Just *words*.\n\n- a\n- b\n\n[^1]: c\n", "Just *words*.\n\n- a\n- b\n\n[^1]: c\n"),
            ("", ""),
        ] {
            assert_eq!(arranged(text), new, "{text}");
        }
    }

    #[test]
    fn blocks_that_are_gone_are_taken_out() {
        let (blocks, mut nodes) = MarkdownBlocks::of("# Title\n\nText\n\n<div>\nX\n\nLast\n".to_owned());
        nodes.remove(0);
        assert_eq!(blocks.arranged(&nodes), "Text\n\n<div>\nX\n\nLast\n");
    }
}
