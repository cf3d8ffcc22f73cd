//! Builds the view of `page.html`: a page of the column's own, such as "About".

use super::common;
use super::form;
use super::heading::headings;
use super::links;
use crate::render::context::PageContext;
use crate::render::view_cache::Show;
use crate::render::views::page::PageView;
use crate::site::PageId;

/// Returns the view of a page.
pub(super) fn view<R>(page: &PageContext<'_>, id: PageId, show: Show<'_, R>) -> R {
    let entry = id.into();
    let own = &page.site.entries.pages[id];
    show(&PageView {
        common: common::fields(page, &own.common.title, own.common.description.as_deref()),
        html: page.html(entry, &own.text.body).unwrap_or_default(),
        headings: headings(&own.text.body),
        updated: own.common.updated.as_ref().map(|when| when.iso.as_str()),
        form: form::of_page(page, id),
        linked_from: links::linked_from(page, entry, |_| true),
    })
}
