//! Renders any route of a site.

use serde::Serialize;
use tera::Value;

use super::column_pictures::ColumnPictures;
use super::context::{self, PageContext};
use super::program::PROGRAM;
use super::rendered::{Content, Rendered};
use super::search::search_index;
use super::view_cache::{ViewCache, ViewValue, fingerprint};
use super::{feed, host, redirect, robots, sitemap, view_builders};
use crate::config::FeedFormat;
use crate::diagnostics::Diagnostic;
use crate::site::{FeedScope, FileTarget, Id, PageTarget, Route, Site, Target};
use crate::site_path::SitePath;
use crate::theme::{Strings, Theme};

/// An output of which everything is known but its bytes.
pub struct Prepared<'r> {
    route: &'r Route,
    /// Path of the file, relative to the output folder.
    pub path: SitePath,
    /// Fingerprint of everything that a page is rendered from: if it is the same as in another build, so are the bytes.
    /// `None` for an output without a template, which is rendered as fast as it is compared.
    pub input_fingerprint: Option<u64>,
    output: PreparedOutput,
}

/// The work that is left to do for an output.
enum PreparedOutput {
    /// To fill a template.
    Page(TemplatePage),
    /// To write a file without a template.
    File(FileTarget),
}

/// A page: its template, and what the template gets.
struct TemplatePage {
    template: String,
    view: Value,
    root: String,
}

/// All that a template gets.
#[derive(Debug, Serialize)]
pub struct Inspected {
    /// The template that shows the page.
    pub template: String,
    /// The view of the page.
    pub page: Value,
    /// The value that all pages share.
    pub site: Value,
    /// The path from the page to the root of the column.
    pub root: String,
}

/// A site and its theme, ready to render. The value that all pages share is built once.
pub struct Renderer<'s> {
    site: &'s Site,
    theme: &'s Theme,
    shared: Value,
    /// Fingerprint of what goes into every page: the program, the theme, and the shared value.
    shared_fingerprint: u64,
    /// The pictures of the column, by their full addresses.
    pictures: ColumnPictures,
    cache: ViewCache,
}

impl<'s> Renderer<'s> {
    /// Prepares to render the routes of a site.
    pub fn new(site: &'s Site, theme: &'s Theme) -> Self {
        let shared = ViewValue::new(&view_builders::site_view(site, theme));
        let shared_fingerprint = fingerprint(&(PROGRAM, theme.fingerprint, shared.fingerprint));
        let (pictures, cache) = (ColumnPictures::new(site, theme), ViewCache::new(site));
        Self { site, theme, shared: shared.value, shared_fingerprint, pictures, cache }
    }

    /// The site.
    pub fn site(&self) -> &'s Site {
        self.site
    }

    /// The strings of the theme, in the language of the column.
    pub fn strings(&self) -> &'s Strings {
        &self.theme.strings
    }

    /// Renders one route. The error is a mistake in a template.
    pub fn render(&self, route: &Route) -> Result<Rendered, Diagnostic> {
        self.finish(self.prepare(route))
    }

    /// Builds all of a route's output but its bytes.
    pub fn prepare<'r>(&self, route: &'r Route) -> Prepared<'r> {
        let (output, input_fingerprint) = match route.target {
            Target::Page(target) => {
                let (page, input_fingerprint) = self.page(route, target);
                (PreparedOutput::Page(page), Some(input_fingerprint))
            }
            Target::File(target) => (PreparedOutput::File(target), None),
        };
        Prepared { route, path: route.path.file().clone(), input_fingerprint, output }
    }

    /// Renders the bytes. The error is a mistake in a template.
    pub fn finish(&self, prepared: Prepared<'_>) -> Result<Rendered, Diagnostic> {
        let Prepared { route, path, input_fingerprint, output } = prepared;
        let content = match output {
            PreparedOutput::Page(page) => Content::Generated(self.fill(route, page)?),
            PreparedOutput::File(file) => self.file(route, file),
        };
        Ok(Rendered { path, input_fingerprint, content })
    }

    /// Returns the content of a file that is written without a template.
    fn file(&self, route: &Route, target: FileTarget) -> Content {
        let feed = |scope: FeedScope, format: FeedFormat, path: &str| {
            feed::render(self.site, &self.theme.strings, &self.pictures, scope, format, path)
        };
        match target {
            FileTarget::Attachment { attachment } | FileTarget::StaticFile { file: attachment } => {
                let attachment = &self.site.attachments[attachment].1;
                Content::File(attachment.disk.clone(), attachment.fingerprint)
            }
            FileTarget::Asset { asset } => Content::Shared(self.theme.assets.list()[asset.index()].bytes.clone()),
            FileTarget::Feed { scope, format } => Content::Generated(feed(scope, format, &route.path)),
            FileTarget::Redirect { redirect } => {
                let redirect = &self.site.redirects[redirect];
                let to = &redirect.to;
                if redirect.is_of_feed() {
                    return Content::Generated(feed(FeedScope::Column, FeedFormat::Atom, to));
                }
                let relative = format!("{}{}", context::root(self.site, route), to.trim_start_matches('/'));
                Content::Generated(redirect::render(self.site, &self.theme.strings, to, &relative))
            }
            FileTarget::Sitemap { part } => Content::Generated(sitemap::render(self.site, part)),
            FileTarget::Robots => Content::Generated(robots::render(self.site)),
            FileTarget::SearchIndex => {
                let first = search_index(self.site, &self.theme.strings, Vec::new()).files().into_iter().next();
                Content::Generated(first.map(|file| file.bytes).unwrap_or_default())
            }
            FileTarget::Host(file) => Content::Generated(host::render(self.site, file)),
        }
    }

    /// Returns what the template of a page gets, and the fingerprint of everything that the page is rendered from.
    fn page(&self, route: &Route, target: PageTarget) -> (TemplatePage, u64) {
        let root = context::root(self.site, route);
        let (site, cache, strings) = (self.site, &self.cache, &self.theme.strings);
        let context = PageContext { site, cache, strings, pictures: &self.pictures, route, target, root: &root };
        let (template, view) = view_builders::page_view(&context, |name| self.theme.templates.has(name));
        let input_fingerprint = fingerprint(&(self.shared_fingerprint, &template, view.fingerprint));
        (TemplatePage { template, view: view.value, root }, input_fingerprint)
    }

    fn fill(&self, route: &Route, page: TemplatePage) -> Result<Vec<u8>, Diagnostic> {
        let TemplatePage { template, view, root } = page;
        let rendered = self.theme.templates.render(&template, view, self.shared.clone(), &root);
        let rendered = rendered.map(|html| self.theme.strings.name_english(html));
        rendered.map_err(|diagnostic| diagnostic.help(format!("met while making the page `{}`", route.path)))
    }

    /// Returns what the template of a page gets. `None` for an output without a template.
    pub fn inspect(&self, route: &Route) -> Option<Inspected> {
        let (TemplatePage { template, view, root }, _) = self.page(route, route.target.page()?);
        Some(Inspected { template, page: view, site: self.shared.clone(), root })
    }
}
