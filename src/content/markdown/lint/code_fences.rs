//! Fences that begin no block of code.

use std::ops::Range;

use pulldown_cmark::Event;

use super::Markdown;
use crate::diagnostics::{Diagnostic, Span};

/// Returns what is wrong with code within a paragraph if it is a fence whose line is indented too far.
pub(super) fn in_paragraph(text: &str, code: &Range<usize>) -> Option<(Span, Diagnostic)> {
    let written = &text[code.clone()];
    let before = text[..code.start].rsplit('\n').next().unwrap_or_default();
    let is_indented = before.len() >= 4 || before.contains('\t');
    let is_fence = written.starts_with("```") && before.trim().is_empty() && is_indented;
    (is_fence && written.contains('\n')).then(|| (first_line(text, code.start), too_far()))
}

/// Returns what is wrong with the indented code at event `at` if it has a fence of its own.
pub(super) fn in_indented_code(markdown: &Markdown<'_>, at: usize) -> Option<(Span, Diagnostic)> {
    let Some((Event::Text(code), range)) = markdown.events.get(at + 1) else { return None };
    let fence = ["```", "~~~"].into_iter().find(|fence| code.starts_with(fence))?;
    let written = &markdown.text[markdown.events[at].1.clone()];
    let is_closed = written.lines().skip(1).any(|line| line.trim() == fence);
    is_closed.then(|| (first_line(markdown.text, range.start), too_far()))
}

fn too_far() -> Diagnostic {
    Diagnostic::warning("this line does not begin a block of code, because it is indented too far")
        .help("remove the spaces before it, and before the line that ends the code")
}

fn first_line(text: &str, start: usize) -> Span {
    let line = text[start..].lines().next().unwrap_or_default();
    Span::new(start..start + line.trim_end().len())
}

/// Returns true for the fence of a word processor, which turns backticks into quotation marks.
pub(super) fn is_of_quotes(line: &str) -> bool {
    let Some(sign) = line.chars().next().filter(|c| matches!(c, '‘' | '’' | '‛' | '“' | '”' | '´' | '\'' | '"'))
    else {
        return false;
    };
    let language = line.trim_start_matches(sign);
    let signs = (line.len() - language.len()) / sign.len_utf8();
    signs == 3 && language.trim().bytes().all(|byte| byte.is_ascii_lowercase())
}

/// Returns what is wrong with such a fence.
pub(super) fn of_quotes(line: &str) -> Diagnostic {
    let signs: String = line.chars().take(3).collect();
    Diagnostic::warning(format!("`{signs}` does not begin a block of code: these are quotation marks"))
        .help("write three backticks instead, both here and below the code: ```")
}
