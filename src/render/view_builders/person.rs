//! Builds the view of `person.html`: one columnist, with the answers.

use std::ops::Range;

use super::common;
use super::heading::headings;
use super::links;
use super::years::{archive, by_year, year_title};
use crate::render::context::PageContext;
use crate::render::view_cache::Show;
use crate::render::views::common::CommonFields;
use crate::render::views::person::PersonView;
use crate::site::{Id, PersonId, YearId};

/// Returns the view of a columnist's first page.
pub(super) fn first_page<R>(page: &PageContext<'_>, person: PersonId, show: Show<'_, R>) -> R {
    let columnist = &page.site.entries.people[person];
    let years = page.site.answered_years(person);
    let description = columnist.common.description.as_deref();
    let title = &columnist.common.title;
    let common = common::fields(page, title, description);
    show(&PersonView {
        html: page.html(person.into(), &columnist.text.body),
        headings: headings(&columnist.text.body),
        linked_from: links::linked_from(page, person.into(), |_| true),
        ..answers(page, person, common, years.first_page(), &years.on_first_page())
    })
}

/// Returns the view of the page for one year of a columnist's answers. Only the first page has the text about them.
pub(super) fn year<R>(page: &PageContext<'_>, person: PersonId, year: YearId, show: Show<'_, R>) -> R {
    let own = &page.site.answered_years(person).all[year];
    let title = year_title(&page.site.entries.people[person].common.title, own.year);
    let common = common::fields(page, &title, None);
    show(&answers(page, person, common, own.letters.clone(), &year.only()))
}

/// Returns a page of a columnist's answers; `letters` are their positions among all of the columnist's answers, and
/// `shown` are the years on the page.
fn answers<'v>(
    page: &PageContext<'v>,
    person: PersonId,
    common: CommonFields<'v>,
    letters: Range<usize>,
    shown: &Range<YearId>,
) -> PersonView<'v> {
    let site = page.site;
    PersonView {
        common,
        person: links::person_link(page.cache, person),
        portrait: links::portrait(site, person),
        html: None,
        headings: Vec::new(),
        years: by_year(page, site.answered_by(person)[letters].iter().copied()),
        archive: archive(site.entries.people.path(person), site.answered_years(person), shown),
        linked_from: Vec::new(),
    }
}
