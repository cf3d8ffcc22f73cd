//! The places that a line of Markdown may be in.

/// The place of a line of Markdown.
pub(super) struct TextPlace<'a> {
    pub(super) kind: PlaceKind,
    /// Returns true for a word that opens a turn if a colon follows.
    pub(super) is_marker: &'a dyn Fn(&str) -> bool,
}

/// The place of a line of Markdown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum PlaceKind {
    Paragraph,
    Heading,
    Cell,
}
