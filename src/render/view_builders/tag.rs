//! Builds the view of `tag.html`: one subject, with its letters and programs.

use super::common;
use super::links::{build_tag_link, tag_links_by_name};
use super::{letter_card, pager, program_card};
use crate::content::Title;
use crate::language::capitalized;
use crate::render::context::PageContext;
use crate::render::view_cache::Show;
use crate::render::views::tag::TagView;
use crate::site::{PageNumber, TermId};

/// Returns the view of the page of this number of a subject, from 1.
pub(super) fn view<R>(page: &PageContext<'_>, term: TermId, number: PageNumber, show: Show<'_, R>) -> R {
    let term = &page.site.taxonomy.terms[term];
    let title = Title::from_plain(&capitalized(&term.label, &page.site.config.language));
    let is_first = number.is_first();
    let description = term.scope_note.as_deref();
    let letters = &term.letters[pager::letters_on_page(page, term.letters.len(), number)];
    show(&TagView {
        common: common::fields(page, &title, description),
        tag: build_tag_link(term),
        scope_note: term.scope_note.as_deref(),
        use_for: term.use_for.iter().map(|synonym| synonym.label.as_str()).collect(),
        broader: tag_links_by_name(page.cache, &term.broader),
        narrower: tag_links_by_name(page.cache, &term.narrower),
        related: tag_links_by_name(page.cache, &term.related),
        letters: letter_card::cards(page.cache, letters.iter().copied()),
        programs: if is_first { program_card::cards(page, term.programs.iter().copied()) } else { Vec::new() },
        pager: pager::pager(page, &term.path, term.letters.len(), number),
    })
}
