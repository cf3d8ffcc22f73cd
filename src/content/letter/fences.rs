//! Reports markers in blocks of code: behind a fence that is never closed, or that is closed further down than meant.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, Tag};

use super::marker::{MAX_LENGTH, is_known, plain};
use crate::content::ParseOptions;
use crate::content::markdown::{Markdown, closing_line, is_closed};
use crate::diagnostics::{Diagnostic, FilePath, Findings, Span};

/// Reports markers in blocks of code, and blocks of code that do not end.
pub(super) fn check(markdown: &Markdown<'_>, options: &ParseOptions, findings: &mut Findings) {
    let is_fenced = |block: &&Range<usize>| {
        matches!(markdown.events[block.start].0, Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(_))))
    };
    let source = |block: &Range<usize>| markdown.events[block.start].1.clone();
    let blocks = || markdown.blocks.iter().filter(is_fenced).map(source);
    let last = markdown.blocks.last().filter(is_fenced);
    let is_left_open = last.is_some_and(|last| !is_closed(&markdown.text()[source(last)]));
    if !is_left_open {
        blocks().for_each(|block| closed_too_late(markdown, block, options, findings));
    } else if let Some((fence, diagnostic)) =
        blocks().find_map(|block| never_closed(markdown, block, options, findings.file()))
    {
        findings.add(fence, diagnostic);
        return;
    }
    markdown.report_unclosed_fences(findings);
}

/// Reports initials in a block of code that was meant to end before them.
fn closed_too_late(markdown: &Markdown<'_>, block: Range<usize>, options: &ParseOptions, findings: &mut Findings) {
    let text = markdown.text();
    let fence = markdown.line_span(block.start);
    let is_initials = |words: &str| options.initials.iter().any(|known| known == words);
    let Some(marker) = marker_in(text, block, is_initials) else { return };
    let words = &text[marker.range()];
    let diagnostic = Diagnostic::warning(format!("`{words}` is in a block of code, so it is read as code"));
    let end = format!("end the code above it with {}", closing_line(&text[fence.range()]));
    findings.add(marker, diagnostic.help(end).help("or, if it is code, remove the empty line before it"));
}

/// Returns what is wrong with a fence with a marker behind it. It may be an earlier one than the last, which is never
/// closed: it was meant to end, but the next fence ends it.
fn never_closed(
    markdown: &Markdown<'_>,
    block: Range<usize>,
    options: &ParseOptions,
    file: &FilePath,
) -> Option<(Span, Diagnostic)> {
    let text = markdown.text();
    let fence = markdown.line_span(block.start);
    let marker = marker_in(text, block, |words| is_known(words, options))?;
    let words = text[marker.range()].trim_start_matches(['*', '_']);
    let line = closing_line(&text[fence.range()]);
    let diagnostic = Diagnostic::error(format!("this block of code never ends, so `{words}` is read as code"))
        .related(file, marker, "this is read as code")
        .help(format!("put {line} below the code"));
    Some((fence, diagnostic))
}

/// Returns the first marker in a block of code, as it would open a turn: after an empty line.
fn marker_in(text: &str, block: Range<usize>, is_marker: impl Fn(&str) -> bool) -> Option<Span> {
    let (mut at, mut after_empty) = (block.start, false);
    for line in text[block].split_inclusive('\n') {
        let near = &line[..line.floor_char_boundary(MAX_LENGTH)];
        if after_empty && let Some((marker, _)) = near.split_once(':') {
            let words: String = marker.chars().filter(|c| !matches!(c, '*' | '_')).map(plain).collect();
            if is_marker(words.trim()) {
                return Some(Span::new(at..at + marker.len() + 1));
            }
        }
        after_empty = line.trim().is_empty();
        at += line.len();
    }
    None
}
