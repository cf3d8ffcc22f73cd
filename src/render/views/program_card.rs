//! A program in a list, and the facts that its profile shows, too.

use std::collections::BTreeMap;

use serde::Serialize;

use super::links::TagLink;
use super::tuition::TuitionView;
use crate::render::view_cache::Cached;

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

/// How far facts of a profile can be trusted.
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
    /// For each facet that tells programs apart (`program.facets.delivery`), the keys of its values, separated by spaces: `in-person online`, or
    /// `not-stated`.
    pub facets: BTreeMap<&'static str, String>,
    /// A text by which programs sort by price, with `sort(attribute="price_order")`: free ones first, then each
    /// currency by itself, from the lowest total (of a range, its lower end; of two prices, that out of state), and last
    /// those whose total is not known.
    pub price_order: String,
    /// Named pathways or specializations; empty if not stated.
    pub pathways: &'a [String],
    /// How far the profile can be trusted, which is as far as the least checked of its facts: `reported` if some are,
    /// else `late` if some are, and with the earliest day of a check.
    pub checked: CheckedView,
    /// `open`, `paused`, `closed` or `renamed`.
    pub status: &'static str,
    /// Its subjects.
    pub tags: Vec<Cached<TagLink<'a>>>,
    /// True in a preview if it is not published.
    pub unpublished: bool,
    /// The day on which it will appear, in a preview; null if it is published, or a draft.
    pub appears_on: Option<&'a str>,
}
