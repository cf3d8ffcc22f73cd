//! Disk to files: the only part of the pipeline that reads.

use std::path::Path;
use std::sync::Arc;

use rayon::prelude::*;

use super::cache::{Cache, CachedOptions, Parses, is_same_chain};
use super::parse;
use super::remembered_links::RememberedLinks;
use crate::config::{self, Config};
use crate::content::{self, EntryKind};
use crate::diagnostics::{Checked, Diagnostic, FilePath};
use crate::source::{
    self, Attachment, CONTENT, Change, Fingerprint, Layer, Snapshot, SourceError, SourceFile, Sources,
};
use crate::theme::Chain;

/// All that a column is made from.
#[derive(Debug)]
pub struct Files {
    /// True if anything differs from the run that filled the cache.
    pub has_changed: bool,
    pub(super) column_file: SourceFile,
    pub(super) config: Config,
    pub(super) parse_options: CachedOptions,
    /// The parses of Markdown files that are the same as in the last run, with the same options; and some stale ones.
    pub(super) parses: Arc<Parses>,
    /// The paths of parses that are not those of these files.
    pub(super) stale: Vec<FilePath>,
    /// All other Markdown files, in path order.
    pub(super) unparsed: Vec<SourceFile>,
    pub(super) vocabulary: Option<SourceFile>,
    pub(super) glossary: Option<SourceFile>,
    pub(super) attachments: Vec<Attachment>,
    pub(super) unreadable: Vec<FilePath>,
    pub(super) chain: Arc<Checked<Chain>>,
    pub(super) links: RememberedLinks,
    pub(super) diagnostics: Vec<Diagnostic>,
}

impl Files {
    /// The files of a column that is in memory. `own` are the column's templates, assets and strings; `themes` precede
    /// those inside the binary.
    pub fn from_memory(column_file: SourceFile, sources: Sources, own: Layer, themes: &[Layer]) -> Self {
        let Sources { texts, vocabulary, glossary, attachments, unreadable } = sources;
        let mut diagnostics = Vec::new();
        let config = config::parse(&column_file).into_value(&mut diagnostics);
        let chain = Arc::new(Chain::from_layers(own, themes, &config.theme, config.theme_span));
        diagnostics.extend(chain.diagnostics.iter().cloned());
        let named = texts.iter().map(|file| (&*file.path, file.fingerprint));
        let inputs = options_inputs(&column_file, named, &unreadable, glossary.as_ref());
        let options = parse::options_of(&texts, &unreadable, glossary.as_ref(), &config);
        Self {
            has_changed: true,
            column_file,
            config,
            parse_options: CachedOptions { inputs, options },
            parses: Arc::default(),
            stale: Vec::new(),
            unparsed: texts,
            vocabulary,
            glossary,
            attachments,
            unreadable,
            chain,
            links: RememberedLinks::default(),
            diagnostics,
        }
    }
}

/// Reads what has changed since the snapshot was taken, and every text of which the cache has no parse.
pub fn read(root: &Path, change: &Change, snapshot: &mut Snapshot, cache: &Cache) -> Result<Files, SourceError> {
    let mut diagnostics = Vec::new();
    let column_file = source::read_column_file(root)?.into_value(&mut diagnostics);
    let config = config::parse(&column_file).into_value(&mut diagnostics);
    let mut has_changed = cache.column_file != Some(column_file.fingerprint);
    has_changed |= snapshot.refresh(root, change)?;
    diagnostics.extend(snapshot.diagnostics().cloned());
    let links = RememberedLinks::read(root, &cache.links)?;
    has_changed |= !links.is_same(&cache.links);
    diagnostics.extend_from_slice(&links.diagnostics);
    let known = cache.chain(&config.theme);
    let chain = match known {
        Some(chain) if !change.reaches_beyond(CONTENT) => chain.clone(),
        _ => Arc::new(Chain::read(root, &config.theme, config.theme_span)?),
    };
    has_changed |= known.is_none_or(|known| !is_same_chain(known, &chain));
    diagnostics.extend(chain.diagnostics.iter().cloned());
    let parse_options = parse_options(root, snapshot, &column_file, &config, cache);
    let parses = cache.parses(&parse_options.options);
    let (known, stale) = parses.compare(&snapshot.texts);
    let unparsed = unparsed(root, snapshot, &known);
    let (vocabulary, glossary) = (snapshot.vocabulary.clone(), snapshot.glossary.clone());
    let (attachments, unreadable) = (snapshot.attachments.clone(), snapshot.unreadable());
    Ok(Files {
        has_changed,
        column_file,
        config,
        parse_options,
        parses,
        stale,
        unparsed,
        vocabulary,
        glossary,
        attachments,
        unreadable,
        chain,
        links,
        diagnostics,
    })
}

/// Returns true for the files that the options of all parses follow from: who answers, and what programs are called. Their
/// texts stay in memory.
fn determines_options(path: &str) -> bool {
    matches!(EntryKind::of(path), Some(EntryKind::Person | EntryKind::Program)) || content::is_in_misnamed_people(path)
}

/// The fingerprint of all that the options of parses follow from.
fn options_inputs<'t>(
    column_file: &SourceFile,
    texts: impl Iterator<Item = (&'t str, Fingerprint)>,
    unreadable: &[FilePath],
    glossary: Option<&SourceFile>,
) -> Fingerprint {
    let mut inputs = column_file.fingerprint.0.to_vec();
    inputs.extend(texts.filter(|(path, _)| determines_options(path)).flat_map(|(_, fingerprint)| fingerprint.0));
    let unreadable = unreadable.iter().filter(|path| determines_options(path));
    inputs.extend(unreadable.flat_map(|path| Fingerprint::of(path.as_bytes()).0));
    inputs.extend(glossary.into_iter().flat_map(|file| file.fingerprint.0));
    Fingerprint::of(&inputs)
}

fn parse_options(
    root: &Path,
    snapshot: &mut Snapshot,
    column_file: &SourceFile,
    config: &Config,
    cache: &Cache,
) -> CachedOptions {
    let texts = snapshot.texts.iter().map(|file| (&*file.path, file.fingerprint));
    let unreadable = snapshot.unreadable();
    let inputs = options_inputs(column_file, texts, &unreadable, snapshot.glossary.as_ref());
    if let Some(known) = cache.options(inputs) {
        return known.clone();
    }
    let files = snapshot.texts.iter_mut().filter(|file| determines_options(&file.path));
    let texts: Vec<SourceFile> = files.filter_map(|file| file.get(root)).collect();
    CachedOptions { inputs, options: parse::options_of(&texts, &unreadable, snapshot.glossary.as_ref(), config) }
}

/// Returns the texts of the files whose parses are not known.
fn unparsed(root: &Path, snapshot: &mut Snapshot, known: &[bool]) -> Vec<SourceFile> {
    let files = snapshot.texts.iter_mut().zip(known);
    let files: Vec<_> = files.filter(|(_, is_known)| !**is_known).map(|(file, _)| file).collect();
    let texts = files.into_par_iter().map(|file| {
        let text = file.get(root);
        if !determines_options(&file.path) {
            file.forget();
        }
        text
    });
    texts.collect::<Vec<_>>().into_iter().flatten().collect()
}
