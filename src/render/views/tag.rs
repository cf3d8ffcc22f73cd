//! The view of `tag.html`.

use serde::Serialize;

use super::common::CommonFields;
use super::letter_card::LetterCard;
use super::links::TagLink;
use super::pager::Pager;
use super::program_card::ProgramCard;
use crate::render::view_cache::Cached;

/// `tag.html`: one subject, with its letters and programs.
#[derive(Hash, Serialize)]
pub struct TagView<'a> {
    /// What every page has.
    #[serde(flatten)]
    pub common: CommonFields<'a>,
    /// The subject.
    pub tag: TagLink<'a>,
    /// What it covers, plain; null when the vocabulary does not say.
    pub scope_note: Option<&'a str>,
    /// Synonyms that lead here, plain; empty when there are none.
    pub use_for: Vec<&'a str>,
    /// Wider subjects, by name.
    pub broader: Vec<Cached<TagLink<'a>>>,
    /// Narrower subjects, by name.
    pub narrower: Vec<Cached<TagLink<'a>>>,
    /// Neighbouring subjects, by name.
    pub related: Vec<Cached<TagLink<'a>>>,
    /// The letters of this page, newest first.
    pub letters: Vec<Cached<LetterCard<'a>>>,
    /// Its programs, by title; on the first page only.
    pub programs: Vec<Cached<ProgramCard<'a>>>,
    /// Where we are among its letters.
    pub pager: Pager,
}
