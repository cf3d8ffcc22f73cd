//! Quotation marks in a tag of HTML that have no counterpart, so that Markdown reads no tag.

use crate::content::html::unpaired_quote;
use crate::diagnostics::{Diagnostic, Span};

/// Returns what is wrong with the text at this byte if it is such a tag.
pub(super) fn check(text: &str, start: usize) -> Option<(Span, Diagnostic)> {
    let found = unpaired_quote(&text[start..]).filter(|_| !text[..start].ends_with('\\'))?;
    let diagnostic = Diagnostic::error(found.message).help(format!("write `{}`", found.tag));
    Some((Span::new(start + found.value.start..start + found.value.end), diagnostic))
}
