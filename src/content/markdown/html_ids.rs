//! The ids of a page, each given once.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

use pulldown_cmark::Event;

use crate::diagnostics::{Diagnostic, Findings, Span};

/// Adds to a diagnostic the place that has a name already.
pub(in crate::content) fn related_to(diagnostic: Diagnostic, holder: Option<Span>, findings: &Findings) -> Diagnostic {
    match holder {
        Some(holder) => diagnostic.related(findings.file(), holder, "this has the name"),
        None => diagnostic,
    }
}

/// Returns the ids in HTML, as far as they can be read without a tokenizer.
pub(super) fn written_ids(events: &[(Event<'_>, Range<usize>)]) -> Vec<String> {
    let html = events.iter().filter_map(|(event, _)| match event {
        Event::Html(html) | Event::InlineHtml(html) => Some(html.as_ref()),
        _ => None,
    });
    let mut ids = Vec::new();
    for (html, (at, _)) in html.flat_map(|html| html.match_indices('=').map(move |found| (html, found))) {
        let name = html[..at].trim_end().rsplit(|c: char| c.is_ascii_whitespace()).next().unwrap_or_default();
        if name.eq_ignore_ascii_case("id") || name.eq_ignore_ascii_case("name") {
            let value = html[at + 1..].trim_start();
            let quoted = value.strip_prefix('"').and_then(|value| value.split('"').next());
            let quoted = quoted.or_else(|| value.strip_prefix('\'').and_then(|value| value.split('\'').next()));
            let bare = || value.split(|c: char| c == '>' || c.is_ascii_whitespace()).next();
            ids.extend(quoted.or_else(bare).map(str::to_owned));
        }
    }
    ids
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
