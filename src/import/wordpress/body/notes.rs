//! Footnotes.

use super::html_tags::attribute;

/// Returns the list of a post's footnotes, which the block editor stores apart from the body: the id of each, and its HTML.
/// It belongs after the body.
pub(in crate::import) fn footnotes(notes: &[(String, String)]) -> String {
    if notes.is_empty() {
        return String::new();
    }
    let items = notes.iter().map(|(id, html)| format!("<li id=\"{}\">{html}</li>", attribute(id)));
    format!("<ol class=\"wp-block-footnotes\">{}</ol>", items.collect::<String>())
}
