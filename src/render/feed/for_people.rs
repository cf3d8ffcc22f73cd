//! Writes what a browser shows of an Atom feed: its stylesheet, and an element of XHTML, since a stylesheet makes no links.
//!
//! Feed readers pass over it: it is foreign markup (RFC 4287, section 6).

use std::io::{self, Write};

use quick_xml::Writer as XmlWriter;
use quick_xml::events::{BytesPI, BytesText, Event};

use super::data::{Feed, ForPeople};
use crate::content::escape::{escaped_attribute, escaped_text};

/// Writes the instructions that name the stylesheets, which come before the root (xml-stylesheet, W3C 2010).
pub(super) fn write_stylesheets<W: Write>(xml: &mut XmlWriter<W>, feed: &Feed<'_>) -> io::Result<()> {
    let addresses =
        feed.for_people.iter().flat_map(|people| &people.stylesheets).map(|address| escaped_attribute(address));
    addresses
        .map(|href| BytesPI::new(format!("xml-stylesheet type=\"text/css\" href=\"{href}\"")))
        .try_for_each(|instruction| xml.write_event(Event::PI(instruction)))
}

/// Writes the title, what a feed is, its address, and links to its letters.
pub(super) fn write<W: Write>(xml: &mut XmlWriter<W>, feed: &Feed<'_>) -> io::Result<()> {
    let Some(ForPeople { direction, explanation, subscribe, .. }) = &feed.for_people else { return Ok(()) };
    let element = xml.create_element("div").with_attribute(("xmlns", "http://www.w3.org/1999/xhtml"));
    element.with_attribute(("dir", *direction)).write_inner_content(|xml| {
        // The width of a phone, not that of a desk.
        let viewport = xml.create_element("meta").with_attribute(("name", "viewport"));
        viewport.with_attribute(("content", "width=device-width, initial-scale=1")).write_empty()?;
        xml.create_element("h1").write_inner_content(|xml| link(xml, &feed.page_url, &feed.title))?;
        if let Some(explanation) = explanation {
            text(xml, "p", explanation)?;
        }
        text(xml, "code", &feed.url)?;
        if let Some((address, words)) = subscribe {
            xml.create_element("p").write_inner_content(|xml| link(xml, address, words))?;
        }
        if feed.items.is_empty() {
            return Ok(());
        }
        xml.create_element("ul").write_inner_content(|xml| {
            feed.items.iter().try_for_each(|item| {
                xml.create_element("li").write_inner_content(|xml| {
                    link(xml, &item.url, item.title)?;
                    item.day.as_ref().map_or(Ok(()), |day| text(xml, "small", day))
                })?;
                Ok(())
            })
        })?;
        Ok(())
    })?;
    Ok(())
}

fn text<W: Write>(xml: &mut XmlWriter<W>, name: &str, text: &str) -> io::Result<()> {
    xml.create_element(name).write_text_content(BytesText::from_escaped(escaped_text(text))).map(|_| ())
}

fn link<W: Write>(xml: &mut XmlWriter<W>, href: &str, words: &str) -> io::Result<()> {
    xml.create_element("a")
        .with_attribute(("href", href))
        .write_text_content(BytesText::from_escaped(escaped_text(words)))
        .map(|_| ())
}
