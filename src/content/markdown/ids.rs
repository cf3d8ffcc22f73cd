//! The ids of a page: given once each.

use std::collections::BTreeSet;

/// The ids that one entry gives out.
#[derive(Debug, Default)]
pub(crate) struct Ids(BTreeSet<String>);

impl Ids {
    /// The wanted id, or the first of `wanted-2`, `wanted-3` … that is free.
    pub(crate) fn give(&mut self, wanted: &str) -> String {
        let mut id = wanted.to_owned();
        let mut number = 2;
        while !self.0.insert(id.clone()) {
            id = format!("{wanted}-{number}");
            number += 1;
        }
        id
    }

    /// All that were given, sorted.
    pub(crate) fn into_sorted(self) -> Vec<String> {
        self.0.into_iter().collect()
    }
}
