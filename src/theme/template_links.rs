//! The links that a template writes itself, to paths of the column: `href="/about/"` and `{{ "/about/" | url }}`.

use super::references::name_end;
use super::template_html::MarkupTag;
use super::template_source::TemplateSource;
use super::template_tags::{string_end, tags};
use crate::diagnostics::{FilePath, Span};

/// A link of a template that is the same on each page.
#[derive(Debug, Clone)]
pub struct TemplateLink {
    /// The template.
    pub file: FilePath,
    /// The span of the path in it.
    pub span: Span,
    /// The path, without what follows a `?` or `#`.
    pub path: String,
    /// True if the filter `url` makes the link of it.
    pub is_filtered: bool,
}

/// The attributes whose value is an address.
const ADDRESSES: [&str; 4] = ["href", "src", "action", "poster"];

/// Returns the links of a template, in no order.
pub(super) fn links(source: &TemplateSource, markup: &[MarkupTag]) -> Vec<TemplateLink> {
    let text = &*source.file.text;
    let link = |start: usize, written: &str, is_filtered| {
        let path = written.split(['?', '#']).next().unwrap_or_default();
        let is_path = path.starts_with('/') && !path.starts_with("//") && !path.contains(['\\', '{']);
        let (file, span) = (source.file.path.clone(), Span::new(start..start + written.len()));
        is_path.then(|| TemplateLink { file, span, path: path.to_owned(), is_filtered })
    };
    let attributes = markup.iter().flat_map(|tag| &tag.attributes);
    let written = attributes.filter(|attribute| attribute.is_literal && ADDRESSES.contains(&&*attribute.name));
    let mut found: Vec<TemplateLink> = written
        .filter_map(|attribute| {
            let value = &text[attribute.value.clone()];
            let start = attribute.value.start + (value.len() - value.trim_start().len());
            link(start, value.trim(), false)
        })
        .collect();
    for tag in tags(text) {
        let mut at = tag.inside.start;
        while let Some(quote) = text[at..tag.inside.end].find(['"', '\'', '`']).map(|quote| at + quote) {
            let Some(end) = string_end(text, quote, text.as_bytes()[quote]).filter(|end| *end <= tag.inside.end) else {
                break;
            };
            let is_whole = !text[at..quote].trim_end().ends_with('~');
            let filter = text[end..tag.inside.end].trim_start().strip_prefix('|').map_or("", str::trim_start);
            if is_whole && &filter[..name_end(filter)] == "url" {
                found.extend(link(quote + 1, &text[quote + 1..end - 1], true));
            }
            at = end;
        }
    }
    found
}
