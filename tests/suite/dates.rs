//! Dates: what is published when, and on whose calendar.

use callslip::site::UnpublishedReason;
use snapbox::str;

use crate::support::{Built, Column, jpeg, shows};

fn letter(date: &str) -> String {
    format!("---\ntitle: A\ndate: {date}\n---\nQ: ?\n\nSM: !\n")
}

fn new_york() -> Column {
    Column::new().file("column.yaml", "title: T\nbase_url: https://t.example\ntimezone: America/New_York\n")
}

fn held(built: &Built) -> String {
    let held = built.site.unpublished.iter().map(|held| {
        let why = match &held.reason {
            UnpublishedReason::Draft => "a draft".to_owned(),
            UnpublishedReason::Scheduled(when) => when.rfc3339.clone(),
        };
        format!("{} “{}”: {why}", held.file, held.title)
    });
    held.collect::<Vec<_>>().join("\n")
}

#[test]
fn a_letter_appears_when_its_day_begins_where_the_columnist_lives() {
    // The test's clock says noon of 22 November in London, seven in the morning in New York.
    let column = new_york()
        .file("content/questions/today.md", letter("2026-11-22"))
        .file("content/questions/at-seven.md", letter("2026-11-22 07:00"))
        .file("content/questions/after-seven.md", letter("2026-11-22 07:00:01"))
        .file("content/questions/in-utc.md", letter("2026-11-22T12:00:00Z").replace("title: A", "title: B"))
        .file("content/questions/tomorrow.md", letter("2026-11-23"))
        .build()
        .sound();
    let published: Vec<&str> =
        column.site.entries.letters.ids().map(|letter| column.site.entries.letters.path(letter)).collect();
    assert_eq!(published, ["/questions/at-seven/", "/questions/in-utc/", "/questions/today/"]);
    shows(
        held(&column),
        str![[r#"
content/questions/after-seven.md “A”: 2026-11-22T07:00:01-05:00
content/questions/tomorrow.md “A”: 2026-11-23T00:00:00-05:00
"#]],
    );
}

#[test]
fn drafts_and_scheduled_files_of_every_kind_are_held_back_and_listed() {
    let column = Column::new()
        .file("content/questions/a.md", "---\ntitle: A *draft*\ndraft: yes\n---\nQ: What?\n")
        .file("content/programs/b.md", "---\ntitle: B\nprovider: P\ndate: 2027-01-01\n---\n")
        .file("content/pages/c.md", "---\ntitle: C\ndraft: true\n---\n")
        .file("content/people/d.md", "---\nname: D\ninitials: DD\ndraft: yes\n---\n")
        .file("content/questions/e.md", letter("2026-12-24 18:00"))
        .letter("Q: ?\n\nSM: !\n")
        .build()
        .sound();
    shows(
        held(&column),
        str![[r#"
content/pages/c.md “C”: a draft
content/people/d.md “D”: a draft
content/programs/b.md “B”: 2027-01-01T00:00:00+00:00
content/questions/a.md “A draft”: a draft
content/questions/e.md “A”: 2026-12-24T18:00:00+00:00
"#]],
    );
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
sitemap.xml
tags/index.html
"#]],
    );
    let written = crate::support::column::tree(&column.column.public());
    assert!(written.values().all(|bytes| !String::from_utf8_lossy(bytes).contains("A draft")));
}

#[test]
fn the_pictures_of_a_draft_are_held_back_with_it() {
    let column = Column::new()
        .letter("Q: ?\n\nSM: !\n")
        .file("content/questions/secret/index.md", "---\ntitle: S\ndraft: yes\n---\nQ: ?\n\nSM: !\n")
        .file("content/questions/secret/plan.jpg", jpeg("a picture"))
        .build()
        .sound();
    assert!(!column.listing().contains("plan.jpg"), "{}", column.listing());
}

#[test]
fn as_of_shows_the_column_at_the_end_of_that_day() {
    let column = new_york()
        .file("content/questions/late.md", letter("2026-12-24 23:59"))
        .file("content/questions/next.md", letter("2026-12-25"));
    assert_eq!(column.clone().on_day("2026-12-23").build().site.entries.letters.len(), 0);
    assert_eq!(column.clone().on_day("2026-12-24").build().site.entries.letters.len(), 1);
    assert_eq!(column.on_day("2026-12-25").build().site.entries.letters.len(), 2);
}

#[test]
fn as_of_can_look_back() {
    let column = Column::new()
        .file("content/questions/a.md", letter("2026-01-01"))
        .file("content/questions/b.md", letter("2026-02-01").replace("title: A", "title: B"));
    let column = column.on_day("2026-01-15").build().sound();
    shows(held(&column), str!["content/questions/b.md “B”: 2026-02-01T00:00:00+00:00"]);
}

#[test]
fn dates_are_read_as_people_write_them() {
    let read = |written: &str| {
        let site = new_york().file("content/questions/a.md", letter(written)).build().sound().site;
        site.entries
            .letters
            .entries()
            .next()
            .unwrap()
            .common
            .record
            .date
            .as_ref()
            .map(|when| when.rfc3339.clone())
            .unwrap_or_default()
    };
    assert_eq!(read("2026-03-02"), "2026-03-02T00:00:00-05:00");
    assert_eq!(read("'2026-03-02'"), "2026-03-02T00:00:00-05:00");
    assert_eq!(read("2026-03-02 14:30"), "2026-03-02T14:30:00-05:00");
    assert_eq!(read("2026-03-02T14:30:15"), "2026-03-02T14:30:15-05:00");
    assert_eq!(read("2026-03-02T14:30:00+01:00"), "2026-03-02T08:30:00-05:00");
    assert_eq!(read("2026-03-02 14:30:00Z"), "2026-03-02T09:30:00-05:00");
    assert_eq!(read("2026-03-02 14:30:00 +01:00"), "2026-03-02T08:30:00-05:00");
    // The hour that came twice is its first time.
    assert_eq!(read("2025-11-02 01:30"), "2025-11-02T01:30:00-04:00");
    assert_eq!(read("2026-11-01 01:30"), "2026-11-01T01:30:00-04:00");
}

#[test]
fn a_day_without_a_midnight_begins_when_it_begins() {
    let site = Column::new()
        .file("column.yaml", "title: T\ntimezone: America/Sao_Paulo\n")
        .file("content/questions/a.md", letter("2018-11-04"))
        .build()
        .sound()
        .site;
    assert_eq!(
        site.entries.letters.entries().next().unwrap().common.record.date.as_ref().unwrap().rfc3339,
        "2018-11-04T01:00:00-02:00"
    );
}
