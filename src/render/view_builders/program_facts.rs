//! Builds the facts of a program that its profile shows, and cards do not.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::program_card;
use crate::content::{Keyword, Program, ProgramFact};
use crate::render::context::PageContext;
use crate::render::views::program_card::AidView;
use crate::render::views::program_facts::{ProgramFacts, ProvenanceView};
use crate::site::ProgramId;

/// Returns the facts of a program that are not on its card.
pub(super) fn view<'s>(page: &PageContext<'s>, program: ProgramId) -> ProgramFacts<'s> {
    let (facts, today) = (&page.site.entries.programs[program], page.site.day());
    let provenance = provenance(facts, today);
    ProgramFacts {
        url: facts.url.as_deref(),
        url_gone_since: page.site.gone_since(program).map(|day| day.to_string()),
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
            .then(|| facts.others_trust(today).map(program_card::checked))
            .flatten(),
        provenance,
    }
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
