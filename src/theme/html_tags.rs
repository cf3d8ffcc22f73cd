//! The tags of HTML that templates and authors wrote.

/// Returns the position after the tag or comment at the start of a text. The value of an attribute may hold a `>`. A tag
/// that never ends takes the rest of the text.
pub(super) fn after_tag(html: &[u8]) -> usize {
    if html.starts_with(b"<!--") {
        return memchr::memmem::find(html, b"-->").map_or(html.len(), |end| end + 3);
    }
    let mut quote = None;
    for (at, byte) in html.iter().enumerate() {
        match (quote, *byte) {
            (None, b'"' | b'\'') => quote = Some(*byte),
            (Some(open), byte) if byte == open => quote = None,
            (None, b'>') => return at + 1,
            _ => {}
        }
    }
    html.len()
}
