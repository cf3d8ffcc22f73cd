//! Builds the view of `subscribe.html`.

use super::{common, form};
use crate::render::context::PageContext;
use crate::render::view_cache::Show;
use crate::render::views::subscribe::SubscribeView;

/// Returns the view of the page on feeds.
pub(super) fn view<R>(page: &PageContext<'_>, show: Show<'_, R>) -> R {
    let title = page.theme_title("title_subscribe");
    let people = &page.site.entries.people;
    let feed = |person| common::feed_of_part(page, people.path(person), &people[person].common.title.plain);
    let feeds_of_people = if people.len() > 1 { people.ids().map(feed).collect() } else { Vec::new() };
    show(&SubscribeView { common: common::fields(page, &title, None), feeds_of_people, form: form::newsletter(page) })
}
