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

/// A link to the letters of one year.
#[derive(Hash, Serialize)]
pub struct YearLink {
    /// The year.
    pub year: i16,
    /// The address of its letters: a page, or an anchor on the first one.
    pub path: String,
    /// Number of its letters.
    pub letters: usize,
    /// True if they are on this page.
    pub here: bool,
}
