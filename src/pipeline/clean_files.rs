//! The pictures and documents that were searched and have nothing private, for the next search of a preview.

use std::collections::BTreeSet;
use std::sync::{Mutex, PoisonError};

use crate::source::Fingerprint;

/// The searches that found nothing.
#[derive(Debug, Default)]
pub(super) struct CleanFiles {
    /// The fingerprint of what was searched for, the path, and the fingerprint of the file.
    searches: Mutex<BTreeSet<(Fingerprint, String, Fingerprint)>>,
}

impl CleanFiles {
    /// Returns what `search` finds, or nothing if it found nothing in the same file before.
    pub(super) fn search<T, E>(
        &self,
        search: (Fingerprint, &str, Fingerprint),
        run: impl FnOnce() -> Result<Vec<T>, E>,
    ) -> Result<Vec<T>, E> {
        let key = (search.0, search.1.to_owned(), search.2);
        if self.searches.lock().unwrap_or_else(PoisonError::into_inner).contains(&key) {
            return Ok(Vec::new());
        }
        let found = run()?;
        if found.is_empty() {
            let mut searches = self.searches.lock().unwrap_or_else(PoisonError::into_inner);
            // What was searched for before is of no use any more.
            searches.retain(|(searched_for, ..)| *searched_for == key.0);
            searches.insert(key);
        }
        Ok(found)
    }
}
