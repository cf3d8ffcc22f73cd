//! Builds the view of `compare.html`: programs side by side, fact by fact.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::{common, program_card, program_facts};
use crate::content::{Aid, Program, Title, Tuition};
use crate::render::context::PageContext;
use crate::render::view_cache::Show;
use crate::render::views::compare::{CompareView, ComparedFact, ComparedProgram};
use crate::site::ProgramId;

/// Returns the view of the comparison of a program with those nearest to it; without a program, of the page for those that
/// a reader chooses.
pub(super) fn view<R>(page: &PageContext<'_>, with: Option<ProgramId>, show: Show<'_, R>) -> R {
    let nearest = with.into_iter().flat_map(|program| page.site.nearest_programs(program));
    let ids: Vec<ProgramId> = with.into_iter().chain(nearest).collect();
    let programs: Vec<&Program> = ids.iter().map(|id| &page.site.entries.programs[*id]).collect();
    let compared = |id: &ProgramId| ComparedProgram {
        program: program_card::card(page, *id),
        facts: program_facts::view(page, *id),
    };
    let tuitions = programs.iter().filter_map(|program| program.tuition.as_ref());
    let currencies: BTreeSet<&'static str> = tuitions.flat_map(Tuition::currencies).collect();
    show(&CompareView {
        common: common::fields(page, &title(page, programs.first().copied()), None),
        programs: ids.iter().map(compared).collect(),
        facts: compared_facts(&programs, page.site.day()),
        currencies: currencies.into_iter().collect(),
    })
}

/// Returns the title of the page: `Course and similar programs`.
fn title(page: &PageContext<'_>, program: Option<&Program>) -> Title {
    let Some(program) = program else { return page.theme_title("title_compare") };
    let name = &program.common.title.plain;
    let words = page.strings.get("title_compare_with", None, &[("program".to_owned(), name.clone())]);
    Title::from_plain(words.as_deref().unwrap_or(name))
}

/// Returns the facts that at least one of the programs states; of no programs, all facts.
fn compared_facts(programs: &[&Program], today: Date) -> Vec<ComparedFact> {
    let aid = |of: fn(&Aid) -> Option<bool>| agreement(programs, |program| program.aid.as_ref().and_then(of));
    let aid_note = |program: &Program| program.aid.as_ref().and_then(|aid| aid.note.clone());
    let facts = [
        ("credential", agreement(programs, |program| program.credential)),
        ("delivery", agreement(programs, |program| in_any_order(&program.delivery))),
        ("courses", agreement(programs, |program| program.courses)),
        ("course_length", agreement(programs, |program| program.course_length.clone())),
        ("tuition", agreement(programs, |program| program.tuition.clone())),
        ("scholarships", aid(|aid| aid.scholarships)),
        ("federal_aid", aid(|aid| aid.federal)),
        ("aid_note", agreement(programs, aid_note)),
        ("open_to", agreement(programs, |program| program.open_to.clone())),
        ("prerequisites", agreement(programs, |program| program.prerequisites.clone())),
        ("pathways", agreement(programs, |program| in_any_order(&program.pathways))),
        ("started", agreement(programs, |program| program.started.clone())),
        ("url", agreement(programs, |program| program.url.clone())),
        ("source", agreement(programs, |program| program.source.clone())),
        ("checked", agreement(programs, |program| Some(program.least_trust(today)))),
    ];
    let shown = facts.into_iter().filter(|(_, same)| programs.is_empty() || same.is_some());
    shown.map(|(name, same)| ComparedFact { name, same: same.unwrap_or(false) }).collect()
}

/// Returns whether programs state the same. `None` if none of them states anything.
fn agreement<T: PartialEq>(programs: &[&Program], of: impl Fn(&Program) -> Option<T>) -> Option<bool> {
    let values: Vec<Option<T>> = programs.iter().map(|program| of(program)).collect();
    let is_stated = values.iter().any(Option::is_some);
    is_stated.then(|| values.windows(2).all(|pair| pair[0] == pair[1]))
}

fn in_any_order<T: Ord + Clone>(values: &[T]) -> Option<Vec<T>> {
    let mut values = values.to_vec();
    values.sort();
    values.dedup();
    (!values.is_empty()).then_some(values)
}
