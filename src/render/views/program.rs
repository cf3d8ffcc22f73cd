//! The view of `program.html`.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde::Serialize;

use super::common::CommonFields;
use super::facet::FacetView;
use super::heading::HeadingView;
use super::links::LinkView;
use super::program_card::{AidView, CheckedView, ProgramCard};
use super::related::RelatedLetter;
use crate::render::view_cache::Cached;

/// Where a single fact comes from.
#[derive(Hash, Serialize)]
pub struct ProvenanceView<'a> {
    /// Its source: a citation or an address; null if it is that of the other facts.
    pub source: Option<&'a str>,
    /// Its check: `checked` or `late`, with the day; null if it is that of the other facts.
    pub checked: Option<CheckedView>,
}

/// `program.html`: one profile.
#[derive(Hash, Serialize)]
pub struct ProgramView<'a> {
    /// The fields of every page.
    #[serde(flatten)]
    pub common: CommonFields<'a>,
    /// Its facts.
    pub program: Cached<ProgramCard<'a>>,
    /// What it has in common with others, with links to the lists of programs with the same value; empty if it is the only
    /// one.
    pub facets: Vec<FacetView<'a>>,
    /// The program's own page; null if nobody has looked at one.
    pub url: Option<&'a str>,
    /// Other names it goes by.
    pub also_known_as: Vec<Cow<'a, str>>,
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
    /// How far the facts can be trusted that have no check of their own; null if no fact has one.
    pub other_facts: Option<CheckedView>,
    /// The profile of the program that has taken its place; null if there is none.
    pub replaced_by: Option<LinkView<'a>>,
    /// The text below the facts, HTML; null if there is none.
    pub html: Option<Cow<'a, str>>,
    /// The headings of that text, in order; empty if there are none.
    pub headings: Vec<HeadingView<'a>>,
    /// Letters that link to it or name it, newest first.
    pub letters_mentioning: Vec<RelatedLetter<'a>>,
    /// Other letters that share its subjects, the nearest first; at most five.
    pub letters_related: Vec<RelatedLetter<'a>>,
    /// Profiles, columnists and pages whose text links to it.
    pub linked_from: Vec<LinkView<'a>>,
}
