//! Builds the view of `programs.html`: all profiles, or those that have one value of a facet.

use super::{common, facet, pager, program_card};
use crate::content::Title;
use crate::render::context::PageContext;
use crate::render::view_cache::Show;
use crate::render::views::programs::ProgramsView;
use crate::site::{DirectoryFile, DirectoryTermId, PROGRAMS, PROGRAMS_PER_PAGE, PageNumber, divided};

/// Returns the view of a page of the list of all programs.
pub(super) fn view<R>(page: &PageContext<'_>, number: PageNumber, show: Show<'_, R>) -> R {
    list(page, &page.theme_title("title_programs"), None, number, show)
}

/// Returns the view of a page of the programs that have one value of a facet.
pub(super) fn view_of<R>(page: &PageContext<'_>, term: DirectoryTermId, number: PageNumber, show: Show<'_, R>) -> R {
    let found = &page.site.directory.terms[term];
    let title = Title::from_plain(&facet::title(page, found));
    list(page, &title, Some(term), number, show)
}

fn list<R>(
    page: &PageContext<'_>,
    title: &Title,
    term: Option<DirectoryTermId>,
    number: PageNumber,
    show: Show<'_, R>,
) -> R {
    let directory = &page.site.directory;
    let found = term.map(|term| &directory.terms[term]);
    let list = page.cache.program_lists.get(page.site, term);
    let programs = &list.programs;
    let here = &programs[pager::part(programs.len(), PROGRAMS_PER_PAGE, number)];
    let first_page = found.map_or(PROGRAMS, |found| &*found.path);
    let facets = facet::facets(page, &list.facets, term);
    show(&ProgramsView {
        common: common::fields(page, title, None),
        facet: found.map(|found| facet::chosen(page, found)),
        programs: program_card::cards(page, here.iter().copied()),
        total: programs.len(),
        filter_styles: if facets.is_empty() { None } else { page.site.directory_file(DirectoryFile::Filters) },
        facets,
        csv: page.site.directory_file(DirectoryFile::Csv),
        json: page.site.directory_file(DirectoryFile::Json),
        compare: page.site.compare_page(None),
        trust: list.trust,
        pager: pager::of_pages(first_page, divided(programs.len(), PROGRAMS_PER_PAGE), number),
    })
}
