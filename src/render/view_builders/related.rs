//! Builds the entries that a page recommends, each with the reasons.

use super::{letter_card, links, program_card};
use crate::content::TurnKind;
use crate::render::context::PageContext;
use crate::render::view_cache::Cached;
use crate::render::views::links::PersonLink;
use crate::render::views::related::{RelatedLetter, RelatedProgram};
use crate::site::{EntryRef, LetterId, ProgramId, TermId};

/// Returns a letter, and why the page of `subject` recommends it.
pub(super) fn related_letter<'s>(page: &PageContext<'s>, letter: LetterId, subject: EntryRef) -> RelatedLetter<'s> {
    let site = page.site;
    let mentioned_by = match subject {
        EntryRef::Program(program) => mentioned_by(page, letter, program),
        EntryRef::Letter(_) | EntryRef::Person(_) | EntryRef::Page(_) => Vec::new(),
    };
    let shared = site.related.shared(subject, letter.into());
    let titles = shared.entries.iter().map(|entry| site.entries.common(*entry).title.plain.as_str());
    RelatedLetter {
        letter: letter_card::card(page.cache, letter),
        shared: labels(page, &shared.terms),
        linked: shared.linked && mentioned_by.is_empty(),
        linked_both_ways: links_to(page, subject, letter.into()) && links_to(page, letter.into(), subject),
        both_mention: titles.collect(),
        mentioned_by,
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
    let mentions = page.site.mentions.of_letter(letter).iter().filter(|mention| mention.program == program);
    let mut initials: Vec<&str> = Vec::new();
    for mention in mentions {
        match text.turn_of(mention.body).map(|turn| &turn.kind) {
            Some(TurnKind::Answer(answerer)) => initials.push(answerer),
            None if text.turns.is_empty() => initials.extend(text.record.answerers.iter().map(String::as_str)),
            _ => {}
        }
    }
    let firsts = initials.iter().enumerate().filter(|(at, one)| !initials[..*at].contains(*one));
    firsts.filter_map(|(_, initials)| links::answerer(page.cache, text, initials)).collect()
}
