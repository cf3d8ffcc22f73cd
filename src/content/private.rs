//! The values under `private:` of a file: for the columnist alone. No page shows them, and no other file that is published
//! may have them either.

use crate::diagnostics::{Diagnostic, Findings, Span, closest};
use crate::yaml::values::{SpannedText, list};
use crate::yaml::{Node, Pair, Value};

/// The field with the words that are never printed.
const NEVER_PRINT: &str = "never_print";

/// The field with the day when a letter or a reply was received.
const RECEIVED: &str = "received";

/// The values under `private:`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Private {
    /// The span of all of it in the file.
    pub span: Span,
    /// Every text under it, in order. The names of fields are among them.
    pub texts: Vec<SpannedText>,
    /// The day when it was received, as it is written: `2026-11-26`.
    pub received: Option<String>,
    /// The words that the pages and files of this text alone must not have.
    pub never_print: Vec<SpannedText>,
}

impl Private {
    /// Returns true if nothing is private.
    pub fn is_empty(&self) -> bool {
        self.texts.is_empty()
    }
}

/// Reads `private: { email: jane@example.org, never_print: [Jane Doe] }`. Its fields have any names.
pub(super) fn read(node: &Node, findings: &mut Findings) -> Private {
    let mut private = Private { span: node.span, ..Private::default() };
    private.add(node);
    report_missing_brackets(node.pairs(), findings);
    for pair in node.pairs() {
        if pair.key == RECEIVED {
            private.received = pair.node.as_text().and_then(|text| text.get(..10)).map(str::to_owned);
        }
        if pair.key == NEVER_PRINT {
            private.never_print.extend(never_print(&pair.node, findings));
        } else {
            report_misspelled(&pair.key, pair.key_span, findings);
        }
        report_misplaced(&pair.node, findings);
    }
    private
}

impl Private {
    fn add(&mut self, node: &Node) {
        match &node.value {
            Value::Scalar { text, .. } => self.add_text(text, node.span),
            Value::List(items) => items.iter().for_each(|item| self.add(item)),
            Value::Map(pairs) => {
                for pair in pairs {
                    self.add_text(&pair.key, pair.key_span);
                    self.add(&pair.node);
                }
            }
            Value::Null | Value::Unreadable => {}
        }
    }

    fn add_text(&mut self, text: &str, span: Span) {
        self.span = Span { start: self.span.start.min(span.start), end: self.span.end.max(span.end) };
        if !text.trim().is_empty() {
            self.texts.push(SpannedText { text: text.trim().to_owned(), span });
        }
    }
}

fn never_print(node: &Node, findings: &mut Findings) -> Vec<SpannedText> {
    if matches!(node.value, Value::Null | Value::Unreadable) {
        return Vec::new();
    }
    let mut words = match &node.value {
        Value::Scalar { text, quoted } if *quoted || text.contains('\n') => separated(text, node.span),
        _ => list(node, findings).unwrap_or_default(),
    };
    words.retain(|word| {
        let can_be_found = word.text.contains(char::is_alphanumeric);
        if !can_be_found {
            let diagnostic = Diagnostic::error("there is no letter or digit in this, so it cannot be searched for");
            findings.add(word.span, diagnostic.help("write the words themselves, or remove it"));
        }
        can_be_found
    });
    words
}

/// Returns the parts of one text between its commas, semicolons, and line ends.
fn separated(text: &str, span: Span) -> Vec<SpannedText> {
    let parts = text.split([',', ';', '\n']).map(str::trim).filter(|part| !part.is_empty());
    parts.map(|part| SpannedText { text: part.to_owned(), span }).collect()
}

/// Reports `{ never_print: Jane, Springfield }`, which YAML reads as two fields. The second is empty.
fn report_missing_brackets(pairs: &[Pair], findings: &mut Findings) {
    let ours = pairs.iter().position(|pair| pair.key == NEVER_PRINT);
    let Some((first, rest)) = ours.and_then(|at| pairs[at..].split_first()) else { return };
    let Value::Scalar { text, .. } = &first.node.value else { return };
    let more = rest.iter().take_while(|pair| pair.node.value == Value::Null).map(|pair| pair.key.as_str());
    let words: Vec<&str> = [text.as_str()].into_iter().chain(more).collect();
    if words.len() > 1 {
        let diagnostic = Diagnostic::error("a list needs brackets around it");
        findings.add(first.node.span, diagnostic.help(format!("write `{NEVER_PRINT}: [{}]`", words.join(", "))));
    }
}

/// Reports the name of a field that was meant as ours: its words would be searched for nowhere.
fn report_misspelled(key: &str, span: Span, findings: &mut Findings) {
    let plain: String = key.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    let is_near = || closest(&key.to_lowercase().replace([' ', '-'], "_"), [NEVER_PRINT]).is_some();
    if ["neverprint", "donotprint", "dontprint", "neverpublish", "donotpublish"].contains(&&*plain) || is_near() {
        let diagnostic = Diagnostic::error(format!("`{key}` hides nothing")).help(format!("write `{NEVER_PRINT}`"));
        findings.add(span, diagnostic);
    }
}

/// Reports our field where it is not read: below another field.
fn report_misplaced(node: &Node, findings: &mut Findings) {
    if let Value::List(items) = &node.value {
        for item in items {
            report_misplaced(item, findings);
        }
    }
    for pair in node.pairs() {
        if pair.key == NEVER_PRINT {
            let diagnostic = Diagnostic::error(format!("`{NEVER_PRINT}` hides nothing here"));
            findings.add(
                pair.key_span,
                diagnostic.help("move it directly below `private:`, out of the field that it is in"),
            );
        }
        report_misplaced(&pair.node, findings);
    }
}
