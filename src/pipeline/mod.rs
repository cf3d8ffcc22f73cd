//! The whole flow on one screen.
//!
//! [`read`] is the only part that reads; [`Column::write`] the only part that writes. Between them stands [`understand`],
//! which is pure.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::Date;
use rayon::prelude::*;

use crate::cache::{Cache, is_read_again, same_chain};
use crate::config::{self, Config};
use crate::content::{self, Common, Entry, EntryKind, ParseOptions, Vocabulary};
use crate::diagnostics::{Checked, Diagnostic, FilePath, SourceMap, closest, has_errors, in_order};
use crate::output::{self, Output, Report};
use crate::render::{self, Renderer};
use crate::site::{self, AssembleOptions, Parsed, Site};
use crate::source::{self, Change, SourceFile, Sources};
use crate::theme::{Chain, Theme};

/// What a run is asked for, beyond what the column itself says.
#[derive(Debug, Clone)]
pub struct Options {
    /// What the clock says.
    pub clock: Timestamp,
    /// The day to look at the column instead, to its end.
    pub as_of: Option<Date>,
    /// Stands before the column's own `base_url`.
    pub base_url: Option<String>,
    /// Whether there is to be a [`Column::preview`].
    pub unpublished: bool,
}

/// A column, read and understood: the site, its theme, and all that was found on the way.
#[derive(Debug)]
pub struct Column {
    /// The site.
    pub site: Arc<Site>,
    /// The same with all that is held back; none when nothing is, or when it was not asked for.
    pub preview: Option<Arc<Site>>,
    /// Its theme.
    pub theme: Arc<Theme>,
    /// Every mistake so far, in the order of a report.
    pub diagnostics: Vec<Diagnostic>,
    /// The texts that they point into.
    pub sources: SourceMap,
}

/// What was read, besides the files of `content/`, which the [`Cache`] keeps.
#[derive(Debug)]
pub struct Files {
    /// Whether anything is other than it was when the same memory was last read into.
    pub differ: bool,
    column_file: SourceFile,
    config: Config,
    options: ParseOptions,
    chain: Arc<Checked<Chain>>,
    found: Vec<Diagnostic>,
}

/// Disk to site.
pub fn load(root: &Path, options: &Options) -> Result<Column, source::SourceError> {
    let mut cache = Cache::default();
    let files = read(root, &Change::Anything, &mut cache)?;
    let mut column = understand(files, options, &mut cache);
    column.settle(root, &mut cache);
    Ok(column)
}

/// Disk to texts: what has changed since the memory was last read into.
pub fn read(root: &Path, change: &Change, cache: &mut Cache) -> Result<Files, source::SourceError> {
    let mut found = Vec::new();
    let column_file = source::read_column_file(root)?.into_value(&mut found);
    let config = config::parse(&column_file).into_value(&mut found);
    let settings = Some(column_file.fingerprint);
    let mut differ = std::mem::replace(&mut cache.settings, settings) != settings;
    differ |= cache.snapshot.refresh(root, change)?;
    found.extend(cache.snapshot.diagnostics().cloned());
    let known = cache.chain.take().filter(|(theme, _)| *theme == config.theme);
    let chain = match &known {
        Some((_, chain)) if !change.reaches_beyond("content") => chain.clone(),
        _ => Arc::new(Chain::read(root, &config.theme, config.theme_span)?),
    };
    differ |= known.is_none_or(|(_, known)| !same_chain(&known, &chain));
    cache.chain = Some((config.theme.clone(), chain.clone()));
    found.extend(chain.diagnostics.iter().cloned());
    let options = cache.options(|sources| parse_options(sources, &config));
    if !cache.knows(&options) {
        cache.snapshot.recall(root);
    }
    Ok(Files { differ, column_file, config, options, chain, found })
}

/// Texts to site: pure. Of what the memory knows the result of, nothing is done again.
pub fn understand(files: Files, options: &Options, cache: &mut Cache) -> Column {
    let Files { column_file, mut config, options: parsing, chain, mut found, .. } = files;
    let theme = cache.compile(&chain, &config).into_value(&mut found);
    config.base_url = options.base_url.clone().or(config.base_url);
    let entries = cache.parse(&parsing).into_iter().filter_map(|checked| checked.into_value(&mut found)).collect();
    let parsed = parsed(entries, cache.snapshot.sources(), &mut found);
    let now = options.as_of.and_then(|day| content::day_end(day, &config.timezone)).unwrap_or(options.clock);
    let asset_paths = theme.assets.list().iter().map(|asset| asset.path.clone()).collect();
    let assemble = AssembleOptions { now, asset_paths, unpublished: false };
    let (site, preview) = sites(parsed, cache, config, &assemble, options.unpublished);
    let site = site.into_value(&mut found);
    found.extend(site.entries.refs().filter_map(|entry| missing_template(site.entries.common(entry), &theme)));
    let diagnostics = in_order(found);
    let sources = pointed_into(&diagnostics, &column_file, cache.snapshot.sources(), &theme);
    Column { site, preview, theme, diagnostics, sources }
}

/// All files, understood one by one.
fn parsed(entries: Vec<Entry>, sources: &Sources, found: &mut Vec<Diagnostic>) -> Parsed {
    let vocabulary = sources.vocabulary.as_ref().map(Vocabulary::parse);
    let glossary = sources.glossary.as_ref().map(content::parse_glossary);
    Parsed {
        entries,
        attachments: sources.attachments.clone(),
        vocabulary: vocabulary.map(|checked| checked.into_value(found)).unwrap_or_default(),
        glossary: glossary.map(|checked| checked.into_value(found)).unwrap_or_default(),
    }
}

/// The site; and, if it is wanted and makes a difference, the one that shows all that is held back. What there is to say
/// is said of the former alone: a draft may be as unfinished as it likes.
fn sites(
    parsed: Parsed,
    cache: &mut Cache,
    config: Config,
    options: &AssembleOptions,
    preview: bool,
) -> (Checked<Arc<Site>>, Option<Arc<Site>>) {
    let config = Arc::new(config);
    let [cache, preview_cache] = &mut cache.sites;
    if !preview || !site::holds_back(&parsed.entries, options.now) {
        return (site::assemble(parsed, config, options, cache), None);
    }
    let shown = AssembleOptions { unpublished: true, ..options.clone() };
    let (all, its) = (parsed.clone(), config.clone());
    let (site, preview) = rayon::join(
        || site::assemble(parsed, config, options, cache),
        || site::assemble(all, its, &shown, preview_cache).value,
    );
    (site, Some(preview))
}

/// Texts to entries, in parallel, in path order.
pub fn parse(texts: &[SourceFile], options: &ParseOptions) -> Vec<Checked<Option<content::Entry>>> {
    texts.par_iter().map(|file| content::parse(file, options)).collect()
}

/// What must be known before letters can be parsed: columnists' initials open the answers in them, and acronyms that are
/// something else do not.
pub fn parse_options(sources: &Sources, config: &Config) -> ParseOptions {
    let of_kind = |kind| sources.texts.iter().filter(move |file| EntryKind::of(&file.path) == Some(kind));
    let initials = of_kind(EntryKind::Person).filter_map(content::initials_of);
    let glossary = sources.glossary.iter().flat_map(|file| content::parse_glossary(file).value);
    let names = glossary.map(|term| term.term).chain(of_kind(EntryKind::Program).flat_map(content::names_of));
    // Longer ones are never taken for initials: a change of theirs leaves the letters as they are.
    let acronyms = names.filter(|name| (2..=6).contains(&name.chars().count()));
    ParseOptions {
        initials: sorted(initials.collect()),
        acronyms: sorted(acronyms.collect()),
        markers: config.markers.clone(),
        timezone: config.timezone.clone(),
        currency: config.currency,
    }
}

fn sorted(mut words: Vec<String>) -> Vec<String> {
    words.sort();
    words.dedup();
    words
}

/// A page asks for a template that the theme does not have.
fn missing_template(common: &Common, theme: &Theme) -> Option<Diagnostic> {
    let wanted = common.record.template.as_ref().filter(|_| theme.templates.are_sound())?;
    let names = || theme.templates.names().filter_map(|name| name.strip_suffix(".html"));
    if names().any(|name| name == wanted.text) {
        return None;
    }
    let near = closest(&wanted.text, names()).map(|near| format!("did you mean `{near}`?"));
    let help = near.unwrap_or_else(|| format!("add `templates/{}.html`, or remove this line", wanted.text));
    let diagnostic = Diagnostic::error(format!("the theme has no template `{}`", wanted.text));
    Some(diagnostic.at(&common.record.file, wanted.span).help(help))
}

/// The texts that a diagnostic points into, and those of templates, which one may yet point into.
fn pointed_into(found: &[Diagnostic], column_file: &SourceFile, sources: &Sources, theme: &Theme) -> SourceMap {
    let pointed = pointed(found);
    let text = |path: &&FilePath| sources.texts.binary_search_by(|text| text.path.cmp(path)).ok();
    let texts = pointed.iter().filter_map(text).map(|at| &sources.texts[at]).filter(|text| !text.is_forgotten());
    let lists = sources.vocabulary.iter().chain(&sources.glossary).chain(std::iter::once(column_file));
    let own = lists.filter(|file| pointed.contains(&file.path));
    texts.chain(own).chain(&theme.texts).map(|file| (file.path.clone(), file.text.clone())).collect()
}

/// The files that diagnostics point into.
fn pointed(found: &[Diagnostic]) -> BTreeSet<&FilePath> {
    found.iter().flat_map(Diagnostic::files).collect()
}

impl Column {
    /// Lets the memory forget the texts that are not pointed into, and brings back those that are.
    pub fn settle(&mut self, root: &Path, cache: &mut Cache) {
        let pointed = pointed(&self.diagnostics);
        let is_wanted = |path: &FilePath| pointed.contains(path) || is_read_again(path);
        cache.snapshot.forget(is_wanted);
        for path in pointed.into_iter().filter(|path| path.starts_with("content/")) {
            if let (false, Some(text)) = (self.sources.contains_key(path), cache.snapshot.text(root, path)) {
                self.sources.insert(path.clone(), text);
            }
        }
    }

    /// What a preview shows.
    pub fn shown(&self) -> &Site {
        self.preview.as_ref().unwrap_or(&self.site)
    }

    /// Renders every route and throws the pages away: what `check` does.
    pub fn check(&self) -> Vec<Diagnostic> {
        if self.theme.templates.are_sound() { render::template_errors(&self.site, &self.theme) } else { Vec::new() }
    }

    /// The same on one core, with a question before every route: none when the answer was that nobody wants it any more.
    pub fn check_one_by_one(&self, is_cancelled: &dyn Fn() -> bool) -> Option<Vec<Diagnostic>> {
        if !self.theme.templates.are_sound() {
            return Some(Vec::new());
        }
        // A renderer keeps the parts of all pages that it has made: beside a preview that is too much to keep.
        for routes in self.site.routes.as_slice().chunks(256) {
            let renderer = Renderer::new(&self.site, &self.theme);
            for route in routes {
                if is_cancelled() {
                    return None;
                }
                if renderer.render(route).is_err() {
                    return Some(self.check());
                }
            }
        }
        Some(Vec::new())
    }

    /// Renders every route and writes what differs. With mistakes in a template nothing is written: they are returned.
    /// A page that stands there, made of the same by the last build, is not rendered again.
    pub fn write(&self, folder: &Path) -> Result<Result<Report, Vec<Diagnostic>>, output::OutputError> {
        let output = Output::open(folder)?;
        let renderer = Renderer::new(&self.site, &self.theme);
        let routes = self.site.routes.as_slice();
        let stage = |route| {
            let prepared = renderer.prepare(route);
            let standing = prepared.made_of.and_then(|made_of| output.standing(&prepared.path, made_of));
            let stage = || renderer.finish(prepared).ok().map(|rendered| output.stage(rendered));
            standing.map(Ok).or_else(stage)
        };
        let staged: Vec<_> = routes.par_iter().map(stage).collect();
        let Some(staged) = staged.into_iter().collect::<Option<Vec<_>>>() else {
            output.abandon()?;
            return Ok(Err(self.check()));
        };
        let staged = staged.into_iter().collect::<Result<Vec<_>, _>>()?;
        // What the renderer has kept is large: it is let go of while the last steps are taken.
        let (report, ()) = rayon::join(|| output.commit(staged), || drop(renderer));
        report.map(Ok)
    }

    /// Whether something found so far keeps the column from being published.
    pub fn has_errors(&self) -> bool {
        has_errors(&self.diagnostics)
    }
}
