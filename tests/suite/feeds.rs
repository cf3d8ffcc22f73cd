//! Feed, sitemap and robots: what other programs read.

use snapbox::str;

use crate::support::{Column, shows};

fn column() -> Column {
    Column::new()
        .file(
            "column.yaml",
            "title: Drums & Co\ntagline: Loud\nbase_url: https://desk.example/column/\nid: desk.example,2024\ntimezone: America/New_York\n",
        )
        .file("content/people/thea-aldous.md", "---\nname: Thea Aldous\ninitials: TA\n---\n")
        .file(
            "content/questions/one.md",
            "---\ntitle: The *first* & <last>\ndate: 2026-03-02\nupdated: 2026-07-01 10:00\ntags: [Noise, rare books]\n---\nHello.\n\nQ: May I?[^1]\n\nSM: See [two](two.md#q1).\n\nTA: Or not.\n\nEditor's note: So.\n\nUpdate (2026-07-01): Done.\n\n[^1]: Yes.\n",
        )
        .file(
            "content/questions/two.md",
            "---\ntitle: Two\ndate: 2026-04-02\nid: https://old.example/?p=12\n---\nQ: Again?\n\nTA: `a < b`\n",
        )
}

#[test]
fn the_feed_holds_the_newest_letters_in_full() {
    shows(
        column().build().sound().text("feed.xml"),
        str![[r##"
<?xml version="1.0" encoding="utf-8"?>
<?xml-stylesheet type="text/css" href="/column/assets/feed.HASH.css"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">
 <title>Drums &amp; Co</title>
 <subtitle>Loud</subtitle>
 <id>tag:desk.example,2024:feed</id>
 <updated>2026-07-01T10:00:00-04:00</updated>
 <link rel="self" type="application/atom+xml" href="https://desk.example/column/feed.xml"/>
 <link rel="alternate" type="text/html" href="https://desk.example/column/"/>
 <icon>https://desk.example/column/assets/favicon.7f9dacd9a8.svg</icon>
 <author>
  <name>Drums &amp; Co</name>
 </author>
 <generator version="VERSION">callslip</generator>
 <div xmlns="http://www.w3.org/1999/xhtml" dir="ltr">
  <meta name="viewport" content="width=device-width, initial-scale=1"/>
  <h1>
   <a href="https://desk.example/column/">Drums &amp; Co</a>
  </h1>
  <p>A feed is a list of the newest letters that an app can read. Copy its address into a feed reader, such as Feedly, NetNewsWire, or Thunderbird, and each new letter appears there by itself. It costs nothing, and nobody asks for your name or your email address.</p>
  <code>https://desk.example/column/feed.xml</code>
  <p>
   <a href="https://desk.example/column/subscribe/">Subscribe to new letters</a>
  </p>
  <ul>
   <li>
    <a href="https://desk.example/column/questions/two/">Two</a>
    <small>2 Apr 2026</small>
   </li>
   <li>
    <a href="https://desk.example/column/questions/one/">The first &amp; &lt;last&gt;</a>
    <small>2 Mar 2026</small>
   </li>
  </ul>
 </div>
 <entry>
  <title>Two</title>
  <id>https://old.example/?p=12</id>
  <link rel="alternate" type="text/html" href="https://desk.example/column/questions/two/"/>
  <published>2026-04-02T00:00:00-04:00</published>
  <updated>2026-04-02T00:00:00-04:00</updated>
  <author>
   <name>Thea Aldous</name>
   <uri>https://desk.example/column/people/thea-aldous/</uri>
  </author>
  <summary>Again?</summary>
  <content type="html">&lt;h2&gt;The question&lt;/h2&gt;
&lt;p&gt;Again?&lt;/p&gt;
&lt;h2&gt;Thea Aldous&lt;/h2&gt;
&lt;p&gt;&lt;code&gt;a &amp;lt; b&lt;/code&gt;&lt;/p&gt;
</content>
 </entry>
 <entry>
  <title>The first &amp; &lt;last&gt;</title>
  <id>tag:desk.example,2024:2026-03-02:one</id>
  <link rel="alternate" type="text/html" href="https://desk.example/column/questions/one/"/>
  <published>2026-03-02T00:00:00-05:00</published>
  <updated>2026-07-01T10:00:00-04:00</updated>
  <author>
   <name>Sol Marchetti</name>
   <uri>https://desk.example/column/people/sol-marchetti/</uri>
  </author>
  <author>
   <name>Thea Aldous</name>
   <uri>https://desk.example/column/people/thea-aldous/</uri>
  </author>
  <category term="Noise"/>
  <category term="rare books"/>
  <summary>May I?</summary>
  <content type="html">&lt;p&gt;Hello.&lt;/p&gt;
&lt;h2&gt;The question&lt;/h2&gt;
&lt;p&gt;May I?&lt;sup class="footnote-ref" id="fnref-one-1"&gt;&lt;a href="#fn-one-1" aria-label="Note 1"&gt;1&lt;/a&gt;&lt;/sup&gt;&lt;/p&gt;
&lt;div class="footnotes" role="doc-endnotes"&gt;&lt;ol&gt;
&lt;li id="fn-one-1" value="1"&gt;&lt;p&gt;Yes. &lt;a class="footnote-back" href="#fnref-one-1" aria-label="Back to the text, from note 1"&gt;↩&lt;/a&gt;&lt;/p&gt;
&lt;/li&gt;
&lt;/ol&gt;&lt;/div&gt;
&lt;h2&gt;Sol Marchetti&lt;/h2&gt;
&lt;p&gt;See &lt;a href="https://desk.example/column/questions/two/#q1"&gt;two&lt;/a&gt;.&lt;/p&gt;
&lt;h2&gt;Thea Aldous&lt;/h2&gt;
&lt;p&gt;Or not.&lt;/p&gt;
&lt;h2&gt;Editor’s note.&lt;/h2&gt;
&lt;p&gt;So.&lt;/p&gt;
&lt;h2&gt;Update, 1 July 2026.&lt;/h2&gt;
&lt;p&gt;Done.&lt;/p&gt;
</content>
 </entry>
</feed>
"##]],
    );
}

#[test]
fn an_empty_column_has_a_feed_all_the_same() {
    shows(
        Column::new().build().text("feed.xml"),
        str![[r#"
<?xml version="1.0" encoding="utf-8"?>
<?xml-stylesheet type="text/css" href="/assets/feed.HASH.css"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">
 <title>The Desk</title>
 <id>tag:desk.example,2026:feed</id>
 <updated>2026-01-01T00:00:00Z</updated>
 <link rel="self" type="application/atom+xml" href="https://desk.example/feed.xml"/>
 <link rel="alternate" type="text/html" href="https://desk.example/"/>
 <icon>https://desk.example/assets/favicon.7f9dacd9a8.svg</icon>
 <author>
  <name>The Desk</name>
 </author>
 <generator version="VERSION">callslip</generator>
 <div xmlns="http://www.w3.org/1999/xhtml" dir="ltr">
  <meta name="viewport" content="width=device-width, initial-scale=1"/>
  <h1>
   <a href="https://desk.example/">The Desk</a>
  </h1>
  <p>A feed is a list of the newest letters that an app can read. Copy its address into a feed reader, such as Feedly, NetNewsWire, or Thunderbird, and each new letter appears there by itself. It costs nothing, and nobody asks for your name or your email address.</p>
  <code>https://desk.example/feed.xml</code>
  <p>
   <a href="https://desk.example/subscribe/">Subscribe to new letters</a>
  </p>
 </div>
</feed>
"#]],
    );
}

#[test]
fn a_feed_holds_twenty_letters() {
    let column = (1..=25).fold(Column::new(), |column, n| {
        let text = format!("---\ntitle: L{n}\ndate: 2026-03-{n:02}\n---\nQ: ?\n\nSM: !\n");
        column.file(&format!("content/questions/l{n}.md"), text)
    });
    let feed = column.build().sound().text("feed.xml");
    assert_eq!(feed.matches("<entry>").count(), 20);
    assert!(feed.contains("<title>L25</title>") && !feed.contains("<title>L5</title>"));
}

#[test]
fn an_id_does_not_change_when_the_column_moves() {
    let ids = |column: Column| {
        let feed = column.build().sound().text("feed.xml");
        let ids: Vec<String> =
            feed.lines().filter(|line| line.contains("<id>")).map(|line| line.trim().to_owned()).collect();
        ids.join("\n")
    };
    let here = ids(column());
    assert_eq!(ids(column().base_url("https://elsewhere.example")), here);
    shows(
        here,
        str![[r#"
<id>tag:desk.example,2024:feed</id>
<id>https://old.example/?p=12</id>
<id>tag:desk.example,2024:2026-03-02:one</id>
"#]],
    );
    // Without `id:` in column.yaml the host replaces it.
    let column = column().file("column.yaml", "title: T\nbase_url: https://desk.example:8080/column\n");
    shows(
        ids(column),
        str![[r#"
<id>tag:desk.example,2000:feed</id>
<id>https://old.example/?p=12</id>
<id>tag:desk.example,2000:2026-03-02:one</id>
"#]],
    );
}

#[test]
fn a_slug_of_any_script_makes_a_sound_id() {
    let text = "---\ntitle: A\nslug: größe-東\ndate: 2026-03-02\n---\nQ: ?\n\nSM: !\n";
    let feed = Column::new().file("content/questions/a.md", text).build().sound().text("feed.xml");
    let lines: Vec<&str> =
        feed.lines().filter(|line| line.contains("2026-03-02:") || line.contains("questions")).collect();
    shows(
        lines.join("\n"),
        str![[r#"
    <a href="https://desk.example/questions/gr%C3%B6%C3%9Fe-%E6%9D%B1/">A</a>
  <id>tag:desk.example,2026:2026-03-02:gr%C3%B6%C3%9Fe-%E6%9D%B1</id>
  <link rel="alternate" type="text/html" href="https://desk.example/questions/gr%C3%B6%C3%9Fe-%E6%9D%B1/"/>
"#]],
    );
}

#[test]
fn the_sitemap_lists_every_page_but_later_ones() {
    let column = column().file(
        "column.yaml",
        "title: T\nbase_url: https://desk.example\nletters_per_page: 1\ntimezone: America/New_York\n",
    );
    let column = column.build().sound();
    assert!(column.listing().contains("page/2/index.html"));
    shows(
        column.text("sitemap.xml"),
        str![[r#"
<?xml version="1.0" encoding="utf-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
 <url>
  <loc>https://desk.example/</loc>
 </url>
 <url>
  <loc>https://desk.example/people/</loc>
 </url>
 <url>
  <loc>https://desk.example/people/sol-marchetti/</loc>
 </url>
 <url>
  <loc>https://desk.example/people/thea-aldous/</loc>
 </url>
 <url>
  <loc>https://desk.example/programs/</loc>
 </url>
 <url>
  <loc>https://desk.example/questions/</loc>
 </url>
 <url>
  <loc>https://desk.example/questions/one/</loc>
  <lastmod>2026-07-01T10:00:00-04:00</lastmod>
 </url>
 <url>
  <loc>https://desk.example/questions/two/</loc>
  <lastmod>2026-04-02</lastmod>
 </url>
 <url>
  <loc>https://desk.example/subscribe/</loc>
 </url>
 <url>
  <loc>https://desk.example/tags/</loc>
 </url>
 <url>
  <loc>https://desk.example/tags/noise/</loc>
 </url>
 <url>
  <loc>https://desk.example/tags/rare-books/</loc>
 </url>
</urlset>
"#]],
    );
}

#[test]
fn robots_may_read_everything() {
    shows(
        column().build().sound().text("robots.txt"),
        str![[r#"
User-agent: *
Allow: /

Sitemap: https://desk.example/column/sitemap.xml
"#]],
    );
}

#[test]
fn without_an_address_there_is_no_feed_and_no_link_to_one() {
    let column = column().file(
        "column.yaml",
        "title: T\nnav:\n  - { label: Feed, path: /feed.xml }\n  - { label: L, path: /questions/ }\n",
    );
    let column = column.build().sound();
    shows(
        column.listing().lines().filter(|path| !path.contains('/')).collect::<Vec<_>>().join("\n"),
        str![[r#"
404.html
index.html
robots.txt
"#]],
    );
    shows(
        column.text("robots.txt"),
        str![[r#"
User-agent: *
Allow: /
"#]],
    );
    let home = column.page("/");
    assert!(!home.contains("feed.xml") && !home.contains("canonical"), "{home}");
    assert!(home.contains("<a href=\"./questions/\""));
}

/// What RFC 4287 asks of every feed and entry: one title, id and date each, an author somewhere, no id twice.
#[track_caller]
fn assert_atom(feed: &str) {
    let (head, entries) = feed.split_once("<entry>").unwrap_or((feed, ""));
    let entries: Vec<&str> = entries.split("<entry>").filter(|entry| !entry.is_empty()).collect();
    let count = |text: &str, tag: &str| text.matches(&format!("<{tag}>")).count();
    let value = |text: &str, tag: &str| {
        let (_, rest) = text.split_once(&format!("<{tag}>")).expect("an element");
        rest.split_once('<').expect("its end").0.to_owned()
    };
    let root = head.find("<feed xmlns=\"http://www.w3.org/2005/Atom\"").expect("a root");
    let before: Vec<&str> = head[..root].lines().map(|line| line.split_once(' ').expect("words").0).collect();
    assert_eq!(before, ["<?xml", "<?xml-stylesheet"], "{head}");
    assert_eq!(head.matches("rel=\"self\"").count(), 1, "4.1.1: a feed has a link to itself");
    assert!(count(head, "author") == 1, "4.1.1: entries without an author need the feed's");
    let mut ids = Vec::new();
    for part in std::iter::once(&head).chain(&entries) {
        for tag in ["title", "id", "updated"] {
            assert_eq!(count(part, tag), 1, "{tag}: {part}");
        }
        ids.push(value(part, "id"));
        let date = value(part, "updated");
        assert!(date.parse::<jiff::Timestamp>().is_ok() && date.contains('T'), "RFC 3339: {date}");
        let links = part.matches("rel=\"alternate\" type=\"text/html\"").count();
        assert_eq!(links, 1, "4.2.7: no two alternates of one kind");
        assert!(part.matches("<author>").count() == part.matches("<name>").count(), "3.2: a person has a name");
    }
    assert!(entries.iter().all(|entry| entry.contains("<content type=\"html\">") && count(entry, "summary") == 1));
    ids.sort();
    let all = ids.len();
    ids.dedup();
    assert_eq!(ids.len(), all, "4.2.6: an id is nobody else's");
    // All of it is well-formed XML, with every `&` and `<` escaped.
    let mut reader = quick_xml::Reader::from_str(feed);
    while !matches!(reader.read_event().expect("well-formed XML"), quick_xml::events::Event::Eof) {}
}

#[test]
fn hard_cases_keep_to_the_standards() {
    let column = column()
        .file("content/questions/hard.md", "---\ntitle: \"R&D <b>costs</b> & \\\"more\\\" ]]> &amp;\"\ndate: 2026-04-01\nupdated: 2026-05-01\n---\nQ: `]]>` & <b>bold</b>\n\nSM: \u{1f941}\n")
        .file("content/questions/article.md", "---\ntitle: Nobody's article\ndate: 2026-05-02\n---\nText alone.\n")
        .build()
        .sound();
    let feeds = ["feed.xml", "tags/noise/feed.xml", "people/thea-aldous/feed.xml", "people/sol-marchetti/feed.xml"];
    for path in feeds {
        assert_atom(&column.text(path));
    }
    let json: serde_json::Value = serde_json::from_str(&column.text("feed.json")).unwrap();
    assert_eq!(json["version"], "https://jsonfeed.org/version/1.1");
    assert_eq!(
        (&json["title"], &json["feed_url"]),
        (&"Drums & Co".into(), &"https://desk.example/column/feed.json".into())
    );
    for item in json["items"].as_array().expect("items") {
        assert!(item["id"].is_string() && item["content_html"].is_string(), "{item}");
        assert!(item["url"].as_str().unwrap().starts_with("https://desk.example/column/"), "{item}");
        assert!(item["date_published"].as_str().unwrap().parse::<jiff::Timestamp>().is_ok(), "{item}");
    }
    let feed = column.text("feed.xml");
    assert!(feed.contains("<title>R&amp;D &lt;b&gt;costs&lt;/b&gt; &amp; “more” ]]&gt; &amp;</title>"), "{feed}");
    assert_atom(&Column::new().build().text("feed.xml"));
}

#[test]
fn an_id_is_kept_when_its_file_moves() {
    let moved = |path: &str| {
        let text = "---\ntitle: A\ndate: 2026-03-02\nid: tag:old.example,2019:12\n---\nQ: ?\n\nSM: !\n";
        let column = Column::new().file(path, text).build().sound();
        let (feed, json) = (column.text("feed.xml"), column.text("feed.json"));
        assert!(json.contains("\"id\": \"tag:old.example,2019:12\""), "{json}");
        feed.lines().filter(|line| line.contains("  <id>")).map(ToOwned::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(moved("content/questions/a.md"), moved("content/questions/moved/to/another-name.md"));
}

#[test]
fn one_id_given_twice_is_reported() {
    let text = "---\ntitle: A\ndate: 2026-03-02\nid: tag:old.example,2019:12\n---\nQ: ?\n\nSM: !\n";
    let other = text.replace("title: A", "title: B");
    let column = Column::new().file("content/questions/a.md", text).file("content/questions/b.md", other);
    shows(
        column.build().short(),
        str![
            "content/questions/b.md:2:8: error: two letters have the feed id `tag:old.example,2019:12` (keep `id:` in one of them only)"
        ],
    );
}
