//! Reads `tuition:` of a profile.

use super::price_field::PriceField;
use super::prices::Prices;
use super::{Charge, Tuition, Unit};
use crate::content::ParseOptions;
use crate::content::program::ProvenanceReader;
use crate::content::title::prose;
use crate::diagnostics::{Diagnostic, Findings, Span};
use crate::yaml::values::{Keyword, counted_fact};
use crate::yaml::{Fields, Node, Pair, Value};

/// Reads `tuition:`, with `source` and `verified` among its fields. `courses` is the number of courses in the same profile.
pub(in crate::content) fn tuition(
    node: &Node,
    courses: Option<u32>,
    provenance: &mut ProvenanceReader<'_>,
    options: &ParseOptions,
    findings: &mut Findings,
) -> Option<Tuition> {
    let has_note = node.pairs().iter().any(|pair| pair.key == "note");
    let prices = Prices { home: options.currency, has_note };
    match &node.value {
        Value::Map(_) => of_fields(node, courses, prices, provenance, options, findings),
        Value::Scalar { .. } | Value::List(_) => {
            let total = Some(Charge::ForAll(prices.price(node, provenance.name(), findings)?));
            Some(Tuition { each: None, unit: Unit::Course, count: None, total, applies_to: None, note: None })
        }
        Value::Null | Value::Unreadable => None,
    }
}

fn of_fields(
    node: &Node,
    courses: Option<u32>,
    prices: Prices,
    provenance: &mut ProvenanceReader<'_>,
    options: &ParseOptions,
    findings: &mut Findings,
) -> Option<Tuition> {
    if let Some(diagnostic) = prices.explain_cut_texts(node) {
        findings.add(node.span, diagnostic);
        return None;
    }
    let mut fields = Fields::new(node, node.span, "`tuition`", findings);
    let each = each(&mut fields, prices);
    let credits = fields.optional("credits", counted_fact(999));
    let (stated, name) = stated(&mut fields, node, prices);
    let total_span = fields.span(name);
    let applies_to = fields.optional("applies_to", prose(&options.typography));
    let note = fields.optional("note", prose(&options.typography));
    provenance.beside(&mut fields);
    fields.finish();
    let (each, unit) = each.map_or((None, Unit::Course), |(unit, charge)| (Some(charge), unit));
    let count = match unit {
        Unit::Course => courses,
        Unit::Credit => credits,
        Unit::Year => None,
    };
    let computed = each.and_then(|each| each.times(count));
    if let (Some(stated), Some(computed)) = (stated, computed) {
        check_total(stated, computed, (total_span, name), findings);
    }
    let total = computed.map(|computed| computed.or(stated)).or(stated);
    Some(Tuition { each, unit, count: count.filter(|_| each.is_some()), total, applies_to, note })
}

/// Reads the price of a unit. With several units, which nobody can add up, all but one are reported.
fn each(fields: &mut Fields<'_, '_>, prices: Prices) -> Option<(Unit, Charge)> {
    let mut charge = |unit: Unit| Some((unit, fields.optional(unit.field(), prices.charge(unit.field()))?));
    // All are asked for, so that none of them is reported as unknown.
    let found: Vec<(Unit, Charge)> = Unit::ALL.iter().filter_map(|unit| charge(*unit)).collect();
    let mut found = found.into_iter();
    let first = found.next()?;
    for (unit, _) in found {
        let name = unit.field();
        let message = format!("`{name}` is not shown, because there is `{}`", first.0.field());
        let span = fields.span(name);
        fields.findings().add(span, Diagnostic::warning(message).help("remove one of the two"));
    }
    Some(first)
}

/// Reads `total`, or in its place `in_state` and `out_of_state`. Returns also the name of the field.
fn stated(fields: &mut Fields<'_, '_>, node: &Node, prices: Prices) -> (Option<Charge>, &'static str) {
    let total = fields.optional("total", prices.charge("total"));
    let misplaced = misplaced_unit(node, prices);
    let is_misplaced = misplaced.is_some();
    let price = |name| {
        move |node: &Node, findings: &mut Findings| {
            if is_misplaced { None } else { prices.price(node, name, findings) }
        }
    };
    let in_state = fields.optional("in_state", price("in_state"));
    let by_state = Charge::by_state(in_state, fields.optional("out_of_state", price("out_of_state")));
    let name = if fields.has_value("in_state") { "in_state" } else { "out_of_state" };
    let span = fields.span(name);
    if let Some(diagnostic) = misplaced {
        fields.findings().add(span, diagnostic);
    }
    if total.is_some() && by_state.is_some() {
        let message = format!("`total` and `{name}` both say what the whole costs");
        fields.findings().add(span, Diagnostic::error(message).help("remove one of the two"));
    }
    if total.is_some() { (total, "total") } else { (by_state, name) }
}

/// Returns what is wrong with `in_state: USD 550 per credit`, and how to write it: the unit is a field, and the group is
/// within it.
fn misplaced_unit(node: &Node, prices: Prices) -> Option<Diagnostic> {
    let pairs = node.pairs().iter().filter(|pair| matches!(&*pair.key, "in_state" | "out_of_state"));
    let found: Option<Vec<_>> = pairs.map(|pair| Some((&*pair.key, prices.of_unit(&pair.node)?))).collect();
    let found = found?;
    let (_, (unit, _)) = found.first()?;
    if found.iter().any(|(_, (other, _))| other != unit) {
        return None;
    }
    let field = unit.field();
    let values: Vec<String> = found.iter().map(|(key, (_, value))| format!("{key}: {value}")).collect();
    let names: Vec<String> = found.iter().map(|(key, _)| format!("`{key}`")).collect();
    let message = format!("the price of a {} has a field of its own, `{field}`", unit.word());
    let help = format!("write `{field}: {{ {} }}` in place of {}", values.join(", "), names.join(" and "));
    Some(Diagnostic::error(message).help(help))
}

fn check_total(stated: Charge, computed: Charge, (span, name): (Span, &str), findings: &mut Findings) {
    if stated.contradicts(computed) {
        let message = format!("the total given is {stated}, but the parts add up to {computed}");
        findings.add(span, Diagnostic::warning(message).help(format!("correct one of them, or remove `{name}`")));
    }
}

/// Returns the diagnostic of an unknown field; for one that means `tuition`, with the line to write in its place.
pub(in crate::content) fn explain_other_name(
    pair: &Pair,
    diagnostic: Diagnostic,
    options: &ParseOptions,
) -> Diagnostic {
    let is_meant = diagnostic.help.iter().any(|help| help.starts_with("write `tuition:"));
    let Some(text) = pair.node.as_text().map(str::trim).filter(|text| is_meant && !text.is_empty()) else {
        return diagnostic;
    };
    let field = PriceField { name: "tuition", has_note: false, prefix: "tuition: " };
    let help = Prices { home: options.currency, has_note: false }.helps(text, field);
    Diagnostic { help, ..diagnostic }
}
