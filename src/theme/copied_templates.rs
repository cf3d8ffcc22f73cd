//! Templates that were copied from a theme: the first line of a copy says what the theme had then, so that a copy that
//! misses a change of the theme is found.

use crate::diagnostics::{Diagnostic, Span};
use crate::source::{Fingerprint, Layer, ThemeFile};

/// The start and the end of the first line of a copy.
const MARK: [&str; 2] = ["{#- Copied from ", " -#}"];

/// The most lines of a difference that a message shows.
const MOST_LINES: usize = 20;

/// The most pairs of lines that are compared.
const MOST_PAIRS: usize = 4_000_000;

/// Returns the first line of a copy of a theme's template, with its line end.
pub fn copy_mark(theme: &str, bytes: &[u8]) -> String {
    let [open, close] = MARK;
    format!("{open}{theme}: {}{close}\n", short_fingerprint(bytes))
}

/// Returns the fingerprint of a template, the same for all kinds of line ends: git may change them.
fn short_fingerprint(bytes: &[u8]) -> String {
    Fingerprint::of(&bytes.iter().copied().filter(|byte| *byte != b'\r').collect::<Vec<_>>()).short()
}

/// Returns a warning for each copy of a template that the theme has changed since.
pub(super) fn changed(layers: &[Layer]) -> Vec<Diagnostic> {
    let files = layers.iter().enumerate().flat_map(|(depth, layer)| layer.files.iter().map(move |file| (depth, file)));
    let copies = files.filter(|(_, file)| file.name.starts_with("templates/"));
    copies.filter_map(|(depth, copy)| outdated(copy, layers.get(depth + 1..)?)).collect()
}

fn outdated(copy: &ThemeFile, below: &[Layer]) -> Option<Diagnostic> {
    let text = std::str::from_utf8(&copy.bytes).ok()?;
    let (first, own) = text.split_once('\n')?;
    let written = first.trim_end().strip_prefix(MARK[0])?.strip_suffix(MARK[1])?;
    let (theme, old) = written.rsplit_once(": ")?;
    let layer = below.iter().find(|layer| layer.theme.as_deref() == Some(theme))?;
    let original = layer.file(&copy.name)?;
    let new = short_fingerprint(&original.bytes);
    let present = String::from_utf8_lossy(&original.bytes);
    let is_same = own.lines().eq(present.lines());
    if new == old || is_same {
        return None;
    }
    let start = first.find(old)?;
    let name = copy.name.trim_start_matches("templates/");
    let message = format!("{theme} has another `{name}` now than when this copy was made");
    let diagnostic = Diagnostic::warning(message).at(&copy.path, Span::new(start..start + old.len()));
    let lines = difference(&own.lines().collect::<Vec<_>>(), &present.lines().collect::<Vec<_>>());
    let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
    let diagnostic = diagnostic.help(format!("take over what you want, then write `{new}` here"));
    Some(match &*lines {
        [] => diagnostic,
        lines => diagnostic.help_with_lines("from your copy (-) to the theme's (+):", lines),
    })
}

/// Returns the lines that two texts do not share, those of the first after `-`, those of the second after `+`.
fn difference(before: &[&str], after: &[&str]) -> Vec<String> {
    let start = before.iter().zip(after).take_while(|(one, other)| one == other).count();
    let (before, after) = (&before[start..], &after[start..]);
    let end = before.iter().rev().zip(after.iter().rev()).take_while(|(one, other)| one == other).count();
    let (before, after) = (&before[..before.len() - end], &after[..after.len() - end]);
    let width = after.len() + 1;
    if before.len().saturating_mul(after.len()) > MOST_PAIRS {
        return Vec::new();
    }
    // The length of what the rest of both texts share, for each pair of lines.
    let mut shared = vec![0_usize; (before.len() + 1) * width];
    for (row, one) in before.iter().enumerate().rev() {
        for (column, other) in after.iter().enumerate().rev() {
            let at = row * width + column;
            shared[at] = if one == other { shared[at + width + 1] + 1 } else { shared[at + width].max(shared[at + 1]) };
        }
    }
    let (mut row, mut column, mut lines) = (0, 0, Vec::new());
    while row < before.len() || column < after.len() {
        let at = row * width + column;
        if row < before.len() && column < after.len() && before[row] == after[column] {
            (row, column) = (row + 1, column + 1);
        } else if column == after.len() || row < before.len() && shared[at + width] >= shared[at + 1] {
            lines.push(format!("- {}", before[row].trim_end()));
            row += 1;
        } else {
            lines.push(format!("+ {}", after[column].trim_end()));
            column += 1;
        }
    }
    if lines.len() > MOST_LINES {
        let more = lines.len() - MOST_LINES + 1;
        lines.truncate(MOST_LINES - 1);
        lines.push(format!("and {more} more"));
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::difference;

    #[test]
    fn only_lines_that_differ_are_shown() {
        let lines = |one: &str, other: &str| {
            difference(&one.split(' ').collect::<Vec<_>>(), &other.split(' ').collect::<Vec<_>>()).join(" ")
        };
        assert_eq!(lines("a b c", "a b c"), "");
        assert_eq!(lines("a b c d", "a x c d e"), "- b + x + e");
        assert_eq!(lines("a a b", "a b"), "- a");
        assert_eq!(lines("a", "a b a"), "+ b + a");
        assert_eq!(difference(&["x"; 30], &[]).len(), 20);
    }
}
