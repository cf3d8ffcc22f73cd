//! Features: what entries have in common, and the entries of each.

use std::cmp::Reverse;

use crate::site::Taxonomy;
use crate::site::id_vec::{IdVec, ids};
use crate::site::ids::{EntryRef, Id, LetterId, ProgramId, TermId};

/// The strength of an entry's own subjects. Each step up halves it.
pub(super) const OWN: u32 = 4;

/// The strength of subjects that are related to an entry's own.
const RELATED: u32 = 1;

/// A feature: a subject, a letter or a program.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct FeatureId(u32);

impl Id for FeatureId {
    fn new(index: usize) -> Self {
        Self(number(index))
    }

    fn index(self) -> usize {
        self.0 as usize
    }
}

/// How features are numbered: subjects, then letters, then programs.
#[derive(Debug, Default, Clone, Copy)]
pub(super) struct Numbering {
    pub(super) terms: usize,
    pub(super) letters: usize,
    pub(super) programs: usize,
}

/// A feature of an entry, with its strength.
pub(super) type Feature = (FeatureId, u32);

/// The features of entries of one kind.
#[derive(Debug)]
pub(super) struct Features<I> {
    /// Those of each entry, one entry after the other, sorted by id.
    all: Vec<Feature>,
    /// For each entry, the index in `all` at which its features end.
    ends: IdVec<I, usize>,
    /// For each feature, the entries that have it, in order.
    entries: IdVec<FeatureId, Vec<I>>,
}

impl<I> Default for Features<I> {
    fn default() -> Self {
        Self { all: Vec::new(), ends: IdVec::default(), entries: IdVec::default() }
    }
}

impl Numbering {
    pub(super) fn letter(self, letter: LetterId) -> FeatureId {
        FeatureId::new(self.terms + letter.index())
    }

    pub(super) fn program(self, program: ProgramId) -> FeatureId {
        FeatureId::new(self.terms + self.letters + program.index())
    }

    pub(super) fn term(self, feature: FeatureId) -> Option<TermId> {
        (feature.index() < self.terms).then(|| TermId::new(feature.index()))
    }

    pub(super) fn entry(self, feature: FeatureId) -> Option<EntryRef> {
        let letter = feature.index().checked_sub(self.terms)?;
        let program = letter.checked_sub(self.letters).map(|program| ProgramId::new(program).into());
        program.or(Some(LetterId::new(letter).into()))
    }
}

impl<I: Id> Features<I> {
    pub(super) fn new(numbering: Numbering, len: usize, features_of: impl Fn(I, &mut Vec<Feature>)) -> Self {
        let count = numbering.terms + numbering.letters + numbering.programs;
        let mut features = Self { entries: vec![Vec::new(); count].into(), ..Self::default() };
        let mut own = Vec::new();
        for entry in ids(len) {
            own.clear();
            features_of(entry, &mut own);
            // The strongest of several ways to one feature counts.
            own.sort_unstable_by_key(|(feature, strength)| (*feature, Reverse(*strength)));
            own.dedup_by_key(|(feature, _)| *feature);
            for (feature, _) in &own {
                features.entries[*feature].push(entry);
            }
            features.all.extend_from_slice(&own);
            features.ends.push(features.all.len());
        }
        features
    }

    /// Returns the number of entries.
    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    /// Returns for each feature how many entries have it.
    pub(super) fn counts(&self) -> impl Iterator<Item = usize> {
        self.entries.values().map(Vec::len)
    }

    /// Returns the entries that have a feature, in order.
    pub(super) fn with(&self, feature: FeatureId) -> &[I] {
        &self.entries[feature]
    }

    /// Returns the features of an entry, sorted by id.
    pub(super) fn of(&self, entry: I) -> &[Feature] {
        let start = entry.index().checked_sub(1).map_or(0, |before| self.ends[I::new(before)]);
        &self.all[start..self.ends[entry]]
    }
}

/// Adds an entry's own subjects, broader ones, and those that are related to its own.
pub(super) fn add_subjects(taxonomy: &Taxonomy, own: &[TermId], features: &mut Vec<Feature>) {
    let related = own.iter().flat_map(|term| &taxonomy.terms[*term].related);
    features.extend(related.map(|term| (FeatureId::new(term.index()), RELATED)));
    add_with_broader(taxonomy, own, OWN, features);
}

fn add_with_broader(taxonomy: &Taxonomy, terms: &[TermId], strength: u32, features: &mut Vec<Feature>) {
    for term in terms {
        features.push((FeatureId::new(term.index()), strength));
        if strength > 1 {
            add_with_broader(taxonomy, &taxonomy.terms[*term].broader, strength / 2, features);
        }
    }
}

/// Returns an index as a number of 32 bits.
pub(super) fn number(index: usize) -> u32 {
    u32::try_from(index).unwrap_or(u32::MAX)
}
