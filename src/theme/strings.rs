//! The words of a theme in one language, with the names of months and the patterns of dates.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use memchr::memchr;

use crate::config::Config;
use crate::diagnostics::{Diagnostic, Findings, closest};
use crate::language::{Locale, PluralCategory, PluralRules};
use crate::yaml::values::{strings, wrong_kind};
use crate::yaml::{self, Pair, Value};

/// Strings by key, with months and patterns of dates.
#[derive(Debug, Default, Clone)]
pub struct Strings {
    words: BTreeMap<String, PluralForms>,
    pub(super) months: Vec<String>,
    pub(super) months_short: Vec<String>,
    /// The keys in files of the column's own language.
    translated: BTreeSet<String>,
    /// The column's language, if that is not English.
    language: Option<String>,
    /// The dates of the column's language, for what no theme says.
    pub(super) locale: Locale,
    /// How wide a picture of a text is shown, as the attribute `sizes` has it.
    pub picture_sizes: String,
}

/// The arguments of a string.
#[derive(Debug)]
pub(super) struct StringNeeds<'s> {
    /// The names in its words: `n` and `name` in "{n} letters by {name}".
    pub(super) names: &'s [String],
    /// True if its form depends on `n`.
    pub(super) number: bool,
}

/// A string, which may have other forms for some numbers.
#[derive(Debug, Clone)]
struct PluralForms {
    /// The forms besides `other`, in the order of CLDR.
    forms: Vec<(PluralCategory, String)>,
    other: String,
    /// The names in `other`.
    names: Vec<String>,
    /// The rules of the language that the string is in.
    rules: PluralRules,
}

impl Strings {
    /// Returns no strings yet, but the dates of the column's language.
    pub(super) fn new(config: &Config) -> Self {
        let is_english = config.language.split('-').next().is_some_and(|primary| primary.eq_ignore_ascii_case("en"));
        let language = (!is_english).then(|| config.language.clone());
        Self { locale: config.locale, language, ..Self::default() }
    }

    /// Adds the strings of a file in this language, which replace those added earlier. `own` is true if it is the
    /// column's language.
    pub(super) fn add(&mut self, text: &str, language: &str, own: bool, findings: &mut Findings) {
        let rules = Locale::of_language(language).plural_rules();
        for pair in yaml::parse(text, 0, findings).pairs() {
            if own {
                self.translated.insert(pair.key.clone());
            }
            match pair.key.as_str() {
                "months" => self.months = months(&pair.node, findings),
                "months_short" => self.months_short = months(&pair.node, findings),
                _ => {
                    if let Some(words) = words(&pair.node, rules, findings) {
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
        let months = months
            .into_iter()
            .filter(|(_, names)| !names.is_empty())
            .map(|(key, names)| (key, format!("[{}]", names.join(", "))));
        let words = self.words.iter().map(|(key, words)| (key.as_str(), words.as_written()));
        words.chain(months).filter(|(key, _)| !self.translated.contains(*key))
    }

    /// Returns true if the words of that key are English and the column is not.
    pub(super) fn is_borrowed(&self, key: &str) -> bool {
        self.language.is_some() && !self.translated.contains(key)
    }

    /// Returns the column's language. `None` if that is English.
    pub(super) fn other_language(&self) -> Option<&str> {
        self.language.as_deref()
    }

    /// Returns true if the string of that key takes no arguments.
    pub(super) fn is_fixed(&self, key: &str) -> bool {
        self.words.get(key).is_some_and(|words| words.forms.is_empty() && !words.other.contains('{'))
    }

    /// Returns what the string of that key needs from its arguments. `None` if there is no such key.
    pub(super) fn needs(&self, key: &str) -> Option<StringNeeds<'_>> {
        let words = self.words.get(key)?;
        Some(StringNeeds { names: &words.names, number: !words.forms.is_empty() })
    }

    /// Returns the string of that key, in the plural form of its language for `n`. Each `{name}` is replaced by the argument of that name.
    /// `None` if there is no such key.
    pub fn get(&self, key: &str, n: Option<i64>, arguments: &[(String, String)]) -> Option<String> {
        let words = self.words.get(key)?;
        let pattern = n.map_or(words.other.as_str(), |n| words.form(n));
        let value = |wanted: &str| arguments.iter().find(|(name, _)| name == wanted).map(|(_, value)| value.into());
        Some(filled(pattern, value))
    }

    /// Returns the words of that key as they are written. `None` if there is no such key.
    pub(super) fn written(&self, key: &str) -> Option<&str> {
        self.words.get(key).map(|words| words.other.as_str())
    }

    /// Returns the string of that key, or an English one if there is no such key.
    pub fn or_english(&self, key: &str, english: &str) -> String {
        self.get(key, None, &[]).unwrap_or_else(|| english.to_owned())
    }

    /// Returns the theme's word for a value: that of `delivery_in_person` for `in person`, a value of the kind `delivery`.
    /// Without one, it is the value itself.
    pub fn of_value(&self, kind: &str, value: &str) -> String {
        self.or_english(&string_key(&format!("{kind}_{value}")), value)
    }
}

impl PluralForms {
    /// Returns the form for a number.
    fn form(&self, n: i64) -> &str {
        if self.forms.is_empty() {
            return &self.other;
        }
        let category = self.rules.category(n.unsigned_abs());
        let form = self.forms.iter().find(|(known, _)| *known == category);
        form.map_or(&self.other, |(_, form)| form)
    }

    /// Formats the string as YAML.
    fn as_written(&self) -> String {
        if self.forms.is_empty() {
            return format!("\"{}\"", self.other);
        }
        let forms = self.forms.iter().map(|(category, form)| format!("{}: \"{form}\"", category.name()));
        let forms: Vec<String> = forms.chain([format!("other: \"{}\"", self.other)]).collect();
        format!("{{ {} }}", forms.join(", "))
    }
}

/// The names between braces.
fn placeholders(pattern: &str) -> Vec<String> {
    let parts = pattern.split('{').skip(1).filter_map(|part| part.split_once('}'));
    let names = parts.map(|(name, _)| name);
    names
        .filter(|name| !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_'))
        .map(ToOwned::to_owned)
        .collect()
}

/// Replaces each `{name}` of a pattern. An unknown name stays as it is.
pub(super) fn filled<'v>(pattern: &str, value: impl Fn(&str) -> Option<Cow<'v, str>>) -> String {
    let mut out = String::with_capacity(pattern.len() + 16);
    let mut rest = pattern;
    while let Some(open) = memchr(b'{', rest.as_bytes()) {
        out.push_str(&rest[..open]);
        let after = &rest[open + 1..];
        match memchr(b'}', after.as_bytes()).and_then(|close| Some((value(&after[..close])?, close))) {
            Some((value, close)) => {
                out.push_str(&value);
                rest = &after[close + 1..];
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

/// Returns a key as files of strings write it: a value such as `master's degree` may be part of one, and is
/// `masters_degree` there.
pub fn string_key(key: &str) -> Cow<'_, str> {
    if key.contains([' ', '-', '\'']) { key.replace('\'', "").replace([' ', '-'], "_").into() } else { key.into() }
}

fn words(node: &yaml::Node, rules: PluralRules, findings: &mut Findings) -> Option<PluralForms> {
    match &node.value {
        Value::Scalar { text, .. } => {
            Some(PluralForms { forms: Vec::new(), other: text.clone(), names: placeholders(text), rules })
        }
        Value::Map(pairs) => plural_forms(node, pairs, rules, findings),
        _ => wrong_kind(node, "text, or `one` and `other`", findings),
    }
}

/// Reads `{ one: …, few: …, other: … }`.
fn plural_forms(node: &yaml::Node, pairs: &[Pair], rules: PluralRules, findings: &mut Findings) -> Option<PluralForms> {
    let mut forms = Vec::new();
    for pair in pairs {
        match (PluralCategory::from_name(&pair.key), &pair.node.value) {
            (Some(category), Value::Scalar { text, .. }) => forms.push((category, text.clone())),
            (Some(_), _) => {
                wrong_kind::<()>(&pair.node, "text", findings);
            }
            (None, _) => findings.add(pair.key_span, unknown_form(&pair.key)),
        }
    }
    forms.sort_by_key(|(category, _)| *category);
    let Some((PluralCategory::Other, other)) = forms.pop() else {
        let diagnostic = Diagnostic::error("a string that depends on a number needs `other`");
        findings.add(node.span, diagnostic.help("write `{ one: \"{n} letter\", other: \"{n} letters\" }`"));
        return None;
    };
    let has =
        |wanted: PluralCategory| wanted == PluralCategory::Other || forms.iter().any(|(known, _)| *known == wanted);
    let lacking: Vec<&str> = rules.needed().into_iter().filter(|form| !has(*form)).map(PluralCategory::name).collect();
    if !lacking.is_empty() {
        let names = lacking.join("` and `");
        let diagnostic = Diagnostic::warning(format!("this language has other forms for some numbers: `{names}`"));
        findings.add(node.span, diagnostic.help(format!("add a line for `{names}`; until then `other` is used")));
    }
    Some(PluralForms { forms, names: placeholders(&other), other, rules })
}

fn unknown_form(name: &str) -> Diagnostic {
    let diagnostic = Diagnostic::error(format!("`{name}` is not a form for a number"));
    match closest(name, PluralCategory::ALL.map(PluralCategory::name)) {
        Some(near) => diagnostic.help(format!("did you mean `{near}`?")),
        None => diagnostic.help("the forms are `zero`, `one`, `two`, `few`, `many`, and `other`"),
    }
}

fn months(node: &yaml::Node, findings: &mut Findings) -> Vec<String> {
    let months = strings(node, findings).unwrap_or_default();
    if months.len() != 12 {
        let message = format!("there are {} months here, but a year has twelve", months.len());
        findings.add(node.span, Diagnostic::error(message));
    }
    months
}
