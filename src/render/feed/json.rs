//! JSON Feed 1.1 (jsonfeed.org/version/1.1).

use serde::Serialize;

use super::{Feed, updated};

#[derive(Serialize)]
struct JsonFeed<'a> {
    version: &'static str,
    title: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<&'a str>,
    home_page_url: String,
    feed_url: String,
    language: &'a str,
    authors: Vec<Author<'a>>,
    items: Vec<Item<'a>>,
}

#[derive(Serialize)]
struct Author<'a> {
    name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<String>,
}

#[derive(Serialize)]
struct Item<'a> {
    id: String,
    url: String,
    title: &'a str,
    summary: &'a str,
    content_html: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    date_published: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date_modified: Option<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    authors: Vec<Author<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    tags: Vec<&'a str>,
}

pub(super) fn write(feed: &Feed<'_>) -> Vec<u8> {
    let config = &feed.site.config;
    let json = JsonFeed {
        version: "https://jsonfeed.org/version/1.1",
        title: &feed.title,
        description: config.tagline.as_deref(),
        home_page_url: feed.absolute(feed.page),
        feed_url: feed.absolute(feed.path),
        language: &config.language,
        authors: vec![Author { name: &config.title, url: None }],
        items: feed.letters.iter().map(|at| item(feed, *at)).collect(),
    };
    // Text and lists only: there is nothing in it that JSON cannot say.
    let mut bytes = serde_json::to_vec_pretty(&json).unwrap_or_default();
    bytes.push(b'\n');
    bytes
}

fn item<'a>(feed: &Feed<'a>, at: usize) -> Item<'a> {
    let site = feed.site;
    let letter = site.entries.letters.get(at);
    let common = &letter.common;
    let columnists = letter.record.answerers.iter().filter_map(|initials| site.person(initials));
    let authors = columnists.map(|(at, columnist)| Author {
        name: &columnist.common.title.plain,
        url: Some(feed.absolute(site.entries.people.path(at))),
    });
    Item {
        id: feed.letter_id(letter),
        url: feed.absolute(site.entries.letters.path(at)),
        title: &common.title.plain,
        summary: letter.excerpt(),
        content_html: feed.full_text(at),
        date_published: common.record.date.as_ref().map(|when| when.rfc3339.as_str()),
        date_modified: updated(letter).map(|when| when.rfc3339.as_str()),
        authors: authors.collect(),
        tags: site.taxonomy.of_letter(at).iter().map(|at| site.taxonomy.terms[*at].label.as_str()).collect(),
    }
}
