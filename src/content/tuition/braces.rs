//! Texts with a comma and without quotes in curly braces: YAML reads `{ total: USD 1,200 }` as `total: USD 1` and a field
//! `200`.

use super::price_field::PriceField;
use crate::diagnostics::Diagnostic;
use crate::yaml::{Node, Pair, Value, double_quoted};

/// A field whose text a comma has cut.
struct CutField<'n> {
    key: &'n str,
    text: String,
    /// True if the comma is in a number.
    is_amount: bool,
    end: u32,
}

/// Returns what is wrong with fields whose texts a comma has cut, and how to write them. `None` if there are none. `helps`
/// returns what to write for a price.
pub(super) fn explain_cut_texts(node: &Node, helps: impl Fn(&str, PriceField) -> Vec<String>) -> Option<Diagnostic> {
    let fields = cut_fields(node);
    let what = if fields.first()?.is_amount { "an amount" } else { "a text" };
    let message = format!("inside curly braces, {what} with a comma in it needs quotes");
    let help = fields.iter().flat_map(|field| match PriceField::named(field.key) {
        Some(price) => helps(&field.text, price),
        None => vec![field.write_quoted()],
    });
    Some(help.fold(Diagnostic::error(message), Diagnostic::help))
}

/// Returns the same for a fact with its provenance; `is_list` is true if `value` may be a list.
pub(in crate::content) fn explain_cut_fact(node: &Node, is_list: bool) -> Option<Diagnostic> {
    let fields = cut_fields(node);
    let is_list = |field: &CutField<'_>| is_list && field.key == "value";
    let message = if is_list(fields.first()?) {
        "a list needs brackets around it"
    } else {
        "inside curly braces, a text with a comma in it needs quotes"
    };
    let help = fields
        .iter()
        .map(|field| if is_list(field) { format!("write `value: [{}]`", field.text) } else { field.write_quoted() });
    Some(help.fold(Diagnostic::error(message), Diagnostic::help))
}

/// Returns the fields whose texts a comma has cut.
fn cut_fields(node: &Node) -> Vec<CutField<'_>> {
    let mut fields: Vec<CutField<'_>> = Vec::new();
    let mut is_cut = Vec::new();
    for pair in node.pairs() {
        match fields.last_mut() {
            Some(field) if pair.node.value == Value::Null && field.can_end(pair) => {
                field.append(pair);
                is_cut.push(field.key);
            }
            _ => fields.extend(CutField::begin(pair)),
        }
    }
    fields.retain(|field| is_cut.contains(&field.key));
    fields
}

impl<'n> CutField<'n> {
    /// Returns the field that a pair begins. `None` if its value is no text.
    fn begin(pair: &'n Pair) -> Option<Self> {
        let Value::Scalar { text, quoted: false } = &pair.node.value else { return None };
        Some(Self { key: &pair.key, text: text.clone(), is_amount: false, end: pair.node.span.end })
    }

    fn write_quoted(&self) -> String {
        format!("write `{}: {}`", self.key, double_quoted(&self.text))
    }

    /// Returns true if a pair without a value is the rest of the text: `200`, `200–1`, `200 per year`, or of a note.
    fn can_end(&self, pair: &Pair) -> bool {
        let digits = pair.key.bytes().take_while(u8::is_ascii_digit).count();
        let is_thousand = digits == 3 && self.text.ends_with(|c: char| c.is_ascii_digit());
        is_thousand || is_text(self.key) && !is_field(&pair.key)
    }

    fn append(&mut self, pair: &Pair) {
        let space = if pair.key_span.start > self.end + 1 { " " } else { "" };
        // A part in quotes, such as the title of an article, keeps them.
        let quote = if pair.key_span.range().len() == pair.key.len() + 2 { "\"" } else { "" };
        self.text = format!("{},{space}{quote}{}{quote}", self.text, pair.key);
        self.is_amount = !is_text(self.key);
        self.end = pair.key_span.end;
    }
}

/// Returns true for the fields that have text.
fn is_text(key: &str) -> bool {
    matches!(key, "note" | "applies_to" | "value" | "source")
}

fn is_field(key: &str) -> bool {
    is_text(key) || matches!(key, "credits" | "verified") || PriceField::named(key).is_some()
}
