//! Letters by year.

use serde::Serialize;

use super::letter_card::LetterCard;
use crate::render::view_cache::Cached;

/// The letters of one year.
#[derive(Hash, Serialize)]
pub struct YearView<'a> {
    /// The year.
    pub year: i16,
    /// Its letters, newest first.
    pub letters: Vec<Cached<LetterCard<'a>>>,
}

/// A year, and where its letters stand.
#[derive(Hash, Serialize)]
pub struct YearLink {
    /// The year.
    pub year: i16,
    /// The address of its letters: a page, or a place on the first one.
    pub path: String,
    /// How many letters it has.
    pub letters: usize,
    /// Whether they stand on this page.
    pub here: bool,
}
