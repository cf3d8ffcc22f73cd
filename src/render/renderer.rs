//! Renders any route of a site.

use std::collections::BTreeMap;

use serde::Serialize;
use tera::Value;

use super::column_pictures::ColumnPictures;
use super::context::{self, PageContext};
use super::program::PROGRAM;
use super::rendered::{Content, Rendered};
use super::search::search_index;
use super::view_cache::{View, ViewCache, fingerprint};
use super::{directory, feed, host, redirect, robots, sitemap, view_builders};
use crate::config::FeedFormat;
use crate::diagnostics::Diagnostic;
use crate::media::{PictureJob, PictureRecipe};
use crate::site::{FeedScope, FileTarget, Id, PageTarget, Route, Site, Target};
use crate::theme::{Strings, Theme};

/// The fields of `site` that change with the entries of the column. A template sees them only if it reads them, and a page
/// depends on them only then. The others come from `column.yaml` and the theme, and filters may depend on them.
const ENTRIES_OF_SITE: [&str; 6] = ["people", "letters", "programs", "tags", "recent", "pages"];

/// A page of which everything is known but its bytes.
struct PreparedPage<'p> {
    renderer: &'p Renderer<'p>,
    route: &'p Route,
    template: &'p str,
    root: &'p str,
    view: &'p dyn View,
    /// Fingerprint of everything that the page is rendered from.
    input_fingerprint: u64,
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
    /// Fingerprints of what goes into every page of a template, by its name: the program, the theme, and the shared value, as
    /// far as the template reads it.
    shared_fingerprints: BTreeMap<&'s str, u64>,
    /// The pictures of the column, by their full addresses.
    pictures: ColumnPictures,
    /// True if the theme may show what a page says to search engines.
    has_structured_data: bool,
    cache: ViewCache<'s>,
}

impl<'s> Renderer<'s> {
    /// Prepares to render the routes of a site.
    pub fn new(site: &'s Site, theme: &'s Theme) -> Self {
        let (pictures, cache) = (ColumnPictures::new(site, theme), ViewCache::new(site));
        let shared = view_builders::site_view(&cache, theme).value();
        let shared_fingerprints = shared_fingerprints(&shared, theme);
        let has_structured_data = theme.templates.may_read("structured_data");
        Self { site, theme, shared, shared_fingerprints, pictures, has_structured_data, cache }
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
        match route.target {
            Target::Page(target) => self.page(route, target, &|page| page.render()),
            Target::File(target) => Ok(self.file(route, target)),
        }
    }

    /// Renders one route, unless it is a page that `is_unchanged` returns true for. It gets the fingerprint of everything
    /// that the page is rendered from: if that is the same as in another build, so are the bytes. The same holds for pictures.
    /// All else is rendered as fast as it is compared, so it always is. The error is a mistake in a template.
    pub fn render_changed(
        &self,
        route: &Route,
        is_unchanged: impl Fn(u64) -> bool,
    ) -> Result<Option<Rendered>, Diagnostic> {
        match route.target {
            Target::Page(target) => self.page(route, target, &|page| {
                if is_unchanged(page.input_fingerprint) { Ok(None) } else { page.render().map(Some) }
            }),
            Target::File(target) => {
                let rendered = self.file(route, target);
                Ok((!rendered.input_fingerprint.is_some_and(is_unchanged)).then_some(rendered))
            }
        }
    }

    /// Returns what the template of a page gets. `None` for an output without a template.
    pub fn inspect(&self, route: &Route) -> Option<Inspected> {
        Some(self.page(route, route.target.page()?, &|page| page.inspect()))
    }

    /// Builds all that a page is rendered from.
    fn page<R>(&self, route: &Route, target: PageTarget, show: &dyn Fn(&PreparedPage<'_>) -> R) -> R {
        let (site, theme, cache) = (self.site, self.theme, &self.cache);
        let (strings, pictures) = (&theme.strings, &self.pictures);
        let template = view_builders::template(site, target, |name| theme.templates.has(name));
        let root = context::root(site, route);
        let has_structured_data = self.has_structured_data;
        let context = PageContext { site, cache, strings, pictures, has_structured_data, route, target, root: &root };
        view_builders::view(&context, &|view| {
            let shared = self.shared_fingerprints.get(&*template);
            let input_fingerprint = fingerprint(&(shared, &template, view.fingerprint()));
            show(&PreparedPage { renderer: self, route, template: &template, root: &root, view, input_fingerprint })
        })
    }

    /// Returns a file that is written without a template.
    fn file(&self, route: &Route, target: FileTarget) -> Rendered {
        let content = self.file_content(route, target);
        let input_fingerprint = match &content {
            Content::Picture(job) => Some(fingerprint(&job.fingerprint())),
            Content::Generated(_) | Content::Shared(_) | Content::File(..) => None,
        };
        Rendered { path: route.path.file().clone(), input_fingerprint, content }
    }

    /// Returns the addresses of what a feed looks like in a browser: the options of the column, and `feed.css` of the theme.
    /// They hold at any address of the host, since an old address of a feed has the same bytes. Empty if the theme has no
    /// such file.
    fn feed_stylesheets(&self) -> Vec<String> {
        let Some(own) = self.theme.assets.get("feed.css") else { return Vec::new() };
        let all = self.theme.stylesheet.iter().map(String::as_str).chain([own.path.as_str()]);
        all.map(|path| format!("{}{path}", self.site.config.base_path())).collect()
    }

    fn file_content(&self, route: &Route, target: FileTarget) -> Content {
        let feed = |scope: FeedScope, format: FeedFormat, path: &str| {
            feed::render(self.site, &self.theme.strings, &self.pictures, scope, format, path, self.feed_stylesheets())
        };
        match target {
            FileTarget::Attachment { attachment } | FileTarget::StaticFile { file: attachment } => {
                let attachment = &self.site.attachments[attachment].1;
                let copied = || Content::File(attachment.disk.clone(), attachment.fingerprint);
                PictureJob::of(attachment).map_or_else(copied, Content::Picture)
            }
            FileTarget::PictureSize { attachment, width, height } => {
                let attachment = &self.site.attachments[attachment].1;
                let job = PictureJob::with_recipe(attachment, PictureRecipe::WebP { width, height });
                // Only a picture has sizes.
                job.map_or_else(|| Content::Generated(Vec::new()), Content::Picture)
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
            FileTarget::Directory(file) => Content::Generated(directory::render(self.site, file)),
            FileTarget::Host(file) => Content::Generated(host::render(self.site, file)),
        }
    }
}

/// Returns the fingerprint of what goes into every page of a template, for each template.
fn shared_fingerprints<'s>(shared: &Value, theme: &'s Theme) -> BTreeMap<&'s str, u64> {
    let fields = shared.as_map().into_iter().flatten();
    let fields: Vec<(String, u64)> = fields
        .map(|(name, value)| (name.to_string(), fingerprint(&serde_json::to_string(value).unwrap_or_default())))
        .collect();
    let of_template = |template| {
        let read = theme.templates.site_fields(template);
        let goes_in = |name: &str| !ENTRIES_OF_SITE.contains(&name) || read.contains(name);
        let fields: Vec<&(String, u64)> = fields.iter().filter(|(name, _)| goes_in(name)).collect();
        (template, fingerprint(&(PROGRAM, theme.fingerprint, fields)))
    };
    theme.templates.names().map(of_template).collect()
}

impl PreparedPage<'_> {
    fn render(&self) -> Result<Rendered, Diagnostic> {
        let Renderer { theme, shared, .. } = self.renderer;
        let rendered = theme.templates.render(self.template, self.view.value(), shared.clone(), self.root);
        let html = rendered.map_err(|found| found.help(format!("met while making the page `{}`", self.route.path)))?;
        Ok(Rendered {
            path: self.route.path.file().clone(),
            input_fingerprint: Some(self.input_fingerprint),
            content: Content::Generated(theme.strings.name_english(html)),
        })
    }

    fn inspect(&self) -> Inspected {
        let (template, root) = (self.template.to_owned(), self.root.to_owned());
        Inspected { template, page: self.view.value(), site: self.renderer.shared.clone(), root }
    }
}
