//! Marks of footnotes that do not exist.

use pulldown_cmark::Event;

use super::Markdown;
use crate::diagnostics::{Diagnostic, Span};

/// Returns what is wrong with the text at event `at` if it is the name in `[^1]` that was not read as a reference.
pub(super) fn missing(markdown: &Markdown<'_>, at: usize, text: &str) -> Option<(Span, Diagnostic)> {
    is_mark(markdown, at, text).then(|| {
        let diagnostic = Diagnostic::warning(format!("there is no footnote `[{text}]`"))
            .help(format!("write it at the end of the text, in a paragraph of its own: `[{text}]: …`"));
        (markdown.span(at), diagnostic)
    })
}

/// Returns true for `[^1]` that was not read as a reference: three texts, which are the bracket, the name and the
/// bracket.
fn is_mark(markdown: &Markdown<'_>, at: usize, text: &str) -> bool {
    let is = |at: Option<usize>, wanted: &str| {
        let event = at.and_then(|at| markdown.events.get(at)).map(|(event, _)| event);
        matches!(event, Some(Event::Text(text)) if text.starts_with(wanted))
    };
    text.len() > 1 && is(at.checked_sub(1), "[") && is(Some(at + 1), "]")
}
