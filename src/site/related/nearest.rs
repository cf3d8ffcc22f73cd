//! The search for the entries that are nearest to one.

use std::cell::RefCell;
use std::cmp::Reverse;

use super::features::{Feature, FeatureId, Features, OWN};
use crate::site::id_vec::IdVec;
use crate::site::ids::Id;

/// The most entries of each feature that are scored, the newest letters: the time for a page does not grow with the
/// column.
const MOST_SCORED: usize = 64;

thread_local! {
    /// Used again by the next search: a memory of its own would cost each as much as the column has entries.
    static SCRATCH: RefCell<Scratch> = RefCell::default();
}

/// The working memory of a search. What a search leaves in it changes nothing in the next.
#[derive(Debug, Default)]
struct Scratch {
    /// For each feature, its weight times the strength at which it is wanted; zero if it is not wanted.
    worth: Vec<u32>,
    /// The features whose worth is not zero.
    wanted: Vec<FeatureId>,
    /// For each entry, the last search that came upon it.
    seen: Vec<u64>,
    /// The number of the search.
    search: u64,
}

/// Returns at most `most` entries, those with the highest score first: the sum of what their features are worth, if those in
/// `wanted` are worth their strength times their weight. Among equals the first comes first. Those for which `without` holds
/// are left out.
pub(super) fn nearest<I: Id>(
    among: &Features<I>,
    weights: &IdVec<FeatureId, u32>,
    wanted: &[Feature],
    without: impl Fn(I) -> bool,
    most: usize,
) -> Vec<I> {
    SCRATCH.with_borrow_mut(|scratch| {
        scratch.begin(wanted, weights, among.len());
        // The most that each feature adds to the score of an entry, and that all from there on add.
        let mut features: Vec<(u32, FeatureId)> =
            wanted.iter().map(|(feature, _)| (scratch.worth[feature.index()] * OWN, *feature)).collect();
        features.sort_unstable_by_key(|(best, feature)| (Reverse(*best), *feature));
        let mut rest: u32 = features.iter().map(|(best, _)| best).sum();
        let mut found: Vec<(u32, I)> = Vec::with_capacity(most + 1);
        for (best, feature) in features {
            let last = found.get(most.wrapping_sub(1)).map_or(0, |(score, _)| *score);
            if rest < last || most == 0 {
                break;
            }
            rest -= best;
            for entry in among.with(feature).iter().take(MOST_SCORED) {
                if !scratch.is_new(*entry) || without(*entry) {
                    continue;
                }
                let score = scratch.score(among.of(*entry));
                let rank = found.partition_point(|(other, known)| (*other, entry) > (score, known));
                if rank < most {
                    found.insert(rank, (score, *entry));
                    found.truncate(most);
                }
            }
        }
        found.into_iter().map(|(_, entry)| entry).collect()
    })
}

impl Scratch {
    /// Begins a search among so many entries.
    fn begin(&mut self, wanted: &[Feature], weights: &IdVec<FeatureId, u32>, entries: usize) {
        for feature in self.wanted.drain(..) {
            self.worth[feature.index()] = 0;
        }
        self.worth.resize(self.worth.len().max(weights.len()), 0);
        self.seen.resize(self.seen.len().max(entries), 0);
        self.search += 1;
        for (feature, strength) in wanted {
            self.worth[feature.index()] = weights[*feature] * strength;
            self.wanted.push(*feature);
        }
    }

    /// Returns true if this search has not come upon the entry before.
    fn is_new(&mut self, entry: impl Id) -> bool {
        std::mem::replace(&mut self.seen[entry.index()], self.search) != self.search
    }

    fn score(&self, features: &[Feature]) -> u32 {
        features.iter().map(|(feature, strength)| self.worth[feature.index()] * strength).sum()
    }
}
