//! Builds the view of `program.html`: one profile.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::heading::headings;
use super::links::{entry_link, linked_from};
use super::program_card;
use super::related::related_letter;
use super::{common, facet};
use crate::content::{EntryKind, Keyword, Program, ProgramFact};
use crate::render::context::PageContext;
use crate::render::view_cache::Show;
use crate::render::views::program::{ProgramView, ProvenanceView};
use crate::render::views::program_card::AidView;
use crate::site::{EntryRef, LetterId, ProgramId};

/// How many letters that share its subjects a profile shows, besides those that mention it.
const RELATED_LETTERS: usize = 5;

/// Returns the view of a program's page.
pub(super) fn view<R>(page: &PageContext<'_>, program: ProgramId, show: Show<'_, R>) -> R {
    let (site, entry) = (page.site, EntryRef::Program(program));
    let facts = &site.entries.programs[program];
    let excerpt = facts.common.description.as_deref().unwrap_or(&facts.text.body.excerpt);
    // Newest first, which is the order of letters, so it can be searched.
    let mentioning = site.mentions.of_program(program);
    let mentions_it = |letter| mentioning.binary_search(&letter).is_ok();
    let sharing = site.related.letters(entry, mentions_it, RELATED_LETTERS);
    let letters = |letters: &[LetterId]| letters.iter().map(|letter| related_letter(page, *letter, entry)).collect();
    let provenance = provenance(facts, site.day());
    show(&ProgramView {
        common: common::fields(page, &facts.common.title, (!excerpt.is_empty()).then_some(excerpt)),
        program: program_card::card(page, program),
        facets: facet::of_program(page, program),
        url: facts.url.as_deref(),
        also_known_as: facts.also_known_as.iter().map(|name| site.config.typography.typeset(&name.text)).collect(),
        aid: facts.aid.as_ref().map(|aid| AidView {
            scholarships: aid.scholarships,
            federal: aid.federal,
            note: aid.note.as_deref(),
        }),
        course_length: facts.course_length.as_deref(),
        open_to: facts.open_to.as_deref(),
        prerequisites: facts.prerequisites.as_deref(),
        started: facts.started.as_deref(),
        source: facts.source.as_deref(),
        other_facts: provenance
            .values()
            .flatten()
            .any(|fact| fact.checked.is_some())
            .then(|| program_card::checked(facts.trust(site.day()))),
        provenance,
        replaced_by: site.links.replaced_by(program).map(|other| entry_link(page.site, other.into())),
        html: page.html(entry, &facts.text.body),
        headings: headings(&facts.text.body),
        letters_mentioning: letters(mentioning),
        letters_related: letters(&sharing),
        linked_from: linked_from(page, entry, |source| source.kind() != EntryKind::Letter),
    })
}

/// Returns the provenance of each fact, as far as it differs from that of the profile.
fn provenance(program: &Program, today: Date) -> BTreeMap<&'static str, Option<ProvenanceView<'_>>> {
    let own = |fact: &ProgramFact| {
        let fact = program.provenances.get(fact)?;
        let source = fact.source.as_deref().filter(|source| Some(*source) != program.source.as_deref());
        let verified = fact.verified.filter(|day| Some(*day) != program.verified);
        let checked = verified.map(|day| program_card::checked(program.trust_of(day, today)));
        (source.is_some() || checked.is_some()).then_some(ProvenanceView { source, checked })
    };
    ProgramFact::ALL.iter().map(|fact| (fact.word(), own(fact))).collect()
}
