//! Entries that a page recommends, each with the reasons.

use serde::Serialize;

use super::letter_card::LetterCard;
use super::links::PersonLink;
use super::program_card::ProgramCard;
use crate::render::view_cache::Cached;

/// A program beside a letter, and why it stands there.
#[derive(Hash, Serialize)]
pub struct RelatedProgram<'a> {
    /// The program.
    pub program: Cached<ProgramCard<'a>>,
    /// The subjects that both share, the one that says most first.
    pub shared: Vec<&'a str>,
    /// The columnists who speak of it in the letter, by a link or by name.
    pub mentioned_by: Vec<Cached<PersonLink<'a>>>,
}

/// A letter beside another one or beside a program, and why it stands there.
#[derive(Hash, Serialize)]
pub struct RelatedLetter<'a> {
    /// The letter.
    pub letter: Cached<LetterCard<'a>>,
    /// The subjects that both share, the one that says most first.
    pub shared: Vec<&'a str>,
    /// Whether one of two letters links to the other.
    pub linked: bool,
    /// Titles, plain, of programs and letters of which both speak.
    pub both_mention: Vec<&'a str>,
    /// Beside a program: the columnists who speak of it in this letter. Empty elsewhere.
    pub mentioned_by: Vec<Cached<PersonLink<'a>>>,
}
