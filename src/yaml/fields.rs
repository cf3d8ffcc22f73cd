//! Reads the fields of a map one by one, by name. A field that was not asked for is unknown.

use ahash::AHashMap;

use super::values::parse_yes_no;
use super::{Node, Pair, Value};
use crate::diagnostics::{Diagnostic, Findings, Span, closest, name_list};

/// The number of fields that most files have at most.
const USUAL_FIELDS: usize = 24;

/// Reads the fields of one map. The names that are asked for are the names that exist: no second list is needed.
pub struct Fields<'n, 'f> {
    pairs: &'n [Pair],
    /// True if the map could not be read, which has been reported: its missing fields are not reported again.
    unreadable: bool,
    /// True for a draft, which may be incomplete.
    draft: bool,
    /// The span at which a missing field is reported.
    missing_span: Span,
    /// The name of what the map describes, for messages: "a letter", "`tuition`".
    what: &'static str,
    asked: Vec<&'static str>,
    /// The required fields that are missing.
    missing: Vec<(&'static str, Diagnostic)>,
    findings: &'f mut Findings,
}

impl<'n, 'f> Fields<'n, 'f> {
    /// Creates a reader of a map that describes `what`; a missing field is reported at `missing_span`.
    pub fn new(node: &'n Node, missing_span: Span, what: &'static str, findings: &'f mut Findings) -> Self {
        Self {
            pairs: node.pairs(),
            unreadable: node.value == Value::Unreadable,
            draft: node.pairs().iter().any(|pair| pair.key == "draft" && is_true(&pair.node.value)),
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
                let diagnostic = Diagnostic::error(format!("{} needs the field `{key}`", self.what));
                self.missing.push((key, diagnostic.help(format!("add a line `{key}: {example}`"))));
                None
            }
        }
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

    /// Reports unknown, repeated and missing fields. A missing field is not reported if an unknown one looks like a
    /// misspelling of it.
    pub fn finish(self) {
        let mut misspelled = Vec::new();
        let mut firsts: AHashMap<&str, &Pair> = AHashMap::with_capacity(self.pairs.len());
        for pair in self.pairs {
            let first = *firsts.entry(&pair.key).or_insert(pair);
            if !std::ptr::eq(first, pair) {
                let diagnostic = repeated(&pair.key, first.key_span, self.findings);
                self.findings.add(pair.key_span, diagnostic);
            } else if !self.asked.contains(&pair.key.as_str()) && pair.node.value != Value::Unreadable {
                misspelled.extend(closest(&pair.key, self.asked.iter().copied()));
                self.findings.add(pair.key_span, unknown(&pair.key, self.what, &self.asked));
            }
        }
        for (key, diagnostic) in self.missing {
            if !misspelled.contains(&key) {
                self.findings.add(self.missing_span, diagnostic);
            }
        }
    }
}

/// Returns the diagnostic for a key that a map has twice.
pub fn repeated(key: &str, first: Span, findings: &Findings) -> Diagnostic {
    Diagnostic::error(format!("`{key}` stands here twice"))
        .label("the second one")
        .related(findings.file(), first, "the first one")
        .help("keep one of them")
}

fn is_true(value: &Value) -> bool {
    matches!(value, Value::Scalar { text, .. } if parse_yes_no(text) == Some(true))
}

/// Names of other tools for our fields, with our name and what to write.
const OTHER_NAMES: [(&str, &str, &str); 18] = [
    ("pen_name", "asker", "asker: { pen_name: … }"),
    ("author", "answered_by", "answered_by: SM"),
    ("authors", "answered_by", "answered_by: [SM, TA]"),
    ("categories", "tags", "tags: [ … ]"),
    ("category", "tags", "tags: [ … ]"),
    ("keywords", "tags", "tags: [ … ]"),
    ("summary", "description", "description: …"),
    ("excerpt", "description", "description: …"),
    ("subtitle", "standfirst", "standfirst: …"),
    ("permalink", "slug", "slug: …"),
    ("lastmod", "updated", "updated: 2026-03-02"),
    ("modified", "updated", "updated: 2026-03-02"),
    ("cost", "tuition", "tuition: { total: \"USD 1,200\" }"),
    ("price", "tuition", "tuition: { total: \"USD 1,200\" }"),
    ("school", "provider", "provider: …"),
    ("institution", "provider", "provider: …"),
    ("name", "title", "title: …"),
    ("title", "name", "name: …"),
];

fn unknown(key: &str, what: &str, known: &[&'static str]) -> Diagnostic {
    let other_tool = OTHER_NAMES.iter().find(|(other, ours, _)| *other == key && known.contains(ours));
    let help = match (other_tool, closest(key, known.iter().copied())) {
        (Some((_, _, right)), _) => format!("write `{right}`"),
        (None, Some(near)) => format!("did you mean `{near}`?"),
        (None, None) => {
            let mut names = known.to_vec();
            names.sort_unstable();
            names.dedup();
            format!("the fields of {what} are {}", name_list(key, names))
        }
    };
    Diagnostic::error(format!("unknown field `{key}`")).label(format!("not a field of {what}")).help(help)
}
