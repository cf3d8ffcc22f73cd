//! Reports markers in blocks of code: behind a fence that is never closed, or that is closed further down than meant.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, Tag};

use super::marker::{MAX_LENGTH, is_known, plain};
use crate::content::ParseOptions;
use crate::content::markdown::{Markdown, closing_line, is_closed};
use crate::diagnostics::{Diagnostic, Findings, Span};

/// Reports the first fence with a marker behind it, if one is never closed: the last of the text. It may be an earlier one
/// that was meant to end, because the next fence ends it.
pub(super) fn check(markdown: &Markdown<'_>, options: &ParseOptions, findings: &mut Findings) {
    let text = markdown.text();
    let source = |block: &Range<usize>| markdown.events[block.start].1.clone();
    let is_fenced = |block: &&Range<usize>| {
        matches!(markdown.events[block.start].0, Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(_))))
    };
    let mut blocks = markdown.blocks.iter().filter(is_fenced).map(source);
    let last = markdown.blocks.last().filter(is_fenced);
    if last.is_none_or(|last| is_closed(&text[source(last)])) {
        for block in blocks {
            let is_initials = |words: &str| options.initials.iter().any(|known| known == words);
            if let Some(marker) = marker_in(text, block.clone(), is_initials) {
                let words = &text[marker.range()];
                let diagnostic = Diagnostic::warning(format!("`{words}` is in a block of code, so it is read as code"));
                let end = format!(
                    "end the code above it with {}",
                    closing_line(&text[markdown.line_span(block.start).range()])
                );
                let diagnostic = diagnostic.help(end).help("or, if it is code, remove the empty line before it");
                findings.add(marker, diagnostic);
            }
        }
        markdown.report_unclosed_fences(findings);
        return;
    }
    let is_marker = |words: &str| is_known(words, options);
    let found = blocks.find_map(|block| Some((block.start, marker_in(text, block, is_marker)?)));
    let Some((start, marker)) = found else {
        markdown.report_unclosed_fences(findings);
        return;
    };
    let fence = markdown.line_span(start);
    let words = text[marker.range()].trim_start_matches(['*', '_']);
    let line = closing_line(&text[fence.range()]);
    let diagnostic = Diagnostic::error(format!("this block of code never ends, so `{words}` is read as code"))
        .related(findings.file(), marker, "this is read as code")
        .help(format!("put {line} below the code"));
    findings.add(fence, diagnostic);
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
