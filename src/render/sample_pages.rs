//! A few pages of each template: enough to find what is wrong with the template itself.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::rendered::Content;
use super::renderer::Renderer;
use super::view_builders;
use crate::site::{Route, Site, Target};
use crate::theme::Theme;

/// The most pages of one template.
const PAGES: usize = 8;

/// A rendered page.
#[derive(Debug)]
pub struct SamplePage {
    /// The name of its template.
    pub template: String,
    /// The address.
    pub path: String,
    /// The page.
    pub html: String,
}

/// Returns pages of each template, from the first to the last of them. A page with a mistake in its template is left out.
pub fn sample_pages(site: &Site, theme: &Theme) -> Vec<SamplePage> {
    let mut of_template: BTreeMap<String, Vec<&Route>> = BTreeMap::new();
    for route in site.routes.iter() {
        let Target::Page(page) = route.target else { continue };
        let template = view_builders::template(site, page, |name| theme.templates.has(name));
        of_template.entry(template).or_default().push(route);
    }
    let chosen = of_template.iter().flat_map(|(template, routes)| {
        let count = routes.len().min(PAGES);
        let step = move |number: usize| number * (routes.len() - 1) / (count - 1).max(1);
        (0..count).map(move |number| (template, routes[step(number)]))
    });
    let renderer = Renderer::new(site, theme);
    let pages = chosen.collect::<Vec<_>>().into_par_iter().filter_map(|(template, route)| {
        let Content::Generated(html) = renderer.render(route).ok()?.content else { return None };
        let html = String::from_utf8(html).ok()?;
        Some(SamplePage { template: template.clone(), path: route.path.to_string(), html })
    });
    pages.collect()
}
