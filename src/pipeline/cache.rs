//! Results of one run for the next, each with the fingerprints of all that it depends on: parses, a compiled theme, the
//! last site.
//!
//! Nothing in it is ever invalidated by hand. What depends on something else now is computed again, and what was not
//! needed is dropped. So a run with a cache gives what a run without one gives, only sooner. `build` and `check` begin
//! with an empty one; a preview keeps its own.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::clean_files::CleanFiles;
use super::remembered_links::RememberedLinks;
use crate::config::Config;
use crate::content::{Entry, ParseOptions, Reply};
use crate::diagnostics::{Checked, Diagnostic, FilePath};
use crate::leaks::Contact;
use crate::site::SiteCache;
use crate::source::{Fingerprint, SnapshotText};
use crate::theme::{self, Chain, Theme};

/// The results of the last run.
#[derive(Debug, Default)]
pub struct Cache {
    /// The fingerprint of `column.yaml`.
    pub(super) column_file: Option<Fingerprint>,
    pub(super) parse_options: Option<CachedOptions>,
    /// All parses with these options.
    pub(super) parses: Arc<Parses>,
    pub(super) theme: Option<CompiledTheme>,
    /// `links.yaml`.
    pub(super) links: RememberedLinks,
    /// The last site. In a preview there are two: without and with what is unpublished.
    pub(super) sites: [SiteCache; 2],
    /// The pictures and documents without anything private.
    pub(super) clean: Arc<CleanFiles>,
}

/// The options of all parses, and the fingerprint of the files that they follow from.
#[derive(Debug, Clone)]
pub(super) struct CachedOptions {
    pub(super) inputs: Fingerprint,
    pub(super) options: ParseOptions,
}

/// Parsed files, in path order.
#[derive(Debug, Clone, Default)]
pub(super) struct Parses(Vec<ParsedFile>);

/// The result of a parse.
#[derive(Debug, Clone)]
pub(super) enum ParsedText {
    Entry(Entry),
    Reply(Arc<Reply>),
    /// Nothing, which has been reported.
    None,
}

/// A file with its parse. The parse shares its entry: that of an unchanged file is the very same one.
#[derive(Debug, Clone)]
pub(super) struct ParsedFile {
    pub(super) path: FilePath,
    pub(super) fingerprint: Fingerprint,
    pub(super) content: Checked<ParsedText>,
    /// The text if a diagnostic points into it. Texts and entries of all letters together would be twice the memory.
    pub(super) text: Option<Arc<str>>,
    /// How to reach people, as a page, a program, or a columnist publishes it; empty for letters and replies.
    pub(super) contacts: Vec<Contact>,
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

    /// Returns the parses, if they are those with these options; otherwise none.
    pub(super) fn parses(&self, options: &ParseOptions) -> Arc<Parses> {
        let known = self.parse_options.as_ref().filter(|known| known.options == *options);
        known.map(|_| self.parses.clone()).unwrap_or_default()
    }
}

impl Parses {
    /// Returns the parses in path order.
    pub(super) fn all(&self) -> &[ParsedFile] {
        &self.0
    }

    /// Returns the parse of a file.
    pub(super) fn get(&self, path: &FilePath) -> Option<&ParsedFile> {
        self.0.binary_search_by(|file| file.path.cmp(path)).ok().map(|at| &self.0[at])
    }

    /// Compares the parses with the files, which are in path order. Returns for each file whether its parse is known, and
    /// the paths of parses that are those of no file.
    pub(super) fn compare(&self, texts: &[SnapshotText]) -> (Vec<bool>, Vec<FilePath>) {
        let mut parses = self.0.iter().peekable();
        let mut stale = Vec::new();
        let is_known = |text: &SnapshotText| {
            // As a rule both share the path, and no letter of it need be compared.
            let is_before = |parse: &&ParsedFile| !Arc::ptr_eq(&parse.path, &text.path) && parse.path < text.path;
            while let Some(gone) = parses.next_if(is_before) {
                stale.push(gone.path.clone());
            }
            let is_same = |parse: &&ParsedFile| Arc::ptr_eq(&parse.path, &text.path) || parse.path == text.path;
            let Some(parse) = parses.next_if(is_same) else { return false };
            let is_known = parse.fingerprint == text.fingerprint;
            if !is_known {
                stale.push(parse.path.clone());
            }
            is_known
        };
        let known = texts.iter().map(is_known).collect();
        stale.extend(parses.map(|gone| gone.path.clone()));
        (known, stale)
    }

    /// Removes the stale parses and adds the new ones, which are in path order.
    pub(super) fn update(&mut self, stale: &[FilePath], new: Vec<ParsedFile>) {
        let position = |files: &[ParsedFile], path: &FilePath| files.binary_search_by(|file| file.path.cmp(path));
        let gone: BTreeSet<_> = stale.iter().filter(|path| position(&new, path).is_err()).collect();
        if !gone.is_empty() {
            self.0.retain(|file| !gone.contains(&file.path));
        }
        let mut added = Vec::new();
        for file in new {
            match position(&self.0, &file.path) {
                Ok(at) => self.0[at] = file,
                Err(_) => added.push(file),
            }
        }
        if !added.is_empty() {
            self.0.extend(added);
            self.0.sort_by(|a, b| a.path.cmp(&b.path));
        }
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
