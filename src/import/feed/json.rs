//! JSON Feed 1.0 and 1.1.

use serde_json::Value;

use super::date;
use super::entry::FeedEntry;
use super::text;
use crate::import::blog::Blog;

/// Reads a feed: the blog's facts into `blog`. Returns the entries.
pub(super) fn read(feed: &Value, blog: &mut Blog) -> Vec<FeedEntry> {
    let set = |field: &mut String, name: &str, html: bool| {
        if field.is_empty() {
            let value = string(feed, name);
            *field = if html { text::escaped(&value) } else { value.trim_end_matches('/').to_owned() };
        }
    };
    set(&mut blog.title, "title", true);
    set(&mut blog.tagline, "description", true);
    set(&mut blog.address, "home_page_url", false);
    set(&mut blog.language, "language", false);
    let author = author(feed);
    let items = feed["items"].as_array().into_iter().flatten();
    let mut entries: Vec<FeedEntry> = items.filter(|item| item.is_object()).map(read_item).collect();
    for entry in &mut entries {
        if entry.author.is_empty() {
            author.clone_into(&mut entry.author);
        }
    }
    entries
}

fn read_item(item: &Value) -> FeedEntry {
    let html = string(item, "content_html");
    let address = string(item, "url");
    let body = if html.trim().is_empty() { text::of_plain(&string(item, "content_text")) } else { html };
    let dates = ["date_published", "date_modified"];
    let mut entry = FeedEntry {
        id: string(item, "id"),
        address: if address.is_empty() { string(item, "external_url") } else { address },
        title: text::escaped(&string(item, "title")),
        body,
        summary: text::of_plain(&string(item, "summary")),
        date: dates.iter().find_map(|name| date::read(&string(item, name))),
        modified: date::read(&string(item, "date_modified")),
        author: author(item),
        ..FeedEntry::default()
    };
    for tag in item["tags"].as_array().into_iter().flatten().filter_map(Value::as_str) {
        entry.add_subject(&text::escaped(tag));
    }
    for picture in ["image", "banner_image"] {
        entry.add_file(&string(item, picture), "image");
    }
    for file in item["attachments"].as_array().into_iter().flatten() {
        entry.add_file(&string(file, "url"), &string(file, "mime_type"));
    }
    entry
}

/// Returns the name of the first author.
fn author(of: &Value) -> String {
    let first = of["authors"].as_array().and_then(|authors| authors.first()).unwrap_or(&of["author"]);
    super::rss::name(&text::escaped(&string(first, "name")))
}

/// Returns a text, or a number as a text; empty without one.
fn string(of: &Value, name: &str) -> String {
    match &of[name] {
        Value::String(text) => text.trim().to_owned(),
        Value::Number(number) => number.to_string(),
        _ => String::new(),
    }
}

/// Returns what can be read of a feed that ends too early: each item that is whole.
pub(super) fn of_broken(text: &str) -> Value {
    let Some((head, rest)) = text.split_once("\"items\"") else { return Value::Null };
    let mut feed: Value =
        serde_json::from_str(&format!("{head}\"items\":[]}}")).unwrap_or_else(|_| serde_json::json!({}));
    let mut items = Vec::new();
    let mut rest = rest.trim_start_matches([':', '[', ' ', '\t', '\r', '\n']);
    loop {
        let mut values = serde_json::Deserializer::from_str(rest).into_iter::<Value>();
        let Some(Ok(item)) = values.next() else { break };
        items.push(item);
        rest = rest[values.byte_offset()..].trim_start_matches([',', ' ', '\t', '\r', '\n']);
    }
    feed["items"] = Value::Array(items);
    feed
}
