//! A turn: a question, an answer, a note or an update.

use crate::content::{Body, When};

/// One question, answer, note or update.
#[derive(Debug, Clone)]
pub struct Turn {
    /// Its kind, with who speaks or when.
    pub kind: TurnKind,
    /// Its anchor on the page.
    pub anchor: String,
    /// The number of the question it is, or follows; from 1.
    pub number: usize,
    /// Its text.
    pub body: Body,
}

/// The kind of a turn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TurnKind {
    /// The asker's words.
    Question,
    /// A columnist's or a guest's words; holds the initials.
    Answer(String),
    /// The editor's words.
    Note,
    /// The outcome, reported later; holds the date, if it has one.
    Update(Option<When>),
}
