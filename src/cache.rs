//! Results of pure functions, remembered under the fingerprints of their inputs: a file's parse, a compiled theme.
//!
//! Nothing in it is ever invalidated by hand. What is asked for with other inputs is made anew, and what was not asked
//! for is forgotten. So a run with a memory gives what a run without one gives, only sooner; `build` and `check` begin
//! with an empty one, a preview keeps its own.

use std::cmp::Ordering;
use std::sync::Arc;

use rayon::prelude::*;

use crate::config::Config;
use crate::content::{self, Entry, EntryKind, ParseOptions};
use crate::diagnostics::{Checked, Diagnostic, FilePath};
use crate::site;
use crate::source::{Fingerprint, Snapshot, SourceFile, Sources};
use crate::theme::{self, Chain, Theme};

/// What is remembered from one run to the next.
#[derive(Debug, Default)]
pub struct Cache {
    /// The files of `content/`, as they were last read.
    pub snapshot: Snapshot,
    /// The fingerprint of `column.yaml`, when it was last read.
    pub(crate) settings: Option<Fingerprint>,
    /// The layers of the theme of that name, when they were last read.
    pub(crate) chain: Option<(String, Arc<Checked<Chain>>)>,
    /// The last site; in a preview there are two, without what is held back and with it.
    pub(crate) sites: [site::SiteCache; 2],
    options: Option<(Fingerprint, Option<Fingerprint>, ParseOptions)>,
    parses: Parses,
    looks: Option<Compiled>,
}

/// Parses, all with the same options, in path order.
#[derive(Debug, Default)]
struct Parses {
    options: Option<ParseOptions>,
    all: Vec<Parse>,
}

#[derive(Debug)]
struct Parse {
    path: FilePath,
    fingerprint: Fingerprint,
    entry: Checked<Option<Entry>>,
}

#[derive(Debug)]
struct Compiled {
    chain: Arc<Checked<Chain>>,
    settings: Option<Fingerprint>,
    theme: Arc<Theme>,
    diagnostics: Vec<Diagnostic>,
}

impl Cache {
    /// [`content::parse`] of each text, in path order. Entries are shared: of an unchanged file it is the same one.
    ///
    /// The text of a letter of which there is nothing to say is forgotten as soon as it is parsed: texts and entries
    /// together would be twice the memory.
    pub fn parse(&mut self, options: &ParseOptions) -> Vec<Checked<Option<Entry>>> {
        let texts = self.snapshot.texts();
        let before = std::mem::take(&mut self.parses);
        let before = if before.options.as_ref() == Some(options) { before.all } else { Vec::new() };
        let kept = side_by_side(before, texts);
        let nothing: Arc<str> = Arc::from("");
        let parse = |file: &mut SourceFile| {
            let entry = content::parse(file, options);
            if entry.diagnostics.is_empty() && !is_read_again(&file.path) {
                file.text = nothing.clone();
            }
            Parse { path: file.path.clone(), fingerprint: file.fingerprint, entry }
        };
        let all = kept.into_par_iter().zip(texts).map(|(known, file)| known.unwrap_or_else(|| parse(file)));
        let all: Vec<Parse> = all.collect();
        let parsed = all.iter().map(|parse| parse.entry.clone()).collect();
        self.parses = Parses { options: Some(options.clone()), all };
        parsed
    }

    /// What `make` makes of the settings, of the files of columnists and programs, and of the glossary.
    pub(crate) fn options(&mut self, make: impl FnOnce(&Sources) -> ParseOptions) -> ParseOptions {
        let sources = self.snapshot.sources();
        let read = sources.texts.iter().filter(|file| is_read_again(&file.path));
        let mut prints = Vec::new();
        for file in read.chain(&sources.glossary) {
            prints.extend(file.fingerprint.0);
        }
        let print = Fingerprint::of(&prints);
        let known = self.options.take().filter(|(known, settings, _)| (*known, *settings) == (print, self.settings));
        let options = known.map_or_else(|| make(sources), |(_, _, options)| options);
        self.options = Some((print, self.settings, options.clone()));
        options
    }

    /// Whether an unchanged file need not be parsed again under these options.
    pub fn knows(&self, options: &ParseOptions) -> bool {
        self.parses.options.as_ref() == Some(options)
    }

    /// [`theme::compile`], of a chain and the settings that were read last.
    pub(crate) fn compile(&mut self, chain: &Arc<Checked<Chain>>, config: &Config) -> Checked<Arc<Theme>> {
        let known =
            self.looks.take().filter(|known| known.settings == self.settings && same_chain(&known.chain, chain));
        let known = known.unwrap_or_else(|| {
            let Checked { value, diagnostics } = theme::compile(&chain.value, config);
            Compiled { chain: chain.clone(), settings: self.settings, theme: Arc::new(value), diagnostics }
        });
        let checked = Checked { value: known.theme.clone(), diagnostics: known.diagnostics.clone() };
        self.looks = Some(known);
        checked
    }
}

/// Whether a text is read in every run, for the options of all parses: who answers, and what programs are called.
pub(crate) fn is_read_again(path: &FilePath) -> bool {
    matches!(EntryKind::of(path), Some(EntryKind::Person | EntryKind::Program))
}

/// Whether two chains are of the same files.
pub(crate) fn same_chain(a: &Arc<Checked<Chain>>, b: &Arc<Checked<Chain>>) -> bool {
    Arc::ptr_eq(a, b) || (a.value.layers == b.value.layers && a.diagnostics == b.diagnostics)
}

/// For each text, its parse of the last time, if the text is the same. Both are in path order.
fn side_by_side(before: Vec<Parse>, texts: &[SourceFile]) -> Vec<Option<Parse>> {
    let mut before = before.into_iter().peekable();
    let same = |text: &SourceFile| {
        while before.next_if(|parse| parse.path.cmp(&text.path) == Ordering::Less).is_some() {}
        let parse = before.next_if(|parse| parse.path == text.path)?;
        (parse.fingerprint == text.fingerprint).then_some(parse)
    };
    texts.iter().map(same).collect()
}
