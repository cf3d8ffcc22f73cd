//! The Atom feed of the newest letters, with their full text (RFC 4287).

use std::io::Write;

use quick_xml::Writer as Xml;
use quick_xml::events::{BytesDecl, BytesText, Event};

use super::html::{self, Base};
use crate::content::{Kind, Letter, TurnKind};
use crate::site::{EntryRef, Site};

/// How many letters a feed holds.
const NEWEST: usize = 20;

/// The feed of all letters. A column without a `base_url` has none: every address in it must be a full one.
pub(super) fn atom(site: &Site) -> Vec<u8> {
    let mut xml = Xml::new_with_indent(Vec::new(), b' ', 1);
    // Writing into a Vec cannot fail.
    let _ = write_feed(&mut xml, site);
    let mut bytes = xml.into_inner();
    bytes.push(b'\n');
    bytes
}

type Written = std::io::Result<()>;

fn write_feed<W: Write>(xml: &mut Xml<W>, site: &Site) -> Written {
    let config = &site.config;
    let home = config.absolute("/").unwrap_or_default();
    let newest = 0..site.letters.len().min(NEWEST);
    xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("utf-8"), None)))?;
    let feed = xml.create_element("feed").with_attribute(("xmlns", "http://www.w3.org/2005/Atom"));
    feed.with_attribute(("xml:lang", config.language.as_str())).write_inner_content(|xml| {
        text(xml, "title", &config.title)?;
        if let Some(tagline) = &config.tagline {
            text(xml, "subtitle", tagline)?;
        }
        text(xml, "id", &format!("tag:{}:feed", config.tag_authority()))?;
        // RFC 4287, 4.1.1: an empty feed has a date too. It must not be that of the build: equal input, equal bytes.
        let updated = newest.clone().filter_map(|at| updated(site.letters.get(at))).max_by_key(|(instant, _)| *instant);
        text(xml, "updated", updated.map_or("1970-01-01T00:00:00Z", |(_, rfc3339)| rfc3339))?;
        link(xml, "self", "application/atom+xml", &format!("{home}feed.xml"))?;
        link(xml, "alternate", "text/html", &home)?;
        person(xml, &config.title, None)?;
        let generator = xml.create_element("generator").with_attribute(("version", env!("CARGO_PKG_VERSION")));
        generator.write_text_content(BytesText::new("callslip"))?;
        newest.clone().try_for_each(|at| write_entry(xml, site, at))
    })?;
    Ok(())
}

fn write_entry<W: Write>(xml: &mut Xml<W>, site: &Site, at: usize) -> Written {
    let letter = site.letters.get(at);
    let common = &letter.common;
    let home = site.config.absolute("/").unwrap_or_default();
    let address = site.config.absolute(site.letters.path(at)).unwrap_or_default();
    xml.create_element("entry").write_inner_content(|xml| {
        text(xml, "title", &common.title.plain)?;
        text(xml, "id", &id(site, letter))?;
        link(xml, "alternate", "text/html", &address)?;
        if let Some(date) = &common.date {
            text(xml, "published", &date.rfc3339)?;
        }
        text(xml, "updated", updated(letter).map_or("1970-01-01T00:00:00Z", |(_, rfc3339)| rfc3339))?;
        for (at, columnist) in letter.answerers().into_iter().filter_map(|initials| site.person(initials)) {
            person(xml, &columnist.common.title.plain, site.config.absolute(site.people.path(at)))?;
        }
        for tag in common.tags.iter().filter_map(|tag| site.taxonomy.get(&tag.slug)) {
            xml.create_element("category").with_attribute(("term", tag.label.as_str())).write_empty()?;
        }
        text(xml, "summary", letter.excerpt())?;
        let base = Base { root: &home, page: &address };
        let html = full_text(site, at, &base);
        let content = xml.create_element("content").with_attribute(("type", "html"));
        content.write_text_content(BytesText::new(&html))?;
        Ok(())
    })?;
    Ok(())
}

/// Never changes by itself: the author's own, or a tag of the column, the day and the slug (RFC 4151).
fn id(site: &Site, letter: &Letter) -> String {
    let common = &letter.common;
    let day = common.date.as_ref().map_or_else(String::new, |when| when.day.to_string());
    let given = common.id.clone();
    given.unwrap_or_else(|| {
        let specific = percent_encoding::utf8_percent_encode(&common.slug, percent_encoding::NON_ALPHANUMERIC);
        let specific = specific.to_string().replace("%2D", "-");
        format!("tag:{}:{day}:{specific}", site.config.tag_authority())
    })
}

fn updated(letter: &Letter) -> Option<(jiff::Timestamp, &str)> {
    let latest = [&letter.common.date, &letter.common.updated].into_iter().flatten().max_by_key(|when| when.instant);
    latest.map(|when| (when.instant, when.rfc3339.as_str()))
}

/// All turns, each under a heading that says whose it is: a feed reader has no seals and slips.
fn full_text(site: &Site, at: usize, base: &Base<'_>) -> String {
    let letter = site.letters.get(at);
    let writer = html::Writer::new(site, EntryRef { kind: Kind::Letter, at }, base);
    let mut html = letter.introduction.as_ref().map(|body| writer.html(body)).unwrap_or_default();
    for turn in &letter.turns {
        let speaker = match &turn.kind {
            TurnKind::Question => "Q".to_owned(),
            TurnKind::Answer(initials) => {
                site.person(initials).map_or_else(String::new, |(_, person)| person.common.title.plain.clone())
            }
            TurnKind::Note => "Editor’s note".to_owned(),
            TurnKind::Update(when) => format!("Update, {}", when.day),
        };
        html.push_str("<h2>");
        let _ = pulldown_cmark_escape::escape_html_body_text(&mut html, &speaker);
        html.push_str("</h2>\n");
        html.push_str(&writer.html(&turn.body));
    }
    html
}

fn text<W: Write>(xml: &mut Xml<W>, name: &str, text: &str) -> Written {
    xml.create_element(name).write_text_content(BytesText::new(text)).map(|_| ())
}

fn link<W: Write>(xml: &mut Xml<W>, rel: &str, media_type: &str, href: &str) -> Written {
    let link = xml.create_element("link").with_attribute(("rel", rel)).with_attribute(("type", media_type));
    link.with_attribute(("href", href)).write_empty().map(|_| ())
}

fn person<W: Write>(xml: &mut Xml<W>, name: &str, uri: Option<String>) -> Written {
    xml.create_element("author").write_inner_content(|xml| {
        text(xml, "name", name)?;
        uri.map_or(Ok(()), |uri| text(xml, "uri", &uri))
    })?;
    Ok(())
}
