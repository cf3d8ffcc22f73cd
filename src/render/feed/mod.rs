//! Feeds of the newest letters with their full text, in two formats.
//!
//! [`selection`] chooses the letters, this module collects what a feed says of them, and [`atom`] and [`json`] write it.

mod atom;
mod data;
mod for_people;
mod json;
mod selection;

use std::fmt::Display;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use data::{Feed, FeedAuthor, FeedItem, ForPeople};

use super::body_html::BodyWriter;
use super::column_pictures::ColumnPictures;
use super::slots::LinkBase;
use super::theme_words::ThemeWords;
use crate::config::FeedFormat;
use crate::content::escape::push_text;
use crate::content::{Letter, Turn, TurnKind};
use crate::site::{FeedScope, LetterId, Site};
use crate::theme::Strings;

/// Renders the feed at `path`, for browsers with these stylesheets. The column must have a `base_url`.
pub(super) fn render(
    site: &Site,
    strings: &Strings,
    pictures: &ColumnPictures,
    scope: FeedScope,
    format: FeedFormat,
    path: &str,
    stylesheets: Vec<String>,
) -> Vec<u8> {
    let for_people = (!stylesheets.is_empty()).then(|| for_people(site, strings, stylesheets));
    let feed = Feed { for_people, ..feed(site, strings, pictures, scope, path) };
    match format {
        FeedFormat::Atom => atom::write(&feed),
        FeedFormat::Json => json::write(&feed),
    }
}

fn feed<'s>(site: &'s Site, strings: &Strings, pictures: &'s ColumnPictures, scope: FeedScope, path: &str) -> Feed<'s> {
    let column = site.config.title.as_str();
    // The name tells the feed from the column's other feeds, in its id.
    let (title, page, name) = match scope {
        FeedScope::Column => (column.to_owned(), "/", "feed".to_owned()),
        FeedScope::Tag { term } => {
            let term = &site.taxonomy.terms[term];
            (format!("{column}: {}", term.label), term.path.as_str(), format!("tag-{}", term.slug))
        }
        FeedScope::Person { person } => {
            let common = &site.entries.people[person].common;
            let title = format!("{column}: {}", common.title.plain);
            (title, site.entries.people.path(person), format!("person-{}", common.record.slug))
        }
    };
    let letters = selection::letters(site, scope);
    Feed {
        title,
        tagline: site.config.tagline.as_deref(),
        language: &site.config.language,
        column,
        id: format!("tag:{}:{}", site.config.tag_authority(), encoded(&name)),
        began: format!("{}T00:00:00Z", site.config.tag_date()),
        url: absolute(site, path),
        page_url: absolute(site, page),
        icon: pictures.icon.as_deref(),
        logo: pictures.social_image.as_deref(),
        items: letters.into_iter().map(|letter| item(site, strings, letter)).collect(),
        for_people: None,
    }
}

fn for_people(site: &Site, strings: &Strings, stylesheets: Vec<String>) -> ForPeople {
    let words = |key: &str| strings.get(key, None, &[]);
    ForPeople {
        stylesheets,
        direction: site.config.direction(),
        explanation: words("feed_explained"),
        subscribe: site.subscribe_page().and_then(|page| Some((absolute(site, page), words("subscribe")?))),
    }
}

fn item<'s>(site: &'s Site, strings: &Strings, letter: LetterId) -> FeedItem<'s> {
    let text = &site.entries.letters[letter];
    let common = &text.common;
    let authors = text.record.answerers.iter().filter_map(|initials| author(site, text, initials));
    FeedItem {
        id: letter_id(site, text),
        url: absolute(site, site.entries.letters.path(letter)),
        title: &common.title.plain,
        summary: text.excerpt(),
        published: common.record.date.as_ref(),
        day: common.record.date.as_ref().and_then(|when| strings.date(when.day, "date_short")),
        updated: site.last_change(letter.into()),
        authors: authors.collect(),
        tags: site.taxonomy.of_letter(letter).iter().map(|term| site.taxonomy.terms[*term].label.as_str()).collect(),
        html: full_text(site, strings, letter),
    }
}

/// Returns the guest of a letter or the columnist with these initials. `None` if there is neither.
fn author<'s>(site: &'s Site, letter: &'s Letter, initials: &str) -> Option<FeedAuthor<'s>> {
    if let Some(guest) = letter.guest(initials) {
        return Some(FeedAuthor { name: &guest.name, url: None });
    }
    let (person, columnist) = site.person(initials)?;
    let url = absolute(site, site.entries.people.path(person));
    Some(FeedAuthor { name: &columnist.common.title.plain, url: Some(url) })
}

/// Returns the id of a letter in feeds: the author's own, or one that consists of the column's id (RFC 4151), the day and the slug.
pub fn letter_id(site: &Site, letter: &Letter) -> String {
    let common = &letter.common;
    let day = common.record.date.as_ref().map_or_else(String::new, |when| when.day.to_string());
    let default = || format!("tag:{}:{day}:{}", site.config.tag_authority(), encoded(&common.record.slug));
    common.record.id.clone().unwrap_or_else(default)
}

/// Returns all turns of a letter, each under a heading that says whose it is, since a feed reader has no style sheet of
/// ours.
fn full_text(site: &Site, strings: &Strings, letter: LetterId) -> String {
    let text = &site.entries.letters[letter];
    let (root, page) = (absolute(site, "/"), absolute(site, site.entries.letters.path(letter)));
    let base = LinkBase { root: &root, page: &page };
    let writer = BodyWriter::new(site, letter.into(), &base, ThemeWords::for_feeds(strings));
    let mut html = text.introduction.as_ref().map(|body| writer.html(0, body)).unwrap_or_default().into_owned();
    for (index, turn) in text.turns.iter().enumerate() {
        html.push_str("<h2>");
        push_text(&mut html, &heading(site, strings, text, turn));
        html.push_str("</h2>\n");
        html.push_str(&writer.html(text.body_of(index), &turn.body));
    }
    html
}

fn heading(site: &Site, strings: &Strings, letter: &Letter, turn: &Turn) -> String {
    let string = |key: &str| strings.get(key, None, &[]).unwrap_or_default();
    match &turn.kind {
        // The pen name is with the first question, as it is on the page.
        TurnKind::Question => letter
            .pen_name
            .as_ref()
            .filter(|_| turn.number == 1)
            .and_then(|name| strings.get("question_from", None, &[("name".to_owned(), name.clone())]))
            .unwrap_or_else(|| string("the_question")),
        TurnKind::Answer(initials) => site.answerer_name(letter, initials).unwrap_or_default().to_owned(),
        TurnKind::Note => string("editors_note"),
        TurnKind::Update(None) => string("update"),
        TurnKind::Update(Some(when)) => {
            let date = strings.date(when.day, "date_long").unwrap_or_default();
            strings.get("update_on", None, &[("date".to_owned(), date)]).unwrap_or_default()
        }
    }
}

fn absolute(site: &Site, path: &str) -> String {
    site.config.absolute(path).unwrap_or_default()
}

/// The characters that the specific part of a `tag:` address (RFC 4151) has only encoded.
const ENCODED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-');

fn encoded(name: &str) -> impl Display {
    utf8_percent_encode(name, ENCODED)
}
