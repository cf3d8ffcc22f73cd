//! `callslip inspect`: shows theme authors what a template gets.

use std::path::Path;
use std::process::ExitCode;

use ahash::AHashSet;
use percent_encoding::percent_decode_str;

use super::args::LoadArgs;
use super::console::{CommandError, Console};
use super::locate_column::load_options;
use crate::diagnostics::closest;
use crate::pipeline::{self, Column};
use crate::render::Renderer;
use crate::site::{Route, Selection, Site};

pub(super) fn run(root: &Path, address: &str, load: &LoadArgs, console: &Console) -> Result<ExitCode, CommandError> {
    let column = pipeline::load(root, &load_options(load))?;
    console.diagnostics(&column.diagnostics, &column.sources);
    let path = match path_of_file(&column, root, address) {
        Some(path) => path,
        None => path(address, column.site.config.base_url.as_deref()),
    };
    let route = find(&column, &path).ok_or_else(|| unknown(&column, &path))?;
    let renderer = Renderer::new(&column.site, &column.theme);
    let inspected = renderer.inspect(route);
    let inspected = inspected
        .ok_or_else(|| format!("`{}` is made without a template, so there is nothing to inspect", route.path))?;
    let shown = match Selection::parse(query(address)) {
        selection if selection.is_empty() => serde_json::to_string_pretty(&inspected)?,
        selection => {
            let mut shown = serde_json::to_value(&inspected)?;
            keep_selected(&mut shown, &column.site, &selection);
            serde_json::to_string_pretty(&shown)?
        }
    };
    console.print(&shown);
    Ok(ExitCode::from(u8::from(column.has_errors())))
}

/// The query of an address; empty if it has none.
fn query(address: &str) -> &str {
    let address = address.split('#').next().unwrap_or_default();
    address.split_once('?').map_or("", |(_, query)| query)
}

/// Leaves of the programs in a view those that a reader sees who has chosen this in the filters.
fn keep_selected(shown: &mut serde_json::Value, site: &Site, selection: &Selection) {
    let Some(serde_json::Value::Array(programs)) = shown.pointer_mut("/page/programs") else { return };
    let selected = site.entries.programs.ids().filter(|program| site.directory.is_selected(*program, selection));
    let paths: AHashSet<&str> = selected.map(|program| site.entries.programs.path(program)).collect();
    programs.retain(|program| program["path"].as_str().is_some_and(|path| paths.contains(path)));
}

/// The path of the page that is made from a file: `content/questions/loud-drums.md`. `None` if there is none.
fn path_of_file(column: &Column, root: &Path, written: &str) -> Option<String> {
    let written = written.strip_prefix("./").unwrap_or(written).replace('\\', "/");
    let inner = Path::new(&written).strip_prefix(root).map_or(written.clone(), |inner| inner.display().to_string());
    let entries = &column.site.entries;
    let entry = entries.refs().find(|entry| *entries.common(*entry).record.file == *inner)?;
    Some(entries.path(entry).to_owned())
}

/// The path of an address from the root of the column. A full address loses the part that is the column's own.
fn path(address: &str, base_url: Option<&str>) -> String {
    let address = address.split(['#', '?']).next().unwrap_or_default();
    let rest = match base_url.and_then(|base| address.strip_prefix(base)) {
        Some(rest) => rest,
        // Another address, such as that of a preview, is taken to have the column at its root.
        None => {
            address.split_once("://").map_or(address, |(_, rest)| rest.find('/').map_or("", |start| &rest[start..]))
        }
    };
    format!("/{}", rest.trim_start_matches('/').trim_end_matches("index.html"))
}

/// Finds the route at a path, with or without its last slash, percent-encoded or not.
fn find<'c>(column: &'c Column, path: &str) -> Option<&'c Route> {
    let plain = |path: &str| percent_decode_str(path.trim_end_matches('/')).decode_utf8_lossy().into_owned();
    let routes = &column.site.routes;
    routes.get(path).or_else(|| routes.iter().find(|route| plain(&route.path) == plain(path)))
}

fn unknown(column: &Column, path: &str) -> String {
    let meant = path.strip_prefix("/content").unwrap_or(path);
    let meant = meant.strip_suffix(".md").map_or_else(|| meant.to_owned(), |inner| format!("{inner}/"));
    let near = closest(&meant, column.site.routes.iter().map(|route| route.path.as_str()));
    let help = near.map_or_else(
        || "write its address as the browser shows it, such as `/questions/`".to_owned(),
        |near| format!("did you mean `{near}`?"),
    );
    format!("there is no page at `{path}`; {help}")
}

#[cfg(test)]
mod tests {
    use super::path;

    #[test]
    fn an_address_is_read_in_every_form_that_it_is_met_in() {
        let base = Some("https://desk.example/column");
        for written in ["/a/", "a/", "a/index.html", "https://desk.example/column/a/?x#y", "http://localhost:4000/a/"] {
            assert_eq!(path(written, base), "/a/", "{written}");
        }
        assert_eq!(path("/", base), "/");
        assert_eq!(path("https://desk.example/column", base), "/");
        assert_eq!(path("https://desk.example", None), "/");
    }
}
