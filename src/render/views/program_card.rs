//! A program in a list, and the facts that its profile shows, too.

use serde::Serialize;

use super::links::TagLink;
use crate::render::view_cache::Cached;

/// What a program costs, ready to print. A qualifier is printed wherever its number is.
#[derive(Hash, Serialize)]
pub struct TuitionView<'a> {
    /// The price of one unit: `USD 1,200`; null when only a total is known.
    pub each: Option<String>,
    /// What the unit is: `course` or `credit`; null like `each`.
    pub unit: Option<&'static str>,
    /// How many units; null when not stated.
    pub count: Option<u32>,
    /// The whole: `USD 6,000`, computed where price and count are known; null when it cannot be known.
    pub total: Option<String>,
    /// What the figure applies to: `most in-person courses`; null when to all.
    pub applies_to: Option<&'a str>,
}

/// What is said of money from elsewhere.
#[derive(Hash, Serialize)]
pub struct AidView<'a> {
    /// Scholarships: true, false, or null when not stated.
    pub scholarships: Option<bool>,
    /// Federal or other traditional aid: true, false, or null when not stated.
    pub federal: Option<bool>,
    /// A sentence that belongs to it, plain; null when there is none.
    pub note: Option<&'a str>,
}

/// How far the facts of a profile can be trusted.
#[derive(Hash, Serialize)]
pub struct CheckedView {
    /// `reported` (as a source says, nobody looked at the official page), `checked` (someone looked, on `date`), or
    /// `late` (someone looked, and `review_every` has passed since).
    pub state: &'static str,
    /// The day of the last check; null when `reported`.
    pub date: Option<String>,
}

/// A program in a list, or on a card.
#[derive(Hash, Serialize)]
pub struct ProgramCard<'a> {
    /// The title as HTML.
    pub title: &'a str,
    /// Its address.
    pub path: &'a str,
    /// Who offers it, plain.
    pub provider: &'a str,
    /// What the provider belongs to; null when not stated.
    pub parent: Option<&'a str>,
    /// The kind of paper: `graduate certificate`; null when not stated.
    pub credential: Option<&'a str>,
    /// `in person`, `online`, `hybrid`; empty when not stated.
    pub delivery: Vec<&'static str>,
    /// How many courses; null when not stated.
    pub courses: Option<u32>,
    /// What it costs; null when not stated.
    pub tuition: Option<TuitionView<'a>>,
    /// Named pathways or specialisations; empty when not stated.
    pub pathways: &'a [String],
    /// Whether somebody checked, and when.
    pub checked: CheckedView,
    /// `open`, `paused`, `closed` or `renamed`.
    pub status: &'static str,
    /// Its subjects.
    pub tags: Vec<Cached<TagLink<'a>>>,
    /// True in a preview when it is not published.
    pub unpublished: bool,
}
