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

/// The words of a language for a question, an answer, an editor's note and an update.
type WordsOfLanguage = [&'static [&'static str]; 4];

const ENGLISH: WordsOfLanguage =
    [&["Q", "Question"], &["A", "Answer"], &["Editor's note", "Editors' note"], &["Update"]];

/// The words of other languages, by the subtag of the language (BCP 47).
const LANGUAGES: [(&str, WordsOfLanguage); 12] = [
    ("da", [&["Spørgsmål"], &["Svar"], &["Redaktionens bemærkning"], &["Opdatering"]]),
    ("de", [&["F", "Frage"], &["A", "Antwort"], &["Anmerkung der Redaktion"], &["Nachtrag"]]),
    ("es", [&["P", "Pregunta"], &["R", "Respuesta"], &["Nota de la redacción"], &["Actualización"]]),
    ("fi", [&["K", "Kysymys"], &["V", "Vastaus"], &["Toimituksen huomautus"], &["Päivitys"]]),
    ("fr", [&["Q", "Question"], &["R", "Réponse"], &["Note de la rédaction"], &["Mise à jour"]]),
    ("it", [&["D", "Domanda"], &["R", "Risposta"], &["Nota della redazione"], &["Aggiornamento"]]),
    ("nl", [&["V", "Vraag"], &["A", "Antwoord"], &["Noot van de redactie"], &["Update"]]),
    ("no", [&["Spørsmål"], &["Svar"], &["Redaksjonens merknad"], &["Oppdatering"]]),
    ("pl", [&["P", "Pytanie"], &["O", "Odpowiedź"], &["Od redakcji"], &["Aktualizacja"]]),
    ("pt", [&["P", "Pergunta"], &["R", "Resposta"], &["Nota da redação"], &["Atualização"]]),
    ("ru", [&["В", "Вопрос"], &["О", "Ответ"], &["От редакции"], &["Обновление"]]),
    ("sv", [&["F", "Fråga"], &["S", "Svar"], &["Redaktionens anmärkning"], &["Uppdatering"]]),
];

impl MarkerWords {
    /// Returns the words of a language, and after them the English ones, which always work.
    pub fn of_language(language: &str) -> Self {
        let language = match language.split('-').next() {
            Some("nb" | "nn") => "no",
            other => other.unwrap_or_default(),
        };
        let own = LANGUAGES.iter().find(|(known, _)| *known == language).map(|(_, words)| words);
        let [question, answer, note, update] = [0, 1, 2, 3].map(|kind| {
            let own: &[&str] = own.map_or(&[], |words| words[kind]);
            let english = ENGLISH[kind].iter().filter(|word| !own.contains(word));
            own.iter().chain(english).map(ToString::to_string).collect()
        });
        Self { question, answer, note, update }
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
