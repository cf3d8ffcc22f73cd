//! Tabs and other characters that look like spaces, where only spaces may be: the lines are shown as they must be.

use super::lines::{self, LineEntry};
use super::mistake::Mistake;
use super::raw::decode;
use crate::diagnostics::Diagnostic;

/// The number of lines that a message shows.
const MOST_SHOWN: usize = 12;

/// The tabs before lines, where only spaces may be.
pub(super) fn tab(text: &str, entries: &[LineEntry]) -> Option<Mistake> {
    let mut start = 0;
    let mut first = None;
    for line in text.split_inclusive('\n') {
        let lead = line.len() - line.trim_start_matches([' ', '\t']).len();
        if let Some(tab) = line[..lead].find('\t').filter(|_| !line.trim().is_empty()) {
            let tab = start + tab;
            // Between quotes a line may begin with one.
            let quoted =
                |entry: &&LineEntry| text[entry.value.clone()].starts_with(['"', '\'']) && entry.value.contains(&tab);
            if !entries.iter().any(|entry| quoted(&entry)) {
                first = first.or(Some(tab));
            }
        }
        start += line.len();
    }
    let first = first?;
    let diagnostic = Diagnostic::error("there is a tab here; only spaces are allowed");
    let diagnostic = match with_spaces(text) {
        Some(lines) => diagnostic.help_with_lines(
            if lines.len() == 1 { "write the line with these spaces:" } else { "write the lines with these spaces:" },
            &lines.iter().map(String::as_str).collect::<Vec<_>>(),
        ),
        None => diagnostic.help("replace it with two spaces more than the line above has"),
    };
    Some(Mistake::new(first..first + 1, diagnostic))
}

/// Returns the lines of a field that begin with tabs, with spaces in their place. `None` if that cannot be read.
fn with_spaces(text: &str) -> Option<Vec<String>> {
    // Each line as it was, and how many spaces it has now.
    let mut before: Vec<(&str, usize)> = Vec::new();
    let (mut all, mut shown) = (String::new(), Vec::new());
    let mut is_open = false;
    let is_field = |content: &str| lines::name(content).is_some() || lines::is_item(content);
    for line in text.lines() {
        let content = line.trim_start_matches([' ', '\t']);
        let lead = &line[..line.len() - content.len()];
        let above = before.last().copied();
        let spaces = match above {
            _ if content.is_empty() => 0,
            _ if !lead.contains('\t') => lead.len(),
            Some((_, above)) if is_open => above + 2,
            Some((known, above)) if *known != *lead && !is_field(content) => above + 2,
            // As the last line that began with the same.
            _ => before.iter().rfind(|(known, _)| *known == lead).or(before.last()).map_or(2, |(_, spaces)| *spaces),
        };
        let written = format!("{}{content}", " ".repeat(spaces));
        all.push_str(&written);
        all.push('\n');
        if lead.contains('\t') && !content.is_empty() {
            shown.push(written);
        }
        if !lines::is_empty(line) {
            is_open = content.trim_end().ends_with([':', '|', '>']);
            before.push((lead, spaces));
        }
    }
    (shown.len() <= MOST_SHOWN && decode(&all, 0).is_ok()).then_some(shown)
}

/// Returns true for a character that looks like a space, and is none for YAML.
fn is_other_space(c: char) -> bool {
    c.is_whitespace() && !c.is_ascii()
}

/// The first character that looks like a space at the start of a line or after the colon of a field, where a space belongs.
pub(super) fn other_space(text: &str) -> Option<Mistake> {
    let mut start = 0;
    let mut first: Option<(usize, char)> = None;
    let mut shown = Vec::new();
    for line in text.split('\n') {
        let content = line.trim_start_matches(|c| c == ' ' || is_other_space(c));
        let lead = &line[..line.len() - content.len()];
        let colon = content.find(':').map_or(content.len(), |colon| colon + 1);
        let (name, value) = content.split_at(colon);
        let rest = value.trim_start_matches(is_other_space);
        let wrong = if value.len() > rest.len() { lead.len() + colon } else { usize::MAX };
        let at = lead.find(is_other_space).unwrap_or(wrong);
        if let Some(found) = line.get(at..).and_then(|rest| rest.chars().next()) {
            first = first.or(Some((start + at, found)));
            let gap = if value.len() > rest.len() { " " } else { "" };
            shown.push(format!("{}{name}{gap}{}", " ".repeat(lead.chars().count()), rest.trim_end()));
        }
        start += line.len() + 1;
    }
    let (at, found) = first?;
    let name = if found == '\u{a0}' { "a no-break space".to_owned() } else { format!("U+{:04X}", u32::from(found)) };
    let diagnostic = Diagnostic::error(format!("this looks like a space, but is {name}"));
    let help =
        if shown.len() == 1 { "type the line again, with spaces:" } else { "type these lines again, with spaces:" };
    let lines: Vec<&str> = shown.iter().map(String::as_str).take(MOST_SHOWN).collect();
    Some(Mistake::new(at..at + found.len_utf8(), diagnostic.help_with_lines(help, &lines)))
}
