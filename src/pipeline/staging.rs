//! Renders the routes of a site and stages what they give, after a search for what is private.

use std::cell::OnceCell;

use rayon::prelude::*;

use super::leak_check::{FileLeaks, LeakCheck};
use crate::diagnostics::Diagnostic;
use crate::media::PictureJob;
use crate::output::{Output, OutputError, PictureMemory, Staged, WordMemory};
use crate::render::{self, Content, Rendered, Renderer};
use crate::search::WordsToRemember;
use crate::site::{FileTarget, Route, Target};

/// All that a route needs to be staged.
pub(super) struct Staging<'w> {
    pub(super) renderer: &'w Renderer<'w>,
    pub(super) output: &'w Output,
    pub(super) words: &'w WordMemory,
    pub(super) pictures: &'w PictureMemory,
    /// The search for what is private; `None` if nothing is.
    pub(super) leaks: Option<&'w LeakCheck<'w>>,
    /// True if all files of the last build were searched for the same.
    pub(super) is_searched: bool,
}

/// The results of a route: files that are ready to be moved into place, and the private values in them.
#[derive(Default)]
pub(super) struct StagedRoute {
    pub(super) files: Vec<Staged>,
    pub(super) leaks: Vec<FileLeaks>,
    /// The mistakes in the files that they are made from.
    pub(super) mistakes: Vec<Diagnostic>,
}

impl Staging<'_> {
    /// Renders a route and stages what it gives: one file, or all of the search. A page that the last build made from the
    /// same view, and that nobody has changed since, is not rendered again. Returns `None` if there is a mistake in its
    /// template.
    pub(super) fn stage(&self, route: &Route) -> Option<Result<StagedRoute, OutputError>> {
        let target = route.target;
        if target == Target::File(FileTarget::SearchIndex) {
            let renew = |next: WordsToRemember<'_>| self.words.write(|file| next.write(file));
            let (site, strings) = (self.renderer.site(), self.renderer.strings());
            let index = render::search_index_and_words(site, strings, self.words.read(), &renew);
            let files = render::search_files(&index);
            drop(index);
            let staged = files.into_par_iter().map(|file| self.stage_file(target, file));
            return Some(staged.collect::<Result<Vec<_>, _>>().map(StagedRoute::merged));
        }
        let in_place = OnceCell::new();
        let is_unchanged = |input_fingerprint| {
            let staged = self.output.unchanged(route.path.file(), input_fingerprint);
            staged.is_some_and(|staged| in_place.set(staged).is_ok())
        };
        match self.renderer.render_changed(route, is_unchanged).ok()? {
            Some(rendered) => Some(self.stage_file(target, rendered)),
            None => Some(self.take_over(route, in_place.into_inner()?)),
        }
    }

    fn stage_file(&self, target: Target, rendered: Rendered) -> Result<StagedRoute, OutputError> {
        let rendered = match &rendered.content {
            Content::Picture(job) => match self.pictures.bytes(job, &self.of_one_file(target))? {
                Ok(bytes) => Rendered { content: Content::Generated(bytes), ..rendered },
                Err(problem) => {
                    return Ok(StagedRoute { mistakes: vec![job.words(problem)], ..StagedRoute::default() });
                }
            },
            Content::Generated(_) | Content::Shared(_) | Content::File(..) => rendered,
        };
        let is_known = || self.output.has_written(&rendered.path, rendered.content.fingerprint());
        let leaks = match self.leaks {
            Some(check) if !self.is_searched || !is_known() => check.search(target, &rendered)?,
            _ => Vec::new(),
        };
        Ok(StagedRoute { files: vec![self.output.stage(rendered)?], leaks, ..StagedRoute::default() })
    }

    /// Returns all pictures that are made of the same file as this one.
    fn of_one_file(&self, target: Target) -> Vec<PictureJob> {
        match target {
            Target::File(FileTarget::Attachment { attachment } | FileTarget::PictureSize { attachment, .. }) => {
                PictureJob::all_of(&self.renderer.site().attachments[attachment].1)
            }
            Target::Page(_) | Target::File(_) => Vec::new(),
        }
    }

    /// Takes a page or picture of the last build over. It is read only if there is more to search for than at that time.
    fn take_over(&self, route: &Route, page: Staged) -> Result<StagedRoute, OutputError> {
        let path = route.path.file();
        let leaks = match self.leaks {
            Some(check) if !self.is_searched => check.search_page(route.target, path, &self.output.read(path)?),
            _ => Vec::new(),
        };
        Ok(StagedRoute { files: vec![page], leaks, ..StagedRoute::default() })
    }
}

impl StagedRoute {
    /// Returns all that several routes give.
    pub(super) fn merged(all: Vec<Self>) -> Self {
        let mut merged = Self { files: Vec::with_capacity(all.len()), ..Self::default() };
        for one in all {
            merged.files.extend(one.files);
            merged.leaks.extend(one.leaks);
            merged.mistakes.extend(one.mistakes);
        }
        merged
    }
}
