//! A column that is understood: what can be done with it.

use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use rayon::prelude::*;

use super::asked_before::asked_before;
use super::feed_ids;
use super::leak_check::{FileLeaks, LeakCheck, unsearched_note};
use super::leak_report::report;
use super::pictures::{each_picture, picture_mistakes};
use super::private_values::ColumnSecrets;
use super::search_all::RouteSearch;
use super::source_map::add_sources;
use super::staging::{StagedRoute, Staging};
use super::vanished::{origins, vanished};

use crate::diagnostics::{Diagnostic, FilePath, Severity, SourceMap, has_errors, in_order};
use crate::media::PictureJob;
use crate::output::{Output, OutputError, PictureMemory, SearchMemory, WordMemory, WriteReport};
use crate::render::{self, HostNote, Rendered, Renderer};
use crate::site::{Site, lower_severity};
use crate::source::{Snapshot, read_text, within_content};
use crate::theme::Theme;

/// A column: the site, its theme, and everything that was found on the way.
#[derive(Debug)]
pub struct Column {
    /// The site.
    pub site: Arc<Site>,
    /// The site with everything unpublished in it; `None` if nothing is unpublished, or if it was not asked for.
    pub preview: Option<Arc<Site>>,
    /// The compiled theme.
    pub theme: Arc<Theme>,
    /// Every mistake so far, in the order of a report.
    pub diagnostics: Vec<Diagnostic>,
    /// The texts that the diagnostics point into, as far as they are known.
    pub sources: SourceMap,
    /// The files of the search of the site that a preview shows. They are made when one is first asked for: most saves
    /// are followed by no search.
    search_files: OnceLock<Vec<Rendered>>,
    words: WordMemory,
    pictures: PictureMemory,
    secrets: ColumnSecrets,
    /// The folder of the column; `None` for one in memory.
    root: Option<PathBuf>,
}

impl Column {
    /// Creates a column of what was understood.
    pub fn new(
        site: Arc<Site>,
        preview: Option<Arc<Site>>,
        theme: Arc<Theme>,
        diagnostics: Vec<Diagnostic>,
        sources: SourceMap,
    ) -> Self {
        let (search_files, words, secrets) = (OnceLock::new(), WordMemory::default(), ColumnSecrets::default());
        Self {
            site,
            preview,
            theme,
            diagnostics,
            sources,
            search_files,
            words,
            pictures: PictureMemory::default(),
            secrets,
            root: None,
        }
    }

    /// Lets the column know what is private.
    #[must_use]
    pub(super) fn with_secrets(mut self, secrets: ColumnSecrets) -> Self {
        self.secrets = secrets;
        self
    }

    /// Lets the column use what an earlier build left in its folder.
    #[must_use]
    pub fn in_folder(mut self, root: &Path) -> Self {
        self.words = WordMemory::of(root);
        self.pictures = PictureMemory::of(root);
        self.root = Some(root.to_owned());
        self
    }

    /// Adds the texts that diagnostics point into and that were dropped when they had been parsed.
    #[must_use]
    pub fn with_sources(mut self, root: &Path, snapshot: &mut Snapshot) -> Self {
        add_sources(&mut self.sources, &self.diagnostics, root, snapshot);
        self
    }

    /// Returns the site that a preview shows.
    pub fn shown(&self) -> &Site {
        self.preview.as_ref().unwrap_or(&self.site)
    }

    /// Returns the file of the search at a path. `None` if there is none.
    pub fn search_file(&self, path: &str) -> Option<&Rendered> {
        let site = self.shown();
        if !site.has_search() || !render::is_search_file(path) {
            return None;
        }
        let mut files = self
            .search_files
            .get_or_init(|| render::search_files(&render::search_index(site, &self.theme.strings, self.words.read())))
            .iter();
        files.find(|file| *file.path == *path.trim_start_matches('/'))
    }

    /// Renders everything and drops it. Returns the mistakes in templates, what is private and would be published, and hints at
    /// letters that were asked before.
    pub fn check(&self) -> Vec<Diagnostic> {
        let leaks = self.leak_check().filter(|_| self.theme.templates.are_sound());
        let leaks = leaks.and_then(|leaks| {
            let found = self.route_search(&leaks).all(&self.theme)?;
            Some(self.report_leaks(&leaks, found))
        });
        let mut found = leaks.unwrap_or_else(|| self.template_errors());
        found.extend(self.upcoming_leaks());
        found.extend(self.unreported(picture_mistakes(self.shown(), &self.site, &self.pictures)));
        found.extend(asked_before(self.shown(), &self.theme.strings, || self.words.read()));
        found
    }

    /// Renders every page and drops it. Returns the mistakes in templates.
    pub fn template_errors(&self) -> Vec<Diagnostic> {
        if self.theme.templates.are_sound() { render::template_errors(&self.site, &self.theme) } else { Vec::new() }
    }

    /// Does what [`Column::check`] does, but on one core, and asks before every route whether to go on. Returns `None` if
    /// it was cancelled.
    pub fn check_in_background(&self, is_cancelled: &dyn Fn() -> bool) -> Option<Vec<Diagnostic>> {
        if !self.theme.templates.are_sound() {
            return Some(Vec::new());
        }
        let leaks = self.leak_check();
        let search = leaks.as_ref().map(|leaks| self.route_search(leaks));
        let mut found = Vec::new();
        // A renderer keeps the parts that pages share. In a preview, the parts of all pages would be too much memory.
        for routes in self.site.routes.as_slice().chunks(256) {
            let renderer = Renderer::new(&self.site, &self.theme);
            for route in routes.iter().filter(|route| search.is_some() || route.target.page().is_some()) {
                if is_cancelled() {
                    return None;
                }
                let of_route = match &search {
                    Some(search) => search.route(&renderer, route),
                    None => renderer.render(route).ok().map(|_| Vec::new()),
                };
                match of_route {
                    Some(leaks) => found.extend(leaks),
                    None => return Some(self.template_errors()),
                }
            }
        }
        let mut found = leaks.map(|leaks| self.report_leaks(&leaks, found)).unwrap_or_default();
        found.extend(self.upcoming_leaks());
        found.extend(self.unreported(each_picture(self.shown(), &self.site, &self.pictures, is_cancelled)?));
        found.extend(asked_before(self.shown(), &self.theme.strings, || self.words.read()));
        Some(found)
    }

    /// Returns mistakes in files in which no error was found so far.
    fn unreported(&self, mut found: Vec<Diagnostic>) -> Vec<Diagnostic> {
        let errors = || self.diagnostics.iter().filter(|known| known.severity == Severity::Error);
        found.retain(|found| !errors().any(|known| known.file == found.file));
        found
    }

    /// Returns the search for what is private; `None` if nothing is.
    fn leak_check(&self) -> Option<LeakCheck<'_>> {
        LeakCheck::new(&self.site, &self.secrets)
    }

    fn route_search<'c>(&'c self, leaks: &'c LeakCheck<'c>) -> RouteSearch<'c> {
        RouteSearch { leaks, words: &self.words, clean: self.secrets.clean() }
    }

    /// Returns what is private and will be published with a text that is held back.
    fn upcoming_leaks(&self) -> Vec<Diagnostic> {
        let Some(preview) = self.preview.as_deref().filter(|_| self.theme.templates.are_sound()) else {
            return Vec::new();
        };
        let Some(leaks) = LeakCheck::new(preview, &self.secrets) else { return Vec::new() };
        let found = self.route_search(&leaks).held_back(&self.theme, &self.site);
        let text_of = |file: &FilePath| read_text(self.root.as_ref()?, file);
        let mut found = report(&leaks, &found, &self.theme.texts, &text_of);
        found.retain(|found| found.file.as_ref().is_some_and(|file| self.site.is_file_unpublished(file)));
        lower_severity(&mut found, &self.site);
        in_order(found)
    }

    /// Returns the diagnostics for what is private and was found in files, and for what is found in lists.
    fn report_leaks(&self, leaks: &LeakCheck<'_>, mut found: Vec<FileLeaks>) -> Vec<Diagnostic> {
        found.extend(leaks.search_lists());
        let text_of = |file: &FilePath| read_text(self.root.as_ref()?, file);
        in_order(report(leaks, &found, &self.theme.texts, &text_of))
    }

    /// Renders every route and writes what differs. If there are mistakes in templates or pictures, or what is private would be
    /// published, it writes nothing and returns the diagnostics. A page that the last build made from the same view, and that nobody has
    /// changed since, is not rendered again.
    pub fn write(&self, folder: &Path) -> Result<Result<WriteReport, Vec<Diagnostic>>, OutputError> {
        let output = Output::open(folder)?;
        let renderer = Renderer::new(&self.site, &self.theme);
        let (leaks, memory) = (self.leak_check(), self.root.as_deref().map(SearchMemory::of).unwrap_or_default());
        let has_searched = |leaks: &LeakCheck<'_>| memory.has_searched(output.manifest_before(), leaks.fingerprint());
        let is_searched = leaks.as_ref().is_some_and(has_searched);
        let staging = Staging {
            renderer: &renderer,
            output: &output,
            words: &self.words,
            pictures: &self.pictures,
            leaks: leaks.as_ref(),
            is_searched,
        };
        let staged: Vec<_> = self.site.routes.as_slice().par_iter().map(|route| staging.stage(route)).collect();
        let Some(staged) = staged.into_iter().collect::<Option<Vec<_>>>() else {
            output.abandon()?;
            return Ok(Err(self.template_errors()));
        };
        let staged = StagedRoute::merged(staged.into_iter().collect::<Result<_, _>>()?);
        let mut found = leaks.as_ref().map(|leaks| self.report_leaks(leaks, staged.leaks)).unwrap_or_default();
        found.extend(staged.mistakes);
        if !found.is_empty() {
            output.abandon()?;
            return Ok(Err(found));
        }
        // The renderer holds much memory: another thread frees it while the files are moved.
        let origins = origins(&self.site);
        let notes = self.notes().into_iter().filter_map(|note| note.key).collect();
        let (report, ()) = rayon::join(|| output.commit(staged.files, &origins, notes), || drop(renderer));
        let report = report?;
        let attachments = self.site.attachments.values();
        self.pictures.forget_others(attachments.flat_map(|(_, file)| PictureJob::all_of(file)));
        if let Some(leaks) = leaks {
            memory.remember(report.manifest_after(), leaks.fingerprint());
        }
        Ok(Ok(report))
    }

    /// Adds the texts of the column that diagnostics point into.
    pub fn add_texts_of(&mut self, found: &[Diagnostic]) {
        let Some(root) = &self.root else { return };
        for file in found.iter().flat_map(Diagnostic::files).filter(|file| within_content(file).is_some()) {
            if let (false, Some(text)) = (self.sources.contains_key(file), read_text(root, file)) {
                self.sources.insert(file.clone(), text);
            }
        }
    }

    /// Returns the number of files with private values.
    pub fn private_files(&self) -> usize {
        self.secrets.files()
    }

    /// Returns what its author must know about the host and the address.
    pub fn notes(&self) -> Vec<HostNote> {
        let mut notes = render::host_notes(&self.site);
        if !self.secrets.needles(&self.site).is_empty() {
            notes.extend(unsearched_note(&self.site));
        }
        notes
    }

    /// Returns a warning if the feeds of the last build, in this folder, have other ids than those that come now.
    pub fn changed_feed_ids(&self, folder: &Path) -> Option<Diagnostic> {
        feed_ids::check(&self.site.config, folder)
    }

    /// Returns a warning for each page that the last build wrote and this one did not, unless its address still answers.
    pub fn vanished(&self, report: &WriteReport) -> Vec<Diagnostic> {
        vanished(&self.site, &report.vanished)
    }

    /// Returns true if something found so far prevents the column from being published.
    pub fn has_errors(&self) -> bool {
        has_errors(&self.diagnostics)
    }
}
