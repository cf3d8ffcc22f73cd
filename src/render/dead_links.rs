//! Links of templates to addresses that the column does not have: readers get an error page.

use std::collections::BTreeMap;

use memchr::memmem;

use super::context;
use super::rendered::Content;
use super::renderer::Renderer;
use super::view_builders;
use crate::diagnostics::{Diagnostic, closest};
use crate::site::{Site, Target};
use crate::theme::{TemplateLink, Theme};

/// How many pages of each template are looked at. A link that none of them has depends on something that the column does
/// not have, such as `{% if site.search %}`.
const PAGES: usize = 10;

/// Returns a warning for each link of a template that leads nowhere and is on a page, once for all pages.
pub fn dead_links(site: &Site, theme: &Theme) -> Vec<Diagnostic> {
    if !theme.templates.are_sound() {
        return Vec::new();
    }
    let mut dead: Vec<&TemplateLink> = theme.templates.links().iter().filter(|link| is_dead(link, site)).collect();
    if dead.is_empty() {
        return Vec::new();
    }
    let renderer = Renderer::new(site, theme);
    let mut looked_at: BTreeMap<String, usize> = BTreeMap::new();
    let mut found = Vec::new();
    for route in site.routes.iter() {
        let Target::Page(page) = route.target else { continue };
        let count = looked_at.entry(view_builders::template(site, page, |name| theme.templates.has(name))).or_default();
        *count += 1;
        if *count > PAGES || dead.is_empty() {
            continue;
        }
        let Ok(Content::Generated(html)) = renderer.render(route).map(|rendered| rendered.content) else { continue };
        let root = context::root(site, route);
        let (on_page, others) = dead.into_iter().partition(|link| has_link(&html, link, &root));
        found.extend::<Vec<&TemplateLink>>(on_page);
        dead = others;
    }
    found.iter().map(|link| diagnostic(link, site, theme)).collect()
}

/// Returns true if nothing of the column is at the path of a link. Where the column has a part of its host to itself, a link
/// that `url` does not make may lead to the rest.
fn is_dead(link: &TemplateLink, site: &Site) -> bool {
    let path = if link.is_filtered { Some(&*link.path) } else { link.path.strip_prefix(site.config.base_path()) };
    let Some(path) = path.filter(|path| path.starts_with('/')) else { return false };
    let folder = path.strip_suffix("index.html").unwrap_or(path);
    let is_page = [path, folder, &format!("{path}/")].into_iter().any(|path| site.routes.find(path).is_some());
    let is_old = || site.host_redirects().iter().any(|old| [path, folder].contains(&old.path.as_str()));
    let is_query = || site.host_query_redirects().any(|old| old.path.as_str() == path);
    let is_search = || site.has_search() && path.starts_with("/search/");
    !(is_page || is_old() || is_query() || is_search())
}

/// Returns true if a page has this link as an attribute.
fn has_link(html: &[u8], link: &TemplateLink, root: &str) -> bool {
    let address = if link.is_filtered { [root, &link.path[1..]].concat() } else { link.path.clone() };
    memmem::find_iter(html, address.as_bytes()).any(|at| {
        let before = html[..at].trim_ascii_end().last();
        let after = html.get(at + address.len());
        before.is_some_and(|byte| matches!(byte, b'"' | b'\'' | b'='))
            && after.is_some_and(|byte| matches!(byte, b'"' | b'\'' | b'?' | b'#' | b'>' | b' ' | b'\n'))
    })
}

fn diagnostic(link: &TemplateLink, site: &Site, theme: &Theme) -> Diagnostic {
    let path = &link.path;
    let diagnostic = Diagnostic::warning(format!("nothing is at {path}, so readers who follow this get an error page"));
    let diagnostic = diagnostic.at(&link.file, link.span);
    if let Some(asset) = path.strip_prefix("/assets/").and_then(|name| theme.assets.get(name)) {
        return diagnostic.help(format!("write `{{{{ asset(name=\"{}\") }}}}`", asset.name));
    }
    let near = closest(path, site.routes.iter().map(|route| route.path.as_str()));
    diagnostic.help(match near {
        Some(near) => format!("did you mean `{near}`?"),
        None => "add such a page, or remove the link".to_owned(),
    })
}
