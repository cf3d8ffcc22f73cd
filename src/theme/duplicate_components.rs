//! Components of the same name in one layer of a theme: neither is stronger than the other.

use std::collections::BTreeMap;

use super::references::{ReferenceKind, TemplateReference};
use super::template_source::TemplateSource;
use crate::diagnostics::{Diagnostic, Span};

/// Returns an error for each such component but the first. `named` has the names in each template.
pub(super) fn duplicate_components(sources: &[TemplateSource], named: &[Vec<TemplateReference>]) -> Vec<Diagnostic> {
    let mut firsts: BTreeMap<(usize, &str), (&TemplateSource, &TemplateReference)> = BTreeMap::new();
    let mut found = Vec::new();
    for (source, named) in sources.iter().zip(named) {
        for component in named.iter().filter(|one| one.kind == ReferenceKind::Component) {
            let first = *firsts.entry((source.depth, &component.name)).or_insert((source, component));
            if !std::ptr::eq(first.1, component) {
                let message = format!("two components are called `{}`", component.name);
                let diagnostic = Diagnostic::error(message);
                let diagnostic = diagnostic.at(&source.file.path, Span::new(component.range.clone()));
                let other = Span::new(first.1.range.clone());
                let diagnostic = diagnostic.label("this one").related(&first.0.file.path, other, "and this one");
                found.push(diagnostic.help("give one of them another name"));
            }
        }
    }
    found
}
