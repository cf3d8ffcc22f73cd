//! Templates that extend or include themselves, directly or by way of others.

use std::collections::BTreeSet;

use super::references::{PARENT, ReferenceKind, TemplateReference};
use super::template_source::TemplateSource;
use crate::diagnostics::{Diagnostic, Span};

/// One template extends or includes another. Both are indices into the list of all templates.
#[derive(Debug)]
pub(super) struct TemplateEdge<'r> {
    pub(super) from: usize,
    pub(super) to: usize,
    pub(super) reference: &'r TemplateReference,
}

/// Reports each cycle once, at the first of its templates. `edges` has those of each template.
pub(super) fn cycles(sources: &[TemplateSource], edges: &[Vec<TemplateEdge<'_>>]) -> Vec<Diagnostic> {
    let mut reported: BTreeSet<usize> = BTreeSet::new();
    let mut found = Vec::new();
    for start in 0..sources.len() {
        if !reported.contains(&start)
            && let Some(path) = path_back(start, edges)
        {
            reported.extend(path.iter().map(|edge| edge.from));
            found.extend(cycle(sources, &path));
        }
    }
    found
}

/// The shortest path from a template back to itself.
fn path_back<'e>(start: usize, edges: &'e [Vec<TemplateEdge<'e>>]) -> Option<Vec<&'e TemplateEdge<'e>>> {
    let mut paths: Vec<Vec<&TemplateEdge<'_>>> = edges[start].iter().map(|edge| vec![edge]).collect();
    let mut seen = BTreeSet::new();
    while !paths.is_empty() {
        let mut longer = Vec::new();
        for path in paths {
            let end = path.last()?.to;
            if end == start {
                return Some(path);
            }
            if seen.insert(end) {
                longer.extend(edges[end].iter().map(|edge| path.iter().copied().chain([edge]).collect::<Vec<_>>()));
            }
        }
        paths = longer;
    }
    None
}

fn cycle(sources: &[TemplateSource], path: &[&TemplateEdge<'_>]) -> Option<Diagnostic> {
    let first = path.first()?;
    let (from, reference) = (&sources[first.from], first.reference);
    let verb =
        |edge: &TemplateEdge<'_>| if edge.reference.kind == ReferenceKind::Extends { "extends" } else { "includes" };
    let message = if path.len() == 1 {
        format!("this template {} itself", verb(first))
    } else {
        let steps: Vec<_> = path.iter().map(|edge| format!("{} `{}`", verb(edge), edge.reference.name)).collect();
        format!("this template leads back to itself: it {}", steps.join(", which "))
    };
    let has_parent = sources.iter().any(|one| one.name == reference.name && one.depth > from.depth);
    let help = format!("to extend the template that this one covers, write `{PARENT}{}`", reference.name);
    let diagnostic = Diagnostic::error(message).at(&from.file.path, Span::new(reference.range.clone()));
    Some(diagnostic.help_if((has_parent && reference.kind == ReferenceKind::Extends).then_some(help)))
}
