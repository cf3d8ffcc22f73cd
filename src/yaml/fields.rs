//! The fields of a map, read one by one and by name; at the end, whatever nobody asked for is unknown.

use super::{Node, Pair, Value};
use crate::diagnostics::{Diagnostic, Findings, Span, closest};

/// Reads the fields of one map. The names asked for are the names that exist: `finish` needs no second list.
pub struct Fields<'n, 'f> {
    pairs: &'n [Pair],
    /// Where a missing field is reported.
    place: Span,
    /// What the map describes: "a letter", "`tuition`".
    what: &'static str,
    asked: Vec<&'static str>,
    findings: &'f mut Findings,
}

impl<'n, 'f> Fields<'n, 'f> {
    /// Starts to read a map that describes `what`; a field that is missing is reported at `place`.
    pub fn new(node: &'n Node, place: Span, what: &'static str, findings: &'f mut Findings) -> Self {
        Self { pairs: node.pairs(), place, what, asked: Vec::new(), findings }
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
            Some(Pair { node: Node { value: Value::Null, .. }, key_span, .. }) => {
                let diagnostic = Diagnostic::error(format!("`{key}` is empty"));
                self.findings.add(*key_span, diagnostic.help(format!("write `{key}: {example}`")));
                None
            }
            Some(Pair { node: Node { value: Value::Unreadable, .. }, .. }) => None,
            Some(pair) => read(&pair.node, self.findings),
            None => {
                let diagnostic = Diagnostic::error(format!("{} needs a `{key}`", self.what));
                self.findings.add(self.place, diagnostic.help(format!("add a line `{key}: {example}`")));
                None
            }
        }
    }

    /// Whether the field is there, with or without a value.
    pub fn has(&self, key: &str) -> bool {
        self.pairs.iter().any(|pair| pair.key == key)
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

    /// Says of every field that was not asked for that it is unknown, and of every repeated one that it is repeated.
    pub fn finish(self) {
        for (at, pair) in self.pairs.iter().enumerate() {
            if let Some(first) = self.pairs[..at].iter().find(|first| first.key == pair.key) {
                let file = self.findings.file().clone();
                let diagnostic = Diagnostic::error(format!("`{}` stands here twice", pair.key))
                    .label("the second one")
                    .related(&file, first.key_span, "the first one")
                    .help("keep one of them");
                self.findings.add(pair.key_span, diagnostic);
            } else if !self.asked.contains(&pair.key.as_str()) && pair.node.value != Value::Unreadable {
                self.findings.add(pair.key_span, unknown(&pair.key, self.what, &self.asked));
            }
        }
    }
}

fn unknown(key: &str, what: &str, known: &[&'static str]) -> Diagnostic {
    let help = match closest(key, known.iter().copied()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => {
            let mut names: Vec<String> = known.iter().map(|name| format!("`{name}`")).collect();
            names.sort();
            format!("the fields of {what} are {}", names.join(", "))
        }
    };
    Diagnostic::error(format!("unknown field `{key}`")).label(format!("not a field of {what}")).help(help)
}
