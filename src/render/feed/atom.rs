//! Atom (RFC 4287).

use std::io::Write;

use pulldown_cmark_escape::escape_html_body_text;
use quick_xml::Writer as Xml;
use quick_xml::events::{BytesDecl, BytesText, Event};

use super::{Feed, updated};

type Written = std::io::Result<()>;

pub(super) fn write(feed: &Feed<'_>) -> Vec<u8> {
    let mut xml = Xml::new_with_indent(Vec::new(), b' ', 1);
    // Writing into a Vec cannot fail.
    let _ = write_feed(&mut xml, feed);
    let mut bytes = xml.into_inner();
    bytes.push(b'\n');
    bytes
}

fn write_feed<W: Write>(xml: &mut Xml<W>, feed: &Feed<'_>) -> Written {
    let config = &feed.site.config;
    xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("utf-8"), None)))?;
    let element = xml.create_element("feed").with_attribute(("xmlns", "http://www.w3.org/2005/Atom"));
    element.with_attribute(("xml:lang", config.language.as_str())).write_inner_content(|xml| {
        text(xml, "title", &feed.title)?;
        if let Some(tagline) = &config.tagline {
            text(xml, "subtitle", tagline)?;
        }
        text(xml, "id", &feed.id())?;
        text(xml, "updated", feed.updated())?;
        link(xml, "self", "application/atom+xml", &feed.absolute(feed.path))?;
        link(xml, "alternate", "text/html", &feed.absolute(feed.page))?;
        // An entry without an author of its own (an article that names none) has the column for one.
        person(xml, &config.title, None)?;
        let generator = xml.create_element("generator").with_attribute(("version", env!("CARGO_PKG_VERSION")));
        generator.write_text_content(BytesText::new("callslip"))?;
        feed.letters.iter().try_for_each(|at| write_entry(xml, feed, *at))
    })?;
    Ok(())
}

fn write_entry<W: Write>(xml: &mut Xml<W>, feed: &Feed<'_>, at: usize) -> Written {
    let site = feed.site;
    let letter = site.entries.letters.get(at);
    let common = &letter.common;
    xml.create_element("entry").write_inner_content(|xml| {
        text(xml, "title", &common.title.plain)?;
        text(xml, "id", &feed.letter_id(letter))?;
        link(xml, "alternate", "text/html", &feed.absolute(site.entries.letters.path(at)))?;
        if let Some(date) = &common.record.date {
            text(xml, "published", &date.rfc3339)?;
        }
        text(xml, "updated", updated(letter).map_or("1970-01-01T00:00:00Z", |when| when.rfc3339.as_str()))?;
        for (at, columnist) in letter.record.answerers.iter().filter_map(|initials| site.person(initials)) {
            person(xml, &columnist.common.title.plain, Some(feed.absolute(site.entries.people.path(at))))?;
        }
        for tag in site.taxonomy.of_letter(at).iter().map(|at| &site.taxonomy.terms[*at]) {
            xml.create_element("category").with_attribute(("term", tag.label.as_str())).write_empty()?;
        }
        text(xml, "summary", letter.excerpt())?;
        let content = xml.create_element("content").with_attribute(("type", "html"));
        content.write_text_content(escaped(&feed.full_text(at)))?;
        Ok(())
    })?;
    Ok(())
}

fn text<W: Write>(xml: &mut Xml<W>, name: &str, text: &str) -> Written {
    xml.create_element(name).write_text_content(escaped(text)).map(|_| ())
}

/// Text without what begins a tag or an entity in it. Quotes stay: they mean nothing here, and a letter has many.
fn escaped(text: &str) -> BytesText<'static> {
    let mut xml = String::with_capacity(text.len() * 9 / 8);
    // Writing into a String cannot fail.
    let _ = escape_html_body_text(&mut xml, text);
    BytesText::from_escaped(xml)
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
