//! Tags in `tags.yaml` that have no line `tags:` above them, and tags with something other than fields.

use crate::diagnostics::{Diagnostic, Span};
use crate::yaml::{Node, Pair, Value, double_quoted};

/// The fields of a term.
const TERM_FIELDS: [&str; 5] = ["use_for", "broader", "related", "slug", "scope_note"];

/// The number of lines that a message shows.
const MOST_SHOWN: usize = 8;

/// Explains a list of tags with no line `tags:` above it.
pub(super) fn list(text: &str) -> Option<(Span, Diagnostic)> {
    let mut lines = text.lines().filter(|line| !matches!(line.trim(), "" | "---") && !line.starts_with('#')).peekable();
    let first = *lines.peek().filter(|line| line.starts_with("- "))?;
    let start = text.find(first).unwrap_or(0);
    Some((Span::new(start..start + first.len()), unheaded(lines)))
}

/// Explains tags with no line `tags:` above them, with the span of the first one.
pub(super) fn terms(node: &Node) -> Option<(Span, Diagnostic)> {
    let others: Vec<&Pair> = node.pairs().iter().filter(|pair| pair.key != "closed").collect();
    let is_term = |pair: &&Pair| match &pair.node.value {
        Value::Null => true,
        Value::Map(fields) => fields.iter().all(|field| TERM_FIELDS.contains(&field.key.as_str())),
        Value::Scalar { .. } | Value::List(_) | Value::Unreadable => false,
    };
    let first = others.first()?;
    if others.iter().any(|pair| pair.key == "tags") || !others.iter().all(is_term) {
        return None;
    }
    Some((first.key_span, unheaded(others.iter().map(|pair| format!("{}:", pair.key)))))
}

fn unheaded(lines: impl Iterator<Item = impl AsRef<str>>) -> Diagnostic {
    let mut shown = vec!["tags:".to_owned()];
    shown.extend(lines.take(MOST_SHOWN + 1).map(|line| format!("  {}", line.as_ref())));
    if shown.len() > MOST_SHOWN + 1 {
        shown.truncate(MOST_SHOWN + 1);
        shown.push("  …".to_owned());
    }
    Diagnostic::error("the tags must be below a line `tags:`").help_with_lines(
        "write `tags:` above them, and two more spaces before each of their lines:",
        &shown.iter().map(String::as_str).collect::<Vec<_>>(),
    )
}

/// Explains a list or a text after a tag, where only fields may be.
pub(super) fn not_a_term(Pair { key, node, .. }: &Pair) -> Diagnostic {
    if let Some(text) = node.as_text().filter(|_| !matches!(node.value, Value::List(_))) {
        let message = format!("after the tag `{key}`, there must be nothing, or fields in braces");
        let note = format!("if this explains the tag, write `{key}: {{ scope_note: {} }}`", double_quoted(text.trim()));
        return Diagnostic::error(message).help(note);
    }
    let items = match &node.value {
        Value::List(items) => items.as_slice(),
        _ => &[],
    };
    let texts: Vec<&str> = items.iter().filter_map(Node::as_text).take(MOST_SHOWN).collect();
    let names: Vec<String> = texts.iter().map(|name| format!("  {name}:")).collect();
    let diagnostic = Diagnostic::error(format!("a list cannot follow the tag `{key}`"));
    let lines: Vec<&str> = names.iter().map(String::as_str).collect();
    let diagnostic = diagnostic
        .help(format!("if they are synonyms of `{key}`, write `{key}: {{ use_for: [{}] }}`", texts.join(", ")));
    diagnostic.help_with_lines("if they are tags of their own, write a line for each:", &lines)
}
