//! Reads `financial_aid:` of a profile.

use super::fact_reader::ProvenanceReader;
use crate::content::ParseOptions;
use crate::content::title::prose;
use crate::content::tuition::explain_cut_fact;
use crate::diagnostics::Findings;
use crate::yaml::values::{self, yes_no};
use crate::yaml::{Fields, Node, Value, double_quoted};

/// Scholarships and financial aid. `None` is *not stated*.
#[derive(Debug, Clone, Default)]
pub struct Aid {
    /// True if there are scholarships.
    pub scholarships: Option<bool>,
    /// True if there is federal or other traditional aid.
    pub federal: Option<bool>,
    /// One more sentence about them.
    pub note: Option<String>,
}

/// Reads `financial_aid:`, with `source` and `verified` among its fields. `None` if nothing is stated.
pub(super) fn aid(
    node: &Node,
    provenance: &mut ProvenanceReader<'_>,
    options: &ParseOptions,
    findings: &mut Findings,
) -> Option<Aid> {
    if !matches!(node.value, Value::Map(_)) {
        let diagnostic = values::other_kind(node, "fields such as `{ scholarships: yes }`");
        findings.add(node.span, diagnostic.help_if(meant_aid(node, provenance.name())));
        return None;
    }
    if let Some(diagnostic) = explain_cut_fact(node, false) {
        findings.add(node.span, diagnostic);
        return None;
    }
    let mut fields = Fields::new(node, node.span, "`financial_aid`", findings);
    let aid = Aid {
        scholarships: fields.optional("scholarships", yes_no),
        federal: fields.optional("federal", yes_no),
        note: fields.optional("note", prose(&options.typography)),
    };
    provenance.beside(&mut fields);
    fields.finish();
    let is_stated = aid.scholarships.is_some() || aid.federal.is_some() || aid.note.is_some();
    is_stated.then_some(aid)
}

/// Returns the line to write instead of `financial_aid: no`, or of a sentence.
fn meant_aid(node: &Node, name: &str) -> Option<String> {
    let written = node.as_text()?.trim();
    let fields = match values::parse_yes_no(written) {
        Some(true) => "scholarships: yes".to_owned(),
        Some(false) => "scholarships: no, federal: no".to_owned(),
        None if written.contains('\n') => return None,
        None => format!("note: {}", double_quoted(written)),
    };
    Some(format!("write `{name}: {{ {fields} }}`"))
}
