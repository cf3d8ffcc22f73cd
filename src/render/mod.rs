//! Stage 4: one route to its bytes. Pure: `build` asks for every route, `serve` for the one that a browser wants.
//!
//! Pages go through a template with a [view](views) as its data; feeds, sitemaps and the like are small files beside
//! one another, and none knows of another.

mod feed;
mod fields;
mod host;
mod html;
mod kept;
mod media;
mod mistakes;
mod pages;
mod redirect;
mod robots;
mod sitemap;
pub mod views;

use std::path::PathBuf;
use std::sync::Arc;

use serde::Serialize;
use tera::Value;

use crate::diagnostics::Diagnostic;
use crate::site::{Route, RouteTarget, Site, file_path};
use crate::source::Fingerprint;
use crate::theme::Theme;

use kept::AllParts;

pub use host::notes as host_notes;
pub use media::{cache_control, media_type};
pub use mistakes::mistakes;

/// What stands at an address.
#[derive(Debug)]
pub struct Rendered {
    /// Where it is written, relative to the output folder.
    pub path: String,
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
    parts: AllParts,
}

impl<'s> Renderer<'s> {
    /// Makes ready.
    pub fn new(site: &'s Site, theme: &'s Theme) -> Self {
        let parts = AllParts::new(site);
        Self { site, theme, shared: Value::from_serializable(&pages::site_view(site, theme)), parts }
    }

    /// Renders one route. The error is a mistake in a template.
    pub fn render(&self, route: &Route) -> Result<Rendered, Diagnostic> {
        let content = match route.target {
            RouteTarget::Attachment(at) => {
                let attachment = &self.site.attachments[at].1;
                Content::File(attachment.disk.clone(), attachment.fingerprint)
            }
            RouteTarget::Asset(at) => Content::Shared(self.theme.assets.list()[at].bytes.clone()),
            RouteTarget::Feed(of, format) => {
                Content::Made(feed::render(self.site, &self.theme.strings, of, format, &route.path))
            }
            RouteTarget::Redirect(at) => {
                let to = &self.site.redirects[at].to;
                let relative = format!("{}{}", html::root(self.site, route), to.trim_start_matches('/'));
                let canonical = self.site.config.absolute(to);
                Content::Made(redirect::render(self.site, &relative, canonical.as_deref()))
            }
            RouteTarget::Sitemap(number) => Content::Made(sitemap::render(self.site, number)),
            RouteTarget::Host(file) => Content::Made(host::render(self.site, file)),
            RouteTarget::Robots => Content::Made(robots::render(self.site)),
            _ => Content::Made(self.page(route)?),
        };
        Ok(Rendered { path: file_path(&route.path), content })
    }

    /// What the template of a page gets; none for what is made without a template.
    pub fn inspect(&self, route: &Route) -> Option<Inspected> {
        use RouteTarget::{Asset, Attachment, Feed, Host, Redirect, Robots, Sitemap};
        if matches!(route.target, Attachment(_) | Asset(_) | Feed(..) | Host(_) | Redirect(_) | Sitemap(_) | Robots) {
            return None;
        }
        let root = html::root(self.site, route);
        let page =
            pages::Page { site: self.site, parts: &self.parts, strings: &self.theme.strings, route, root: &root };
        let (template, page) = page.view(|name| self.theme.templates.has(name));
        Some(Inspected { template, page, site: self.shared.clone(), root })
    }

    fn page(&self, route: &Route) -> Result<Vec<u8>, Diagnostic> {
        let root = html::root(self.site, route);
        let page =
            pages::Page { site: self.site, parts: &self.parts, strings: &self.theme.strings, route, root: &root };
        let (template, view) = page.view(|name| self.theme.templates.has(name));
        let rendered = self.theme.templates.render(&template, view, self.shared.clone(), &root);
        rendered.map_err(|diagnostic| diagnostic.help(format!("met while making the page `{}`", route.path)))
    }
}
