//! The whole flow: [`read`] reads (`read.rs`), [`understand`] is pure (below), [`Column::write`] writes (`column.rs`).

mod cache;
mod column;
mod missing_template;
mod parse;
mod read;
mod source_map;

use std::path::Path;
use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::Date;

use cache::CompiledTheme;
use missing_template::missing_template;
use source_map::{hide_secrets, sources};

use crate::config::Config;
use crate::content::{self, Vocabulary};
use crate::diagnostics::{Checked, Diagnostic, in_order};
use crate::site::{self, AssembleOptions, Parsed, Site, SiteCache};
use crate::source::{Change, Snapshot, SourceError};
use crate::theme::Theme;

pub use cache::Cache;
pub use column::Column;
pub use parse::{parse, parse_options};
pub use read::{Files, read};

/// The options of a run, besides what the column itself says.
#[derive(Debug, Clone)]
pub struct Options {
    /// The time of the clock.
    pub clock: Timestamp,
    /// The day to show the column on, at its end, in place of the clock's time.
    pub as_of: Option<Date>,
    /// Replaces the `base_url` of the column.
    pub base_url: Option<String>,
    /// True if there is to be a [`Column::preview`].
    pub unpublished: bool,
}

/// Reads a column and understands it: disk to site.
pub fn load(root: &Path, options: &Options) -> Result<Column, SourceError> {
    let mut snapshot = Snapshot::default();
    let files = read(root, &Change::Anything, &mut snapshot, &Cache::default())?;
    let (column, _) = understand(files, options, Cache::default());
    Ok(column.with_sources(root, &snapshot))
}

/// Turns files into a site. It is pure: what the cache of the last run holds for the same inputs is used, and the result is
/// the same without it. The cache that comes back is for the next run.
pub fn understand(files: Files, options: &Options, cache: Cache) -> (Column, Cache) {
    let Files { column_file, mut config, parse_options, vocabulary, glossary, mut diagnostics, .. } = files;
    let Cache { theme, mut sites, parses, .. } = cache;
    // The files share the parses with the cache: without it they can be updated in place.
    drop(parses);
    let theme = CompiledTheme::new(files.chain, &config, column_file.fingerprint, theme);
    diagnostics.extend_from_slice(&theme.diagnostics);
    config.base_url = options.base_url.clone().or(config.base_url);
    let mut parses = Arc::unwrap_or_clone(files.parses);
    parses.update(&files.stale, parse::parse_files(files.unparsed, &parse_options.options));
    let entries = parses.all().iter().map(|file| file.entry.clone());
    let typography = &parse_options.options.typography;
    let parsed = Parsed {
        entries: entries.filter_map(|checked| checked.into_value(&mut diagnostics)).collect(),
        attachments: files.attachments,
        unreadable: files.unreadable,
        vocabulary: checked(vocabulary.as_ref().map(|file| Vocabulary::parse(file, typography)), &mut diagnostics),
        glossary: checked(glossary.as_ref().map(|file| content::parse_glossary(file, typography)), &mut diagnostics),
    };
    let (site, preview) = assemble(parsed, config, &theme.theme, options, &mut sites);
    let site = site.into_value(&mut diagnostics);
    let refs = site.entries.refs();
    diagnostics.extend(refs.filter_map(|entry| missing_template(site.entries.common(entry), &theme.theme)));
    let mut diagnostics = in_order(diagnostics);
    hide_secrets(&mut diagnostics, &column_file);
    let lists = vocabulary.iter().chain(&glossary).chain([&column_file]);
    let sources = sources(&diagnostics, &parses, lists, &theme.theme);
    let column = Column { site, preview, theme: theme.theme.clone(), diagnostics, sources };
    let (column_file, parse_options) = (Some(column_file.fingerprint), Some(parse_options));
    (column, Cache { column_file, parse_options, parses: Arc::new(parses), theme: Some(theme), sites })
}

fn checked<T: Default>(checked: Option<Checked<T>>, diagnostics: &mut Vec<Diagnostic>) -> T {
    checked.map(|checked| checked.into_value(diagnostics)).unwrap_or_default()
}

/// Assembles the site and, if a preview is asked for and something is unpublished, the site that shows it. Only the
/// diagnostics of the former count: a draft may be unfinished.
fn assemble(
    parsed: Parsed,
    config: Config,
    theme: &Theme,
    options: &Options,
    caches: &mut [SiteCache; 2],
) -> (Checked<Arc<Site>>, Option<Arc<Site>>) {
    let now = options.as_of.and_then(|day| content::day_end(day, &config.timezone)).unwrap_or(options.clock);
    let asset_paths = theme.assets.list().iter().map(|asset| asset.path.clone()).collect();
    let published = AssembleOptions { now, asset_paths, unpublished: false };
    let config = Arc::new(config);
    let [cache, preview_cache] = caches;
    if !options.unpublished || !site::has_unpublished(&parsed.entries, now) {
        return (site::assemble(parsed, config, &published, cache), None);
    }
    let unpublished = AssembleOptions { unpublished: true, ..published.clone() };
    let (all, its_config) = (parsed.clone(), config.clone());
    let (site, preview) = rayon::join(
        || site::assemble(parsed, config, &published, cache),
        || site::assemble(all, its_config, &unpublished, preview_cache).value,
    );
    (site, Some(preview))
}
