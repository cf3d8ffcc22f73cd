//! The context of the builders of pages: the site, the strings of the theme, and the route of the page.

use std::borrow::Cow;

use super::body_html::BodyWriter;
use super::column_pictures::ColumnPictures;
use super::slots::LinkBase;
use super::theme_words::ThemeWords;
use super::view_cache::ViewCache;
use crate::content::{Body, Title};
use crate::site::{EntryRef, PageTarget, Route, Site};
use crate::theme::Strings;

/// The context of the page that is being rendered.
pub(super) struct PageContext<'s> {
    pub(super) site: &'s Site,
    pub(super) cache: &'s ViewCache<'s>,
    pub(super) strings: &'s Strings,
    pub(super) pictures: &'s ColumnPictures,
    /// True if the theme may show what a page says to search engines, which has the texts of a letter once more.
    pub(super) has_structured_data: bool,
    pub(super) route: &'s Route,
    /// The target of the route.
    pub(super) target: PageTarget,
    /// The path from the page to the root of the column, see [`root`].
    pub(super) root: &'s str,
}

impl<'s> PageContext<'s> {
    /// Returns a title that the theme gives, in the language of the column.
    pub(super) fn theme_title(&self, key: &str) -> Title {
        let title = self.strings.get(key, None, &[]).unwrap_or_default();
        let Title { html, plain } = Title::new(&title, &self.site.config.typography);
        Title { html: self.strings.html_of_english(key, html), plain }
    }

    /// Returns the HTML of an entry with a single text, on the entry's own page. `None` if there is no text.
    pub(super) fn html(&self, entry: EntryRef, body: &'s Body) -> Option<Cow<'s, str>> {
        let base = LinkBase { root: self.root, page: "" };
        let html = BodyWriter::new(self.site, entry, &base, ThemeWords::for_pages(self.strings)).html(0, body);
        (!html.trim().is_empty()).then_some(html)
    }
}

/// Returns the path from a page to the root of the column: `../../`.
///
/// A host shows the "not found" page at any depth, so the links of that page cannot be relative: they begin with the path
/// of `base_url`, or with `/` if there is none.
pub(super) fn root(site: &Site, route: &Route) -> String {
    if route.target.page().is_some_and(|page| !page.has_own_address()) {
        return format!("{}/", site.config.base_path());
    }
    match route.path.matches('/').count() - 1 {
        0 => "./".to_owned(),
        depth => "../".repeat(depth),
    }
}
