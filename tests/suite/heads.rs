//! The heads of pages: what they say to search engines, social networks, and browsers.

use std::collections::BTreeMap;
use std::path::Path;

use crate::example;
use crate::support::html::{Tag, tags};
use crate::support::pictures::png_of;
use crate::support::{Built, Column};

/// The content of a page's `<meta>` elements of this name or property.
fn meta(html: &str, name: &str) -> Vec<String> {
    let is_it = |tag: &Tag| tag.name == "meta" && tag.get("name").or(tag.get("property")) == Some(name);
    let tags = tags(html).into_iter().filter(is_it);
    tags.map(|tag| tag.get("content").unwrap_or_default().to_owned()).collect()
}

fn letter(head: &str, text: &str) -> Built {
    let letter = format!("---\ntitle: A\ndate: 2026-03-02\n{head}---\n{text}\n");
    Column::new().file("content/questions/a.md", letter).build().sound()
}

#[test]
fn every_kind_of_page_describes_itself_once() {
    let mut described: BTreeMap<String, &str> = BTreeMap::new();
    for (path, html) in example::pages() {
        let descriptions = meta(html, "description");
        // An old address leads on at once.
        if html.contains("http-equiv=\"refresh\"") {
            continue;
        }
        assert!(descriptions.len() == 1 && descriptions[0].chars().count() > 15, "{path}: {descriptions:?}");
        assert_eq!(meta(html, "og:description"), descriptions, "{path}");
        let is_first = !path.contains("/page/") && !path.starts_with("page/");
        if let Some(other) = described.insert(descriptions[0].clone(), path).filter(|_| is_first) {
            panic!("{other} and {path} say the same: {descriptions:?}");
        }
    }
}

#[test]
fn a_column_without_words_of_its_own_describes_its_pages() {
    let built = Column::new()
        .file("content/questions/a.md", "---\ntitle: A\ndate: 2026-03-02\ntags: [drums]\n---\nQ: Why?\n\nSM: So.\n")
        .file("content/programs/p.md", "---\ntitle: Certificate\nprovider: The School\n---\n")
        .file("content/glossary.yaml", "ILS: integrated library system\n")
        .build();
    for (path, expected) in [
        ("/", "Letters from readers of The Desk, with answers."),
        ("/questions/", "The letter in The Desk, with its answer."),
        ("/questions/a/", "Why?"),
        ("/programs/", "A program in The Desk: its price, its format, and when the facts were checked."),
        ("/programs/p/", "Certificate, offered by The School."),
        ("/people/", "Who answers the letters in The Desk: Sol Marchetti."),
        ("/people/sol-marchetti/", "The letters that Sol Marchetti answers in The Desk."),
        ("/tags/", "The subject of the letters and programs in The Desk."),
        ("/tags/drums/", "Letters and programs about this subject: drums"),
        ("/glossary/", "Acronyms and terms in The Desk, and what they mean."),
        ("/search/", "Search the letters and programs of The Desk."),
        ("/404.html", "There is no page at this address. It may be mistyped, or the page may have moved."),
    ] {
        assert_eq!(meta(&built.page(path), "description"), [expected], "{path}");
    }
}

#[test]
fn a_letter_says_when_it_appeared_and_when_it_changed() {
    let times = |head: &str, text: &str| {
        let page = letter(head, text).page("/questions/a/");
        let of = |name| meta(&page, name).concat();
        (of("article:published_time"), of("article:modified_time"))
    };
    let published = "2026-03-02T00:00:00+00:00";
    let says = |modified: &str| (published.to_owned(), modified.to_owned());
    let text = "Q: Why?\n\nSM: So.";
    assert_eq!(times("", text), says(""));
    assert_eq!(times("updated: 2026-03-02\n", text), says(""));
    assert_eq!(times("updated: 2026-04-01\n", text), says("2026-04-01T00:00:00+00:00"));
    // The latest counts; one in the future has not happened.
    let updates = "Q: Why?\n\nSM: So.\n\nUpdate (2026-09-01): It is.\n\nUpdate (2030-01-01): It will be.";
    assert_eq!(times("updated: 2026-04-01\n", updates), says("2026-09-01T00:00:00+00:00"));
}

#[test]
fn the_sitemap_and_the_feed_know_of_updates() {
    let built = letter("", "Q: Why?\n\nSM: So.\n\nUpdate (2026-09-01): It is.");
    assert!(built.text("sitemap.xml").contains("<lastmod>2026-09-01</lastmod>"));
    assert!(built.text("feed.xml").contains("<updated>2026-09-01T00:00:00+00:00</updated>"));
}

#[test]
fn the_bars_of_a_browser_have_the_color_of_the_page() {
    for (theme, files) in [("reading-room", "reading-room.css"), ("broadsheet", "broadsheet.css")] {
        let css = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("themes/{theme}/assets/{files}"));
        let css = std::fs::read_to_string(css).unwrap();
        // Where more contrast is asked for, the page has other colors than the bars.
        let css = css.split("(prefers-contrast").next().unwrap_or_default();
        let papers: Vec<&str> = css.split("--paper: ").skip(1).filter_map(|rest| rest.split(';').next()).collect();
        for paper in ["warm", "white"] {
            let settings = format!("title: T\ntheme: {theme}\ntheme_options: {{ paper: {paper} }}\n");
            let page = Column::new().file("column.yaml", settings).letter("Q: ?\n\nSM: !\n").build().sound().page("/");
            let colors = meta(&page, "theme-color");
            let light = if paper == "white" { "#fff" } else { papers[0] };
            let dark = papers.iter().rfind(|color| **color != "#fff").unwrap();
            assert_eq!(colors, [light, *dark], "{theme}, {paper}: {papers:?}");
        }
    }
}

#[test]
fn a_feed_says_who_asks_and_has_the_icon_of_the_column() {
    let built = letter("asker: { pen_name: Sleepless & Co }\n", "Q: Why?\n\nSM: So.\n\nQ: And?\n\nSM: Yes.");
    let feed = built.text("feed.xml");
    assert!(feed.contains("&lt;h2&gt;The question, asked by Sleepless &amp;amp; Co&lt;/h2&gt;"), "{feed}");
    assert_eq!(feed.matches("&lt;h2&gt;The question&lt;/h2&gt;").count(), 1);
    let icon = feed.split("<icon>").nth(1).and_then(|rest| rest.split("</icon>").next()).unwrap();
    assert!(icon.starts_with("https://desk.example/assets/favicon.") && !feed.contains("<logo>"));
    let json: serde_json::Value = serde_json::from_str(&built.text("feed.json")).unwrap();
    assert_eq!(json["icon"], icon);
    let settings = "title: T\nbase_url: https://desk.example\ntheme_options: { icon: mine.png }\n";
    let column = Column::new().file("column.yaml", settings).letter("Q: ?\n\nSM: !\n");
    let feed = column.file("assets/mine.png", png_of(256, 256)).build().sound().text("feed.xml");
    assert!(feed.contains("<icon>https://desk.example/assets/mine."), "{feed}");
}
