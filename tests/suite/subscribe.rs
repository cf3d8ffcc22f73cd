//! The page that says what a feed is, and the links to it.

use snapbox::str;

use crate::support::view::{get, list};
use crate::support::{Built, Column, shows};

const SUBSCRIBE: &str = "subscribe/index.html";

const THEA: &str = "---\nname: Thea Aldous\ninitials: TA\n---\n";

fn column() -> Column {
    Column::new().letter("Q: ?\n\nSM: !\n")
}

fn own_page(title: &str, more: &str) -> String {
    format!("---\ntitle: {title}\n{more}---\nWrite to me.\n")
}

/// Returns true if a letter leads to the page.
fn is_linked(built: &Built) -> bool {
    built.page("/questions/loud-drums/").contains("href=\"../../subscribe/\"")
}

#[test]
fn a_column_says_what_a_feed_is_and_lists_its_own() {
    let built = column().file("content/people/thea-aldous.md", THEA).build().sound();
    assert!(is_linked(&built));
    shows(
        built.main("/subscribe/"),
        str![[r#"
<main id="_text" tabindex="-1">
<article class="page">
<header class="page-head">
<h1 class="post-title">Subscribe</h1>
</header>
<div class="prose">
<p>A feed is a list of the newest letters that an app can read. Copy its address into a feed reader, such as Feedly, NetNewsWire, or Thunderbird, and each new letter appears there by itself. It costs nothing, and nobody asks for your name or your email address.</p>
<ul class="feed-addresses" role="list">
<li><a href="../feed.xml" type="application/atom+xml">The Desk</a> <code>https://desk.example/feed.xml</code></li>
<li><a href="../feed.json" type="application/feed+json">The Desk (JSON Feed)</a> <code>https://desk.example/feed.json</code></li>
</ul>
<h2>The letters of one columnist</h2>
<ul class="feed-addresses" role="list">
<li><a href="../people/sol-marchetti/feed.xml" type="application/atom+xml">The Desk: Sol Marchetti</a> <code>https://desk.example/people/sol-marchetti/feed.xml</code></li>
<li><a href="../people/thea-aldous/feed.xml" type="application/atom+xml">The Desk: Thea Aldous</a> <code>https://desk.example/people/thea-aldous/feed.xml</code></li>
</ul>
</div>
</article>
</main>
"#]],
    );
    let sitemap = built.text("sitemap.xml");
    assert!(sitemap.contains("<loc>https://desk.example/subscribe/</loc>"), "{sitemap}");
}

#[test]
fn a_lone_columnist_has_no_second_list() {
    let built = column().build().sound();
    let view = built.view("/subscribe/");
    assert!(list(get(&view, "feeds_of_people")).is_empty());
    assert!(!built.page("/subscribe/").contains("Every subject"));
}

#[test]
fn without_an_address_there_are_no_feeds_and_no_page_on_them() {
    let built = column().file("column.yaml", "title: The Desk\n").build().sound();
    assert!(!built.files().contains(&SUBSCRIBE.to_owned()) && !is_linked(&built));
}

#[test]
fn a_page_of_the_columnist_at_this_address_takes_its_place() {
    for (file, more) in [("subscribe", ""), ("letters-by-mail", "slug: subscribe\n")] {
        let built = column().file(&format!("content/pages/{file}.md"), own_page("By mail", more)).build().sound();
        assert!(built.page("/subscribe/").contains("Write to me."), "{file}");
        assert!(is_linked(&built), "{file}");
    }
}

#[test]
fn what_else_is_at_this_address_stays_there() {
    let letter = "---\ntitle: Subscribe\ndate: 2026-03-01\n---\nQ: ?\n\nSM: !\n";
    let permalinks = "title: T\nbase_url: https://desk.example\npermalinks: { questions: \"/:slug/\" }\n";
    let page = |alias: &str| own_page("About", &format!("aliases: [{alias}]\n"));
    for column in [
        column().file("content/questions/subscribe.md", letter).file("column.yaml", permalinks),
        column().file("content/pages/about.md", page("/subscribe/")),
        column().file("static/subscribe", "x"),
        column().file("static/subscribe/index.html", "x"),
        column().file("static/Subscribe/index.html", "x"),
    ] {
        let built = column.build().sound();
        let pages = built.files().into_iter().filter(|file| file.ends_with(".html"));
        assert!(!pages.map(|file| built.text(&file)).any(|page| page.contains("feed-addresses")));
    }
}

#[test]
fn a_text_may_link_to_the_page() {
    column().file("content/pages/about.md", "---\ntitle: About\n---\n[Subscribe](/subscribe/).\n").build().sound();
    let nav = "title: T\nbase_url: https://desk.example\nnav: [{ label: Subscribe, path: /subscribe/ }]\n";
    column().file("column.yaml", nav).build().sound();
}
