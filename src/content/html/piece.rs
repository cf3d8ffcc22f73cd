//! The parts of a turn's HTML that were checked.

use super::element::Element;
use super::tag::CheckedTag;

/// A part of a turn's HTML that was checked.
pub(in crate::content) enum Piece {
    Start(CheckedTag),
    End(&'static Element),
    /// Characters that are read, to be escaped.
    Text(String),
    /// Characters that look like a tag, to be escaped.
    Verbatim(String),
}
