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
    /// The fields of every page.
    #[serde(flatten)]
    pub common: CommonFields<'a>,
    /// The subject.
    pub tag: TagLink<'a>,
    /// Its scope, plain; null if the vocabulary does not say.
    pub scope_note: Option<&'a str>,
    /// Synonyms that lead here, plain; empty if there are none.
    pub use_for: Vec<&'a str>,
    /// Wider subjects, by name.
    pub broader: Vec<Cached<TagLink<'a>>>,
    /// Narrower subjects, by name.
    pub narrower: Vec<Cached<TagLink<'a>>>,
    /// Related subjects, by name.
    pub related: Vec<Cached<TagLink<'a>>>,
    /// The letters of this page, newest first.
    pub letters: Vec<Cached<LetterCard<'a>>>,
    /// Its programs, by title; on the first page only.
    pub programs: Vec<Cached<ProgramCard<'a>>>,
    /// The position of this page among those with its letters.
    pub pager: Pager,
}
