//! Footnotes of the block editor, and of pages that were made from Markdown.

use std::collections::{BTreeMap, BTreeSet};

use super::block::{Block, List};
use super::piece::TextPiece;
use super::tree::{Element, HtmlNode, elements};

/// Returns the numbers of the footnotes of a text by their ids. A footnote is an item with an id in a list that is called
/// so, and to which something refers.
pub(super) fn numbers(nodes: &[HtmlNode], targets: &BTreeSet<String>) -> BTreeMap<String, usize> {
    let (mut ids, mut marks) = (Vec::new(), BTreeSet::new());
    add_ids(nodes, false, &mut ids);
    add_marks(nodes, &mut marks);
    let mut numbers = BTreeMap::new();
    for id in ids.into_iter().filter(|id| targets.contains(id) || marks.contains(id)) {
        let next = numbers.len() + 1;
        numbers.entry(id).or_insert(next);
    }
    numbers
}

fn add_ids(nodes: &[HtmlNode], is_inside: bool, ids: &mut Vec<String>) {
    for element in elements(nodes) {
        let is_inside = is_inside || is_notes(element);
        if is_inside
            && element.name == "li"
            && let Some(id) = element.attribute("id")
        {
            ids.push(id.to_owned());
        }
        add_ids(&element.children, is_inside, ids);
    }
}

fn add_marks(nodes: &[HtmlNode], marks: &mut BTreeSet<String>) {
    for element in elements(nodes) {
        marks.extend(element.attribute("data-fn").map(str::to_owned));
        add_marks(&element.children, marks);
    }
}

fn is_notes(element: &Element) -> bool {
    let classes = ["wp-block-footnotes", "footnotes", "footnote-list", "footnotes-list"];
    classes.iter().any(|class| element.has_class(class)) || element.attribute("role") == Some("doc-endnotes")
}

/// Returns blocks without the footnotes to which nothing refers: they become a list at the end, so that readers see them.
pub(super) fn with_unused_as_list(blocks: Vec<Block>) -> Vec<Block> {
    let mut used = BTreeSet::new();
    add_used(&blocks, &mut used);
    let mut items = Vec::new();
    let mut kept = Vec::with_capacity(blocks.len());
    let (mut notes, mut seen) = (Vec::new(), BTreeSet::new());
    for block in blocks {
        match block {
            Block::Note { number, content } if !used.contains(&number) || !seen.insert(number) => items.push(content),
            Block::Note { .. } => notes.push(block),
            block => kept.push(block),
        }
    }
    if !items.is_empty() {
        kept.push(Block::List(List { start: Some(1), is_loose: false, items }));
    }
    kept.extend(notes);
    kept
}

/// Adds the numbers of the footnotes to which Markdown can refer from these blocks: from HTML it cannot.
fn add_used(blocks: &[Block], used: &mut BTreeSet<usize>) {
    for block in blocks {
        match block {
            Block::Paragraph(pieces) | Block::Heading { words: pieces, .. } => {
                used.extend(
                    pieces
                        .iter()
                        .filter_map(|piece| if let TextPiece::Note(number) = piece { Some(*number) } else { None }),
                );
            }
            Block::List(list) => list.items.iter().for_each(|item| add_used(item, used)),
            Block::Quote(content) | Block::Note { content, .. } | Block::Details { content, .. } => {
                add_used(content, used);
            }
            Block::Table(table) if super::tables::is_plain(table) => {
                let cells = table.rows.iter().flat_map(|row| &row.cells);
                cells.for_each(|cell| add_used(&cell.content, used));
            }
            _ => {}
        }
    }
}
