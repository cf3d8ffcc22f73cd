//! Splits a file into the YAML between the `---` lines and the Markdown below.

use super::foreign_front_matter as foreign;
use super::second_front_matter as second;
use crate::diagnostics::{Diagnostic, Findings, Span};
use crate::yaml::{self, Node, Value};

/// The two parts of a file, with the front matter decoded.
pub(super) struct Document<'t> {
    /// The fields: a map, or unreadable if that has been reported.
    pub(super) fields: Node,
    /// The span at which a missing field is reported: the opening `---`, or the first line.
    pub(super) opening: Span,
    /// The whole text of the file.
    pub(super) text: &'t str,
    /// The byte at which the Markdown begins.
    pub(super) body_start: usize,
}

impl<'t> Document<'t> {
    pub(super) fn read(text: &'t str, findings: &mut Findings) -> Self {
        // Empty lines above the front matter do no harm.
        let above = text.len() - text.trim_start_matches(['\n', ' ']).len();
        let above = text[..above].rfind('\n').map_or(0, |at| at + 1);
        let first = text[above..].lines().next().unwrap_or_default();
        let opening = Span::new(above..above + first.len());
        let unread = |body_start| {
            let fields = Node { span: opening, value: Value::Unreadable };
            Self { fields, opening, text, body_start }
        };
        let rule = Rule::of(first);
        if rule != Rule::Hyphens
            && let Some((diagnostic, length)) = foreign::check(&text[above..], first)
        {
            findings.add(opening, diagnostic);
            return unread(above + length);
        }
        match rule {
            Rule::Hyphens => {}
            Rule::Other => findings.add(opening, mistyped(first)),
            Rule::None => {
                let diagnostic = Diagnostic::error("this file does not start with its title and other fields")
                    .help("begin the file with a line `---`, then lines such as `title: …`, then another line `---`");
                findings.add(opening, diagnostic);
                return unread(0);
            }
        }
        let start = (above + first.len() + 1).min(text.len());
        let never_closed = || {
            Diagnostic::error("the front matter is opened here but never closed")
                .help("put a line `---` below the last field")
        };
        let Some((end, body_start)) = closing(text, start, findings) else {
            findings.add(opening, never_closed());
            return unread(text.len());
        };
        if let Some(length) = length_before_turn(&text[start..end]) {
            // A rule within the text is not the end of the fields.
            findings.add(opening, never_closed());
            let fields = yaml::parse(&text[start..start + length], start, findings);
            return Self { fields, opening, text, body_start: start + length };
        }
        let fields = yaml::parse(&text[start..end], start, findings);
        let body_start = second::check(text, body_start, findings).unwrap_or(body_start);
        Self { fields, opening, text, body_start }
    }

    /// Returns true if the front matter could be read.
    pub(super) fn is_read(&self) -> bool {
        self.fields.value != Value::Unreadable
    }

    /// Returns the Markdown.
    pub(super) fn body(&self) -> &'t str {
        &self.text[self.body_start..]
    }
}

/// A line, as the delimiter of front matter.
#[derive(PartialEq, Eq)]
enum Rule {
    /// The delimiter: `---`.
    Hyphens,
    /// A mistyped delimiter, by a word processor or for another tool: `—`, `–-`, `- - -`, `+++`.
    Other,
    /// Any other line.
    None,
}

impl Rule {
    fn of(line: &str) -> Self {
        // Nearly every line is a field.
        let is_field = line.starts_with(|c: char| c.is_ascii_alphabetic());
        if is_field || !line.trim_start().starts_with(['-', '–', '—', '―', '−', '+']) {
            return Self::None;
        }
        let marks: String = line.chars().filter(|c| !c.is_whitespace()).collect();
        let dashes = !marks.is_empty() && marks.chars().all(|c| "-–—―−".contains(c)) && marks != "-";
        if line.trim_end() == "---" {
            Self::Hyphens
        } else if dashes || marks == "+++" {
            Self::Other
        } else {
            Self::None
        }
    }
}

/// Returns the length of the fields if the first turn of a letter follows them with no line `---` between: after an empty line,
/// a marker such as `Q:`. No field has a name in capitals.
fn length_before_turn(text: &str) -> Option<usize> {
    let mut at = 0;
    while let Some(found) = text[at..].find("\n\n") {
        at += found + 2;
        let line = text[at..].trim_start_matches('\n');
        let marker = line.split_once(':').map(|(words, rest)| (words, rest.starts_with(' ')));
        if let Some((words, true)) = marker
            && (1..=4).contains(&words.len())
            && words.bytes().all(|byte| byte.is_ascii_uppercase())
        {
            return Some(at);
        }
    }
    None
}

fn mistyped(line: &str) -> Diagnostic {
    if line.trim() == "---" {
        return Diagnostic::error("this `---` has spaces before it").help("write `---` at the beginning of the line");
    }
    let message = format!("this line should be three hyphens, not `{}`", line.trim());
    Diagnostic::error(message).help("write `---`").help(
        "word processors turn hyphens into dashes: press Ctrl-Z (on a Mac, Cmd-Z) right after it happens, \
         or write in a plain-text editor",
    )
}

/// Returns the start of the closing `---` line, and the start of the line after it. If there is none, a mistyped
/// delimiter is used, and reported.
fn closing(text: &str, start: usize, findings: &mut Findings) -> Option<(usize, usize)> {
    let mut at = start;
    let mut meant = None;
    for line in text[start..].split_inclusive('\n') {
        match Rule::of(line) {
            // Pandoc and Jekyll close front matter with three dots, too.
            Rule::None if line.starts_with("...") && line.trim_end() == "..." => return Some((at, at + line.len())),
            Rule::Hyphens => return Some((at, at + line.len())),
            Rule::Other if meant.is_none() => meant = Some((at, at + line.len())),
            _ => {}
        }
        at += line.len();
    }
    if let Some((start, end)) = meant {
        let line = text[start..end].trim_end();
        findings.add(Span::new(start..start + line.len()), mistyped(line));
    }
    meant
}
