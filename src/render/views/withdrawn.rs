//! The view of `withdrawn.html`.

use serde::Serialize;

use super::common::CommonFields;
use super::letter_card::LetterCard;
use crate::render::view_cache::Cached;

/// `withdrawn.html`: the page at the address of a withdrawn letter.
#[derive(Hash, Serialize)]
pub struct WithdrawnView<'a> {
    /// The fields of every page.
    #[serde(flatten)]
    pub common: CommonFields<'a>,
    /// The day on which it was withdrawn.
    pub date: &'a str,
    /// Why, plain; null if not stated.
    pub reason: Option<&'a str>,
    /// The newest letters, at most five.
    pub letters: Vec<Cached<LetterCard<'a>>>,
}
