//! A program in a list, and the facts that its profile shows, too.

use serde::Serialize;

use super::links::TagLink;
use crate::render::view_cache::Cached;

/// The cost of a program, ready to print. A qualifier is printed wherever its number is.
#[derive(Hash, Serialize)]
pub struct TuitionView<'a> {
    /// The price of one unit, as in the column's language and country: `USD 1,200`, `$1,200`; null if only a total is known.
    pub each: Option<String>,
    /// The unit: `course` or `credit`; null like `each`.
    pub unit: Option<&'static str>,
    /// Number of units; null if not stated.
    pub count: Option<u32>,
    /// The whole, written in the same way: `USD 6,000`, computed if price and count are known; null if it cannot be known.
    pub total: Option<String>,
    /// The part of the program that the price applies to: `most in-person courses`; null if it applies to all.
    pub applies_to: Option<&'a str>,
}

/// Financial aid.
#[derive(Hash, Serialize)]
pub struct AidView<'a> {
    /// Scholarships: true, false, or null if not stated.
    pub scholarships: Option<bool>,
    /// Federal or other traditional aid: true, false, or null if not stated.
    pub federal: Option<bool>,
    /// A sentence that belongs to it, plain; null if there is none.
    pub note: Option<&'a str>,
}

/// How far the facts of a profile can be trusted.
#[derive(Hash, Serialize)]
pub struct CheckedView {
    /// `reported` (as a source says, nobody has looked at the official page), `checked` (someone looked, on `date`), or
    /// `late` (someone looked, and `review_every` has passed since).
    pub state: &'static str,
    /// The day of the last check; null if `reported`.
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
    /// The organization that the provider belongs to; null if not stated.
    pub parent: Option<&'a str>,
    /// The kind of credential: `graduate certificate`; null if not stated.
    pub credential: Option<&'a str>,
    /// `in person`, `online`, `hybrid`; empty if not stated.
    pub delivery: Vec<&'static str>,
    /// Number of courses; null if not stated.
    pub courses: Option<u32>,
    /// Its cost; null if not stated.
    pub tuition: Option<TuitionView<'a>>,
    /// Named pathways or specializations; empty if not stated.
    pub pathways: &'a [String],
    /// The last check of these facts.
    pub checked: CheckedView,
    /// `open`, `paused`, `closed` or `renamed`.
    pub status: &'static str,
    /// Its subjects.
    pub tags: Vec<Cached<TagLink<'a>>>,
    /// True in a preview if it is not published.
    pub unpublished: bool,
}
