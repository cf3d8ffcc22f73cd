//! Builds the view of a page: one file per view, with the name of its file in `src/render/views/`.

mod common;
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
mod programs;
mod question;
mod related;
mod reply;
mod search;
mod site;
mod tag;
mod tags;
mod tuition;
mod turn;
mod withdrawn;
mod years;

pub(super) use site::view as site_view;

use super::context::PageContext;
use super::view_cache::ViewValue;
use crate::site::{EntryRef, PageTarget};

/// Returns the name of a page's template, and its view.
///
/// An entry may ask for another template. If the theme has none of that name, the entry's own check has reported it.
pub(super) fn page_view(page: &PageContext<'_>, exists: impl Fn(&str) -> bool) -> (String, ViewValue) {
    let chosen = page.target.entry().and_then(|entry| page.site.entries.common(entry).record.template.as_ref());
    let chosen = chosen.map(|chosen| format!("{}.html", chosen.text)).filter(|chosen| exists(chosen));
    let (kind, _) = common::kind_and_section(page.target);
    (chosen.unwrap_or_else(|| format!("{kind}.html")), view(page))
}

fn view(page: &PageContext<'_>) -> ViewValue {
    match page.target {
        PageTarget::Home { page: number } => home::view(page, number),
        PageTarget::Letters => listing::first_page(page),
        PageTarget::LettersOfYear { year } => listing::year(page, year),
        PageTarget::AnswersOfYear { person, year } => person::year(page, person, year),
        PageTarget::Programs => programs::view(page),
        PageTarget::People => people::view(page),
        PageTarget::Tags => tags::view(page),
        PageTarget::Tag { term, page: number } => tag::view(page, term, number),
        PageTarget::Glossary => glossary::view(page),
        PageTarget::Withdrawn { letter } => withdrawn::view(page, letter),
        PageTarget::Entry(entry) => match entry {
            EntryRef::Letter(letter) => question::view(page, letter),
            EntryRef::Program(program) => program::view(page, program),
            EntryRef::Person(person) => person::first_page(page, person),
            EntryRef::Page(own) => page::view(page, own),
        },
        PageTarget::Search => search::view(page),
        PageTarget::NotFound => not_found::view(page),
    }
}
