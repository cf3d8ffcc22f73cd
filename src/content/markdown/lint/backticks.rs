//! Backquotes that were meant as apostrophes.

use std::ops::Range;

use crate::diagnostics::{Diagnostic, Span};

/// Returns what is wrong with the code in this range if both its backticks are within words: ``don`t say that you can`t``.
pub(super) fn as_apostrophes(text: &str, range: &Range<usize>, code: &str) -> Option<(Span, Diagnostic)> {
    let is_within =
        |before: &str, after: &str| before.ends_with(char::is_alphabetic) && after.starts_with(char::is_alphabetic);
    let is_meant = code.contains([' ', '\n'])
        && is_within(&text[..range.start], code)
        && is_within(code, &text[range.end..])
        && !text[range.clone()].starts_with("``");
    is_meant.then(|| {
        let before = text[..range.start].rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
        let after = code.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
        let diagnostic = Diagnostic::warning("these backticks make code of the words between them");
        let diagnostic = diagnostic.help(format!("for an apostrophe write `'`: `{before}'{after}`"));
        (Span::new(range.start - before.len()..range.start + 1 + after.len()), diagnostic)
    })
}
