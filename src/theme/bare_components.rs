//! Components that are written as HTML: `<seal person={person}/>` outside of `{{ … }}` is an element that no browser knows.

use super::references::name_end;
use super::template_source::TemplateSource;
use super::template_tags::tags;
use crate::diagnostics::{Diagnostic, Span};

/// Returns an error for each component of these names that is not in braces.
pub(super) fn bare(source: &TemplateSource, components: &[&str]) -> Vec<Diagnostic> {
    let text = &*source.file.text;
    let mut found = Vec::new();
    let mut at = 0;
    let ends = tags(text).into_iter().map(|tag| tag.range).chain(std::iter::once(text.len()..text.len()));
    for tag in ends {
        for (start, _) in text[at..tag.start].match_indices('<') {
            let rest = &text[at + start + 1..tag.start];
            let name = &rest[..name_end(rest)];
            let Some((inside, _)) = rest.split_once('>') else { continue };
            if !inside.contains("={") || !components.contains(&name) {
                continue;
            }
            let inside = inside.trim_end_matches('/').trim_end();
            let span = Span::new(at + start..at + start + 1 + name.len());
            let diagnostic = Diagnostic::error(format!("the component `{name}` is not in braces, so no page shows it"));
            found.push(diagnostic.at(&source.file.path, span).help(format!("write `{{{{ <{inside}/> }}}}`")));
        }
        at = tag.end.max(at);
    }
    found
}
