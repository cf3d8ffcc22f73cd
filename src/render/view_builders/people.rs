//! Builds the view of `people.html`: all columnists.

use super::common;
use super::links;
use crate::render::context::PageContext;
use crate::render::view_cache::Show;
use crate::render::views::people::{PeopleView, PersonCard};

/// Returns the view of the list of columnists.
pub(super) fn view<R>(page: &PageContext<'_>, show: Show<'_, R>) -> R {
    let title = page.theme_title("title_people");
    let people = page.site.entries.people.iter().map(|(person, columnist)| PersonCard {
        person: links::build_person_link(page.site, person),
        excerpt: links::bio(columnist),
        letters: page.site.answered_by(person).len(),
    });
    show(&PeopleView { common: common::fields(page, &title, None), people: people.collect() })
}
