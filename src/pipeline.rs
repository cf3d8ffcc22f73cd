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

use crate::config::{self, Config};
use crate::content::{self, Common, Entry, Kind, ParseOptions};
use crate::diagnostics::{Checked, Diagnostic, FilePath, SourceMap, closest, has_errors, in_order};
use crate::memory::Memory;
use crate::output::{self, Output, Report};
use crate::render::Renderer;
use crate::site::{self, AssembleOptions, Site};
use crate::source::{self, Change, Layer, SourceFile, Sources};
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
    /// Whether there is to be a [`Column::preview`].
    pub unpublished: bool,
}

/// A column, read and understood: the site, its theme, and all that was found on the way.
#[derive(Debug)]
pub struct Column {
    /// The site.
    pub site: Site,
    /// The same with all that is held back; none when nothing is, or when it was not asked for.
    pub preview: Option<Site>,
    /// Its theme.
    pub theme: Arc<Theme>,
    /// Every mistake so far, in the order of a report.
    pub diagnostics: Vec<Diagnostic>,
    /// The texts that they point into.
    pub sources: SourceMap,
}

/// What was read, besides the files of `content/`, which the [`Memory`] keeps.
#[derive(Debug)]
pub struct Files {
    /// Whether anything is other than it was when the same memory was last read into.
    pub differ: bool,
    column_file: SourceFile,
    config: Config,
    options: ParseOptions,
    layers: Vec<Layer>,
    found: Vec<Diagnostic>,
}

/// Disk to site.
pub fn load(root: &Path, options: &Options) -> Result<Column, source::Error> {
    let mut memory = Memory::default();
    let files = read(root, &Change::Anything, &mut memory)?;
    Ok(understand(files, options, &mut memory))
}

/// Disk to texts: what has changed since the memory was last read into.
pub fn read(root: &Path, change: &Change, memory: &mut Memory) -> Result<Files, source::Error> {
    let mut found = Vec::new();
    let column_file = source::read_column_file(root)?.into_value(&mut found);
    let config = config::parse(&column_file).into_value(&mut found);
    let settings = Some(column_file.fingerprint);
    let mut differ = std::mem::replace(&mut memory.settings, settings) != settings;
    differ |= memory.snapshot.refresh(root, change)?;
    found.extend(memory.snapshot.diagnostics().cloned());
    let known = memory.layers.take().filter(|(theme, _)| *theme == config.theme);
    let layers = match &known {
        Some((_, layers)) if !change.reaches_beyond("content") => layers.clone(),
        _ => source::theme_layers(root, &config.theme)?,
    };
    differ |= known.is_none_or(|(_, known)| known.value != layers.value || known.diagnostics != layers.diagnostics);
    memory.layers = Some((config.theme.clone(), layers.clone()));
    let layers = layers.into_value(&mut found);
    let options = parse_options(&memory.snapshot.sources().texts, &config);
    if !memory.knows(&options) {
        memory.snapshot.recall(root);
    }
    Ok(Files { differ, column_file, config, options, layers, found })
}

/// Texts to site: pure. Of what the memory knows the result of, nothing is done again.
pub fn understand(files: Files, options: &Options, memory: &mut Memory) -> Column {
    let Files { column_file, mut config, options: parsing, mut layers, mut found, .. } = files;
    config.base_url = options.base_url.clone().or(config.base_url);
    if layers.iter().skip(1).all(|layer| layer.files.is_empty()) {
        layers.clear();
        let built_in = source::built_in_names();
        found.push(theme::unknown(&config.theme, &built_in, &column_file.path, config.theme_span));
    }
    let theme = memory.compile(&layers, &config.language).into_value(&mut found);
    let entries = memory.parse(&parsing).into_iter().filter_map(|checked| checked.into_value(&mut found)).collect();
    let now = options.as_of.and_then(|day| content::day_end(day, &config.timezone)).unwrap_or(options.clock);
    let asset_paths = theme.assets.list().iter().map(|asset| asset.path.clone()).collect();
    let assemble = AssembleOptions { now, asset_paths, unpublished: false };
    let (site, preview) = sites(entries, memory, config, &assemble, options.unpublished);
    let site = site.into_value(&mut found);
    found.extend(site.entries.refs().filter_map(|entry| missing_template(site.entries.common(entry), &theme)));
    let diagnostics = in_order(found);
    let sources = pointed_into(&diagnostics, &column_file, memory.snapshot.sources(), &theme);
    Column { site, preview, theme, diagnostics, sources }
}

/// The site; and, if it is wanted and makes a difference, the one that shows all that is held back. What there is to say
/// is said of the former alone: a draft may be as unfinished as it likes.
fn sites(
    entries: Vec<Entry>,
    memory: &Memory,
    config: Config,
    options: &AssembleOptions,
    preview: bool,
) -> (Checked<Site>, Option<Site>) {
    let config = Arc::new(config);
    let attachments = &memory.snapshot.sources().attachments;
    if !preview || !site::holds_back(&entries, options.now) {
        return (site::assemble(entries, attachments.clone(), config, options), None);
    }
    let shown = AssembleOptions { unpublished: true, ..options.clone() };
    let assemble = |entries, options| site::assemble(entries, attachments.clone(), config.clone(), options);
    let all = entries.clone();
    let (site, preview) = rayon::join(|| assemble(entries, options), || assemble(all, &shown));
    (site, Some(preview.value))
}

/// Texts to entries, in parallel, in path order.
pub fn parse(texts: &[SourceFile], options: &ParseOptions) -> Vec<Checked<Option<Entry>>> {
    texts.par_iter().map(|file| content::parse(file, options)).collect()
}

/// Columnists' files are looked into first: their initials open the answers in all others.
pub fn parse_options(texts: &[SourceFile], config: &Config) -> ParseOptions {
    let people = texts.iter().filter(|file| Kind::of(&file.path) == Some(Kind::Person));
    let mut initials: Vec<String> = people.filter_map(content::initials_of).collect();
    initials.sort();
    initials.dedup();
    ParseOptions {
        initials,
        markers: config.markers.clone(),
        timezone: config.timezone.clone(),
        currency: config.currency,
    }
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

/// The texts that a diagnostic points into, and those of templates, which one may yet point into.
fn pointed_into(found: &[Diagnostic], column_file: &SourceFile, sources: &Sources, theme: &Theme) -> SourceMap {
    let pointed = pointed(found);
    let text = |path: &&FilePath| sources.texts.binary_search_by(|text| text.path.cmp(path)).ok();
    let texts = pointed.iter().filter_map(text).map(|at| &sources.texts[at]).filter(|text| !text.is_forgotten());
    let own = std::iter::once(column_file).filter(|file| pointed.contains(&file.path));
    texts.chain(own).chain(&theme.texts).map(|file| (file.path.clone(), file.text.clone())).collect()
}

/// The files that diagnostics point into.
fn pointed(found: &[Diagnostic]) -> BTreeSet<&FilePath> {
    found.iter().flat_map(|one| one.file.iter().chain(one.related.iter().map(|other| &other.file))).collect()
}

impl Column {
    /// Lets the memory forget the texts that are not pointed into, and brings back those that are.
    pub fn settle(&mut self, root: &Path, memory: &mut Memory) {
        let pointed = pointed(&self.diagnostics);
        // Who answers is read in every run.
        let is_wanted = |path: &FilePath| pointed.contains(path) || Kind::of(path) == Some(Kind::Person);
        memory.snapshot.forget(is_wanted);
        for path in pointed.into_iter().filter(|path| path.starts_with("content/")) {
            if let (false, Some(text)) = (self.sources.contains_key(path), memory.snapshot.text(root, path)) {
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
        if !self.theme.templates.are_sound() {
            return Vec::new();
        }
        let renderer = Renderer::new(&self.site, &self.theme);
        let routes = self.site.routes.as_slice();
        once_each(routes.par_iter().filter_map(|route| renderer.render(route).err()).collect())
    }

    /// The same on one core, with a question before every route: none when the answer was that nobody wants it any more.
    pub fn check_one_by_one(&self, is_cancelled: &dyn Fn() -> bool) -> Option<Vec<Diagnostic>> {
        if !self.theme.templates.are_sound() {
            return Some(Vec::new());
        }
        let renderer = Renderer::new(&self.site, &self.theme);
        let mut met = Vec::new();
        for route in self.site.routes.iter() {
            if is_cancelled() {
                return None;
            }
            met.extend(renderer.render(route).err());
        }
        Some(once_each(met))
    }

    /// Renders every route and writes what differs. With mistakes in a template nothing is written: they are returned.
    pub fn write(&self, folder: &Path) -> Result<Result<Report, Vec<Diagnostic>>, output::Error> {
        let output = Output::open(folder)?;
        let renderer = Renderer::new(&self.site, &self.theme);
        let routes = self.site.routes.as_slice();
        let results: Vec<_> =
            routes.par_iter().map(|route| renderer.render(route).map(|rendered| output.stage(rendered))).collect();
        let (mut staged, mut broken) = (Vec::with_capacity(results.len()), Vec::new());
        for result in results {
            match result {
                Ok(one) => staged.push(one?),
                Err(diagnostic) => broken.push(diagnostic),
            }
        }
        if !broken.is_empty() {
            output.abandon()?;
            return Ok(Err(once_each(broken)));
        }
        output.commit(staged).map(Ok)
    }

    /// Whether something found so far keeps the column from being published.
    pub fn has_errors(&self) -> bool {
        has_errors(&self.diagnostics)
    }
}

/// One mistake in a template is met on many pages: it is told once, with the first of them.
fn once_each(met: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let mut told: Vec<Diagnostic> = Vec::new();
    for diagnostic in met {
        let same = |known: &Diagnostic| {
            (&known.file, known.span, &known.message) == (&diagnostic.file, diagnostic.span, &diagnostic.message)
        };
        if !told.iter().any(same) {
            told.push(diagnostic);
        }
    }
    told.sort_by(Diagnostic::cmp_place);
    told
}
