//! The whole flow: [`read`] reads (`read.rs`), [`understand`] is pure (below), [`Column::write`] writes (`column.rs`).

mod asked_before;
mod cache;
mod clean_files;
mod column;
mod feed_ids;
mod leak_check;
mod leak_report;
mod missing_template;
mod nearly_the_same;
mod parse;
mod pictures;
mod private_values;
mod read;
mod remembered_links;
mod search_all;
mod source_map;
mod staging;
mod unused_templates;
mod vanished;

use std::path::Path;
use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::Date;

use cache::{CompiledTheme, ParsedText};
use missing_template::missing_templates;
use private_values::ColumnSecrets;
use source_map::{hide_secrets, sources};
use unused_templates::unused_templates;

use crate::config::Config;
use crate::content::{self, Vocabulary};
use crate::diagnostics::{Checked, Diagnostic, Severity, has_errors, in_order};
use crate::render::{dead_links, unshown_forms};
use crate::site::{self, AssembleOptions, Parsed, Site, SiteCache, ThemePages};
use crate::source::{Change, Snapshot, SourceError};
use crate::text_checks::placeholders;
use crate::theme::Theme;

pub use cache::Cache;
pub use column::Column;
pub use parse::{parse, parse_options};
pub use read::{Files, read};
pub use source_map::add_sources;

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
    let column = column.in_folder(root);
    Ok(column.with_sources(root, &mut snapshot))
}

/// Reads a column, understands it, and renders every page to find what is wrong there. Drafts are looked at, too.
pub fn check(root: &Path, options: &Options) -> Result<Column, SourceError> {
    let mut snapshot = Snapshot::default();
    let files = read(root, &Change::Anything, &mut snapshot, &Cache::default())?;
    let (column, _) = understand(files, &Options { unpublished: true, ..options.clone() }, Cache::default());
    let mut column = column.in_folder(root);
    let found = column.check();
    column.diagnostics.extend(found);
    Ok(column.with_sources(root, &mut snapshot))
}

/// Turns files into a site. It is pure: what the cache of the last run holds for the same inputs is used, and the result is
/// the same without it. The cache that comes back is for the next run.
pub fn understand(files: Files, options: &Options, cache: Cache) -> (Column, Cache) {
    let Files { column_file, mut config, parse_options, vocabulary, glossary, links, mut diagnostics, .. } = files;
    let Cache { theme, mut sites, parses, clean, .. } = cache;
    // The files share the parses with the cache: without it they can be updated in place.
    drop(parses);
    let theme = CompiledTheme::new(files.chain, &config, column_file.fingerprint, theme);
    diagnostics.extend_from_slice(&theme.diagnostics);
    config.base_url = options.base_url.clone().or(config.base_url);
    let mut parses = Arc::unwrap_or_clone(files.parses);
    parses.update(&files.stale, parse::parse_files(files.unparsed, &parse_options.options));
    let misnamed = content::misnamed_folders(&parses.all().iter().map(|file| &*file.path));
    let (typography, mut of_entries) = (&parse_options.options.typography, Vec::new());
    let (mut entries, mut replies, mut unread) = (Vec::with_capacity(parses.all().len()), Vec::new(), Vec::new());
    for file in parses.all() {
        match file.content.clone().into_value(&mut of_entries) {
            ParsedText::Entry(entry) => entries.push(entry),
            ParsedText::Reply(reply) => replies.push(reply),
            ParsedText::None => unread.push(file.path.clone()),
        }
    }
    let parsed = Parsed {
        link_memory: links.memory.clone(),
        entries,
        replies,
        unread,
        attachments: files.attachments,
        unreadable: files.unreadable,
        vocabulary: checked(vocabulary.as_ref().map(|file| Vocabulary::parse(file, typography)), &mut diagnostics),
        glossary: checked(glossary.as_ref().map(|file| content::parse_glossary(file, typography)), &mut diagnostics),
    };
    let (site, preview) = assemble(parsed, config, &theme.theme, options, &mut sites);
    let site = site.into_value(&mut diagnostics);
    // Letters that are not read are letters all the same.
    let is_misnamed =
        |file: &str| misnamed.iter().flat_map(Diagnostic::files).any(|folder| file.starts_with(&**folder));
    diagnostics.retain(|found| {
        let is_doubtful = || found.file.as_deref().is_none_or(is_misnamed);
        misnamed.is_empty() || found.severity != Severity::Hint || !is_doubtful()
    });
    diagnostics.extend(misnamed);
    site::lower_severity(&mut of_entries, &site);
    diagnostics.extend(of_entries);
    let mut diagnostics = for_report(diagnostics);
    hide_secrets(&mut diagnostics, &column_file);
    let lists = || vocabulary.iter().chain(&glossary);
    let secrets = ColumnSecrets::new(parses.all(), &site, &column_file, lists(), clean.clone());
    let sources = sources(&diagnostics, &parses, lists().chain(&links.file).chain([&column_file]), &theme.theme);
    let column = Column::new(site, preview, theme.theme.clone(), diagnostics, sources).with_secrets(secrets);
    let (column_file, parse_options) = (Some(column_file.fingerprint), Some(parse_options));
    (column, Cache { column_file, parse_options, parses: Arc::new(parses), theme: Some(theme), links, sites, clean })
}

/// Returns the diagnostics of a report in its order. Placeholders can wait for what must be fixed first.
fn for_report(mut diagnostics: Vec<Diagnostic>) -> Vec<Diagnostic> {
    if has_errors(&diagnostics) {
        diagnostics.retain(|found| found.message != placeholders::MESSAGE);
    }
    in_order(diagnostics)
}

fn checked<T: Default>(checked: Option<Checked<T>>, diagnostics: &mut Vec<Diagnostic>) -> T {
    checked.map(|checked| checked.into_value(diagnostics)).unwrap_or_default()
}

/// Assembles the site and, if something is unpublished, a site that shows it: for a preview, or else only to find what
/// will be wrong when it is published.
fn assemble(
    parsed: Parsed,
    config: Config,
    theme: &Theme,
    options: &Options,
    caches: &mut [SiteCache; 2],
) -> (Checked<Arc<Site>>, Option<Arc<Site>>) {
    let now = options.as_of.and_then(|day| content::day_end(day, &config.timezone)).unwrap_or(options.clock);
    let asset_paths = theme.assets.list().iter().map(|asset| asset.path.clone()).collect();
    let theme_pages = ThemePages::of(|template| theme.templates.has(template));
    let published = AssembleOptions { now, asset_paths, theme_pages, unpublished: false };
    let config = Arc::new(config);
    let [cache, preview_cache] = caches;
    if !site::has_unpublished(&parsed, now) {
        let mut site = site::assemble(parsed, config, &published, cache);
        site.diagnostics.extend(missing_templates(&site.value, theme));
        site.diagnostics.extend(unused_templates(&site.value, theme));
        site.diagnostics.extend(dead_links(&site.value, theme));
        site.diagnostics.extend(unshown_forms(&site.value, theme));
        return (site, None);
    }
    let unpublished = AssembleOptions { unpublished: true, ..published.clone() };
    let (all, its_config) = (parsed.clone(), config.clone());
    let (mut site, mut preview) = rayon::join(
        || site::assemble(parsed, config, &published, cache),
        || {
            if options.unpublished {
                site::assemble(all, its_config, &unpublished, preview_cache)
            } else {
                site::assemble_links(all, its_config, &unpublished)
            }
        },
    );
    site.diagnostics.extend(missing_templates(&site.value, theme));
    preview.diagnostics.extend(missing_templates(&preview.value, theme));
    site.diagnostics.extend(unused_templates(&preview.value, theme));
    site.diagnostics.extend(dead_links(&site.value, theme));
    site.diagnostics.extend(unshown_forms(&site.value, theme));
    let upcoming = site::upcoming(&site.value, &site.diagnostics, &preview);
    site.diagnostics.extend(upcoming);
    (site, options.unpublished.then_some(preview.value))
}
