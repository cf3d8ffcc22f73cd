//! Subjects, each with its letters and programs.

use std::collections::BTreeMap;

use super::Collection;
use crate::content::{Letter, Program, Tag};

/// One subject.
#[derive(Debug)]
pub struct Term {
    /// Its name: the spelling used most often, the first in the alphabet among equals.
    pub label: String,
    /// The last part of its address.
    pub slug: String,
    /// Its address.
    pub path: String,
    /// Places of its letters, newest first.
    pub letters: Vec<usize>,
    /// Places of its programs, by title.
    pub programs: Vec<usize>,
}

/// All subjects.
#[derive(Debug, Default)]
pub struct Taxonomy {
    /// By slug.
    pub terms: Vec<Term>,
}

#[derive(Default)]
struct Uses<'a> {
    spellings: BTreeMap<&'a str, usize>,
    letters: Vec<usize>,
    programs: Vec<usize>,
}

impl Taxonomy {
    pub(super) fn new(letters: &Collection<Letter>, programs: &Collection<Program>) -> Self {
        let mut uses: BTreeMap<&str, Uses<'_>> = BTreeMap::new();
        for (at, letter) in letters.entries().enumerate() {
            for tag in &letter.common.tags {
                used(&mut uses, tag).letters.push(at);
            }
        }
        for (at, program) in programs.entries().enumerate() {
            for tag in &program.common.tags {
                used(&mut uses, tag).programs.push(at);
            }
        }
        let terms = uses.into_iter().map(|(slug, uses)| {
            // The last of equal counts in reverse order is the first in the alphabet.
            let label = uses.spellings.iter().rev().max_by_key(|(_, count)| **count).map_or(slug, |(label, _)| *label);
            Term {
                label: label.to_owned(),
                slug: slug.to_owned(),
                path: format!("/tags/{slug}/"),
                letters: uses.letters,
                programs: uses.programs,
            }
        });
        Self { terms: terms.collect() }
    }

    /// The subject with this slug.
    pub fn get(&self, slug: &str) -> Option<&Term> {
        self.terms.binary_search_by(|term| term.slug.as_str().cmp(slug)).ok().map(|at| &self.terms[at])
    }
}

fn used<'u, 'a>(uses: &'u mut BTreeMap<&'a str, Uses<'a>>, tag: &'a Tag) -> &'u mut Uses<'a> {
    let found = uses.entry(&tag.slug).or_default();
    *found.spellings.entry(&tag.label).or_default() += 1;
    found
}
