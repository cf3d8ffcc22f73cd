//! Checks the text and the attributes of HTML: for characters that no page can carry, and comments that readers would see.

use std::ops::Range;

use super::tokens::StartTag;
use crate::diagnostics::Diagnostic;
use crate::text_checks::{characters, comments};

/// Returns what is to be said of a text that was decoded from the start of this HTML, with the ranges in it.
pub(super) fn check(text: &str, html: &str, is_prose: bool) -> Vec<(Range<usize>, Diagnostic)> {
    let mut found = Vec::new();
    if characters::is_unusual_or_lost(text) {
        found.extend(characters::check_references(html));
    }
    if let Some(start) = comments::shown_in_html(text).filter(|_| is_prose) {
        found.push((0..html.len(), comments::no_comment(start)));
    }
    found
}

/// Returns what is to be said of a reference in the attributes of a tag, with its range in the tag as written.
pub(super) fn check_attributes(tag: &StartTag, written: &str) -> Option<(Range<usize>, Diagnostic)> {
    let mut values = tag.attributes.iter().map(|attribute| attribute.value.as_str());
    values.any(characters::is_unusual_or_lost).then(|| characters::check_references(written)).flatten()
}
