//! Builds programs in a list, and the facts of a program.

use std::collections::BTreeMap;

use super::{links, tuition};
use crate::content::{Keyword, PriceOrder, Trust};
use crate::render::context::PageContext;
use crate::render::view_cache::Cached;
use crate::render::views::program_card::{CheckedView, ProgramCard};
use crate::site::ProgramId;

/// Returns the card of a program.
pub(super) fn card<'s>(page: &PageContext<'s>, program: ProgramId) -> Cached<ProgramCard<'s>> {
    page.cache.program_cards.get(program, || build(page, program))
}

/// Returns the cards of several programs.
pub(super) fn cards<'s>(
    page: &PageContext<'s>,
    programs: impl IntoIterator<Item = ProgramId>,
) -> Vec<Cached<ProgramCard<'s>>> {
    programs.into_iter().map(|program| card(page, program)).collect()
}

fn build<'s>(page: &PageContext<'s>, program: ProgramId) -> ProgramCard<'s> {
    let site = page.site;
    let facts = &site.entries.programs[program];
    ProgramCard {
        title: &facts.common.title.html,
        path: site.entries.programs.path(program),
        provider: &facts.provider,
        parent: facts.parent.as_deref(),
        credential: facts.credential.map(Keyword::word),
        delivery: facts.delivery.iter().map(|delivery| delivery.word()).collect(),
        courses: facts.courses,
        tuition: facts.tuition.as_ref().map(|facts| tuition::view(page, facts)),
        facets: facet_keys(page, program),
        price_order: PriceOrder::of(facts.tuition.as_ref()).key(),
        pathways: &facts.pathways,
        checked: checked(facts.least_trust(site.day())),
        status: facts.status.word(),
        tags: links::tag_links(page.cache, site.taxonomy.of_program(program)),
        unpublished: site.is_unpublished(&facts.common),
        appears_on: site.appears_on(&facts.common),
    }
}

/// Returns the view of a check.
pub(super) fn checked(trust: Trust) -> CheckedView {
    let (state, day) = match trust {
        Trust::Reported => ("reported", None),
        Trust::Checked(day) => ("checked", Some(day)),
        Trust::Late(day) => ("late", Some(day)),
    };
    CheckedView { state, date: day.map(|day| day.to_string()) }
}

/// Returns the keys of a program's values, facet by facet, of facets that tell programs apart.
fn facet_keys(page: &PageContext<'_>, program: ProgramId) -> BTreeMap<&'static str, String> {
    let directory = &page.site.directory;
    let mut keys: BTreeMap<&'static str, String> = BTreeMap::new();
    let terms = directory.of_program(program).iter().map(|id| &directory.terms[*id]);
    for term in terms.filter(|term| directory.is_offered(term.facet)) {
        let of_facet = keys.entry(term.facet.word()).or_default();
        let space = if of_facet.is_empty() { "" } else { " " };
        of_facet.extend([space, &term.slug]);
    }
    keys
}
