//! The facts of a program that its profile shows, and cards do not.

use std::collections::BTreeMap;

use serde::Serialize;

use super::program_card::{AidView, CheckedView};

/// Where a single fact comes from.
#[derive(Hash, Serialize)]
pub struct ProvenanceView<'a> {
    /// Its source: a citation or an address; null if it is that of the other facts.
    pub source: Option<&'a str>,
    /// Its check: `checked` or `late`, with the day; null if it is that of the other facts.
    pub checked: Option<CheckedView>,
}

/// The facts of a program that are not on its card.
#[derive(Hash, Serialize)]
pub struct ProgramFacts<'a> {
    /// The program's own page; null if nobody has looked at one.
    pub url: Option<&'a str>,
    /// The day since when that page has been gone, as `callslip links` found; null if it is not.
    pub url_gone_since: Option<String>,
    /// Scholarships and aid; null if not stated.
    pub aid: Option<AidView<'a>>,
    /// How long a course takes; null if not stated.
    pub course_length: Option<&'a str>,
    /// Who may enroll; null if not stated.
    pub open_to: Option<&'a str>,
    /// The prerequisites; null if not stated.
    pub prerequisites: Option<&'a str>,
    /// When it began (a year, or a date as the source has it); null if not stated.
    pub started: Option<&'a str>,
    /// The source of the facts: a citation or an address; null if not stated.
    pub source: Option<&'a str>,
    /// The source and the check of single facts, by the field of the profile: `page.provenance.tuition`. Null for a fact
    /// that has none of its own, or the same as the others.
    pub provenance: BTreeMap<&'static str, Option<ProvenanceView<'a>>>,
    /// How far the facts can be trusted that have no check of their own; null if no fact has one, or if all do.
    pub other_facts: Option<CheckedView>,
}
