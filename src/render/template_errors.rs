//! What is wrong in the templates, all of it in one run: rendering stops at the first mistake of a page.

use rayon::prelude::*;

use super::Renderer;
use crate::diagnostics::Diagnostic;
use crate::site::{Route, Site};
use crate::theme::Theme;

/// So often a page is made again to see what comes after its first mistake.
const ROUNDS: usize = 50;

/// Renders every route and throws the pages away. What breaks a page is taken out of its template, and the page made
/// again, until nothing new is met.
pub fn template_errors(site: &Site, theme: &Theme) -> Vec<Diagnostic> {
    let mut met = Vec::new();
    let mut broken: Vec<&Route> = site.routes.iter().collect();
    let mut mended: Option<Theme> = None;
    for _ in 0..ROUNDS {
        let renderer = Renderer::new(site, mended.as_ref().unwrap_or(theme));
        let results: Vec<_> =
            broken.par_iter().filter_map(|route| Some((*route, renderer.render(route).err()?))).collect();
        let before = met.len();
        broken = results.iter().map(|(route, _)| *route).collect();
        met.extend(results.into_iter().map(|(_, diagnostic)| diagnostic));
        met = once_each(met);
        let next = mended.as_ref().unwrap_or(theme).without(&met);
        if broken.is_empty() || met.len() == before || next.is_none() {
            break;
        }
        mended = next;
    }
    met.sort_by(Diagnostic::cmp_place);
    met
}

/// One mistake in a template is met on many pages: it is told once, with the first of them.
fn once_each(met: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let mut told: Vec<Diagnostic> = Vec::new();
    for diagnostic in met {
        let same = |known: &Diagnostic| {
            (&known.file, known.span, &known.message) == (&diagnostic.file, diagnostic.span, &diagnostic.message)
        };
        if !told.iter().any(same) {
            told.push(diagnostic);
        }
    }
    told
}
