//! Templates that stand on themselves: nothing can be made of them.

use std::collections::BTreeSet;

use super::references::{How, PARENT, Reference};
use super::templates::Source;
use crate::diagnostics::{Diagnostic, Span};

/// That one template extends or includes another: both by their place in the list of all.
#[derive(Debug)]
pub(super) struct Step<'r> {
    pub(super) from: usize,
    pub(super) to: usize,
    pub(super) reference: &'r Reference,
}

/// Each circle is told once, at the first of its templates. `steps` are those of each template.
pub(super) fn circles(sources: &[Source], steps: &[Vec<Step<'_>>]) -> Vec<Diagnostic> {
    let mut told: BTreeSet<usize> = BTreeSet::new();
    let mut found = Vec::new();
    for start in 0..sources.len() {
        if !told.contains(&start)
            && let Some(way) = way_back(start, steps)
        {
            told.extend(way.iter().map(|step| step.from));
            found.push(circle(sources, &way));
        }
    }
    found
}

/// The shortest way from a template back to itself.
fn way_back<'s>(start: usize, steps: &'s [Vec<Step<'s>>]) -> Option<Vec<&'s Step<'s>>> {
    let mut ways: Vec<Vec<&Step<'_>>> = steps[start].iter().map(|step| vec![step]).collect();
    let mut seen = BTreeSet::new();
    while !ways.is_empty() {
        let mut longer = Vec::new();
        for way in ways {
            let end = way.last()?.to;
            if end == start {
                return Some(way);
            }
            if seen.insert(end) {
                longer.extend(steps[end].iter().map(|step| way.iter().copied().chain([step]).collect::<Vec<_>>()));
            }
        }
        ways = longer;
    }
    None
}

fn circle(sources: &[Source], way: &[&Step<'_>]) -> Diagnostic {
    let first = way[0];
    let (from, reference) = (&sources[first.from], first.reference);
    let verb = |step: &Step<'_>| if step.reference.how == How::Extends { "extends" } else { "includes" };
    let message = if way.len() == 1 {
        format!("this template {} itself", verb(first))
    } else {
        let steps: Vec<_> = way.iter().map(|step| format!("{} `{}`", verb(step), step.reference.name)).collect();
        format!("this template comes back to itself: it {}", steps.join(", which "))
    };
    let covers = sources.iter().any(|one| one.name == reference.name && one.depth > from.depth);
    let help = format!("to extend the template that this one covers, write `{PARENT}{}`", reference.name);
    let diagnostic = Diagnostic::error(message).at(&from.file.path, Span::new(reference.at.clone()));
    diagnostic.help_if((covers && reference.how == How::Extends).then_some(help))
}
