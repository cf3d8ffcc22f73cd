//! The diagnostics of a column, as the terminal words them, with links into the columnist's editor.

use serde::Serialize;

use super::editor_links::FileLinks;
use crate::diagnostics::report::{Format, line_column, render, render_group};
use crate::diagnostics::{Diagnostic, DiagnosticGroup, Grouped, Severity, SourceMap};
use crate::source::Fingerprint;

/// The diagnostics of a column.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// In the order of the terminal.
    pub diagnostics: Vec<Diagnostic>,
    /// The texts that they point into.
    pub sources: SourceMap,
    /// True if every page has been rendered; if not, there may be more mistakes.
    pub is_complete: bool,
}

/// One diagnostic, for the page that shows it.
#[derive(Debug, Serialize)]
pub(super) struct ReportPart {
    /// `error`, `warning` or `hint`.
    pub(super) severity: &'static str,
    /// As the terminal shows it, without colors.
    pub(super) text: String,
    /// The words in `text` that become a link: the file, or file, line and column. `None` if there is no file to edit, or not for this visitor.
    #[serde(rename = "place")]
    pub(super) location: Option<String>,
    /// The address that opens the editor there.
    pub(super) href: Option<String>,
}

impl Report {
    pub(super) fn new(diagnostics: Vec<Diagnostic>, sources: SourceMap, is_complete: bool) -> Self {
        Self { diagnostics, sources, is_complete }
    }

    /// Returns the whole report as the terminal shows it, without colors.
    pub fn text(&self) -> String {
        render(&self.diagnostics, &self.sources, Format::Human { color: false })
    }

    /// Returns the number of errors.
    pub fn errors(&self) -> usize {
        self.diagnostics.iter().filter(|diagnostic| diagnostic.severity == Severity::Error).count()
    }

    /// Returns what tells one report from another.
    pub(super) fn id(&self) -> String {
        let all = render(&self.diagnostics, &self.sources, Format::Short);
        Fingerprint::of(all.as_bytes()).short()
    }

    /// Returns the first diagnostic of each kind, with further places of it.
    pub(super) fn parts(&self, links: &FileLinks<'_>) -> Vec<ReportPart> {
        let Grouped { in_full, in_one_line, left_out } = Grouped::new(&self.diagnostics);
        let mut parts: Vec<_> = in_full.iter().filter_map(|group| self.part(group, links)).collect();
        let others: Vec<_> = in_one_line.iter().chain(&left_out).collect();
        if let Some(worst) = others.first().and_then(|group| group.first()) {
            let text = format!(
                "There are {} more kinds of mistakes. To see each one, run `callslip check --all`.",
                others.len()
            );
            let severity = worst.severity.name();
            parts.push(ReportPart { severity, text, location: None, href: None });
        }
        parts
    }

    fn part(&self, group: &DiagnosticGroup<'_>, links: &FileLinks<'_>) -> Option<ReportPart> {
        let diagnostic = group.first()?;
        let text = render_group(group, &self.sources, false).trim_end().to_owned();
        let file = diagnostic.file.as_ref().filter(|file| links.is_file(file));
        let link = file.and_then(|file| {
            let span = diagnostic.span.zip(self.sources.get(file));
            let (line, column) = span.map_or((1, 1), |(span, text)| line_column(text, span.range().start));
            let exact = format!("{file}:{line}:{column}");
            let location = if text.contains(&exact) { exact } else { file.to_string() };
            Some((location, links.address(file, line, column)?))
        });
        let (location, href) = link.unzip();
        Some(ReportPart { severity: diagnostic.severity.name(), text, location, href })
    }
}
