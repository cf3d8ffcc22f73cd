//! Pages of the column's own, and the address each file gets.

use snapbox::str;

use crate::support::{Column, shows};

#[test]
fn a_page_is_at_the_root() {
    let column = Column::new()
        .letter("Q: ?\n\nSM: !\n")
        .file("content/pages/about.md", "---\ntitle: About *us*\nupdated: 2026-05-01\n---\nHello.\n\n# Us\n\n## Me\n")
        .build()
        .sound();
    shows(
        column.outline("/about/"),
        str![[r#"
title: About <em>us</em>
html:
<p>Hello.</p>
<h2 id="us">Us</h2>
<h3 id="me">Me</h3>
headings:
- Us level: 2; id: us; plain: Us
- Me level: 3; id: me; plain: Me
updated: 2026-05-01
"#]],
    );
}

#[test]
fn every_kind_of_file_has_its_address() {
    let column = Column::new()
        .letter("Q: ?\n\nSM: !\n")
        .file("content/questions/2026/Early Days.md", "---\ntitle: E\ndate: 2026-01-01\n---\nQ: ?\n\nSM: !\n")
        .file("content/questions/bundle/index.md", "---\ntitle: B\ndate: 2026-01-02\n---\nQ: ?\n\nSM: !\n")
        .file("content/questions/bundle/plan.pdf", "a plan")
        .file("content/questions/bundle/deep/er.txt", "more")
        .file("content/programs/drumming.markdown", "---\ntitle: D\nprovider: P\n---\n")
        .file("content/pages/about.md", "---\ntitle: About\nslug: über-uns\n---\n[plan](shelf%20plan.svg)\n")
        .file("content/pages/shelf plan.svg", "<svg/>")
        .build()
        .sound();
    shows(
        column.listing(),
        str![[r#"
404.html
feed.json
feed.xml
index.html
pages/shelf plan.svg
people/index.html
people/sol-marchetti/feed.xml
people/sol-marchetti/index.html
programs/drumming/index.html
programs/index.html
programs/programs.csv
programs/programs.csv-metadata.json
programs/programs.json
programs/programs.schema.json
questions/bundle/deep/er.txt
questions/bundle/index.html
questions/bundle/plan.pdf
questions/early-days/index.html
questions/index.html
questions/loud-drums/index.html
robots.txt
search/index.html
search/index.js
sitemap.xml
subscribe/index.html
tags/index.html
über-uns/index.html
"#]],
    );
    let paths = column.site.routes.iter().map(|route| route.path.as_str());
    shows(
        paths.filter(|path| path.contains('%')).collect::<Vec<_>>().join("\n"),
        str![[r#"
/%C3%BCber-uns/
/pages/shelf%20plan.svg
"#]],
    );
}

#[test]
fn hidden_and_backup_files_are_passed_over() {
    let column = Column::new()
        .letter("Q: ?\n\nSM: !\n")
        .file("content/questions/.#loud-drums.md", "lock")
        .file("content/questions/loud-drums.md~", "backup")
        .file("content/questions/#loud-drums.md#", "autosave")
        .file("content/questions/.loud-drums.md.swp", "swap")
        .file("content/questions/loud-drums.md.bak", "backup")
        .file("content/.DS_Store", "finder")
        .file("content/pages/Thumbs.db", "explorer")
        .file("content/.git/config", "a folder of another program's")
        .build()
        .sound();
    shows(
        column.listing(),
        str![[r#"
404.html
feed.json
feed.xml
index.html
people/index.html
people/sol-marchetti/feed.xml
people/sol-marchetti/index.html
programs/index.html
questions/index.html
questions/loud-drums/index.html
robots.txt
search/index.html
search/index.js
sitemap.xml
subscribe/index.html
tags/index.html
"#]],
    );
}

#[test]
fn titles_are_markdown_and_plain_where_markup_cannot_be() {
    let column = Column::new()
        .file(
            "content/questions/a.md",
            "---\ntitle: 'Is *\"rare\"* worth < 5 & `why` -- it''s 1. a thing?'\ndate: 2026-03-02\n---\nQ: ?\n\nSM: !\n",
        )
        .build()
        .sound();
    shows(
        column.outline_of("/questions/a/", &["title", "title_plain"]),
        str![[r#"
title: Is <em>“rare”</em> worth &lt; 5 &amp; <code>why</code> – it’s 1. a thing?
title_plain: Is “rare” worth < 5 & why – it’s 1. a thing?
"#]],
    );
}

#[test]
fn a_year_or_a_number_may_be_a_title() {
    let title = |written: &str| {
        let file = format!("---\ntitle: {written}\ndate: 2026-03-02\n---\nQ: ?\n\nSM: !\n");
        let site = Column::new().file("content/questions/a.md", file).build().sound().site;
        site.entries.letters.entries().next().unwrap().common.title.plain.clone()
    };
    assert_eq!(title("1984"), "1984");
    assert_eq!(title("No"), "No");
    assert_eq!(title("1. First things"), "1. First things");
    assert_eq!(title("2026-01-01"), "2026-01-01");
    assert_eq!(title("012"), "012");
    assert_eq!(title("1e3"), "1e3");
}
