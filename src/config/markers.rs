//! The words that open turns: those of the column's language, or the column's own.

use crate::diagnostics::Findings;
use crate::yaml::values::{strings, wrong_kind};
use crate::yaml::{Fields, Node, Value};

/// The words before the colon that open a turn, besides columnists' initials.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MarkerWords {
    /// Words that open a question: `Q`, `Question`.
    pub question: Vec<String>,
    /// Words that open an answer if only one columnist can have written it: `A`, `Answer`.
    pub answer: Vec<String>,
    /// Words that open an editor's note.
    pub note: Vec<String>,
    /// Words that open an update, with its date in parentheses.
    pub update: Vec<String>,
}

impl MarkerWords {
    /// Returns the words of a language, and where it differs the English ones, which always work.
    pub fn of_language(language: &str) -> Self {
        let words = |list: &[&str]| list.iter().map(ToString::to_string).collect();
        match language.split('-').next() {
            Some("de") => Self {
                question: words(&["F", "Frage", "Q", "Question"]),
                answer: words(&["A", "Antwort", "Answer"]),
                note: words(&["Anmerkung der Redaktion", "Editor's note"]),
                update: words(&["Nachtrag", "Update"]),
            },
            _ => Self {
                question: words(&["Q", "Question"]),
                answer: words(&["A", "Answer"]),
                note: words(&["Editor's note", "Editors' note"]),
                update: words(&["Update"]),
            },
        }
    }

    /// Returns the words that initials cannot be, because they open something else.
    pub fn all(&self) -> impl Iterator<Item = &str> {
        self.question.iter().chain(&self.answer).chain(&self.note).chain(&self.update).map(String::as_str)
    }
}

/// Reads `markers: { question: [F, Frage], … }`. A list that is missing is that of the column's language.
pub(super) fn read(node: &Node, language: &str, findings: &mut Findings) -> Option<MarkerWords> {
    if !matches!(node.value, Value::Map(_)) {
        return wrong_kind(node, "fields such as `{ question: [Q, Question] }`", findings);
    }
    let default = MarkerWords::of_language(language);
    let mut fields = Fields::new(node, node.span, "`markers`", findings);
    let words = MarkerWords {
        question: fields.optional("question", strings).unwrap_or(default.question),
        answer: fields.optional("answer", strings).unwrap_or(default.answer),
        note: fields.optional("note", strings).unwrap_or(default.note),
        update: fields.optional("update", strings).unwrap_or(default.update),
    };
    fields.finish();
    Some(words)
}
