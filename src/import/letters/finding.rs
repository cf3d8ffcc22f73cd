//! The findings of one way to look at a post.

use super::marks::{QUESTION, TurnMark};

/// What a post was found to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Finding {
    /// A letter, with the places where its turns begin.
    Letter {
        marks: Vec<TurnMark>,
        is_guess: bool,
    },
    /// Something like a letter, of which nobody can tell who speaks where.
    LikeLetter,
    Article,
}

/// Returns the mark of a question.
pub(super) fn question(at: usize, length: usize) -> TurnMark {
    TurnMark { at, words: QUESTION.to_owned(), length }
}

/// Returns the mark of an answer.
pub(super) fn answer(at: usize, initials: &str, length: usize) -> TurnMark {
    TurnMark { at, words: initials.to_owned(), length }
}
