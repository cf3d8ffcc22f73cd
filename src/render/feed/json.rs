//! Writes JSON Feed 1.1 (jsonfeed.org/version/1.1).

use serde::Serialize;

use super::data::{Feed, FeedAuthor, FeedItem};

#[derive(Serialize)]
struct JsonFeed<'a> {
    version: &'static str,
    title: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<&'a str>,
    home_page_url: &'a str,
    feed_url: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    icon: Option<&'a str>,
    language: &'a str,
    authors: Vec<JsonAuthor<'a>>,
    items: Vec<JsonItem<'a>>,
}

#[derive(Serialize)]
struct JsonAuthor<'a> {
    name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
}

#[derive(Serialize)]
struct JsonItem<'a> {
    id: &'a str,
    url: &'a str,
    title: &'a str,
    summary: &'a str,
    content_html: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    date_published: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date_modified: Option<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    authors: Vec<JsonAuthor<'a>>,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    tags: &'a [&'a str],
}

pub(super) fn write(feed: &Feed<'_>) -> Vec<u8> {
    let json = JsonFeed {
        version: "https://jsonfeed.org/version/1.1",
        title: &feed.title,
        description: feed.tagline,
        home_page_url: &feed.page_url,
        feed_url: &feed.url,
        icon: feed.icon,
        language: feed.language,
        authors: vec![JsonAuthor { name: feed.column, url: None }],
        items: feed.items.iter().map(JsonItem::from).collect(),
    };
    // It consists of texts and lists only, so JSON can express all of it.
    let mut bytes = serde_json::to_vec_pretty(&json).unwrap_or_default();
    bytes.push(b'\n');
    bytes
}

impl<'a> From<&'a FeedItem<'_>> for JsonItem<'a> {
    fn from(item: &'a FeedItem<'_>) -> Self {
        Self {
            id: &item.id,
            url: &item.url,
            title: item.title,
            summary: item.summary,
            content_html: &item.html,
            date_published: item.published.map(|when| when.rfc3339.as_str()),
            date_modified: item.updated.map(|when| when.rfc3339.as_str()),
            authors: item.authors.iter().map(JsonAuthor::from).collect(),
            tags: &item.tags,
        }
    }
}

impl<'a> From<&'a FeedAuthor<'_>> for JsonAuthor<'a> {
    fn from(author: &'a FeedAuthor<'_>) -> Self {
        Self { name: author.name, url: author.url.as_deref() }
    }
}
