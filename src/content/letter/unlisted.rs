//! Initials of nobody before a colon. Whether they are a topic or a columnist whose file is gone, other letters tell.

use std::collections::HashMap;

use super::marker::plain_text;
use super::split::{Likeness, UnknownSpeaker};
use crate::diagnostics::{Diagnostic, Span};

/// Capitals at the start of a paragraph that open nothing: no columnist and no guest has them as initials.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnlistedInitials {
    /// The capitals, without the colon.
    pub words: String,
    /// Their span in the file.
    pub span: Span,
    /// False for an acronym, which is no mistake by itself.
    pub is_certain: bool,
    /// True if a question has no other answer, which has been reported here.
    pub is_only_answer: bool,
    /// True if the letter has them elsewhere without a colon, as a text about an acronym does.
    pub is_mentioned: bool,
}

impl UnlistedInitials {
    /// Returns the initials that these words are, if they have the form of some.
    pub(super) fn new(
        speaker: &UnknownSpeaker,
        is_only_answer: bool,
        searched: &mut SearchedWords<'_>,
    ) -> Option<Self> {
        let UnknownSpeaker { words, span, likeness } = speaker;
        words.chars().all(|c| c.is_uppercase() || matches!(c, '.' | ' ')).then(|| Self {
            words: words.clone(),
            span: *span,
            is_certain: *likeness == Likeness::Certain,
            is_only_answer,
            is_mentioned: searched.has(words),
        })
    }

    /// Creates the diagnostic for them. `known` are the initials that open an answer in their letter, `letters` is the number of
    /// letters that have these ones if they are certainly a columnist's.
    pub(crate) fn diagnostic(&self, known: &[&str], letters: Option<usize>) -> Diagnostic {
        let (words, initials) = (&self.words, self.words.replace(' ', ""));
        let message = format!("`{words}:` is read as plain text: no file in `content/people/` has these initials");
        let guest = format!(
            "for the answer of a guest, add a line such as `guest: {{ initials: {initials}, name: … }}` between the \
             two `---` lines"
        );
        let diagnostic = match letters {
            None => Diagnostic::warning(message).help(opening(known)).help(guest),
            Some(1) => Diagnostic::error(message).help(opening(known)).help(guest),
            Some(letters) => Diagnostic::error(format!("{message}, but they begin an answer in {letters} letters"))
                .help(format!(
                    "if this columnist's file is gone, bring it back, or make one with `callslip new person \"Full Name\"` \
                     and write `initials: {initials}` in it"
                ))
                .help(guest),
        };
        diagnostic.help(plain_text(words))
    }
}

/// Returns a help with the initials that open an answer.
pub(super) fn opening(known: &[&str]) -> String {
    match known {
        [] => "begin an answer with your initials and a colon".to_owned(),
        known => format!("begin an answer with `{}:`", known.join(":` or `")),
    }
}

/// The most words of a letter that are searched for: one with more is no letter of columnists.
const MOST_WORDS: usize = 20;

/// The words that were searched for in a letter, each once.
pub(super) struct SearchedWords<'t> {
    text: &'t str,
    found: HashMap<String, bool>,
}

impl<'t> SearchedWords<'t> {
    /// None yet, of the text of a file.
    pub(super) fn new(text: &'t str) -> Self {
        Self { text, found: HashMap::new() }
    }

    /// Returns true if the text has these words anywhere but before a colon.
    fn has(&mut self, words: &str) -> bool {
        if let Some(has) = self.found.get(words) {
            return *has;
        }
        let has = self.found.len() >= MOST_WORDS || is_mentioned(words, self.text);
        self.found.insert(words.to_owned(), has);
        has
    }
}

fn is_mentioned(words: &str, text: &str) -> bool {
    text.match_indices(words).any(|(at, _)| {
        let after = text[at + words.len()..].trim_start_matches(['*', '_']);
        !text[..at].ends_with(char::is_alphanumeric) && !after.starts_with(|c: char| c == ':' || c.is_alphanumeric())
    })
}
