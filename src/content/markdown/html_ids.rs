//! The ids of a page, each given once.

use std::collections::{BTreeSet, HashMap};

/// The ids that one entry has given.
#[derive(Debug, Default)]
pub(crate) struct Ids {
    given: BTreeSet<String>,
    /// The next number to try for an id that exists: a thousand equal headings are not counted through each time.
    next: HashMap<String, usize>,
}

impl Ids {
    /// Returns the wanted id, or the first of `wanted-2`, `wanted-3` … that is free.
    pub(crate) fn give(&mut self, wanted: String) -> String {
        if self.given.insert(wanted.clone()) {
            return wanted;
        }
        self.give_numbered(&wanted)
    }

    /// Returns the first of `wanted-2`, `wanted-3` … that is free.
    pub(super) fn give_numbered(&mut self, wanted: &str) -> String {
        let number = self.next.entry(wanted.to_owned()).or_insert(2);
        loop {
            let id = format!("{wanted}-{number}");
            *number += 1;
            if self.given.insert(id.clone()) {
                return id;
            }
        }
    }

    /// Returns all ids, sorted.
    pub(crate) fn into_sorted(self) -> Vec<String> {
        self.given.into_iter().collect()
    }
}
