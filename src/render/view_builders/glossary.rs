//! Builds the view of `glossary.html`: acronyms, and what they mean.

use super::common;
use crate::render::context::PageContext;
use crate::render::view_cache::Show;
use crate::render::views::glossary::{GlossaryView, TermView};

/// Returns the view of the glossary.
pub(super) fn view<R>(page: &PageContext<'_>, show: Show<'_, R>) -> R {
    let title = page.theme_title("title_glossary");
    let terms = page.site.glossary.values().map(|term| TermView {
        term: &term.term,
        expansion: &term.expansion,
        note: term.note.as_deref(),
        anchor: &term.anchor,
    });
    show(&GlossaryView { common: common::fields(page, &title, None), terms: terms.collect() })
}
