//! The parts of a turn's HTML that were checked.

use super::checked_tag::CheckedTag;
use super::element::Element;

/// A part of a turn's HTML that was checked.
pub(in crate::content) enum CheckedToken {
    Start(CheckedTag),
    End(&'static Element),
    /// Characters that are read, to be escaped.
    Text(String),
    /// Characters that look like a tag, to be escaped.
    Verbatim(String),
}
