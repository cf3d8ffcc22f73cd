//! YAML as a tree in which every value has its span. Each field is checked by itself, so that one bad field does not
//! hide the next. Used for front matter, `column.yaml` and the other YAML files.
//!
//! Text in, [`Node`] out. Scalars are still text (`2026-03-02`, `no`, `012` are what was written); whoever reads a
//! field decides what it means, with the readers in [`values`].

mod explain;
mod fast_path;
mod fields;
mod foreign;
mod lines;
mod lint;
mod lost_color;
mod mistake;
mod other_names;
mod raw;
mod recover;
mod spaces;
mod structure;
#[cfg(test)]
mod tests;
mod unclosed;
mod unknown_field;
pub mod values;

use crate::diagnostics::{Diagnostic, Findings, Span};
use crate::text_checks::invisible;

pub use fields::{Fields, repeated};
pub use foreign::{json_as_yaml, toml_as_yaml};
pub use mistake::double_quoted;
pub use unknown_field::plain_or_quoted;

/// A value and its span.
#[derive(Debug, Clone, PartialEq)]
pub struct Node {
    /// The span in the file.
    pub span: Span,
    /// The value.
    pub value: Value,
}

/// The kinds of value that are told apart.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// Nothing: `title:` with nothing after it, `~`, `null`.
    Null,
    /// A field whose YAML could not be read. That has been reported, so it is not reported again.
    Unreadable,
    /// One piece of text; numbers and dates are text, too.
    Scalar {
        /// The text, without its quotes.
        text: String,
        /// True if it was in quotes.
        quoted: bool,
    },
    /// A list: `[a, b]`, or lines that begin with `- `.
    List(Vec<Node>),
    /// A map: `key: value` pairs, in the author's order, repeated keys included.
    Map(Vec<Pair>),
}

/// One `key: value` pair.
#[derive(Debug, Clone, PartialEq)]
pub struct Pair {
    /// The key.
    pub key: String,
    /// The span of the key.
    pub key_span: Span,
    /// The value.
    pub node: Node,
}

impl Node {
    /// Returns the kind of the value, in the author's words.
    pub fn kind(&self) -> &'static str {
        match self.value {
            Value::Null | Value::Unreadable => "empty",
            Value::Scalar { .. } => "text",
            Value::List(_) => "a list",
            Value::Map(_) => "a group of fields",
        }
    }

    /// Returns the text of one piece of text, or of a list with nothing else in it.
    pub fn as_text(&self) -> Option<&str> {
        match &self.value {
            Value::Scalar { text, .. } => Some(text),
            Value::List(items) if items.len() == 1 => items.first()?.as_text(),
            _ => None,
        }
    }

    /// Returns the pairs of a map; empty for anything else.
    pub fn pairs(&self) -> &[Pair] {
        match &self.value {
            Value::Map(pairs) => pairs,
            _ => &[],
        }
    }

    /// Returns the value as JSON, for fields that only a theme reads. Whole numbers and booleans become such; others
    /// are text.
    pub fn to_json(&self) -> serde_json::Value {
        use serde_json::Value as Json;
        match &self.value {
            Value::Null | Value::Unreadable => Json::Null,
            Value::Scalar { text, quoted: false } if matches!(text.as_str(), "true" | "false") => {
                Json::Bool(text == "true")
            }
            Value::Scalar { text, quoted } => match text.parse::<i64>() {
                Ok(number) if !quoted && number.to_string() == *text => Json::from(number),
                _ => Json::from(text.as_str()),
            },
            Value::List(items) => items.iter().map(Self::to_json).collect(),
            Value::Map(pairs) => pairs.iter().map(|pair| (pair.key.clone(), pair.node.to_json())).collect(),
        }
    }
}

/// Reads YAML that begins at byte `offset` of the file. Each syntax error becomes a diagnostic, and the valid fields
/// around it are still read.
///
/// The result is a map, or unreadable: front matter that is anything else is an error, and its fields are not missed.
pub fn parse(text: &str, offset: usize, findings: &mut Findings) -> Node {
    if let Some((marks, text)) = invisible::without_marks(text) {
        for at in marks {
            findings.add(Span::new(at..at + 3).shifted(offset), invisible::mark());
        }
        return parse(&text, offset, findings);
    }
    let mut node = fast_path::parse(text, offset).unwrap_or_else(|| {
        let mut node = recover::parse(text, offset, findings);
        lint::lost_values(&mut node, text, offset, findings);
        lint::cut_by_comment(&node, text, offset, findings);
        lint::left_out(&node, text, offset, findings);
        lint::swallowed_items(&node, text, offset, findings);
        lint::characters(&mut node, text, findings);
        node
    });
    lint::shown_comments(&node, text, findings);
    lint::invisible(&mut node, text, findings);
    lint::broken_letters(&mut node, text, findings);
    if matches!(node.value, Value::Map(_) | Value::Unreadable) {
        return node;
    }
    if let Some(yaml) = toml_as_yaml(text).filter(|_| node.value != Value::Null) {
        let diagnostic = Diagnostic::error("these fields have `=` where a colon belongs");
        findings.add(
            node.span,
            diagnostic.help_with_lines("write them like this:", &yaml.lines().take(20).collect::<Vec<_>>()),
        );
        return Node { span: node.span, value: Value::Unreadable };
    }
    if node.value != Value::Null {
        let message =
            format!("this is {}, but each line here needs a name, a colon, and a space before its text", node.kind());
        findings.add(node.span, Diagnostic::error(message).help("write each line like this: `name: value`"));
        return Node { span: node.span, value: Value::Unreadable };
    }
    Node { span: node.span, value: Value::Map(Vec::new()) }
}
