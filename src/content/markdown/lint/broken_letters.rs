//! Letters that another encoding has broken, as far as readers see them as text.

use super::Markdown;
use crate::diagnostics::{Findings, Span};
use crate::text_checks::encodings::{self, BrokenLetters, broken_letters};

/// The number of broken letters for which a text without code is looked for.
const MAX_LOOKED_AT: usize = 100;

/// Reports those of a text that begins at byte `start` of the file once, at the first.
pub(super) fn check(markdown: &Markdown<'_>, start: usize, findings: &mut Findings) {
    let found = broken_letters(&markdown.text[start..]);
    let is_read = |letters: &&BrokenLetters| markdown.is_text(start + letters.range.start);
    let Some(first) = found.iter().take(MAX_LOOKED_AT).find(is_read) else { return };
    let span = Span::new(start + first.range.start..start + first.range.end);
    findings.add(span, encodings::diagnostic(&markdown.text[span.range()], &first.meant, found.len()));
}
