//! Two letters with the same title and date: most often one is a copy that a synchronizer or the author made.

use std::collections::HashMap;

use super::collection::Collections;
use super::unpublished::{Unpublished, UnpublishedReason};
use crate::content::{Common, Letter};
use crate::diagnostics::{Diagnostic, FilePath, Span};

/// Returns a warning for each letter with the title and date of another one, also of a draft. If that one is withdrawn, it is
/// an error: the copy would bring it back.
pub(super) fn check(entries: &Collections, unpublished: &[Unpublished]) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let letters: Vec<&Letter> = entries.letters.entries().collect();
    // Letters are listed by date.
    for same_date in letters.chunk_by(|a, b| a.common.record.date == b.common.record.date) {
        if same_date.len() == 1 {
            continue;
        }
        // A copy has the longer name.
        let mut by_name: Vec<&Common> = same_date.iter().map(|letter| &letter.common).collect();
        by_name.sort_by_key(|common| (common.record.file.len(), &common.record.file));
        let mut firsts: HashMap<&str, &Common> = HashMap::new();
        for common in by_name.into_iter().filter(|common| has_title_and_date(common)) {
            let first = *firsts.entry(&common.title.plain).or_insert(common);
            if first.record.file != common.record.file {
                let first = (&first.record.file, first.span);
                found.push(twin(Diagnostic::warning, common, first, ""));
            }
        }
    }
    let key = |common: &Common| (common.title.plain.clone(), common.record.date.as_ref().map(|date| date.instant));
    let drafts = unpublished.iter().filter(|entry| entry.reason == UnpublishedReason::Draft && entry.date.is_some());
    let drafts: HashMap<_, _> =
        drafts.map(|draft| ((draft.title.clone(), draft.date), (&draft.file, draft.span))).collect();
    let withdrawn = entries.withdrawn.entries().map(|letter| &letter.common);
    let withdrawn: HashMap<_, _> = withdrawn.map(|common| (key(common), (&common.record.file, common.span))).collect();
    if !withdrawn.is_empty() || !drafts.is_empty() {
        for letter in letters.into_iter().filter(|letter| has_title_and_date(&letter.common)) {
            let (common, key) = (&letter.common, key(&letter.common));
            let gone = withdrawn.get(&key).map(|first| twin(Diagnostic::error, common, *first, ", which is withdrawn"));
            // A preview shows drafts as letters.
            let draft = drafts.get(&key).filter(|(file, _)| **file != common.record.file);
            let draft = draft.map(|first| twin(Diagnostic::warning, common, *first, ", which is a draft"));
            found.extend(gone.or(draft));
        }
    }
    found
}

/// Without either, a letter is a draft, or there is an error about it.
fn has_title_and_date(common: &Common) -> bool {
    !common.title.plain.is_empty() && common.record.date.is_some()
}

/// Returns true if another letter has the title and date of this one.
pub(super) fn has_twin(entries: &Collections, unpublished: &[Unpublished], common: &Common) -> bool {
    let letters = entries.letters.entries().chain(entries.withdrawn.entries()).map(|letter| &letter.common);
    let mut others = letters.filter(|other| other.record.file != common.record.file);
    let date = common.record.date.as_ref().map(|date| date.instant);
    others.any(|other| other.record.date == common.record.date && other.title.plain == common.title.plain)
        || unpublished.iter().any(|other| other.date == date && other.title == common.title.plain)
}

fn twin(severity: fn(String) -> Diagnostic, copy: &Common, first: (&FilePath, Span), state: &str) -> Diagnostic {
    let (file, span) = first;
    let message = format!("this letter has the same title and date as `{file}`{state}");
    severity(message)
        .at(&copy.record.file, copy.span)
        .related(file, span, "the other one")
        .help("if one is a copy of the other, remove the copy; if not, change one of the titles")
}
