//! The view of `not_found.html`.

use serde::Serialize;

use super::common::CommonFields;
use super::letter_card::LetterCard;
use crate::render::view_cache::Cached;

/// `not_found.html`: what a host shows for an address that leads nowhere.
#[derive(Hash, Serialize)]
pub struct NotFoundView<'a> {
    /// The fields of every page.
    #[serde(flatten)]
    pub common: CommonFields<'a>,
    /// The newest letters, at most five.
    pub letters: Vec<Cached<LetterCard<'a>>>,
}
