//! The words that open turns, in the column's language or its own.

use crate::diagnostics::Findings;
use crate::yaml::values::{strings, wrong_kind};
use crate::yaml::{Fields, Node, Value};

/// What may stand before the colon, besides columnists' initials.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MarkerWords {
    /// Open a question: `Q`, `Question`.
    pub question: Vec<String>,
    /// Open an answer where there is no doubt whose: `A`, `Answer`.
    pub answer: Vec<String>,
    /// Open an editor's note.
    pub note: Vec<String>,
    /// Open an update, with its day in parentheses.
    pub update: Vec<String>,
}

impl MarkerWords {
    /// The words of a language, and the English ones, which are understood everywhere.
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

    /// Words that initials cannot be, because they open something else.
    pub fn taken(&self) -> impl Iterator<Item = &str> {
        self.question.iter().chain(&self.answer).chain(&self.note).chain(&self.update).map(String::as_str)
    }
}

/// `markers: { question: [F, Frage], … }`: what is left out is as in the column's language.
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
