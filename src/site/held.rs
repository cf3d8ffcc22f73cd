//! What is not published yet, and when it will be.

use jiff::Timestamp;

use crate::content::{Entry, When};
use crate::diagnostics::FilePath;

/// An entry that is not published.
#[derive(Debug, Clone)]
pub struct Held {
    /// Its file.
    pub file: FilePath,
    /// Its title, plain.
    pub title: String,
    /// Why.
    pub reason: Reason,
    /// What else it is called, of a program.
    pub names: Vec<String>,
}

/// Why an entry is held back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reason {
    /// `draft: yes`
    Draft,
    /// Its date lies ahead.
    Scheduled(When),
}

/// Divides the entries into those to publish and those to hold back, each in path order.
pub(super) fn hold_back(entries: Vec<Entry>, now: Timestamp) -> (Vec<Entry>, Vec<Held>) {
    let mut published = Vec::with_capacity(entries.len());
    let mut held = Vec::new();
    for entry in entries {
        match reason(&entry, now) {
            None => published.push(entry),
            Some(reason) => {
                let common = entry.common();
                let names = match &entry {
                    Entry::Program(program) => program.also_known_as.iter().map(|known| known.text.clone()).collect(),
                    _ => Vec::new(),
                };
                held.push(Held { file: common.file.clone(), title: common.title.plain.clone(), reason, names });
            }
        }
    }
    (published, held)
}

fn reason(entry: &Entry, now: Timestamp) -> Option<Reason> {
    let common = entry.common();
    if common.draft {
        return Some(Reason::Draft);
    }
    if matches!(entry, Entry::Person(_)) {
        // Whose answers are read is there.
        return None;
    }
    let ahead = common.date.as_ref().filter(|when| when.instant > now);
    ahead.map(|when| Reason::Scheduled(when.clone()))
}
