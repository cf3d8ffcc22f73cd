//! Diagnostics: each mistake of the author is a value that says where it is and how to fix it.
//!
//! A stage never stops at a mistake and never prints one. It returns its result together with the diagnostics that it
//! found ([`Checked`]), so that one mistake does not hide another; [`report`] turns all of them into text at the end.

mod error_from;
mod full_address;
mod kinds;
pub mod report;
mod secrets;
mod sentence_list;
mod snippet;
mod suggest;

use std::borrow::Cow;
use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

pub use error_from::ErrorFrom;
pub use full_address::full_address;
pub use kinds::{DiagnosticGroup, Grouped};
pub use secrets::{
    Secrets, address_holds_secret, holds_secret, mask_secrets, names_secret, secrets_of_any_text,
    secrets_with_their_lines,
};
pub use sentence_list::sentence_list;
pub use suggest::{Suggester, closest, list_names};

/// The path of a file in the column, with `/` as the separator on every system: `content/questions/loud-drums.md`.
///
/// It is the file's identity. Files have no numbers, so a parse stays valid when other files are added or removed.
pub type FilePath = Arc<str>;

/// A range of bytes in a file's text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Span {
    /// The first byte.
    pub start: u32,
    /// The byte after the last.
    pub end: u32,
}

impl Span {
    /// Returns the span of a byte range. Source files are limited to far less than 4 GiB when they are read.
    pub fn new(range: Range<usize>) -> Self {
        let bound = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        Self { start: bound(range.start), end: bound(range.end) }
    }

    /// Returns the same range as one to index with.
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// Returns the span moved forward by `by` bytes, for instance from front matter to the whole file.
    pub fn shifted(self, by: usize) -> Self {
        let range = self.range();
        Self::new(range.start + by..range.end + by)
    }
}

/// The severity of a diagnostic. The order is that of the report: errors first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Something wrong would be published, or nothing at all.
    Error,
    /// The author probably did not mean this.
    Warning,
    /// Housekeeping.
    Hint,
}

impl Severity {
    /// Returns `error`, `warning` or `hint`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Hint => "hint",
        }
    }
}

/// Another span that is part of the same mistake: the other file with that address, the first use of a key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RelatedSpan {
    /// The file.
    pub file: FilePath,
    /// The span in it.
    pub span: Span,
    /// A few words about it.
    pub label: String,
}

/// One mistake of the author, with its location and its fix.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// The severity.
    pub severity: Severity,
    /// The message: one line, in the author's words, without a full stop.
    pub message: String,
    /// The file; `None` if it is about the column as a whole.
    pub file: Option<FilePath>,
    /// The span in the file; `None` if it is about the file as a whole.
    pub span: Option<Span>,
    /// A few words that are shown at the span.
    pub label: Option<String>,
    /// How to fix it, one line each.
    pub help: Vec<String>,
    /// Other spans that are part of it.
    pub related: Vec<RelatedSpan>,
    /// The day from which it is an error, if it is about something that is published later.
    pub error_from: Option<ErrorFrom>,
    /// True if the text is read as its author meant it, and only keeps some readers out: those who hear it, or have no mouse.
    pub is_about_access: bool,
}

/// A name that a message quotes may have several lines in YAML, and characters that a terminal obeys.
fn one_line(text: String) -> String {
    if !text.contains(char::is_control) {
        return text;
    }
    let text: Vec<_> = text.split_whitespace().collect();
    text.join(" ").replace(char::is_control, "�")
}

impl Diagnostic {
    /// Returns the files that it points into.
    pub fn files(&self) -> impl Iterator<Item = &FilePath> {
        self.file.iter().chain(self.related.iter().map(|other| &other.file))
    }

    /// Returns the message, with the day from which it is an error.
    pub fn title(&self) -> Cow<'_, str> {
        match &self.error_from {
            Some(from) => format!("becomes an error on {}: {}", from.day, self.message).into(),
            None => (&*self.message).into(),
        }
    }

    fn new(severity: Severity, message: impl Into<String>) -> Self {
        let message = one_line(message.into());
        Self {
            severity,
            message,
            file: None,
            span: None,
            label: None,
            help: Vec::new(),
            related: Vec::new(),
            error_from: None,
            is_about_access: false,
        }
    }

    /// Creates an error: it must be fixed before anything is published.
    pub fn error(message: impl Into<String>) -> Self {
        Self::new(Severity::Error, message)
    }

    /// Creates a warning: the author probably did not mean this.
    pub fn warning(message: impl Into<String>) -> Self {
        Self::new(Severity::Warning, message)
    }

    /// Creates a hint: housekeeping.
    pub fn hint(message: impl Into<String>) -> Self {
        Self::new(Severity::Hint, message)
    }

    /// Sets the file and the span.
    pub fn at(mut self, file: &FilePath, span: Span) -> Self {
        self.file = Some(file.clone());
        self.span = Some(span);
        self
    }

    /// Sets the file, as a whole.
    pub fn about(mut self, file: &FilePath) -> Self {
        self.file = Some(file.clone());
        self
    }

    /// Says that the text is read as it was meant, and keeps some readers out.
    pub fn about_access(mut self) -> Self {
        self.is_about_access = true;
        self
    }

    /// Sets the words that are shown at the span.
    pub fn label(mut self, label: impl Into<String>) -> Self {
        self.label = Some(one_line(label.into()));
        self
    }

    /// Labels the span as the first of so many in its file, if there are more than one.
    pub fn first_of(self, count: usize) -> Self {
        if count > 1 { self.label(format!("the first of {count} in this file")) } else { self }
    }

    /// Adds a line on how to fix it.
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help.push(one_line(help.into()));
        self
    }

    /// Adds a line on how to fix it, and below it the lines to write.
    pub fn help_with_lines(mut self, help: &str, lines: &[&str]) -> Self {
        let lines = lines.iter().map(|line| format!("\n{}", line.replace(char::is_control, "�")));
        self.help.push(one_line(help.to_owned()) + &lines.collect::<String>());
        self
    }

    /// Adds a line on how to fix it, if there is one.
    pub fn help_if(mut self, help: Option<String>) -> Self {
        self.help.extend(help.map(one_line));
        self
    }

    /// Adds another span that is part of it.
    pub fn related(mut self, file: &FilePath, span: Span, label: impl Into<String>) -> Self {
        self.related.push(RelatedSpan { file: file.clone(), span, label: label.into() });
        self
    }

    /// Compares for the order of a report: the column as a whole first, then file by file from top to bottom.
    pub fn cmp_place(&self, other: &Self) -> Ordering {
        let key = |d: &Self| (d.file.clone(), d.span, d.severity);
        key(self).cmp(&key(other)).then_with(|| self.message.cmp(&other.message))
    }
}

/// A result, and the diagnostics that were found while computing it.
#[derive(Debug, Clone)]
pub struct Checked<T> {
    /// The result: as complete as the mistakes allow.
    pub value: T,
    /// The diagnostics, in any order.
    pub diagnostics: Vec<Diagnostic>,
}

impl<T> Checked<T> {
    /// Returns the value, and adds its diagnostics to `all`.
    pub fn into_value(self, all: &mut Vec<Diagnostic>) -> T {
        all.extend(self.diagnostics);
        self.value
    }
}

/// Returns the diagnostics in the order of a report, without duplicates.
pub fn in_order(mut found: Vec<Diagnostic>) -> Vec<Diagnostic> {
    found.sort_by(Diagnostic::cmp_place);
    found.dedup();
    found
}

/// Returns true if one of them is an error.
pub fn has_errors(diagnostics: &[Diagnostic]) -> bool {
    diagnostics.iter().any(|d| d.severity == Severity::Error)
}

/// Collects the diagnostics of one file.
#[derive(Debug)]
pub struct Findings {
    file: FilePath,
    list: Vec<Diagnostic>,
}

impl Findings {
    /// Creates an empty collection for this file.
    pub fn new(file: &FilePath) -> Self {
        Self { file: file.clone(), list: Vec::new() }
    }

    /// Returns the file that is being read.
    pub fn file(&self) -> &FilePath {
        &self.file
    }

    /// Adds a diagnostic at a span of this file.
    pub fn add(&mut self, span: Span, diagnostic: Diagnostic) {
        self.list.push(diagnostic.at(&self.file, span));
    }

    /// Returns true if an error has been added.
    pub fn has_errors(&self) -> bool {
        has_errors(&self.list)
    }

    /// Returns the value together with the diagnostics.
    pub fn with<T>(self, value: T) -> Checked<T> {
        Checked { value, diagnostics: self.list }
    }
}

/// The texts of the files that diagnostics point into.
pub type SourceMap = BTreeMap<FilePath, Arc<str>>;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quoted_name_does_nothing_to_a_terminal() {
        let diagnostic = Diagnostic::error("no file `\u{1b}[2Ja\tb`").label("\u{7}").help("\u{9b}1m");
        assert_eq!(diagnostic.message, "no file `�[2Ja b`");
        assert_eq!((diagnostic.label.as_deref(), diagnostic.help[0].as_str()), (Some("�"), "�1m"));
    }

    #[test]
    fn a_quoted_name_of_several_lines_makes_no_message_of_several_lines() {
        let diagnostic =
            Diagnostic::error("`a\n\nb` is unknown").label("c\nd").help("e\nf").help_if(Some("g\n h".into()));
        assert_eq!(diagnostic.message, "`a b` is unknown");
        assert_eq!(diagnostic.label.as_deref(), Some("c d"));
        assert_eq!(diagnostic.help, ["e f", "g h"]);
    }
}
