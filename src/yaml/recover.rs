//! Reads on after a syntax error, so that the author hears of her other mistakes, too.
//!
//! A YAML parser stops at the first error. So the top-level field around it is overwritten with spaces (byte for byte,
//! so that all spans stay valid), and the rest is read again, until it is valid.

use super::raw::{SyntaxError, decode};
use super::unclosed::{field_around, left_open};
use super::{Node, Pair, Value};
use crate::diagnostics::{Diagnostic, Findings, Span};

/// The number of broken fields that are reported of one document. The others can wait until these are fixed.
const MAX_BROKEN_FIELDS: usize = 20;

pub(super) fn parse(text: &str, offset: usize, findings: &mut Findings) -> Node {
    let mut text = text.to_owned();
    let mut unreadable = Vec::new();
    for _ in 0..MAX_BROKEN_FIELDS {
        let error = match decode(&text, offset) {
            Ok(node) => return with_unreadable(node, unreadable),
            Err(error) => error,
        };
        if error.message.contains("budget breached") && !error.message.contains("Depth") {
            let diagnostic = Diagnostic::error("these fields hold more than any page can need");
            findings.add(Span::new(0..1).shifted(offset), diagnostic.help("move what is not a field into the text"));
            return Node { span: Span::new(offset..offset + text.len()), value: Value::Unreadable };
        }
        let stopped = offset_of(&error, &text);
        let open = left_open(&text, stopped);
        let at = open.map_or(stopped, |(at, _)| at);
        let field = field_around(&text, at);
        let (span, diagnostic) = match open {
            Some((at, sign)) => (Span::new(at..at + 1), never_closed(sign)),
            None => explain(&error, &text, at, &field),
        };
        findings.add(span.shifted(offset), diagnostic);
        if text[field.clone()].trim().is_empty() {
            break;
        }
        unreadable.push(unreadable_pair(&text[field.clone()], field.start + offset));
        blank(&mut text, field);
    }
    with_unreadable(Node { span: Span::new(offset..offset + text.len()), value: Value::Null }, unreadable)
}

/// Returns the field that was overwritten: its name is known, its value is not.
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

/// Returns the byte at which the library stopped.
fn offset_of(error: &SyntaxError, text: &str) -> usize {
    let Some((line, column)) = error.position else { return 0 };
    let start: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    let rest = &text[start.min(text.len())..];
    let within = rest.char_indices().nth(column.saturating_sub(1)).map_or(rest.len(), |(at, _)| at);
    (start + within).min(text.len())
}

/// Overwrites a range with spaces, except line ends.
fn blank(text: &mut String, range: std::ops::Range<usize>) {
    let spaces: String = text[range.clone()]
        .chars()
        .flat_map(|c| std::iter::repeat_n(if c == '\n' { '\n' } else { ' ' }, c.len_utf8()))
        .collect();
    text.replace_range(range, &spaces);
}

fn never_closed(sign: char) -> Diagnostic {
    let (what, help) = match sign {
        '[' => ("bracket", "put `]` at the end of the list"),
        '{' => ("bracket", "put `}` behind the last of the fields in it"),
        '\'' => ("quote", "put `'` at the end of the text"),
        _ => ("quote", "put `\"` at the end of the text"),
    };
    Diagnostic::error(format!("this {what} is opened here but never closed")).help(help)
}

/// Returns the library's error in the author's words, with the corrected line if we know it. `field` is the field it is
/// in.
fn explain(error: &SyntaxError, text: &str, at: usize, field: &std::ops::Range<usize>) -> (Span, Diagnostic) {
    let line_of = |at: usize| {
        let start = text[..at].rfind('\n').map_or(0, |n| n + 1);
        start..start + text[start..].lines().next().unwrap_or_default().len()
    };
    let here = line_of(at);
    if let Some(diagnostic) = too_large(&error.message) {
        return (Span::new(here), diagnostic);
    }
    let tab = text[here.clone()].find('\t').filter(|tab| text[here.start..here.start + tab].trim().is_empty());
    if let Some(tab) = tab {
        let tab = here.start + tab;
        let diagnostic = Diagnostic::error("a tab stands where only spaces may");
        return (Span::new(tab..tab + 1), diagnostic.help("put two spaces in its place"));
    }
    // The library often stops one line after the error: the line of the field, and the one before it, are examined too.
    let before = field.start.checked_sub(1).map(line_of);
    for line in [Some(here), Some(line_of(field.start)), before].into_iter().flatten() {
        if let Some(diagnostic) = corrected(&text[line.clone()]) {
            return (Span::new(line), diagnostic);
        }
    }
    let end = text[at..].chars().next().map_or(at, |c| at + c.len_utf8());
    let message = format!("this cannot be read: {}", error.message);
    let hint = "look at this line and the one before it: a quote, a bracket or a space may be missing";
    (Span::new(at..end), Diagnostic::error(message).help(hint))
}

/// Returns the diagnostic for valid YAML that is so large or deep that it must be a mistake or an attack.
fn too_large(message: &str) -> Option<Diagnostic> {
    if message.contains("alias") && message.contains("limit") {
        let diagnostic =
            Diagnostic::error("this repeats other values too often: each `*` puts in what an `&` has named");
        return Some(diagnostic.help("write the values out, without `&` and `*`"));
    }
    let deep = message.contains("recursion limit") || message.contains("Depth");
    deep.then(|| {
        let diagnostic = Diagnostic::error("these fields and lists lie in one another more than 60 levels deep");
        diagnostic.help("take some of the brackets, dashes or spaces away")
    })
}

/// Returns what is wrong with a line by itself, and the line as it should be.
fn corrected(line: &str) -> Option<Diagnostic> {
    let (key, value) = line.split_once(':')?;
    let is_key = !key.is_empty() && key.chars().all(|c| c.is_ascii_lowercase() || c == '_');
    let text = value.trim();
    if !is_key || text.is_empty() {
        return None;
    }
    let write = |diagnostic: Diagnostic| diagnostic.help(format!("write it so: `{key}: {}`", quoted(text)));
    if !value.starts_with(' ') {
        let diagnostic = Diagnostic::error(format!("a space is missing after `{key}:`"));
        return Some(diagnostic.help(format!("write it so: `{key}: {text}`")));
    }
    let first = text.chars().next()?;
    let closed = |close: char| text.len() > 1 && text.ends_with(close);
    let whole = match first {
        '"' => closed('"') && text.matches('"').count() == 2,
        '\'' => closed('\'') && text.matches('\'').count() == 2,
        '[' => closed(']'),
        '{' => closed('}'),
        _ => false,
    };
    let special = "\"'[{*&!%@`|>?-,]}#".contains(first);
    if special && !whole {
        let message = format!("`{key}` begins with `{first}`, which means something else here without quotes");
        return Some(write(Diagnostic::error(message)));
    }
    let colon = !special && (text.contains(": ") || text.ends_with(':'));
    colon.then(|| write(Diagnostic::error(format!("`{key}` has a colon in its text, so it needs quotes"))))
}

/// Returns the text in quotes, escaped where necessary.
fn quoted(text: &str) -> String {
    let inner = text.strip_prefix('\'').and_then(|text| text.strip_suffix('\'')).unwrap_or(text);
    if inner.contains('"') && !inner.contains('\'') {
        return format!("'{inner}'");
    }
    format!("\"{}\"", inner.replace('\\', "\\\\").replace('"', "\\\""))
}
