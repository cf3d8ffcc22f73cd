//! A heading, as a table of contents lists it.

use serde::Serialize;

/// A heading of a text.
#[derive(Hash, Serialize)]
pub struct HeadingView<'a> {
    /// Its level in the HTML of the text, 1 to 6: the largest of a turn is 3, that of any other text 2.
    pub level: u8,
    /// Its id, without `#`.
    pub id: &'a str,
    /// Its words as HTML that can be inside a link.
    pub title: &'a str,
    /// The same, plain.
    pub plain: &'a str,
}
