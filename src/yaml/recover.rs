//! A mistake of syntax stops a YAML parser; it must not stop the author from hearing of her other mistakes.
//!
//! So the top-level field in which it stands is blanked out (byte for byte, so that all positions stay), and the
//! rest is read again, until it is sound.

use super::raw::{SyntaxError, decode};
use super::{Node, Pair, Value};
use crate::diagnostics::{Diagnostic, Findings, Span};

/// More broken fields than this in one front matter, and the rest can wait until these are mended.
const MOST_BROKEN_FIELDS: usize = 20;

pub(super) fn parse(text: &str, offset: usize, findings: &mut Findings) -> Node {
    let mut text = text.to_owned();
    let mut unreadable = Vec::new();
    for _ in 0..MOST_BROKEN_FIELDS {
        let error = match decode(&text, offset) {
            Ok(node) => return with_unreadable(node, unreadable),
            Err(error) => error,
        };
        let at = place_of(&error, &text);
        let field = field_around(&text, at);
        let (span, diagnostic) = explain(&error, &text, at);
        findings.add(span.shifted(offset), diagnostic);
        if text[field.clone()].trim().is_empty() {
            break;
        }
        unreadable.push(unreadable_pair(&text[field.clone()], field.start + offset));
        blank(&mut text, field);
    }
    with_unreadable(Node { span: Span::new(offset..offset + text.len()), value: Value::Null }, unreadable)
}

/// The field that was blanked out: its name is known, its value is not.
fn unreadable_pair(field: &str, offset: usize) -> Pair {
    let key = field.split(':').next().unwrap_or_default().trim();
    let span = Span::new(offset..offset + field.trim_end().len());
    Pair { key: key.to_owned(), key_span: span, node: Node { span, value: Value::Unreadable } }
}

fn with_unreadable(node: Node, unreadable: Vec<Pair>) -> Node {
    match node.value {
        Value::Map(mut pairs) => {
            pairs.extend(unreadable);
            Node { span: node.span, value: Value::Map(pairs) }
        }
        Value::Null if !unreadable.is_empty() => Node { span: node.span, value: Value::Map(unreadable) },
        _ => node,
    }
}

/// The byte at which the library stopped.
fn place_of(error: &SyntaxError, text: &str) -> usize {
    let Some((line, column)) = error.place else { return 0 };
    let start: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    let rest = &text[start.min(text.len())..];
    let within = rest.char_indices().nth(column.saturating_sub(1)).map_or(rest.len(), |(at, _)| at);
    (start + within).min(text.len())
}

/// The bytes of the top-level field that holds byte `at`: from a line that begins with neither space nor `#` to the next.
fn field_around(text: &str, at: usize) -> std::ops::Range<usize> {
    let mut start = 0;
    let mut line_start = 0;
    for line in text.split_inclusive('\n') {
        let opens = !line.starts_with([' ', '\t', '#', '-', '\n', '}', ']']);
        if opens && line_start > at {
            return start..line_start;
        }
        if opens {
            start = line_start;
        }
        line_start += line.len();
    }
    start..text.len()
}

/// Overwrites with spaces, line ends excepted.
fn blank(text: &mut String, range: std::ops::Range<usize>) {
    let spaces: String = text[range.clone()]
        .chars()
        .flat_map(|c| std::iter::repeat_n(if c == '\n' { '\n' } else { ' ' }, c.len_utf8()))
        .collect();
    text.replace_range(range, &spaces);
}

/// What the library says, in the author's words, with the mended line where we know it.
fn explain(error: &SyntaxError, text: &str, at: usize) -> (Span, Diagnostic) {
    let line_start = text[..at].rfind('\n').map_or(0, |n| n + 1);
    let line = text[line_start..].lines().next().unwrap_or_default();
    let whole = Span::new(line_start..line_start + line.len());
    if error.message.contains("mapping values are not allowed")
        && let Some((key, value)) = line.split_once(": ")
        && value.contains(':')
    {
        let mended = format!("write it so: `{key}: \"{}\"`", value.trim().replace('\\', "\\\\").replace('"', "\\\""));
        let message = format!("`{}` has a colon in its text, so it needs quotes", key.trim());
        return (whole, Diagnostic::error(message).help(mended));
    }
    if line.starts_with('\t') || error.message.contains("tab") {
        let tab = line.find('\t').map_or(at, |n| line_start + n);
        let message = "a tab stands where only spaces may";
        return (Span::new(tab..tab + 1), Diagnostic::error(message).help("put two spaces in its place"));
    }
    let end = text[at..].chars().next().map_or(at, |c| at + c.len_utf8());
    let message = format!("this front matter cannot be read: {}", error.message);
    let hint = "look at this line and the one before it: a quote, a bracket or a space may be missing";
    (Span::new(at..end), Diagnostic::error(message).help(hint))
}
