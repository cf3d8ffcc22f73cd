//! Writes diagnostics as text: for people, as one line each, or as JSON.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt::Write;

use serde::Serialize;

use super::snippet::{clamp, human};
use super::{Diagnostic, DiagnosticGroup, FilePath, Grouped, SourceMap};

/// The format of a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// The author's line with the span underlined, and the help below.
    Human {
        /// True to use terminal colors.
        color: bool,
    },
    /// `file:line:column: error: message`, one line each.
    Short,
    /// One JSON object a line (JSON Lines), for editors and other programs.
    Json,
}

/// The number of diagnostics of one file that are shown with its lines. The others can wait until these are fixed.
const MOST_OF_A_FILE: usize = 500;

/// The number of further places that are named of one kind.
const OTHER_PLACES: usize = 2;

/// The number of other messages that are shown of one kind.
const OTHER_MESSAGES: usize = 8;

/// A message that occurs at least so often is worth a line of its own.
const REPEATED: usize = 4;

/// Returns all diagnostics as text, in the order given.
pub fn render(diagnostics: &[Diagnostic], sources: &SourceMap, format: Format) -> String {
    let mut out = String::new();
    let mut lines = LineNumbers::default();
    match format {
        Format::Human { color } => {
            for of_file in diagnostics.chunk_by(|a, b| a.file == b.file) {
                let (first, rest) = of_file.split_at(of_file.len().min(MOST_OF_A_FILE));
                for diagnostic in first {
                    paragraph(&mut out, &human(diagnostic, &[], sources, color));
                }
                if let (Some(file), false) = (&first[0].file, rest.is_empty()) {
                    let mistakes = if rest.len() == 1 { "mistake" } else { "mistakes" };
                    paragraph(&mut out, &format!("{file} has {} more {mistakes}; correct these first", rest.len()));
                }
            }
        }
        Format::Short => {
            for diagnostic in diagnostics {
                let _ = writeln!(out, "{}", short(diagnostic, sources, &mut lines));
            }
        }
        Format::Json => {
            for diagnostic in diagnostics {
                let line = serde_json::to_string(&json(diagnostic, sources, &mut lines));
                let _ = writeln!(out, "{}", line.unwrap_or_default());
            }
        }
    }
    out
}

fn paragraph(out: &mut String, text: &str) {
    out.push_str(text);
    out.push_str("\n\n");
}

/// Returns diagnostics as text for people, grouped by kind: the first of each kind in full, and further places. Errors
/// come first. It stays short, however many diagnostics there are.
pub fn render_groups(diagnostics: &[Diagnostic], sources: &SourceMap, color: bool) -> String {
    let grouped = Grouped::new(diagnostics);
    let mut out = String::new();
    for group in &grouped.in_full {
        paragraph(&mut out, &render_group(group, sources, color));
    }
    let mut lines = LineNumbers::default();
    for group in &grouped.in_one_line {
        let Some(first) = group.first() else { continue };
        let times = if group.count() == 1 { String::new() } else { format!(", {} times", group.count()) };
        let at = place(first, sources, &mut lines);
        let colon = if at.is_empty() { "" } else { ": " };
        let _ = writeln!(out, "{at}{colon}{}: {}{times}", first.severity.name(), first.title());
    }
    if !grouped.left_out.is_empty() {
        let kinds = if grouped.left_out.len() == 1 { "kind" } else { "kinds" };
        let _ = writeln!(out, "and {} more {kinds} of mistakes", grouped.left_out.len());
    }
    if grouped.is_cut() {
        out.push_str("To see every mistake in full, add --all: `callslip check --all`\n\n");
    }
    out
}

/// Returns the first diagnostic of a group in full, and the next places.
pub fn render_group(group: &DiagnosticGroup<'_>, sources: &SourceMap, color: bool) -> String {
    let Some(first) = group.first() else { return String::new() };
    let mut lines = LineNumbers::default();
    let mut notes = Vec::new();
    let others = &group.main[1..];
    let named = &others[..others.len().min(OTHER_PLACES)];
    let places: Vec<_> = named.iter().map(|other| place(other, sources, &mut lines)).collect();
    match (places.join(", "), others.len() - named.len()) {
        (places, 0) if places.is_empty() => {}
        (places, 0) => notes.push(places),
        (places, more) => notes.push(format!("{places} and {more} more")),
    }
    let is_listed = |(at, variant): &(usize, &Vec<&Diagnostic>)| {
        *at < OTHER_MESSAGES && variant.len() >= REPEATED || at + named.len() < OTHER_PLACES
    };
    let variants = group.variants.iter().enumerate();
    let (listed, rest): (Vec<_>, Vec<_>) = variants.partition(is_listed);
    for variant in listed.into_iter().map(|(_, variant)| variant) {
        let times = if variant.len() == 1 { String::new() } else { format!(", {} times", variant.len()) };
        let help =
            variant[0].help.first().filter(|help| variant.len() >= REPEATED && Some(*help) != first.help.first());
        let help = help.and_then(|help| help.lines().next()).map(|help| format!(" ({help})")).unwrap_or_default();
        notes.push(format!("{}: {}{times}{help}", place(variant[0], sources, &mut lines), variant[0].title()));
    }
    let more: usize = rest.into_iter().map(|(_, variant)| variant.len()).sum();
    if more > 0 {
        notes.push(format!("{more} more of this kind"));
    }
    human(first, &notes, sources, color)
}

/// Returns the line and column of a byte, both from 1; the column counts characters.
pub fn line_column(text: &str, offset: usize) -> (usize, usize) {
    let before = &text[..text.floor_char_boundary(offset)];
    let line_start = before.rfind('\n').map_or(0, |at| at + 1);
    (before.matches('\n').count() + 1, before[line_start..].chars().count() + 1)
}

/// Finds the lines of many places. A file may have many diagnostics, so its lines are counted once.
#[derive(Default)]
struct LineNumbers<'a> {
    /// The byte at which each line of a text starts, by the file.
    starts: BTreeMap<&'a FilePath, Vec<usize>>,
}

impl<'a> LineNumbers<'a> {
    /// Returns the line and column of a byte, as [`line_column`] does.
    fn line_column(&mut self, file: &'a FilePath, text: &str, offset: usize) -> (usize, usize) {
        let starts = self.starts.entry(file).or_insert_with(|| {
            std::iter::once(0).chain(memchr::memchr_iter(b'\n', text.as_bytes()).map(|at| at + 1)).collect()
        });
        let at = text.floor_char_boundary(offset);
        let line = starts.partition_point(|start| *start <= at);
        let start = line.checked_sub(1).map_or(0, |index| starts[index]);
        (line, text[start..at].chars().count() + 1)
    }
}

/// Returns `file:line:column`, as far as it is known.
fn place<'a>(diagnostic: &'a Diagnostic, sources: &SourceMap, lines: &mut LineNumbers<'a>) -> String {
    let Some(file) = &diagnostic.file else { return String::new() };
    match (diagnostic.span, sources.get(file)) {
        (Some(span), Some(text)) => {
            let (line, column) = lines.line_column(file, text, span.range().start);
            format!("{file}:{line}:{column}")
        }
        _ => file.to_string(),
    }
}

fn short<'a>(diagnostic: &'a Diagnostic, sources: &SourceMap, lines: &mut LineNumbers<'a>) -> String {
    let place = place(diagnostic, sources, lines);
    let colon = if place.is_empty() { "" } else { ": " };
    // The lines to write may be several.
    let help = diagnostic.help.join("; ").replace('\n', " / ");
    let help = if help.is_empty() { help } else { format!(" ({help})") };
    format!("{place}{colon}{}: {}{help}", diagnostic.severity.name(), diagnostic.title())
}

/// A diagnostic for other programs. Lines and columns are counted from 1, columns in characters.
#[derive(Serialize)]
struct JsonDiagnostic<'a> {
    severity: &'static str,
    message: Cow<'a, str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    error_from: Option<String>,
    file: Option<&'a str>,
    line: Option<usize>,
    column: Option<usize>,
    end_line: Option<usize>,
    end_column: Option<usize>,
    text: Option<&'a str>,
    label: Option<&'a str>,
    help: &'a [String],
    related: Vec<JsonRelated<'a>>,
}

#[derive(Serialize)]
struct JsonRelated<'a> {
    file: &'a str,
    line: Option<usize>,
    column: Option<usize>,
    label: &'a str,
}

fn json<'a>(diagnostic: &'a Diagnostic, sources: &'a SourceMap, lines: &mut LineNumbers<'a>) -> JsonDiagnostic<'a> {
    let text = diagnostic.file.as_ref().and_then(|file| sources.get(file));
    let marked = diagnostic.span.zip(text).map(|(span, text)| (clamp(span, text), text));
    let mut position = |at: usize| Some(lines.line_column(diagnostic.file.as_ref()?, text?, at));
    let start = marked.as_ref().and_then(|(range, _)| position(range.start));
    let end = marked.as_ref().and_then(|(range, _)| position(range.end));
    let related = diagnostic.related.iter().map(|other| {
        let position =
            sources.get(&other.file).map(|text| lines.line_column(&other.file, text, other.span.range().start));
        JsonRelated {
            file: &other.file,
            line: position.map(|p| p.0),
            column: position.map(|p| p.1),
            label: &other.label,
        }
    });
    JsonDiagnostic {
        severity: diagnostic.severity.name(),
        message: diagnostic.title(),
        error_from: diagnostic.error_from.as_ref().map(|from| from.day.to_string()),
        file: diagnostic.file.as_deref(),
        line: start.map(|p| p.0),
        column: start.map(|p| p.1),
        end_line: end.map(|p| p.0),
        end_column: end.map(|p| p.1),
        text: marked.map(|(range, text)| &text[range]),
        label: diagnostic.label.as_deref(),
        help: &diagnostic.help,
        related: related.collect(),
    }
}
