//! Paragraphs where a text has empty lines, and line breaks where its lines end, as `wpautop` of `WordPress` makes them.
//!
//! A paragraph's end tag is left to the parser, which closes it where the next begins.

use super::addresses::{bare, is_shown, link, window};
use super::html_tags::{EndTags, tag_length, tag_name};
use super::lines::BodyLines;
use crate::import::html::Loss;

/// Elements around which paragraphs end.
const BLOCKS: [&str; 46] = [
    "address",
    "area",
    "article",
    "aside",
    "blockquote",
    "caption",
    "center",
    "col",
    "colgroup",
    "dd",
    "details",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hgroup",
    "hr",
    "legend",
    "li",
    "map",
    "math",
    "menu",
    "nav",
    "ol",
    "p",
    "pre",
    "section",
    "style",
    "summary",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
];

/// More such elements.
const MORE_BLOCKS: [&str; 2] = ["tr", "ul"];

/// Elements whose lines are left as they are.
const VERBATIM: [&str; 13] = [
    "audio", "button", "iframe", "math", "object", "option", "pre", "script", "select", "style", "svg", "textarea",
    "video",
];

/// Returns a text with paragraphs. `line` is its first line in the body.
pub(super) fn with_paragraphs(text: &str, line: usize, losses: &mut Vec<Loss>) -> String {
    let text = with_links(text, line, losses);
    let ends = EndTags::new(&text, &VERBATIM);
    let mut html = String::with_capacity(text.len() + text.len() / 16);
    let mut at = 0;
    // True where a paragraph has not begun: at the start, and after a tag of a block.
    let mut is_between = true;
    let mut is_after_break = false;
    while at < text.len() {
        let rest = &text[at..];
        if rest.starts_with('<') {
            let (length, name) = tag(&text, at, &ends);
            html.push_str(&rest[..length]);
            at += length;
            match name.as_str() {
                "br" => is_after_break = true,
                name => {
                    is_between = is_block(name);
                    is_after_break = false;
                }
            }
            continue;
        }
        let length = rest.find('<').unwrap_or(rest.len());
        let words = &rest[..length];
        at += length;
        let is_before_block = at == text.len() || tag_name(&text[at..]).is_some_and(|(name, _)| is_block(&name));
        add_words(words, (is_between, is_after_break, is_before_block), &mut html);
        if !words.trim().is_empty() {
            (is_between, is_after_break) = (false, false);
        } else if words.contains('\n') {
            is_after_break = false;
        }
    }
    html
}

/// Returns the length of the tag at a byte, and its name. A `<` that begins no tag has an empty name.
fn tag(text: &str, at: usize, ends: &EndTags) -> (usize, String) {
    let rest = &text[at..];
    match tag_name(rest) {
        Some((name, is_end)) => {
            let length = tag_length(rest);
            let end = if is_end { None } else { ends.after(&name, at + length) };
            (end.map_or(length, |end| end - at), name)
        }
        None => (1, String::new()),
    }
}

fn is_block(name: &str) -> bool {
    BLOCKS.binary_search(&name).is_ok() || MORE_BLOCKS.contains(&name)
}

/// Adds words between tags, with paragraphs and line breaks where lines end.
fn add_words(words: &str, (is_between, is_after_break, is_before_block): (bool, bool, bool), html: &mut String) {
    let mut rest = words;
    let mut is_first = true;
    while let Some(end) = rest.find('\n') {
        let start = rest[..end].trim_end_matches([' ', '\t']).len();
        let after = rest[start..].trim_start_matches([' ', '\t', '\n']);
        let space = &rest[start..rest.len() - after.len()];
        html.push_str(&rest[..start]);
        let begins = is_first && start == 0;
        let is_at_edge = begins && is_between || after.is_empty() && is_before_block;
        let ends = space.matches('\n').count();
        if !is_at_edge && ends == 1 && !(begins && is_after_break) {
            html.push_str("<br>");
        }
        html.push_str(space);
        if !is_at_edge && ends > 1 {
            html.push_str("<p>");
        }
        rest = after;
        is_first = false;
    }
    html.push_str(rest);
}

/// Returns a text with links in the place of addresses that have lines of their own.
fn with_links(text: &str, line: usize, losses: &mut Vec<Loss>) -> String {
    if !text.contains("://") {
        return text.to_owned();
    }
    let ends = EndTags::new(text, &VERBATIM);
    let mut lines = BodyLines::new(text);
    let mut html = String::with_capacity(text.len());
    let (mut at, mut verbatim_end) = (0, 0);
    for row in text.split_inclusive('\n') {
        if let Some(address) = bare(row).filter(|_| at >= verbatim_end) {
            let end = &row[row.trim_end_matches('\n').len()..];
            if is_shown(address) {
                let link = window(address, line + lines.line_of(at) - 1, losses);
                html.extend(["<p>", &link, "</p>", end]);
            } else {
                html.push_str(&(link(address) + end));
            }
        } else {
            html.push_str(row);
            for tag in memchr::memchr_iter(b'<', row.as_bytes()) {
                if let Some((name, false)) = tag_name(&row[tag..])
                    && let Some(end) = ends.after(&name, at + tag)
                {
                    verbatim_end = verbatim_end.max(end);
                }
            }
        }
        at += row.len();
    }
    html
}
