//! Who may speak in a post.

use crate::import::letter_habits::LetterHabits;

/// Who speaks in the posts of a blog, and by which words.
pub(in crate::import) struct BlogSpeakers<'s> {
    /// The words for a question, such as `Q`.
    pub(in crate::import) question: &'s [String],
    /// The words for an answer, such as `A`.
    pub(in crate::import) answer: &'s [String],
    /// The columnists: their initials, and the names by which their answers may begin.
    pub(in crate::import) columnists: &'s [(String, Vec<String>)],
    /// The initials of the post's author, or of the only columnist; empty without one.
    pub(in crate::import) author: &'s str,
    /// Other initials by which the author's answers begin.
    pub(in crate::import) author_signs: &'s [String],
    pub(in crate::import) habits: &'s LetterHabits,
    /// True if questions may have no answer yet, as in a draft.
    pub(in crate::import) is_draft: bool,
}

impl BlogSpeakers<'_> {
    /// Returns the initials of the columnist who answers with these initials or this name.
    pub(super) fn columnist(&self, words: &str) -> Option<&str> {
        if !self.author.is_empty() && self.author_signs.iter().any(|own| own == words) {
            return Some(self.author);
        }
        let is_meant = |(initials, names): &&(String, Vec<String>)| {
            initials == words || names.iter().any(|name| name.to_lowercase() == words.to_lowercase())
        };
        self.columnists.iter().find(is_meant).map(|(initials, _)| initials.as_str())
    }

    /// Returns true if a letter to this name is one to a columnist.
    pub(super) fn is_columnist(&self, name: &str) -> bool {
        let name = name.to_lowercase();
        let is_greeted = |name: &str| {
            let last = name.rsplit(' ').next().unwrap_or_default();
            self.habits.addressees.iter().any(|known| known == name)
                || self.columnists.iter().any(|(initials, names)| {
                    initials.to_lowercase() == name
                        || names
                            .iter()
                            .map(|known| known.to_lowercase())
                            .any(|known| known == name || name.contains(". ") && known.ends_with(&format!(" {last}")))
                })
        };
        is_greeted(&name)
            || [" and ", " & ", " und ", " et ", " y "].iter().any(|join| name.split(join).any(is_greeted))
    }
}

/// Returns true if words are one of a list. A single letter counts as it is written.
pub(super) fn is_one_of(words: &str, list: &[String]) -> bool {
    let is_same = |known: &String| {
        if known.chars().count() == 1 { known == words } else { known.to_lowercase() == words.to_lowercase() }
    };
    list.iter().any(is_same)
}
