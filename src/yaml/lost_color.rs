//! Colors such as `#a12` without quotes: a space and `#` start a comment in YAML, so nothing is left of them.

use std::ops::Range;

use crate::diagnostics::Diagnostic;

/// Returns the color that a text begins with.
pub(super) fn color(text: &str) -> Option<&str> {
    let digits = text.strip_prefix('#')?;
    let end = digits.find([' ', '\t', '\n', ',', ']', '}']).unwrap_or(digits.len());
    let is_color = matches!(end, 3 | 6) && digits[..end].bytes().all(|byte| byte.is_ascii_hexdigit());
    is_color.then(|| &text[..=end])
}

/// Returns the place of a color in the first line of a list or map, because of which its closing bracket is not read; and
/// what is wrong with it.
pub(super) fn in_brackets(value: &str) -> Option<(Range<usize>, Diagnostic)> {
    let line = value.lines().next().unwrap_or_default();
    let at = line.find(" #")? + 1;
    let color = color(&line[at..])?;
    let diagnostic = Diagnostic::error("without quotes, `#` starts a comment, and the rest of this line is part of it");
    line[at..].contains([']', '}']).then(|| {
        let help = format!("put quotes around the color: `\"{color}\"`");
        (at..at + color.len(), diagnostic.help(help))
    })
}

/// Returns what is wrong with a field whose value is a color without quotes.
pub(super) fn empty(key: &str, color: &str) -> Diagnostic {
    let diagnostic = Diagnostic::error(format!("`{key}` is empty: without quotes, `#` starts a comment"));
    diagnostic.help(format!("put quotes around the color: `{key}: \"{color}\"`"))
}
