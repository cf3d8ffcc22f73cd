//! Mistakes between the lines of a field: their indentation, and lines that belong to nothing.

use super::lines::LineEntry;
use super::mistake::{A_FIELD, Mistake, write};
use crate::diagnostics::Diagnostic;

/// Returns the entry's first line, without its indentation.
fn line<'t>(text: &'t str, entry: &LineEntry) -> &'t str {
    text[entry.range.clone()].lines().next().unwrap_or_default()
}

/// A field that is indented, and belongs to nothing above it.
pub(super) fn indented(text: &str, entry: &LineEntry) -> Mistake {
    let name = entry.name.as_ref().map_or("", |name| &text[name.clone()]);
    let diagnostic = Diagnostic::error(format!("`{name}` has spaces before it, unlike the other fields"));
    let written = line(text, entry);
    let help = write(written).unwrap_or_else(|| "remove the spaces".to_owned());
    Mistake::new(entry.range.start..entry.range.start + written.len(), diagnostic.help(help))
}

/// Returns a line with `=` in place of the colon as a field.
fn with_colon(line: &str) -> Option<String> {
    let (name, value) = line.split_once('=')?;
    write(&format!("{}: {}", name.trim(), value.trim()))
}

/// Returns true for a field whose `=` has spaces around it.
fn is_assignment(line: &str) -> bool {
    line.split_once(" = ").is_some_and(|(name, _)| name.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_'))
}

/// Returns an item of a list whose `-` has no space after it, with one.
fn item(line: &str) -> Option<String> {
    let item = line.trim_end().strip_prefix('-').filter(|item| item.starts_with(char::is_alphanumeric))?;
    write(&format!("- {item}"))
}

/// A line that is neither field nor item, nor goes on with the text above it.
pub(super) fn stray(text: &str, entry: &LineEntry, before: Option<&LineEntry>) -> Mistake {
    let written = line(text, entry);
    let name = before.and_then(|before| before.name.as_ref()).map(|name| &text[name.clone()]);
    let is_block = before.is_some_and(|before| before.is_block);
    let goes_on = before
        .is_some_and(|before| !before.value.is_empty() && !text[before.value.clone()].ends_with(['"', '\'', ']', '}']));
    let diagnostic = if matches!(written.trim_end(), "---" | "...") {
        Diagnostic::error(format!("`{}` ends the fields here, so none may follow", written.trim_end()))
            .help("remove this line")
    } else if let Some(note) = written.strip_prefix("<!--") {
        let note = note.trim_end().trim_end_matches("-->").trim();
        Diagnostic::error("between the fields, a comment begins with `#`")
            .help(format!("write it like this: `# {note}`"))
    } else if let (Some(help), false) = (with_colon(written).filter(|_| is_assignment(written)), is_block) {
        Diagnostic::error("there is an `=` where a colon belongs").help(help)
    } else if let (Some(help), false, false) = (item(written), is_block, goes_on) {
        Diagnostic::error("a space is missing after `-`").help(help)
    } else if let (Some(name), true) = (name, is_block) {
        let diagnostic =
            Diagnostic::error(format!("this line belongs to no field: the text of `{name}` must be indented"));
        diagnostic.help("put two spaces before each of its lines")
    } else if let (Some(name), true) = (name, goes_on) {
        let diagnostic = Diagnostic::error("this line belongs to no field");
        diagnostic
            .help(format!("if it continues `{name}`, put two spaces before it; if it is a comment, put `# ` before it"))
    } else {
        let diagnostic = Diagnostic::error("this line is not a field");
        diagnostic.help(with_colon(written).unwrap_or_else(|| A_FIELD.to_owned()))
    };
    let range = entry.range.start..entry.range.end;
    // Without this line, a text below a `|` may be empty.
    let is_stray = before.is_none_or(|before| !before.is_block || text[before.value.clone()].contains('\n'));
    Mistake { range, diagnostic, is_stray }
}

/// A list or map that is being read, with the indentation of its lines.
struct Level {
    indent: usize,
    is_list: bool,
}

/// Returns the first line that is not indented as those that it belongs to.
pub(super) fn misplaced(text: &str, entries: &[LineEntry]) -> Option<Mistake> {
    let mut levels: Vec<Level> = Vec::new();
    let mut before: Option<&LineEntry> = None;
    for entry in entries {
        let indent = entry.dash.unwrap_or(entry.indent);
        let is_list = entry.dash.is_some();
        let mut last = None;
        while levels.last().is_some_and(|level| level.indent > indent) {
            last = levels.pop();
        }
        let is_open = before.is_none_or(|before| before.is_open(text));
        let level = levels.last();
        // The items of a list may have the indentation of their field.
        let is_list_of_field = is_list && is_open && last.is_none() && level.is_some_and(|level| !level.is_list);
        let fits = match level {
            Some(level) if level.indent == indent => level.is_list == is_list || is_list_of_field,
            Some(_) => last.is_none() && is_open,
            None => last.is_none(),
        };
        if !fits && level.is_some_and(|level| level.indent == indent && level.is_list && !is_list) {
            levels.pop();
            if levels.last().is_some_and(|level| level.indent == indent) {
                before = Some(entry);
                continue;
            }
            return Some(not_alike(text, entry, indent, last.as_ref(), before));
        }
        if !fits && is_list && last.is_none() && indent > 0 && level.is_some_and(|level| level.indent == indent) {
            return Some(dash_among_names(text, entry));
        }
        if !fits {
            return Some(not_alike(text, entry, indent, last.as_ref(), before));
        }
        if level.is_none_or(|level| level.indent != indent) || is_list_of_field {
            levels.push(Level { indent, is_list });
        }
        if is_list && entry.name.is_some() {
            levels.push(Level { indent: entry.indent, is_list: false });
        }
        before = Some(entry);
    }
    None
}

/// An item of a list between names with colons, as in a vocabulary: `- manners` below `neighbors:`.
fn dash_among_names(text: &str, entry: &LineEntry) -> Mistake {
    let start = text[..entry.range.start].rfind('\n').map_or(0, |at| at + 1);
    let indent = entry.dash.unwrap_or(entry.indent);
    let start = start + indent;
    let item = line(text, entry);
    let diagnostic = Diagnostic::error("this line begins with `-`, but the lines that it belongs with do not");
    let name = if entry.name.is_some() { item.to_owned() } else { format!("{}:", item.trim_end()) };
    let diagnostic = if write(&name).is_some() {
        diagnostic.help_with_lines("write it like this:", &[&format!("{}{name}", " ".repeat(indent))])
    } else {
        diagnostic.help("remove the `-`, and put a colon after the name")
    };
    Mistake::new(start..entry.range.start + item.len(), diagnostic)
}

fn not_alike(
    text: &str,
    entry: &LineEntry,
    indent: usize,
    last: Option<&Level>,
    before: Option<&LineEntry>,
) -> Mistake {
    let start = text[..entry.range.start].rfind('\n').map_or(0, |at| at + 1);
    let start = start + indent;
    let range = start..entry.range.start + line(text, entry).len();
    let name = before.filter(|before| !before.value.is_empty()).and_then(|before| before.name.as_ref());
    if let (Some(name), true, None) = (name.map(|name| &text[name.clone()]), entry.dash.is_some(), last) {
        let diagnostic = Diagnostic::error(format!("`{name}` already has text on its line, so no list can follow"));
        return Mistake::new(range, diagnostic.help(format!("write the whole list on one line: `{name}: [ …, … ]`")));
    }
    let wanted = last.map(|level| level.indent).or_else(|| before.map(|before| before.dash.unwrap_or(before.indent)));
    let diagnostic =
        Diagnostic::error("this line needs the same number of spaces before it as the lines it belongs with");
    let spaces = match wanted.filter(|wanted| *wanted != indent) {
        Some(0) => "remove the spaces before it".to_owned(),
        Some(1) => "put one space before it".to_owned(),
        Some(many) => format!("put {many} spaces before it"),
        None => "give each line of a list, and each field of a group, the same number of spaces".to_owned(),
    };
    Mistake::new(range, diagnostic.help(spaces))
}
