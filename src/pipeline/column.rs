//! A column that is understood: what can be done with it.

use std::cell::OnceCell;
use std::path::Path;
use std::sync::{Arc, OnceLock};

use rayon::prelude::*;

use super::asked_before::asked_before;
use super::feed_ids;
use super::source_map::add_sources;
use super::vanished::{origins, vanished};

use crate::diagnostics::{Diagnostic, SourceMap, has_errors};
use crate::output::{Output, OutputError, Staged, WordMemory, WriteReport};
use crate::render::{self, HostNote, Rendered, Renderer};
use crate::search::WordsToRemember;
use crate::site::{FileTarget, Route, Site, Target};
use crate::source::Snapshot;
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
        Self { site, preview, theme, diagnostics, sources, search_files: OnceLock::new(), words: WordMemory::default() }
    }

    /// Lets the column use what an earlier build left in its folder.
    #[must_use]
    pub fn in_folder(mut self, root: &Path) -> Self {
        self.words = WordMemory::of(root);
        self
    }

    /// Adds the texts that diagnostics point into and that were dropped when they had been parsed.
    #[must_use]
    pub fn with_sources(mut self, root: &Path, snapshot: &Snapshot) -> Self {
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

    /// Renders every page and drops it. Returns the mistakes in templates, and hints at letters that were asked before.
    pub fn check(&self) -> Vec<Diagnostic> {
        let mut found = self.template_errors();
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
        // A renderer keeps the parts that pages share. In a preview, the parts of all pages would be too much memory.
        for routes in self.site.routes.as_slice().chunks(256) {
            let renderer = Renderer::new(&self.site, &self.theme);
            for route in routes.iter().filter(|route| route.target.page().is_some()) {
                if is_cancelled() {
                    return None;
                }
                if renderer.render(route).is_err() {
                    return Some(self.template_errors());
                }
            }
        }
        Some(asked_before(self.shown(), &self.theme.strings, || self.words.read()))
    }

    /// Renders every route and writes what differs. If there are mistakes in templates, it writes nothing and returns
    /// them. A page that the last build made from the same view, and that nobody has changed since, is not rendered again.
    pub fn write(&self, folder: &Path) -> Result<Result<WriteReport, Vec<Diagnostic>>, OutputError> {
        let output = Output::open(folder)?;
        let renderer = Renderer::new(&self.site, &self.theme);
        let routes = self.site.routes.as_slice();
        let stage = |route| stage(&renderer, &output, &self.words, route);
        let staged: Vec<_> = routes.par_iter().map(stage).collect();
        let Some(staged) = staged.into_iter().collect::<Option<Vec<_>>>() else {
            output.abandon()?;
            return Ok(Err(self.template_errors()));
        };
        let staged = staged.into_iter().collect::<Result<Vec<_>, _>>()?.into_iter().flatten().collect();
        // The renderer holds much memory: another thread frees it while the files are moved.
        let origins = origins(&self.site);
        let notes = self.notes().into_iter().filter_map(|note| note.key).collect();
        let (report, ()) = rayon::join(|| output.commit(staged, &origins, notes), || drop(renderer));
        report.map(Ok)
    }

    /// Returns what its author must know about the host and the address.
    pub fn notes(&self) -> Vec<HostNote> {
        render::host_notes(&self.site)
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

/// Renders a route and stages what it gives: one file, or all of the search. A page that the last build made from the same
/// view, and that nobody has changed since, is not rendered again. Returns `None` if there is a mistake in its template.
fn stage(
    renderer: &Renderer<'_>,
    output: &Output,
    words: &WordMemory,
    route: &Route,
) -> Option<Result<Vec<Staged>, OutputError>> {
    if route.target == Target::File(FileTarget::SearchIndex) {
        let renew = |next: WordsToRemember<'_>| words.write(|file| next.write(file));
        let index = render::search_index_and_words(renderer.site(), renderer.strings(), words.read(), &renew);
        let files = render::search_files(&index);
        drop(index);
        return Some(files.into_par_iter().map(|file| output.stage(file)).collect());
    }
    let in_place = OnceCell::new();
    let is_unchanged = |input_fingerprint| {
        let staged = output.unchanged(route.path.file(), input_fingerprint);
        staged.is_some_and(|staged| in_place.set(staged).is_ok())
    };
    let rendered = renderer.render_changed(route, is_unchanged).ok()?;
    let staged = rendered.map(|rendered| output.stage(rendered)).or_else(|| in_place.into_inner().map(Ok))?;
    Some(staged.map(|staged| vec![staged]))
}
