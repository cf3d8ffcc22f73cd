//! Which old addresses can go on leading to their text.

use std::collections::HashSet;

use crate::content::{Transliteration, is_refused_by_windows, slugify};

/// The addresses that every column has for itself.
const OWN: [&str; 8] =
    ["/feed.xml", "/people", "/programs", "/questions", "/robots.txt", "/sitemap.xml", "/tags", "/404.html"];

/// Returns the addresses of the pages that the column makes for itself, without a slash at the end: its own, those of its
/// subjects, and those of its columnists, which are given.
pub(super) fn own_addresses<'s>(
    subjects: impl Iterator<Item = &'s str>,
    columnists: impl Iterator<Item = String>,
) -> HashSet<String> {
    let tags = subjects.map(|name| format!("/tags/{}", slugify(name, Transliteration::default())));
    OWN.iter().map(|address| (*address).to_owned()).chain(tags).chain(columnists).collect()
}

/// Returns true if an old address is none of the column's own, and any host can have a page there.
pub(super) fn can_lead(alias: &str, own: &HashSet<String>) -> bool {
    let path = alias.split('?').next().unwrap_or(alias).trim_end_matches('/');
    // What is in the theme's folder, browsers keep for a year.
    let is_asset = path == "/assets" || path.starts_with("/assets/");
    !own.contains(path) && !is_asset && !path.split('/').any(is_refused_by_windows)
}
