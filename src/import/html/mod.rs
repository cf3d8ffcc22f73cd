//! HTML of another site as a tree, and the tree as the Markdown of a letter.
//!
//! [`parse`] reads what a browser would read. [`to_markdown`] writes what readers saw: Markdown where it has signs for it,
//! the HTML that a letter may have where it has none, and words where it may not. What gets lost is a [`Loss`].

mod address;
mod addresses;
mod attributes;
mod block;
mod builder;
mod builder_tables;
mod bullets;
mod characters;
mod converter;
mod delimiters;
mod escape;
mod figures;
mod glyph;
mod html_writer;
mod inline_writer;
mod line_starts;
mod links;
mod lists;
mod loss;
mod markdown_writer;
mod marks;
mod names;
mod notes;
mod parse;
mod phrases;
mod pictures;
mod piece;
mod place;
mod preformatted;
mod run;
mod tables;
mod tree;

use std::collections::BTreeSet;

pub(crate) use addresses::Addresses;
pub(crate) use loss::{Loss, LossKind};
pub(crate) use names::{is_block, is_heading};
pub(crate) use parse::parse;
pub(super) use pictures::{is_picture, picture_link};
pub(crate) use tree::{Element, HtmlNode, MARKER, text_of};
pub(crate) use tree::{find, words};

use converter::Converter;
use markdown_writer::MarkdownWriter;

/// Returns the nodes of a text as Markdown, one line for each paragraph, without an empty line at the end.
///
/// `is_marker` returns true for a word that opens a turn if a colon follows: a paragraph that begins so gets a backslash
/// before the colon, unless the word is in an element [`MARKER`].
pub(crate) fn to_markdown(
    nodes: &[HtmlNode],
    addresses: &dyn Addresses,
    is_marker: &dyn Fn(&str) -> bool,
    losses: &mut Vec<Loss>,
) -> String {
    let mut targets = BTreeSet::new();
    links::add_targets(nodes, addresses, &mut targets);
    let mut places = BTreeSet::new();
    if !targets.is_empty() {
        links::add_places(nodes, &mut places);
    }
    targets.retain(|id| places.contains(id));
    let notes = notes::numbers(nodes, &targets);
    targets.retain(|id| !notes.contains_key(id));
    let lower_headings = usize::from(tree::find(nodes, &["h1"]).is_some());
    let last_picture = String::new();
    let mut converter =
        Converter { addresses, losses, targets, places, notes, lower_headings, nesting: 0, last_picture };
    let blocks = notes::with_unused_as_list(converter.blocks(nodes));
    MarkdownWriter { is_marker }.blocks(&blocks)
}

#[cfg(test)]
mod property_tests;
#[cfg(test)]
mod sample_addresses;
#[cfg(test)]
mod tests;
