//! The repository's own column: the demo, and the largest test of all.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::LazyLock;

use callslip::diagnostics::report::{Format, render};
use callslip::pipeline::{self, Options};

use crate::support::column::{CLOCK, tree};
use crate::support::html::{addresses, ids, tags};

/// The example.
static COLUMN: LazyLock<pipeline::Column> = LazyLock::new(|| {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let options = Options { clock: CLOCK.parse().unwrap(), as_of: None, base_url: None, unpublished: false };
    let column = pipeline::load(root, &options).unwrap();
    let told = render(&column.diagnostics, &column.sources, Format::Human { color: false });
    assert!(told.is_empty(), "{told}");
    column
});

/// Every file of the example, built into a folder that goes away.
static EXAMPLE: LazyLock<BTreeMap<String, Vec<u8>>> = LazyLock::new(|| {
    let out = tempfile::tempdir().unwrap();
    COLUMN.write(out.path()).unwrap().unwrap();
    tree(out.path())
});

/// The example, as the pipeline has it.
pub(crate) fn column() -> &'static pipeline::Column {
    &COLUMN
}

/// The example's pages: path in the output, and HTML.
pub(crate) fn pages() -> impl Iterator<Item = (&'static str, &'static str)> {
    let pages = EXAMPLE.iter().filter(|(path, _)| path.ends_with(".html"));
    pages.map(|(path, bytes)| (path.as_str(), std::str::from_utf8(bytes).unwrap()))
}

/// One of them.
pub(crate) fn page(path: &str) -> &'static str {
    pages().find(|(known, _)| *known == path).unwrap_or_else(|| panic!("no page {path}")).1
}

/// What a link on a page leads to: the file in the output, and the id in it.
fn resolved(from: &str, address: &str) -> (String, Option<String>) {
    let (path, id) = address.split_once('#').map_or((address, None), |(path, id)| (path, Some(id.to_owned())));
    if path.is_empty() {
        return (from.to_owned(), id);
    }
    let mut parts: Vec<&str> = if path.starts_with('/') { Vec::new() } else { from.split('/').collect() };
    parts.pop();
    for part in path.split('/') {
        match part {
            "." | "" => {}
            ".." => drop(parts.pop().expect("a link stays within the output")),
            part => parts.push(part),
        }
    }
    let mut file = percent_encoding::percent_decode_str(&parts.join("/")).decode_utf8().unwrap().into_owned();
    if path.ends_with('/') || path == "." {
        file = if file.is_empty() { "index.html".to_owned() } else { format!("{file}/index.html") };
    }
    (file, id)
}

fn is_elsewhere(address: &str) -> bool {
    ["https://", "http://", "mailto:"].iter().any(|start| address.starts_with(start))
}

#[test]
fn the_example_is_built_without_a_single_diagnostic() {
    assert!(pages().count() > 25);
}

#[test]
fn every_link_and_fragment_leads_somewhere() {
    let known: BTreeMap<&str, BTreeSet<String>> =
        pages().map(|(path, html)| (path, ids(html).into_iter().collect())).collect();
    let mut broken = Vec::new();
    for (path, html) in pages() {
        for address in addresses(html).into_iter().filter(|address| !is_elsewhere(address)) {
            let (file, id) = resolved(path, &address);
            let there = EXAMPLE.contains_key(&file);
            if !there || id.is_some_and(|id| !known.get(file.as_str()).is_some_and(|ids| ids.contains(&id))) {
                broken.push(format!("{path}: {address}"));
            }
        }
    }
    assert!(broken.is_empty(), "{broken:#?}");
}

#[test]
fn every_id_of_a_page_is_given_once() {
    for (path, html) in pages() {
        let ids = ids(html);
        let unique: BTreeSet<&String> = ids.iter().collect();
        assert_eq!(ids.len(), unique.len(), "{path}: {ids:?}");
    }
}

#[test]
fn no_page_holds_a_script_a_style_or_a_handler() {
    for (path, html) in pages() {
        // Pages where readers look for something load one. A letter does not.
        let is_letter = path.starts_with("questions/") && path != "questions/index.html";
        for tag in tags(html) {
            let is_loaded = tag.name == "script" && tag.get("src").is_some() && !is_letter;
            // To browsers, this is data and not a script. A policy does not concern it.
            let is_data = tag.get("type") == Some("application/ld+json") && tag.attributes.len() == 1;
            let is_own = !is_data && ["script", "style", "iframe", "object", "embed"].contains(&tag.name.as_str());
            assert!(is_loaded || !is_own, "{path}: {tag:?}");
            let inline = |name: &str| name == "style" || name.starts_with("on");
            assert!(!tag.attributes.iter().any(|(name, _)| inline(name)), "{path}: {tag:?}");
        }
    }
}

#[test]
fn no_page_asks_another_site_for_anything() {
    for (path, html) in pages() {
        for tag in tags(html) {
            let fetched = match tag.name.as_str() {
                "a" => None,
                "link" if tag.get("rel") == Some("canonical") => None,
                _ => tag.get("src").or(tag.get("href")),
            };
            assert!(
                fetched.is_none_or(|address| !is_elsewhere(address) && !address.starts_with("//")),
                "{path}: {tag:?}"
            );
        }
    }
    for (path, bytes) in EXAMPLE.iter().filter(|(path, _)| path.ends_with(".css")) {
        let css = std::str::from_utf8(bytes).unwrap();
        assert!(!css.contains("//") || !css.contains("url(http"), "{path}");
        assert!(!css.contains("@import"), "{path}");
    }
}

#[test]
fn links_are_relative_but_on_the_page_for_lost_readers() {
    for (path, html) in pages() {
        for address in addresses(html).into_iter().filter(|address| !is_elsewhere(address)) {
            let absolute = address.starts_with('/');
            let expected = path == "404.html" && !address.starts_with('#');
            assert_eq!(absolute, expected, "{path}: {address}");
        }
    }
}

#[test]
fn every_picture_has_words() {
    for (path, html) in pages() {
        for tag in tags(html).iter().filter(|tag| tag.name == "img") {
            assert!(tag.get("alt").is_some_and(|alt| !alt.trim().is_empty()), "{path}: {tag:?}");
        }
    }
}

#[test]
fn headings_leave_no_level_out() {
    // A redirect has a line of text only.
    for (path, html) in pages().filter(|(_, html)| !html.contains("http-equiv=\"refresh\"")) {
        let tags = tags(html);
        let levels = tags.iter().filter_map(|tag| tag.name.strip_prefix('h')?.parse::<u8>().ok());
        let levels: Vec<u8> = levels.collect();
        assert_eq!(levels.iter().filter(|level| **level == 1).count(), 1, "{path}: {levels:?}");
        assert!(levels.windows(2).all(|pair| pair[1] <= pair[0] + 1), "{path}: {levels:?}");
    }
}
