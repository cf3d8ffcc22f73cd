//! Reads the fields of a map one by one, by name. A field that was not asked for is unknown.

use ahash::AHashMap;

use super::unknown_field::{MERGE, there_already, unknown, written};
use super::values::parse_yes_no;
use super::{Node, Pair, Value};
use crate::diagnostics::{Diagnostic, Findings, Span};

/// The number of fields that most files have at most.
const USUAL_FIELDS: usize = 24;

/// Reads the fields of one map. The names that are asked for are the names that exist: no second list is needed.
pub struct Fields<'n, 'f> {
    pairs: &'n [Pair],
    /// True if the map could not be read, or asks for fields of another (`<<`), which is reported: no field is missed then.
    unreadable: bool,
    /// True for a draft, which may be incomplete.
    draft: bool,
    /// The span of the map.
    span: Span,
    /// The span at which a missing field is reported.
    missing_span: Span,
    /// The name of what the map describes, for messages: "a letter", "`tuition`".
    what: &'static str,
    asked: Vec<&'static str>,
    /// The required fields that are missing, each with an example.
    missing: Vec<(&'static str, String)>,
    findings: &'f mut Findings,
}

impl<'n, 'f> Fields<'n, 'f> {
    /// Creates a reader of a map that describes `what`; a missing field is reported at `missing_span`.
    pub fn new(node: &'n Node, missing_span: Span, what: &'static str, findings: &'f mut Findings) -> Self {
        Self {
            pairs: node.pairs(),
            unreadable: node.value == Value::Unreadable || node.pairs().iter().any(|pair| pair.key == MERGE),
            draft: node.pairs().iter().any(|pair| pair.key == "draft" && is_true(&pair.node.value)),
            span: node.span,
            missing_span,
            what,
            asked: Vec::with_capacity(USUAL_FIELDS),
            missing: Vec::new(),
            findings,
        }
    }

    /// Returns the field as `read` understands it. `None` if it is missing or empty, or if `read` has reported it.
    pub fn optional<T>(
        &mut self,
        key: &'static str,
        read: impl FnOnce(&Node, &mut Findings) -> Option<T>,
    ) -> Option<T> {
        let pair = self.find(key)?;
        if matches!(pair.node.value, Value::Null | Value::Unreadable) {
            return None;
        }
        read(&pair.node, self.findings)
    }

    /// Like [`Fields::optional`], but a missing or empty field is an error; `example` shows what to write.
    pub fn required<T>(
        &mut self,
        key: &'static str,
        example: &str,
        read: impl FnOnce(&Node, &mut Findings) -> Option<T>,
    ) -> Option<T> {
        match self.find(key) {
            None | Some(Pair { node: Node { value: Value::Null, .. }, .. }) if self.unreadable || self.draft => None,
            Some(Pair { node: Node { value: Value::Null, .. }, key_span, .. }) => {
                let diagnostic = Diagnostic::error(format!("`{key}` is empty"));
                self.findings.add(*key_span, diagnostic.help(format!("write `{key}: {example}`")));
                None
            }
            Some(Pair { node: Node { value: Value::Unreadable, .. }, .. }) => None,
            Some(pair) => read(&pair.node, self.findings),
            None => {
                self.missing.push((key, example.to_owned()));
                None
            }
        }
    }

    /// Like [`Fields::optional`], but a field that is there and empty is an error; `help` says what to do.
    pub fn filled<T>(
        &mut self,
        key: &'static str,
        help: &str,
        read: impl FnOnce(&Node, &mut Findings) -> Option<T>,
    ) -> Option<T> {
        if let Some(Pair { node: Node { value: Value::Null, .. }, key_span, .. }) = self.find(key) {
            self.findings.add(*key_span, Diagnostic::error(format!("`{key}` is empty")).help(help));
        }
        self.optional(key, read)
    }

    /// Returns true if the field exists and is not empty, whether it is valid or not.
    pub fn has_value(&self, key: &str) -> bool {
        self.pairs.iter().any(|pair| pair.key == key && pair.node.value != Value::Null)
    }

    /// Returns the span of a field's value; that of the whole map if the field is missing.
    pub fn span(&self, key: &str) -> Span {
        self.pairs.iter().find(|pair| pair.key == key).map_or(self.missing_span, |pair| pair.node.span)
    }

    /// Returns the diagnostics that are being collected.
    pub fn findings(&mut self) -> &mut Findings {
        self.findings
    }

    fn find(&mut self, key: &'static str) -> Option<&'n Pair> {
        self.asked.push(key);
        self.pairs.iter().find(|pair| pair.key == key)
    }

    /// Reports unknown, repeated and missing fields. A missing field is not reported if an unknown one was probably meant
    /// to be it.
    pub fn finish(self) {
        self.finish_with(|_, diagnostic| diagnostic);
    }

    /// Like [`Fields::finish`]; `explain` may change the diagnostic of an unknown field.
    pub fn finish_with(self, explain: impl Fn(&Pair, Diagnostic) -> Diagnostic) {
        let mut misspelled: Vec<&str> = Vec::new();
        let mut firsts: AHashMap<&str, &Pair> = AHashMap::with_capacity(self.pairs.len());
        for pair in self.pairs {
            let first = *firsts.entry(&pair.key).or_insert(pair);
            if !std::ptr::eq(first, pair) {
                let diagnostic = repeated(&pair.key, first.key_span, self.findings);
                self.findings.add(pair.key_span, diagnostic);
            } else if !self.asked.contains(&pair.key.as_str()) && pair.node.value != Value::Unreadable {
                let (mut diagnostic, meant) = unknown(pair, self.what, &self.asked);
                if let Some(ours) = self.pairs.iter().find(|pair| Some(pair.key.as_str()) == meant) {
                    diagnostic.help = there_already(ours, pair);
                }
                misspelled.extend(meant);
                self.findings.add(pair.key_span, explain(pair, diagnostic));
            }
        }
        self.report_missing(&misspelled);
    }

    fn report_missing(mut self, misspelled: &[&str]) {
        let mut missing = std::mem::take(&mut self.missing);
        missing.retain(|(key, _)| !misspelled.contains(key));
        if let Some(diagnostic) = self.missing_in_braces(&missing) {
            return self.findings.add(self.missing_span, diagnostic);
        }
        // In a group that is part of a file, the line belongs with those of the group.
        let beside = self.pairs.first().filter(|_| self.missing_span == self.span && self.span.start > 0);
        let beside =
            beside.map_or_else(String::new, |pair| format!(", with as many spaces before it as `{}:` has", pair.key));
        for (key, example) in missing {
            let diagnostic = Diagnostic::error(format!("{} needs the field `{key}`", self.what));
            let help = format!("add a line such as `{key}: {example}`{beside}");
            self.findings.add(self.missing_span, diagnostic.help(help));
        }
    }

    /// Returns the diagnostic for all fields that a map in braces lacks, with the line to write. `None` for a map in lines.
    fn missing_in_braces(&self, missing: &[(&'static str, String)]) -> Option<Diagnostic> {
        let first = self.pairs.first()?;
        let is_in_braces = self.missing_span == self.span && self.span.start < first.key_span.start;
        if missing.is_empty() || !is_in_braces {
            return None;
        }
        let names: Vec<String> = missing.iter().map(|(key, _)| format!("`{key}`")).collect();
        let fields = if names.len() == 1 { "field" } else { "fields" };
        let message = format!("{} needs the {fields} {}", self.what, names.join(" and "));
        let added = missing.iter().map(|(key, example)| format!("{key}: {example}"));
        let known = self.pairs.iter().filter(|pair| self.asked.contains(&pair.key.as_str()));
        let known = known.map(|pair| Some(format!("{}: {}", pair.key, written(&pair.node)?)));
        let Some(all) = added.clone().map(Some).chain(known).collect::<Option<Vec<String>>>() else {
            let help = format!("add `{}` between the braces", added.collect::<Vec<_>>().join(", "));
            return Some(Diagnostic::error(message).help(help));
        };
        let name = self.what.strip_prefix('`').and_then(|what| what.strip_suffix('`'));
        let name = name.map_or_else(String::new, |name| format!("{name}: "));
        let day = if missing.iter().any(|(key, _)| *key == "date") { ", with the right date" } else { "" };
        Some(Diagnostic::error(message).help(format!("write `{name}{{ {} }}`{day}", all.join(", "))))
    }
}

/// Returns the diagnostic for a key that a map has twice.
pub fn repeated(key: &str, first: Span, findings: &Findings) -> Diagnostic {
    Diagnostic::error(format!("`{key}` is here twice"))
        .label("the second one")
        .related(findings.file(), first, "the first one")
        .help("remove one of the two")
}

fn is_true(value: &Value) -> bool {
    matches!(value, Value::Scalar { text, .. } if parse_yes_no(text) == Some(true))
}
