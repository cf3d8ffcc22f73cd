//! The view of `home.html`.

use serde::Serialize;

use super::common::CommonFields;
use super::letter_card::LetterCard;
use super::pager::Pager;
use super::program_card::ProgramCard;
use super::turn::TurnView;
use crate::render::view_cache::Cached;

/// `home.html`: `/` and `/page/2/` …
#[derive(Hash, Serialize)]
pub struct HomeView<'a> {
    /// The fields of every page.
    #[serde(flatten)]
    pub common: CommonFields<'a>,
    /// The newest letter, on the first page only; null elsewhere and in an empty column.
    pub lead: Option<LeadView<'a>>,
    /// The letters of this page, newest first, without the lead.
    pub letters: Vec<Cached<LetterCard<'a>>>,
    /// The position of this page.
    pub pager: Pager,
    /// The programs of which most is stated, three at most, on the first page only.
    pub programs: Vec<Cached<ProgramCard<'a>>>,
}

/// The newest letter, opened on the home page.
#[derive(Hash, Serialize)]
pub struct LeadView<'a> {
    /// The letter.
    #[serde(flatten)]
    pub card: LetterCard<'a>,
    /// The first question; null in an article.
    pub question: Option<TurnView<'a>>,
    /// The first words of the first answer (of the text, in an article), plain; null if there is none.
    pub answer_excerpt: Option<&'a str>,
}
