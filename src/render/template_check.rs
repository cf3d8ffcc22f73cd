//! Finds all mistakes in the templates in one run, although rendering stops at the first mistake of a page.

use rayon::prelude::*;

use super::renderer::Renderer;
use crate::diagnostics::Diagnostic;
use crate::site::{Route, Site};
use crate::theme::Theme;

/// How many times a page is rendered to find what comes after its first mistake.
const MAX_ROUNDS: usize = 50;

/// Renders every page and returns the mistakes. Each round removes the expressions that were found to be wrong from the
/// templates, and renders the broken pages again, until it finds nothing new.
pub fn template_errors(site: &Site, theme: &Theme) -> Vec<Diagnostic> {
    let mut errors: Vec<Diagnostic> = Vec::new();
    let mut broken: Vec<&Route> = site.routes.iter().filter(|route| route.target.page().is_some()).collect();
    let mut reduced: Option<Theme> = None;
    for _ in 0..MAX_ROUNDS {
        let current = reduced.as_ref().unwrap_or(theme);
        let renderer = Renderer::new(site, current);
        let failures = broken.par_iter().filter_map(|route| Some((*route, renderer.render(route).err()?)));
        let (routes, found): (Vec<_>, Vec<_>) = failures.collect::<Vec<_>>().into_iter().unzip();
        let known = errors.len();
        for error in found {
            // A mistake is found on many pages. It is reported for the first of them.
            if !errors.iter().any(|other| is_same_mistake(other, &error)) {
                errors.push(error);
            }
        }
        if errors.len() == known {
            break;
        }
        let Some(next) = current.without(&errors) else { break };
        (reduced, broken) = (Some(next), routes);
    }
    errors.sort_by(Diagnostic::cmp_place);
    errors
}

fn is_same_mistake(one: &Diagnostic, other: &Diagnostic) -> bool {
    (&one.file, one.span, &one.message) == (&other.file, other.span, &other.message)
}
