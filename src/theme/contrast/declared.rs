//! `contrast:` of a `theme.yaml`: which custom properties are seen on which others.

use crate::diagnostics::{Diagnostic, FilePath, Findings, Span};
use crate::yaml::values::{SpannedText, list, text, wrong_kind};
use crate::yaml::{Fields, Node, Value};

/// The contrast that text needs (WCAG 2.2, 1.4.3).
const TEXT: f64 = 4.5;

/// A color and what it is seen on, by the names of their custom properties.
#[derive(Debug, Clone)]
pub(in crate::theme) struct ContrastPair {
    pub(super) color: String,
    pub(super) on: Vec<String>,
    /// The contrast ratio that is needed.
    pub(super) least: f64,
    pub(super) file: FilePath,
    pub(super) span: Span,
}

/// Reads `contrast:` of a `theme.yaml`.
pub(in crate::theme) fn declared(node: &Node, findings: &mut Findings) -> Option<Vec<ContrastPair>> {
    let Value::List(items) = &node.value else {
        return wrong_kind(node, "a list of lines such as `- { color: --ink, on: --paper }`", findings);
    };
    Some(items.iter().filter_map(|item| pair(item, findings)).collect())
}

fn pair(node: &Node, findings: &mut Findings) -> Option<ContrastPair> {
    if !matches!(node.value, Value::Map(_)) {
        return wrong_kind(node, "fields such as `{ color: --ink, on: --paper }`", findings);
    }
    let file = findings.file().clone();
    let mut fields = Fields::new(node, node.span, "a pair of colors", findings);
    let color = fields.required("color", "--ink", |node, findings| property(&text(node, findings)?, findings));
    let on = fields.required("on", "--paper", |node, findings| {
        let names: Vec<_> = list(node, findings)?.iter().map(|name| property(name, findings)).collect();
        names.into_iter().collect::<Option<Vec<_>>>()
    });
    let least = fields.optional("least", least);
    fields.finish();
    Some(ContrastPair { color: color?, on: on?, least: least.unwrap_or(TEXT), file, span: node.span })
}

/// Reads the name of a custom property.
fn property(written: &SpannedText, findings: &mut Findings) -> Option<String> {
    let name = written.text.trim_start_matches("var(").trim_end_matches(')').trim();
    if name == written.text && name.starts_with("--") {
        return Some(name.to_owned());
    }
    let diagnostic = Diagnostic::error(format!("`{}` is not the name of a custom property", written.text));
    findings.add(written.span, diagnostic.help(format!("write `--{}`", name.trim_start_matches(['-', '$', '@']))));
    None
}

/// Reads a contrast ratio.
fn least(node: &Node, findings: &mut Findings) -> Option<f64> {
    let written = text(node, findings)?;
    let ratio = written.text.parse::<f64>().ok().filter(|ratio| (1.0..=21.0).contains(ratio));
    if ratio.is_none() {
        let diagnostic = Diagnostic::error(format!("`{}` is not a contrast ratio", written.text));
        findings.add(written.span, diagnostic.help("write a number from 1 to 21: `least: 3`"));
    }
    ratio
}
