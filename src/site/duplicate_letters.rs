//! Two letters with the same title and date: most often one is a copy that a synchronizer or the author made.

use std::collections::HashMap;

use super::collection::Collections;
use crate::content::{Common, Letter};
use crate::diagnostics::Diagnostic;

/// Returns a warning for each letter with the title and date of another one. If that one is withdrawn, it is an error: the
/// copy would bring it back.
pub(super) fn check(entries: &Collections) -> Vec<Diagnostic> {
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
                found.push(twin(Diagnostic::warning, common, first, ""));
            }
        }
    }
    let key = |common: &Common| (common.title.plain.clone(), common.record.date.as_ref().map(|date| date.instant));
    let withdrawn: HashMap<_, _> =
        entries.withdrawn.entries().map(|letter| (key(&letter.common), &letter.common)).collect();
    if !withdrawn.is_empty() {
        for letter in letters.into_iter().filter(|letter| has_title_and_date(&letter.common)) {
            let first = withdrawn.get(&key(&letter.common));
            found.extend(first.map(|first| twin(Diagnostic::error, &letter.common, first, ", which is withdrawn")));
        }
    }
    found
}

/// Without either, a letter is a draft, or there is an error about it.
fn has_title_and_date(common: &Common) -> bool {
    !common.title.plain.is_empty() && common.record.date.is_some()
}

/// Returns true if another letter has the title and date of this one.
pub(super) fn has_twin(entries: &Collections, common: &Common) -> bool {
    let letters = entries.letters.entries().chain(entries.withdrawn.entries()).map(|letter| &letter.common);
    let mut others = letters.filter(|other| other.record.file != common.record.file);
    others.any(|other| other.record.date == common.record.date && other.title.plain == common.title.plain)
}

fn twin(severity: fn(String) -> Diagnostic, copy: &Common, first: &Common, state: &str) -> Diagnostic {
    let message = format!("this letter has the title and the date of `{}`{state}", first.record.file);
    severity(message)
        .at(&copy.record.file, copy.span)
        .related(&first.record.file, first.span, "the other one")
        .help("if one is a copy of the other, remove it; if not, change its title")
}
