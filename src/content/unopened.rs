//! A file whose first line is not `---`: it is empty, it has something above its fields, or it has no fields.

use super::slug::name_of;
use super::{EntryKind, date, double_quoted};
use crate::diagnostics::{Diagnostic, FilePath, Findings, Span};

/// The fields that files most often begin with, in lowercase.
const USUAL: [&str; 14] = [
    "title",
    "date",
    "tags",
    "asker",
    "name",
    "initials",
    "provider",
    "author",
    "layout",
    "draft",
    "slug",
    "description",
    "answered_by",
    "categories",
];

/// The number of lines with text that are looked at above the fields.
const MOST_ABOVE: usize = 3;

/// The number of lines that a message shows.
const MOST_SHOWN: usize = 20;

/// The bytes of fields that are not between two lines `---`, or below the first line of a file.
pub(super) enum MisplacedFields {
    /// They begin at this byte, and a line `---` closes them.
    From(usize),
    /// They begin and end at these bytes.
    Between(usize, usize),
}

/// Reports what is wrong at the start of a file, whose first line with text is at `opening`, and returns its fields if it has any.
pub(super) fn check(text: &str, opening: Span, findings: &mut Findings) -> Option<MisplacedFields> {
    if text.trim().is_empty() {
        let diagnostic = Diagnostic::error("this file is empty").help("remove it, if you do not need it");
        let lines = first_lines(findings.file(), None);
        findings.add(opening, with_lines(diagnostic, "otherwise, begin it with these lines", &lines));
        return None;
    }
    if let Some(start) = fields_below(text) {
        findings.add(opening, text_above(&text[..start], &text[start..]));
        return Some(MisplacedFields::From(start));
    }
    let start = opening.range().start;
    if let Some(length) = length_of_fields(&text[start..]) {
        let fields = &text[start..start + length];
        if text[start + length..].starts_with("---") {
            let diagnostic = Diagnostic::error("the line `---` above the fields is missing");
            findings.add(opening, diagnostic.help("write `---` on a line of its own above this one"));
            return Some(MisplacedFields::From(start));
        }
        findings.add(opening, without_rules(fields));
        // Names in capitals are shown in small letters, and are not read.
        let is_read = !first_of(fields).starts_with(char::is_uppercase);
        return is_read.then_some(MisplacedFields::Between(start, start + length));
    }
    let first = &text[opening.range()];
    let heading = heading(first);
    let lines = first_lines(findings.file(), heading);
    let diagnostic = Diagnostic::error("this file does not start with its title and other fields");
    let help =
        if heading.is_some() { "write these lines in place of the heading" } else { "begin it with these lines" };
    findings.add(opening, with_lines(diagnostic, help, &lines));
    None
}

fn first_of(text: &str) -> &str {
    text.lines().next().unwrap_or_default()
}

/// Says how to write fields that have no lines `---` around them.
fn without_rules(fields: &str) -> Diagnostic {
    let in_small_letters = |line: &str| match line.split_once(':') {
        Some((name, value)) if is_usual_field(line) => format!("{}:{value}", name.to_ascii_lowercase()),
        _ => line.to_owned(),
    };
    let mut lines = vec!["---".to_owned()];
    lines.extend(fields.lines().take(MOST_SHOWN).map(in_small_letters));
    if fields.lines().count() > MOST_SHOWN {
        lines.push("…".to_owned());
    }
    lines.push("---".to_owned());
    let diagnostic = Diagnostic::error("the lines `---` above and below the fields are missing");
    diagnostic.help_with_lines("write them like this:", &lines.iter().map(String::as_str).collect::<Vec<_>>())
}

/// Returns the byte after a line `---` that opens fields, below a few lines of text.
fn fields_below(text: &str) -> Option<usize> {
    let (mut at, mut above) = (0, 0);
    for line in text.split_inclusive('\n') {
        at += line.len();
        if line.trim_end() == "---" {
            let mut fields = text[at..].lines();
            let has_usual = |line: &str| is_usual_field(line) && !line.starts_with(char::is_uppercase);
            let is_opened = fields.next().is_some_and(has_usual);
            let is_closed = fields.take_while(|line| !line.is_empty()).any(|line| line.trim_end() == "---");
            return (is_opened && is_closed).then_some(at);
        }
        above += usize::from(!line.trim().is_empty());
        if above > MOST_ABOVE {
            return None;
        }
    }
    None
}

/// Says what to do with a text above the fields.
fn text_above(above: &str, fields: &str) -> Diagnostic {
    let diagnostic = Diagnostic::error("the fields must come first in a file, but there is text above them");
    let mut lines = above.lines().filter(|line| !matches!(line.trim(), "" | "---"));
    let only = lines.next().filter(|_| lines.next().is_none());
    let has_title = fields.lines().take_while(|line| line.trim_end() != "---").any(|line| line.starts_with("title:"));
    match only.and_then(heading) {
        Some(_) if has_title => diagnostic.help("remove this line: the title is shown without it"),
        Some(title) => {
            diagnostic.help(format!("remove this line, and write `title: {}` below the first `---`", yaml_text(title)))
        }
        None => diagnostic.help("move it below the second `---`, or remove it"),
    }
}

/// Returns the length of the fields that a text begins with, up to an empty line or a line `---`. `None` if it begins with
/// anything else.
fn length_of_fields(text: &str) -> Option<usize> {
    let end = |line: &&str| !line.trim().is_empty() && line.trim_end() != "---";
    let lines: Vec<&str> = text.split_inclusive('\n').take_while(end).collect();
    let first = *lines.first()?;
    let is_field = |line: &&str| {
        line.starts_with([' ', '\t', '-', '#']) || line.split_once(':').is_some_and(|(name, _)| !name.contains(' '))
    };
    let are_fields = is_usual_field(first) && lines.iter().all(is_field);
    // One line alone may be the first line of a text.
    let length: usize = lines.iter().map(|line| line.len()).sum();
    (are_fields && (lines.len() > 1 || text[length..].starts_with("---"))).then_some(length)
}

fn is_usual_field(line: &str) -> bool {
    let name = line.split_once(':').filter(|(_, value)| value.trim().is_empty() || value.starts_with(' '));
    name.is_some_and(|(name, _)| USUAL.contains(&&*name.to_ascii_lowercase()))
}

/// Returns the text of a heading: `# The drums`.
fn heading(line: &str) -> Option<&str> {
    let text = line.trim_start_matches('#');
    let is_heading = (1..=6).contains(&(line.len() - text.len())) && text.starts_with(' ');
    is_heading.then(|| text.trim().trim_end_matches('#').trim_end()).filter(|text| !text.is_empty())
}

/// Returns the lines that a file must begin with. Its title, or its name, is the heading, else made from the name of the file.
fn first_lines(file: &FilePath, heading: Option<&str>) -> Vec<String> {
    let words = words_of(file);
    let title = heading.unwrap_or(&words);
    let field = |name: &str, value: &str| format!("{name}: {}", yaml_text(value));
    let fields = match EntryKind::of(file) {
        Some(EntryKind::Letter) => vec![field("title", title), field("date", day_of(file).unwrap_or("2026-03-02"))],
        Some(EntryKind::Program) => vec![field("title", title), field("provider", "Rare Book School")],
        Some(EntryKind::Person) => {
            let name = heading.map_or_else(|| capitalized(&words), str::to_owned);
            vec![field("name", &name), field("initials", &initials_of(&name))]
        }
        Some(EntryKind::Page) | None => vec![field("title", title)],
    };
    let rule = || std::iter::once("---".to_owned());
    rule().chain(fields).chain(rule()).collect()
}

/// Adds the lines that a file must begin with. What cannot be known is an example in them.
fn with_lines(diagnostic: Diagnostic, help: &str, lines: &[String]) -> Diagnostic {
    let example =
        lines.iter().find_map(|line| line.split_once(": ").filter(|(name, _)| ["date", "provider"].contains(name)));
    let help = example.map_or(format!("{help}:"), |(name, _)| format!("{help}, with the right `{name}`:"));
    diagnostic.help_with_lines(&help, &lines.iter().map(String::as_str).collect::<Vec<_>>())
}

/// Returns the words of a file's name, without the date at its start; the first has a capital.
fn words_of(file: &FilePath) -> String {
    let stem = name_of(file).trim_end_matches(".markdown").trim_end_matches(".md");
    let stem = day_of(file).map_or(stem, |day| stem[day.len()..].trim_start_matches(['-', '_', ' ', '.']));
    let words = stem.replace(['-', '_'], " ");
    let mut chars = words.chars();
    match chars.next() {
        Some(first) => first.to_uppercase().chain(chars).collect(),
        None => "What the reader sees first".to_owned(),
    }
}

/// Returns the day that a file's name begins with.
fn day_of(file: &FilePath) -> Option<&str> {
    date::split_day(name_of(file)).map(|(day, _)| day)
}

/// Returns a name with a capital at the start of each word.
fn capitalized(name: &str) -> String {
    let word = |word: &str| {
        let mut chars = word.chars();
        chars.next().map(|first| first.to_uppercase().chain(chars).collect::<String>())
    };
    name.split(' ').filter_map(word).collect::<Vec<_>>().join(" ")
}

fn initials_of(name: &str) -> String {
    name.split_whitespace().filter_map(|word| word.chars().next()).filter(|c| c.is_alphanumeric()).take(4).collect()
}

/// Returns a text as the value of a field, in quotes if it needs them.
fn yaml_text(text: &str) -> String {
    let is_plain = text.starts_with(char::is_alphanumeric) && !text.contains([':', '#', '"', '\\', '\'']);
    if is_plain { text.to_owned() } else { double_quoted(text) }
}
