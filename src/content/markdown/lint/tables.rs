//! Tables that lose a cell, and what was meant as a table and is none.

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use super::Markdown;
use crate::diagnostics::{Diagnostic, Span};

/// Returns the cells of a row, as written. A `|` after a backslash separates none.
fn cells(row: &str) -> Vec<&str> {
    let row = row.trim();
    let row = row.strip_prefix('|').unwrap_or(row);
    let (mut cells, mut start, mut is_escaped) = (Vec::new(), 0, false);
    for (at, byte) in row.bytes().enumerate() {
        if byte == b'|' && !is_escaped {
            cells.push(row[start..at].trim());
            start = at + 1;
        }
        is_escaped = byte == b'\\' && !is_escaped;
    }
    if !row[start..].trim().is_empty() {
        cells.push(row[start..].trim());
    }
    cells
}

/// Returns the cell in which code begins that the next cell ends, and the text of both.
fn cut_code<'r>(cells: &[&'r str]) -> Option<(&'r str, &'r str)> {
    let is_open = |cell: &str| cell.bytes().filter(|byte| *byte == b'`').count() % 2 == 1;
    cells.windows(2).find(|pair| is_open(pair[0]) && is_open(pair[1])).map(|pair| (pair[0], pair[1]))
}

/// Returns what is wrong with the row at event `at` of a table with so many columns.
pub(super) fn row(markdown: &Markdown<'_>, at: usize, columns: usize) -> Option<(Span, Diagnostic)> {
    let span = markdown.span(at);
    let written = &markdown.text[span.range()];
    let cells = cells(written);
    if columns > 1 && memchr::memchr(b'|', written.as_bytes()).is_none() {
        let message = "this line has no `|`, and yet it is a row of the table above it";
        return Some((span, Diagnostic::warning(message).help("if it is text, put an empty line before it")));
    }
    if let Some((one, other)) = cut_code(&cells) {
        let message = "the `|` within the code divides it into two cells";
        return Some((span, Diagnostic::warning(message).help(format!("write `\\|` instead: {one}\\|{other}"))));
    }
    let lost: Vec<&str> = cells.iter().skip(columns).copied().filter(|cell| !cell.is_empty()).collect();
    let first = lost.first()?;
    let message = match lost.len() {
        1 => format!("`{first}` is not shown: this row has more cells than the first row of the table"),
        count => format!(
            "`{first}` and the cells after it ({count} in all) are not shown: this row has more cells than the first \
             row of the table"
        ),
    };
    let help = "give the first two rows as many cells as this one; if the `|` is part of the text, write `\\|`";
    Some((span, Diagnostic::warning(message).help(help)))
}

/// Returns what is wrong with the first row of a table, at event `at`: those who hear a cell hear the words above it first
/// (WCAG 1.3.1). The first cell may be empty.
pub(super) fn head(markdown: &Markdown<'_>, at: usize) -> Option<(Span, Diagnostic)> {
    let span = markdown.span(at);
    let mut unnamed = Vec::new();
    let (mut column, mut start) = (0, at);
    for index in at + 1..markdown.block_end(at) {
        match &markdown.events[index].0 {
            Event::Start(Tag::TableCell) => (column, start) = (column + 1, index),
            Event::End(TagEnd::TableCell) if index == start + 1 => unnamed.push(column),
            _ => {}
        }
    }
    let message = if unnamed.len() == column {
        "the columns of this table have no names".to_owned()
    } else {
        let first = unnamed.iter().find(|column| **column > 1)?;
        format!("column {first} of this table has no name")
    };
    let help = "say in the first row what is in each column: those who hear the table cannot look up to it";
    Some((span, Diagnostic::warning(message).help(help).about_access()))
}

/// The characters of a line that was meant to divide a table's head from its rows.
fn is_divider(line: &str) -> bool {
    let is_part = |c: char| matches!(c, '|' | ':' | '-' | '–' | '—' | ' ' | '\t' | '\u{a0}' | '+' | '=' | '_');
    line.contains('|') && line.contains(['-', '–', '—']) && line.chars().all(is_part)
}

/// Returns what is wrong with a paragraph that was meant as a table.
pub(super) fn paragraph(text: &str, range: Range<usize>) -> Option<(Span, Diagnostic)> {
    let written = &text[range.clone()];
    let mut lines: Vec<&str> = written.lines().map(|line| line.trim_matches([' ', '>'])).collect();
    if let Some(first) = lines.first_mut() {
        *first = &first[super::marker_length(first)..];
    }
    let found = lines.windows(2).position(|pair| pair[0].contains('|') && is_divider(pair[1]));
    let is_row = |line: &str| line.len() > 4 && line.starts_with('|') && line.ends_with('|') && cells(line).len() > 1;
    let (number, message) = match found {
        Some(head) => (head + 1, why_no_table(&cells(lines[head]), lines[head + 1])),
        None if lines.iter().filter(|line| is_row(line)).count() > 1 => {
            let first = lines.iter().position(|line| is_row(line))?;
            (first, "a table needs a line of hyphens below its first row".to_owned())
        }
        None => return None,
    };
    let head = if found.is_some() { number - 1 } else { number };
    let start = range.start + written.split_inclusive('\n').take(number).map(str::len).sum::<usize>();
    let line = text[start..range.end].lines().next().unwrap_or_default().trim_end();
    let head = cells(lines[head]);
    let help = if head.first()?.ends_with(':') {
        "begin the first row on a line of its own".to_owned()
    } else {
        format!("write `|{}` below the first row", "---|".repeat(head.len()))
    };
    Some((Span::new(start..start + line.len()), Diagnostic::warning(message).help(help)))
}

fn why_no_table(head: &[&str], divider: &str) -> String {
    let (columns, count) = (head.len(), cells(divider).len());
    if columns == count + 1 && head[0].ends_with(':') {
        return format!("this is not a table: `{}` is part of its first row, so put an empty line after it", head[0]);
    }
    if count != columns {
        return format!(
            "this is not a table: its first row has {columns} cells, but the line of hyphens below it has \
             {count}"
        );
    }
    let reason = match divider {
        line if line.contains('\t') => "a tab",
        line if line.contains('\u{a0}') => "a no-break space",
        line if line.contains(['–', '—']) => "a dash instead of a hyphen",
        _ => "something other than hyphens",
    };
    format!("this is not a table: there is {reason} in the line below its first row")
}
