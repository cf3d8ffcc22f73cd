//! Finds what is at an address of the preview.

use crate::pipeline::Column;
use crate::render::Rendered;
use crate::site::{Route, percent_encoded};

/// The thing at an address.
pub(super) enum Found<'c> {
    /// A page or file.
    Route(&'c Route),
    /// A file of the search.
    SearchFile(&'c Rendered),
    /// The address of what is there.
    Redirect(String),
    /// Nothing.
    Nothing,
}

/// Finds the route at an address as a plain host would. A column that will be published in a sub-path is found both in it
/// and at the root: its page for unknown addresses links into the sub-path.
pub(super) fn find<'c>(column: &'c Column, path: &str, query: &str) -> Found<'c> {
    let routes = &column.shown().routes;
    let base = column.site.config.base_path();
    let inner = path.strip_prefix(base).filter(|inner| inner.starts_with('/') && !base.is_empty());
    for (prefix, path) in inner.map(|inner| (base, inner)).into_iter().chain([("", path)]) {
        let path = percent_encoded(path);
        let site = column.shown();
        if let Some(to) = site.query_redirect(&path, query).or_else(|| site.query_redirect(&format!("{path}/"), query))
        {
            return Found::Redirect(format!("{prefix}{to}"));
        }
        if let Some(file) = column.search_file(&path) {
            return Found::SearchFile(file);
        }
        let folder = path.strip_suffix("index.html").filter(|folder| folder.ends_with('/'));
        if let Some(route) = routes.get(&path).or_else(|| routes.get(folder?)) {
            return Found::Route(route);
        }
        if let Some(route) = routes.get(&format!("{path}/")) {
            // What was chosen is in the query: `/programs?delivery=online`.
            let query = if query.is_empty() || !query.is_ascii() { String::new() } else { format!("?{query}") };
            return Found::Redirect(format!("{prefix}{}{query}", route.path));
        }
        // A page that was loaded before the last save may ask for the earlier version of an asset: it gets the new one.
        let newer = without_hash(&path).and_then(|asked| {
            let mut assets = column.theme.assets.list().iter();
            assets.find(|asset| without_hash(&asset.path).as_ref() == Some(&asked))
        });
        if let Some(route) = newer.and_then(|asset| routes.get(&asset.path)) {
            return Found::Route(route);
        }
    }
    Found::Nothing
}

/// Splits the address of an asset into stem and extension, without the hash between them.
fn without_hash(path: &str) -> Option<(&str, &str)> {
    let (stem, extension) = path.strip_prefix("/assets/")?.rsplit_once('.')?;
    let (stem, hash) = stem.rsplit_once('.')?;
    (hash.len() == 10 && hash.bytes().all(|byte| byte.is_ascii_hexdigit())).then_some((stem, extension))
}
