//! The rules of feeds: RFC 4287, RFC 3339 and JSON Feed 1.1, as the W3C's feed validator and jsonfeed.org have them. What
//! checks them here shares nothing with what writes feeds.

use std::collections::BTreeSet;
use std::fmt::Write;

use quick_xml::Reader;
use quick_xml::escape::unescape;
use quick_xml::events::{BytesStart, Event};
use serde_json::Value;

use crate::field;
use crate::support::Column;
use crate::support::column::{Built, tree};

/// The namespace of what browsers show.
const XHTML: &str = "http://www.w3.org/1999/xhtml";

/// An element with its attributes and its children.
#[derive(Debug, Default)]
struct Element {
    name: String,
    attributes: Vec<(String, String)>,
    children: Vec<Element>,
    text: String,
}

impl Element {
    fn new(start: &BytesStart<'_>) -> Self {
        let name = start.name().as_ref().to_owned();
        let attributes = start.attributes().map(|attribute| {
            let attribute = attribute.expect("an attribute");
            let value = &*attribute.value;
            assert!(!value.contains('<'), "{value}");
            let key = attribute.key.as_ref().to_owned();
            (key, unescape(value).expect("only entities of XML").into_owned())
        });
        let attributes: Vec<_> = attributes.collect();
        let keys: BTreeSet<_> = attributes.iter().map(|(key, _)| key).collect();
        assert_eq!(keys.len(), attributes.len(), "an attribute twice: {attributes:?}");
        Self { name, attributes, ..Self::default() }
    }

    fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    fn all<'e>(&'e self, name: &'e str) -> impl Iterator<Item = &'e Self> {
        self.children.iter().filter(move |child| child.name == name)
    }

    /// The text of the one child of that name.
    #[track_caller]
    fn one(&self, name: &str) -> &str {
        let found: Vec<_> = self.children.iter().filter(|child| child.name == name).collect();
        assert_eq!(found.len(), 1, "{} in {}", name, self.name);
        assert!(!found[0].text.trim().is_empty(), "{name} is blank");
        &found[0].text
    }
}

/// Reads XML 1.0 with one root.
fn xml(text: &str) -> Element {
    let allowed = |c: char| matches!(c, '\t' | '\n' | ' '..='\u{7e}' | '\u{a0}'..='\u{fdcf}' | '\u{fdf0}'..='\u{fffd}' | '\u{10000}'..);
    assert!(text.chars().all(allowed), "a character that XML discourages");
    assert!(text.starts_with("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"), "no declaration");
    let mut reader = Reader::from_str(text);
    let mut open = vec![Element::default()];
    loop {
        match reader.read_event().expect("XML") {
            Event::Start(start) => open.push(Element::new(&start)),
            Event::Empty(start) => open.last_mut().expect("a parent").children.push(Element::new(&start)),
            Event::End(_) => {
                let element = open.pop().expect("an element");
                open.last_mut().expect("a parent").children.push(element);
            }
            Event::Text(text) => open.last_mut().expect("an element").text += &*text,
            Event::GeneralRef(name) => {
                let reference = format!("&{};", &*name);
                open.last_mut().expect("an element").text += &unescape(&reference).expect("only entities of XML");
            }
            Event::Decl(_) => {}
            // How a browser shows it: before the root (xml-stylesheet, 2).
            Event::PI(instruction) => {
                let is_before_root = open.len() == 1 && open[0].children.is_empty();
                assert!(is_before_root && instruction.target() == "xml-stylesheet", "{instruction:?}");
            }
            Event::Eof => break,
            other => panic!("{other:?}"),
        }
    }
    let [mut document] = <[Element; 1]>::try_from(open).expect("all is closed");
    assert!(document.text.trim().is_empty(), "text beside the root");
    assert_eq!(document.children.len(), 1, "one root");
    document.children.remove(0)
}

/// Reads a date and time of RFC 3339 (5.6): its seconds since the year 0 in UTC.
#[track_caller]
fn instant(text: &str) -> i64 {
    let bytes = text.as_bytes();
    let number = |from: usize, to: usize| -> i64 {
        assert!(bytes[from..to].iter().all(u8::is_ascii_digit), "{text}");
        text[from..to].parse().expect("digits")
    };
    for (at, sign) in [(4, b'-'), (7, b'-'), (10, b'T'), (13, b':'), (16, b':')] {
        assert_eq!(bytes[at], sign, "{text}");
    }
    let [year, month, day, hour, minute, second] =
        [(0, 4), (5, 7), (8, 10), (11, 13), (14, 16), (17, 19)].map(|(from, to)| number(from, to));
    let leap = |year: i64| year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let days = [31, if leap(year) { 29 } else { 28 }, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
    assert!(year >= 1 && (1..=12).contains(&month), "{text}");
    let before = usize::try_from(month - 1).expect("a month");
    assert!((1..=days[before]).contains(&day) && hour <= 23 && minute <= 59 && second <= 59, "{text}");
    let offset = match &text[19..] {
        "Z" => 0,
        offset => {
            assert!(offset.len() == 6 && bytes[22] == b':' && matches!(bytes[19], b'+' | b'-'), "{text}");
            let (hours, minutes) = (number(20, 22), number(23, 25));
            assert!(hours <= 23 && minutes <= 59, "{text}");
            (hours * 60 + minutes) * if bytes[19] == b'-' { -60 } else { 60 }
        }
    };
    let past: i64 = days[..before].iter().sum();
    let years = (year - 1) * 365 + (year - 1) / 4 - (year - 1) / 100 + (year - 1) / 400;
    (((years + past + day) * 24 + hour) * 60 + minute) * 60 + second - offset
}

/// Asserts that a text is a full IRI (RFC 3987), and for an address one of the web.
#[track_caller]
fn iri(text: &str) -> &str {
    let (scheme, rest) = text.split_once(':').expect("a scheme");
    assert!(scheme.starts_with(|c: char| c.is_ascii_alphabetic()), "{text}");
    assert!(scheme.chars().all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c)) && !rest.is_empty(), "{text}");
    assert!(!text.contains(|c: char| c.is_whitespace() || c.is_control() || "<>\"{}|\\^`".contains(c)), "{text}");
    text
}

#[track_caller]
fn address(text: &str) -> &str {
    assert!(text.starts_with("https://") || text.starts_with("http://"), "{text}");
    iri(text)
}

#[track_caller]
fn language(text: &str) {
    assert!(
        text.split('-').all(|part| (1..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric()))
    );
}

/// Asserts that HTML in a feed is safe to show, and that its addresses are full ones.
fn content(html: &str) {
    for tag in crate::support::html::tags(html) {
        assert!(!matches!(tag.name.as_str(), "script" | "style" | "object" | "embed" | "meta" | "link"), "{html}");
        for name in ["href", "src"] {
            let relative = |value: &&str| !value.starts_with('#') && !value.contains(':');
            assert_eq!(tag.get(name).filter(relative), None, "{html}");
        }
        assert_eq!(tag.get("style"), None, "{html}");
    }
}

/// Asserts that a feed holds the rules of Atom. Returns the number of its entries.
fn atom(text: &str) -> usize {
    let feed = xml(text);
    assert_eq!((feed.name.as_str(), feed.attribute("xmlns")), ("feed", Some("http://www.w3.org/2005/Atom")));
    language(feed.attribute("xml:lang").expect("a language"));
    let known = ["title", "subtitle", "id", "updated", "link", "icon", "logo", "author", "generator", "entry"];
    let is_foreign = |child: &&Element| child.name == "div" && child.attribute("xmlns") == Some(XHTML);
    assert!(feed.children.iter().filter(is_foreign).count() <= 1);
    feed.children.iter().filter(is_foreign).for_each(shown);
    assert!(feed.children.iter().filter(|child| !is_foreign(child)).all(|child| known.contains(&child.name.as_str())));
    feed.one("title");
    iri(feed.one("id"));
    let updated = instant(feed.one("updated"));
    links(&feed, &["self", "alternate"]);
    people(&feed);
    assert!(feed.all("author").count() > 0);
    assert!(feed.all("generator").count() <= 1 && feed.all("subtitle").count() <= 1);
    let mut ids = BTreeSet::new();
    for entry in feed.all("entry") {
        let known = ["title", "id", "link", "published", "updated", "author", "category", "summary", "content"];
        assert!(entry.children.iter().all(|child| known.contains(&child.name.as_str())));
        entry.one("title");
        assert!(ids.insert(iri(entry.one("id"))), "an id twice");
        let changed = instant(entry.one("updated"));
        assert!(instant(entry.one("published")) <= changed && changed <= updated);
        links(entry, &["alternate"]);
        people(entry);
        assert!(entry.all("summary").count() <= 1);
        assert!(entry.all("category").all(|tag| tag.attribute("term").is_some_and(|term| !term.trim().is_empty())));
        let [html] = entry.all("content").collect::<Vec<_>>()[..] else { panic!("one content") };
        assert_eq!(html.attribute("type"), Some("html"));
        content(&html.text);
    }
    ids.len()
}

/// Asserts that the element for browsers is foreign markup (RFC 4287, 6): of XHTML alone, nothing in it is run or fetched,
/// and nothing has the name of an element of Atom, which a reader that knows no namespaces could take it for.
fn shown(element: &Element) {
    assert!(["div", "meta", "h1", "p", "code", "ul", "li", "a", "small"].contains(&element.name.as_str()));
    assert!(
        element.attributes.iter().all(|(name, _)| ["xmlns", "dir", "name", "content", "href"].contains(&name.as_str()))
    );
    assert_eq!(element.name == "a", element.attribute("href").is_some());
    element.attribute("href").map(address);
    element.children.iter().for_each(shown);
}

/// Asserts that an element has one link of each of these relations.
fn links(element: &Element, relations: &[&str]) {
    let found: Vec<_> = element.all("link").filter_map(|link| link.attribute("rel")).collect();
    assert_eq!(found, relations);
    for link in element.all("link") {
        address(link.attribute("href").expect("an address"));
        assert!(link.attribute("type").is_some_and(|kind| kind.split_once('/').is_some()));
    }
}

fn people(element: &Element) {
    for person in element.all("author") {
        assert!(person.children.iter().all(|child| matches!(child.name.as_str(), "name" | "uri" | "email")));
        person.one("name");
        assert!(person.all("uri").count() <= 1);
        person.all("uri").for_each(|uri| _ = address(&uri.text));
    }
}

/// Asserts that a feed holds the rules of JSON Feed 1.1. Returns the number of its items.
fn json(text: &str) -> usize {
    let feed: Value = serde_json::from_str(text).expect("JSON");
    let known =
        ["version", "title", "description", "home_page_url", "feed_url", "icon", "language", "authors", "items"];
    assert!(feed.as_object().expect("an object").keys().all(|key| known.contains(&key.as_str())));
    assert_eq!(feed["version"], "https://jsonfeed.org/version/1.1");
    assert!(!feed["title"].as_str().expect("a title").trim().is_empty());
    address(feed["home_page_url"].as_str().expect("an address"));
    address(feed["feed_url"].as_str().expect("an address"));
    language(feed["language"].as_str().expect("a language"));
    json_authors(&feed["authors"]);
    let items = feed["items"].as_array().expect("items");
    let mut ids = BTreeSet::new();
    for item in items {
        let known =
            ["id", "url", "title", "summary", "content_html", "date_published", "date_modified", "authors", "tags"];
        assert!(item.as_object().expect("an object").keys().all(|key| known.contains(&key.as_str())));
        assert!(ids.insert(item["id"].as_str().filter(|id| !id.is_empty()).expect("an id")), "an id twice");
        address(item["url"].as_str().expect("an address"));
        content(item["content_html"].as_str().expect("a text"));
        let [published, modified] =
            ["date_published", "date_modified"].map(|name| instant(item[name].as_str().expect("a date")));
        assert!(published <= modified);
        if item["authors"] != Value::Null {
            json_authors(&item["authors"]);
        }
        let tags = item["tags"].as_array().into_iter().flatten();
        assert!(tags.into_iter().all(|tag| tag.as_str().is_some_and(|tag| !tag.is_empty())));
    }
    items.len()
}

fn json_authors(authors: &Value) {
    for author in authors.as_array().expect("a list") {
        assert!(author["name"].as_str().is_some_and(|name| !name.trim().is_empty()));
        author.get("url").into_iter().for_each(|url| _ = address(url.as_str().expect("an address")));
    }
}

/// Asserts that all feeds of a column hold the rules. Returns how many they are, and how many letters they have together.
fn feeds(built: &Built) -> (usize, usize) {
    let (mut count, mut letters) = (0, 0);
    if built.written.is_none() {
        return (0, 0);
    }
    for (path, bytes) in tree(&built.column.public()) {
        let text = || String::from_utf8(bytes.clone()).expect("UTF-8");
        letters += match path.rsplit('/').next() {
            Some("feed.xml") => atom(&text()),
            Some("feed.json") => json(&text()),
            _ => continue,
        };
        count += 1;
    }
    (count, letters)
}

#[test]
fn the_feeds_of_the_field_cases() {
    let (mut columns, mut all, mut letters) = (0, 0, 0);
    for (_, case) in field::cases() {
        let (feeds, entries) = feeds(&field::column(&case).build());
        columns += usize::from(entries > 0);
        all += feeds;
        letters += entries;
    }
    assert!(columns >= 30 && all >= 60 && letters >= 60, "{columns} columns, {all} feeds, {letters} letters");
}

/// The cases of other authors, in a folder of columns, if the environment names one.
#[test]
fn the_feeds_of_columns_from_elsewhere() {
    let Some(folder) = std::env::var_os("CALLSLIP_FIELD_COLUMNS") else { return };
    let mut found = String::new();
    for entry in std::fs::read_dir(folder).expect("a folder").flatten() {
        let files = tree(&entry.path()).into_iter();
        let column = files.fold(Column::new(), |column, (path, bytes)| column.file(&path, bytes));
        let built = column.base_url("https://desk.example").build();
        let (feeds, letters) = feeds(&built);
        _ = writeln!(found, "{}: {feeds} feeds, {letters} letters", entry.file_name().to_string_lossy());
    }
    crate::support::left_out(&found);
}

#[test]
fn the_feeds_of_letters_from_every_century() {
    for zone in ["America/New_York", "Europe/Amsterdam", "Asia/Kolkata", "Africa/Monrovia", "Pacific/Apia", "UTC"] {
        let column = Column::new().on_day("9999-12-30").file(
            "column.yaml",
            format!("title: T\nbase_url: https://t.example\nid: t.example,2014-08\ntimezone: {zone}\n"),
        );
        let dates = [
            "0001-01-01",
            "0001-01-02 00:00:01",
            "0999-12-31",
            "1582-10-10",
            "1845-01-01",
            "1883-11-18",
            "1900-02-28",
            "1937-07-01",
            "1972-01-07",
            "2011-12-30",
            "2014-08-26",
            "9999-12-28",
            "9999-12-29",
        ];
        let column = dates.iter().enumerate().fold(column, |column, (n, date)| {
            let text = format!("---\ntitle: A {n}\ndate: {date}\n---\nQ: Question {n}?\n\nSM: !\n");
            column.file(&format!("content/questions/a{n}.md"), text)
        });
        assert_eq!(feeds(&column.build().sound()), (3, 3 * dates.len()), "{zone}");
    }
}

#[test]
fn a_feed_without_letters_is_as_old_as_the_id_of_the_column() {
    let updated = |id: &str| {
        let built = Column::new().file("column.yaml", format!("title: T\nbase_url: https://t.example\n{id}")).build();
        feeds(&built);
        let feed = xml(&built.text("feed.xml"));
        feed.one("updated").to_owned()
    };
    assert_eq!(updated("id: t.example,2014-08\n"), "2014-08-01T00:00:00Z");
    assert_eq!(updated("id: t.example,2014-08-26\n"), "2014-08-26T00:00:00Z");
    assert_eq!(updated("id: t.example,2014-13\n"), "2000-01-01T00:00:00Z");
    assert_eq!(updated("id: t.example,0000\n"), "2000-01-01T00:00:00Z");
    assert_eq!(updated(""), "2000-01-01T00:00:00Z");
}

#[test]
fn the_rules_are_checked() {
    let feed = "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"en\"><title>T</title><id>tag:t.example,2000:feed</id><updated>2014-08-26T00:00:00-04:00</updated><link rel=\"self\" type=\"application/atom+xml\" href=\"https://t.example/feed.xml\"/><link rel=\"alternate\" type=\"text/html\" href=\"https://t.example/\"/><author><name>T</name></author><entry><title>A</title><id>tag:t.example,2000:a</id><link rel=\"alternate\" type=\"text/html\" href=\"https://t.example/a/\"/><published>2014-08-26T00:00:00-04:00</published><updated>2014-08-26T00:00:00-04:00</updated><content type=\"html\">&lt;p>a&lt;/p></content></entry></feed>\n";
    assert_eq!(atom(feed), 1);
    for (right, wrong) in [
        ("2014-08-26T00:00:00-04:00</updated><link", "1880-01-01T00:00:00-04:56:02</updated><link"),
        ("2014-08-26T00:00:00-04:00</updated><link", "2014-02-30T00:00:00-04:00</updated><link"),
        ("2014-08-26T00:00:00-04:00</updated><link", "2014-08-25T00:00:00-04:00</updated><link"),
        ("<updated>2014-08-26T00:00:00-04:00</updated><content", "<content"),
        ("<title>A</title>", "<title> </title>"),
        ("<title>A</title>", "<title>A&nbsp;</title>"),
        ("<title>A</title>", "<title>A\u{ffff}</title>"),
        ("<title>A</title>", "<title>A</title><title>B</title>"),
        ("href=\"https://t.example/a/\"", "href=\"/a/\""),
        ("2000:a<", "2000:a b<"),
        ("<name>T</name>", ""),
        ("a&lt;/p>", "&lt;a href=\"b.html\">a&lt;/a>&lt;/p>"),
        ("</entry></feed>", "</entry>"),
    ] {
        let wrong = feed.replacen(right, wrong, 1);
        assert_ne!(wrong, feed, "{right}");
        assert!(std::panic::catch_unwind(|| atom(&wrong)).is_err(), "{wrong}");
    }
}
