//! A file in its two parts: the YAML between the `---` lines, and the Markdown below.

use crate::diagnostics::{Diagnostic, Findings, Span};
use crate::yaml::{self, Node, Value};

/// The two parts of a file, the front matter decoded.
pub(super) struct Document<'t> {
    /// The fields, always a map.
    pub(super) fields: Node,
    /// Where a missing field is reported: the opening `---`, or the first line.
    pub(super) opening: Span,
    /// The whole text of the file.
    pub(super) text: &'t str,
    /// Where the Markdown begins in it.
    pub(super) body_start: usize,
}

impl<'t> Document<'t> {
    pub(super) fn read(text: &'t str, findings: &mut Findings) -> Self {
        let first = text.lines().next().unwrap_or_default();
        let opening = Span::new(0..first.len());
        let unread = |body_start| {
            let fields = Node { span: opening, value: Value::Map(Vec::new()) };
            Self { fields, opening, text, body_start }
        };
        if first.trim_end() != "---" {
            let diagnostic = Diagnostic::error("this file does not begin with front matter")
                .help("put a line `---`, then fields such as `title: …`, then another line `---` at its top");
            findings.add(opening, diagnostic);
            return unread(0);
        }
        let start = (first.len() + 1).min(text.len());
        let Some((end, body_start)) = closing(text, start) else {
            let diagnostic = Diagnostic::error("the front matter is opened here but never closed")
                .help("put a line `---` below the last field");
            findings.add(opening, diagnostic);
            return unread(text.len());
        };
        let fields = yaml::parse(&text[start..end], start, findings);
        Self { fields, opening, text, body_start }
    }

    /// The Markdown part.
    pub(super) fn body(&self) -> &'t str {
        &self.text[self.body_start..]
    }
}

/// The start of the closing `---` line, and the start of the line after it.
fn closing(text: &str, start: usize) -> Option<(usize, usize)> {
    let mut at = start;
    for line in text[start..].split_inclusive('\n') {
        if line.trim_end() == "---" {
            return Some((at, at + line.len()));
        }
        at += line.len();
    }
    None
}
