//! Writes Atom (RFC 4287).

use std::io::{self, Write};

use quick_xml::Writer as XmlWriter;
use quick_xml::events::{BytesDecl, BytesText, Event};

use super::data::{Feed, FeedAuthor, FeedItem};
use super::for_people;
use crate::content::When;
use crate::content::escape::escaped_text;

pub(super) fn write(feed: &Feed<'_>) -> Vec<u8> {
    let mut xml = XmlWriter::new_with_indent(Vec::new(), b' ', 1);
    // Writing into a Vec cannot fail.
    let _ = write_feed(&mut xml, feed);
    let mut bytes = xml.into_inner();
    bytes.push(b'\n');
    bytes
}

fn write_feed<W: Write>(xml: &mut XmlWriter<W>, feed: &Feed<'_>) -> io::Result<()> {
    xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("utf-8"), None)))?;
    for_people::write_stylesheets(xml, feed)?;
    let element = xml.create_element("feed").with_attribute(("xmlns", "http://www.w3.org/2005/Atom"));
    element.with_attribute(("xml:lang", feed.language)).write_inner_content(|xml| {
        text(xml, "title", &feed.title)?;
        if let Some(tagline) = feed.tagline {
            text(xml, "subtitle", tagline)?;
        }
        text(xml, "id", &feed.id)?;
        text(xml, "updated", date(feed.updated(), feed))?;
        link(xml, "self", "application/atom+xml", &feed.url)?;
        link(xml, "alternate", "text/html", &feed.page_url)?;
        for (name, address) in [("icon", feed.icon), ("logo", feed.logo)] {
            address.map_or(Ok(()), |address| text(xml, name, address))?;
        }
        // The column is the author of an entry that has none of its own (an article that names none).
        author(xml, feed.column, None)?;
        let generator = xml.create_element("generator").with_attribute(("version", env!("CARGO_PKG_VERSION")));
        generator.write_text_content(BytesText::new("callslip"))?;
        for_people::write(xml, feed)?;
        feed.items.iter().try_for_each(|item| write_entry(xml, item, feed))
    })?;
    Ok(())
}

fn write_entry<W: Write>(xml: &mut XmlWriter<W>, item: &FeedItem<'_>, feed: &Feed<'_>) -> io::Result<()> {
    xml.create_element("entry").write_inner_content(|xml| {
        text(xml, "title", item.title)?;
        text(xml, "id", &item.id)?;
        link(xml, "alternate", "text/html", &item.url)?;
        if let Some(published) = item.published {
            text(xml, "published", &published.rfc3339)?;
        }
        text(xml, "updated", date(item.updated, feed))?;
        for FeedAuthor { name, url } in &item.authors {
            author(xml, name, url.as_deref())?;
        }
        for tag in &item.tags {
            xml.create_element("category").with_attribute(("term", *tag)).write_empty()?;
        }
        text(xml, "summary", item.summary)?;
        let content = xml.create_element("content").with_attribute(("type", "html"));
        content.write_text_content(escaped(&item.html))?;
        Ok(())
    })?;
    Ok(())
}

fn date<'a>(when: Option<&'a When>, feed: &'a Feed<'_>) -> &'a str {
    when.map_or(&feed.began, |when| &when.rfc3339)
}

fn text<W: Write>(xml: &mut XmlWriter<W>, name: &str, text: &str) -> io::Result<()> {
    xml.create_element(name).write_text_content(escaped(text)).map(|_| ())
}

/// Escapes text without its quotes, which `BytesText::new` would escape, too.
fn escaped(text: &str) -> BytesText<'static> {
    BytesText::from_escaped(escaped_text(text))
}

fn link<W: Write>(xml: &mut XmlWriter<W>, rel: &str, media_type: &str, href: &str) -> io::Result<()> {
    let link = xml.create_element("link").with_attribute(("rel", rel)).with_attribute(("type", media_type));
    link.with_attribute(("href", href)).write_empty().map(|_| ())
}

fn author<W: Write>(xml: &mut XmlWriter<W>, name: &str, uri: Option<&str>) -> io::Result<()> {
    xml.create_element("author").write_inner_content(|xml| {
        text(xml, "name", name)?;
        uri.map_or(Ok(()), |uri| text(xml, "uri", uri))
    })?;
    Ok(())
}
