//! What Zotero makes of a page: the rules of its translator "Embedded Metadata", as far as they concern our pages.
//!
//! The translator reads `<meta>` elements as statements, and takes the first that it finds in an order of its own.

use std::fmt::Write;

use callslip::site::{EntryRef, PageTarget, Target};
use snapbox::str;

use crate::example;
use crate::support::html::{Tag, tags};
use crate::support::{Column, shows};

/// A page as an item of Zotero's.
#[derive(Debug, PartialEq, Eq)]
struct Item {
    kind: String,
    title: String,
    /// First name and last name.
    creators: Vec<(String, String)>,
    date: Option<String>,
    blog_title: Option<String>,
    summary: Option<String>,
    url: Option<String>,
    language: Option<String>,
}

/// The statements of a page: each `<meta>` whose name has a prefix that the translator knows.
struct Statements {
    tags: Vec<Tag>,
}

impl Statements {
    fn of(html: &str) -> Self {
        Self { tags: tags(html) }
    }

    /// The values of a name, whatever of `.`, `:` and `_` is in it. As the translator does, a prefix is compared in small
    /// letters, and so is the first letter after it.
    fn all(&self, wanted: &str) -> Vec<&str> {
        let metas = self.tags.iter().filter(|tag| tag.name == "meta");
        let values = metas.filter_map(|tag| {
            let name = tag.get("name").or(tag.get("property"))?;
            let at = name.find(['.', ':', '_'])?;
            let rest = &name[at + 1..];
            let first = rest.get(..1)?.to_lowercase();
            let name = format!("{}:{first}{}", name[..at].to_lowercase(), &rest[1..]);
            Some(tag.get("content")?).filter(|value| name == wanted && !value.is_empty())
        });
        values.collect()
    }

    /// The first value of the first of these names that there is.
    fn first(&self, wanted: &[&str]) -> Option<String> {
        wanted.iter().find_map(|name| self.all(name).first().map(|value| (*value).to_owned()))
    }

    /// The values of a `<meta>` without a prefix.
    fn plain(&self, wanted: &str) -> Vec<&str> {
        let metas = self.tags.iter().filter(|tag| tag.name == "meta");
        let named = metas.filter(|tag| tag.get("name").is_some_and(|name| name.eq_ignore_ascii_case(wanted)));
        named.filter_map(|tag| tag.get("content")).collect()
    }
}

/// What Zotero saves from a page. `None` for creators from a line of text on the page: that is a guess.
fn zotero(html: &str) -> Item {
    let page = Statements::of(html);
    assert!(page.tags.iter().all(|tag| !tag.get("name").unwrap_or_default().starts_with("citation_")));
    // The type of Open Graph wins if there is one for it; `article` is only a guess, and `dc:type` beats it.
    let of_open_graph = match page.first(&["og:type"]).as_deref() {
        Some("website") => Some("webpage".to_owned()),
        Some("book") => Some("book".to_owned()),
        _ => None,
    };
    let of_dublin_core = page.first(&["dc:type", "dcterms:type"]).filter(|kind| kind == "blogPost");
    let creators = first_of([
        names(&page.all("dc:creator"), true),
        names(&page.plain("author"), false),
        names(&page.all("article:author"), false),
    ]);
    let root = page.tags.iter().find(|tag| tag.name == "html");
    Item {
        kind: of_open_graph.or(of_dublin_core).unwrap_or_else(|| "webpage".to_owned()),
        title: page.first(&["dc:title", "dcterms:title", "og:title"]).unwrap_or_default(),
        creators,
        date: page.first(&["og:published_time", "dc:date.issued", "dcterms:issued", "dc:date", "dcterms:date"]),
        blog_title: page.first(&["dc:source", "dcterms:source", "og:site_name"]),
        summary: page
            .first(&["og:description", "dcterms:abstract", "dc:description"])
            .or_else(|| page.plain("description").first().map(|value| (*value).to_owned())),
        url: page.first(&["og:url"]),
        language: page
            .first(&["dc:language", "dcterms:language"])
            .or_else(|| root.and_then(|root| root.get("lang")).map(ToOwned::to_owned)),
    }
}

fn first_of(lists: [Vec<(String, String)>; 3]) -> Vec<(String, String)> {
    lists.into_iter().find(|list| !list.is_empty()).unwrap_or_default()
}

/// Splits names: the last word is the last name, or with `by_comma`, what is before a comma.
fn names(names: &[&str], by_comma: bool) -> Vec<(String, String)> {
    let split = |name: &&str| match (name.split_once(','), name.rsplit_once(' ')) {
        (Some((last, first)), _) if by_comma => (first.trim().to_owned(), last.to_owned()),
        (_, Some((first, last))) => (first.to_owned(), last.to_owned()),
        (_, None) => (String::new(), (*name).to_owned()),
    };
    names.iter().map(split).collect()
}

#[test]
fn a_letter_is_a_blog_post_of_those_who_answer_it() {
    let item = zotero(example::page("questions/starting-to-code-from-nothing/index.html"));
    shows(
        format!("{item:#?}"),
        str![[r#"
Item {
    kind: "blogPost",
    title: "I have never written a line of code. Where do I start?",
    creators: [
        (
            "Thea",
            "Aldous",
        ),
    ],
    date: Some(
        "2026-09-08",
    ),
    blog_title: Some(
        "The Reference Desk",
    ),
    summary: Some(
        "I am forty-six and a reference librarian. Every posting I would like to answer asks for “some programming.” My degree, from 2009, had one course on web pages.",
    ),
    url: Some(
        "https://reference-desk.example/questions/starting-to-code-from-nothing/",
    ),
    language: Some(
        "en",
    ),
}
"#]],
    );
}

#[test]
fn every_letter_of_the_example_has_its_title_its_authors_and_its_day() {
    let column = example::column();
    let mut letters = 0;
    for route in column.site.routes.iter() {
        let Target::Page(PageTarget::Entry(EntryRef::Letter(id))) = route.target else { continue };
        let letter = &column.site.entries.letters[id];
        let item = zotero(example::page(&format!("{}index.html", route.path.trim_start_matches('/'))));
        assert_eq!(item.kind, "blogPost", "{}", route.path);
        assert_eq!(item.title, letter.common.title.plain);
        let creators: Vec<String> = item.creators.iter().map(|(first, last)| format!("{first} {last}")).collect();
        let answerers = letter.record.answerers.iter().map(|initials| match letter.guest(initials) {
            Some(guest) => guest.name.clone(),
            None => column.site.person(initials).unwrap().1.common.title.plain.clone(),
        });
        assert_eq!(creators, answerers.collect::<Vec<_>>(), "{}", route.path);
        assert_eq!(item.date, letter.common.record.date.as_ref().map(|date| date.day.to_string()));
        assert_eq!(item.blog_title.as_deref(), Some("The Reference Desk"));
        assert_eq!(item.summary.as_deref(), Some(letter.excerpt()));
        assert_eq!(item.url, column.site.config.absolute(&route.path));
        assert_eq!(item.language.as_deref(), Some("en"));
        letters += 1;
    }
    assert!(letters > 20, "{letters}");
}

#[test]
fn other_pages_are_web_pages_without_authors() {
    for (path, html) in example::pages().filter(|(path, _)| !path.starts_with("questions/")) {
        let item = zotero(html);
        assert_eq!((item.kind.as_str(), item.creators.len()), ("webpage", 0), "{path}");
    }
}

#[test]
fn the_asker_is_never_an_author() {
    let letter = "---\ntitle: A\ndate: 2026-03-02\nasker: { pen_name: Sleepless }\n---\nQ: Why?\n\nSM: So.\n";
    let built = Column::new().file("content/questions/a.md", letter).build().sound();
    let mut creators = String::new();
    for (first, last) in zotero(&built.page("/questions/a/")).creators {
        let _ = writeln!(creators, "{first} {last}");
    }
    assert_eq!(creators, "Sol Marchetti\n");
}
