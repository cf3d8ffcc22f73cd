//! Results of one run for the next, each with the fingerprints of all that it depends on: parses, a compiled theme, the
//! last site.
//!
//! Nothing in it is ever invalidated by hand. What depends on something else now is computed again, and what was not
//! needed is dropped. So a run with a cache gives what a run without one gives, only sooner. `build` and `check` begin
//! with an empty one; a preview keeps its own.

use std::cmp::Ordering;
use std::sync::Arc;

use crate::config::Config;
use crate::content::{Entry, ParseOptions};
use crate::diagnostics::{Checked, Diagnostic, FilePath};
use crate::site::SiteCache;
use crate::source::{Fingerprint, SnapshotText};
use crate::theme::{self, Chain, Theme};

/// The results of the last run.
#[derive(Debug, Default)]
pub struct Cache {
    /// The fingerprint of `column.yaml`.
    pub(super) column_file: Option<Fingerprint>,
    pub(super) parse_options: Option<CachedOptions>,
    /// All parses with these options, in path order.
    pub(super) parses: Vec<ParsedFile>,
    pub(super) theme: Option<CompiledTheme>,
    /// The last site. In a preview there are two: without and with what is unpublished.
    pub(super) sites: [SiteCache; 2],
}

/// The options of all parses, and the fingerprint of the files that they follow from.
#[derive(Debug, Clone)]
pub(super) struct CachedOptions {
    pub(super) inputs: Fingerprint,
    pub(super) options: ParseOptions,
}

/// A file with its parse. The parse shares its entry: that of an unchanged file is the very same one.
#[derive(Debug, Clone)]
pub(super) struct ParsedFile {
    pub(super) path: FilePath,
    pub(super) fingerprint: Fingerprint,
    pub(super) entry: Checked<Option<Entry>>,
    /// The text if a diagnostic points into it. Texts and entries of all letters together would be twice the memory.
    pub(super) text: Option<Arc<str>>,
}

/// A theme, and what it was compiled from.
#[derive(Debug)]
pub(super) struct CompiledTheme {
    chain: Arc<Checked<Chain>>,
    /// The name of the theme in `column.yaml`.
    name: String,
    /// The fingerprint of `column.yaml`.
    column_file: Fingerprint,
    pub(super) theme: Arc<Theme>,
    pub(super) diagnostics: Vec<Diagnostic>,
}

impl Cache {
    /// Returns the layers of the theme with this name; `None` if the last run had another theme.
    pub(super) fn chain(&self, theme: &str) -> Option<&Arc<Checked<Chain>>> {
        self.theme.as_ref().filter(|known| known.name == theme).map(|known| &known.chain)
    }

    /// Returns the options that follow from these inputs, if they are those of the last run.
    pub(super) fn options(&self, inputs: Fingerprint) -> Option<&CachedOptions> {
        self.parse_options.as_ref().filter(|known| known.inputs == inputs)
    }

    /// Returns for each text its parse, if the text and the options are the same as in the last run. Both are in path
    /// order.
    pub(super) fn parses_of(&self, texts: &[SnapshotText], options: &ParseOptions) -> Vec<Option<&ParsedFile>> {
        let is_usable = self.parse_options.as_ref().is_some_and(|known| known.options == *options);
        let mut parses = self.parses.iter().filter(|_| is_usable).peekable();
        let same = |text: &SnapshotText| {
            while parses.next_if(|parse| parse.path.cmp(&text.path) == Ordering::Less).is_some() {}
            let parse = parses.next_if(|parse| parse.path == text.path)?;
            (parse.fingerprint == text.fingerprint).then_some(parse)
        };
        texts.iter().map(same).collect()
    }
}

impl CompiledTheme {
    /// Compiles a theme, unless the last one was compiled from the same.
    pub(super) fn new(
        chain: Arc<Checked<Chain>>,
        config: &Config,
        column_file: Fingerprint,
        last: Option<Self>,
    ) -> Self {
        let is_same = |last: &Self| last.column_file == column_file && is_same_chain(&last.chain, &chain);
        last.filter(is_same).unwrap_or_else(|| {
            let Checked { value, diagnostics } = theme::compile(&chain.value, config);
            Self { chain, name: config.theme.clone(), column_file, theme: Arc::new(value), diagnostics }
        })
    }
}

/// Returns true if two chains consist of the same files.
pub(super) fn is_same_chain(a: &Arc<Checked<Chain>>, b: &Arc<Checked<Chain>>) -> bool {
    Arc::ptr_eq(a, b) || (a.value.layers == b.value.layers && a.diagnostics == b.diagnostics)
}
