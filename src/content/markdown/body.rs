//! A text as far as one file can know it: finished HTML, and slots for what depends on others.

use std::ops::Range;

use super::LinkTarget;
use crate::diagnostics::Span;

/// Finished HTML with slots in it, and what was learnt while writing it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Body {
    /// The HTML between the slots.
    pub html: String,
    /// What is to be put in, in order.
    pub slots: Vec<Slot>,
    /// Bytes of the HTML, in order, that hold running text and no tag: where a program's name or a term of the glossary
    /// may stand. Not in links, code, headings, quotes or raw HTML.
    pub texts: Vec<Range<u32>>,
    /// How many words.
    pub words: usize,
    /// The first forty words, plain, with an ellipsis if there are more.
    pub excerpt: String,
}

/// Something to be put into the HTML.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Slot {
    /// Before this byte of the HTML.
    pub at: u32,
    /// What.
    pub kind: SlotKind,
}

/// What a slot waits for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SlotKind {
    /// The start of the entry's link of that number; a link to something held back becomes plain text.
    LinkStart(u32),
    /// The end of that link.
    LinkEnd(u32),
    /// The entry's picture of that number.
    Picture(u32),
}

/// What the texts of one entry lead to, and the places in them that a link may lead to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Written {
    /// Links into the column, in order.
    pub links: Vec<Link>,
    /// Pictures, in order.
    pub pictures: Vec<Picture>,
    /// The ids of the page, sorted.
    pub ids: Vec<String>,
}

/// A link to another place of the column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// Where it leads.
    pub target: LinkTarget,
    /// Its `title`, if it has one.
    pub title: String,
    /// Where the address stands in the file.
    pub span: Span,
}

/// A picture of the column's own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// Which file.
    pub target: LinkTarget,
    /// What it shows, in words; empty for decoration.
    pub alt: String,
    /// Its `title`, if it has one.
    pub title: String,
    /// Where the address stands in the file.
    pub span: Span,
}
