//! A program: who offers it, what it awards, and what it costs.

use super::vocabulary::{OfferNode, OrganizationNode, PriceNode, ProfileNode, ProgramNode};
use super::{absolute, column};
use crate::content::{Amount, Charge, Keyword, Price, Program, Status, Tuition};
use crate::render::context::PageContext;
use crate::site::ProgramId;

/// Returns the page of a program.
pub(super) fn node<'s>(page: &PageContext<'s>, id: ProgramId) -> ProfileNode<'s> {
    let program = &page.site.entries.programs[id];
    ProfileNode {
        name: &program.common.title.plain,
        url: absolute(page, &page.route.path),
        in_language: &page.site.config.language,
        is_part_of: column(page),
        last_reviewed: program.last_check(page.site.day()).map(|day| day.to_string()),
        main_entity: facts(page, program),
    }
}

fn facts<'s>(page: &PageContext<'s>, program: &'s Program) -> ProgramNode<'s> {
    let word = |kind: &str, word: &str| page.strings.of_value(kind, word);
    let typography = &page.site.config.typography;
    let organization = |name, parent_organization| OrganizationNode { name, parent_organization };
    let parent = program.parent.as_deref().map(|name| Box::new(organization(name, None)));
    // What can no longer be bought is not offered.
    let is_offered = match program.status {
        Status::Open | Status::Paused => true,
        Status::Closed | Status::Renamed => false,
    };
    ProgramNode {
        name: &program.common.title.plain,
        alternate_name: program.also_known_as.iter().map(|name| typography.typeset(&name.text)).collect(),
        url: program.url.as_deref(),
        provider: organization(&program.provider, parent),
        educational_credential_awarded: program.credential.map(|credential| word("credential", credential.word())),
        educational_program_mode: program.delivery.iter().map(|way| word("delivery", way.word())).collect(),
        program_prerequisites: program.prerequisites.as_deref(),
        offers: program.tuition.as_ref().filter(|_| is_offered).map_or_else(Vec::new, |tuition| offers(page, tuition)),
    }
}

/// Returns the prices of one unit, or the whole if that is all that is stated. What is free, or has no figure, is no offer.
fn offers<'s>(page: &PageContext<'_>, tuition: &'s Tuition) -> Vec<OfferNode<'s>> {
    let (charge, unit) = match (tuition.each, tuition.total) {
        (Some(each), _) => (Some(each), Some(tuition.unit.word())),
        (None, total) => (total, None),
    };
    let offer = |price: Option<Price>, name: Option<&str>| {
        let (price, low, high) = match price? {
            Price::Exact(amount) => (Some(amount), None, None),
            Price::Range(range) => (None, Some(range.low()), Some(range.high())),
            Price::Word(_) => return None,
        };
        let description = tuition.applies_to.as_deref();
        Some(OfferNode {
            name: name.map(|name| page.strings.or_english(name, &name.replace('_', " "))),
            price_specification: PriceNode {
                price_currency: price.or(low)?.currency.code(),
                price: price.map(Amount::decimal),
                min_price: low.map(Amount::decimal),
                max_price: high.map(Amount::decimal),
                unit_text: unit,
                description,
            },
        })
    };
    let all = match charge {
        None => [None, None],
        Some(Charge::ForAll(price)) => [offer(Some(price), None), None],
        Some(Charge::ByState { in_state, out_of_state }) => {
            [offer(in_state, Some("in_state")), offer(out_of_state, Some("out_of_state"))]
        }
    };
    all.into_iter().flatten().collect()
}
