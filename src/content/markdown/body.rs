//! The body of a text: finished HTML, with slots for what depends on other files.

use std::ops::Range;

use super::LinkTarget;
use crate::content::Video;
use crate::content::html::ShownAs;
use crate::diagnostics::Span;

/// Finished HTML with slots, and what was found while it was written.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Body {
    /// The HTML between the slots.
    pub html: String,
    /// The slots, in order.
    pub slots: Vec<Slot>,
    /// The byte ranges of the HTML, in order, that are running text without tags: a program's name or a glossary term
    /// in them can become a link or get an explanation. Links, code, headings, quotes and raw HTML are excluded.
    pub texts: Vec<Range<u32>>,
    /// The headings that links can lead to, in order.
    pub headings: Vec<Heading>,
    /// The number of words between spaces.
    pub words: usize,
    /// The number of characters of scripts without spaces between words, which are not in the number of words.
    pub characters: usize,
    /// The first forty words or eighty such characters, plain, with an ellipsis if there are more. Text that is struck
    /// through is left out.
    pub excerpt: String,
}

/// A heading that links can lead to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Heading {
    /// The level in the HTML, from 1 to 6.
    pub level: u8,
    /// The id in the HTML.
    pub id: String,
    /// The words as HTML that can be inside a link: without links, ids, footnote marks, and pictures.
    pub title: String,
    /// The words, plain.
    pub plain: String,
}

/// A position in the HTML at which something is inserted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Slot {
    /// The byte of the HTML before which it is inserted.
    pub at: u32,
    /// The kind of the insertion.
    pub kind: SlotKind,
}

/// The content of a slot.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SlotKind {
    /// The start of the entry's link of this number. A link to an unpublished page becomes plain text.
    LinkStart(u32),
    /// The end of that link.
    LinkEnd(u32),
    /// The `href` of the author's own tag, for the entry's link of this number; nothing if that leads nowhere.
    LinkAddress(u32),
    /// The entry's picture of this number.
    Picture(u32),
    /// The address of the entry's picture of this number, within an attribute of the author's own tag.
    FileAddress(u32),
    /// The same, then the end of the attribute and the picture's size.
    PictureAddress(u32),
    /// The start of the link card of the entry's video of this number. The author's own words for it follow, if any.
    VideoStart(u32),
    /// The end of that card.
    VideoEnd(u32),
    /// The attribute that names the link to the footnote of this number.
    NoteName(u32),
    /// The attribute that names a link from that footnote back to the text.
    WayBackName(u32),
    /// The attribute that names a table, which scrolls where it is too wide.
    TableName,
    /// The attribute that names a block of code, which scrolls, too.
    CodeName,
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
    /// The details of the links.
    pub links: Vec<LinkDetails>,
    /// The details of the pictures.
    pub pictures: Vec<PictureDetails>,
    /// The links to full addresses: one of them may be that of the column itself.
    pub full_addresses: Vec<FullAddress>,
    /// The videos that have a link card, in order.
    pub videos: Vec<VideoLink>,
}

/// A link to a full address, such as `https://example.org/`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FullAddress {
    /// The address, as written.
    pub address: String,
    /// Its span in the file.
    pub span: Span,
}

impl FullAddress {
    /// `None` for an address of another scheme, such as `mailto:`.
    pub(super) fn of(address: String, span: Span) -> Option<Self> {
        address.starts_with("http").then_some(Self { address, span })
    }
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
    /// The alternative text; empty for decoration.
    pub alt: String,
    /// Its `title`; empty if it has none.
    pub title: String,
    /// The kind of file that it must be.
    pub kind: ShownAs,
    /// The span of the address in the file.
    pub span: Span,
}

/// A link to a video that is alone in its paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VideoLink {
    /// The video.
    pub video: Video,
    /// The link's `title`; empty if it has none.
    pub title: String,
    /// True if the link has words of the author's own, and not only its address.
    pub has_words: bool,
}

/// A file that front matter names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileReference {
    /// The file.
    pub target: LinkTarget,
    /// The span of its name in the front matter.
    pub span: Span,
}

/// Returns the number of the next link, picture, or video.
pub(super) fn next_number<T>(targets: &[T]) -> u32 {
    u32::try_from(targets.len()).unwrap_or(u32::MAX)
}
