//! Reports valid Markdown that is probably not what its author meant, and nesting that is too deep.

use pulldown_cmark::{Event, Tag};

use super::hidden::{self, Hidden};
use super::{Markdown, leftovers};
use crate::diagnostics::{Diagnostic, Findings, Span};

/// The maximum depth of nested lists and quotations. No page can show more, and browsers become slow.
const MAX_DEPTH: usize = 50;

/// The maximum number of list and quotation marks before a line. A text with more is not parsed.
const MAX_MARKS: usize = 2 * MAX_DEPTH;

/// Returns true for the characters of list and quotation marks, and the whitespace between them.
fn is_mark_or_space(c: char) -> bool {
    matches!(c, ' ' | '\t' | '>' | '-' | '+' | '*' | '.' | ')' | '0'..='9')
}

/// The bullets that word processors put before the lines of a list.
const BULLETS: [char; 8] = ['•', '◦', '▪', '●', '○', '‣', '·', '\u{f0b7}'];

/// Returns true for `(two schools.md)` after a `]`: it is not a link because of the space in its address.
fn is_spaced_link(markdown: &Markdown<'_>, at: usize, text: &str) -> bool {
    let before = at.checked_sub(1).map(|at| &markdown.events[at].0);
    let address = text.strip_prefix('(').and_then(|rest| rest.split_once(')')).map(|(address, _)| address.trim());
    let is_file = |address: &str| address.contains(' ') && (address.contains('/') || address.contains('.'));
    matches!(before, Some(Event::Text(bracket)) if bracket.ends_with(']')) && address.is_some_and(is_file)
}

/// Returns true for `[^1]` that was not read as a reference: three texts, which are the bracket, the name and the
/// bracket.
fn is_footnote(markdown: &Markdown<'_>, at: usize, text: &str) -> bool {
    let is = |at: Option<usize>, wanted: &str| {
        let event = at.and_then(|at| markdown.events.get(at)).map(|(event, _)| event);
        matches!(event, Some(Event::Text(text)) if text.starts_with(wanted))
    };
    text.len() > 1 && is(at.checked_sub(1), "[") && is(Some(at + 1), "]")
}

pub(super) fn too_deep() -> Diagnostic {
    Diagnostic::error(format!("this is nested more than {MAX_DEPTH} levels deep"))
        .help("take some of the `>`, dashes or spaces before it away")
}

/// Returns the start of the first line that opens far more lists and quotations than any page can show.
pub(super) fn beyond_depth(text: &str) -> Option<usize> {
    // That many marks in a row fill one of these chunks, wherever they begin. Usually no chunk is full of them.
    let mut pieces = text.as_bytes().chunks_exact(MAX_MARKS / 2);
    if !pieces.any(|piece| piece.iter().all(|byte| is_mark_or_space(char::from(*byte)))) {
        return None;
    }
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let head = line.find(|c| !is_mark_or_space(c)).unwrap_or(line.len());
        let marks = line[..head].split_inclusive([' ', '\t', '>']).filter(|mark| !mark.trim().is_empty());
        // A row of hyphens or asterisks alone is a thematic break.
        if !line[head..].trim().is_empty() && marks.count() > MAX_MARKS {
            return Some(start);
        }
        start += line.len();
    }
    None
}

/// Checks a text that begins at byte `start` in one pass.
pub(super) fn check(markdown: &Markdown<'_>, start: usize, hidden: Hidden, findings: &mut Findings) {
    let mut depth = 0_usize;
    let mut reported_depth = false;
    let mut reported_bullets = false;
    let mut line_starts = false;
    let mut in_code_block = false;
    let mut has_shortcode = false;
    for (at, (event, range)) in markdown.events.iter().enumerate() {
        if hidden.is_possible() {
            hidden.check(markdown, at, in_code_block, findings);
        }
        match event {
            Event::Start(tag) => {
                depth += 1;
                in_code_block = matches!(tag, Tag::CodeBlock(_));
                if matches!(tag, Tag::Link { .. } | Tag::Image { .. }) {
                    hidden::check_definition(markdown, range.start, findings);
                }
                if matches!(tag, Tag::Paragraph) {
                    (line_starts, reported_bullets) = (true, false);
                }
                if depth > MAX_DEPTH && !reported_depth {
                    reported_depth = true;
                    findings.add(Span::new(range.start..range.start + 1), too_deep());
                }
                continue;
            }
            Event::End(_) => {
                depth = depth.saturating_sub(1);
                in_code_block = false;
            }
            Event::Text(text) if line_starts && !reported_bullets && text.starts_with(BULLETS) => {
                reported_bullets = true;
                findings.add(markdown.span(at), bullet(text));
            }
            Event::Text(text) => {
                if text.starts_with('[') && !in_code_block {
                    has_shortcode |= leftovers::is_shortcode(markdown, at);
                    hidden::check_definition(markdown, range.start, findings);
                }
                if let Some(diagnostic) = unrecognized(markdown, at, text) {
                    findings.add(markdown.span(at), diagnostic);
                }
            }
            _ => {}
        }
        line_starts = matches!(event, Event::SoftBreak | Event::HardBreak);
    }
    leftovers::check(markdown, start, has_shortcode, findings);
}

fn bullet(text: &str) -> Diagnostic {
    let bullet: String = text.chars().take(1).collect();
    Diagnostic::warning(format!("`{bullet}` does not make a list here"))
        .help("begin each of these lines with a hyphen and a space: `- `")
}

/// Returns the diagnostic for a text that was meant as a link or a footnote.
fn unrecognized(markdown: &Markdown<'_>, at: usize, text: &str) -> Option<Diagnostic> {
    match text.as_bytes().first() {
        Some(b'(') if is_spaced_link(markdown, at, text) => Some(
            Diagnostic::warning("a space in its address keeps this from being a link")
                .help("write `%20` for each space, or put the address between `<` and `>`"),
        ),
        Some(b'^') if is_footnote(markdown, at, text) => Some(
            Diagnostic::warning(format!("there is no footnote `[{text}]`"))
                .help(format!("write it at the end of the text, in a paragraph of its own: `[{text}]: …`")),
        ),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{MAX_MARKS, beyond_depth};

    #[test]
    fn too_many_marks_are_found_wherever_they_stand() {
        for before in 0..=MAX_MARKS {
            let text = format!("{}\n{}b\n", "a".repeat(before), ">".repeat(MAX_MARKS + 1));
            assert_eq!(beyond_depth(&text), Some(before + 1), "{before}");
            assert_eq!(beyond_depth(&text[1..].replacen('>', "", 1)), None, "{before}");
        }
    }

    #[test]
    fn a_line_across_the_page_is_no_depth() {
        assert_eq!(beyond_depth(&"- ".repeat(MAX_MARKS + 1)), None);
    }
}
