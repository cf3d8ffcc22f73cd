//! The author's own HTML: read as a browser reads it, checked against tables, and written again from what was checked.
//!
//! Markdown passes it in pieces: a tag in a paragraph, the lines of a block. [`TurnHtml`] keeps the elements that are
//! open from one piece to the next, together with those of Markdown, so that what a browser would move, drop or take out
//! of its turn is an error at its tag. What is not in the tables of elements and attributes is never written.

mod access;
mod attribute_names;
mod attributes;
mod categories;
mod checked_tag;
mod checked_token;
mod checks;
mod element;
mod elements;
mod frame_help;
mod grouped_warnings;
mod messages;
mod open_elements;
mod source_html;
mod tokens;
mod turn_html;
mod typography;
mod unclosed;
mod unpaired_quote;

pub use checked_tag::ShownAs;
pub(super) use checked_tag::{AddressKind, CheckedTag, is_script};
pub(super) use checked_token::{CheckedToken, are_paragraph, trim};
pub(super) use element::{Element, Reading};
pub(super) use elements::of_tag as element_of_tag;
pub(super) use source_html::SourceHtml;
pub(super) use turn_html::TurnHtml;
pub(super) use unpaired_quote::unpaired_quote;
