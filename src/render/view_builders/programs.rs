//! Builds the view of `programs.html`: all profiles.

use super::common;
use super::program_card;
use crate::render::context::PageContext;
use crate::render::view_cache::Show;
use crate::render::views::programs::ProgramsView;

/// Returns the view of the list of programs.
pub(super) fn view<R>(page: &PageContext<'_>, show: Show<'_, R>) -> R {
    let title = page.theme_title("title_programs");
    let programs = program_card::cards(page, page.site.entries.programs.ids());
    show(&ProgramsView { common: common::fields(page, &title, None), programs })
}
