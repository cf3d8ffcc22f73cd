//! Files of other sites in a template or a stylesheet: each reader's browser asks that site for them, on each page.

use std::ops::Range;

use super::template_html::MarkupTag;
use super::template_source::TemplateSource;
use crate::diagnostics::{Diagnostic, FilePath, Span};

/// The elements that load a file, and the attributes that name it.
const LOADS: [(&str, &[&str]); 11] = [
    ("script", &["src"]),
    ("link", &["href", "imagesrcset"]),
    ("img", &["src", "srcset"]),
    ("iframe", &["src"]),
    ("source", &["src", "srcset"]),
    ("video", &["src", "poster"]),
    ("audio", &["src"]),
    ("track", &["src"]),
    ("embed", &["src"]),
    ("object", &["data"]),
    ("input", &["src"]),
];

/// The kinds of links that load something: `canonical` and `me` do not.
const LOADING_LINKS: [&str; 8] =
    ["stylesheet", "icon", "apple-touch-icon", "preload", "prefetch", "modulepreload", "preconnect", "dns-prefetch"];

/// The kinds of links that only prepare requests.
const PREPARING_LINKS: [&str; 2] = ["preconnect", "dns-prefetch"];

/// What the author can do about a request.
#[derive(Clone, Copy)]
enum Remedy {
    /// Put a copy into `assets/`.
    Copy,
    /// Put a copy into `assets/`, beside the stylesheet.
    CopyForStyle,
    /// Do without.
    Remove,
    /// Link to it.
    Link,
}

/// Returns a warning for the first file of each other site in a template.
pub(super) fn requests(source: &TemplateSource, markup: &[MarkupTag], outside: &[String]) -> Vec<Diagnostic> {
    let mut found = Requests::new(&source.file.path, &source.file.text, outside);
    for tag in markup {
        if tag.name == "style" {
            found.add_style(tag.content.clone(), Remedy::Copy);
        }
        for attribute in tag.attributes.iter().filter(|attribute| attribute.name == "style") {
            found.add_style(attribute.value.clone(), Remedy::Copy);
        }
        found.add_tag(tag);
    }
    found.diagnostics
}

/// Returns a warning for the first file of each other site in a stylesheet.
pub(super) fn requests_of_style(path: &FilePath, css: &str, outside: &[String]) -> Vec<Diagnostic> {
    let mut found = Requests::new(path, css, outside);
    found.add_style(0..css.len(), Remedy::CopyForStyle);
    found.diagnostics
}

/// The requests of one file.
struct Requests<'t> {
    path: &'t FilePath,
    text: &'t str,
    /// The sites that were found, and those that the author allows.
    hosts: Vec<&'t str>,
    diagnostics: Vec<Diagnostic>,
}

impl<'t> Requests<'t> {
    fn new(path: &'t FilePath, text: &'t str, outside: &'t [String]) -> Self {
        let of_column = outside.iter().filter_map(|origin| origin.strip_prefix("https://"));
        Self { path, text, hosts: allowed(text).into_iter().chain(of_column).collect(), diagnostics: Vec::new() }
    }

    fn add_tag(&mut self, tag: &MarkupTag) {
        let Some((_, names)) = LOADS.iter().find(|(element, _)| *element == tag.name) else { return };
        let kinds = tag.attribute("rel").map(|rel| self.text[rel.value.clone()].to_ascii_lowercase());
        let kinds: Vec<&str> = kinds.iter().flat_map(|kinds| kinds.split_ascii_whitespace()).collect();
        if tag.name == "link" && !kinds.iter().any(|kind| LOADING_LINKS.contains(kind)) {
            return;
        }
        let prepares = !kinds.is_empty() && kinds.iter().all(|kind| PREPARING_LINKS.contains(kind));
        let instead = match &*tag.name {
            "link" if prepares => Remedy::Remove,
            "iframe" | "embed" | "object" => Remedy::Link,
            _ => Remedy::Copy,
        };
        for attribute in tag.attributes.iter().filter(|attribute| names.contains(&&*attribute.name)) {
            if !attribute.name.ends_with("srcset") {
                self.add(attribute.value.clone(), instead);
                continue;
            }
            let mut start = attribute.value.start;
            for candidate in self.text[attribute.value.clone()].split_inclusive(',') {
                self.add(start..start + candidate.trim_end_matches(',').len(), instead);
                start += candidate.len();
            }
        }
    }

    /// Adds what a stylesheet loads: `@import "…"` and `url(…)`.
    fn add_style(&mut self, range: Range<usize>, instead: Remedy) {
        let css = without_css_comments(&self.text[range.clone()]).to_ascii_lowercase();
        let starts = css.match_indices("url(").map(|(at, _)| (at, at + "url(".len()));
        let imports = css.match_indices("@import").map(|(at, _)| (at, at + "@import".len()));
        let mut starts: Vec<(usize, usize)> = starts.chain(imports).collect();
        starts.sort_unstable();
        for (start, at) in starts {
            let statement = css[..start].rfind([';', '{', '}']).map_or(0, |end| end + 1);
            // The name of a vocabulary looks like an address, and is none.
            if css[statement..start].contains("@namespace") {
                continue;
            }
            let value = css[at..].trim_start_matches(|c: char| c.is_ascii_whitespace() || matches!(c, '"' | '\''));
            let from = css.len() - value.len();
            let length = value.find(|c: char| c.is_ascii_whitespace() || matches!(c, '"' | '\'' | ')' | ';'));
            let to = from + length.unwrap_or(value.len());
            self.add(range.start + from..range.start + to, instead);
        }
    }

    /// Adds the address in a range if it is on another site, the first of each.
    fn add(&mut self, range: Range<usize>, instead: Remedy) {
        let written = &self.text[range.clone()];
        let address = written.trim_start();
        let start = range.start + (written.len() - address.len());
        let address = address.split_ascii_whitespace().next().unwrap_or_default();
        let lower = address.to_ascii_lowercase();
        let Some(scheme) = ["https://", "http://", "//"].into_iter().find(|scheme| lower.starts_with(scheme)) else {
            return;
        };
        let rest = &address[scheme.len()..];
        let host = &rest[..rest.find(['/', '?', '#']).unwrap_or(rest.len())];
        if host.is_empty() || host.contains('{') || self.hosts.iter().any(|known| known.eq_ignore_ascii_case(host)) {
            return;
        }
        self.hosts.push(host);
        let message = format!("each reader's browser asks {host} for this, which can count and follow them");
        let span = Span::new(start..start + address.len());
        let diagnostic = Diagnostic::warning(message).at(self.path, span).help(instead.help(address, host));
        let outside =
            format!("to allow it on all pages of this column, add `outside: [https://{host}]` to `column.yaml`");
        self.diagnostics.push(diagnostic.help(outside));
    }
}

impl Remedy {
    fn help(self, address: &str, host: &str) -> String {
        let name = address.split(['?', '#']).next().unwrap_or_default().rsplit('/').next().unwrap_or_default();
        let is_name = name.contains('.') && name != host && !name.contains('{');
        match self {
            Self::Copy => {
                let name = if is_name { name } else { "name.css" };
                format!(
                    "put a copy into `assets/`, and write `{{{{ asset(name=\"{name}\") }}}}` instead of the address"
                )
            }
            Self::CopyForStyle => {
                let name = if is_name { name } else { "name.css" };
                format!("put a copy into `assets/`, beside this stylesheet, and write `url({name})`")
            }
            Self::Remove => "remove it: it prepares for requests that a column can do without".to_owned(),
            Self::Link => format!("link to it instead: `<a href=\"{address}\">…</a>`"),
        }
    }
}

/// Returns the sites that a comment of the file allows: `{# remote: a.example, b.example #}`.
fn allowed(text: &str) -> Vec<&str> {
    let comments = [("{#", "#}"), ("/*", "*/"), ("<!--", "-->")].into_iter().flat_map(|(open, close)| {
        let starts = text.match_indices(open).map(move |(at, _)| &text[at + open.len()..]);
        starts.filter_map(move |rest| rest.split_once(close).map(|(comment, _)| comment))
    });
    let lists = comments.filter_map(|comment| comment.trim_matches(['-', ' ', '\n']).strip_prefix("remote:"));
    lists.flat_map(|list| list.split([',', ' ', '\n']).filter(|host| !host.is_empty())).collect()
}

/// Returns a stylesheet in which comments are spaces.
pub(super) fn without_css_comments(css: &str) -> String {
    let mut out = String::with_capacity(css.len());
    let mut rest = css;
    while let Some((before, comment)) = rest.split_once("/*") {
        let length = comment.find("*/").map_or(comment.len(), |end| end + 2);
        out.push_str(before);
        out.extend(std::iter::repeat_n(' ', 2 + length));
        rest = &comment[length..];
    }
    out + rest
}
