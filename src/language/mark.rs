//! A straight quote, hyphens or periods in a text, and the typographic form.

/// A mark of a text, and what replaces it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mark {
    /// The number of the text.
    pub(super) text: usize,
    /// The byte of that text at which the mark begins.
    pub(super) at: usize,
    /// The length of the mark in bytes.
    pub(super) length: usize,
    pub(super) kind: MarkKind,
    /// The character before the mark; `None` at the start of a block.
    pub(super) before: Option<char>,
    /// The character after it; `None` at the end of a block.
    pub(super) after: Option<char>,
    /// True at the start or end of a text, beside an element.
    pub(super) is_at_edge: bool,
    /// True if the next quote of its kind that is not behind a digit can only end a quotation.
    pub(super) is_followed_by_end: bool,
}

/// The kind of a mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum MarkKind {
    /// A straight double quote, not yet decided.
    Double,
    /// A straight single quote, not yet decided.
    Single,
    /// The mark becomes this.
    Replaced(&'static str),
    /// The mark stays as it is.
    Unchanged,
}

impl Mark {
    /// Returns a text with its marks replaced.
    pub fn replace(marks: &[Self], text: &str) -> String {
        let replaced = || {
            marks.iter().filter_map(|mark| match mark.kind {
                MarkKind::Replaced(replacement) => Some((mark, replacement)),
                MarkKind::Double | MarkKind::Single | MarkKind::Unchanged => None,
            })
        };
        let added: usize = replaced().map(|(_, replacement)| replacement.len()).sum();
        let removed: usize = replaced().map(|(mark, _)| mark.length).sum();
        let mut out = String::with_capacity(text.len() + added - removed);
        let mut written = 0;
        for (mark, replacement) in replaced() {
            out.push_str(&text[written..mark.at]);
            out.push_str(replacement);
            written = mark.at + mark.length;
        }
        out.push_str(&text[written..]);
        out
    }
}

/// Returns true for the letters and points of Hebrew.
pub(super) fn is_hebrew(c: char) -> bool {
    matches!(c, '\u{591}'..='\u{5ea}')
}
