//! The whole flow on one screen.
//!
//! [`load`] is the only part that reads; [`Column::write`] the only part that writes. Between them stand pure functions.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::Date;
use rayon::prelude::*;

use crate::config::{self, Config};
use crate::content::{self, Common, Kind, ParseOptions, Vocabulary};
use crate::diagnostics::{Checked, Diagnostic, FilePath, SourceMap, closest, has_errors, in_order};
use crate::output::{self, Output, Report};
use crate::render::{self, Renderer};
use crate::site::{self, AssembleOptions, NamesMemory, Parsed, Site};
use crate::source::{self, SourceFile, Sources};
use crate::theme::{self, Theme};

/// What a run is asked for, beyond what the column itself says.
#[derive(Debug, Clone)]
pub struct Options {
    /// What the clock says.
    pub clock: Timestamp,
    /// The day to look at the column instead, to its end.
    pub as_of: Option<Date>,
    /// Stands before the column's own `base_url`.
    pub base_url: Option<String>,
}

/// A column, read and understood: the site, its theme, and all that was found on the way.
#[derive(Debug)]
pub struct Column {
    /// The site.
    pub site: Site,
    /// Its theme.
    pub theme: Theme,
    /// Every mistake so far, in the order of a report.
    pub diagnostics: Vec<Diagnostic>,
    /// The texts that they point into.
    pub sources: SourceMap,
}

/// Disk to site.
pub fn load(root: &Path, options: &Options) -> Result<Column, source::Error> {
    let mut found = Vec::new();
    let column_file = source::read_column_file(root)?.into_value(&mut found);
    let mut config = config::parse(&column_file).into_value(&mut found);
    config.base_url = options.base_url.clone().or(config.base_url);
    let sources = source::read_content(root)?.into_value(&mut found);
    let chain = theme::Chain::read(root, &config.theme, config.theme_span)?.into_value(&mut found);
    let theme = theme::compile(&chain, &config).into_value(&mut found);
    let mut map = source_map(&column_file, &sources, &theme);
    let now = options.as_of.and_then(|day| content::day_end(day, &config.timezone)).unwrap_or(options.clock);
    let site = understand(sources, config, &theme, now, &mut Memory::default()).into_value(&mut found);
    let commons = site.entries.refs().map(|entry| site.entries.common(entry));
    found.extend(commons.filter_map(|common| missing_template(common, &theme)));
    forget_sound_texts(&mut map, &found, &theme);
    Ok(Column { site, theme, diagnostics: in_order(found), sources: map })
}

/// Results of pure functions, remembered under all that they depend on: they spare time and change nothing.
#[derive(Debug, Default)]
pub struct Memory {
    /// Names found in texts.
    pub names: NamesMemory,
}

/// Sources to site: pure, whatever is remembered.
pub fn understand(
    sources: Sources,
    config: Config,
    theme: &Theme,
    now: Timestamp,
    memory: &mut Memory,
) -> Checked<Site> {
    let mut found = Vec::new();
    let parsed = parse(&sources.texts, &parse_options(&sources, &config));
    let entries = parsed.into_iter().filter_map(|checked| checked.into_value(&mut found)).collect();
    let asset_paths = theme.assets.list().iter().map(|asset| asset.path.clone()).collect();
    let vocabulary = sources.vocabulary.as_ref().map(Vocabulary::parse);
    let glossary = sources.glossary.as_ref().map(content::parse_glossary);
    let parsed = Parsed {
        entries,
        attachments: sources.attachments,
        vocabulary: vocabulary.map(|checked| checked.into_value(&mut found)).unwrap_or_default(),
        glossary: glossary.map(|checked| checked.into_value(&mut found)).unwrap_or_default(),
    };
    let options = AssembleOptions { now, asset_paths };
    let site = site::assemble(parsed, Arc::new(config), &options, &mut memory.names).into_value(&mut found);
    Checked { value: site, diagnostics: found }
}

/// Texts to entries, in parallel, in path order.
pub fn parse(texts: &[SourceFile], options: &ParseOptions) -> Vec<Checked<Option<content::Entry>>> {
    texts.par_iter().map(|file| content::parse(file, options)).collect()
}

/// What must be known before letters can be parsed: columnists' initials open the answers in them, and acronyms that are
/// something else do not.
pub fn parse_options(sources: &Sources, config: &Config) -> ParseOptions {
    let of_kind = |kind| sources.texts.iter().filter(move |file| Kind::of(&file.path) == Some(kind));
    let initials = of_kind(Kind::Person).filter_map(content::initials_of);
    let glossary = sources.glossary.iter().flat_map(|file| content::parse_glossary(file).value);
    let names = glossary.map(|term| term.term).chain(of_kind(Kind::Program).flat_map(content::names_of));
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

fn source_map(column_file: &SourceFile, sources: &Sources, theme: &Theme) -> SourceMap {
    let lists = sources.vocabulary.iter().chain(&sources.glossary);
    let files = std::iter::once(column_file).chain(&sources.texts).chain(lists).chain(&theme.texts);
    files.map(|file| (file.path.clone(), file.text.clone())).collect()
}

/// A page asks for a template that the theme does not have.
fn missing_template(common: &Common, theme: &Theme) -> Option<Diagnostic> {
    let wanted = common.template.as_ref().filter(|_| theme.templates.are_sound())?;
    let names = || theme.templates.names().filter_map(|name| name.strip_suffix(".html"));
    if names().any(|name| name == wanted.text) {
        return None;
    }
    let near = closest(&wanted.text, names()).map(|near| format!("did you mean `{near}`?"));
    let help = near.unwrap_or_else(|| format!("add `templates/{}.html`, or remove this line", wanted.text));
    let diagnostic = Diagnostic::error(format!("the theme has no template `{}`", wanted.text));
    Some(diagnostic.at(&common.file, wanted.span).help(help))
}

/// Only what a diagnostic points into is shown again; templates may yet be. All else need not be kept while rendering.
fn forget_sound_texts(map: &mut SourceMap, found: &[Diagnostic], theme: &Theme) {
    let pointed = found.iter().flat_map(|one| one.file.iter().chain(one.related.iter().map(|other| &other.file)));
    let needed: BTreeSet<FilePath> = pointed.cloned().chain(theme.texts.iter().map(|file| file.path.clone())).collect();
    map.retain(|path, _| needed.contains(path));
}

impl Column {
    /// Renders every route and throws the pages away: what `check` does.
    pub fn check(&self) -> Vec<Diagnostic> {
        if self.theme.templates.are_sound() { render::mistakes(&self.site, &self.theme) } else { Vec::new() }
    }

    /// Renders every route and writes what differs. With mistakes in a template nothing is written: they are returned.
    pub fn write(&self, folder: &Path) -> Result<Result<Report, Vec<Diagnostic>>, output::Error> {
        let output = Output::open(folder)?;
        let renderer = Renderer::new(&self.site, &self.theme);
        let routes = self.site.routes.as_slice();
        let results: Vec<_> =
            routes.par_iter().map(|route| renderer.render(route).map(|rendered| output.stage(rendered))).collect();
        if results.iter().any(Result::is_err) {
            output.abandon()?;
            return Ok(Err(self.check()));
        }
        let staged = results.into_iter().flatten().collect::<Result<Vec<_>, _>>()?;
        output.commit(staged).map(Ok)
    }

    /// Whether something found so far keeps the column from being published.
    pub fn has_errors(&self) -> bool {
        has_errors(&self.diagnostics)
    }
}
