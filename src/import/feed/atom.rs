//! Atom (RFC 4287, and the draft 0.3 before it): the feed and its entries.

use super::date;
use super::entry::FeedEntry;
use super::text;
use crate::import::blog::Blog;
use crate::import::xml::Element;

/// The end of the name of the categories that say what an entry is, in the feeds of Google.
pub(super) const KIND_SCHEME: &str = "schemas.google.com/g/2005#kind";

/// Reads an element of the feed that is no entry.
pub(super) fn read_feed(element: &Element, blog: &mut Blog, author: &mut String) {
    let set = |field: &mut String, value: String| {
        if field.is_empty() {
            *field = value;
        }
    };
    match element.name.as_str() {
        "title" => set(&mut blog.title, line(element)),
        "subtitle" | "tagline" => set(&mut blog.tagline, line(element)),
        "link" if is_page(element) => {
            set(&mut blog.address, element.attribute("href").trim_end_matches('/').to_owned());
        }
        "author" => set(author, element.value("name").to_owned()),
        _ => {}
    }
}

/// Returns true for a link to the page that something is the feed of.
fn is_page(link: &Element) -> bool {
    let media_type = link.attribute("type");
    matches!(link.attribute("rel"), "" | "alternate") && (media_type.is_empty() || media_type.contains("html"))
}

/// Reads an entry.
pub(super) fn read_entry(element: &Element) -> FeedEntry {
    let source = element.child("source").filter(|_| element.child("author").is_none());
    let author = element.child("author").or_else(|| source.and_then(|source| source.child("author")));
    let content = element.child("content");
    let mut entry = FeedEntry {
        id: element.value("id").to_owned(),
        address: link(element, "alternate").to_owned(),
        base: base(element),
        title: element.child("title").map(line).unwrap_or_default(),
        body: content.filter(|content| is_text(content)).map(block).unwrap_or_default(),
        summary: element.child("summary").map(block).unwrap_or_default(),
        date: ["published", "issued", "created", "blogger:created", "updated", "modified", "dc:date"]
            .iter()
            .find_map(|name| date::read(element.value(name))),
        modified: ["updated", "modified"].iter().find_map(|name| date::read(element.value(name))),
        author: author.map(|author| author.value("name")).map(super::rss::name).unwrap_or_default(),
        author_page: author.map(|author| author.value("uri")).unwrap_or_default().to_owned(),
        ..FeedEntry::default()
    };
    if entry.author.is_empty() {
        entry.author = super::rss::name(element.value("dc:creator"));
    }
    for child in &element.children {
        match child.name.as_str() {
            "link" if child.attribute("rel") == "enclosure" => {
                entry.add_file(child.attribute("href"), child.attribute("type"));
            }
            "content" if !is_text(child) => entry.add_file(child.attribute("src"), child.attribute("type")),
            "category" if !is_kind(child) => {
                let label = child.attribute("label");
                let names = if label.is_empty() { child.attribute("term") } else { label };
                // Google Takeout has all labels of a post in one category, a line each.
                names.split('\n').for_each(|name| entry.add_subject(&text::escaped(name)));
            }
            "dc:subject" => child.text.split([',', ';']).for_each(|name| entry.add_subject(&text::title(name))),
            _ => {}
        }
    }
    entry
}

/// Returns true for a category that is no subject.
pub(super) fn is_kind(category: &Element) -> bool {
    category.attribute("scheme").ends_with(KIND_SCHEME)
}

/// Returns the address of the first link of a kind. A link without a kind is one to the page.
pub(super) fn link<'e>(element: &'e Element, rel: &str) -> &'e str {
    let mut links = element.children.iter().filter(|child| child.name == "link");
    let is_of_kind = |link: &&Element| match link.attribute("rel") {
        "" | "alternate" => rel == "alternate" && is_page(link),
        other => other == rel,
    };
    links.find(is_of_kind).map_or("", |link| link.attribute("href").trim())
}

/// Returns the address from which relative ones start: that of the nearest element that has one.
fn base(element: &Element) -> String {
    let content = element.child("content").or_else(|| element.child("summary"));
    let own = content.map_or("", |content| content.attribute("xml:base"));
    let base = if own.is_empty() { element.attribute("xml:base") } else { own };
    base.to_owned()
}

/// Returns true for content that is in the feed, and a text.
fn is_text(content: &Element) -> bool {
    let media_type = content.attribute("type");
    content.attribute("src").is_empty()
        && (matches!(media_type, "" | "text" | "html" | "xhtml")
            || media_type.starts_with("text/")
            || media_type.contains("html"))
}

/// Returns a text of one line as HTML.
fn line(element: &Element) -> String {
    if is_plain(element) { text::title(&of_text(element.text.trim())) } else { text::title(&element.text) }
}

/// Returns a text as HTML.
pub(super) fn block(element: &Element) -> String {
    let is_base64 = element.attribute("mode") == "base64";
    if is_base64 {
        String::new()
    } else if is_plain(element) && !element.text.contains("</") && !element.text.contains("<br") {
        text::of_plain(&element.text)
    } else {
        element.text.clone()
    }
}

/// Returns true for a text without markup. Many a feed says so of one that has some.
fn is_plain(element: &Element) -> bool {
    !element.is_markup && matches!(element.attribute("type"), "" | "text" | "text/plain")
}

/// Returns a text of one line without markup as HTML. References to characters are meant as such.
fn of_text(text: &str) -> String {
    text.replace('<', "&lt;").replace('>', "&gt;")
}
