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

/// Returns fields in braces with commas between them, and their texts in quotes where they need them.
pub(super) fn group(text: &str) -> Option<String> {
    let inner = text.strip_prefix('{')?.strip_suffix('}')?;
    let mut fields: Vec<(&str, &str)> = Vec::new();
    let mut rest = inner.trim();
    while let Some((name, value)) = rest.split_once(": ") {
        let is_name = |name: &str| name.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_');
        if name.is_empty() || !is_name(name) {
            return None;
        }
        // The next name is a word before a colon, behind a space.
        let next = value.match_indices(": ").map(|(at, _)| value[..at].rfind(' ').map_or(0, |space| space + 1)..at);
        let next =
            next.filter(|range| range.start > 0 && is_name(&value[range.clone()])).map(|range| range.start).next();
        let (value, after) = value.split_at(next.unwrap_or(value.len()));
        fields.push((name, value.trim().trim_end_matches(',').trim_end()));
        rest = after;
    }
    let field = |(name, value): &(&str, &str)| {
        let is_sound = decode(&format!("{{ {name}: {value} }}"), 0).is_ok_and(|node| node.pairs().len() == 1);
        if is_sound { format!("{name}: {value}") } else { format!("{name}: {}", quoted(value)) }
    };
    let fields: Vec<String> = fields.iter().map(field).collect();
    (!fields.is_empty()).then(|| format!("{{ {} }}", fields.join(", ")))
}

/// Returns a part of a list, in quotes if it needs them.
pub(super) fn list_part(text: &str) -> String {
    let is_sound = decode(&format!("[{text}]"), 0).is_ok_and(|node| matches!(node.value, Value::List(items) if items.len() == 1 && matches!(items[0].value, Value::Scalar { .. })));
    if is_sound { text.to_owned() } else { quoted(text) }
}
