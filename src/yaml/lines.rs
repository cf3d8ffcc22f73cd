//! What a line of YAML is, by its first characters and its indentation alone: for text that the YAML library refuses.

use std::ops::Range;

use super::unclosed::{bracket_length, quote_length};

/// A field or an item of a list, with all lines that belong to it.
#[derive(Debug)]
pub(super) struct LineEntry {
    /// From the first character of its line, behind all spaces and the dashes of a list, to the end of its last line.
    pub(super) range: Range<usize>,
    /// The number of characters before it in its line.
    pub(super) indent: usize,
    /// The number of spaces before the first dash, if it has dashes.
    pub(super) dash: Option<usize>,
    /// The field's name; `None` for an item of a list without one, and for a line that is neither.
    pub(super) name: Option<Range<usize>>,
    /// The value without spaces at its ends; empty if there is none.
    pub(super) value: Range<usize>,
    /// True if the value is a text in lines below a `|` or `>`.
    pub(super) is_block: bool,
}

/// A field's name at the start of a line.
pub(super) struct LineName {
    /// The length of the name, with its quotes.
    pub(super) length: usize,
    /// The byte behind the colon.
    pub(super) end: usize,
}

/// Returns the number of spaces that a line begins with.
pub(super) fn indent(line: &str) -> usize {
    line.len() - line.trim_start_matches(' ').len()
}

/// Returns true if there is nothing in a line, or a comment.
pub(super) fn is_empty(line: &str) -> bool {
    let line = line.trim();
    line.is_empty() || line.starts_with('#')
}

/// Returns true if a line, without its indentation, is an item of a list.
pub(super) fn is_item(line: &str) -> bool {
    line.strip_prefix('-').is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '\t', '\n']))
}

/// Returns the name that a line, without its indentation, begins with. Up to three words may be one; with no space after
/// the colon, only one.
pub(super) fn name(line: &str) -> Option<LineName> {
    let line = line.lines().next()?;
    if let Some(quote) = line.chars().next().filter(|c| matches!(c, '"' | '\'')) {
        let length = 1 + quote_length(&line[1..], quote)?;
        let rest = line[length..].trim_start();
        return rest.starts_with(':').then(|| LineName { length, end: line.len() - rest.len() + 1 });
    }
    let ends = |at: &usize| line[at + 1..].is_empty() || line[at + 1..].starts_with([' ', '\t']);
    let spaced = line.match_indices(':').map(|(at, _)| at).find(ends);
    if let Some(at) = spaced.filter(|at| is_name(&line[..*at])) {
        return Some(LineName { length: line[..at].trim_end().len(), end: at + 1 });
    }
    let at = line.find(':')?;
    let is_word = line[..at].starts_with(|c: char| c.is_ascii_alphabetic())
        && line[..at].bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_-".contains(&byte));
    (is_word && !line[at + 1..].starts_with("//")).then_some(LineName { length: at, end: at + 1 })
}

fn is_name(text: &str) -> bool {
    let special = |c: char| "-?:,[]{}#&*!|>'\"%@`".contains(c);
    let text = text.trim_end();
    text == "<<"
        || (!text.is_empty() && !text.starts_with(special) && !text.starts_with('<') && text.split(' ').count() <= 3)
}

/// Returns true if a name is written as the names of fields are: in one lower-case word.
pub(super) fn is_usual(line: &str) -> bool {
    let usual = |name: &str| {
        name.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"_-".contains(&byte))
    };
    name(line).is_some_and(|name| usual(line[..name.length].trim_matches(['"', '\''])))
}

/// Returns the length of a value, which may go on in the lines below its own: to where its quotes or brackets end, unless
/// a field comes before. `indent` is that of the field it belongs to. `None` if it ends with its line.
fn continued(text: &str, indent: usize) -> Option<usize> {
    let open = text.chars().next()?;
    let length = match open {
        '"' | '\'' => 1 + quote_length(&text[1..], open)?,
        '[' | '{' => bracket_length(text).ok()?,
        _ => return None,
    };
    let (_, below) = text[..length].split_once('\n')?;
    let is_field = |line: &str| self::indent(line) <= indent && is_usual(line.trim_start());
    let goes_on = open == '{' || !below.lines().any(is_field);
    goes_on.then(|| length + text[length..].find('\n').unwrap_or(text.len() - length))
}

/// Returns true if a value says that its text begins in the next line.
fn opens_block(value: &str) -> bool {
    value.starts_with(['|', '>'])
}

/// Returns the entry that begins at byte `start`, with the lines that go on with its value.
pub(super) fn entry(text: &str, start: usize) -> LineEntry {
    let rest = &text[start..];
    let line = rest.lines().next().unwrap_or_default();
    let mut at = line.len() - line.trim_start().len();
    let dash = is_item(&line[at..]).then_some(at);
    while is_item(&line[at..]) {
        at += 1;
        at = line.len() - line[at..].trim_start().len();
    }
    let name = name(&line[at..]);
    let value = name.as_ref().map_or(at, |name| at + name.end);
    let value = line.len() - line[value..].trim_start().len();
    let parent = if name.is_some() { at } else { dash.unwrap_or(at) };
    let is_block = opens_block(&line[value..]);
    let end = match continued(&rest[value..], parent) {
        Some(length) => value + length,
        None if is_block => line.len() + block_length(&rest[line.len()..], parent),
        None if line[value..].is_empty() => line.len(),
        None => line.len() + text_length(&rest[line.len()..], parent),
    };
    let trimmed = value + rest[value..end.max(value)].trim_end().len();
    LineEntry {
        range: start + at..start + end.max(line.len()),
        indent: at,
        dash,
        name: name.map(|name| start + at..start + at + name.length),
        value: start + value..start + trimmed,
        is_block,
    }
}

/// Returns the length of the lines that are indented more than a field, or empty: a text below `|`.
fn block_length(below: &str, parent: usize) -> usize {
    length_while(below, |line| line.trim().is_empty() || indent(line) > parent)
}

/// Returns the length of the lines that go on with a text: indented more than its field, and neither field nor item.
fn text_length(below: &str, parent: usize) -> usize {
    length_while(below, |line| {
        let inner = line.trim();
        let is_more = indent(line) > parent && !inner.is_empty() && !inner.starts_with('#');
        is_more && !is_usual(inner) && !is_item(inner)
    })
}

/// Returns the length of the first lines that meet a condition. The text begins with a line end.
fn length_while(below: &str, condition: impl Fn(&str) -> bool) -> usize {
    let mut length = 0;
    for line in below.get(1..).unwrap_or_default().split_inclusive('\n') {
        if !condition(line.trim_end_matches('\n')) {
            break;
        }
        length += line.len();
    }
    if length == 0 { 0 } else { below[..=length].trim_end_matches('\n').len() }
}

/// Returns the entries of a text, in its order.
pub(super) fn entries(text: &str) -> Vec<LineEntry> {
    let mut entries = Vec::new();
    let mut at = 0;
    while at < text.len() {
        let line = text[at..].lines().next().unwrap_or_default();
        if is_empty(line) {
            at += line.len() + 1;
            continue;
        }
        let entry = entry(text, at);
        at = entry.range.end + 1;
        entries.push(entry);
    }
    entries
}

impl LineEntry {
    /// Returns true if lines below the entry can belong to it: it has no value, or only a name (`&`) or kind (`!`) for it.
    pub(super) fn is_open(&self, text: &str) -> bool {
        let value = &text[self.value.clone()];
        value.is_empty() || (value.starts_with(['&', '!']) && !value.contains(' '))
    }

    /// Subtracts the start of the text that the entry is looked at in from all its places.
    pub(super) fn shift_back(&mut self, start: usize) {
        let back = |range: &Range<usize>| range.start - start..range.end - start;
        self.range = back(&self.range);
        self.value = back(&self.value);
        self.name = self.name.as_ref().map(back);
    }
}
