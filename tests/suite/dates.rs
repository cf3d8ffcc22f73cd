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
search/index.html
search/index.js
sitemap.xml
subscribe/index.html
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

/// How each of these dates is read in New York: the moment, or the whole message.
fn readings(written: &[&str]) -> String {
    let reading = |written: &&str| {
        let built = new_york().on_day("9999-01-01").file("content/questions/a.md", letter(written)).build();
        let held = built.site.unpublished.iter().filter_map(|held| match &held.reason {
            UnpublishedReason::Draft => None,
            UnpublishedReason::Scheduled(when) => Some(when.clone()),
        });
        let shown = built.site.entries.letters.entries().filter_map(|letter| letter.common.record.date.clone());
        let date = shown.chain(held).next();
        let date = date.map(|when| when.rfc3339 + if when.iso.len() > 10 { "" } else { " (day)" });
        let report = built.short();
        let messages = report.lines().filter_map(|line| line.strip_prefix("content/questions/a.md:3:7: "));
        let read: Vec<_> = date.into_iter().chain(messages.map(ToOwned::to_owned)).collect();
        format!("{written}: {}", read.join("; "))
    };
    written.iter().map(reading).collect::<Vec<_>>().join("\n")
}

#[test]
fn a_date_is_read_as_it_is_meant() {
    shows(
        readings(&[
            "2014-08-26",
            "2014-8-6",
            "2014/08/26",
            "2014.8.6",
            "2014-08-26 9:05",
            "2014-08-26 9:05 pm",
            "2014-08-26 12:05 a.m.",
            "2014-08-26T09:05Z",
            "2014-08-26 09:05:30.123 UTC",
            "2014-08-26T09:05:00+0530",
            "2014-08-26 8:47:13 -0400",
            "2014-08-26 08:47:13 -4",
            "2014-08-26 08:47 UTC-4",
            "2014-08-26 08:47:13 +0000 UTC",
            "2014-08-26 08:47 −04:00",
            "2024-02-03T10:00:00[Europe/Paris]",
            "2024-02-03T10:00:00+01:00[Europe/Paris]",
            "2024-02-03T10:00:00Z[Europe/Paris]",
            "2024-02-03 10:00 europe/paris",
            "2014-08-26 9:05 EDT",
            "2014-12-26 9:05 EST",
            "2025-11-02 01:30 EST",
            "2016-12-31T23:59:60Z",
            "0001-01-01",
            "1883-11-18",
            "1880-01-01 10:00",
            "9999-12-30",
            "9999-12-31",
            "9999-12-31 23:59",
        ]),
        str![[r#"
2014-08-26: 2014-08-26T00:00:00-04:00 (day)
2014-8-6: 2014-08-06T00:00:00-04:00 (day)
2014/08/26: 2014-08-26T00:00:00-04:00 (day)
2014.8.6: 2014-08-06T00:00:00-04:00 (day)
2014-08-26 9:05: 2014-08-26T09:05:00-04:00
2014-08-26 9:05 pm: 2014-08-26T21:05:00-04:00
2014-08-26 12:05 a.m.: 2014-08-26T00:05:00-04:00
2014-08-26T09:05Z: 2014-08-26T05:05:00-04:00
2014-08-26 09:05:30.123 UTC: 2014-08-26T05:05:30-04:00
2014-08-26T09:05:00+0530: 2014-08-25T23:35:00-04:00
2014-08-26 8:47:13 -0400: 2014-08-26T08:47:13-04:00
2014-08-26 08:47:13 -4: 2014-08-26T08:47:13-04:00
2014-08-26 08:47 UTC-4: 2014-08-26T08:47:00-04:00
2014-08-26 08:47:13 +0000 UTC: 2014-08-26T04:47:13-04:00
2014-08-26 08:47 −04:00: 2014-08-26T08:47:00-04:00
2024-02-03T10:00:00[Europe/Paris]: 2024-02-03T04:00:00-05:00
2024-02-03T10:00:00+01:00[Europe/Paris]: 2024-02-03T04:00:00-05:00
2024-02-03T10:00:00Z[Europe/Paris]: 2024-02-03T05:00:00-05:00
2024-02-03 10:00 europe/paris: 2024-02-03T04:00:00-05:00
2014-08-26 9:05 EDT: 2014-08-26T09:05:00-04:00
2014-12-26 9:05 EST: 2014-12-26T09:05:00-05:00
2025-11-02 01:30 EST: 2025-11-02T01:30:00-05:00
2016-12-31T23:59:60Z: 2016-12-31T18:59:59-05:00
0001-01-01: 0001-01-01T00:00:02-04:56 (day)
1883-11-18: 1883-11-18T00:00:02-04:56 (day)
1880-01-01 10:00: 1880-01-01T10:00:02-04:56
9999-12-30: 9999-12-30T00:00:00-05:00 (day)
9999-12-31: 9999-12-31T00:00:00Z (day)
9999-12-31 23:59: 9999-12-31T23:59:00Z
"#]],
    );
}

#[test]
fn a_date_that_could_be_misread_has_one_message_with_what_to_write() {
    shows(
        readings(&[
            "Aug 26, 2014",
            "Tue, 26 Aug 2014 09:05:00 GMT",
            "26. August 2014",
            "August 26th, 2014 at 9:05 pm",
            "26-Aug-2014",
            "26.8.2014",
            "8/26/2014 9:05",
            "03/04/2014",
            "14-08-26",
            "8/26/14",
            "26 Aug 14",
            "20140826",
            "2014-26-08",
            "2014-02-30",
            "2014-02-30 9:05",
            "2014-13-45",
            "2014-00-10",
            "0000-01-01",
            "10000-01-01",
            "-0044-03-15",
            "2014-08-26 24:00",
            "2014-08-26 25:00",
            "2014-08-26 21:05 pm",
            "2014-08-26 9",
            "2014-08-26 noon",
            "2014-08-26 9h05",
            "2014-08-26 9:05 EST",
            "2014-08-26 9:05 PT",
            "2014-08-26 9:05 Europe/Prais",
            "2024-07-03T10:00:00+01:00[Europe/Paris]",
            "2026-03-08 02:30",
            "2026-03-29T02:30[Europe/Paris]",
            "2014-08",
            "2014",
            "soon",
        ]),
        str![[r#"
Aug 26, 2014: error: callslip cannot read `Aug 26, 2014` as a date (write `2014-08-26`)
Tue, 26 Aug 2014 09:05:00 GMT: error: callslip cannot read `Tue, 26 Aug 2014 09:05:00 GMT` as a date (write `2014-08-26 09:05Z`)
26. August 2014: error: callslip cannot read `26. August 2014` as a date (write `2014-08-26`)
August 26th, 2014 at 9:05 pm: error: callslip cannot read `August 26th, 2014 at 9:05 pm` as a date (write `2014-08-26 21:05`)
26-Aug-2014: error: callslip cannot read `26-Aug-2014` as a date (write `2014-08-26`)
26.8.2014: error: callslip cannot read `26.8.2014` as a date (write `2014-08-26`)
8/26/2014 9:05: error: callslip cannot read `8/26/2014 9:05` as a date (write `2014-08-26 09:05`)
03/04/2014: error: callslip cannot read `03/04/2014` as a date (write `2014-03-04` or `2014-04-03`, whichever you mean)
14-08-26: error: callslip cannot read `14-08-26` as a date (write `2014-08-26` or `2026-08-14`, whichever you mean)
8/26/14: error: callslip cannot read `8/26/14` as a date (write `2014-08-26`)
26 Aug 14: error: callslip cannot read `26 Aug 14` as a date (write `2014-08-26` or `2026-08-14`, whichever you mean)
20140826: error: callslip cannot read `20140826` as a date (write `2014-08-26`)
2014-26-08: error: there is no such day or time as `2014-26-08` (write the month before the day: `2014-08-26`)
2014-02-30: error: there is no such day or time as `2014-02-30` (the last day of that month is `2014-02-28`)
2014-02-30 9:05: error: there is no such day or time as `2014-02-30 9:05` (the last day of that month is `2014-02-28`)
2014-13-45: error: there is no such day or time as `2014-13-45` (write the year, month, and day, as in `2026-03-02`; if you need a time, `2026-03-02 14:30`)
2014-00-10: error: there is no such day or time as `2014-00-10` (write the year, month, and day, as in `2026-03-02`; if you need a time, `2026-03-02 14:30`)
0000-01-01: error: there is no such day or time as `0000-01-01` (write a year from `0001` to `9999`)
10000-01-01: error: there is no such day or time as `10000-01-01` (write a year from `0001` to `9999`)
-0044-03-15: error: there is no such day or time as `-0044-03-15` (write a year from `0001` to `9999`)
2014-08-26 24:00: error: there is no 24:00 on 2014-08-26: the day ends after 23:59 (for the midnight at the end of 2014-08-26, write `2014-08-27`; for the one at its beginning, `2014-08-26`)
2014-08-26 25:00: error: there is no such day or time as `2014-08-26 25:00` (write the year, month, and day, as in `2026-03-02`; if you need a time, `2026-03-02 14:30`)
2014-08-26 21:05 pm: error: there is no such day or time as `2014-08-26 21:05 pm` (write the year, month, and day, as in `2026-03-02`; if you need a time, `2026-03-02 14:30`)
2014-08-26 9: error: callslip cannot read `2014-08-26 9` as a date (write `2014-08-26`, or with a time `2014-08-26 14:30`)
2014-08-26 noon: error: callslip cannot read `2014-08-26 noon` as a date (write `2014-08-26`, or with a time `2014-08-26 14:30`)
2014-08-26 9h05: error: callslip cannot read `2014-08-26 9h05` as a date (write `2014-08-26`, or with a time `2014-08-26 14:30`)
2014-08-26 9:05 EST: error: `EST` can mean more than one time zone (write `2014-08-26 09:05 -05:00`; or, if you mean the column's own time zone, write `2014-08-26 09:05`)
2014-08-26 9:05 PT: error: `PT` can mean more than one time zone (write its hours from UTC, such as `2014-08-26 09:05 -05:00`; or, if you mean the column's own time zone, write `2014-08-26 09:05`)
2014-08-26 9:05 Europe/Prais: error: callslip cannot read `2014-08-26 9:05 Europe/Prais` as a date (write `2014-08-26`, or with a time `2014-08-26 14:30`)
2024-07-03T10:00:00+01:00[Europe/Paris]: error: `2024-07-03T10:00:00+01:00[Europe/Paris]` contradicts itself: at that time, Europe/Paris was not +01:00 from UTC (write `2024-07-03 10:00[Europe/Paris]` or `2024-07-03 10:00 +01:00`, whichever you mean)
2026-03-08 02:30: error: there was no 02:30 on that day: the clocks went forward (write `2026-03-08 03:30`)
2026-03-29T02:30[Europe/Paris]: error: there was no 02:30 on that day: the clocks went forward (write `2026-03-29 03:30[Europe/Paris]`)
2014-08: error: callslip cannot read `2014-08` as a date (write the year, month, and day, as in `2026-03-02`)
2014: error: callslip cannot read `2014` as a date (write the year, month, and day, as in `2026-03-02`)
soon: error: callslip cannot read `soon` as a date (write the year, month, and day, as in `2026-03-02`)
"#]],
    );
}

#[test]
fn what_comes_later_is_not_earlier() {
    let head = "date: 2026-03-02 10:00\n";
    let report = |lines: &str, body: &str| {
        let text = format!("---\ntitle: A\n{head}{lines}---\nQ: ?\n\nSM: !\n{body}");
        Column::new().file("content/questions/a.md", text).build().short()
    };
    for lines in ["", "updated: 2026-03-02\n", "updated: 2026-03-02 10:00\n", "updated: 2026-03-03\n"] {
        assert_eq!(report(lines, "\nUpdate (2026-03-02): b\n"), "", "{lines}");
    }
    let withdrawn = "withdrawn: { date: 2025-09-01 }\n";
    let reports = [
        report("updated: 2026-01-02\n", ""),
        report("updated: 2026-03-02 09:59\n", ""),
        report("", "\nUpdate (2025-12-24): b\n"),
        report(withdrawn, ""),
    ];
    shows(
        reports.concat(),
        str![[r#"
content/questions/a.md:4:10: warning: `updated` (2026-01-02) is earlier than `date` (2026-03-02) (correct whichever is wrong)
content/questions/a.md:4:10: warning: `updated` (2026-03-02 09:59) is earlier than `date` (2026-03-02 10:00) (correct whichever is wrong)
content/questions/a.md:9:1: warning: the day of this update (2025-12-24) is earlier than `date` (2026-03-02) (correct whichever is wrong)
hint: there is no letter in `content/questions/` yet (write the first one with `callslip new question "Its title"`)
content/questions/a.md:4:20: warning: the day of `withdrawn` (2025-09-01) is earlier than `date` (2026-03-02) (correct whichever is wrong)
"#]],
    );
}

#[test]
fn a_date_may_be_in_the_name_of_the_file() {
    let undated = "---\ntitle: A\n---\nQ: ?\n\nSM: !\n";
    let titled = |title: &str| undated.replace("title: A", &format!("title: {title}"));
    let built = new_york()
        .file("content/questions/2014-08-26-my-letter.md", undated)
        .file("content/questions/2014-08-27-folder/index.md", titled("B"))
        .file("content/questions/2014-08-28.md", titled("C"))
        .file("content/questions/2014-08-29-other.md", letter("2014-09-01").replace("title: A", "title: D"))
        .file("content/questions/2027-01-01-later.md", titled("E"))
        .file("content/questions/2014-08-30-short.md", titled("F\nslug: short"))
        .build()
        .sound();
    let ids = built.site.entries.letters.ids();
    let line = |id| {
        let date = built.site.entries.letters[id].common.record.date.as_ref().map(|when| when.iso.clone());
        format!("{} {}", built.site.entries.letters.path(id), date.unwrap_or_default())
    };
    shows(
        ids.map(line).chain([held(&built)]).collect::<Vec<_>>().join("\n"),
        str![[r#"
/questions/2014-08-29-other/ 2014-09-01
/questions/short/ 2014-08-30
/questions/2014-08-28/ 2014-08-28
/questions/2014-08-27-folder/ 2014-08-27
/questions/2014-08-26-my-letter/ 2014-08-26
content/questions/2027-01-01-later.md “E”: 2027-01-01T00:00:00-05:00
"#]],
    );
    // What only resembles a date is none.
    for name in ["2014-08-26my-letter", "2014-02-30-a", "20140826-a", "14-08-26-a", "2014-08-260-a", "a-2014-08-26"] {
        let report = Column::new().file(&format!("content/questions/{name}.md"), undated).build().short();
        assert!(report.contains("error: a letter needs the field `date`"), "{name}: {report}");
    }
}

#[test]
fn a_time_zone_is_a_continent_and_a_city() {
    let report = |zone: &&str| {
        let built =
            Column::new().letter("Q: ?\n\nSM: !\n").file("column.yaml", format!("title: T\ntimezone: {zone}\n"));
        let report = built.build().short().replace("column.yaml:2:11: ", "");
        format!("{zone}: {}", report.trim_end())
    };
    let zones = [
        "America/New_York",
        "europe/berlin",
        "US/Eastern",
        "EST5EDT",
        "UTC",
        "CET",
        "HST",
        "Etc/GMT",
        "Asia/Kolkata",
        "EST",
        "MST",
        "GMT",
        "EDT",
        "CST",
        "CDT",
        "MDT",
        "PST",
        "PDT",
        "BST",
        "CEST",
        "IST",
        "JST",
        "AEST",
        "Eastern",
        "Eastern Time",
        "US Eastern",
        "Eastern Standard Time",
        "ET",
        "Central European Time",
        "W. Europe Standard Time",
        "UTC+2",
        "GMT-5",
        "+05:30",
        "-0500",
        "UTC-25",
        "Etc/GMT-5",
        "Etc/GMT+1",
        "New York",
        "new york",
        "America/New York",
        "New_York",
        "Berlin",
        "Los Angeles",
        "Europe/Munich",
        "Boston",
        "San Francisco",
        "Germany",
        "Amercia/New_York",
        "Europe/Berlim",
        "America",
        "home",
        "NYC",
    ];
    shows(
        zones.iter().map(report).collect::<Vec<_>>().join("\n"),
        str![[r#"
America/New_York: 
europe/berlin: 
US/Eastern: 
EST5EDT: 
UTC: 
CET: 
HST: 
Etc/GMT: 
Asia/Kolkata: 
EST: warning: `EST` is standard time all year: in summer, your days would begin an hour late (write `America/New_York`; or, for a place without daylight saving time, `America/Panama`)
MST: warning: `MST` is standard time all year: in summer, your days would begin an hour late (write `America/Denver`; or, for a place without daylight saving time, `America/Phoenix`)
GMT: warning: `GMT` is standard time all year: in summer, your days would begin an hour late (write `Europe/London`; or, for a place without daylight saving time, `UTC`)
EDT: error: there is no time zone called `EDT` (write `America/New_York`)
CST: error: there is no time zone called `CST` (write `America/Chicago`)
CDT: error: there is no time zone called `CDT` (write `America/Chicago`)
MDT: error: there is no time zone called `MDT` (write `America/Denver`)
PST: error: there is no time zone called `PST` (write `America/Los_Angeles`)
PDT: error: there is no time zone called `PDT` (write `America/Los_Angeles`)
BST: error: there is no time zone called `BST` (write `Europe/London`)
CEST: error: there is no time zone called `CEST` (write `Europe/Berlin`)
IST: error: there is no time zone called `IST` (write `Asia/Kolkata`)
JST: error: there is no time zone called `JST` (write `Asia/Tokyo`)
AEST: error: there is no time zone called `AEST` (write `Australia/Sydney`)
Eastern: error: there is no time zone called `Eastern` (write `America/New_York`)
Eastern Time: error: there is no time zone called `Eastern Time` (write `America/New_York`)
US Eastern: error: there is no time zone called `US Eastern` (write `America/New_York`)
Eastern Standard Time: error: there is no time zone called `Eastern Standard Time` (write `America/New_York`)
ET: error: there is no time zone called `ET` (write `America/New_York`)
Central European Time: error: there is no time zone called `Central European Time` (write `Europe/Berlin`)
W. Europe Standard Time: error: there is no time zone called `W. Europe Standard Time` (write `Europe/Berlin`)
UTC+2: error: `UTC+2` does not say when daylight saving time begins and ends (write the continent and the city, such as `Europe/Athens`)
GMT-5: error: `GMT-5` does not say when daylight saving time begins and ends (write the continent and the city, such as `America/New_York`)
+05:30: error: `+05:30` does not say when daylight saving time begins and ends (write the continent and the city, such as `Asia/Kolkata`)
-0500: error: `-0500` does not say when daylight saving time begins and ends (write the continent and the city, such as `America/New_York`)
UTC-25: error: there is no time zone called `UTC-25` (write the continent and the city, such as `America/New_York` or `Europe/Berlin`)
Etc/GMT-5: warning: `Etc/GMT-5` means 5 hours ahead of UTC: in these names, plus and minus are reversed (write the continent and the city, such as `America/New_York`)
Etc/GMT+1: warning: `Etc/GMT+1` means 1 hour behind UTC: in these names, plus and minus are reversed (write the continent and the city, such as `Europe/Berlin`)
New York: error: there is no time zone called `New York` (write `America/New_York`)
new york: error: there is no time zone called `new york` (write `America/New_York`)
America/New York: error: there is no time zone called `America/New York` (write `America/New_York`)
New_York: error: there is no time zone called `New_York` (write `America/New_York`)
Berlin: error: there is no time zone called `Berlin` (write `Europe/Berlin`)
Los Angeles: error: there is no time zone called `Los Angeles` (write `America/Los_Angeles`)
Europe/Munich: error: there is no time zone called `Europe/Munich` (write `Europe/Berlin`)
Boston: error: there is no time zone called `Boston` (write `America/New_York`)
San Francisco: error: there is no time zone called `San Francisco` (write `America/Los_Angeles`)
Germany: error: there is no time zone called `Germany` (write `Europe/Berlin`)
Amercia/New_York: error: there is no time zone called `Amercia/New_York` (write `America/New_York`)
Europe/Berlim: error: there is no time zone called `Europe/Berlim` (write `Europe/Berlin`)
America: error: there is no time zone called `America` (write the continent and the city, such as `America/New_York` or `Europe/Berlin`)
home: error: there is no time zone called `home` (write the continent and the city, such as `America/New_York` or `Europe/Berlin`)
NYC: error: there is no time zone called `NYC` (write the continent and the city, such as `America/New_York` or `Europe/Berlin`)
"#]],
    );
}
