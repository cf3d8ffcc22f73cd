//! Writes diagnostics as text: for people, as one line each, or as JSON. The only user of `annotate-snippets`.

use std::fmt::Write;

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use serde::Serialize;

use super::{Diagnostic, FilePath, Severity, SourceMap, Span};

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

/// Returns all diagnostics as text, in the order given.
pub fn render(diagnostics: &[Diagnostic], sources: &SourceMap, format: Format) -> String {
    let mut out = String::new();
    for diagnostic in diagnostics {
        match format {
            Format::Human { color } => {
                out.push_str(&human(diagnostic, sources, color));
                out.push_str("\n\n");
            }
            Format::Short => {
                let _ = writeln!(out, "{}", short(diagnostic, sources));
            }
            Format::Json => {
                let line = serde_json::to_string(&json(diagnostic, sources));
                let _ = writeln!(out, "{}", line.unwrap_or_default());
            }
        }
    }
    out
}

fn human(diagnostic: &Diagnostic, sources: &SourceMap, color: bool) -> String {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Hint => Level::NOTE.with_name("hint"),
    };
    let mut group = Group::with_title(level.primary_title(diagnostic.message.as_str()));
    if let Some(file) = &diagnostic.file {
        group = match (diagnostic.span, sources.get(file)) {
            (Some(span), Some(text)) => group.element(snippet(file, text, span, diagnostic)),
            _ => group.element(annotate_snippets::Origin::path(&**file)),
        };
    }
    for other in diagnostic.related.iter().filter(|other| diagnostic.file.as_ref() != Some(&other.file)) {
        if let Some(text) = sources.get(&other.file) {
            let mark = AnnotationKind::Context.span(clamp(other.span, text)).label(other.label.as_str());
            group = group.element(Snippet::source(&**text).path(&*other.file).annotation(mark));
        }
    }
    for help in &diagnostic.help {
        group = group.element(Level::HELP.message(help.lines().next().unwrap_or_default()));
    }
    let renderer = if color { Renderer::styled() } else { Renderer::plain() };
    let mut rendered = renderer.render(&[group]);
    // The renderer would join the lines to write.
    for line in diagnostic.help.iter().flat_map(|help| help.lines().skip(1)) {
        rendered.push_str("\n    ");
        rendered.push_str(line);
    }
    rendered
}

fn snippet<'a>(
    file: &'a FilePath,
    text: &'a str,
    span: Span,
    diagnostic: &'a Diagnostic,
) -> Snippet<'a, annotate_snippets::Annotation<'a>> {
    let mut mark = AnnotationKind::Primary.span(clamp(span, text));
    if let Some(label) = &diagnostic.label {
        mark = mark.label(label.as_str());
    }
    let here = diagnostic.related.iter().filter(|other| other.file == *file);
    let marks = here.map(|other| AnnotationKind::Context.span(clamp(other.span, text)).label(other.label.as_str()));
    Snippet::source(text).path(&**file).annotation(mark).annotations(marks)
}

/// Returns the span clamped to the text and to character boundaries: the text may have been replaced (not UTF-8, say).
fn clamp(span: Span, text: &str) -> std::ops::Range<usize> {
    let start = text.floor_char_boundary(span.range().start);
    start..text.ceil_char_boundary(span.range().end).max(start)
}

/// Returns the line and column of a byte, both from 1; the column counts characters.
pub fn line_column(text: &str, offset: usize) -> (usize, usize) {
    let before = &text[..text.floor_char_boundary(offset)];
    let line_start = before.rfind('\n').map_or(0, |at| at + 1);
    (before.matches('\n').count() + 1, before[line_start..].chars().count() + 1)
}

fn short(diagnostic: &Diagnostic, sources: &SourceMap) -> String {
    let mut location = diagnostic.file.as_deref().map(ToOwned::to_owned).unwrap_or_default();
    if let (Some(span), Some(text)) = (diagnostic.span, diagnostic.file.as_ref().and_then(|f| sources.get(f))) {
        let (line, column) = line_column(text, span.range().start);
        let _ = write!(location, ":{line}:{column}");
    }
    let colon = if location.is_empty() { "" } else { ": " };
    // The lines to write may be several.
    let help = diagnostic.help.join("; ").replace('\n', " / ");
    let help = if help.is_empty() { help } else { format!(" ({help})") };
    format!("{location}{colon}{}: {}{help}", diagnostic.severity.name(), diagnostic.message)
}

/// A diagnostic for other programs. Lines and columns are counted from 1, columns in characters.
#[derive(Serialize)]
struct JsonDiagnostic<'a> {
    severity: &'static str,
    message: &'a str,
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

fn json<'a>(diagnostic: &'a Diagnostic, sources: &'a SourceMap) -> JsonDiagnostic<'a> {
    let text = diagnostic.file.as_ref().and_then(|file| sources.get(file));
    let marked = diagnostic.span.zip(text).map(|(span, text)| (clamp(span, text), text));
    let start = marked.as_ref().map(|(range, text)| line_column(text, range.start));
    let end = marked.as_ref().map(|(range, text)| line_column(text, range.end));
    let related = diagnostic.related.iter().map(|other| {
        let position = sources.get(&other.file).map(|text| line_column(text, other.span.range().start));
        JsonRelated {
            file: &other.file,
            line: position.map(|p| p.0),
            column: position.map(|p| p.1),
            label: &other.label,
        }
    });
    JsonDiagnostic {
        severity: diagnostic.severity.name(),
        message: &diagnostic.message,
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
