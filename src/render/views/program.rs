//! The view of `program.html`.

use std::borrow::Cow;

use serde::Serialize;

use super::common::CommonFields;
use super::facet::FacetView;
use super::heading::HeadingView;
use super::links::LinkView;
use super::program_card::ProgramCard;
use super::program_facts::ProgramFacts;
use super::related::RelatedLetter;
use crate::render::view_cache::Cached;

/// `program.html`: one profile.
#[derive(Hash, Serialize)]
pub struct ProgramView<'a> {
    /// The fields of every page.
    #[serde(flatten)]
    pub common: CommonFields<'a>,
    /// Its facts.
    pub program: Cached<ProgramCard<'a>>,
    /// What it has in common with others, with links to the lists of programs with the same value; empty if it has nothing
    /// in common with another.
    pub facets: Vec<FacetView<'a>>,
    /// The other facts.
    #[serde(flatten)]
    pub facts: ProgramFacts<'a>,
    /// Other names it goes by.
    pub also_known_as: Vec<Cow<'a, str>>,
    /// The address of its comparison with similar programs; null if there are none of the same credential.
    pub compare: Option<&'a str>,
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
