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

/// The targets of the links and pictures of one entry, and the ids that links may lead to: all that the links of a column
/// follow from.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct References {
    /// The targets of its links into the column, in order.
    pub links: Vec<LinkTarget>,
    /// The files of its pictures, in order.
    pub pictures: Vec<LinkTarget>,
    /// The ids of the page, sorted.
    pub ids: Vec<String>,
}

/// The rest of each link and picture in the [`References`] of the same entry, in the same order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ReferenceDetails {
    /// Of the links.
    pub links: Vec<LinkDetails>,
    /// Of the pictures.
    pub pictures: Vec<PictureDetails>,
}

/// A link, apart from its target.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LinkDetails {
    /// Its `title`; empty if it has none.
    pub title: String,
    /// The span of the address in the file.
    pub span: Span,
}

/// A picture, apart from its file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PictureDetails {
    /// What it shows, in words; empty for decoration.
    pub alt: String,
    /// Its `title`; empty if it has none.
    pub title: String,
    /// The span of the address in the file.
    pub span: Span,
}

/// A file that front matter names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileReference {
    /// The file.
    pub target: LinkTarget,
    /// The span of its name in the front matter.
    pub span: Span,
}

/// Returns the number of the next link or picture.
pub(super) fn next_number(targets: &[LinkTarget]) -> u32 {
    u32::try_from(targets.len()).unwrap_or(u32::MAX)
}
