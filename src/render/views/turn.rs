//! One question, answer, note or update of a letter.

use std::borrow::Cow;

use serde::Serialize;

use super::heading::HeadingView;
use super::links::PersonLink;
use crate::render::view_cache::Cached;

/// One question, answer, note or update of a letter.
#[derive(Hash, Serialize)]
pub struct TurnView<'a> {
    /// `question`, `answer`, `note` or `update`.
    pub kind: &'static str,
    /// Its anchor on the page: `q1`, `q1-sm`, `note-1`.
    pub anchor: &'a str,
    /// Its text, HTML.
    pub html: Cow<'a, str>,
    /// Its headings, in order; empty if there are none.
    pub headings: Vec<HeadingView<'a>>,
    /// Number of words.
    pub words: usize,
    /// The question's number in its letter, from 1; of an answer, the question it follows.
    pub number: usize,
    /// Who answers; null if the turn is not an answer.
    pub person: Option<Cached<PersonLink<'a>>>,
    /// The day of an update; null if it has none, and of the other kinds.
    pub date: Option<&'a str>,
}
