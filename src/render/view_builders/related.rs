//! Builds the entries that a page recommends, each with the reasons.

use super::{letter_card, links, program_card};
use crate::content::{Letter, TurnKind};
use crate::render::context::PageContext;
use crate::render::quoted_line::sentence_around;
use crate::render::view_cache::Cached;
use crate::render::views::links::PersonLink;
use crate::render::views::related::{ColumnistLine, RelatedLetter, RelatedProgram};
use crate::site::{EntryRef, LetterId, Mention, ProgramId, Site, TermId, mention_ranges};

/// Returns a letter, and why the page of `subject` recommends it.
pub(super) fn related_letter<'s>(page: &PageContext<'s>, letter: LetterId, subject: EntryRef) -> RelatedLetter<'s> {
    let site = page.site;
    let program = match subject {
        EntryRef::Program(program) => Some(program),
        EntryRef::Letter(_) | EntryRef::Person(_) | EntryRef::Page(_) => None,
    };
    let mentioning = program.map_or_else(Vec::new, |program| mentioning(page, letter, program));
    let lines = program.map_or_else(Vec::new, |program| lines(page, letter, program));
    let is_quoted = |initials: &str| lines.iter().any(|(by, _)| by.iter().any(|one| one == initials));
    let unquoted = mentioning.iter().filter(|initials| !is_quoted(initials));
    let text = &site.entries.letters[letter];
    let shared = site.related.shared(subject, letter.into());
    let titles = shared.entries.iter().map(|entry| site.entries.common(*entry).title.plain.as_str());
    RelatedLetter {
        letter: letter_card::card(page.cache, letter),
        shared: labels(page, &shared.terms),
        linked: shared.linked && mentioning.is_empty(),
        linked_both_ways: links_to(page, subject, letter.into()) && links_to(page, letter.into(), subject),
        both_mention: titles.collect(),
        mentioned_by: unquoted.filter_map(|initials| links::answerer(page.cache, text, initials)).collect(),
        lines: lines.into_iter().map(|(_, line)| line).collect(),
    }
}

/// Returns a program, and why the page of `letter` recommends it.
pub(super) fn related_program<'s>(page: &PageContext<'s>, program: ProgramId, letter: LetterId) -> RelatedProgram<'s> {
    let shared = page.site.related.shared(letter.into(), program.into());
    RelatedProgram {
        program: program_card::card(page, program),
        shared: labels(page, &shared.terms),
        mentioned_by: mentioned_by(page, letter, program),
    }
}

fn links_to(page: &PageContext<'_>, from: EntryRef, to: EntryRef) -> bool {
    page.site.mentions.linked_from(to).contains(&from)
}

fn labels<'s>(page: &PageContext<'s>, terms: &[TermId]) -> Vec<&'s str> {
    terms.iter().map(|term| page.site.taxonomy.terms[*term].label.as_str()).collect()
}

/// Returns links to those who mention a program in a letter.
fn mentioned_by<'s>(page: &PageContext<'s>, letter: LetterId, program: ProgramId) -> Vec<Cached<PersonLink<'s>>> {
    let text = &page.site.entries.letters[letter];
    let initials = mentioning(page, letter, program);
    initials.into_iter().filter_map(|initials| links::answerer(page.cache, text, initials)).collect()
}

/// Returns the initials of those who mention a program in a letter, each once.
fn mentioning<'s>(page: &PageContext<'s>, letter: LetterId, program: ProgramId) -> Vec<&'s str> {
    let text = &page.site.entries.letters[letter];
    let mut initials: Vec<&str> = Vec::new();
    for one in mentions(page.site, letter, program).flat_map(|mention| answerers(text, mention.body)) {
        if !initials.contains(&&**one) {
            initials.push(one);
        }
    }
    initials
}

/// Returns for each columnist who mentions a program in a letter the first of the sentences that can be quoted, with the
/// initials of those whose it is. There is none where all mentions are in quotations, headings, and the like.
fn lines<'s>(page: &PageContext<'s>, letter: LetterId, program: ProgramId) -> Vec<(&'s [String], ColumnistLine<'s>)> {
    let text = &page.site.entries.letters[letter];
    let mut lines: Vec<(&[String], ColumnistLine<'_>)> = Vec::new();
    for mention in mentions(page.site, letter, program) {
        let initials = answerers(text, mention.body);
        if lines.iter().any(|(known, _)| *known == initials) {
            continue;
        }
        let by: Vec<_> = initials.iter().filter_map(|initials| links::answerer(page.cache, text, initials)).collect();
        let Some(body) = text.bodies().nth(mention.body).filter(|_| !by.is_empty()) else { continue };
        let mut ranges = mention_ranges(page.site, letter, *mention).into_iter();
        let sentence = ranges.find_map(|range| sentence_around(body, range));
        lines.extend(sentence.map(|text| (initials, ColumnistLine { text, by })));
    }
    lines
}

/// Returns the mentions of a program in a letter, text by text.
fn mentions(site: &Site, letter: LetterId, program: ProgramId) -> impl Iterator<Item = &Mention> {
    site.mentions.of_letter(letter).iter().filter(move |mention| mention.program == program)
}

/// Returns the initials of those whose words a text of a letter is: of an answer, its columnist; of an article, all who
/// wrote it; of anything else, nobody.
fn answerers(letter: &Letter, body: usize) -> &[String] {
    match letter.turn_of(body).map(|turn| &turn.kind) {
        Some(TurnKind::Answer(answerer)) => std::slice::from_ref(answerer),
        None if letter.turns.is_empty() => &letter.record.answerers,
        Some(TurnKind::Question | TurnKind::Note | TurnKind::Update(_)) | None => &[],
    }
}
