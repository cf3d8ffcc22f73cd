//! The writer of front matter for what came from outside: every value is quoted, and reads back as it is.

use std::fmt::Write as _;

use crate::content::double_quoted;

/// The longest value, in characters: a field of a form may hold a book. It is half of what a file of a column may have.
const LONGEST: usize = 250_000;

/// Returns a text in quotes, in one line, without characters that nobody sees. The beginning of a comment of HTML is refused in
/// a field.
pub(super) fn quoted(text: &str) -> String {
    double_quoted(&one_line(text))
}

/// Returns a text in one line, without characters that nobody sees.
pub(super) fn one_line(text: &str) -> String {
    visible(text, LONGEST)
}

fn visible(text: &str, most: usize) -> String {
    let text: String =
        text.chars().map(|c| if c.is_control() { ' ' } else { c }).filter(|c| !is_unseen(*c)).take(most).collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ").replace("<!--", "<")
}

/// Returns true for a character without a shape that may change how others are read or compared.
fn is_unseen(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff0}'..='\u{fffb}' | '\u{fdd0}'..='\u{fdef}')
        || u32::from(c) & 0xfffe == 0xfffe
}

/// The lines below `private:`.
#[derive(Debug, Default)]
pub(super) struct PrivateFields {
    pub(super) lines: String,
}

impl PrivateFields {
    /// Adds a text, unless it is empty.
    pub(super) fn text(&mut self, name: &str, value: &str) {
        if !one_line(value).is_empty() {
            let _ = writeln!(self.lines, "  {name}: {}", quoted(value));
        }
    }

    /// Adds a list in one line, unless it is empty.
    pub(super) fn list(&mut self, name: &str, values: &[String]) {
        if !values.is_empty() {
            let values: Vec<String> = values.iter().map(|value| quoted(value)).collect();
            let _ = writeln!(self.lines, "  {name}: [{}]", values.join(", "));
        }
    }

    /// Adds a list with a line for each value, below a comment.
    pub(super) fn lines(&mut self, name: &str, comment: &str, values: &[String]) {
        if !values.is_empty() {
            let _ = writeln!(self.lines, "  {name}:  # {comment}");
            for value in values {
                let _ = writeln!(self.lines, "    - {}", quoted(value));
            }
        }
    }
    /// Adds a text of several lines, below a comment, unless it is empty.
    pub(super) fn block(&mut self, name: &str, comment: &str, lines: &[&str]) {
        let lines: Vec<String> = lines.iter().map(|line| visible(line, usize::MAX)).collect();
        let Some(first) = lines.iter().position(|line| !line.is_empty()) else { return };
        let _ = writeln!(self.lines, "  {name}: |  # {comment}");
        for line in &lines[first..] {
            let indent = if line.is_empty() { "" } else { "    " };
            let _ = writeln!(self.lines, "{indent}{line}");
        }
    }
}
