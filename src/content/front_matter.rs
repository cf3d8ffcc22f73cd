//! Splits a file into the YAML between the `---` lines and the Markdown below.

use std::ops::Range;

use super::foreign_front_matter as foreign;
use super::second_front_matter as second;
use super::unopened::{self, MisplacedFields};
use crate::diagnostics::{Diagnostic, Findings, Span};
use crate::source::SourceFile;
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
        let mut start = (above + first.len() + 1).min(text.len());
        match rule {
            Rule::Hyphens => {}
            Rule::Other => findings.add(opening, mistyped(first)),
            Rule::None => match unopened::check(text, opening, findings) {
                Some(MisplacedFields::From(fields)) => start = fields,
                Some(MisplacedFields::Between(start, end)) => {
                    let fields = yaml::parse(&text[start..end], start, findings);
                    return Self { fields, opening, text, body_start: end };
                }
                None => return unread(0),
            },
        }
        let closing = closing(text, start);
        let end = closing.as_ref().map_or(text.len(), |closing| closing.start);
        // A rule below the first turn is not the end of the fields.
        let turn = length_before_turn(&text[start..end]).map(|length| start + length);
        let closing = closing.filter(|_| turn.is_none());
        let closing = closing.or_else(|| mistyped_closing(text, start..turn.unwrap_or(text.len()), findings));
        if closing.is_none() {
            let diagnostic = Diagnostic::error("the front matter is opened here but never closed");
            findings.add(opening, diagnostic.help("put a line `---` below the last field"));
        }
        let Some(Range { start: end, end: body_start }) = closing.or(turn.map(|turn| turn..turn)) else {
            return unread(text.len());
        };
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

/// The fields of a file as they are written, for whoever wants to change them there.
#[derive(Debug)]
pub struct WrittenFields {
    /// The fields: a map.
    pub node: Node,
    /// The byte at which the line begins that closes them; `None` if there is no such line.
    pub end: Option<usize>,
    /// The byte at which the Markdown begins.
    pub body_start: usize,
}

/// Returns the fields of a Markdown file; `None` if they cannot be read.
pub fn written_fields(file: &SourceFile) -> Option<WrittenFields> {
    let document = Document::read(&file.text, &mut Findings::new(&file.path));
    if !document.is_read() {
        return None;
    }
    let above = file.text[..document.body_start].trim_end_matches('\n');
    let end = above.rfind('\n').map_or(0, |line| line + 1);
    let is_rule = Rule::of(&above[end..]) == Rule::Hyphens || above[end..].trim_end() == "...";
    Some(WrittenFields { node: document.fields, end: is_rule.then_some(end), body_start: document.body_start })
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
    let of_word_processor = line.contains(['–', '—', '―', '−']).then(|| {
        "word processors turn hyphens into dashes: press Ctrl-Z (on a Mac, Cmd-Z) right after it happens, \
         or write in a plain-text editor"
            .to_owned()
    });
    Diagnostic::error(message).help("write `---`").help_if(of_word_processor)
}

/// Returns the line `---` that closes the fields, with its line end.
fn closing(text: &str, start: usize) -> Option<Range<usize>> {
    let mut at = start;
    for line in text[start..].split_inclusive('\n') {
        // Pandoc and Jekyll close front matter with three dots, too.
        let is_dots = || line.starts_with("...") && line.trim_end() == "...";
        if Rule::of(line) == Rule::Hyphens || is_dots() {
            return Some(at..at + line.len());
        }
        at += line.len();
    }
    None
}

/// Returns the first line of a range that was probably meant to close the fields, and reports it.
fn mistyped_closing(text: &str, range: Range<usize>, findings: &mut Findings) -> Option<Range<usize>> {
    let mut at = range.start;
    let mut is_in_text = false;
    for line in text[range].split_inclusive('\n') {
        // Below an empty line such a line may be a rule or a fence of the text.
        is_in_text |= line.trim().is_empty();
        if Rule::of(line) == Rule::Other || (!is_in_text && is_rule_of_others(line)) {
            findings.add(Span::new(at..at + line.trim_end().len()), mistyped(line));
            return Some(at..at + line.len());
        }
        at += line.len();
    }
    None
}

/// Returns true for a line of other signs that people draw, and that Markdown reads as a rule or a heading: `***`, `===`.
fn is_rule_of_others(line: &str) -> bool {
    let signs = line.trim_end();
    signs.len() >= 3 && ["*", "_", "=", "~"].iter().any(|sign| signs.trim_start_matches(sign).is_empty())
}
