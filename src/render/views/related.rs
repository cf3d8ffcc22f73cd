//! Entries that a page recommends, each with the reasons.

use serde::Serialize;

use super::letter_card::LetterCard;
use super::links::PersonLink;
use super::program_card::ProgramCard;
use crate::render::view_cache::Cached;

/// A program that a letter's page shows, and why.
#[derive(Hash, Serialize)]
pub struct RelatedProgram<'a> {
    /// The program.
    pub program: Cached<ProgramCard<'a>>,
    /// The subjects that both share, the most specific first.
    pub shared: Vec<&'a str>,
    /// The columnists who mention it in the letter, by a link or by name.
    pub mentioned_by: Vec<Cached<PersonLink<'a>>>,
}

/// What a columnist says of a program.
#[derive(Hash, Serialize)]
pub struct ColumnistLine<'a> {
    /// The sentence, plain, of at most about two hundred characters.
    pub text: String,
    /// Who says it: one columnist, or those who wrote an article.
    pub by: Vec<Cached<PersonLink<'a>>>,
}

/// A letter that the page of another letter or of a program shows, and why.
#[derive(Hash, Serialize)]
pub struct RelatedLetter<'a> {
    /// The letter.
    pub letter: Cached<LetterCard<'a>>,
    /// The subjects that both share, the most specific first.
    pub shared: Vec<&'a str>,
    /// True if one of two letters links to the other.
    pub linked: bool,
    /// True if each of two letters links to the other.
    pub linked_both_ways: bool,
    /// Titles, plain, of programs and letters that both mention.
    pub both_mention: Vec<&'a str>,
    /// On the page of a program: the columnists who mention it in this letter, and whom `lines` does not quote. Empty elsewhere.
    pub mentioned_by: Vec<Cached<PersonLink<'a>>>,
    /// On the page of a program: for each columnist, the first sentence that mentions it and can be quoted. Empty elsewhere.
    pub lines: Vec<ColumnistLine<'a>>,
}
