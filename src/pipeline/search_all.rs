//! Renders everything that is published to search it, and drops it.

use rayon::prelude::*;

use super::clean_files::CleanFiles;
use super::leak_check::{FileLeaks, LeakCheck};
use crate::output::WordMemory;
use crate::render::{Content, Renderer, search_files, search_index};
use crate::site::{FileTarget, Route, Site, Target};
use crate::theme::Theme;

/// All that a route needs to be searched.
pub(super) struct RouteSearch<'c> {
    pub(super) leaks: &'c LeakCheck<'c>,
    pub(super) words: &'c WordMemory,
    pub(super) clean: &'c CleanFiles,
}

impl RouteSearch<'_> {
    /// Searches all routes. `None` if there is a mistake in a template.
    pub(super) fn all(&self, theme: &Theme) -> Option<Vec<FileLeaks>> {
        let renderer = Renderer::new(self.leaks.site, theme);
        let routes = self.leaks.site.routes.as_slice();
        let found: Option<Vec<_>> = routes.par_iter().map(|route| self.route(&renderer, route)).collect();
        Some(found?.into_iter().flatten().collect())
    }

    /// Searches the pages of texts that are held back from the published site.
    pub(super) fn held_back(&self, theme: &Theme, published: &Site) -> Vec<FileLeaks> {
        let site = self.leaks.site;
        let renderer = Renderer::new(site, theme);
        let is_held_back = |route: &&Route| {
            let common = route.target.page().and_then(|page| page.common(&site.entries));
            common.is_some_and(|common| published.is_unpublished(common))
        };
        let pages = site.routes.iter().filter(is_held_back);
        pages.filter_map(|route| self.route(&renderer, route)).flatten().collect()
    }

    /// Searches a route. `None` if there is a mistake in its template.
    pub(super) fn route(&self, renderer: &Renderer<'_>, route: &Route) -> Option<Vec<FileLeaks>> {
        let search = |rendered| self.leaks.search(route.target, &rendered).unwrap_or_default();
        if route.target == Target::File(FileTarget::SearchIndex) {
            let index = search_index(self.leaks.site, renderer.strings(), self.words.read());
            return Some(search_files(&index).into_iter().flat_map(search).collect());
        }
        let rendered = renderer.render(route).ok()?;
        if matches!(rendered.content, Content::Generated(_) | Content::Shared(_)) {
            return Some(search(rendered));
        }
        // A build says what cannot be read.
        let key = (self.leaks.fingerprint(), &*rendered.path, rendered.content.fingerprint());
        Some(self.clean.search(key, || self.leaks.search(route.target, &rendered)).unwrap_or_default())
    }
}
