//! Boxes to tick that Markdown does not read as such: `- [] todo`, `- [x]todo`, `-[ ] todo`.

use super::Markdown;
use crate::diagnostics::{Diagnostic, Span};

/// Returns what is wrong with a bracket at event `at` if it was meant as the box of a task.
pub(super) fn almost_box(markdown: &Markdown<'_>, at: usize) -> Option<(Span, Diagnostic)> {
    let start = markdown.events[at].1.start;
    let (inside, after) = parts(&markdown.text[start..])?;
    let line = &markdown.text[markdown.text[..start].rfind('\n').map_or(0, |end| end + 1)..start];
    let sign = line.trim_matches([' ', '\t', '>']);
    let is_apart = after.starts_with([' ', '\n']) || after.is_empty();
    let message = match inside {
        _ if sign.is_empty() => return without_sign(markdown, start, line),
        _ if !is_sign(sign) || after.starts_with(['(', '[', ':']) => return None,
        _ if line.ends_with(sign) => format!("a space is missing after `{sign}`, so this is not a checkbox"),
        "" => "a space is missing between these brackets, so this is not a checkbox".to_owned(),
        _ if inside.trim().len() < inside.len() && !inside.trim().is_empty() => {
            "the spaces around the `x` keep this from being a checkbox".to_owned()
        }
        " " | "x" | "X" if !is_apart => "a space is missing after the brackets, so this is not a checkbox".to_owned(),
        _ => return None,
    };
    let tick = if inside.trim().is_empty() { " " } else { "x" };
    let words: String = after.lines().next().unwrap_or_default().trim().chars().take(40).collect();
    let length = sign.len() * usize::from(line.ends_with(sign)) + inside.len() + 2;
    let span = Span::new(start + inside.len() + 2 - length..start + inside.len() + 2);
    Some((span, Diagnostic::warning(message).help(format!("write `{sign} [{tick}] {words}`"))))
}

/// Returns what is between the brackets at the start of a text, if it may be a tick, and what is behind them.
fn parts(text: &str) -> Option<(&str, &str)> {
    let end = text.bytes().take(5).position(|byte| byte == b']')?;
    let inside = &text[1..end];
    matches!(inside.trim_matches(' '), "" | "x" | "X").then_some((inside, &text[end + 1..]))
}

/// Returns true for the sign of a list: `-`, `1.`.
fn is_sign(sign: &str) -> bool {
    let number = sign.trim_start_matches(|c: char| c.is_ascii_digit());
    matches!(sign, "-" | "*" | "+") || sign.len() > number.len() && matches!(number, "." | ")")
}

/// Lines that begin with a box, but with no hyphen.
fn without_sign(markdown: &Markdown<'_>, start: usize, line: &str) -> Option<(Span, Diagnostic)> {
    let is_box = |line: &str| {
        let line = line.trim_start_matches([' ', '>']);
        parts(line).is_some_and(|(_, after)| line.starts_with('[') && after.starts_with(' '))
    };
    let before = markdown.text[..start - line.len()].lines().next_back().unwrap_or_default();
    let mut lines = markdown.text[start..].lines();
    let is_first = !is_box(before) && is_box(lines.next()?);
    (is_first && is_box(lines.next()?)).then(|| {
        let message = "these lines are not checkboxes: each needs a hyphen and a space before it";
        (Span::new(start..start + 3), Diagnostic::warning(message).help("write `- [ ] …`"))
    })
}
