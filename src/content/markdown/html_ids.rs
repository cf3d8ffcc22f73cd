//! The ids of a page, each given once.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, HashMap};

use crate::diagnostics::{Diagnostic, Findings, Span};

/// Adds to a diagnostic the place that has a name already.
pub(in crate::content) fn related_to(diagnostic: Diagnostic, holder: Option<Span>, findings: &Findings) -> Diagnostic {
    match holder {
        Some(holder) => diagnostic.related(findings.file(), holder, "this has the name"),
        None => diagnostic,
    }
}

/// The ids that one entry has given.
#[derive(Debug, Default)]
pub(crate) struct Ids {
    /// Each with the place in the file that has it.
    given: BTreeMap<String, Span>,
    /// The next number to try for an id that exists: a thousand equal headings are not counted through each time.
    next: HashMap<String, usize>,
}

impl Ids {
    /// Returns the wanted id, or the first of `wanted-2`, `wanted-3` … that is free, and gives it to a place.
    pub(crate) fn give(&mut self, wanted: String, place: Span) -> String {
        match self.given.entry(wanted) {
            Entry::Vacant(free) => {
                let id = free.key().clone();
                free.insert(place);
                id
            }
            Entry::Occupied(taken) => {
                let wanted = taken.key().clone();
                self.give_numbered(&wanted, place)
            }
        }
    }

    /// Returns the place that has an id.
    pub(crate) fn holder(&self, id: &str) -> Option<Span> {
        self.given.get(id).copied()
    }

    /// Returns the first of `wanted-2`, `wanted-3` … that is free.
    pub(super) fn give_numbered(&mut self, wanted: &str, place: Span) -> String {
        let number = self.next.entry(wanted.to_owned()).or_insert(2);
        loop {
            let id = format!("{wanted}-{number}");
            *number += 1;
            if !self.given.contains_key(&id) {
                self.given.insert(id.clone(), place);
                return id;
            }
        }
    }

    /// Returns all ids, sorted.
    pub(crate) fn into_sorted(self) -> Vec<String> {
        self.given.into_keys().collect()
    }
}
