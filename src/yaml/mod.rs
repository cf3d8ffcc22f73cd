//! YAML as a tree in which every value knows its place, so that each field is checked by us and one bad field
//! never hides the next. Used for front matter and for `column.yaml`.
//!
//! Text in, [`Node`] out. Scalars stay text here (`2026-03-02`, `no`, `012` are what was written); what a field
//! means is decided by whoever reads it, with the readers in [`values`].

mod fields;
mod open;
mod plain;
mod raw;
mod recover;
pub mod values;

use crate::diagnostics::{Diagnostic, Findings, Span};

pub use fields::{Fields, repeated};

/// A value and its place.
#[derive(Debug, Clone, PartialEq)]
pub struct Node {
    /// Where it stands in the file.
    pub span: Span,
    /// What stands there.
    pub value: Value,
}

/// What YAML can say, as far as we tell it apart.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// Nothing: `title:` with nothing behind it, `~`, `null`.
    Null,
    /// A field whose YAML could not be read; that has been said already, so nobody complains of it again.
    Unreadable,
    /// One piece of text, a number or a date among them.
    Scalar {
        /// The text, without its quotes.
        text: String,
        /// Whether quotes stood round it.
        quoted: bool,
    },
    /// `[a, b]`, or lines that begin with `- `.
    List(Vec<Node>),
    /// `key: value` pairs, in the author's order, repeated keys included.
    Map(Vec<Pair>),
}

/// One `key: value`.
#[derive(Debug, Clone, PartialEq)]
pub struct Pair {
    /// The key.
    pub key: String,
    /// Where the key stands.
    pub key_span: Span,
    /// The value.
    pub node: Node,
}

impl Node {
    /// What it is, in the author's words.
    pub fn kind(&self) -> &'static str {
        match self.value {
            Value::Null | Value::Unreadable => "empty",
            Value::Scalar { .. } => "text",
            Value::List(_) => "a list",
            Value::Map(_) => "a group of named fields",
        }
    }

    /// The pairs of a map; none for anything else.
    pub fn pairs(&self) -> &[Pair] {
        match &self.value {
            Value::Map(pairs) => pairs,
            _ => &[],
        }
    }

    /// As JSON, for fields that only a theme reads. Whole numbers and true/false become such; the rest is text.
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

/// ` #` begins a remark in YAML: `title: Am I #1 in line` is `Am I`. A remark has a space after its `#`; what has none
/// was meant as text.
fn swallowed(node: &Node, text: &str, offset: usize, findings: &mut Findings) {
    match &node.value {
        Value::Map(pairs) => pairs.iter().for_each(|pair| swallowed(&pair.node, text, offset, findings)),
        Value::List(items) => items.iter().for_each(|item| swallowed(item, text, offset, findings)),
        Value::Null | Value::Scalar { quoted: false, .. } => {
            let end = node.span.range().end - offset;
            let rest = text.get(end..).unwrap_or_default();
            let remark = rest.trim_start_matches([' ', '\t']);
            let start = end + rest.len() - remark.len();
            // Only then is the rest of the line looked at: a line may hold thousands of values.
            let opens = start > end && remark.starts_with('#') && !remark.starts_with("# ");
            let remark = if opens { remark.lines().next().unwrap_or_default() } else { "" };
            if remark.len() > 1 {
                let diagnostic = Diagnostic::warning("this is left out: ` #` begins a remark");
                let span = Span::new(start..start + remark.trim_end().len()).shifted(offset);
                findings.add(span, diagnostic.help("put quotes round the whole value if `#` belongs to it"));
            }
        }
        Value::Scalar { .. } | Value::Unreadable => {}
    }
}

/// Reads YAML that stands at byte `offset` of the file; every mistake of syntax becomes a diagnostic, and what is
/// sound around it is still read.
///
/// The result is a map, or unreadable: front matter that is anything else is a mistake, and nobody misses a field in it.
pub fn parse(text: &str, offset: usize, findings: &mut Findings) -> Node {
    if let Some(node) = plain::parse(text, offset) {
        return node;
    }
    let node = recover::parse(text, offset, findings);
    swallowed(&node, text, offset, findings);
    if matches!(node.value, Value::Map(_) | Value::Unreadable) {
        return node;
    }
    if node.value != Value::Null {
        let message = format!("this is {}, but must be named fields, such as `name: value`", node.kind());
        findings.add(node.span, Diagnostic::error(message));
        return Node { span: node.span, value: Value::Unreadable };
    }
    Node { span: node.span, value: Value::Map(Vec::new()) }
}
