//! Letters that another encoding has broken, as far as readers see them as text.

use super::Markdown;
use crate::diagnostics::{Diagnostic, Findings, Span};
use crate::text_checks::encodings::{BrokenLetter, broken_letters};

/// The number of broken letters for which a text without code is looked for.
const MAX_LOOKED_AT: usize = 100;

/// Reports those of a text that begins at byte `start` of the file once, at the first.
pub(super) fn check(markdown: &Markdown<'_>, start: usize, findings: &mut Findings) {
    let found = broken_letters(&markdown.text[start..]);
    let is_read = |letter: &&BrokenLetter| markdown.is_text(start + letter.range.start);
    let Some(first) = found.iter().take(MAX_LOOKED_AT).find(is_read) else { return };
    let span = Span::new(start + first.range.start..start + first.range.end);
    let written = &markdown.text[span.range()];
    let meant = first.meant;
    let message = format!("`{written}` is a `{meant}` that was broken when the text was copied");
    let again = (found.len() > 1).then(|| "or copy the text again".to_owned());
    let diagnostic = Diagnostic::warning(message).first_of(found.len());
    findings.add(span, diagnostic.help(format!("write `{meant}`")).help_if(again));
}
