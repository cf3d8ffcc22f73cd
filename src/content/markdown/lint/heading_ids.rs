//! Ids between braces: `## A heading {#an-id}`.

use super::Markdown;
use crate::diagnostics::{Diagnostic, Findings, Span};

/// Checks the braces in the heading at event `at`.
pub(super) fn check(markdown: &Markdown<'_>, at: usize, findings: &mut Findings) {
    let line = markdown.line_span(markdown.events[at].1.start);
    let written = &markdown.text[line.range()];
    if memchr::memchr(b'{', written.as_bytes()).is_none() {
        return;
    }
    let at_end = written.ends_with('}').then(|| written.rfind('{')).flatten();
    let at_end = at_end.filter(|open| !is_escaped(written, *open));
    let place = |start: usize, length: usize| {
        let start = line.range().start + start;
        Span::new(start..start + length)
    };
    if let Some(open) = at_end
        && let Some(diagnostic) = attributes(&written[open + 1..written.len() - 1])
    {
        findings.add(place(open, written.len() - open), diagnostic);
    }
    for (start, _) in written.match_indices("{#").filter(|(start, _)| Some(*start) != at_end) {
        let Some(id) = id_at(written, start) else { continue };
        let braces = format!("{{#{id}}}");
        let (before, after) = (&written[..start], &written[start + braces.len()..]);
        let diagnostic = if at_end.is_some() {
            Diagnostic::warning(format!("readers see `{braces}`: a heading has only one id")).help("remove one of them")
        } else {
            let message = format!("readers see `{braces}`: an id must be the last thing in its heading");
            let title = if after.starts_with(' ') { after.trim_start() } else { after };
            let before = if after.starts_with(' ') { before } else { before.trim_end() };
            let help = if id.is_empty() { "remove it".to_owned() } else { format!("write `{before}{title} {braces}`") };
            Diagnostic::warning(message).help(help)
        };
        findings.add(place(start, braces.len()), diagnostic);
    }
}

/// Reports an id at the end of the paragraph at event `at`, where readers see it.
pub(super) fn at_paragraph_end(markdown: &Markdown<'_>, at: usize, findings: &mut Findings) {
    let span = markdown.span(at);
    let written = &markdown.text[span.range()];
    let text = written.trim_end_matches(['*', '_']);
    // This is the case of nearly every paragraph.
    if !text.ends_with('}') {
        return;
    }
    let Some(start) = text.rfind("{#") else { return };
    let Some(id) = id_at(text, start).filter(|id| !id.is_empty() && start + id.len() + 3 == text.len()) else { return };
    let before = text[..start].trim_end_matches(['*', '_', ' ']);
    // A marker may have an id, and a row of braces is a template.
    if before.is_empty() || before.ends_with([':', '{', '}']) {
        return;
    }
    let start = span.range().start + start;
    let diagnostic = Diagnostic::warning(format!("readers see `{{#{id}}}`: only a heading or a marker can have an id"));
    let title: String = before.trim_start_matches(['*', '_']).lines().last().unwrap_or_default().into();
    let heading = (title.len() < 60 && !before.contains('\n') && !title.ends_with(['.', '?', '!']))
        .then(|| format!("to make this line a heading, write `## {title} {{#{id}}}`"));
    let diagnostic = diagnostic.help("remove it").help_if(heading);
    findings.add(Span::new(start..start + id.len() + 3), diagnostic);
}

/// Returns the id between the braces that begin at a byte, unless they are code or escaped.
fn id_at(written: &str, start: usize) -> Option<&str> {
    let (id, _) = written[start..].strip_prefix("{#")?.split_once('}')?;
    let is_code = written[..start].matches('`').count() % 2 == 1;
    let is_id = !id.contains(|c: char| c.is_whitespace() || matches!(c, '{' | '#' | '`'));
    (is_id && !is_code && !is_escaped(written, start)).then_some(id)
}

/// Returns true if an odd number of backslashes precedes a byte.
fn is_escaped(written: &str, at: usize) -> bool {
    let before = &written[..at];
    (before.len() - before.trim_end_matches('\\').len()) % 2 == 1
}

/// Returns what is wrong with the words between the braces at the end of a heading. What has no sign at its start is a
/// word of the heading.
fn attributes(inside: &str) -> Option<Diagnostic> {
    let words = || inside.split_whitespace();
    let help = "in the braces, write only an id and classes: `{#my-id .my-class}`";
    if !inside.trim_start().starts_with(['#', '.']) {
        return None;
    }
    let mut ids = words().filter_map(|word| word.strip_prefix('#'));
    let id = ids.next();
    // What has an equals sign is reported where the heading is written.
    if let Some(word) = words().find(|word| !word.starts_with(['#', '.']) && !word.contains('=')) {
        let joined = id.map(|id| format!("or, if it is part of the id, write `{{#{id}-{word}}}`"));
        return Some(Diagnostic::error(format!("`{word}` is not allowed on a heading")).help(help).help_if(joined));
    }
    if ids.next().is_some() {
        return Some(Diagnostic::error("a heading has only one id").help("remove the others"));
    }
    let id = id?;
    if id.is_empty() {
        return Some(Diagnostic::error("the id is missing after `#`").help("write `{#my-id}`, or remove the braces"));
    }
    let is_sound = !id.contains(['"', '#', '%', '<', '>', '\\', '^', '`', '|']);
    (!is_sound).then(|| {
        Diagnostic::error(format!("`{id}` cannot be used in a link to this place"))
            .help("use only letters, digits, and hyphens, as in `{#my-heading}`")
    })
}
