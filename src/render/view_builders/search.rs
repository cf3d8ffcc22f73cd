//! Builds the view of `search.html`.

use super::common;
use super::links::build_tag_link;
use super::years;
use crate::render::context::PageContext;
use crate::render::view_cache::Show;
use crate::render::views::links::TagLink;
use crate::render::views::search::SearchView;

/// Returns the view of the search.
pub(super) fn view<R>(page: &PageContext<'_>, show: Show<'_, R>) -> R {
    let title = page.theme_title("title_search");
    let mut tags: Vec<TagLink<'_>> = page.site.taxonomy.terms.values().map(build_tag_link).collect();
    tags.sort_by_cached_key(|tag| (tag.label.to_lowercase(), tag.path));
    let years = years::links("/questions/", &page.site.years, |_| false);
    show(&SearchView { common: common::fields(page, &title, None), tags, years })
}
