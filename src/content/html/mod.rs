//! The author's own HTML: read as a browser reads it, checked against tables, and written again from what was checked.
//!
//! Markdown passes it in pieces: a tag in a paragraph, the lines of a block. [`TurnHtml`] keeps the elements that are
//! open from one piece to the next, together with those of Markdown, so that what a browser would move, drop or take out
//! of its turn is an error at its tag. What is not in the tables of elements and attributes is never written.

mod attribute_names;
mod attributes;
mod element;
mod elements;
mod kinds;
mod messages;
mod notes;
mod open_elements;
mod piece;
mod reader;
mod segment;
mod tag;
mod text;
mod tokens;
mod typography;

pub(super) use element::{Element, Reading};
pub(super) use piece::Piece;
pub(super) use reader::TurnHtml;
pub(super) use segment::Segment;
pub use tag::ShownAs;
pub(super) use tag::{AddressKind, CheckedTag, is_script};
