//! Reads the fields that have prices.

use iso_currency::Currency;

use super::braces::explain_cut_texts;
use super::meant_price::{explain, of_unit};
use super::price::Price;
use super::price_field::PriceField;
use super::price_mistake::PriceMistake;
use super::{Charge, Unit};
use crate::diagnostics::{Diagnostic, Findings};
use crate::yaml::values::{Keyword, SpannedText, text, wrong_kind};
use crate::yaml::{Fields, Node, Pair, Value, double_quoted};

/// The settings that all fields with prices share.
#[derive(Debug, Clone, Copy)]
pub(super) struct Prices {
    /// The currency of `$`.
    pub(super) home: Option<Currency>,
    /// True if `tuition` has a note.
    pub(super) has_note: bool,
}

impl Prices {
    /// Returns a reader of a price, or of fields with one for each group of students.
    pub(super) fn charge(self, name: &'static str) -> impl Fn(&Node, &mut Findings) -> Option<Charge> {
        move |node, findings| match node.value {
            Value::Map(_) => self.by_state(node, findings),
            Value::Scalar { .. } | Value::List(_) | Value::Null | Value::Unreadable => {
                self.price(node, name, findings).map(Charge::ForAll)
            }
        }
    }

    fn by_state(self, node: &Node, findings: &mut Findings) -> Option<Charge> {
        if let Some(diagnostic) = self.explain_cut_texts(node) {
            findings.add(node.span, diagnostic);
            return None;
        }
        let mut fields = Fields::new(node, node.span, "a price", findings);
        let price = |name| move |node: &Node, findings: &mut Findings| self.price(node, name, findings);
        let in_state = fields.optional("in_state", price("in_state"));
        let out_of_state = fields.optional("out_of_state", price("out_of_state"));
        fields.finish_with(beside);
        Charge::by_state(in_state, out_of_state)
    }

    /// Reads a price.
    pub(super) fn price(self, node: &Node, name: &'static str, findings: &mut Findings) -> Option<Price> {
        let field = PriceField { name, has_note: self.has_note, prefix: "" };
        let SpannedText { text, span } = match &node.value {
            Value::List(_) => return self.report_list(node, field, findings),
            Value::Map(_) => return wrong_kind(node, "a price", findings),
            Value::Scalar { .. } | Value::Null | Value::Unreadable => text(node, findings)?,
        };
        let price = Price::parse(&text, self.home);
        if let Err(mistake) = &price {
            findings.add(span, explain(&text, mistake, self.home, field));
        }
        if price == Err(PriceMistake::Zero) { Some(Price::FREE) } else { price.ok() }
    }

    fn report_list(self, node: &Node, field: PriceField, findings: &mut Findings) -> Option<Price> {
        let Value::List(items) = &node.value else { return None };
        let texts: Option<Vec<&str>> = items.iter().map(Node::as_text).collect();
        let Some(texts) = texts.filter(|texts| !texts.is_empty()) else { return wrong_kind(node, "a price", findings) };
        let text = texts.join(", ");
        let diagnostic = Diagnostic::error("a price needs no brackets around it");
        findings.add(node.span, self.helps(&text, field).into_iter().fold(diagnostic, Diagnostic::help));
        None
    }

    /// Returns what is wrong with fields in braces whose texts a comma has cut. `None` if there are none.
    pub(super) fn explain_cut_texts(self, node: &Node) -> Option<Diagnostic> {
        explain_cut_texts(node, |text, field| self.helps(text, PriceField { has_note: self.has_note, ..field }))
    }

    /// Returns what to write for a text, whether it is read as a price or not.
    pub(super) fn helps(self, text: &str, field: PriceField) -> Vec<String> {
        match Price::parse(text, self.home) {
            Ok(price) => vec![field.write_price(&price)],
            Err(mistake) => explain(text, &mistake, self.home, field).help,
        }
    }

    /// Returns the unit of a price and its value as it is written, for `USD 550 per credit` and `{ per_credit: USD 550 }`.
    pub(super) fn of_unit(self, node: &Node) -> Option<(Unit, String)> {
        match (&node.value, node.pairs()) {
            (Value::Scalar { text, .. }, _) => of_unit(text, self.home),
            (_, [Pair { key, node: Node { value: Value::Scalar { text, .. }, .. }, .. }]) => {
                let unit = Unit::ALL.iter().find(|unit| unit.field() == key)?;
                Price::parse(text, self.home).ok().map(|_| (*unit, double_quoted(text)))
            }
            _ => None,
        }
    }
}

/// Returns the diagnostic of a field that a price does not have; `tuition` may have it.
fn beside(pair: &Pair, diagnostic: Diagnostic) -> Diagnostic {
    if !matches!(&*pair.key, "credits" | "applies_to" | "note" | "total" | "source" | "verified") {
        return diagnostic;
    }
    let help = vec![format!("move `{}` out of these braces: it is a field of `tuition`", pair.key)];
    Diagnostic { help, ..diagnostic }
}
