//! What is not published yet, and when it will be.

use jiff::Timestamp;

use super::AssembleOptions;
use crate::content::{Entry, When};
use crate::diagnostics::FilePath;

/// An entry that is not published.
#[derive(Debug, Clone)]
pub struct Unpublished {
    /// Its file.
    pub file: FilePath,
    /// Its title, plain.
    pub title: String,
    /// Why.
    pub reason: UnpublishedReason,
    /// What else it is called, of a program.
    pub names: Vec<String>,
}

/// Why an entry is held back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum UnpublishedReason {
    /// `draft: yes`
    Draft,
    /// Its date lies ahead.
    Scheduled(When),
}

/// Divides the entries into those to show and those to hold back, each in path order. In a preview those held back are
/// shown, too.
pub(super) fn hold_back(entries: Vec<Entry>, options: &AssembleOptions) -> (Vec<Entry>, Vec<Unpublished>) {
    let mut shown = Vec::with_capacity(entries.len());
    let mut held = Vec::new();
    for entry in entries {
        let reason = reason(&entry, options.now);
        let is_shown = reason.is_none() || options.unpublished;
        held.extend(reason.map(|reason| Unpublished::new(&entry, reason)));
        if is_shown {
            shown.push(entry);
        }
    }
    (shown, held)
}

/// Whether any of these entries is held back at that moment.
pub fn holds_back(entries: &[Entry], now: Timestamp) -> bool {
    entries.iter().any(|entry| reason(entry, now).is_some())
}

impl Unpublished {
    fn new(entry: &Entry, reason: UnpublishedReason) -> Self {
        let common = entry.common();
        let names = match entry {
            Entry::Program(program) => program.also_known_as.iter().map(|known| known.text.clone()).collect(),
            _ => Vec::new(),
        };
        Self { file: common.record.file.clone(), title: common.title.plain.clone(), reason, names }
    }
}

fn reason(entry: &Entry, now: Timestamp) -> Option<UnpublishedReason> {
    let common = entry.common();
    if common.record.draft {
        return Some(UnpublishedReason::Draft);
    }
    if matches!(entry, Entry::Person(_)) {
        // Whose answers are read is there.
        return None;
    }
    let ahead = common.record.date.as_ref().filter(|when| when.instant > now);
    ahead.map(|when| UnpublishedReason::Scheduled(when.clone()))
}
