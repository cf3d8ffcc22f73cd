//! A mistake of YAML, and the lines to write in its place.

use std::ops::Range;

use super::raw::decode;
use super::{Node, Value};
use crate::diagnostics::Diagnostic;

/// What a field looks like.
pub(super) const A_FIELD: &str =
    "a field is its name, a colon, a space, and its value, such as `title: \"What the reader sees\"`";

/// A mistake in the text of one field.
pub(super) struct Mistake {
    pub(super) range: Range<usize>,
    pub(super) diagnostic: Diagnostic,
    /// True for a line that belongs to nothing: the field above it can still be read.
    pub(super) is_stray: bool,
}

impl Mistake {
    pub(super) fn new(range: Range<usize>, diagnostic: Diagnostic) -> Self {
        Self { range, diagnostic, is_stray: false }
    }
}

/// Returns the help with a line to write; `None` if the line would not be read.
pub(super) fn write(line: &str) -> Option<String> {
    let is_sound = matches!(decode(line, 0), Ok(Node { value: Value::Map(_) | Value::List(_), .. }));
    (is_sound && !line.contains('\n')).then(|| format!("write it like this: `{line}`"))
}

/// Returns a text in quotes, escaped where necessary: on one line, and without quotes that it had before.
pub(super) fn quoted(text: &str) -> String {
    let text = text.split('\n').map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join(" ");
    let inner = without_quotes(&text);
    if inner.contains('"') && !inner.contains('\'') {
        return format!("'{inner}'");
    }
    double_quoted(inner)
}

/// Returns a text of one line between double quotes.
pub fn double_quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

/// Removes the quotes round a text, if they belong together: those of `"A" or "B"` do not.
fn without_quotes(text: &str) -> &str {
    for quote in ['"', '\''] {
        let inner = text.strip_prefix(quote).and_then(|text| text.strip_suffix(quote));
        let Some(inner) = inner else { continue };
        let closes_first = inner.find(quote).is_some_and(|at| {
            let after = inner[at + 1..].chars().next();
            !inner[..at].ends_with(' ') && after.is_none_or(|c| !c.is_alphanumeric())
        });
        if !closes_first {
            return inner;
        }
    }
    // In `'it's` the first one is closed by an apostrophe.
    let rest = text.strip_prefix('\'');
    let is_apostrophe = |rest: &&str| {
        let parts = rest.split_once('\'');
        parts.is_some_and(|(word, after)| {
            word.ends_with(char::is_alphanumeric) && after.starts_with(char::is_alphanumeric)
        })
    };
    rest.filter(is_apostrophe).unwrap_or(text)
}

/// Returns a list in brackets with its parts in quotes where they need them.
pub(super) fn list(text: &str) -> Option<String> {
    let inner = text.strip_prefix('[')?.strip_suffix(']')?;
    if inner.contains(['[', '{', '\n']) {
        return None;
    }
    let parts = inner.replace("\" \"", "\", \"").replace("' '", "', '");
    let parts: Vec<String> = parts.split(',').map(str::trim).filter(|part| !part.is_empty()).map(list_part).collect();
    Some(format!("[{}]", parts.join(", ")))
}

/// Returns a part of a list, in quotes if it needs them.
pub(super) fn list_part(text: &str) -> String {
    let is_sound = decode(&format!("[{text}]"), 0).is_ok_and(|node| matches!(node.value, Value::List(items) if items.len() == 1 && matches!(items[0].value, Value::Scalar { .. })));
    if is_sound { text.to_owned() } else { quoted(text) }
}
