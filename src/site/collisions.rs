//! Outputs that claim the same address: each pair is reported once, with both sides.

use std::borrow::Cow;
use std::collections::HashMap;

use ahash::{AHashSet, RandomState};
use rayon::prelude::*;

use super::owner::{Owner, owner};
use super::redirects::{already_used, own_address};
use super::route::Route;
use super::route_inputs::RouteInputs;
use super::route_path::RoutePath;
use crate::config::Config;
use crate::content::slug_of_file;
use crate::diagnostics::Diagnostic;
use crate::language::Transliteration;
use crate::site_path::{folded, nfc};
use crate::source::is_text;

/// Returns an error for each pair of outputs with the same address, also if only case or the form of accents differs: on
/// many disks and hosts that is the same file.
pub(super) fn collisions(routes: &[Route], parts: &RouteInputs<'_>) -> Vec<Diagnostic> {
    if are_distinct(routes) {
        return Vec::new();
    }
    let mut files: Vec<(Cow<'_, str>, &Route)> =
        routes.iter().map(|route| (folded(route.path.file()), route)).collect();
    files.sort_by(|a, b| a.0.cmp(&b.0));
    let pairs = files.windows(2).filter(|pair| pair[0].0 == pair[1].0).map(|pair| (pair[0].1, pair[1].1));
    let pairs = pairs.chain(nested(&files));
    pairs.filter_map(|(a, b)| explain(&b.path, owner(a.target, parts), owner(b.target, parts), parts)).collect()
}

/// Returns true if certainly no two addresses collide: no two hashes are equal, and no file has the path of a folder that
/// another needs. This is fast, and all that a column without mistakes needs.
fn are_distinct(routes: &[Route]) -> bool {
    let hasher = RandomState::new();
    let files = routes.iter().filter(|route| !route.path.ends_with('/'));
    let files: AHashSet<u64> = files.map(|route| hasher.hash_one(&*address(&route.path))).collect();
    let hash = |route: &Route| {
        let path = address(&route.path);
        let mut folders = path.match_indices('/').map(|(at, _)| hasher.hash_one(&path[..at]));
        let nested = path.contains("index.html/") || folders.any(|folder| files.contains(&folder));
        (!nested).then(|| hasher.hash_one(&*path))
    };
    let hashes: Vec<Option<u64>> = routes.par_iter().map(hash).collect();
    let mut seen = AHashSet::with_capacity(hashes.len());
    hashes.into_iter().all(|hash| hash.is_some_and(|hash| seen.insert(hash)))
}

/// The address as disks know it that ignore case; of a page, the folder.
fn address(path: &RoutePath) -> Cow<'_, str> {
    if !path.contains('%') && !path.ends_with("index.html") && !path.bytes().any(|byte| byte.is_ascii_uppercase()) {
        return Cow::Borrowed(path.trim_start_matches('/'));
    }
    let file = folded(path.file());
    match file.strip_suffix("index.html") {
        Some(folder) => Cow::Owned(folder.to_owned()),
        None => file,
    }
}

/// Returns pairs of which one is a file where the other needs a folder: `/feed.xml` and `/feed.xml/`.
fn nested<'r>(files: &[(Cow<'_, str>, &'r Route)]) -> Vec<(&'r Route, &'r Route)> {
    let mut folders: HashMap<&str, &Route> = HashMap::new();
    for (file, route) in files {
        let mut inner = &**file;
        while let Some((folder, _)) = inner.rsplit_once('/') {
            if folders.insert(folder, route).is_some() {
                break;
            }
            inner = folder;
        }
    }
    files.iter().filter_map(|(file, route)| Some((*route, *folders.get(&**file)?))).collect()
}

/// Returns the words that offer a slug for a file: its name in the spelling of the column's language, if that is another.
fn slug_line(file: &str, config: &Config) -> String {
    let in_language = slug_of_file(file, Transliteration::of_language(&config.language));
    let is_other = in_language.is_ascii() && in_language != slug_of_file(file, config.slugs);
    let slug = if is_other { &in_language } else { "another-name" };
    format!("add a line such as `slug: {slug}`")
}

/// Returns the diagnostic for a collision; `None` if callslip owns both sides.
fn explain(path: &str, first: Owner, second: Owner, parts: &RouteInputs<'_>) -> Option<Diagnostic> {
    let (first, second) = if first <= second { (first, second) } else { (second, first) };
    let (slug, rename) = ("add a line such as `slug: another-name`", "give it another name");
    let diagnostic = match (first, second) {
        (Owner::Ours, Owner::File(file, span)) => {
            let message = format!("`{path}` is an address that callslip itself uses");
            Diagnostic::error(message).at(&file, span).help(match path {
                _ if is_text(&file) => slug,
                "/robots.txt" => "remove it: callslip writes this file itself, and lets search engines read every page",
                "/404.html" => "remove it: the theme makes this page, with its template `not_found.html`",
                "/sitemap.xml" | "/_headers" | "/_redirects" => "remove it: callslip writes this file itself",
                _ => rename,
            })
        }
        (Owner::File(first, first_span), Owner::File(second, second_span)) => {
            let diagnostic = Diagnostic::error(format!("two files have the address `{path}`"));
            let diagnostic = diagnostic.at(&second, second_span).label("this one");
            let other = first.clone();
            let look_equal = first != second && nfc(&first) == nfc(&second);
            diagnostic.related(&first, first_span, "and this one").help(if look_equal {
                "their names look the same, but are stored differently: delete one of them".to_owned()
            } else if is_text(&second) {
                format!("give one of them another address: {}", slug_line(&second, parts.config))
            } else {
                format!("give one of them another name; the other is `{other}`")
            })
        }
        (Owner::File(first, _), Owner::Alias(second, span)) if first == second => own_address(path, &second, span),
        (Owner::Ours, Owner::Alias(file, span)) => {
            Diagnostic::error(format!("`{path}` cannot be an old address: callslip itself uses it"))
                .at(&file, span)
                .help("remove this old address")
        }
        (Owner::File(first, first_span) | Owner::Alias(first, first_span), Owner::Alias(file, span)) => {
            already_used(path, (&file, span), (&first, first_span))
        }
        // Both are ours; or the second precedes the first, which sorting excludes.
        (_, Owner::Ours) | (Owner::Alias(..), Owner::File(..)) => return None,
    };
    Some(diagnostic)
}
