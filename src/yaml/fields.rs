//! The fields of a map, read one by one and by name; at the end, whatever nobody asked for is unknown.

use ahash::AHashMap;

use super::values::parse_yes_no;
use super::{Node, Pair, Value};
use crate::diagnostics::{Diagnostic, Findings, Span, closest};

/// About how many fields a file can have.
const MOST_ASKED: usize = 24;

/// Reads the fields of one map. The names asked for are the names that exist: `finish` needs no second list.
pub struct Fields<'n, 'f> {
    pairs: &'n [Pair],
    /// That it could not be read at all has been said: what is missing in it is not said again.
    unreadable: bool,
    /// A draft may be as unfinished as it likes.
    draft: bool,
    /// Where a missing field is reported.
    place: Span,
    /// What the map describes: "a letter", "`tuition`".
    what: &'static str,
    asked: Vec<&'static str>,
    /// Required fields that are not there.
    missing: Vec<(&'static str, Diagnostic)>,
    findings: &'f mut Findings,
}

impl<'n, 'f> Fields<'n, 'f> {
    /// Starts to read a map that describes `what`; a field that is missing is reported at `place`.
    pub fn new(node: &'n Node, place: Span, what: &'static str, findings: &'f mut Findings) -> Self {
        Self {
            pairs: node.pairs(),
            unreadable: node.value == Value::Unreadable,
            draft: node.pairs().iter().any(|pair| pair.key == "draft" && is_yes(&pair.node.value)),
            place,
            what,
            asked: Vec::with_capacity(MOST_ASKED),
            missing: Vec::new(),
            findings,
        }
    }

    /// The field as `read` understands it; none when it is missing, empty, or not understood (then `read` has said so).
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

    /// Like [`Fields::optional`], but a field that is missing or empty is a mistake; `example` shows what to write.
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

    /// Whether the field is there and has a value, sound or not.
    pub fn has_value(&self, key: &str) -> bool {
        self.pairs.iter().any(|pair| pair.key == key && pair.node.value != Value::Null)
    }

    /// The place of a field's value; that of the whole when it is missing.
    pub fn span(&self, key: &str) -> Span {
        self.pairs.iter().find(|pair| pair.key == key).map_or(self.place, |pair| pair.node.span)
    }

    /// Where mistakes go.
    pub fn findings(&mut self) -> &mut Findings {
        self.findings
    }

    fn find(&mut self, key: &'static str) -> Option<&'n Pair> {
        self.asked.push(key);
        self.pairs.iter().find(|pair| pair.key == key)
    }

    /// Says of every field that was not asked for that it is unknown, of every repeated one that it is repeated, and
    /// which are missing: less those that stand there misspelt, which has been said.
    pub fn finish(self) {
        let mut misspelt = Vec::new();
        let mut firsts: AHashMap<&str, &Pair> = AHashMap::with_capacity(self.pairs.len());
        for pair in self.pairs {
            let first = *firsts.entry(&pair.key).or_insert(pair);
            if !std::ptr::eq(first, pair) {
                let diagnostic = repeated(&pair.key, first.key_span, self.findings);
                self.findings.add(pair.key_span, diagnostic);
            } else if !self.asked.contains(&pair.key.as_str()) && pair.node.value != Value::Unreadable {
                misspelt.extend(closest(&pair.key, self.asked.iter().copied()));
                self.findings.add(pair.key_span, unknown(&pair.key, self.what, &self.asked));
            }
        }
        for (key, diagnostic) in self.missing {
            if !misspelt.contains(&key) {
                self.findings.add(self.place, diagnostic);
            }
        }
    }
}

/// That a key stands in one map a second time.
pub fn repeated(key: &str, first: Span, findings: &Findings) -> Diagnostic {
    Diagnostic::error(format!("`{key}` stands here twice"))
        .label("the second one")
        .related(findings.file(), first, "the first one")
        .help("keep one of them")
}

fn is_yes(value: &Value) -> bool {
    matches!(value, Value::Scalar { text, .. } if parse_yes_no(text) == Some(true))
}

/// What other tools, and other people, call our fields; with what to write.
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
        (Some((_, _, mended)), _) => format!("write `{mended}`"),
        (None, Some(near)) => format!("did you mean `{near}`?"),
        (None, None) => {
            let mut names: Vec<String> = known.iter().map(|name| format!("`{name}`")).collect();
            names.sort();
            format!("the fields of {what} are {}", names.join(", "))
        }
    };
    Diagnostic::error(format!("unknown field `{key}`")).label(format!("not a field of {what}")).help(help)
}
