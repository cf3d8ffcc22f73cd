//! The blocks of a text in Markdown as nodes, so that its turns are found as those of HTML are; and what becomes of the nodes,
//! done to the Markdown at its places.

use std::ops::Range;

use pulldown_cmark::{Event, Parser, Tag, TagEnd, html::push_html};

use super::edits::{Edits, MARKDOWN};
use crate::import::html::{self, Element, HtmlNode, MARKER, text_of};

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

impl MarkdownBlock {
    fn of(range: Range<usize>) -> Self {
        Self { range, is_quotation: false, characters: Vec::new(), has_nodes: false }
    }
}

/// How many characters of a block tell where it begins in its text.
const LONGEST_START: usize = 24;

/// A text, by its blocks.
#[derive(Debug)]
pub(in crate::import) struct MarkdownBlocks {
    text: String,
    blocks: Vec<MarkdownBlock>,
}

impl MarkdownBlocks {
    /// Returns the blocks of a text, and their nodes. The line of a node is the number of its block, from 1.
    pub(in crate::import) fn of(text: String) -> (Self, Vec<HtmlNode>) {
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
    pub(in crate::import) fn arranged(self, nodes: &[HtmlNode]) -> String {
        let mut there = vec![false; self.blocks.len()];
        note_lines(nodes, &mut there);
        let mut edits = Edits::default();
        for (block, is_there) in self.blocks.iter().zip(&there) {
            if block.has_nodes && !is_there {
                let end = self.text[block.range.end..].bytes().take_while(|byte| *byte == b'\n').count();
                edits.remove(block.range.start..block.range.end + end);
            }
        }
        let mut at = 0;
        while let Some(node) = nodes.get(at) {
            let Some(block) = self.block_of(node) else {
                self.lone_marker(node, &nodes[at + 1..], &mut edits);
                at += 1;
                continue;
            };
            let length = nodes[at..]
                .iter()
                .take_while(|node| self.block_of(node).is_some_and(|other| other.range == block.range));
            let group = &nodes[at..at + length.count()];
            let written = &self.text[block.range.clone()];
            let is_open =
                !group.iter().any(|node| matches!(node, HtmlNode::Element(element) if element.name == "blockquote"));
            if block.is_quotation && is_open {
                // A part of a letter, and no quotation any more.
                let plain = unquoted(written);
                let inside = MarkdownBlock { characters: characters_of(&plain), ..MarkdownBlock::of(0..plain.len()) };
                let mut changes = Edits::default();
                mark(&plain, &inside, group, &mut changes);
                edits.replace(block.range.clone(), changes.apply(&plain));
            } else {
                mark(&self.text, block, group, &mut edits);
            }
            at += group.len().max(1);
        }
        edits.apply(&self.text)
    }

    fn block_of(&self, node: &HtmlNode) -> Option<&MarkdownBlock> {
        let HtmlNode::Element(element) = node else { return None };
        self.blocks.get(element.line.checked_sub(1)?)
    }

    /// Puts a marker alone before the block that follows it: a list, or a table.
    fn lone_marker(&self, node: &HtmlNode, rest: &[HtmlNode], edits: &mut Edits) {
        let next = rest.iter().find_map(|node| self.block_of(node));
        let at = next.map_or(self.text.len(), |block| block.range.start);
        if let Some(word) = marker_of(node) {
            edits.replace(at..at, format!("{word}:\n\n"));
        }
    }
}

/// Puts the markers of these nodes, which are a block's, into the text.
fn mark(text: &str, block: &MarkdownBlock, nodes: &[HtmlNode], edits: &mut Edits) {
    let mut cursor = 0;
    for node in nodes {
        let HtmlNode::Element(element) = node else { continue };
        let word = marker_of(node);
        let shown = text_of(&element.children[usize::from(word.is_some())..]);
        let wanted: Vec<char> = shown.chars().filter(|c| !c.is_whitespace()).collect();
        let start = &wanted[..wanted.len().min(LONGEST_START)];
        let begins = |at: &usize| {
            block.characters[*at..].len() >= start.len()
                && block.characters[*at..].iter().zip(start).all(|((known, _), wanted)| known == wanted)
        };
        let Some(first) = (cursor..=block.characters.len()).find(begins) else { continue };
        if let Some(word) = word {
            let place = |at: usize| block.characters.get(at).map_or(block.range.end, |(_, place)| *place);
            let old: String = block.characters[cursor..first].iter().map(|(c, _)| *c).collect();
            let from = back_over_marks(text, block.range.start, place(cursor));
            // What is a marker in a column already stays as it was.
            if old != format!("{word}:") || text[from..].starts_with('#') || cursor > 0 {
                let to = if wanted.is_empty() {
                    block.range.start + text[block.range.clone()].trim_end().len()
                } else {
                    place(first)
                };
                let is_inside = from > block.range.start && !text[..from].ends_with("\n\n");
                let gap = if is_inside { "\n" } else { "" };
                let opened = text.get(from..to).map_or("", open_mark);
                edits.replace(
                    from..to,
                    format!("{gap}{word}: {opened}").trim_end_matches(|c| wanted.is_empty() && c == ' ').to_owned(),
                );
            }
        }
        cursor = (first + wanted.len()).min(block.characters.len());
    }
}

/// Returns the word of a marker at the beginning of a node.
fn marker_of(node: &HtmlNode) -> Option<String> {
    let HtmlNode::Element(element) = node else { return None };
    match element.children.first() {
        Some(HtmlNode::Element(first)) if first.name == MARKER => Some(text_of(&first.children)),
        _ => None,
    }
}

/// Returns the place of the signs of emphasis and of headings before a word.
fn back_over_marks(text: &str, least: usize, at: usize) -> usize {
    let before = text.get(least..at).unwrap_or_default();
    least + before.trim_end_matches(['*', '_', '#', ' ']).len()
}

/// Reads a block of these events, and adds its nodes.
fn read_block(
    range: Range<usize>,
    events: Vec<(Event<'_>, Range<usize>)>,
    text: &str,
    number: usize,
    nodes: &mut Vec<HtmlNode>,
) -> MarkdownBlock {
    let is_quotation = matches!(events.first(), Some((Event::Start(Tag::BlockQuote(_)), _)));
    let is_fixed = matches!(
        events.first(),
        Some((Event::Start(Tag::FootnoteDefinition(_) | Tag::HtmlBlock | Tag::CodeBlock(_)), _)) | None
    );
    let characters = characters(&events, text);
    let mut shown = String::new();
    // A line of its own may begin a turn.
    let as_lines = |event| if event == Event::SoftBreak { Event::HardBreak } else { event };
    push_html(&mut shown, events.into_iter().map(|(event, _)| as_lines(event)));
    let before = nodes.len();
    if !is_fixed {
        for mut node in html::parse(&shown) {
            set_lines(&mut node, number);
            if matches!(node, HtmlNode::Element(_)) {
                nodes.push(node);
            }
        }
    }
    MarkdownBlock { range, is_quotation, characters, has_nodes: nodes.len() > before }
}

/// Returns the characters that readers see, without white space and the words for pictures, and where each begins.
fn characters(events: &[(Event<'_>, Range<usize>)], text: &str) -> Vec<(char, usize)> {
    let mut characters = Vec::new();
    let mut pictures = 0_usize;
    for (event, place) in events {
        match event {
            Event::Start(Tag::Image { .. }) => pictures += 1,
            Event::End(TagEnd::Image) => pictures = pictures.saturating_sub(1),
            Event::Text(shown) | Event::Code(shown) if pictures == 0 => {
                // A character that is written in another way is where its text begins.
                let written = text.get(place.clone()).unwrap_or_default();
                let offset = written.find(&**shown);
                let places =
                    shown.char_indices().map(|(at, c)| (c, place.start + offset.map_or(0, |offset| offset + at)));
                characters.extend(places.filter(|(c, _)| !c.is_whitespace()));
            }
            _ => {}
        }
    }
    characters
}

fn characters_of(text: &str) -> Vec<(char, usize)> {
    let events: Vec<(Event<'_>, Range<usize>)> = Parser::new_ext(text, MARKDOWN).into_offset_iter().collect();
    characters(&events, text)
}

fn set_lines(node: &mut HtmlNode, number: usize) {
    if let HtmlNode::Element(element) = node {
        element.line = number;
        for child in &mut element.children {
            set_lines(child, number);
        }
    }
}

fn note_lines(nodes: &[HtmlNode], there: &mut [bool]) {
    for node in nodes {
        if let HtmlNode::Element(Element { line, children, name, .. }) = node {
            let at = line.checked_sub(1).filter(|_| name != MARKER);
            if let Some(is_there) = at.and_then(|at| there.get_mut(at)) {
                *is_there = true;
            }
            note_lines(children, there);
        }
    }
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
    use crate::import::letter_habits::LetterHabits;
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
            habits: &LetterHabits::default(),
            is_draft: false,
        };
        let (blocks, mut nodes) = MarkdownBlocks::of(text.to_owned());
        find_turns(&mut nodes, &speakers);
        blocks.arranged(&nodes)
    }

    #[test]
    fn markers_are_put_at_their_places() {
        for (text, new) in [
            ("Q: May *I*?\n\nA: Yes.\n", "Q: May *I*?\n\nSM: Yes.\n"),
            ("**Q:** May I?\n\n**A:** Yes.\n\n> no\n", "**Q:** May I?\n\nSM: Yes.\n\n> no\n"),
            ("**Q: May I?**\n\n**Sol:** *Yes*.", "**Q: May I?**\n\nSM: *Yes*."),
            ("**A: Yes.**", "**A: Yes.**"),
            ("Q: May I?\n\n**A: Yes.** No.", "Q: May I?\n\nSM: **Yes.** No."),
            ("### Q:\n\nMay I?\n\n### A:\n\nYes [a](b).", "Q: May I?\n\nSM: Yes [a](b)."),
            ("Intro.\n\nDear Sol, may I?\n\nSol: Yes &amp; no.", "Intro.\n\nQ: Dear Sol, may I?\n\nSM: Yes &amp; no."),
            (
                "> Dear Sol,\n>\n> may I?\n\nYes.\n\n```\nA: b\n```\n",
                "Q: Dear Sol,\n\nmay I?\n\nSM: Yes.\n\n```\nA: b\n```\n",
            ),
            ("Q: May I?\nSM: Yes.", "Q: May I?\n\nSM: Yes."),
            ("**Q:**\nMay I?\n\n**A:**\n\n- a\n- b\n", "**Q:**\nMay I?\n\nSM:\n\n- a\n- b\n"),
            ("> Q: May I?\n>\n> **A:** Yes.\n", "Q: May I?\n\nSM: Yes.\n"),
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
