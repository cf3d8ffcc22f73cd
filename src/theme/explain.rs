//! Errors of tera's as diagnostics: with their place in the author's template, and what was probably meant.

use std::collections::BTreeMap;

use tera::{ErrorKind, ReportError, Tera};

use super::functions;
use super::references::without_expression;
use super::templates::Source;
use crate::diagnostics::{Diagnostic, FilePath, Span, closest};

/// More mistakes of syntax than this in one template can wait.
const MOST_OF_A_TEMPLATE: usize = 20;

/// What it takes to find a place in a template.
pub(super) struct Explainer<'t> {
    /// The file behind each of tera's names.
    pub(super) files: &'t BTreeMap<String, FilePath>,
    pub(super) sources: &'t [Source],
}

/// What a template may have meant.
pub(super) struct Known<'t> {
    pub(super) components: Vec<&'t str>,
    pub(super) blocks: Vec<&'t str>,
    /// Components of templates that are broken: who uses those makes no mistake.
    pub(super) unread: Vec<&'t str>,
}

/// A place as tera tells it in its texts: `--> 000001:home.html:12:4`.
struct Place<'t> {
    file: &'t FilePath,
    span: Span,
    word: &'t str,
}

impl Explainer<'_> {
    /// An error of rendering.
    pub(super) fn explain(&self, error: &tera::Error) -> Diagnostic {
        match error.kind() {
            ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
                self.used_from(self.locate(report), &error.to_string())
            }
            ErrorKind::TemplateNotFound(name) => Diagnostic::error(format!("the theme has no template `{name}`"))
                .help("add it to the theme's `templates/`, or choose another theme in `column.yaml`"),
            _ => self.told(&error.to_string()),
        }
    }

    /// The mistakes of syntax in one template. Tera stops at the first: if it stands in something that is printed,
    /// that is taken out, and the rest read again.
    pub(super) fn syntax(&self, source: &Source) -> Vec<Diagnostic> {
        let mut found = Vec::new();
        let mut text = Some(source.file.text.to_string());
        while let Some(read) = text.take().filter(|_| found.len() < MOST_OF_A_TEMPLATE) {
            if let Err(error) = Tera::new().add_raw_template(&source.tera_name(), &read)
                && let ErrorKind::SyntaxError(report) = error.kind()
            {
                let at = report.span().range.start;
                found.push(self.locate(report));
                text = read.get(..at).and_then(|_| without_expression(&read, at));
            }
        }
        found
    }

    /// What tera finds when it sees all templates together.
    pub(super) fn references(&self, error: &tera::Error, known: &Known<'_>) -> Vec<Diagnostic> {
        let text = error.to_string();
        let found = text.split("\n\nerror:").filter_map(|report| {
            let diagnostic = self.told(report);
            let name = diagnostic.message.split('`').nth(1).unwrap_or_default();
            let near = if diagnostic.message.starts_with("unknown component") {
                if known.unread.contains(&name) {
                    return None;
                }
                closest(name, known.components.iter().copied())
            } else if diagnostic.message.starts_with("unknown filter") {
                closest(name, functions::FILTERS)
            } else if diagnostic.message.starts_with("unknown function") {
                closest(name, functions::FUNCTIONS)
            } else {
                // The block itself is among those that are opened.
                closest(name, known.blocks.iter().copied().filter(|block| *block != name))
            };
            let help = near.map(|near| format!("did you mean `{near}`?"));
            Some(diagnostic.help_if(help))
        });
        found.collect()
    }

    /// An error that tera gives as text only: its first line, and the place from its arrow.
    fn told(&self, text: &str) -> Diagnostic {
        let first = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
        let diagnostic = Diagnostic::error(lower_first(first.trim_start_matches("error:").trim()));
        let place = text.lines().find_map(|line| line.trim().strip_prefix("--> ")).and_then(|place| self.place(place));
        match place {
            Some(place) => diagnostic.at(place.file, place.span),
            None => diagnostic,
        }
    }

    /// `000001:home.html:12:4`; the span is that of the word there.
    fn place(&self, text: &str) -> Option<Place<'_>> {
        let mut parts = text.trim().rsplitn(3, ':');
        let column = parts.next()?.parse::<usize>().ok()?;
        let line = parts.next()?.parse::<usize>().ok()?;
        let file = self.files.get(parts.next()?)?;
        let source = &self.sources.iter().find(|source| source.file.path == *file)?.file.text;
        let start: usize = source.split_inclusive('\n').take(line - 1).map(str::len).sum();
        let before: usize = source[start..].chars().take(column.saturating_sub(1)).map(char::len_utf8).sum();
        let at = start + before;
        let end = source[at..].find(|c: char| !c.is_alphanumeric() && c != '_').map_or(source.len(), |end| at + end);
        Some(Place { file, span: Span::new(at..end.max(at + 1)), word: &source[at..end] })
    }

    /// A mistake within a component is often one of those who use it: tera's notes say who that is.
    fn used_from(&self, mut diagnostic: Diagnostic, text: &str) -> Diagnostic {
        for note in text.lines().filter_map(|line| line.strip_prefix("note: called from ")) {
            if let Some(place) = self.place(note) {
                let label = if place.word.is_empty() {
                    "used here".to_owned()
                } else {
                    format!("`{}` is used here", place.word)
                };
                diagnostic = diagnostic.related(place.file, place.span, label);
            }
        }
        diagnostic
    }

    fn locate(&self, report: &ReportError) -> Diagnostic {
        let message = report.message();
        let (message, known) = message.split_once(". Available ").unwrap_or((message, ""));
        let mut diagnostic = Diagnostic::error(lower_first(message.trim_end_matches('.')));
        // "Field `subtitle` is not defined. Available fields: title": the nearest is what was meant.
        let names = known.split_once(": ").map_or("", |(_, names)| names);
        let written = message.split('`').nth(1).unwrap_or_default();
        let near = closest(written, names.split(", ").map(|name| name.trim_matches('`')));
        diagnostic = match near {
            Some(near) => diagnostic.help(format!("did you mean `{near}`?")),
            None if !names.is_empty() && names.len() < 400 => diagnostic.help(format!("known here: {names}")),
            None => diagnostic,
        };
        let span = Span::new(report.span().range.clone());
        let Some(source) = self.sources.iter().find(|source| source.tera_name() == report.filename()) else {
            return diagnostic;
        };
        if message.starts_with("Iteration not possible on type `undefined`") {
            let written = source.file.text.get(span.range().start..).unwrap_or_default();
            let end = written.find(|c: char| !c.is_alphanumeric() && !matches!(c, '_' | '.')).unwrap_or(written.len());
            let written = &written[..end];
            diagnostic.message = format!("`{written}` is not defined, so there is nothing to go through");
        }
        diagnostic.at(&source.file.path, span)
    }
}

fn lower_first(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_lowercase().chain(chars).collect())
}
