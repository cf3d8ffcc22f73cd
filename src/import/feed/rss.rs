//! RSS 0.9 to 2.0, and RSS 1.0, which is RDF: the channel and its items.

use super::date;
use super::entry::FeedEntry;
use super::text;
use crate::import::blog::Blog;
use crate::import::xml::Element;

/// Reads an element of the channel that is no item.
pub(super) fn read_channel(element: &Element, blog: &mut Blog, author: &mut String) {
    let value = element.text.trim();
    let set = |field: &mut String, value: &str| {
        if field.is_empty() {
            value.clone_into(field);
        }
    };
    match element.name.as_str() {
        "title" => set(&mut blog.title, &text::title(value)),
        "description" => set(&mut blog.tagline, &text::title(value)),
        "link" if value.contains("://") => set(&mut blog.address, value.trim_end_matches('/')),
        "language" | "dc:language" => set(&mut blog.language, value),
        "managingEditor" | "itunes:author" | "dc:creator" => set(author, &name(value)),
        _ => {}
    }
}

/// Reads an item.
pub(super) fn read_item(element: &Element) -> FeedEntry {
    let full = body(element);
    let description = element.value("description");
    let has_full = !full.trim().is_empty();
    let guid = element.child("guid");
    let id = guid.map_or_else(|| element.attribute("rdf:about"), |guid| guid.text.trim());
    let mut entry = FeedEntry {
        id: id.to_owned(),
        address: address(element),
        base: element.attribute("xml:base").to_owned(),
        title: text::title(element.value("title")),
        body: if has_full { full.to_owned() } else { description.to_owned() },
        summary: if has_full { description } else { "" }.to_owned(),
        date: [
            "pubDate",
            "dc:date",
            "dcterms:created",
            "dcterms:issued",
            "atom:published",
            "published",
            "atom:updated",
            "date",
        ]
        .iter()
        .find_map(|name| date::read(element.value(name))),
        modified: ["atom:updated", "dcterms:modified"].iter().find_map(|name| date::read(element.value(name))),
        author: ["dc:creator", "author", "itunes:author"]
            .iter()
            .map(|field| name(author_of(element, field)))
            .find(|name| !name.is_empty())
            .unwrap_or_default(),
        ..FeedEntry::default()
    };
    if entry.body.trim().is_empty() {
        entry.body = text::of_plain(element.value("itunes:summary"));
    }
    for child in &element.children {
        match child.name.as_str() {
            // What readers call a subject is written in one element, or several with commas.
            "category" => entry.add_subject(&text::title(&child.text)),
            "dc:subject" => child.text.split([',', ';']).for_each(|name| entry.add_subject(&text::title(name))),
            _ => {}
        }
    }
    add_files(element, &mut entry);
    entry
}

/// Returns the whole text of an item. Feeds of long ago had it as XHTML.
fn body(element: &Element) -> &str {
    let fields = ["content:encoded", "xhtml:body", "body", "xhtml:div", "fullitem", "content", "atom:content"];
    fields
        .iter()
        .map(|field| element.child(field).map_or("", |child| &child.text))
        .find(|text| !text.trim().is_empty())
        .unwrap_or("")
}

fn author_of<'e>(element: &'e Element, field: &str) -> &'e str {
    match element.child(field) {
        // Atom's author, where RSS wants a mailbox.
        Some(author) if author.child("name").is_some() => author.value("name"),
        _ => element.value(field),
    }
}

/// Returns the address of the page of an item: its link, or the id that is one.
fn address(element: &Element) -> String {
    let links = element.children.iter().filter(|child| matches!(child.name.as_str(), "link" | "atom:link"));
    let is_page = |link: &&Element| matches!(link.attribute("rel"), "" | "alternate");
    let addresses = links.filter(is_page).map(|link| match link.text.trim() {
        "" => link.attribute("href"),
        text => text,
    });
    let guid = element.child("guid").filter(|guid| !guid.attribute("isPermaLink").eq_ignore_ascii_case("false"));
    let guid = guid.map(|guid| guid.text.trim()).filter(|id| id.starts_with("http"));
    let about = Some(element.attribute("rdf:about")).filter(|id| id.starts_with("http"));
    addresses.filter(|address| !address.is_empty()).chain(guid).chain(about).next().unwrap_or_default().to_owned()
}

/// Adds the files of an item: enclosures, and the pictures of Media RSS if the item has no other.
fn add_files(element: &Element, entry: &mut FeedEntry) {
    for enclosure in element.children.iter().filter(|child| child.name == "enclosure") {
        entry.add_file(enclosure.attribute("url"), enclosure.attribute("type"));
    }
    let groups = element.children.iter().filter(|child| child.name == "media:group").flat_map(|group| &group.children);
    for media in element.children.iter().chain(groups).filter(|child| child.name == "media:content") {
        let medium = media.attribute("medium");
        let media_type = if medium == "image" { "image" } else { media.attribute("type") };
        // WordPress names the pictures of its authors there.
        if !media.attribute("url").contains("gravatar.com") {
            entry.add_file(media.attribute("url"), media_type);
        }
    }
}

/// Returns the name in a field that should have a mailbox: `sol@desk.example (Sol Marchetti)`, `Sol <sol@desk.example>`.
/// Empty if there is only a mailbox.
pub(super) fn name(field: &str) -> String {
    let field = field.trim();
    if !field.contains('@') {
        return crate::import::titles::plain(&text::title(field));
    }
    let within = field.split_once('(').and_then(|(_, rest)| rest.split_once(')')).map(|(name, _)| name);
    let before = field.split_once('<').map(|(name, _)| name);
    let name = within.or(before).unwrap_or_default().trim().trim_matches('"');
    if name.contains('@') { String::new() } else { name.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_without_mailboxes() {
        for (field, expected) in [
            ("Sol Marchetti", "Sol Marchetti"),
            ("sol@desk.example (Sol Marchetti)", "Sol Marchetti"),
            ("\"Sol\" <sol@desk.example>", "Sol"),
            ("sol@desk.example", ""),
            ("noreply@blogger.com (Sol & Co)", "Sol & Co"),
            ("sol@desk.example (sol@desk.example)", ""),
            ("Sol &amp; Co", "Sol & Co"),
        ] {
            assert_eq!(name(field), expected);
        }
    }
}
