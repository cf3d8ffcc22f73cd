//! Names of files, each once.

use super::blog::PostKind;
use super::survey::Head;
use super::titles::plain;
use crate::content::{LONGEST_FILE_NAME, Transliteration, is_refused_by_windows, short_slug};

/// The names of pages that are taken: callslip has pages of its own there.
const TAKEN_PAGES: [&str; 12] = [
    "questions",
    "programs",
    "people",
    "tags",
    "page",
    "glossary",
    "assets",
    "feed",
    "index",
    "404",
    "robots",
    "sitemap",
];

/// Returns the first of `wanted`, `wanted-2`, `wanted-3` … that is free.
pub(super) fn first_free(wanted: &str, mut is_free: impl FnMut(&str) -> bool) -> String {
    let mut name = wanted.to_owned();
    let mut number = 1;
    while !is_free(&name) {
        number += 1;
        name = format!("{wanted}-{number}");
    }
    name
}

/// Returns the name that a post's file would have if it were the only one.
pub(super) fn wanted_name(head: &Head) -> String {
    let decoded = percent_encoding::percent_decode_str(&head.slug).decode_utf8_lossy();
    let slug_of = |text: &str| short_slug(text, Transliteration::default(), LONGEST_FILE_NAME);
    let slug = slug_of(&decoded);
    let slug = if slug.is_empty() { slug_of(&plain(&head.title)) } else { slug };
    let slug = slug.as_str();
    let kind = match head.kind {
        PostKind::Letter => "letter",
        PostKind::Page => "page",
    };
    let is_taken = match head.kind {
        PostKind::Letter => slug == "index",
        PostKind::Page => TAKEN_PAGES.contains(&slug),
    };
    match slug {
        "" => format!("{kind}-{}", head.id),
        slug if is_taken || is_refused_by_windows(slug) => format!("{slug}-{kind}"),
        slug => slug.to_owned(),
    }
}
