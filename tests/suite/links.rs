//! Links between files of the column: written as paths of files, published as paths of pages.

use snapbox::str;

use crate::support::view::{get, string};
use crate::support::{Column, jpeg, png, shows};

/// A column with something to link to, and a letter with this text in its answer.
fn column(answer: &str) -> Column {
    Column::new()
        .letter(&format!("Q: Where?\n\nSM: {answer}\n"))
        .file("content/questions/other letter.md", "---\ntitle: Other\ndate: 2026-01-01\n---\nQ: ?\n\nSM: !\n\n## So\n")
        .file("content/questions/bundle/index.md", "---\ntitle: Bundle\ndate: 2026-01-02\n---\nQ: ?\n\nSM: !\n")
        .file("content/questions/bundle/shelf.jpg", jpeg("a picture"))
        .file("content/programs/drumming.md", "---\ntitle: Drumming\nprovider: P\n---\n# Facts of life\n")
        .file("content/pages/about.md", "---\ntitle: About\n---\n[The plan](../files/plan.pdf)\n")
        .file("content/files/plan.pdf", "a plan")
}

/// The answer as published.
#[track_caller]
fn answer(text: &str) -> String {
    let turns = column(text).build().sound().prose("/questions/loud-drums/");
    turns.split_once("#q1-sm\n").unwrap().1.trim_end().to_owned()
}

/// What is said of a broken one.
#[track_caller]
fn broken(text: &str) -> String {
    column(text).build().report()
}

#[test]
fn a_link_to_a_file_becomes_a_link_to_its_page() {
    shows(
        answer("[program](../programs/drumming.md)"),
        str![[r#"<p><a href="../../programs/drumming/">program</a></p>"#]],
    );
    shows(
        answer("[letter](other%20letter.md)"),
        str![[r#"<p><a href="../../questions/other-letter/">letter</a></p>"#]],
    );
    shows(
        answer("[letter](<other letter.md> \"The \\\"other\\\" one\")"),
        str![[r#"<p><a href="../../questions/other-letter/" title="The &quot;other&quot; one">letter</a></p>"#]],
    );
    shows(
        answer("[letter](./../questions/other%20letter.md)"),
        str![[r#"<p><a href="../../questions/other-letter/">letter</a></p>"#]],
    );
    shows(
        answer("[bundle](bundle/index.md), [its folder](bundle), [with a slash](bundle/)"),
        str![[
            r#"<p><a href="../../questions/bundle/">bundle</a>, <a href="../../questions/bundle/">its folder</a>, <a href="../../questions/bundle/">with a slash</a></p>"#
        ]],
    );
    shows(answer("[page][p]\n\n[p]: ../pages/about.md"), str![[r#"<p><a href="../../about/">page</a></p>"#]]);
    shows(
        answer("[*page* `code`](../pages/about.md?a=b)"),
        str![[r#"<p><a href="../../about/"><em>page</em> <code>code</code></a></p>"#]],
    );
}

#[test]
fn a_link_may_lead_to_a_place_in_a_page() {
    shows(
        answer("[a](../programs/drumming.md#facts-of-life)"),
        str![[r#"<p><a href="../../programs/drumming/#facts-of-life">a</a></p>"#]],
    );
    shows(
        answer("[a](other%20letter.md#q1-sm), [b](other%20letter.md#so)"),
        str![[
            r#"<p><a href="../../questions/other-letter/#q1-sm">a</a>, <a href="../../questions/other-letter/#so">b</a></p>"#
        ]],
    );
    shows(
        answer("[a](#q1), [b](#mine)\n\n## Mine"),
        str![[r##"
<p><a href="#q1">a</a>, <a href="#mine">b</a></p>
<h3 id="mine">Mine</h3>
"##]],
    );
}

#[test]
fn a_link_may_lead_to_a_file_that_is_no_page() {
    shows(
        answer("[plan](../files/plan.pdf), ![shelf](bundle/shelf.jpg)"),
        str![[
            r#"<p><a href="../../files/plan.pdf">plan</a>, <img src="../../questions/bundle/shelf.jpg" alt="shelf" width="1" height="1" decoding="async"></p>"#
        ]],
    );
}

#[test]
fn a_link_may_name_a_path_of_the_column() {
    shows(
        answer("[subjects](/tags/), [home](/), [feed](/feed.xml), [letter](/questions/other-letter/#so)"),
        str![[
            r#"<p><a href="../../tags/">subjects</a>, <a href="../../">home</a>, <a href="../../feed.xml">feed</a>, <a href="../../questions/other-letter/#so">letter</a></p>"#
        ]],
    );
}

#[test]
fn other_addresses_stay_as_they_are() {
    shows(
        answer("[a](https://example.org/?a=b&c=\"d\"), <mail@example.org>, <https://example.org>, [tel](tel:+1-555)"),
        str![[
            r#"<p><a href="https://example.org/?a=b&amp;c=%22d%22">a</a>, <a href="mailto:mail@example.org">mail@example.org</a>, <a href="https://example.org">https://example.org</a>, <a href="tel:+1-555">tel</a></p>"#
        ]],
    );
}

#[test]
fn links_in_feeds_are_whole_addresses() {
    let column =
        column("[a](../programs/drumming.md#facts-of-life), [b](#q1), [plan](../files/plan.pdf)").build().sound();
    let feed = column.text("feed.xml");
    let content = feed.lines().find(|line| line.contains("Where?") && line.contains("content")).unwrap_or(&feed);
    let links: Vec<&str> =
        content.split("&lt;a href=").skip(1).map(|rest| rest.split("&gt;").next().unwrap()).collect();
    shows(
        links.join("\n"),
        str![[r#"
"https://desk.example/programs/drumming/#facts-of-life"
"https://desk.example/questions/loud-drums/#q1"
"https://desk.example/files/plan.pdf"
"#]],
    );
}

#[test]
fn the_home_page_shows_the_newest_letter_with_links_that_work_there() {
    let column = Column::new()
        .letter("Q: Is [it](#q1) or [that](../pages/about.md) it?\n\nSM: Yes.\n")
        .file("content/pages/about.md", "---\ntitle: About\n---\n")
        .build()
        .sound();
    shows(
        string(get(&column.view("/"), "lead.question.html")),
        str![[r#"<p>Is <a href="./questions/loud-drums/#q1">it</a> or <a href="./about/">that</a> it?</p>"#]],
    );
}

#[test]
fn a_link_to_a_draft_is_plain_text_and_a_warning() {
    let column = column("[soon](draft.md), [later](scheduled.md)")
        .file("content/questions/draft.md", "---\ntitle: Draft\ndraft: yes\n---\n")
        .file("content/questions/scheduled.md", "---\ntitle: S\ndate: 2026-12-24\n---\nQ: ?\n\nSM: !\n")
        .build();
    shows(
        column.report(),
        str![[r#"
warning: `content/questions/draft.md` is not published: it is a draft
 --> content/questions/loud-drums.md:7:12
  |
7 | SM: [soon](draft.md), [later](scheduled.md)
  |            ^^^^^^^^
  |
  = help: until then, readers see these words without the link

warning: `content/questions/scheduled.md` is not published: it appears on 2026-12-24
 --> content/questions/loud-drums.md:7:31
  |
7 | SM: [soon](draft.md), [later](scheduled.md)
  |                               ^^^^^^^^^^^^
  |
  = help: until then, readers see these words without the link
"#]],
    );
    shows(column.turns().lines().last().unwrap(), str!["<p>soon, later</p>"]);
    assert!(column.prose("/questions/loud-drums/").contains("<p>soon, later</p>"));
}

#[test]
fn a_broken_link_names_the_nearest_file() {
    shows(
        broken("[a](../programs/druming.md)"),
        str![[r#"
error: there is no file `content/programs/druming.md`
 --> content/questions/loud-drums.md:7:9
  |
7 | SM: [a](../programs/druming.md)
  |         ^^^^^^^^^^^^^^^^^^^^^^ this link leads nowhere
  |
  = help: did you mean `../programs/drumming.md`?
"#]],
    );
    shows(
        broken("[a](drumming.md)"),
        str![[r#"
error: there is no file `content/questions/drumming.md`
 --> content/questions/loud-drums.md:7:9
  |
7 | SM: [a](drumming.md)
  |         ^^^^^^^^^^^ this link leads nowhere
  |
  = help: did you mean `../programs/drumming.md`?
"#]],
    );
    shows(
        broken("[a](../programs/xylophone-studies.md)"),
        str![[r#"
error: there is no file `content/programs/xylophone-studies.md`
 --> content/questions/loud-drums.md:7:9
  |
7 | SM: [a](../programs/xylophone-studies.md)
  |         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ this link leads nowhere
"#]],
    );
    shows(
        broken("[a][b] and [c][b]\n\n[b]: Other%20letter.md"),
        str![[r#"
error: there is no file `content/questions/Other letter.md`
 --> content/questions/loud-drums.md:7:5
  |
7 | SM: [a][b] and [c][b]
  |     ^^^^^^ this link leads nowhere
  |
  = help: did you mean `other letter.md`?

error: there is no file `content/questions/Other letter.md`
 --> content/questions/loud-drums.md:7:16
  |
7 | SM: [a][b] and [c][b]
  |                ^^^^^^ this link leads nowhere
  |
  = help: did you mean `other letter.md`?
"#]],
    );
}

#[test]
fn a_name_that_is_not_near_is_not_suggested_nor_is_the_file_itself() {
    let letter = |text: &str| format!("---\ntitle: A\ndate: 2026-03-02\n---\nQ: ?\n\nSM: {text}\n");
    let column = Column::new()
        .file("content/questions/a.md", letter("[x](y.md)"))
        .file("content/questions/rent.md", letter("!").replace("title: A", "title: B"));
    shows(
        column.build().report(),
        str![[r#"
error: there is no file `content/questions/y.md`
 --> content/questions/a.md:7:9
  |
7 | SM: [x](y.md)
  |         ^^^^ this link leads nowhere
"#]],
    );
}

#[test]
fn a_broken_link_in_a_profile_a_page_or_a_columnists_text_is_reported_too() {
    let column = Column::new()
        .letter("Q: ?\n\nSM: !\n")
        .file("content/programs/a.md", "---\ntitle: A\nprovider: B\n---\n[a](nowhere.md)\n")
        .file("content/pages/b.md", "---\ntitle: B\n---\n[b](nowhere.md)\n")
        .file("content/people/sol-marchetti.md", "---\nname: Sol\ninitials: SM\n---\n[c](nowhere.md)\n");
    shows(
        column.build().short(),
        str![[r#"
content/pages/b.md:4:5: error: there is no file `content/pages/nowhere.md`
content/people/sol-marchetti.md:5:5: error: there is no file `content/people/nowhere.md`
content/programs/a.md:5:5: error: there is no file `content/programs/nowhere.md`
"#]],
    );
}

#[test]
fn a_place_that_is_not_there_is_an_error_with_the_nearest() {
    shows(
        broken("[a](../programs/drumming.md#fact-of-life)"),
        str![[r#"
error: there is no `#fact-of-life` in `content/programs/drumming.md`
 --> content/questions/loud-drums.md:7:9
  |
7 | SM: [a](../programs/drumming.md#fact-of-life)
  |         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = help: did you mean `#facts-of-life`?
"#]],
    );
    shows(
        broken("[a](../pages/about.md#us)"),
        str![[r#"
error: there is no `#us` in `content/pages/about.md`
 --> content/questions/loud-drums.md:7:9
  |
7 | SM: [a](../pages/about.md#us)
  |         ^^^^^^^^^^^^^^^^^^^^
  |
  = help: only headings and questions can be linked to, and it has none
"#]],
    );
    shows(
        broken("[a](#nowhere-near)"),
        str![[r#"
error: there is no `#nowhere-near` in `content/questions/loud-drums.md`
 --> content/questions/loud-drums.md:7:9
  |
7 | SM: [a](#nowhere-near)
  |         ^^^^^^^^^^^^^
  |
  = help: you can link to `#q1`, `#q1-sm`
"#]],
    );
}

#[test]
fn a_path_that_is_not_there_is_an_error() {
    shows(
        broken("[a](/tags)"),
        str![[r#"
error: there is no page at `/tags`
 --> content/questions/loud-drums.md:7:9
  |
7 | SM: [a](/tags)
  |         ^^^^^
  |
  = help: write `/tags/`
"#]],
    );
    shows(
        broken("[a](/contact/)"),
        str![[r#"
error: there is no page at `/contact/`
 --> content/questions/loud-drums.md:7:9
  |
7 | SM: [a](/contact/)
  |         ^^^^^^^^^
  |
  = help: link to the file that the page is made from, such as `../questions/loud-drums.md`
"#]],
    );
}

#[test]
fn a_link_that_leaves_the_column_or_says_nothing_is_an_error() {
    shows(
        broken("[a](../../../etc/passwd)"),
        str![[r#"
error: this link leads outside the column's folder
 --> content/questions/loud-drums.md:7:9
  |
7 | SM: [a](../../../etc/passwd)
  |         ^^^^^^^^^^^^^^^^^^^
  |
  = help: link to a file under `content/`
"#]],
    );
    shows(
        broken("[a]()"),
        str![[r#"
error: this link leads nowhere
 --> content/questions/loud-drums.md:7:5
  |
7 | SM: [a]()
  |     ^^^^^
  |
  = help: write an address between the brackets
"#]],
    );
}

#[test]
fn a_place_in_a_page_that_is_named_by_its_path_is_checked_too() {
    let report = column("[a](/questions/other-letter/#nowhere)").build().short();
    assert!(report.starts_with("content/questions/loud-drums.md:7:9: error: "), "{report}");
}

#[test]
fn a_picture_must_be_a_picture() {
    let report = column("![A drum](../programs/drumming.md)").build().short();
    assert!(report.starts_with("content/questions/loud-drums.md:7:15: error: "), "{report}");
}

#[test]
fn the_navigation_leads_somewhere() {
    let column = Column::new().letter("Q: ?\n\nSM: !\n").file(
        "column.yaml",
        "title: T\nnav:\n  - { label: A, path: /tag/ }\n  - { label: B, path: https://example.org }\n  - { label: C, path: /people/#us }\nfooter: [{ label: D, path: /contact/ }]\n",
    );
    shows(
        column.build().report(),
        str![[r#"
error: there is no page at `/tag/`
 --> column.yaml:3:23
  |
3 |   - { label: A, path: /tag/ }
  |                       ^^^^^
  |
  = help: write `path: /tags/`

error: there is no page at `/contact/`
 --> column.yaml:6:28
  |
6 | footer: [{ label: D, path: /contact/ }]
  |                            ^^^^^^^^^
  |
  = help: make the page `content/pages/contact.md`, or write the address of a page, such as `/questions/`
"#]],
    );
}

#[test]
fn an_address_elsewhere_is_shown_in_full() {
    shows(
        column("[a](www.example.org) [b](me@example.org)").build().short(),
        str![[r#"
content/questions/loud-drums.md:7:9: error: `www.example.org` looks like an address, but without `https://` it counts as a file (write `https://www.example.org`)
content/questions/loud-drums.md:7:30: error: `me@example.org` looks like an email address, but without `mailto:` it counts as a file (write `mailto:me@example.org`)
"#]],
    );
}

#[test]
fn a_picture_that_lies_beside_is_suggested() {
    let letter = "---\ntitle: A\ndate: 2026-03-02\n---\nQ: ?\n\nSM: ![Ledgers](ledger.png)\n";
    let column =
        Column::new().file("content/questions/a.md", letter).file("content/questions/ledgers.png", png("a picture"));
    let report = column.build().short();
    assert!(report.contains("(did you mean `ledgers.png`?)"), "{report}");
}
