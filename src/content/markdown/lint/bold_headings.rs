//! Bold lines that were meant as headings. Word processors write them so, and neither a list of headings nor a screen
//! reader finds them (WCAG 1.3.1).

use pulldown_cmark::{Event, Tag};

use super::Markdown;
use super::headings::MAX_HEADING;
use crate::diagnostics::{Diagnostic, Findings};

/// Returns true if the paragraph at event `at` is all bold, as short as a heading, and has text below it.
pub(super) fn is_one(markdown: &Markdown<'_>, at: usize) -> bool {
    let Some((Event::Start(Tag::Strong), bold)) = markdown.events.get(at + 1) else { return false };
    let written = markdown.text[markdown.span(at).range()].trim();
    let is_all = written.len() == bold.len() && !written.contains('\n') && written.len() <= MAX_HEADING;
    let end = markdown.block_end(at);
    let below = markdown.events.get(end).map(|(event, _)| event);
    let is_bold_below = matches!(markdown.events.get(end + 1), Some((Event::Start(Tag::Strong), _)));
    let has_text_below = match below {
        Some(Event::Start(Tag::Paragraph)) => !is_bold_below,
        Some(Event::Start(Tag::List(_) | Tag::Table(_))) => true,
        _ => false,
    };
    let is_link = matches!(markdown.events.get(at + 2), Some((Event::Start(Tag::Link { .. } | Tag::Image { .. }), _)));
    let is_sentence = markdown.plain(at..end).trim_end().ends_with(['.', '!', ',', ';', ':', '…']);
    is_all && has_text_below && !is_link && !is_sentence
}

/// Reports the bold lines of a text, at the first: one alone may be anything.
pub(super) fn check(markdown: &Markdown<'_>, lines: &[usize], findings: &mut Findings) {
    let [first, second, others @ ..] = lines else { return };
    let words = |at: usize| {
        let plain = markdown.plain(at..markdown.block_end(at));
        plain.trim().to_owned()
    };
    let count = others.len() + 2;
    let diagnostic = Diagnostic::warning(format!(
        "{count} bold lines here look like headings, but a screen reader does not find them"
    ))
    .related(findings.file(), markdown.span(*second), "the next")
    .help(format!("write them as headings: `## {}`", words(*first)));
    findings.add(markdown.span(*first), diagnostic.about_access());
}
