//! Checks of the column as a whole, apart from links, addresses and tags.

use std::collections::HashMap;

use jiff::Timestamp;
use jiff::civil::Date;

use super::collection::{Collection, Collections};
use super::held_back::HeldBack;
use super::ids::{LetterId, PersonId};
use super::reuse::today;
use super::route_inputs::RouteInputs;
use super::unlisted_initials;
use super::unpublished::Unpublished;
use super::{duplicate_letters, form_checks};
use crate::config::Config;
use crate::content::{Letter, Person, Program, no_columnist};
use crate::diagnostics::{Diagnostic, FilePath};
use crate::source::COLUMN_FILE;

pub(super) fn check(
    parts: &RouteInputs<'_>,
    unpublished: &[Unpublished],
    held_back: &[HeldBack],
    now: Timestamp,
) -> Vec<Diagnostic> {
    let RouteInputs { config, entries, .. } = *parts;
    let mut found = check_initials(&entries.people);
    found.extend(check_answered_by(config, &entries.people, unpublished));
    found.extend(check_ids(&entries.letters));
    found.extend(entries.programs.entries().flat_map(|program| verified_in_future(program, today(config, now))));
    found.extend(form_checks::check(parts));
    found.extend(duplicate_letters::check(entries, unpublished));
    found.extend(unlisted_initials::check(entries, unpublished));
    found.extend(housekeeping(entries, unpublished, held_back));
    found
}

/// Reports a profile that was verified in the future, and each of its facts that was.
fn verified_in_future(program: &Program, today: Date) -> impl Iterator<Item = Diagnostic> {
    let single = program.provenances.values().map(|fact| (fact.verified, fact.verified_span));
    let days = [(program.verified, program.verified_span)].into_iter().chain(single);
    days.filter_map(move |(verified, span)| {
        let verified = verified.filter(|day| *day > today)?;
        let diagnostic = Diagnostic::warning(format!("`verified` says {verified}, which is in the future"));
        let diagnostic = diagnostic.at(&program.common.record.file, span);
        Some(diagnostic.help("write the day when someone last looked at the program's own page"))
    })
}

/// Returns hints about what is no mistake but may be an oversight.
fn housekeeping(entries: &Collections, unpublished: &[Unpublished], held_back: &[HeldBack]) -> Vec<Diagnostic> {
    let mut found: Vec<_> = held_back.iter().filter_map(HeldBack::hint).collect();
    if entries.letters.is_empty() && unpublished.is_empty() {
        found.push(
            Diagnostic::hint("there is no letter in `content/questions/` yet")
                .help("write the first one with `callslip new question \"Its title\"`"),
        );
    }
    found
}

/// Reports columnists with the same initials: nobody could tell whose an answer is.
fn check_initials(people: &Collection<PersonId, Person>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for (index, person) in people.entries().enumerate() {
        let first = people.entries().take(index).find(|first| first.initials == person.initials);
        if let Some(first) = first.filter(|_| !person.initials.is_empty()) {
            let message = format!("two columnists have the initials `{}`", person.initials);
            found.push(
                Diagnostic::error(message)
                    .at(&person.common.record.file, person.common.span)
                    .label("this one")
                    .related(&first.common.record.file, first.common.span, "and this one")
                    .help("give one of them other initials, in that file and in that columnist's answers"),
            );
        }
    }
    found
}

/// Reports a columnist in `column.yaml` who has no published file.
fn check_answered_by(
    config: &Config,
    people: &Collection<PersonId, Person>,
    unpublished: &[Unpublished],
) -> Option<Diagnostic> {
    let answerer = config.answered_by.as_ref()?;
    let text = answerer.text.as_str();
    if people.entries().any(|person| person.initials == text) {
        return None;
    }
    let column_file = FilePath::from(COLUMN_FILE);
    if let Some(Unpublished { title, file, .. }) = unpublished.iter().find(|entry| entry.initials == text) {
        let name = if title.is_empty() { text } else { title };
        let diagnostic = Diagnostic::error(format!("the answers are by {name}, whose page is still a draft"));
        let diagnostic = diagnostic.help(format!("remove `draft: yes` from `{file}`"));
        return Some(
            diagnostic.help("or write the initials of another columnist here").at(&column_file, answerer.span),
        );
    }
    let known: Vec<_> = people.entries().map(|one| (one.initials.as_str(), one.common.title.plain.as_str())).collect();
    Some(no_columnist(text, &known).at(&column_file, answerer.span))
}

/// Reports letters with the same feed id: a feed reader would show one of them only.
fn check_ids(letters: &Collection<LetterId, Letter>) -> Vec<Diagnostic> {
    let mut firsts: HashMap<&str, &Letter> = HashMap::new();
    let mut found = Vec::new();
    for letter in letters.entries() {
        let Some(id) = &letter.common.record.id else { continue };
        let first = *firsts.entry(id).or_insert(letter);
        if first.common.record.file != letter.common.record.file {
            let diagnostic = Diagnostic::error(format!("two letters have the feed id `{id}`"));
            let diagnostic = diagnostic.at(&letter.common.record.file, letter.common.span).label("this one");
            let diagnostic = diagnostic.related(&first.common.record.file, first.common.span, "and this one");
            found.push(diagnostic.help("keep `id:` in one of them only"));
        }
    }
    found
}
