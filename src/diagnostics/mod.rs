//! What the author is told: every mistake is a value with its place and its mend.
//!
//! A stage never stops at a mistake and never prints one. It returns its result together with the diagnostics it
//! found ([`Checked`]), so that one mistake hides no other; [`report`] turns them all into text at the very end.

pub mod report;
mod suggest;

use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

pub use suggest::closest;

/// A file's place in the column, `/` between its parts on every system: `content/questions/loud-drums.md`.
///
/// It is the file's identity: no number is given out, so a parse stays valid when other files come and go.
pub type FilePath = Arc<str>;

/// Bytes `start..end` of a file's text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Span {
    /// The first byte.
    pub start: u32,
    /// The byte after the last.
    pub end: u32,
}

impl Span {
    /// The span of a byte range. Sources are capped far below 4 GiB when they are read.
    pub fn new(range: Range<usize>) -> Self {
        let bound = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        Self { start: bound(range.start), end: bound(range.end) }
    }

    /// The same place as a range to index with.
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// The same length, `by` bytes further on: from front matter to file.
    pub fn shifted(self, by: usize) -> Self {
        let range = self.range();
        Self::new(range.start + by..range.end + by)
    }
}

/// How bad it is. The order is that of the report: errors first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Would publish something wrong, or nothing at all.
    Error,
    /// What the author probably did not mean.
    Warning,
    /// Housekeeping.
    Hint,
}

impl Severity {
    /// `error`, `warning` or `hint`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Hint => "hint",
        }
    }
}

/// Another place that belongs to the same mistake: the other file with that address, the first use of a key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RelatedSpan {
    /// The file.
    pub file: FilePath,
    /// Where in it.
    pub span: Span,
    /// What is there.
    pub label: String,
}

/// One mistake of the author's: what, where, and what to write instead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// How bad it is.
    pub severity: Severity,
    /// One line, in the author's words, without a full stop.
    pub message: String,
    /// The file it is about; none when it is about the column as a whole.
    pub file: Option<FilePath>,
    /// Where in the file; none when it is about the file as a whole.
    pub span: Option<Span>,
    /// A few words under the marked place.
    pub label: Option<String>,
    /// What to do about it, one line each.
    pub help: Vec<String>,
    /// Other places that belong to it.
    pub related: Vec<RelatedSpan>,
}

impl Diagnostic {
    /// The files that it points into.
    pub fn files(&self) -> impl Iterator<Item = &FilePath> {
        self.file.iter().chain(self.related.iter().map(|other| &other.file))
    }

    fn new(severity: Severity, message: impl Into<String>) -> Self {
        let message = message.into();
        Self { severity, message, file: None, span: None, label: None, help: Vec::new(), related: Vec::new() }
    }

    /// A mistake that must be mended before anything is published.
    pub fn error(message: impl Into<String>) -> Self {
        Self::new(Severity::Error, message)
    }

    /// Something that was probably not meant.
    pub fn warning(message: impl Into<String>) -> Self {
        Self::new(Severity::Warning, message)
    }

    /// Housekeeping.
    pub fn hint(message: impl Into<String>) -> Self {
        Self::new(Severity::Hint, message)
    }

    /// It is in this file, here.
    pub fn at(mut self, file: &FilePath, span: Span) -> Self {
        self.file = Some(file.clone());
        self.span = Some(span);
        self
    }

    /// It is about this file as a whole.
    pub fn about(mut self, file: &FilePath) -> Self {
        self.file = Some(file.clone());
        self
    }

    /// Says a few words under the marked place.
    pub fn label(mut self, label: impl Into<String>) -> Self {
        self.label = Some(label.into());
        self
    }

    /// Says what to do about it.
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help.push(help.into());
        self
    }

    /// Says what to do about it, if there is something to say.
    pub fn help_if(mut self, help: Option<String>) -> Self {
        self.help.extend(help);
        self
    }

    /// Names another place that belongs to it.
    pub fn related(mut self, file: &FilePath, span: Span, label: impl Into<String>) -> Self {
        self.related.push(RelatedSpan { file: file.clone(), span, label: label.into() });
        self
    }

    /// The order of a report: the column as a whole first, then file by file from top to bottom.
    pub fn cmp_place(&self, other: &Self) -> Ordering {
        let place = |d: &Self| (d.file.clone(), d.span, d.severity);
        place(self).cmp(&place(other)).then_with(|| self.message.cmp(&other.message))
    }
}

/// A result, and what was found on the way to it.
#[derive(Debug, Clone)]
pub struct Checked<T> {
    /// The result: as whole as the mistakes allow.
    pub value: T,
    /// The mistakes, in any order.
    pub diagnostics: Vec<Diagnostic>,
}

impl<T> Checked<T> {
    /// The value; its mistakes are added to `all`.
    pub fn into_value(self, all: &mut Vec<Diagnostic>) -> T {
        all.extend(self.diagnostics);
        self.value
    }
}

/// More mistakes than this in one file, and the rest can wait until these are mended.
const MOST_OF_A_FILE: usize = 500;

/// All that was found as it is told: in the order of a report, nothing twice, and no file at endless length.
pub fn in_order(mut found: Vec<Diagnostic>) -> Vec<Diagnostic> {
    found.sort_by(Diagnostic::cmp_place);
    found.dedup();
    let mut told = Vec::with_capacity(found.len());
    for of_file in found.chunk_by(|a, b| a.file == b.file) {
        let (first, rest) = of_file.split_at(of_file.len().min(MOST_OF_A_FILE));
        told.extend_from_slice(first);
        if let Some(worst) = rest.iter().min_by_key(|diagnostic| diagnostic.severity) {
            let message = format!("there is more to say of this file, {} times", rest.len());
            let more = Diagnostic { file: worst.file.clone(), ..Diagnostic::new(worst.severity, message) };
            told.push(more.help("mend what is said above, then look again"));
        }
    }
    told
}

/// Whether one of them keeps the column from being published.
pub fn has_errors(diagnostics: &[Diagnostic]) -> bool {
    diagnostics.iter().any(|d| d.severity == Severity::Error)
}

/// Collects the mistakes of one file.
#[derive(Debug)]
pub struct Findings {
    file: FilePath,
    list: Vec<Diagnostic>,
}

impl Findings {
    /// Nothing found yet in this file.
    pub fn new(file: &FilePath) -> Self {
        Self { file: file.clone(), list: Vec::new() }
    }

    /// The file that is being read.
    pub fn file(&self) -> &FilePath {
        &self.file
    }

    /// Adds a mistake at a place of this file.
    pub fn add(&mut self, span: Span, diagnostic: Diagnostic) {
        self.list.push(diagnostic.at(&self.file, span));
    }

    /// Whether something found so far keeps the column from being published.
    pub fn has_errors(&self) -> bool {
        has_errors(&self.list)
    }

    /// The value, with all that was found.
    pub fn with<T>(self, value: T) -> Checked<T> {
        Checked { value, diagnostics: self.list }
    }
}

/// The texts that diagnostics point into.
pub type SourceMap = BTreeMap<FilePath, Arc<str>>;
