//! Texts between brackets that Markdown did not read as a link.

use super::Markdown;

/// The longest address and the longest words of a link that are looked at, in bytes.
pub(super) const MAX_LENGTH: usize = 300;

/// A text between brackets that Markdown did not read as a link.
pub(super) struct Brackets<'t> {
    /// The byte of its first bracket, or of the exclamation mark.
    pub(super) start: usize,
    /// The byte after its last bracket.
    pub(super) end: usize,
    pub(super) words: &'t str,
    is_picture: bool,
}

impl<'t> Brackets<'t> {
    /// Returns the brackets whose last is event `at`.
    pub(super) fn ending_at(markdown: &Markdown<'t>, at: usize) -> Option<Self> {
        let end = markdown.events[at].1.end;
        let near = markdown.text.ceil_char_boundary(end.saturating_sub(MAX_LENGTH));
        let before = &markdown.text[near..end - 1];
        let mut depth = 0_usize;
        let open = before.char_indices().rev().find(|(_, c)| {
            match c {
                ']' => depth += 1,
                '[' if depth == 0 => return true,
                '[' => depth -= 1,
                _ => {}
            }
            false
        });
        let open = near + open?.0;
        let is_escaped = markdown.text[..open].ends_with('\\') || markdown.text[..end - 1].ends_with('\\');
        let is_picture = markdown.text[..open].ends_with('!');
        let words = &markdown.text[open + 1..end - 1];
        (!is_escaped).then_some(Self { start: open - usize::from(is_picture), end, words, is_picture })
    }

    pub(super) fn noun(&self) -> &'static str {
        if self.is_picture { "a picture" } else { "a link" }
    }

    pub(super) fn sign(&self) -> &'static str {
        if self.is_picture { "!" } else { "" }
    }
}

/// Returns true for what is plainly a web address.
pub(super) fn is_url(text: &str) -> bool {
    ["https://", "http://", "www.", "mailto:"].iter().any(|start| text.starts_with(start))
}

/// Returns true for a web address, a path or the name of a file.
pub(in crate::content::markdown) fn is_address(text: &str) -> bool {
    let is_file = |(name, extension): (&str, &str)| {
        !name.is_empty() && (2..=5).contains(&extension.len()) && extension.bytes().all(|b| b.is_ascii_alphanumeric())
    };
    let path = text.split(['#', '?']).next().unwrap_or_default();
    is_url(text) || text.starts_with("../") || text.starts_with("./") || path.rsplit_once('.').is_some_and(is_file)
}
