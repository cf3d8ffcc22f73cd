//! Mistakes in replies that only show next to their letter and the other replies.

use std::collections::BTreeMap;

use ahash::AHashMap;

use super::candidate::Candidate;
use super::cycles::cycles;
use crate::content::{Letter, Reply, ReplyAuthor, no_columnist};
use crate::diagnostics::{Diagnostic, list_names};
use crate::site::collection::Collections;
use crate::site::unpublished::Unpublished;

/// The number of other files of a circle that a message points into.
const MOST_RELATED: usize = 8;

/// Checks the replies to one letter.
pub(super) fn check(
    letter: &Letter,
    candidates: &[Candidate<'_>],
    entries: &Collections,
    hidden: &[Unpublished],
    found: &mut Vec<Diagnostic>,
) {
    found.extend(same_names(candidates));
    found.extend(cycles(candidates).iter().filter_map(|cycle| circle(candidates, cycle)));
    for Candidate { reply, .. } in candidates.iter().filter(|candidate| !candidate.is_held) {
        found.extend(before_letter(letter, reply));
        found.extend(unknown_answerer(letter, reply, entries, hidden));
    }
}

/// Reports files whose names differ only in case, or in their ending.
fn same_names(candidates: &[Candidate<'_>]) -> Vec<Diagnostic> {
    let mut firsts: AHashMap<String, &Reply> = AHashMap::with_capacity(candidates.len());
    let mut found = Vec::new();
    for Candidate { reply, .. } in candidates {
        let first = *firsts.entry(reply.record.name.to_lowercase()).or_insert(reply);
        if first.record.file != reply.record.file {
            let message =
                format!("this reply and `{}` have the same name, apart from case and ending", first.record.file);
            let diagnostic = Diagnostic::error(message).about(&reply.record.file);
            found.push(diagnostic.help("give one of the two files another name"));
        }
    }
    found
}

/// Reports replies that answer one another in a circle, at the first of them.
fn circle(candidates: &[Candidate<'_>], cycle: &[usize]) -> Option<Diagnostic> {
    let mut replies = cycle.iter().map(|at| candidates[*at].reply);
    let first = replies.next()?;
    let span = first.record.to.as_ref().map_or(first.span, |to| to.span);
    if cycle.len() == 1 {
        let diagnostic = Diagnostic::error("this reply answers itself").at(&first.record.file, span);
        return Some(diagnostic.help("write the name of the reply that it answers, or remove this line"));
    }
    let names = list_names("", cycle.iter().map(|at| &*candidates[*at].reply.record.name));
    let message = format!("these replies answer one another in a circle: {names}");
    let diagnostic = Diagnostic::error(message).at(&first.record.file, span).label("here");
    let related = |diagnostic: Diagnostic, other: &Reply| match &other.record.to {
        Some(to) => diagnostic.related(&other.record.file, to.span, "and here"),
        None => diagnostic,
    };
    let diagnostic = replies.take(MOST_RELATED).fold(diagnostic, related);
    Some(diagnostic.help("remove `to:` from the one that was written first"))
}

/// Reports a reply that is older than its letter.
fn before_letter(letter: &Letter, reply: &Reply) -> Option<Diagnostic> {
    let (date, since) = (reply.record.date.as_ref()?, letter.common.record.date.as_ref()?);
    if !date.is_before(since) {
        return None;
    }
    let message =
        format!("this reply ({}) is earlier than its letter ({})", date.shown_with(since), since.shown_with(date));
    let diagnostic = Diagnostic::warning(message).at(&reply.record.file, reply.date_span);
    Some(diagnostic.help("correct whichever is wrong"))
}

/// Reports initials in `by` that neither a columnist nor a guest of the letter has.
fn unknown_answerer(
    letter: &Letter,
    reply: &Reply,
    entries: &Collections,
    hidden: &[Unpublished],
) -> Option<Diagnostic> {
    let ReplyAuthor::Answerer(by) = &reply.record.author else { return None };
    let people = entries.people.entries().map(|one| (one.initials.as_str(), one.common.title.plain.as_str()));
    let guests = letter.record.guests.iter().map(|guest| (guest.initials.as_str(), guest.name.as_str()));
    let known: BTreeMap<&str, &str> = people.chain(guests).collect();
    if known.contains_key(by.text.as_str()) {
        return None;
    }
    if let Some(Unpublished { title, file, .. }) = hidden.iter().find(|entry| entry.initials == by.text) {
        let message = format!("this reply is by {title}, whose page is still a draft");
        let diagnostic = Diagnostic::error(message).at(&reply.record.file, by.span);
        let diagnostic = diagnostic.help(format!("remove `draft: yes` from `{file}`"));
        return Some(diagnostic.help("or add a line `draft: yes` to this reply, too"));
    }
    let known: Vec<(&str, &str)> = known.into_iter().collect();
    let mut diagnostic = no_columnist(&by.text, &known).at(&reply.record.file, by.span);
    diagnostic.help.iter_mut().for_each(|help| *help = help.replace("write `", "write `by: "));
    Some(diagnostic.help(format!("if that is a reader, write `name: {}` instead", by.text)))
}
