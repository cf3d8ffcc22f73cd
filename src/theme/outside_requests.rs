//! Files of other sites in a template: each reader's browser asks that site for them, on each page.

use memchr::memchr_iter;

use super::template_source::TemplateSource;
use crate::diagnostics::{Diagnostic, Span};

/// The elements that load a file, and the attribute that names it.
const LOADS: [(&str, &str); 9] = [
    ("script", "src"),
    ("link", "href"),
    ("img", "src"),
    ("iframe", "src"),
    ("source", "src"),
    ("video", "src"),
    ("audio", "src"),
    ("embed", "src"),
    ("object", "data"),
];

/// The kinds of links that load something: `canonical` and `me` do not.
const LOADING_LINKS: [&str; 7] =
    ["stylesheet", "icon", "preload", "prefetch", "preconnect", "modulepreload", "dns-prefetch"];

/// Returns a hint for the first file of each other site.
pub(super) fn requests(source: &TemplateSource) -> Vec<Diagnostic> {
    let text = &*source.file.text;
    let mut hosts: Vec<&str> = Vec::new();
    let mut found = Vec::new();
    for start in memchr_iter(b'<', text.as_bytes()) {
        let Some((at, address)) = loaded(text, start) else { continue };
        let rest = address.split_once("//").map_or(address, |(_, rest)| rest);
        let host = &rest[..rest.find(['/', '?', '#']).unwrap_or(rest.len())];
        if host.is_empty() || host.contains('{') || hosts.contains(&host) || in_comment(text, start) {
            continue;
        }
        hosts.push(host);
        let message = format!("each reader's browser asks {host} for this, which can count and follow them");
        let diagnostic = Diagnostic::hint(message).at(&source.file.path, Span::new(at..at + address.len()));
        let name = address.split(['?', '#']).next().unwrap_or_default().rsplit('/').next().unwrap_or_default();
        let name = if name.contains('.') && name != host { name } else { "name.css" };
        found.push(diagnostic.help(format!(
            "put a copy into `assets/`, and write `{{{{ asset(name=\"{name}\") }}}}` instead of the address"
        )));
    }
    found
}

/// Returns the address of another site that the element at this place loads, and where the address starts.
fn loaded(text: &str, start: usize) -> Option<(usize, &str)> {
    let element = &text[start + 1..];
    let element = &element[..element.find('>')?];
    let name = &element[..element.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(element.len())];
    let (_, attribute) = LOADS.iter().find(|(element, _)| name.eq_ignore_ascii_case(element))?;
    let value = |attribute: &str| {
        let at = element.match_indices(attribute).map(|(at, _)| at).find(|at| {
            element[..*at].ends_with(|c: char| c.is_ascii_whitespace())
                && element[at + attribute.len()..].starts_with('=')
        })?;
        let rest = &element[at + attribute.len() + 1..];
        let rest = rest.trim_start_matches(['"', '\'']);
        let end = rest.find(['"', '\'', ' ', '\n']).unwrap_or(rest.len());
        Some((element.len() - rest.len(), &rest[..end]))
    };
    if name.eq_ignore_ascii_case("link") {
        let rest = element.split_once("rel=")?.1;
        let kinds = rest.trim_start_matches(['"', '\'']).split(['"', '\'']).next()?.to_ascii_lowercase();
        if !kinds.split_whitespace().any(|kind| LOADING_LINKS.contains(&kind)) {
            return None;
        }
    }
    let (at, address) = value(attribute)?;
    let is_full = ["https://", "http://", "//"].iter().any(|scheme| address.starts_with(scheme));
    is_full.then_some((start + 1 + at, address))
}

/// True within `{# … #}` and `<!-- … -->`.
fn in_comment(text: &str, at: usize) -> bool {
    let before = &text[..at];
    [("{#", "#}"), ("<!--", "-->")].iter().any(|(open, close)| {
        before.rfind(open).is_some_and(|opened| before.rfind(close).is_none_or(|closed| closed < opened))
    })
}
