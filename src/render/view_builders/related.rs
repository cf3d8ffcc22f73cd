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
    let (mentioned_by, line) = match subject {
        EntryRef::Program(program) => (mentioned_by(page, letter, program), line(page, letter, program)),
        EntryRef::Letter(_) | EntryRef::Person(_) | EntryRef::Page(_) => (Vec::new(), None),
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
        line,
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
    let mentions = mentions(page.site, letter, program);
    let initials: Vec<&str> = mentions.flat_map(|mention| answerers(text, mention.body)).map(String::as_str).collect();
    let firsts = initials.iter().enumerate().filter(|(at, one)| !initials[..*at].contains(*one));
    firsts.filter_map(|(_, initials)| links::answerer(page.cache, text, initials)).collect()
}

/// Returns the first sentence of a columnist's that mentions a program in a letter. `None` if only others do, or if all
/// mentions are in quotations, headings and the like.
fn line<'s>(page: &PageContext<'s>, letter: LetterId, program: ProgramId) -> Option<ColumnistLine<'s>> {
    let text = &page.site.entries.letters[letter];
    mentions(page.site, letter, program).find_map(|mention| {
        let by = answerers(text, mention.body);
        let by: Vec<_> = by.iter().filter_map(|initials| links::answerer(page.cache, text, initials)).collect();
        let body = text.bodies().nth(mention.body).filter(|_| !by.is_empty())?;
        let ranges = mention_ranges(page.site, letter, *mention);
        let sentence = ranges.into_iter().find_map(|range| sentence_around(body, range))?;
        Some(ColumnistLine { text: sentence, by })
    })
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
