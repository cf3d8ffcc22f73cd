//! The programs to compare a program with: those of the same credential that are nearest to it.
//!
//! Of the values that a program has in common with others, the rarest are counted, and then a limited number of programs is
//! looked at: so the time for a page does not grow with the column.

use std::cmp::Reverse;

use ahash::{AHashMap, AHashSet};

use super::Directory;
use super::facet::{Facet, FacetValue};
use crate::content::{Credential, Status};
use crate::site::collection::Collections;
use crate::site::id_vec::IdVec;
use crate::site::ids::{DirectoryTermId, ProgramId};

/// The most programs that a program is compared with.
const MOST: usize = 3;

/// The most programs of each value that are looked at, and the most of those that have the most values in common.
const MOST_SCORED: usize = 64;

/// The most entries in the lists of programs with a value that are counted for one program.
const MOST_COUNTED: usize = 2_048;

/// The programs of each credential, by what readers look for.
#[derive(Debug, Default)]
pub(super) struct AlikePrograms {
    /// For each credential and value, the programs that have both: first those that can still be attended, each part by title.
    alike: AHashMap<(Credential, DirectoryTermId), Vec<ProgramId>>,
    /// The credentials that several programs end with.
    several: AHashSet<Credential>,
}

impl AlikePrograms {
    pub(super) fn new(entries: &Collections, of_program: &IdVec<ProgramId, Vec<DirectoryTermId>>) -> Self {
        let mut programs: Vec<ProgramId> = entries.programs.ids().collect();
        programs.sort_by_key(|program| (is_gone(*program, entries), *program));
        let mut neighbors = Self::default();
        let mut seen = AHashSet::new();
        for program in programs {
            let Some(credential) = entries.programs[program].credential else { continue };
            if !seen.insert(credential) {
                neighbors.several.insert(credential);
            }
            for term in &of_program[program] {
                neighbors.alike.entry((credential, *term)).or_default().push(program);
            }
        }
        neighbors
    }
}

impl Directory {
    /// Returns true if there is another program of the same credential.
    pub(in crate::site) fn has_neighbors(&self, program: ProgramId, entries: &Collections) -> bool {
        let credential = entries.programs[program].credential;
        credential.is_some_and(|credential| self.neighbors.several.contains(&credential))
    }

    /// Returns at most three programs of the same credential, the nearest first: those that share the rarest subjects, then
    /// those that are taught in the same way, then those of the same institution; among equals by title. Programs that have
    /// closed, or have a new name, are left out unless there are no others. `nearness` is by subjects.
    pub(in crate::site) fn nearest(
        &self,
        program: ProgramId,
        entries: &Collections,
        nearness: impl Fn(ProgramId) -> u32,
    ) -> Vec<ProgramId> {
        let facts = &entries.programs[program];
        let Some(credential) = facts.credential else { return Vec::new() };
        let terms = self.of_program(program).iter().filter(|term| self.tells_nearness(**term));
        let lists = terms.filter_map(|term| self.neighbors.alike.get(&(credential, *term)));
        let mut lists: Vec<&[ProgramId]> = lists.map(Vec::as_slice).collect();
        lists.sort_by_key(|list| list.len());
        let mut found: Vec<ProgramId> = lists.iter().flat_map(|list| list.iter().copied().take(MOST_SCORED)).collect();
        found.extend(in_most(&lists, entries));
        found.sort_unstable();
        found.dedup();
        found.retain(|other| *other != program);
        if found.iter().any(|other| !is_gone(*other, entries)) {
            found.retain(|other| !is_gone(*other, entries));
        }
        let provider = self.provider(program);
        found.sort_by_cached_key(|other| {
            let its = &entries.programs[*other];
            let is_taught_alike = facts.delivery.iter().any(|delivery| its.delivery.contains(delivery));
            let rank = (nearness(*other), is_taught_alike, self.provider(*other) == provider);
            (Reverse(rank), *other)
        });
        found.truncate(MOST);
        found
    }

    fn provider(&self, program: ProgramId) -> Option<DirectoryTermId> {
        let mut terms = self.of_program(program).iter().copied();
        terms.find(|term| self.terms[*term].facet == Facet::Provider)
    }

    /// Returns true for a value that makes two programs alike to those who compare. Whether facts were checked does not.
    fn tells_nearness(&self, term: DirectoryTermId) -> bool {
        let term = &self.terms[term];
        match term.facet {
            // All programs with the same credential, in case that nothing else is shared.
            Facet::Credential => true,
            Facet::Subject | Facet::Delivery | Facet::Provider => term.value != FacetValue::NotStated,
            Facet::Tuition | Facet::Status | Facet::Checked => false,
        }
    }
}

/// Returns the programs that are in most of these lists, the shortest of which are counted first. Those that nobody can enroll
/// in anymore are left out.
fn in_most(lists: &[&[ProgramId]], entries: &Collections) -> Vec<ProgramId> {
    let mut counted: Vec<ProgramId> = lists.iter().flat_map(|list| list.iter().copied()).take(MOST_COUNTED).collect();
    counted.sort_unstable();
    let runs = counted.chunk_by(|one, next| one == next).filter(|run| !is_gone(run[0], entries));
    let mut runs: Vec<(Reverse<usize>, ProgramId)> = runs.map(|run| (Reverse(run.len()), run[0])).collect();
    runs.sort_unstable();
    runs.into_iter().take(MOST_SCORED).map(|(_, program)| program).collect()
}

/// Returns true for a program that nobody can enroll in anymore under this name.
fn is_gone(program: ProgramId, entries: &Collections) -> bool {
    match entries.programs[program].status {
        Status::Open | Status::Paused => false,
        Status::Closed | Status::Renamed => true,
    }
}
