//! Builds the view of `saved.html`.

use super::common;
use crate::render::context::PageContext;
use crate::render::view_cache::Show;
use crate::render::views::saved::SavedView;

/// Returns the view of the page of saved letters.
pub(super) fn view<R>(page: &PageContext<'_>, show: Show<'_, R>) -> R {
    show(&SavedView { common: common::fields(page, &page.theme_title("title_saved"), None) })
}
