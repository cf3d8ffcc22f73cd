//! What is to be said of the column: in the words of the terminal, with the way into the columnist's editor.

use std::path::Path;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Serialize;

use crate::diagnostics::report::{Format, line_column, render};
use crate::diagnostics::{Diagnostic, Severity, SourceMap};
use crate::source::Fingerprint;

/// What was found in a column.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// In the order of the terminal.
    pub diagnostics: Vec<Diagnostic>,
    /// The texts that they point into.
    pub sources: SourceMap,
    /// Whether every page has been tried; if not, more may be found.
    pub is_complete: bool,
}

/// How a file is opened at a line: an address with `{file}`, `{line}` and `{column}` in it.
#[derive(Debug, Clone)]
pub struct Editor(String);

/// What stands in a path of an address as it is.
const PATH: &AsciiSet = &NON_ALPHANUMERIC.remove(b'/').remove(b'-').remove(b'_').remove(b'.').remove(b'~');

/// One mistake, for the page that shows it.
#[derive(Debug, Serialize)]
pub(super) struct Part {
    /// `error`, `warning` or `hint`.
    pub(super) severity: &'static str,
    /// As the terminal shows it, without colours.
    pub(super) text: String,
    /// The words in it that name a place.
    pub(super) place: Option<String>,
    /// Where that place can be edited.
    pub(super) href: Option<String>,
}

impl Editor {
    /// The names that are known, and what they mean.
    const NAMES: [(&'static str, &'static str); 5] = [
        ("vscode", "vscode://file{file}:{line}:{column}"),
        ("vscodium", "vscodium://file{file}:{line}:{column}"),
        ("zed", "zed://file{file}:{line}:{column}"),
        ("idea", "idea://open?file={file}&line={line}&column={column}"),
        ("textmate", "txmt://open?url=file://{file}&line={line}&column={column}"),
    ];

    /// An editor's name, or the address of one of its own.
    pub fn new(text: &str) -> Result<Self, String> {
        if let Some((_, address)) = Self::NAMES.iter().find(|(name, _)| *name == text) {
            return Ok(Self((*address).to_owned()));
        }
        if text.contains("://") && text.contains("{file}") {
            return Ok(Self(text.to_owned()));
        }
        let names = Self::NAMES.map(|(name, _)| name).join(", ");
        Err(format!("write {names}, or an address such as `editor://open?file={{file}}&line={{line}}`"))
    }

    /// The address that opens a file of the column.
    pub(super) fn address(&self, root: &Path, file: &str, line: usize, column: usize) -> String {
        let path = root.join(file).to_string_lossy().replace('\\', "/");
        let slash = if path.starts_with('/') { "" } else { "/" };
        let path = format!("{slash}{}", utf8_percent_encode(&path, PATH));
        let address = self.0.replace("{file}", &path).replace("{line}", &line.to_string());
        address.replace("{column}", &column.to_string())
    }
}

impl Report {
    pub(super) fn new(diagnostics: Vec<Diagnostic>, sources: SourceMap, is_complete: bool) -> Self {
        Self { diagnostics, sources, is_complete }
    }

    /// All of it as the terminal shows it, without colours.
    pub fn text(&self) -> String {
        render(&self.diagnostics, &self.sources, Format::Human { color: false })
    }

    /// How many errors there are.
    pub fn errors(&self) -> usize {
        self.diagnostics.iter().filter(|one| one.severity == Severity::Error).count()
    }

    /// What tells one report from another.
    pub(super) fn id(&self) -> String {
        Fingerprint::of(self.text().as_bytes()).short()
    }

    pub(super) fn parts(&self, root: &Path, editor: &Editor) -> Vec<Part> {
        self.diagnostics.iter().map(|diagnostic| self.part(diagnostic, root, editor)).collect()
    }

    fn part(&self, diagnostic: &Diagnostic, root: &Path, editor: &Editor) -> Part {
        let one = std::slice::from_ref(diagnostic);
        let text = render(one, &self.sources, Format::Human { color: false }).trim_end().to_owned();
        let there = diagnostic.file.as_ref().filter(|file| crate::source::is_file(root, file));
        let place = there.map(|file| {
            let span = diagnostic.span.zip(self.sources.get(file));
            let (line, column) = span.map_or((1, 1), |(span, text)| line_column(text, span.range().start));
            let exact = format!("{file}:{line}:{column}");
            let place = if text.contains(&exact) { exact } else { file.to_string() };
            (place, editor.address(root, file, line, column))
        });
        let (place, href) = place.unzip();
        Part { severity: diagnostic.severity.name(), text, place, href }
    }
}
