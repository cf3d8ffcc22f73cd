//! Elements with their texts, read in order.

use std::io::{BufReader, Read};

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::clean::Clean;

/// The elements that hold the records of a document, without a prefix: those of RSS, Atom and RDF.
const CONTAINERS: [&str; 4] = ["rss", "channel", "feed", "RDF"];

/// The elements, without a prefix, whose text may be markup that is part of the document itself: XHTML in Atom, and HTML
/// that somebody forgot to escape.
const TEXTS: [&str; 7] = ["content", "summary", "title", "subtitle", "description", "encoded", "body"];

/// How deep elements are read into each other. What is deeper belongs to no export.
const MAX_DEPTH: usize = 32;

/// An element of an export.
#[derive(Debug, Default, PartialEq, Eq)]
pub(in crate::import) struct Element {
    /// The name, with its prefix, as written: `wp:post_id`.
    pub(in crate::import) name: String,
    pub(in crate::import) attributes: Vec<(String, String)>,
    /// The text. Markup is part of it where WordPress did not close a text, or where it is the text.
    pub(in crate::import) text: String,
    pub(in crate::import) children: Vec<Element>,
    /// True if the text is markup of the document itself, and not escaped.
    pub(in crate::import) is_markup: bool,
}

impl Element {
    /// Returns the first child of that name.
    pub(in crate::import) fn child(&self, name: &str) -> Option<&Self> {
        self.children.iter().find(|child| child.name == name)
    }

    /// Returns the text of the first child of that name, without spaces around it; empty without such a child.
    pub(in crate::import) fn value(&self, name: &str) -> &str {
        self.child(name).map_or("", |child| child.text.trim())
    }

    /// Returns the name without its prefix.
    pub(in crate::import) fn local_name(&self) -> &str {
        local_name(&self.name)
    }

    /// Returns the value of an attribute; empty if it has none.
    pub(in crate::import) fn attribute(&self, name: &str) -> &str {
        self.attributes.iter().find(|(known, _)| known == name).map_or("", |(_, value)| value)
    }
}

/// The records of a document: each child of the channel or feed.
pub(in crate::import) struct Elements<R: Read> {
    reader: Reader<BufReader<Clean<R>>>,
    /// The elements that are open, the outermost first.
    open: Vec<OpenRecord>,
    /// The attributes of the elements that hold the records: namespaces, the base of addresses, the language.
    container_attributes: Vec<(String, String)>,
    /// True if the records are those of RDF, which stand after the channel.
    is_rdf: bool,
    /// True as soon as the document has ended with its own last tag.
    is_whole: bool,
}

/// An element whose end tag has not come yet.
#[derive(Default)]
struct OpenRecord {
    element: Element,
    text: RecordText,
}

/// The state of an element's text.
#[derive(Default, Clone, Copy, PartialEq, Eq)]
enum RecordText {
    #[default]
    NoCdata,
    /// A CDATA section has ended. If the end tag follows, the text has, too.
    AfterCdata,
    /// The section ended too early, at a `]]>` of the text itself. All that follows is text, until the end tag.
    Unclosed,
    /// The text is markup, until the end tag. It may hold elements of the same name: so many are open.
    Markup(usize),
}

impl<R: Read> Elements<R> {
    pub(in crate::import) fn new(inner: R) -> Self {
        let mut reader = Reader::from_reader(BufReader::with_capacity(1 << 16, Clean::new(inner)));
        let config = reader.config_mut();
        config.check_end_names = false;
        config.allow_unmatched_ends = true;
        config.allow_dangling_amp = true;
        Self { reader, open: Vec::new(), container_attributes: Vec::new(), is_rdf: false, is_whole: false }
    }

    /// Returns the attributes of the elements that hold the records, as far as they were read.
    pub(in crate::import) fn container_attributes(&self) -> &[(String, String)] {
        &self.container_attributes
    }

    /// Returns true if the document ended within an element, as a file does whose download broke off.
    pub(in crate::import) fn is_cut_off(&self) -> bool {
        !self.is_whole
    }

    /// Returns the next record. `None` at the end; a record that is not whole is left out.
    pub(in crate::import) fn next(&mut self) -> Option<Element> {
        let mut buffer = Vec::new();
        self.open.clear();
        loop {
            buffer.clear();
            let record = match self.reader.read_event_into(&mut buffer).ok()? {
                Event::Start(tag) => self.start(&tag),
                Event::Empty(tag) => self.empty(&tag),
                Event::End(tag) => self.end(tag.name().as_ref()),
                Event::CData(text) => self.cdata(&text),
                Event::Text(text) => self.text(&text),
                Event::GeneralRef(name) if self.is_in_markup() => self.text(&format!("&{};", &*name)),
                Event::GeneralRef(name) => self.text(&character(&name)),
                Event::Comment(text) => self.markup("<!--", &text, "-->"),
                Event::PI(text) => self.markup("<?", &text, "?>"),
                Event::Decl(_) | Event::DocType(_) => None,
                Event::Eof => return None,
            };
            if record.is_some() {
                return record;
            }
        }
    }

    fn start(&mut self, tag: &BytesStart<'_>) -> Option<Element> {
        self.may_begin_markup();
        if self.is_in_text() {
            if let Some(OpenRecord { element, text: RecordText::Markup(open) }) = self.open.last_mut() {
                *open += usize::from(element.name == tag.name().as_ref());
            }
            return self.markup("<", tag, ">");
        }
        let element = element(tag);
        if self.open.is_empty() && is_container(&element.name) {
            self.is_rdf |= element.local_name() == "RDF";
            self.container_attributes.extend(element.attributes);
            return None;
        }
        if self.open.len() < MAX_DEPTH {
            self.open.push(OpenRecord { element, text: RecordText::NoCdata });
        }
        None
    }

    fn empty(&mut self, tag: &BytesStart<'_>) -> Option<Element> {
        self.may_begin_markup();
        if self.is_in_text() {
            return self.markup("<", tag, "/>");
        }
        let element = element(tag);
        match self.open.last_mut() {
            Some(outer) => {
                outer.element.children.push(element);
                None
            }
            None => Some(element).filter(|element| !is_container(&element.name)),
        }
    }

    /// Closes an element, and what is still open in it. Returns it if it is a record.
    fn end(&mut self, name: &str) -> Option<Element> {
        let Some(at) = self.open.iter().rposition(|open| open.element.name == name) else {
            let is_last = is_container(name) && (!self.is_rdf || name.ends_with("RDF"));
            self.is_whole |= self.open.is_empty() && is_last;
            return self.markup("</", name, ">");
        };
        if let Some(OpenRecord { element, text: RecordText::Markup(open @ 1..) }) = self.open.last_mut()
            && element.name == name
        {
            *open -= 1;
            return self.markup("</", name, ">");
        }
        loop {
            let OpenRecord { mut element, text } = self.open.pop()?;
            if text == RecordText::Unclosed {
                let whole = element.text.trim_end();
                element.text.truncate(whole.strip_suffix("]]>").unwrap_or(whole).len());
            }
            if self.open.len() == at && self.open.is_empty() {
                return Some(element);
            }
            self.open.last_mut()?.element.children.push(element);
            if self.open.len() == at {
                return None;
            }
        }
    }

    fn cdata(&mut self, text: &str) -> Option<Element> {
        let open = self.open.last_mut()?;
        if matches!(open.text, RecordText::Markup(_)) {
            open.element.text.push_str(&quick_xml::escape::escape(text));
        } else if open.text == RecordText::Unclosed {
            open.element.text.push_str("<![CDATA[");
            open.element.text.push_str(text);
            open.element.text.push_str("]]>");
        } else {
            open.element.text.push_str(text);
            open.text = RecordText::AfterCdata;
        }
        None
    }

    fn text(&mut self, text: &str) -> Option<Element> {
        if !text.bytes().all(|byte| byte.is_ascii_whitespace()) {
            self.is_in_text();
        }
        self.open.last_mut()?.element.text.push_str(text);
        None
    }

    /// Appends markup to the text that it is part of. Outside a text it means nothing.
    fn markup(&mut self, opening: &str, inner: &str, closing: &str) -> Option<Element> {
        if self.is_in_text() {
            let text = &mut self.open.last_mut()?.element.text;
            text.push_str(opening);
            text.push_str(inner);
            text.push_str(closing);
        }
        None
    }

    /// Returns true within a text that `]]>` ended too early. Only its own end tag may follow a CDATA section.
    fn is_in_text(&mut self) -> bool {
        let Some(open) = self.open.last_mut() else { return false };
        if open.text == RecordText::AfterCdata {
            open.text = RecordText::Unclosed;
            open.element.text.push_str("]]>");
        }
        matches!(open.text, RecordText::Unclosed | RecordText::Markup(_))
    }

    fn is_in_markup(&self) -> bool {
        matches!(self.open.last(), Some(OpenRecord { text: RecordText::Markup(_), .. }))
    }

    /// Takes the text of an element as markup, if it is one that may have some: an element begins in it.
    fn may_begin_markup(&mut self) {
        let Some(open) = self.open.last_mut() else { return };
        let is_text = TEXTS.contains(&open.element.local_name()) && !open.element.name.starts_with("media:");
        if is_text && open.text == RecordText::NoCdata && open.element.children.is_empty() {
            open.text = RecordText::Markup(0);
            open.element.is_markup = true;
            open.element.text = quick_xml::escape::escape(&open.element.text).into_owned();
        }
    }
}

fn is_container(name: &str) -> bool {
    CONTAINERS.contains(&local_name(name))
}

/// Returns a name without its prefix.
fn local_name(name: &str) -> &str {
    name.rsplit_once(':').map_or(name, |(_, local)| local)
}

fn element(tag: &BytesStart<'_>) -> Element {
    let attributes = tag.html_attributes().filter_map(Result::ok);
    Element {
        name: tag.name().as_ref().to_owned(),
        attributes: attributes
            .map(|attribute| {
                let value = &attribute.value;
                let value = quick_xml::escape::unescape(value).map_or_else(|_| value.to_string(), Into::into);
                (attribute.key.as_ref().to_owned(), value)
            })
            .collect(),
        ..Element::default()
    }
}

/// Returns what a reference stands for; itself if it is none of XML's.
fn character(name: &str) -> String {
    let reference = format!("&{name};");
    quick_xml::escape::unescape(&reference).map_or_else(|_| reference.clone(), Into::into)
}

#[cfg(test)]
#[allow(clippy::format_push_string, reason = "short texts for comparing")]
mod tests {
    use super::*;

    /// The texts of the records of a feed, by name.
    fn records(inner: &str) -> String {
        let document = format!("<?xml version=\"1.0\"?><rss><channel>{inner}");
        let mut elements = Elements::new(document.as_bytes());
        let mut shown = String::new();
        while let Some(record) = elements.next() {
            for child in std::iter::once(&record).chain(&record.children) {
                shown += &format!("{}={:?} ", child.name, child.text.trim());
            }
        }
        shown + if elements.is_cut_off() { "cut off" } else { "whole" }
    }

    #[test]
    fn records_are_read_one_by_one() {
        assert_eq!(
            records("<title>A &amp; B</title><item><a:b c='d'>1 &lt; 2</a:b><e/></item></channel></rss>"),
            r#"title="A & B" item="" a:b="1 < 2" e="" whole"#
        );
        assert_eq!(records("<item><a>1</a></item><item><a>2"), r#"item="" a="1" cut off"#);
    }

    #[test]
    fn texts_with_the_end_of_a_text_in_them() {
        // As WordPress writes it.
        assert_eq!(
            records("<item><t><![CDATA[a ]]]]><![CDATA[> b]]></t></item></channel>"),
            r#"item="" t="a ]]> b" whole"#
        );
        // As other tools and older versions do.
        assert_eq!(
            records(
                "<item><t><![CDATA[<p>a ]]> b & c &nbsp; <br/> <!-- d --></p> 1 < 2]]></t><u>e</u></item></channel>"
            ),
            r#"item="" t="<p>a ]]> b & c &nbsp; <br/> <!-- d --></p> 1 < 2" u="e" whole"#
        );
    }

    #[test]
    fn markup_may_be_a_text() {
        assert_eq!(
            records(
                "<a:item><a:content>1 &lt; 2 <div a=\"b &amp; c\"><content>d</content> &lt;e&gt; <br/><![CDATA[<f>]]></div></a:content><u>v</u></a:item></channel>"
            ),
            r#"a:item="" a:content="1 &lt; 2 <div a=\"b &amp; c\"><content>d</content> &lt;e&gt; <br/>&lt;f&gt;</div>" u="v" whole"#
        );
        assert_eq!(
            records("<item><content><content>d</content>e</content><u>v</u></item></channel>"),
            r#"item="" content="<content>d</content>e" u="v" whole"#
        );
        assert_eq!(
            records("<item><media:content><media:title>d</media:title></media:content></item></channel>"),
            r#"item="" media:content="" whole"#
        );
    }

    #[test]
    fn records_of_rdf_stand_after_the_channel() {
        let read = |end: &str| {
            let document =
                format!("<rdf:RDF xmlns='a'><channel><title>b</title></channel><item><title>c</title></item>{end}");
            let mut elements = Elements::new(document.as_bytes());
            while elements.next().is_some() {}
            elements.is_cut_off()
        };
        assert!(!read("</rdf:RDF>"));
        assert!(read("<item>"));
    }

    #[test]
    fn what_is_not_xml_is_read_all_the_same() {
        assert_eq!(
            records("<item><t>AT&T &nbsp; &bogus</t><u>a</v></u></item></channel>"),
            r#"item="" t="AT&T &nbsp; &bogus" u="a" whole"#
        );
        assert_eq!(
            records("<item><t>a<u>b</item><item><t>c</t></item></channel>"),
            r#"item="" t="a" item="" t="c" whole"#
        );
    }
}
