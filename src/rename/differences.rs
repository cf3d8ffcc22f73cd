//! The mistakes that a column has after a rename, and did not have before.

use std::collections::HashMap;

use crate::diagnostics::{Diagnostic, Severity};
use crate::pipeline::Column;

/// The text that replaces the old and the new name while messages are compared.
const EITHER_NAME: &str = "\u{1}";

/// Returns the diagnostics of the second column that the first does not have, apart from the names that have changed.
pub(super) fn new_diagnostics(before: &Column, after: &Column, names: &[(String, String)]) -> Vec<Diagnostic> {
    let mut names: Vec<&str> = names.iter().flat_map(|(old, new)| [old.as_str(), new.as_str()]).collect();
    names.retain(|name| !name.is_empty());
    names.sort_by_key(|name| (std::cmp::Reverse(name.len()), *name));
    let comparable = |text: &str| names.iter().fold(text.to_owned(), |text, name| text.replace(name, EITHER_NAME));
    let key = |found: &Diagnostic| {
        (found.severity, comparable(&found.message), found.file.as_deref().map(comparable).unwrap_or_default())
    };
    let mut known: HashMap<(Severity, String, String), usize> = HashMap::new();
    for found in &before.diagnostics {
        *known.entry(key(found)).or_default() += 1;
    }
    let mut found = after.diagnostics.clone();
    found.retain(|found| match known.get_mut(&key(found)) {
        Some(count) if *count > 0 => {
            *count -= 1;
            false
        }
        _ => true,
    });
    found
}
