//! The words of a theme in one language, with the names of months and the patterns of dates.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use crate::diagnostics::{Diagnostic, Findings};
use crate::yaml::values::{strings, wrong_kind};
use crate::yaml::{self, Value};

/// Strings by key, with months and patterns of dates.
#[derive(Debug, Default, Clone)]
pub struct Strings {
    words: BTreeMap<String, PluralForms>,
    months: Vec<String>,
    months_short: Vec<String>,
    /// The keys in files of the column's own language.
    translated: BTreeSet<String>,
}

/// A string, which may have another form for the number one.
#[derive(Debug, Clone)]
struct PluralForms {
    one: Option<String>,
    other: String,
}

impl Strings {
    /// Adds the strings of a file, which replace those added earlier. `own` is true if they are in the column's language.
    pub(super) fn add(&mut self, text: &str, own: bool, findings: &mut Findings) {
        for pair in yaml::parse(text, 0, findings).pairs() {
            if own {
                self.translated.insert(pair.key.clone());
            }
            match pair.key.as_str() {
                "months" => self.months = months(&pair.node, findings),
                "months_short" => self.months_short = months(&pair.node, findings),
                _ => {
                    if let Some(words) = words(&pair.node, findings) {
                        self.words.insert(pair.key.clone(), words);
                    }
                }
            }
        }
    }

    /// All keys, sorted.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.words.keys().map(String::as_str)
    }

    /// Returns true if there is any string in the column's own language.
    pub(super) fn has_translations(&self) -> bool {
        !self.translated.is_empty()
    }

    /// The keys that exist in English only, each with its English text.
    pub(super) fn untranslated(&self) -> impl Iterator<Item = (&str, String)> {
        let months = [("months", &self.months), ("months_short", &self.months_short)];
        let months = months.into_iter().map(|(key, names)| (key, format!("[{}]", names.join(", "))));
        let words = self.words.iter().map(|(key, words)| (key.as_str(), words.as_written()));
        words.chain(months).filter(|(key, _)| !self.translated.contains(*key))
    }

    /// Returns true if the string of that key takes no arguments.
    pub(super) fn is_fixed(&self, key: &str) -> bool {
        self.words.get(key).is_some_and(|words| words.one.is_none() && !words.other.contains('{'))
    }

    /// Returns the string of that key, in the singular if `n` is 1. Each `{name}` is replaced by the argument of that name.
    /// `None` if there is no such key.
    pub fn get(&self, key: &str, n: Option<i64>, arguments: &[(String, String)]) -> Option<String> {
        let words = self.words.get(key)?;
        let pattern = match (&words.one, n) {
            (Some(one), Some(1)) => one,
            _ => &words.other,
        };
        let value = |wanted: &str| arguments.iter().find(|(name, _)| name == wanted).map(|(_, value)| value.into());
        Some(filled(pattern, value))
    }

    /// Formats a day by a pattern of the language: `date_short` is "2 Mar 2026". `None` if there is no such pattern.
    pub fn date(&self, day: Date, pattern: &str) -> Option<String> {
        let value = |wanted: &str| match wanted {
            "day" => Some(day.day().to_string().into()),
            "month" => Some(month(&self.months, day)),
            "month_short" => Some(month(&self.months_short, day)),
            "year" => Some(day.year().to_string().into()),
            _ => None,
        };
        Some(filled(&self.words.get(pattern)?.other, value))
    }
}

impl PluralForms {
    /// Formats the string as YAML.
    fn as_written(&self) -> String {
        match &self.one {
            Some(one) => format!("{{ one: \"{one}\", other: \"{}\" }}", self.other),
            None => format!("\"{}\"", self.other),
        }
    }
}

/// Replaces each `{name}` of a pattern. An unknown name stays as it is.
fn filled<'v>(pattern: &str, value: impl Fn(&str) -> Option<Cow<'v, str>>) -> String {
    let mut out = String::with_capacity(pattern.len() + 16);
    let mut rest = pattern;
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        match after.split_once('}').and_then(|(name, behind)| Some((value(name)?, behind))) {
            Some((value, behind)) => {
                out.push_str(&value);
                rest = behind;
            }
            None => {
                out.push('{');
                rest = after;
            }
        }
    }
    out.push_str(rest);
    out
}

fn words(node: &yaml::Node, findings: &mut Findings) -> Option<PluralForms> {
    match &node.value {
        Value::Scalar { text, .. } => Some(PluralForms { one: None, other: text.clone() }),
        Value::Map(pairs) => {
            let text = |wanted: &str| {
                let pair = pairs.iter().find(|pair| pair.key == wanted)?;
                if let Value::Scalar { text, .. } = &pair.node.value { Some(text.clone()) } else { None }
            };
            let other = text("other");
            if other.is_none() {
                let diagnostic = Diagnostic::error("a string that depends on a number needs `other`");
                findings.add(node.span, diagnostic.help("write `{ one: \"{n} letter\", other: \"{n} letters\" }`"));
            }
            Some(PluralForms { one: text("one"), other: other? })
        }
        _ => wrong_kind(node, "text, or `one` and `other`", findings),
    }
}

/// The name of a day's month, or its number if the language has no names.
fn month(names: &[String], day: Date) -> Cow<'_, str> {
    let at = usize::try_from(day.month() - 1).unwrap_or_default();
    names.get(at).map_or_else(|| day.month().to_string().into(), Cow::from)
}

fn months(node: &yaml::Node, findings: &mut Findings) -> Vec<String> {
    let months = strings(node, findings).unwrap_or_default();
    if months.len() != 12 {
        let message = format!("these are {} months, but a year has twelve", months.len());
        findings.add(node.span, Diagnostic::error(message));
    }
    months
}
