//! Stage 4: one route to its bytes. Pure: `build` asks for every route, `serve` for the one that a browser wants.
//!
//! Pages go through a template with a [view](views) as its data; feeds, sitemaps and the like are small files beside
//! one another, and none knows of another.

mod feed;
mod fields;
mod file_kind;
mod host;
mod html;
mod pages;
mod redirect;
mod robots;
mod sitemap;
mod template_errors;
mod view_cache;
pub mod views;

use std::path::PathBuf;
use std::sync::Arc;

use serde::Serialize;
use tera::Value;

use crate::diagnostics::Diagnostic;
use crate::site::{FileTarget, PageTarget, Route, Site, Target, file_path};
use crate::source::Fingerprint;
use crate::theme::Theme;

use view_cache::{AllParts, Made, print_of};

pub use file_kind::{FileKind, cache_control, media_type_of_path, media_type_of_route};
pub use host::notes as host_notes;
pub use template_errors::template_errors;

/// The program itself: what `build.rs` read of its sources.
const PROGRAM: &str = env!("CALLSLIP_SOURCES");

/// What stands at an address.
#[derive(Debug)]
pub struct Rendered {
    /// Where it is written, relative to the output folder.
    pub path: String,
    /// See [`Prepared::made_of`].
    pub made_of: Option<u64>,
    /// Its content.
    pub content: Content,
}

/// The bytes of an output, or where they lie.
#[derive(Debug)]
pub enum Content {
    /// A page or feed, made now.
    Made(Vec<u8>),
    /// A theme's file, shared.
    Shared(Arc<[u8]>),
    /// A picture or document of the column's: copied as it is.
    File(PathBuf, Fingerprint),
}

impl Content {
    /// Of the bytes.
    pub fn fingerprint(&self) -> Fingerprint {
        match self {
            Self::Made(bytes) => Fingerprint::of(bytes),
            Self::Shared(bytes) => Fingerprint::of(bytes),
            Self::File(_, fingerprint) => *fingerprint,
        }
    }
}

/// An output of which all is known but its bytes.
pub struct Prepared<'r> {
    route: &'r Route,
    /// Where it is written, relative to the output folder.
    pub path: String,
    /// What a page is made of, as a number: where it is the same as in another build, so are the bytes. None for what is
    /// made without a template, and as soon made as compared.
    pub made_of: Option<u64>,
    output: PreparedOutput,
}

/// What is left to do for an output.
enum PreparedOutput {
    /// To fill a template.
    Page(TemplatePage),
    /// To write a file without a template.
    File(FileTarget),
}

/// A page: its template, and what that gets.
struct TemplatePage {
    template: String,
    view: Value,
    root: String,
}

/// All that a template gets.
#[derive(Debug, Serialize)]
pub struct Inspected {
    /// Which template shows the page.
    pub template: String,
    /// The view of the page.
    pub page: Value,
    /// What all pages share.
    pub site: Value,
    /// What leads from the page to the root of the column.
    pub root: String,
}

/// A site and its theme, ready to render; the value that all pages share is made once.
pub struct Renderer<'s> {
    site: &'s Site,
    theme: &'s Theme,
    shared: Value,
    /// What all pages are made of: the program, the theme, and the value that they share.
    common: u64,
    parts: AllParts,
}

impl<'s> Renderer<'s> {
    /// Makes ready.
    pub fn new(site: &'s Site, theme: &'s Theme) -> Self {
        let shared = Made::of(&pages::site_view(site, theme));
        let common = print_of(&(PROGRAM, theme.fingerprint, shared.print));
        Self { site, theme, shared: shared.value, common, parts: AllParts::new(site) }
    }

    /// Renders one route. The error is a mistake in a template.
    pub fn render(&self, route: &Route) -> Result<Rendered, Diagnostic> {
        self.finish(self.prepare(route))
    }

    /// All but the bytes.
    pub fn prepare<'r>(&self, route: &'r Route) -> Prepared<'r> {
        let (output, made_of) = match route.target {
            Target::Page(target) => {
                let (page, made_of) = self.page(route, target);
                (PreparedOutput::Page(page), Some(made_of))
            }
            Target::File(target) => (PreparedOutput::File(target), None),
        };
        Prepared { route, path: file_path(&route.path), made_of, output }
    }

    /// The bytes. The error is a mistake in a template.
    pub fn finish(&self, prepared: Prepared<'_>) -> Result<Rendered, Diagnostic> {
        let Prepared { route, path, made_of, output } = prepared;
        let content = match output {
            PreparedOutput::Page(page) => Content::Made(self.fill(route, page)?),
            PreparedOutput::File(file) => self.file(route, file),
        };
        Ok(Rendered { path, made_of, content })
    }

    /// The content of a file that is written without a template.
    fn file(&self, route: &Route, target: FileTarget) -> Content {
        match target {
            FileTarget::Attachment { attachment } => {
                let attachment = &self.site.attachments[attachment].1;
                Content::File(attachment.disk.clone(), attachment.fingerprint)
            }
            FileTarget::Asset { asset } => Content::Shared(self.theme.assets.list()[asset].bytes.clone()),
            FileTarget::Feed { scope, format } => {
                Content::Made(feed::render(self.site, &self.theme.strings, scope, format, &route.path))
            }
            FileTarget::Redirect { redirect } => {
                let to = &self.site.redirects[redirect].to;
                let relative = format!("{}{}", html::root(self.site, route), to.trim_start_matches('/'));
                let canonical = self.site.config.absolute(to);
                Content::Made(redirect::render(self.site, &relative, canonical.as_deref()))
            }
            FileTarget::Sitemap { part } => Content::Made(sitemap::render(self.site, part)),
            FileTarget::Robots => Content::Made(robots::render(self.site)),
            FileTarget::Host(file) => Content::Made(host::render(self.site, file)),
        }
    }

    /// What the template of a page gets, and the fingerprint of all that it gets.
    fn page(&self, route: &Route, target: PageTarget) -> (TemplatePage, u64) {
        let root = html::root(self.site, route);
        let (site, parts, strings) = (self.site, &self.parts, &self.theme.strings);
        let page = pages::Page { site, parts, strings, route, target, root: &root };
        let (template, view) = page.view(|name| self.theme.templates.has(name));
        let made_of = print_of(&(self.common, &template, view.print));
        (TemplatePage { template, view: view.value, root }, made_of)
    }

    fn fill(&self, route: &Route, page: TemplatePage) -> Result<Vec<u8>, Diagnostic> {
        let TemplatePage { template, view, root } = page;
        let rendered = self.theme.templates.render(&template, view, self.shared.clone(), &root);
        rendered.map_err(|diagnostic| diagnostic.help(format!("met while making the page `{}`", route.path)))
    }

    /// What the template of a page gets; none for what is made without a template.
    pub fn inspect(&self, route: &Route) -> Option<Inspected> {
        let (TemplatePage { template, view, root }, _) = self.page(route, route.target.page()?);
        Some(Inspected { template, page: view, site: self.shared.clone(), root })
    }
}
