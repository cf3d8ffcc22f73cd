//! Builds the view of a page: one file per view, with the name of its file in `src/render/views/`.

mod common;
mod compare;
mod facet;
mod form;
mod glossary;
mod head;
mod heading;
mod home;
mod letter_card;
mod links;
mod listing;
mod not_found;
mod page;
mod pager;
mod people;
mod person;
mod program;
mod program_card;
mod program_facts;
mod programs;
mod question;
mod related;
mod reply;
mod saved;
mod search;
mod site;
mod subscribe;
mod tag;
mod tags;
mod tuition;
mod turn;
mod withdrawn;
mod years;

pub(super) use site::view as site_view;

use super::context::PageContext;
use super::view_cache::Show;
use crate::site::{EntryRef, PageTarget, Site};

/// Returns the name of a page's template.
///
/// An entry may ask for another template. If the theme has none of that name, the entry's own check has reported it.
pub(super) fn template(site: &Site, target: PageTarget, exists: impl Fn(&str) -> bool) -> String {
    let chosen = target.entry().and_then(|entry| site.entries.common(entry).record.template.as_ref());
    let chosen = chosen.map(|chosen| format!("{}.html", chosen.text)).filter(|chosen| exists(chosen));
    chosen.unwrap_or_else(|| format!("{}.html", common::kind_and_section(target).0))
}

/// Shows the view of a page.
pub(super) fn view<R>(page: &PageContext<'_>, show: Show<'_, R>) -> R {
    match page.target {
        PageTarget::Home { page: number } => home::view(page, number, show),
        PageTarget::Letters => listing::first_page(page, show),
        PageTarget::LettersOfYear { year } => listing::year(page, year, show),
        PageTarget::AnswersOfYear { person, year } => person::year(page, person, year, show),
        PageTarget::Programs { page: number } => programs::view(page, number, show),
        PageTarget::ProgramsOf { term, page: number, is_listed: _ } => programs::view_of(page, term, number, show),
        PageTarget::Compare { with } => compare::view(page, with, show),
        PageTarget::People => people::view(page, show),
        PageTarget::Tags => tags::view(page, show),
        PageTarget::Tag { term, page: number } => tag::view(page, term, number, show),
        PageTarget::Glossary => glossary::view(page, show),
        PageTarget::Withdrawn { letter } => withdrawn::view(page, letter, show),
        PageTarget::Entry(entry) => match entry {
            EntryRef::Letter(letter) => question::view(page, letter, show),
            EntryRef::Program(program) => program::view(page, program, show),
            EntryRef::Person(person) => person::first_page(page, person, show),
            EntryRef::Page(own) => page::view(page, own, show),
        },
        PageTarget::Search => search::view(page, show),
        PageTarget::Subscribe => subscribe::view(page, show),
        PageTarget::Saved => saved::view(page, show),
        PageTarget::NotFound => not_found::view(page, show),
    }
}
