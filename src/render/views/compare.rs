//! The view of `compare.html`.

use serde::Serialize;

use super::common::CommonFields;
use super::program_card::ProgramCard;
use super::program_facts::ProgramFacts;
use crate::render::view_cache::Cached;

/// A program among those that are compared.
#[derive(Hash, Serialize)]
pub struct ComparedProgram<'a> {
    /// The facts that its card has, too.
    pub program: Cached<ProgramCard<'a>>,
    /// The other facts.
    #[serde(flatten)]
    pub facts: ProgramFacts<'a>,
}

/// A fact that programs are compared by.
#[derive(Hash, Serialize)]
pub struct ComparedFact {
    /// Its name: `credential`, `delivery`, `courses`, `course_length`, `tuition`, `scholarships`, `federal_aid`, `aid_note`,
    /// `open_to`, `prerequisites`, `pathways`, `started`, `url`, `source`, or `checked`.
    pub name: &'static str,
    /// True if it is the same for all programs of the page.
    pub same: bool,
}

/// `compare.html`: a program beside at most three others of the same credential, at the address of its profile and
/// `compare/`. A theme without this template has no such pages, nor `/programs/compare/`.
#[derive(Hash, Serialize)]
pub struct CompareView<'a> {
    /// The fields of every page.
    #[serde(flatten)]
    pub common: CommonFields<'a>,
    /// The programs: first that of the profile, then the others, the nearest first. Empty at `/programs/compare/`, where a
    /// script shows the programs that a reader has chosen.
    pub programs: Vec<ComparedProgram<'a>>,
    /// The facts that at least one of the programs states, in the order of a profile; all that there can be at
    /// `/programs/compare/`.
    pub facts: Vec<ComparedFact>,
    /// The codes of the currencies in which the programs state prices. Amounts in different currencies cannot be ranked.
    pub currencies: Vec<&'static str>,
}
