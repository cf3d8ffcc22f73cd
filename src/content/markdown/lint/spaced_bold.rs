//! `** bold **`: asterisks with spaces on both sides, which Markdown does not even look at.

use memchr::memmem;

use super::Markdown;
use crate::diagnostics::{Diagnostic, Findings, Span};

/// The longest text between them, in bytes.
const MAX_LENGTH: usize = 100;

/// Reports them in a text that begins at byte `start` of the file.
pub(super) fn check(markdown: &Markdown<'_>, start: usize, findings: &mut Findings) {
    let mut end = start;
    for at in memmem::find_iter(&markdown.text.as_bytes()[start..], b"**").map(|at| start + at) {
        if at >= end
            && let Some((length, words)) = spaced(markdown.text, at)
            && markdown.is_text(at)
        {
            end = at + length;
            let diagnostic = Diagnostic::warning("the spaces within `**` keep this from being bold");
            findings.add(Span::new(at..end), diagnostic.help(format!("write `**{words}**`")));
        }
    }
}

/// Returns the length of such a text from one pair of asterisks to the next, and the words between them.
fn spaced(text: &str, at: usize) -> Option<(usize, &str)> {
    let is_space = |c: char| c.is_whitespace() && c != '\n';
    let rest = text[at + 2..].strip_prefix(is_space)?;
    if text[..at].ends_with(|c: char| !c.is_whitespace()) {
        return None;
    }
    let near = &rest[..rest.floor_char_boundary(MAX_LENGTH)];
    let inside = near.split(['\n', '*']).next()?;
    let after = near[inside.len()..].strip_prefix("**")?;
    let words = inside.trim();
    let is_meant = inside.ends_with(is_space) && words.chars().count() > 2 && words.contains(char::is_alphabetic);
    let is_apart = !after.starts_with(|c: char| c.is_alphanumeric() || c == '*');
    let length = 2 + (text[at + 2..].len() - rest.len()) + inside.len() + 2;
    (is_meant && is_apart).then_some((length, words))
}
