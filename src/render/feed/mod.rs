//! Feeds of the newest letters with their full text, in two formats beside each other.

mod atom;
mod json;

use super::html::{self, Base};
use crate::content::{Letter, TurnKind, When};
use crate::site::{EntryRef, FeedFormat, FeedScope, Site};
use crate::theme::Strings;

/// How many letters a feed holds.
const NEWEST: usize = 20;

/// One feed: which letters, and what it says of itself. A column without a `base_url` has none: every address in a
/// feed is a full one.
struct Feed<'s> {
    site: &'s Site,
    strings: &'s Strings,
    /// Its title, plain.
    title: String,
    /// Its own address.
    path: &'s str,
    /// The page that shows the same letters.
    page: &'s str,
    /// What tells it from the column's other feeds, in its id.
    name: String,
    /// Its letters, newest first.
    letters: Vec<usize>,
}

/// The bytes of a feed.
pub(super) fn render(site: &Site, strings: &Strings, scope: FeedScope, format: FeedFormat, path: &str) -> Vec<u8> {
    let column = &site.config.title;
    // A feed has no place to mark what a preview shows.
    let published = |at: &usize| !site.is_unpublished(&site.entries.letters.get(*at).common);
    let (title, page, name, letters) = match scope {
        FeedScope::Column => (
            column.clone(),
            "/",
            "feed".to_owned(),
            (0..site.entries.letters.len()).filter(published).take(NEWEST).collect::<Vec<_>>(),
        ),
        FeedScope::Tag { term: at } => {
            let term = &site.taxonomy.terms[at];
            let letters = term.letters.iter().copied().filter(published).take(NEWEST).collect();
            (format!("{column}: {}", term.label), term.path.as_str(), format!("tag-{}", term.slug), letters)
        }
        FeedScope::Person { person: at } => {
            let common = &site.entries.people.get(at).common;
            let letters = site.answered_by(at).iter().copied().filter(published).take(NEWEST).collect();
            (
                format!("{column}: {}", common.title.plain),
                site.entries.people.path(at),
                format!("person-{}", common.record.slug),
                letters,
            )
        }
    };
    let feed = Feed { site, strings, title, path, page, name, letters };
    match format {
        FeedFormat::Atom => atom::write(&feed),
        FeedFormat::Json => json::write(&feed),
    }
}

impl Feed<'_> {
    /// A full address.
    fn absolute(&self, path: &str) -> String {
        self.site.config.absolute(path).unwrap_or_default()
    }

    /// RFC 4287, 4.2.6: permanent. Made of the column's id (RFC 4151).
    fn id(&self) -> String {
        format!("tag:{}:{}", self.site.config.tag_authority(), encoded(&self.name))
    }

    /// When the newest change in it happened: never the moment of the build, for equal input gives equal bytes.
    fn updated(&self) -> &str {
        let latest = self.letters.iter().filter_map(|at| updated(self.site.entries.letters.get(*at)));
        // An empty feed has a date too (RFC 4287, 4.1.1).
        latest.max_by_key(|when| when.instant).map_or("1970-01-01T00:00:00Z", |when| when.rfc3339.as_str())
    }

    /// Never changes by itself: the author's own, or made of the column's id, the day and the slug.
    fn letter_id(&self, letter: &Letter) -> String {
        let common = &letter.common;
        let day = common.record.date.as_ref().map_or_else(String::new, |when| when.day.to_string());
        let made = || format!("tag:{}:{day}:{}", self.site.config.tag_authority(), encoded(&common.record.slug));
        common.record.id.clone().unwrap_or_else(made)
    }

    /// All turns, each under a heading that says whose it is: a feed reader has no seals and slips.
    fn full_text(&self, at: usize) -> String {
        let letter = self.site.entries.letters.get(at);
        let (root, page) = (self.absolute("/"), self.absolute(self.site.entries.letters.path(at)));
        let base = Base { root: &root, page: &page };
        let writer = html::Writer::new(self.site, EntryRef::letter(at), &base);
        let mut html = letter.introduction.as_ref().map(|body| writer.html(0, body)).unwrap_or_default().into_owned();
        for (at, turn) in letter.turns.iter().enumerate() {
            html.push_str("<h2>");
            // Writing into a String cannot fail.
            let _ = pulldown_cmark_escape::escape_html_body_text(&mut html, &self.speaker(&turn.kind));
            html.push_str("</h2>\n");
            html.push_str(&writer.html(letter.body_of(at), &turn.body));
        }
        html
    }

    fn speaker(&self, kind: &TurnKind) -> String {
        let string = |key: &str| self.strings.get(key, None, &[]).unwrap_or_default();
        match kind {
            TurnKind::Question => string("the_question"),
            TurnKind::Answer(initials) => {
                self.site.person(initials).map_or_else(String::new, |(_, person)| person.common.title.plain.clone())
            }
            TurnKind::Note => string("editors_note"),
            TurnKind::Update(when) => {
                let date = self.strings.date(when.day, "date_long").unwrap_or_default();
                self.strings.get("update_on", None, &[("date".to_owned(), date)]).unwrap_or_default()
            }
        }
    }
}

fn updated(letter: &Letter) -> Option<&When> {
    [&letter.common.record.date, &letter.common.updated].into_iter().flatten().max_by_key(|when| when.instant)
}

/// The specific part of a `tag:` address.
fn encoded(name: &str) -> String {
    let encoded = percent_encoding::utf8_percent_encode(name, percent_encoding::NON_ALPHANUMERIC).to_string();
    encoded.replace("%2D", "-")
}
