//! Subjects, each with its letters and programs.

use std::cmp::Reverse;

use ahash::AHashMap;

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

struct Uses<'a> {
    slug: &'a str,
    /// Each with the number of its uses; nearly always one.
    spellings: Vec<(&'a str, usize)>,
    letters: Vec<usize>,
    programs: Vec<usize>,
}

impl Taxonomy {
    pub(super) fn new(letters: &Collection<Letter>, programs: &Collection<Program>) -> Self {
        let mut all = AllUses::default();
        for (at, letter) in letters.entries().enumerate() {
            for tag in &letter.common.tags {
                all.of(tag).letters.push(at);
            }
        }
        for (at, program) in programs.entries().enumerate() {
            for tag in &program.common.tags {
                all.of(tag).programs.push(at);
            }
        }
        let mut terms: Vec<Term> = all.uses.into_iter().map(Uses::term).collect();
        terms.sort_unstable_by(|a, b| a.slug.cmp(&b.slug));
        Self { terms }
    }

    /// The subject with this slug.
    pub fn get(&self, slug: &str) -> Option<&Term> {
        self.terms.binary_search_by(|term| term.slug.as_str().cmp(slug)).ok().map(|at| &self.terms[at])
    }
}

#[derive(Default)]
struct AllUses<'a> {
    places: AHashMap<&'a str, usize>,
    uses: Vec<Uses<'a>>,
}

impl<'a> AllUses<'a> {
    /// The uses of a tag's subject; this one is counted.
    fn of(&mut self, tag: &'a Tag) -> &mut Uses<'a> {
        let at = *self.places.entry(&tag.slug).or_insert_with(|| {
            let (spellings, letters, programs) = (Vec::new(), Vec::new(), Vec::new());
            self.uses.push(Uses { slug: &tag.slug, spellings, letters, programs });
            self.uses.len() - 1
        });
        let found = &mut self.uses[at];
        match found.spellings.iter_mut().find(|(label, _)| *label == tag.label) {
            Some((_, count)) => *count += 1,
            None => found.spellings.push((&tag.label, 1)),
        }
        found
    }
}

impl Uses<'_> {
    fn term(self) -> Term {
        let most_used = self.spellings.iter().max_by_key(|(label, count)| (*count, Reverse(*label)));
        Term {
            label: most_used.map_or(self.slug, |(label, _)| *label).to_owned(),
            slug: self.slug.to_owned(),
            path: format!("/tags/{}/", self.slug),
            letters: self.letters,
            programs: self.programs,
        }
    }
}
