//! Where single facts of a profile come from, and when they were checked.

use std::fmt::Write;

use callslip::content::DueCheck;
use snapbox::str;

use crate::support::html::text;
use crate::support::view::{fields, get, outline, string};
use crate::support::{Built, Column, shows};

/// A column with a profile of these fields.
fn profile(lines: &str) -> Built {
    let text = format!("---\ntitle: Drumming\nprovider: The Rhythm School\n{lines}\n---\n");
    let column = Column::new().letter("Q: ?\n\nSM: !\n").file("column.yaml", "title: The Desk\ncurrency: USD\n");
    column.file("content/programs/drumming.md", text).build()
}

/// Returns the messages about each of these fields: what is underlined, what is said of it, and the help.
fn messages(lines: &[&str]) -> String {
    let mut table = String::new();
    for line in lines {
        writeln!(table, "{line}").unwrap();
        let column = profile(line);
        for found in &column.diagnostics {
            let text = std::fs::read_to_string(column.column.root().join("content/programs/drumming.md")).unwrap();
            let underlined = found.span.map_or("", |span| &text[span.range()]);
            writeln!(table, "  {} at `{underlined}`: {}", found.severity.name(), found.message).unwrap();
            found.label.iter().for_each(|label| writeln!(table, "    ({label})").unwrap());
            found.help.iter().for_each(|help| writeln!(table, "    {help}").unwrap());
        }
    }
    table
}

#[test]
fn the_mistakes_of_a_fact_with_its_source() {
    shows(
        messages(&[
            "courses: { source: https://a.example, verified: 2026-03-01 }",
            "courses: { value: , source: https://a.example }",
            "courses: { value: five, source: https://a.example }",
            "courses: { value: 5, sorce: https://a.example }",
            "courses: { value: 5, Source: https://a.example }",
            "courses: { value: 5, citation: A newspaper }",
            "courses: { value: 5, link: https://a.example }",
            "courses: { value: 5, source: https://a.example, checked: 2026-03-01 }",
            "courses: { value: 5, source: https://a.example, date: 2026-03-01 }",
            "courses: { valeu: 5, source: https://a.example }",
            "courses: { number: 5, source: https://a.example }",
            "courses: { value: 5, source: }",
            "courses: { value: 5, source: \"\" }",
            "courses: { value: 5, source: [A, B] }",
            "courses: { value: 5, verified: }",
            "courses: { value: 5, verified: yes }",
            "courses: { value: 5, verified: March 2026 }",
            "courses: { value: 5, verified: 2099-03-01 }",
            "pathways: { value: [], verified: 2020-01-01 }",
            "pathways: { value: {}, source: https://a.example }",
            "courses: { value: 5, note: about }",
            "courses: { value: 5, value: 6 }",
            "courses: { value: { value: 5 } }",
            "courses: [5, https://a.example]",
            "courses: { number: 5 }",
            "courses:\n  value: 5\n  sourse: https://a.example",
            "open_to: { value: librarians, archivists, source: Dixon, After the MLIS }",
            "open_to: { value: \"anyone\", source: Dixon, \"After the MLIS\", Library Journal }",
            "delivery: { value: in person, online, source: https://a.example }",
            "delivery: { value: [in person, on line], source: https://a.example }",
            "status: { value: shut, source: https://a.example }",
            "url: { value: a.example, source: https://a.example }",
            "parent: { value: A, source: Dixon: After the MLIS }",
            "courses: 5, source: https://a.example",
            "courses: 5\n  source: https://a.example",
            "courses: { value: 5; source: https://a.example }",
            "courses: { value: 5 source: https://a.example }",
            "courses: { value: 5, source: https://a.example",
            "courses_source: https://a.example",
            "sources: { courses: https://a.example }",
        ]),
        str![[r#"
courses: { source: https://a.example, verified: 2026-03-01 }
  error at `{ source: https://a.example, verified: 2026-03-01 }`: `courses` needs the field `value`
    write `courses: { value: …, source: https://a.example, verified: 2026-03-01 }`
courses: { value: , source: https://a.example }
  error at `value`: `value` is empty
    write `value: …`
courses: { value: five, source: https://a.example }
  error at `five`: `five` is not a whole number from 1 to 500
    write `5`
courses: { value: 5, sorce: https://a.example }
  error at `sorce`: there is no field called `sorce`
    (`courses` has no such field)
    did you mean `source`?
courses: { value: 5, Source: https://a.example }
  error at `Source`: there is no field called `Source`
    (`courses` has no such field)
    write `source: https://a.example`
courses: { value: 5, citation: A newspaper }
  error at `citation`: there is no field called `citation`
    (`courses` has no such field)
    write `source: A newspaper`
courses: { value: 5, link: https://a.example }
  error at `link`: there is no field called `link`
    (`courses` has no such field)
    write `source: https://a.example`
courses: { value: 5, source: https://a.example, checked: 2026-03-01 }
  error at `checked`: there is no field called `checked`
    (`courses` has no such field)
    write `verified: 2026-03-01`
courses: { value: 5, source: https://a.example, date: 2026-03-01 }
  error at `date`: there is no field called `date`
    (`courses` has no such field)
    write `verified: 2026-03-01`
courses: { valeu: 5, source: https://a.example }
  error at `valeu`: there is no field called `valeu`
    (`courses` has no such field)
    did you mean `value`?
courses: { number: 5, source: https://a.example }
  error at `number`: there is no field called `number`
    (`courses` has no such field)
    write `value: 5`
courses: { value: 5, source: }
  error at `source`: `source` is empty
    write a citation or an address after it, or remove `source`
courses: { value: 5, source: "" }
  error at `""`: nothing is written here
    write something here, or remove it
courses: { value: 5, source: [A, B] }
  error at `[A, B]`: this must be plain text, but it is a list
    write plain text, without brackets
courses: { value: 5, verified: }
  error at `verified`: `verified` is empty
    write the day on which somebody looked, or remove `verified`
courses: { value: 5, verified: yes }
  error at `yes`: callslip cannot read `yes` as a date
    write the year, month, and day, as in `2026-03-02`
courses: { value: 5, verified: March 2026 }
  error at `March 2026`: callslip cannot read `March 2026` as a date
    write the year, month, and day, as in `2026-03-02`
courses: { value: 5, verified: 2099-03-01 }
  warning at `2099-03-01`: `verified` says 2099-03-01, which is in the future
    write the day when someone last looked at the program's own page
pathways: { value: [], verified: 2020-01-01 }
  error at `[]`: `value` is empty
    write the fact after `value:`, or remove `pathways`
pathways: { value: {}, source: https://a.example }
  error at `{}`: `value` is empty
    write the fact after `value:`, or remove `pathways`
courses: { value: 5, note: about }
  error at `note`: `note` is not read next to `value`
    (only `source` and `verified` belong here)
    remove `note`, or remove `value`
courses: { value: 5, value: 6 }
  error at `value`: `value` is here twice
    (the second one)
    remove one of the two
courses: { value: { value: 5 } }
  error at `{ value: 5 }`: this must be plain text, but it has fields with colons in it
    if the colon is part of the text, put quotes around it: `"value: 5"`
courses: [5, https://a.example]
  error at `[5, https://a.example]`: this must be plain text, but it is a list
    write plain text, without brackets
courses: { number: 5 }
  error at `{ number: 5 }`: this must be plain text, but it has fields with colons in it
    if the colon is part of the text, put quotes around it: `"number: 5"`
courses:
  value: 5
  sourse: https://a.example
  error at `sourse`: there is no field called `sourse`
    (`courses` has no such field)
    did you mean `source`?
open_to: { value: librarians, archivists, source: Dixon, After the MLIS }
  error at `{ value: librarians, archivists, source: Dixon, After the MLIS }`: inside curly braces, a text with a comma in it needs quotes
    write `value: "librarians, archivists"`
    write `source: "Dixon, After the MLIS"`
open_to: { value: "anyone", source: Dixon, "After the MLIS", Library Journal }
  error at `{ value: "anyone", source: Dixon, "After the MLIS", Library Journal }`: inside curly braces, a text with a comma in it needs quotes
    write `source: "Dixon, \"After the MLIS\", Library Journal"`
delivery: { value: in person, online, source: https://a.example }
  error at `{ value: in person, online, source: https://a.example }`: a list needs brackets around it
    write `value: [in person, online]`
delivery: { value: [in person, on line], source: https://a.example }
  error at `on line`: `on line` is not a kind of delivery
    did you mean `online`?
status: { value: shut, source: https://a.example }
  error at `shut`: `shut` is not a status
    write one of these: `open`, `paused`, `closed`, `renamed`
url: { value: a.example, source: https://a.example }
  error at `a.example`: this is not the full address of a page
    copy it from the browser, with its `https://`
parent: { value: A, source: Dixon: After the MLIS }
  error at `parent: { value: A, source: Dixon: After the MLIS }`: the parts of `parent` between the brackets cannot be told apart
    write it like this: `parent: { value: A, source: "Dixon: After the MLIS" }`
courses: 5, source: https://a.example
  error at `courses: 5, source: https://a.example`: `courses` has a colon in its text, so it needs quotes
    write it like this: `courses: "5, source: https://a.example"`
courses: 5
  source: https://a.example
  error at `source: https://a.example`: `source` has spaces before it, unlike the other fields
    write it like this: `source: https://a.example`
courses: { value: 5; source: https://a.example }
  error at `courses: { value: 5; source: https://a.example }`: the parts of `courses` between the brackets cannot be told apart
    write it like this: `courses: { value: 5;, source: https://a.example }`
courses: { value: 5 source: https://a.example }
  error at `courses: { value: 5 source: https://a.example }`: the parts of `courses` between the brackets cannot be told apart
    write it like this: `courses: { value: 5, source: https://a.example }`
courses: { value: 5, source: https://a.example
  error at `{`: this bracket is never closed
    put `}` after the last field in it
courses_source: https://a.example
  error at `courses_source`: there is no field called `courses_source`
    (a program profile has no such field)
    write `courses: { value: …, source: … }`, and remove this line
sources: { courses: https://a.example }
  error at `sources`: there is no field called `sources`
    (a program profile has no such field)
    did you mean `source`?
"#]],
    );
}

#[test]
fn the_mistakes_of_tuition_and_aid_with_their_source() {
    shows(
        messages(&[
            "tuition: { source: https://a.example }",
            "tuition: { total: free, sorce: https://a.example }",
            "tuition: { total: free, source: }",
            "tuition: { total: free, source: Dixon, After the MLIS }",
            "tuition: { total: USD 1,395, source: https://a.example }",
            "tuition: { total: free, verified: 2099-03-01 }",
            "tuition: { value: free, total: free, source: https://a.example }",
            "tuition: { value: { total: free }, per_course: \"USD 5\" }",
            "tuition: { value: { total: free, source: https://a.example } }",
            "tuition: { value: { total: free, verified: 2026-03-01 }, source: https://a.example }",
            "tuition: { value: USD 1,395, source: https://a.example }",
            "tuition: { value: USD 500 per credit, source: https://a.example }",
            "tuition: { value: USD 500 plus fees, source: https://a.example }",
            "tuition: { value: 500, source: https://a.example }",
            "tuition: { valu: free, source: https://a.example }",
            "tuition: { total: { in_state: free, source: https://a.example } }",
            "tuition: { value: , source: https://a.example }",
            "financial_aid: { source: https://a.example }",
            "financial_aid: { scholarships: yes, sorce: https://a.example }",
            "financial_aid: { scholarships: yes, source: Dixon, After the MLIS }",
            "financial_aid: {}",
            "financial_aid: { value: {}, verified: 2020-01-01 }",
            "tuition: {}",
            "tuition: { value: {}, verified: 2020-01-01 }",
            "financial_aid: { value: no, source: https://a.example }",
            "financial_aid: { value: Ask the school., source: https://a.example }",
            "financial_aid: { value: { scholarships: yes }, federal: no }",
        ]),
        str![[r#"
tuition: { source: https://a.example }
  error at `{ source: https://a.example }`: `tuition` needs the field `value`
    write `tuition: { value: …, source: https://a.example }`
tuition: { total: free, sorce: https://a.example }
  error at `sorce`: there is no field called `sorce`
    (`tuition` has no such field)
    did you mean `source`?
tuition: { total: free, source: }
  error at `source`: `source` is empty
    write a citation or an address after it, or remove `source`
tuition: { total: free, source: Dixon, After the MLIS }
  error at `{ total: free, source: Dixon, After the MLIS }`: inside curly braces, a text with a comma in it needs quotes
    write `source: "Dixon, After the MLIS"`
tuition: { total: USD 1,395, source: https://a.example }
  error at `{ total: USD 1,395, source: https://a.example }`: inside curly braces, an amount with a comma in it needs quotes
    write `total: "USD 1,395"`
tuition: { total: free, verified: 2099-03-01 }
  warning at `2099-03-01`: `verified` says 2099-03-01, which is in the future
    write the day when someone last looked at the program's own page
tuition: { value: free, total: free, source: https://a.example }
  error at `total`: `total` is not read next to `value`
    (only `source` and `verified` belong here)
    remove `total`, or remove `value`
tuition: { value: { total: free }, per_course: "USD 5" }
  error at `per_course`: `per_course` is not read next to `value`
    (only `source` and `verified` belong here)
    move `per_course` into the braces after `value:`
tuition: { value: { total: free, source: https://a.example } }
  error at `https://a.example`: `source` belongs next to `value`, not inside it
    move `source` out of the braces after `value:`
tuition: { value: { total: free, verified: 2026-03-01 }, source: https://a.example }
  error at `2026-03-01`: `verified` belongs next to `value`, not inside it
    move `verified` out of the braces after `value:`
tuition: { value: USD 1,395, source: https://a.example }
  error at `{ value: USD 1,395, source: https://a.example }`: inside curly braces, a text with a comma in it needs quotes
    write `value: "USD 1,395"`
tuition: { value: USD 500 per credit, source: https://a.example }
  error at `USD 500 per credit`: `USD 500 per credit` is more than an amount of money
    write `value: { per_credit: "USD 500" }`
tuition: { value: USD 500 plus fees, source: https://a.example }
  error at `USD 500 plus fees`: `USD 500 plus fees` is more than an amount of money
    write `value: { total: "USD 500", note: "plus fees" }`
tuition: { value: 500, source: https://a.example }
  error at `500`: `500` does not say which currency it is in
    write `value: "USD 500"`
tuition: { valu: free, source: https://a.example }
  error at `valu`: there is no field called `valu`
    (`tuition` has no such field)
    did you mean `value`?
tuition: { total: { in_state: free, source: https://a.example } }
  error at `source`: there is no field called `source`
    (a price has no such field)
    move `source` out of these braces: it is a field of `tuition`
tuition: { value: , source: https://a.example }
  error at `value`: `value` is empty
    write `value: …`
financial_aid: { source: https://a.example }
  error at `{ source: https://a.example }`: `financial_aid` needs the field `value`
    write `financial_aid: { value: …, source: https://a.example }`
financial_aid: { scholarships: yes, sorce: https://a.example }
  error at `sorce`: there is no field called `sorce`
    (`financial_aid` has no such field)
    did you mean `source`?
financial_aid: { scholarships: yes, source: Dixon, After the MLIS }
  error at `{ scholarships: yes, source: Dixon, After the MLIS }`: inside curly braces, a text with a comma in it needs quotes
    write `source: "Dixon, After the MLIS"`
financial_aid: {}
  error at `{}`: `financial_aid` is empty
    write its fields between the braces, or remove `financial_aid`
financial_aid: { value: {}, verified: 2020-01-01 }
  error at `{}`: `value` is empty
    write the fact after `value:`, or remove `financial_aid`
tuition: {}
  error at `{}`: `tuition` is empty
    write its fields between the braces, or remove `tuition`
tuition: { value: {}, verified: 2020-01-01 }
  error at `{}`: `value` is empty
    write the fact after `value:`, or remove `tuition`
financial_aid: { value: no, source: https://a.example }
  error at `no`: this must be fields such as `{ scholarships: yes }`, but it is text
    write `value: { scholarships: no, federal: no }`
financial_aid: { value: Ask the school., source: https://a.example }
  error at `Ask the school.`: this must be fields such as `{ scholarships: yes }`, but it is text
    write `value: { note: "Ask the school." }`
financial_aid: { value: { scholarships: yes }, federal: no }
  error at `federal`: `federal` is not read next to `value`
    (only `source` and `verified` belong here)
    move `federal` into the braces after `value:`
"#]],
    );
}

/// Returns the facts of a profile that a template gets.
#[track_caller]
fn values(lines: &str) -> String {
    fields(get(&profile(lines).sound().view("/programs/drumming/"), "program"))
}

#[test]
fn a_fact_has_the_same_value_with_its_source_and_without() {
    let all = "\
parent: The University
credential: certificate
delivery: [in person, online]
courses: 5
tuition: { per_course: \"USD 1,395\", applies_to: most courses }
financial_aid: { scholarships: yes, note: tuition }
pathways: [Snare, Bass]
status: paused";
    let explained = "\
parent: { value: The University, source: A newspaper }
credential: { value: certificate, verified: 2026-03-01 }
delivery: { value: [in person, online], source: A newspaper }
courses: { value: 5, source: https://a.example, verified: 2026-03-01 }
tuition: { value: { per_course: \"USD 1,395\", applies_to: most courses }, source: A newspaper }
financial_aid: { value: { scholarships: yes, note: tuition }, source: A newspaper }
pathways: { value: [Snare, Bass], source: A newspaper }
status:
  value: paused
  source: A newspaper";
    assert_eq!(values(all), values(explained));
    let among =
        "tuition: { per_course: \"USD 1,395\", applies_to: most courses, source: A newspaper, verified: 2026-03-01 }";
    assert_eq!(values(all.lines().nth(4).unwrap()), values(among));
    assert_eq!(values("tuition: free"), values("tuition: { value: free, verified: 2026-03-01 }"));
}

#[test]
fn a_provider_has_a_source_too() {
    let text = "---\ntitle: Drumming\nprovider: { value: The Rhythm School, source: A newspaper }\n---\n";
    let column = Column::new().letter("Q: ?\n\nSM: !\n").file("content/programs/drumming.md", text).build().sound();
    assert_eq!(string(get(&column.view("/programs/drumming/"), "program.provider")), "The Rhythm School");
}

/// Where facts come from, as a template gets it, and how far the profile and its card can be trusted.
#[track_caller]
fn origins(lines: &str) -> String {
    let page = profile(lines).sound().view("/programs/drumming/");
    let facts = fields(get(&page, "provenance")).replace(" checked: ", " ");
    let others = outline("the others", get(&page, "other_facts"));
    format!("{facts}{others}{}", outline("the card", get(&page, "program.checked")))
}

#[test]
fn a_page_says_where_a_fact_comes_from_if_the_profile_says_otherwise() {
    shows(
        origins(
            "source: A newspaper\nverified: 2026-11-01\nreview_every: 6 months\n\
             parent: { value: A, source: A newspaper, verified: 2026-11-01 }\n\
             courses: { value: 5, source: https://a.example }\n\
             delivery: { value: online, verified: 2026-03-01 }\n\
             tuition: { total: free, source: A letter, verified: 2026-10-01 }",
        ),
        str![[r#"
courses: source: https://a.example
delivery: (state: late; date: 2026-03-01)
tuition: source: A letter; (state: checked; date: 2026-10-01)
the others: state: checked; date: 2026-11-01
the card: state: late; date: 2026-03-01
"#]],
    );
}

#[test]
fn a_fact_without_its_own_check_was_checked_with_the_profile_or_is_as_reported() {
    // A source alone says nothing of a check.
    shows(
        origins("courses: { value: 5, source: https://a.example }"),
        str![[r#"
courses: source: https://a.example
the card: state: reported
"#]],
    );
    shows(
        origins("verified: 2026-11-01\ncourses: { value: 5, source: https://a.example }"),
        str![[r#"
courses: source: https://a.example
the card: state: checked; date: 2026-11-01
"#]],
    );
    // One checked fact does not make the others checked.
    shows(
        origins("courses: { value: 5, verified: 2026-11-01 }"),
        str![[r#"
courses: (state: checked; date: 2026-11-01)
the others: state: reported
the card: state: reported
"#]],
    );
}

#[test]
fn a_profile_can_be_trusted_as_far_as_its_least_checked_fact() {
    shows(
        origins("verified: 2026-11-01\ncourses: { value: 5, verified: 2026-03-01 }"),
        str![[r#"
courses: (state: checked; date: 2026-03-01)
the others: state: checked; date: 2026-11-01
the card: state: checked; date: 2026-03-01
"#]],
    );
    shows(
        origins("verified: 2026-11-01\nreview_every: 6 months\ncourses: { value: 5, verified: 2026-03-01 }"),
        str![[r#"
courses: (state: late; date: 2026-03-01)
the others: state: checked; date: 2026-11-01
the card: state: late; date: 2026-03-01
"#]],
    );
    shows(
        origins("verified: 2026-03-01\nreview_every: 6 months\ncourses: { value: 5, verified: 2026-11-01 }"),
        str![[r#"
courses: (state: checked; date: 2026-11-01)
the others: state: late; date: 2026-03-01
the card: state: late; date: 2026-03-01
"#]],
    );
}

#[test]
fn the_day_of_a_profile_counts_only_if_a_fact_has_no_other() {
    let provider = "---\ntitle: A\nprovider: { value: P, verified: 2026-11-01 }\n";
    let origins = |lines: &str| {
        let column = Column::new().letter("Q: ?\n\nSM: !\n").file("column.yaml", "title: The Desk\n");
        let built = column.file("content/programs/a.md", format!("{provider}{lines}\n---\n")).build().sound();
        let page = built.view("/programs/a/");
        let due = built.site.due_checks();
        let due = due.first().map_or("never".to_owned(), |(_, due)| DueCheck::words(due));
        format!(
            "{}{}due {due}",
            outline("the others", get(&page, "other_facts")),
            outline("the card", get(&page, "program.checked")),
        )
    };
    // Each fact was checked; the status is a default, which is no fact.
    shows(
        origins("courses: { value: 5, verified: 2026-10-01 }"),
        str![[r#"
the card: state: checked; date: 2026-10-01
due never
"#]],
    );
    shows(
        origins("verified: 2020-01-01\nreview_every: 1 year\ncourses: { value: 5, verified: 2026-10-01 }"),
        str![[r#"
the card: state: checked; date: 2026-10-01
due never
"#]],
    );
    shows(
        origins(
            "verified: 2020-01-01\nreview_every: 1 year\nstatus: open\ncourses: { value: 5, verified: 2026-10-01 }",
        ),
        str![[r#"
the others: state: late; date: 2020-01-01
the card: state: late; date: 2020-01-01
due since 2021-01-01
"#]],
    );
}

#[test]
fn a_day_in_the_future_is_no_check() {
    let with = |lines: &str| profile(lines).view("/programs/drumming/");
    for lines in ["verified: 2099-01-01", "verified: 2026-11-01\ncourses: { value: 5, verified: 2099-01-01 }"] {
        shows(outline("the card", get(&with(lines), "program.checked")), str!["the card: state: reported\n"]);
    }
    let built = profile("verified: 2099-01-01\ncourses: { value: 5, verified: 2099-01-01 }");
    for file in ["programs/programs.csv", "programs/programs.json", "programs/drumming/index.html"] {
        assert!(!built.text(file).contains("2099"), "{file}");
    }
}

#[test]
fn what_nobody_sees_or_can_attend_is_not_due() {
    let due = |lines: &str| {
        let built = profile(&format!("verified: 2020-01-01\nreview_every: 1 year\n{lines}"));
        built.site.due_checks().len()
    };
    assert_eq!(due("status: paused"), 1);
    assert_eq!(
        (due("draft: yes"), due("status: closed"), due("status: renamed"), due("date: 2099-01-01")),
        (0, 0, 0, 0)
    );
}

#[test]
fn the_theme_says_it_below_the_value() {
    let column = profile(
        "parent: { value: The University, source: https://university.example }\n\
         courses: { value: 5, verified: 2026-11-01 }\n\
         delivery: { value: [in person, online], source: 'Dixon, \"After the MLIS\"', verified: 2026-03-01 }\n\
         financial_aid: { scholarships: no, verified: 2026-11-01 }\n\
         status: { value: open, verified: 2026-11-01 }\n\
         review_every: 6 months",
    );
    shows(
        text(&column.sound().main("/programs/drumming/")),
        str![[r#"



Drumming
The Rhythm SchoolThe University
Source: https://university.example



Facts

Credentialnot stated
Formatin person, online
Not checked since 1 Mar 2026 Source: Dixon, “After the MLIS”
Courses5
Checked on 1 Nov 2026
Tuitionnot stated
Scholarshipsno
Checked on 1 Nov 2026
Federal aidnot stated
Statusopen
Checked on 1 Nov 2026

All other facts: As reported, not checked
"#]],
    );
}
