//! Nesting that is too deep for any page.

use std::ops::Range;

use pulldown_cmark::Event;

use crate::diagnostics::Diagnostic;

/// The maximum depth of nested lists and quotations. No page can show more, and browsers become slow.
pub(super) const MAX_DEPTH: usize = 50;

/// The maximum number of list and quotation marks before a line. A text with more is not parsed.
const MAX_MARKS: usize = 2 * MAX_DEPTH;

/// Returns true for the characters of list and quotation marks, and the whitespace between them.
fn is_mark_or_space(c: char) -> bool {
    matches!(c, ' ' | '\t' | '>' | '-' | '+' | '*' | '.' | ')' | '0'..='9')
}

pub(in crate::content::markdown) fn too_deep() -> Diagnostic {
    Diagnostic::error(format!("there are more than {MAX_DEPTH} lists or quotations inside one another here"))
        .help("remove some of the `>`, dashes, or spaces before it")
}

/// Returns the index of the first event that is nested too deep for any page.
pub(in crate::content::markdown) fn too_deep_event(events: &[(Event<'_>, Range<usize>)]) -> Option<usize> {
    let mut depth = 0_usize;
    events.iter().position(|(event, _)| {
        match event {
            Event::Start(_) => depth += 1,
            Event::End(_) => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth > MAX_DEPTH
    })
}

/// Returns the start of the first line that opens far more lists and quotations than any page can show.
pub(in crate::content::markdown) fn beyond_depth(text: &str) -> Option<usize> {
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
