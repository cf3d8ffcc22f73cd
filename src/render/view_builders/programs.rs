//! Builds the view of `programs.html`: all profiles, or those that have one value of a facet.

use super::{common, facet, pager, program_card};
use crate::content::{Title, Trust};
use crate::render::context::PageContext;
use crate::render::view_cache::Show;
use crate::render::views::facet::TrustView;
use crate::render::views::programs::ProgramsView;
use crate::site::{
    DirectoryFile, DirectoryTermId, PROGRAMS, PROGRAMS_PER_PAGE, PageNumber, ProgramId, divided, in_list_order,
};

/// Returns the view of a page of the list of all programs.
pub(super) fn view<R>(page: &PageContext<'_>, number: PageNumber, show: Show<'_, R>) -> R {
    let programs = page.site.entries.programs.ids().collect();
    list(page, &page.theme_title("title_programs"), None, programs, number, show)
}

/// Returns the view of a page of the programs that have one value of a facet.
pub(super) fn view_of<R>(page: &PageContext<'_>, term: DirectoryTermId, number: PageNumber, show: Show<'_, R>) -> R {
    let found = &page.site.directory.terms[term];
    let title = Title::from_plain(&facet::title(page, found));
    list(page, &title, Some(term), found.programs.clone(), number, show)
}

fn list<R>(
    page: &PageContext<'_>,
    title: &Title,
    term: Option<DirectoryTermId>,
    programs: Vec<ProgramId>,
    number: PageNumber,
    show: Show<'_, R>,
) -> R {
    let directory = &page.site.directory;
    let found = term.map(|term| &directory.terms[term]);
    let programs = in_list_order(programs, &page.site.entries);
    let here = &programs[pager::part(programs.len(), PROGRAMS_PER_PAGE, number)];
    let first_page = found.map_or(PROGRAMS, |found| &*found.path);
    let facets = facet::facets(page, &programs, term);
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
        trust: trust(page, &programs),
        pager: pager::of_pages(first_page, divided(programs.len(), PROGRAMS_PER_PAGE), number),
    })
}

fn trust(page: &PageContext<'_>, programs: &[ProgramId]) -> TrustView {
    let (mut trust, today) = (TrustView { checked: 0, late: 0, reported: 0 }, page.site.day());
    for program in programs {
        match page.site.entries.programs[*program].least_trust(today) {
            Trust::Checked(_) => trust.checked += 1,
            Trust::Late(_) => trust.late += 1,
            Trust::Reported => trust.reported += 1,
        }
    }
    trust
}
