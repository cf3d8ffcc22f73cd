//! Feeds with the full text of posts: Atom, RSS, JSON Feed, and the exports of Blogger, which are Atom.

mod atom;
mod blogger;
mod date;
mod entry;
mod json;
mod names;
mod paragraphs;
mod rss;
mod text;

use std::io::Read;

use serde_json::Value;

use self::blogger::BloggerKind;
use self::entry::FeedEntry;
use self::names::Namespaces;
use super::base_address::resolve;
use super::blog::{Blog, ExportItem, origin};
use super::xml::{Element, Elements, decoded};

pub(super) use blogger::BloggerComments;
pub(super) use paragraphs::with_paragraphs;

/// The form of a feed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum FeedForm {
    Atom,
    /// Atom with comments and settings among its entries.
    Blogger,
    Rss,
    Json,
}

/// Returns the form of a feed that begins so. `None` if it is no feed.
pub(super) fn form(start: &[u8]) -> Option<FeedForm> {
    let mut text = Vec::new();
    let _ = decoded(start).read_to_end(&mut text);
    let start = String::from_utf8_lossy(&text);
    let start = start.trim_start_matches('\u{feff}').trim_start();
    if start.starts_with('{') {
        let has_items = start.contains("\"items\"");
        let has_texts = start.contains("\"content_html\"") || start.contains("\"content_text\"");
        return (start.contains("jsonfeed.org/version") || has_items && has_texts).then_some(FeedForm::Json);
    }
    if is_web_page(start) {
        return None;
    }
    let is_atom = start.contains("www.w3.org/2005/Atom") || start.contains("purl.org/atom/ns#");
    match root(start)? {
        "feed" if is_atom && blogger::is_export(start) => Some(FeedForm::Blogger),
        "feed" if is_atom => Some(FeedForm::Atom),
        "rss" => Some(FeedForm::Rss),
        "RDF" => {
            (start.contains("purl.org/rss/1.0") || start.contains("netscape.com/rdf/simple")).then_some(FeedForm::Rss)
        }
        _ => None,
    }
}

/// Returns true for the beginning of a web page.
pub(super) fn is_web_page(start: &str) -> bool {
    let start = start.trim_start_matches('\u{feff}').trim_start();
    ["<!doctype html", "<html"]
        .iter()
        .any(|tag| start.get(..tag.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(tag)))
}

/// Returns the name of the first element that a feed can begin with, without its prefix. What comes before it, such as the
/// warning of a server, is no part of the feed.
fn root(start: &str) -> Option<&str> {
    let tags = start.match_indices('<').map(|(at, _)| &start[at + 1..]);
    let names = tags.map(|tag| tag.split(|c: char| c.is_whitespace() || c == '>').next().unwrap_or_default());
    let mut names = names.map(|name| name.rsplit_once(':').map_or(name, |(_, local)| local));
    names.find(|name| matches!(*name, "feed" | "rss" | "RDF"))
}

/// Reads the comments of an export of Blogger, which may come before or after their post.
pub(super) fn read_comments(document: &mut dyn Read, comments: &mut BloggerComments) {
    let mut elements = Elements::new(decoded(document));
    while let Some((element, _)) = next(&mut elements, true) {
        if element.name == "entry" && blogger::kind(&element) == BloggerKind::Comment {
            comments.add(&element);
        }
    }
}

/// Reads a feed: the blog's facts into `blog`, and its posts one by one. Returns true if it ends too early.
///
/// # Errors
///
/// Those of `add`.
pub(super) fn read<E>(
    form: FeedForm,
    document: &mut dyn Read,
    blog: &mut Blog,
    comments: &BloggerComments,
    add: &mut dyn FnMut(ExportItem) -> Result<(), E>,
) -> Result<bool, E> {
    match form {
        FeedForm::Json => read_json(document, blog, add),
        FeedForm::Rss => read_xml(document, false, blog, comments, add),
        FeedForm::Atom | FeedForm::Blogger => read_xml(document, true, blog, comments, add),
    }
}

fn read_json<E>(
    document: &mut dyn Read,
    blog: &mut Blog,
    add: &mut dyn FnMut(ExportItem) -> Result<(), E>,
) -> Result<bool, E> {
    let mut bytes = Vec::new();
    // What could be read is read; the rest is missed below.
    let _ = decoded(document).read_to_end(&mut bytes);
    let text = String::from_utf8_lossy(&bytes);
    let text = text.trim_start_matches('\u{feff}');
    let whole: Option<Value> = serde_json::from_str(text).ok();
    let is_cut_off = whole.is_none();
    let feed = whole.unwrap_or_else(|| json::of_broken(text));
    for entry in json::read(&feed, blog) {
        add(post(entry, "", blog))?;
    }
    Ok(is_cut_off)
}

fn read_xml<E>(
    document: &mut dyn Read,
    is_atom: bool,
    blog: &mut Blog,
    comments: &BloggerComments,
    add: &mut dyn FnMut(ExportItem) -> Result<(), E>,
) -> Result<bool, E> {
    let mut elements = Elements::new(decoded(document));
    let mut author = String::new();
    while let Some((element, base)) = next(&mut elements, is_atom) {
        let mut entry = match element.name.as_str() {
            "item" => rss::read_item(&element),
            "entry" => match read_entry(&element, blog, comments) {
                Ok(entry) => entry,
                Err(Some(other)) => {
                    add(other)?;
                    continue;
                }
                Err(None) => continue,
            },
            _ if is_atom => {
                atom::read_feed(&element, blog, &mut author);
                continue;
            }
            _ => {
                rss::read_channel(&element, blog, &mut author);
                continue;
            }
        };
        if blog.language.is_empty() {
            language(&elements).clone_into(&mut blog.language);
        }
        if entry.author.is_empty() {
            author.clone_into(&mut entry.author);
        }
        add(post(entry, &base, blog))?;
    }
    Ok(elements.is_cut_off())
}

/// Reads an entry of Atom. `Err` if it is no post or page.
fn read_entry(element: &Element, blog: &mut Blog, comments: &BloggerComments) -> Result<FeedEntry, Option<ExportItem>> {
    match blogger::kind(element) {
        BloggerKind::Comment => Err(None),
        BloggerKind::Setting => {
            blogger::read_setting(element, blog);
            Err(Some(ExportItem::Other("settings of Blogger".to_owned())))
        }
        BloggerKind::Template => Err(Some(ExportItem::Other("templates of Blogger".to_owned()))),
        BloggerKind::Trash => {
            let id = element.value("id");
            Err(Some(ExportItem::Trash(origin(id, entry::number(id, "", "")))))
        }
        BloggerKind::Text(kind) => {
            let mut entry = atom::read_entry(element);
            blogger::complete(&mut entry, element, kind);
            comments.give(&mut entry);
            Ok(entry)
        }
    }
}

/// Returns the next record under the names that readers know, and the address from which relative ones start.
fn next<R: Read>(elements: &mut Elements<R>, is_atom: bool) -> Option<(Element, String)> {
    let mut element = elements.next()?;
    let attributes = elements.container_attributes();
    Namespaces::of(attributes).rename(&mut element, is_atom);
    let base = attributes.iter().rfind(|(name, _)| name == "xml:base").map(|(_, base)| base.clone());
    Some((element, base.unwrap_or_default()))
}

fn language<R: Read>(elements: &Elements<R>) -> &str {
    elements.container_attributes().iter().find(|(name, _)| name == "xml:lang").map_or("", |(_, language)| language)
}

/// Returns the post that an entry becomes, with full addresses. Those in the text start from the base that the feed or the
/// entry names, or else from the page of the post, as the text was there.
fn post(mut entry: FeedEntry, feed_base: &str, blog: &mut Blog) -> ExportItem {
    let home = if blog.address.is_empty() { String::new() } else { format!("{}/", blog.address) };
    let base = resolve(&resolve(&home, feed_base), &entry.base);
    if !entry.address.is_empty() {
        entry.address = entry::without_tracking(&resolve(&base, &entry.address));
    }
    let is_declared = !feed_base.is_empty() || !entry.base.is_empty();
    entry.base = if is_declared || entry.address.is_empty() { base } else { entry.address.clone() };
    for file in &mut entry.files {
        file.address = resolve(&entry.base, &file.address);
    }
    ExportItem::Post(Box::new(entry.into_post(blog)))
}
