//! Reads a fact of a profile: its value alone, or `{ value: …, source: …, verified: … }`. A fact that is a group of fields
//! already may have `source` and `verified` among them.

use jiff::civil::Date;

use super::facts::{ProgramFact, Provenance, Provenances};
use crate::content::title::prose;
use crate::content::tuition::explain_cut_fact;
use crate::content::{ParseOptions, date};
use crate::diagnostics::{Diagnostic, Findings, closest};
use crate::yaml::values::Keyword;
use crate::yaml::{Fields, Node, Pair, Value};

const VALUE: &str = "value";
const SOURCE: &str = "source";
const VERIFIED: &str = "verified";

/// Reads the fields of one profile, and keeps where each fact comes from.
pub(super) struct FactReader<'n, 'f, 'o> {
    /// For the fields that are no facts.
    pub(super) fields: Fields<'n, 'f>,
    options: &'o ParseOptions,
    provenances: Provenances,
}

impl<'n, 'f, 'o> FactReader<'n, 'f, 'o> {
    pub(super) fn new(fields: Fields<'n, 'f>, options: &'o ParseOptions) -> Self {
        Self { fields, options, provenances: Provenances::new() }
    }

    /// Returns a fact as `read` understands its value, which is text or a list. `None` like [`Fields::optional`].
    pub(super) fn optional<T>(
        &mut self,
        fact: ProgramFact,
        read: impl FnOnce(&Node, &mut Findings) -> Option<T>,
    ) -> Option<T> {
        let mut provenance = ProvenanceReader::new(fact, self.options);
        let value = self.fields.optional(fact.word(), |node, findings| provenance.value(node, findings, read));
        self.keep(value, provenance)
    }

    /// Returns a fact that is text.
    pub(super) fn text(&mut self, fact: ProgramFact) -> Option<String> {
        self.optional(fact, prose(&self.options.typography))
    }

    /// Like [`FactReader::text`], but a missing fact is an error; `example` shows what to write.
    pub(super) fn required_text(&mut self, fact: ProgramFact, example: &str) -> Option<String> {
        let mut provenance = ProvenanceReader::new(fact, self.options);
        let read = prose(&self.options.typography);
        let read = |node: &Node, findings: &mut Findings| provenance.value(node, findings, read);
        let value = self.fields.required(fact.word(), example, read);
        self.keep(value, provenance)
    }

    /// Returns a fact whose value may be a group of fields. `read` reads `source` and `verified` among them, with
    /// [`ProvenanceReader::beside`].
    pub(super) fn group<T>(
        &mut self,
        fact: ProgramFact,
        read: impl FnOnce(&Node, &mut ProvenanceReader<'_>, &mut Findings) -> Option<T>,
    ) -> Option<T> {
        let mut provenance = ProvenanceReader::new(fact, self.options);
        let value = self.fields.optional(fact.word(), |node, findings| {
            if is_empty_group(node) {
                let help = format!("write its fields between the braces, or remove `{}`", fact.word());
                findings.add(node.span, Diagnostic::error(format!("{} is empty", fact.quoted())).help(help));
                return None;
            }
            let pairs = node.pairs();
            let has_value = pairs.iter().any(|pair| is_nearly(pair, &[VALUE]));
            let has_nothing_else = !pairs.is_empty() && pairs.iter().all(|pair| is_nearly(pair, &[SOURCE, VERIFIED]));
            if has_value || has_nothing_else {
                provenance.with_value(node, findings, read)
            } else {
                read(node, &mut provenance, findings)
            }
        });
        self.keep(value, provenance)
    }

    fn keep<T>(&mut self, value: Option<T>, provenance: ProvenanceReader<'_>) -> Option<T> {
        let Provenance { source, verified, .. } = &provenance.found;
        if value.is_some() && (source.is_some() || verified.is_some()) {
            self.provenances.insert(provenance.fact, provenance.found);
        }
        value
    }

    /// Reports the fields that are unknown, repeated or missing, and returns where the facts come from.
    pub(super) fn finish(self, explain: impl Fn(&Pair, Diagnostic) -> Diagnostic) -> Provenances {
        self.fields.finish_with(|pair, diagnostic| match own_field(pair) {
            Some(help) => Diagnostic { help: vec![help], ..diagnostic },
            None => explain(pair, diagnostic),
        });
        self.provenances
    }
}

/// Returns what to write for `courses_source: …`. `None` for a field of another name.
fn own_field(pair: &Pair) -> Option<String> {
    let is_fact = |name: &str| ProgramFact::ALL.iter().any(|fact| fact.word() == name);
    let (name, part) = pair.key.rsplit_once('_').filter(|(name, _)| is_fact(name))?;
    let part = closest(part, [SOURCE, VERIFIED]).or((part == "checked").then_some(VERIFIED))?;
    Some(format!("write `{name}: {{ value: …, {part}: … }}`, and remove this line"))
}

/// Returns true for a field with one of these names, or with one that is nearly the same.
fn is_nearly(pair: &Pair, names: &[&str]) -> bool {
    closest(&pair.key, names.iter().copied()).is_some()
}

/// Returns true for `[]` and `{}`.
fn is_empty_group(node: &Node) -> bool {
    match &node.value {
        Value::List(items) => items.is_empty(),
        Value::Map(pairs) => pairs.is_empty(),
        Value::Scalar { .. } | Value::Null | Value::Unreadable => false,
    }
}

/// Reads `source` and `verified` of one fact.
pub(in crate::content) struct ProvenanceReader<'o> {
    fact: ProgramFact,
    options: &'o ParseOptions,
    found: Provenance,
    /// True for what is inside the braces of `value`.
    is_inside_value: bool,
}

impl<'o> ProvenanceReader<'o> {
    fn new(fact: ProgramFact, options: &'o ParseOptions) -> Self {
        Self { fact, options, found: Provenance::default(), is_inside_value: false }
    }

    /// Returns the name of the field that has the value, for the line to write.
    pub(in crate::content) fn name(&self) -> &'static str {
        if self.is_inside_value { VALUE } else { self.fact.word() }
    }

    /// Reads a value that is text or a list, alone or with its provenance.
    fn value<T>(
        &mut self,
        node: &Node,
        findings: &mut Findings,
        read: impl FnOnce(&Node, &mut Findings) -> Option<T>,
    ) -> Option<T> {
        if node.pairs().iter().any(|pair| is_nearly(pair, &[VALUE, SOURCE, VERIFIED])) {
            self.with_value(node, findings, |node, _, findings| read(node, findings))
        } else {
            read(node, findings)
        }
    }

    /// Reads `{ value: …, source: …, verified: … }`.
    fn with_value<T>(
        &mut self,
        node: &Node,
        findings: &mut Findings,
        read: impl FnOnce(&Node, &mut ProvenanceReader<'_>, &mut Findings) -> Option<T>,
    ) -> Option<T> {
        if let Some(diagnostic) = explain_cut_fact(node, self.fact.is_list()) {
            findings.add(node.span, diagnostic);
            return None;
        }
        let mut fields = Fields::new(node, node.span, self.fact.quoted(), findings);
        let mut inner = Self { is_inside_value: true, ..Self::new(self.fact, self.options) };
        let mut value_is_group = false;
        let value = fields.required(VALUE, "…", |node, findings| {
            value_is_group = matches!(node.value, Value::Map(_));
            if is_empty_group(node) {
                let help = format!("write the fact after `{VALUE}:`, or remove `{}`", self.fact.word());
                findings.add(node.span, Diagnostic::error(format!("`{VALUE}` is empty")).help(help));
                return None;
            }
            read(node, &mut inner, findings)
        });
        let has_value = fields.has_value(VALUE);
        self.beside(&mut fields);
        fields.finish_with(|pair, diagnostic| match diagnostic.help.first() {
            Some(help) if has_value && help.starts_with("the fields of") => next_to_value(pair, value_is_group),
            _ => diagnostic,
        });
        value
    }

    /// Reads `source` and `verified` among the fields of a fact.
    pub(in crate::content) fn beside(&mut self, fields: &mut Fields<'_, '_>) {
        if self.is_inside_value {
            return refuse_inside_value(fields);
        }
        let help = "write a citation or an address after it, or remove `source`";
        self.found.source = fields.filled(SOURCE, help, prose(&self.options.typography));
        let help = "write the day on which somebody looked, or remove `verified`";
        self.found.verified = fields.filled(VERIFIED, help, |node, findings| day(node, self.options, findings));
        self.found.verified_span = fields.span(VERIFIED);
    }
}

/// Reports `source` and `verified` inside the braces of `value`.
fn refuse_inside_value(fields: &mut Fields<'_, '_>) {
    for name in [SOURCE, VERIFIED] {
        fields.optional(name, |node, findings| {
            let message = format!("`{name}` belongs next to `value`, not inside it");
            let help = format!("move `{name}` out of the braces after `value:`");
            findings.add(node.span, Diagnostic::error(message).help(help));
            None::<()>
        });
    }
}

/// Returns the diagnostic for a field that is next to `value`, where only `source` and `verified` are.
fn next_to_value(pair: &Pair, value_is_group: bool) -> Diagnostic {
    let name = &pair.key;
    let message = format!("`{name}` is not read next to `value`");
    let help = if value_is_group {
        format!("move `{name}` into the braces after `value:`")
    } else {
        format!("remove `{name}`, or remove `value`")
    };
    Diagnostic::error(message).label("only `source` and `verified` belong here").help(help)
}

/// Reads a day on which somebody checked something.
pub(super) fn day(node: &Node, options: &ParseOptions, findings: &mut Findings) -> Option<Date> {
    date::read(node, &options.timezone, findings).map(|when| when.day)
}
