//! Reads the glossary, `glossary.yaml`: acronyms and their meanings.

use ahash::AHashMap;

use super::markdown::Ids;
use super::slugify;
use super::title::prose;
use crate::diagnostics::{Checked, Diagnostic, Findings, Span};
use crate::language::{Transliteration, Typography};
use crate::source::SourceFile;
use crate::yaml::values::wrong_kind;
use crate::yaml::{self, Fields, Node, Pair, Value};

/// One acronym.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GlossaryTerm {
    /// The acronym as it is written in a text: `MLIS`.
    pub term: String,
    /// The expansion, plain: `Master of Library and Information Science`.
    pub expansion: String,
    /// One more sentence about it, plain.
    pub note: Option<String>,
    /// Its anchor on the page of the glossary.
    pub anchor: String,
}

/// Reads `glossary.yaml`. The terms are sorted alphabetically.
pub fn parse(file: &SourceFile, typography: &Typography) -> Checked<Vec<GlossaryTerm>> {
    let mut findings = Findings::new(&file.path);
    let node = yaml::parse(&file.text, 0, &mut findings);
    let mut terms: Vec<GlossaryTerm> = Vec::new();
    let mut spans: AHashMap<String, Span> = AHashMap::new();
    for pair in node.pairs() {
        let Some(term) = term(pair, typography, &mut findings) else { continue };
        if let Some(first) = spans.get(&term.term) {
            let diagnostic = yaml::repeated(&term.term, *first, &findings);
            findings.add(pair.key_span, diagnostic);
        } else {
            spans.insert(term.term.clone(), pair.key_span);
            terms.push(term);
        }
    }
    terms.sort_by_cached_key(|term| (term.term.to_lowercase(), term.term.clone()));
    let mut ids = Ids::default();
    for term in &mut terms {
        term.anchor = ids.give(std::mem::take(&mut term.anchor), Span::default());
    }
    findings.with(terms)
}

/// Reads `MLIS: Master of …`, or `MLIS: { expansion: …, note: … }`.
fn term(pair: &Pair, typography: &Typography, findings: &mut Findings) -> Option<GlossaryTerm> {
    let (expansion, note) = match &pair.node.value {
        Value::Unreadable => return None,
        Value::Scalar { .. } => (prose(typography)(&pair.node, findings), None),
        Value::Map(_) => expanded(&pair.node, pair.key_span, typography, findings),
        Value::Null => {
            let diagnostic = Diagnostic::error(format!("the glossary does not say what `{}` means", pair.key));
            findings.add(pair.key_span, diagnostic.help("write its meaning after the colon"));
            return None;
        }
        Value::List(_) => return wrong_kind(&pair.node, "its meaning in words", findings),
    };
    let anchor = slugify(&pair.key, Transliteration::AnyLanguage);
    if anchor.is_empty() {
        let diagnostic = Diagnostic::error(format!("`{}` cannot be a glossary term", pair.key));
        findings.add(pair.key_span, diagnostic.help("write a term with at least one letter or digit"));
        return None;
    }
    Some(GlossaryTerm { term: pair.key.trim().to_owned(), expansion: expansion?, note, anchor })
}

fn expanded(
    node: &Node,
    span: Span,
    typography: &Typography,
    findings: &mut Findings,
) -> (Option<String>, Option<String>) {
    let mut fields = Fields::new(node, span, "a term of the glossary", findings);
    let expansion = fields.required("expansion", "what it means in words", prose(typography));
    let note = fields.optional("note", prose(typography));
    fields.finish();
    (expansion, note)
}
