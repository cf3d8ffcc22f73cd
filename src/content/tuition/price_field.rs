//! The fields that have a price, and the line to write in place of their values.

use super::Unit;
use super::price::Price;
use crate::yaml::double_quoted;
use crate::yaml::values::Keyword;

/// A field that has a price: `tuition` itself, or one within it.
#[derive(Debug, Clone, Copy)]
pub(super) struct PriceField {
    /// Its name; `value` for `tuition` itself with its provenance.
    pub(super) name: &'static str,
    /// True if `tuition` has a note.
    pub(super) has_note: bool,
    /// The words to write before the value: `tuition: ` if the author wrote another name.
    pub(super) prefix: &'static str,
}

/// The fields within `tuition` that have a price.
const NAMES: [&str; 6] = ["total", "per_course", "per_credit", "per_year", "in_state", "out_of_state"];

impl PriceField {
    /// Returns a field within `tuition`. `None` if no field that has a price is called so.
    pub(super) fn named(name: &str) -> Option<Self> {
        let name = NAMES.iter().find(|known| **known == name)?;
        Some(Self { name, has_note: false, prefix: "" })
    }

    /// Returns the help that has a price.
    pub(super) fn write_price(self, price: &Price) -> String {
        let value = match price {
            Price::Word(word) => word.word().to_owned(),
            Price::Exact(_) | Price::Range(_) => format!("\"{price}\""),
        };
        self.write(&MeantPrice::of(value))
    }

    /// Returns true for a price of one group of students.
    pub(super) fn is_of_group(self) -> bool {
        matches!(self.name, "in_state" | "out_of_state")
    }

    /// Returns what to write in place of the field's value.
    pub(super) fn write(self, meant: &MeantPrice) -> String {
        let value = &meant.value;
        let field = meant.unit.map(Unit::field);
        let note = meant.note.as_ref().map(|note| double_quoted(note));
        match (self.name, field, note) {
            ("tuition", None, None) if !value.starts_with('{') => {
                format!("write `{}{}`", self.prefix, value.trim_matches('"'))
            }
            ("value", None, None) if !value.starts_with('{') => format!("write `value: {value}`"),
            (name @ ("tuition" | "value"), field, note) => {
                let note = note.map_or_else(String::new, |note| format!(", note: {note}"));
                format!("write `{name}: {{ {}: {value}{note} }}`", field.unwrap_or("total"))
            }
            (name, field, None) => format!("write `{}: {value}`", field.unwrap_or(name)),
            (name, field, Some(note)) if self.has_note => {
                format!("write `{}: {value}`, and say {note} in `note`", field.unwrap_or(name))
            }
            (name, field, Some(note)) => {
                format!("write `{}: {value}`, and add `note: {note}` to `tuition`", field.unwrap_or(name))
            }
        }
    }
}

/// A price as it is to be written.
pub(super) struct MeantPrice {
    /// The unit that it is the price of; `None` for the field's own.
    pub(super) unit: Option<Unit>,
    /// The price, in quotes where YAML needs them.
    pub(super) value: String,
    /// A second message, if there is one.
    pub(super) note: Option<String>,
}

impl MeantPrice {
    /// Returns a price without unit and note.
    pub(super) fn of(value: impl Into<String>) -> Self {
        Self { unit: None, value: value.into(), note: None }
    }

    /// Adds a note, unless it is empty.
    pub(super) fn noted(self, note: impl Into<String>) -> Self {
        let note = note.into();
        Self { note: Some(note).filter(|note| !note.is_empty()), ..self }
    }
}
