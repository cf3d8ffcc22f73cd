//! Every mistake an author can make, and the whole of the report.

use callslip::diagnostics::report::Format;
use snapbox::str;

use crate::support::{Column, jpeg, shows};

/// A sound letter beside the file at fault.
fn column() -> Column {
    Column::new().letter("Q: ?\n\nSM: !\n")
}

/// What is said of a letter written so, all of it.
#[track_caller]
fn letter(text: &str) -> String {
    column().file("content/questions/a.md", text).build().report()
}

/// What is said of a letter with this beside its title and date.
#[track_caller]
fn field(lines: &str) -> String {
    letter(&format!("---\ntitle: A\ndate: 2026-03-02\n{lines}\n---\nQ: ?\n\nSM: !\n"))
}

/// What is said of a letter with this answer.
#[track_caller]
fn answer(text: &str) -> String {
    letter(&format!("---\ntitle: A\ndate: 2026-03-02\n---\nQ: ?\n\nSM: {text}\n"))
}

/// What is said of a profile with these fields.
#[track_caller]
fn profile(lines: &str) -> String {
    column().file("content/programs/a.md", format!("---\ntitle: A\nprovider: B\n{lines}\n---\n")).build().report()
}

/// What is said of a columnist with these fields.
#[track_caller]
fn person(lines: &str) -> String {
    column().file("content/people/a.md", format!("---\n{lines}\n---\n")).build().report()
}

/// What is said of this `column.yaml`.
#[track_caller]
fn settings(yaml: &str) -> String {
    column().file("column.yaml", yaml).build().report()
}

/// What is said of this template of the column's own.
#[track_caller]
fn template(text: &str) -> String {
    column().file("templates/question.html", text).build().report()
}

// Front matter as a whole

#[test]
fn a_file_without_front_matter() {
    shows(
        letter("Q: May I?\n\nSM: Yes.\n"),
        str![[r#"
error: this file does not start with its title and other fields
 --> content/questions/a.md:1:1
  |
1 | Q: May I?
  | ^^^^^^^^^
  |
  = help: begin it with these lines, with the right `date`:
    ---
    title: A
    date: 2026-03-02
    ---
"#]],
    );
}

#[test]
fn an_empty_file() {
    shows(
        letter(""),
        str![[r#"
error: this file is empty
 --> content/questions/a.md:1:1
  |
1 |
  | ^
  |
  = help: remove it, if you do not need it
  = help: otherwise, begin it with these lines, with the right `date`:
    ---
    title: A
    date: 2026-03-02
    ---
"#]],
    );
}

#[test]
fn front_matter_that_is_never_closed() {
    shows(
        letter("---\ntitle: A\ndate: 2026-03-02\n\nQ: May I?\n\nSM: Yes.\n"),
        str![[r#"
error: the front matter is opened here but never closed
 --> content/questions/a.md:1:1
  |
1 | ---
  | ^^^
  |
  = help: put a line `---` below the last field
"#]],
    );
}

#[test]
fn front_matter_that_is_no_fields() {
    shows(
        letter("---\n- title\n- date\n---\nQ: ?\n\nSM: !\n"),
        str![[r#"
error: this is a list, but each line here needs a name, a colon, and a space before its text
 --> content/questions/a.md:2:1
  |
2 | / - title
3 | | - date
  | |______^
  |
  = help: write each line like this: `name: value`
"#]],
    );
    shows(
        letter("---\nJust a sentence\n---\nQ: ?\n\nSM: !\n"),
        str![[r#"
error: this is text, but each line here needs a name, a colon, and a space before its text
 --> content/questions/a.md:2:1
  |
2 | Just a sentence
  | ^^^^^^^^^^^^^^^
  |
  = help: write each line like this: `name: value`
"#]],
    );
}

#[test]
fn empty_front_matter() {
    shows(
        letter("---\n---\nQ: ?\n\nSM: !\n"),
        str![[r#"
error: a letter needs the field `date`
 --> content/questions/a.md:1:1
  |
1 | ---
  | ^^^
  |
  = help: add a line such as `date: 2026-03-02`

error: a letter needs the field `title`
 --> content/questions/a.md:1:1
  |
1 | ---
  | ^^^
  |
  = help: add a line such as `title: What the reader sees first`
"#]],
    );
}

#[test]
fn a_colon_in_a_title() {
    shows(
        letter("---\ntitle: Certificates: are \"they\" worth it?\ndate: 2026-03-02\n---\nQ: ?\n\nSM: !\n"),
        str![[r#"
error: `title` has a colon in its text, so it needs quotes
 --> content/questions/a.md:2:1
  |
2 | title: Certificates: are "they" worth it?
  | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = help: write it like this: `title: 'Certificates: are "they" worth it?'`
"#]],
    );
}

#[test]
fn a_tab_before_a_field() {
    shows(
        field("asker:\n\tpen_name: Me"),
        str![[r#"
error: there is a tab here; only spaces are allowed
 --> content/questions/a.md:5:1
  |
5 |     pen_name: Me
  | ^^^^
  |
  = help: write the line with these spaces:
      pen_name: Me
"#]],
    );
}

#[test]
fn a_bracket_that_is_not_closed() {
    shows(
        field("tags: [a, b"),
        str![[r#"
error: this bracket is never closed
 --> content/questions/a.md:4:7
  |
4 | tags: [a, b
  |       ^
  |
  = help: put `]` at the end of the list
"#]],
    );
    shows(
        letter("---\ntags: [a, b\ntitle: A\ndate: 2026-03-02\n---\nQ: ?\n\nSM: !\n"),
        str![[r#"
error: this bracket is never closed
 --> content/questions/a.md:2:7
  |
2 | tags: [a, b
  |       ^
  |
  = help: put `]` at the end of the list
"#]],
    );
}

#[test]
fn a_quote_that_is_not_closed() {
    shows(
        letter("---\ntitle: \"A\ndate: 2026-03-02\n---\nQ: ?\n\nSM: !\n"),
        str![[r#"
error: this quotation mark is never closed
 --> content/questions/a.md:2:8
  |
2 | title: "A
  |        ^
  |
  = help: put `"` at the end of the text
"#]],
    );
}

#[test]
fn a_sign_that_yaml_keeps_for_itself() {
    shows(
        field("description: @home"),
        str![[r#"
error: `description` begins with `@`, so it needs quotes around it
 --> content/questions/a.md:4:1
  |
4 | description: @home
  | ^^^^^^^^^^^^^^^^^^
  |
  = help: write it like this: `description: "@home"`
"#]],
    );
    shows(
        field("description: *Not* this one: \"that\""),
        str![[r#"
error: `description` begins with `*`, so it needs quotes around it
 --> content/questions/a.md:4:1
  |
4 | description: *Not* this one: "that"
  | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = help: write it like this: `description: '*Not* this one: "that"'`
"#]],
    );
}

#[test]
fn two_broken_fields_and_a_wrong_one_at_once() {
    shows(
        letter("---\ntitle: A: b: c\ndate: 13/45/2024\ntags: [a\nslug: a b\n---\nQ: ?\n\nSM: !\n"),
        str![[r#"
error: `title` has a colon in its text, so it needs quotes
 --> content/questions/a.md:2:1
  |
2 | title: A: b: c
  | ^^^^^^^^^^^^^^
  |
  = help: write it like this: `title: "A: b: c"`

error: callslip cannot read `13/45/2024` as a date
 --> content/questions/a.md:3:7
  |
3 | date: 13/45/2024
  |       ^^^^^^^^^^
  |
  = help: write the year, month, and day, as in `2026-03-02`

error: this bracket is never closed
 --> content/questions/a.md:4:7
  |
4 | tags: [a
  |       ^
  |
  = help: put `]` at the end of the list

error: `a b` cannot be part of an address
 --> content/questions/a.md:5:7
  |
5 | slug: a b
  |       ^^^
  |
  = help: write `slug: a-b`
"#]],
    );
}

// Fields

#[test]
fn an_unknown_field() {
    shows(
        field("tgas: [a]"),
        str![[r#"
error: there is no field called `tgas`
 --> content/questions/a.md:4:1
  |
4 | tgas: [a]
  | ^^^^ a letter has no such field
  |
  = help: did you mean `tags`?
"#]],
    );
    shows(
        field("author: me"),
        str![[r#"
error: there is no field called `author`
 --> content/questions/a.md:4:1
  |
4 | author: me
  | ^^^^^^ a letter has no such field
  |
  = help: the only columnist is Sol Marchetti: write `answered_by: SM`
  = help: if somebody else answers, make a file for that columnist: `callslip new person "me"`
"#]],
    );
    shows(
        field("asker: { penname: Me }"),
        str![[r#"
error: there is no field called `penname`
 --> content/questions/a.md:4:10
  |
4 | asker: { penname: Me }
  |          ^^^^^^^ `asker` has no such field
  |
  = help: did you mean `pen_name`?
"#]],
    );
    shows(
        profile("corses: 5"),
        str![[r#"
error: there is no field called `corses`
 --> content/programs/a.md:4:1
  |
4 | corses: 5
  | ^^^^^^ a program profile has no such field
  |
  = help: did you mean `courses`?
"#]],
    );
    shows(
        person("name: A\ninitials: AA\nportait: a.jpg"),
        str![[r#"
error: there is no field called `portait`
 --> content/people/a.md:4:1
  |
4 | portait: a.jpg
  | ^^^^^^^ a columnist has no such field
  |
  = help: did you mean `portrait`?
"#]],
    );
}

#[test]
fn a_missing_field() {
    shows(
        letter("---\nslug: a\n---\nQ: ?\n\nSM: !\n"),
        str![[r#"
error: a letter needs the field `date`
 --> content/questions/a.md:1:1
  |
1 | ---
  | ^^^
  |
  = help: add a line such as `date: 2026-03-02`

error: a letter needs the field `title`
 --> content/questions/a.md:1:1
  |
1 | ---
  | ^^^
  |
  = help: add a line such as `title: What the reader sees first`
"#]],
    );
    shows(
        column().file("content/programs/a.md", "---\ntags: [a]\n---\n").build().report(),
        str![[r#"
error: a program profile needs the field `provider`
 --> content/programs/a.md:1:1
  |
1 | ---
  | ^^^
  |
  = help: add a line such as `provider: Rare Book School`

error: a program profile needs the field `title`
 --> content/programs/a.md:1:1
  |
1 | ---
  | ^^^
  |
  = help: add a line such as `title: What the reader sees first`
"#]],
    );
    shows(
        person("description: A"),
        str![[r#"
error: a columnist needs the field `initials`
 --> content/people/a.md:1:1
  |
1 | ---
  | ^^^
  |
  = help: add a line such as `initials: SM`

error: a columnist needs the field `name`
 --> content/people/a.md:1:1
  |
1 | ---
  | ^^^
  |
  = help: add a line such as `name: Sol Marchetti`
"#]],
    );
    shows(
        column().file("content/pages/a.md", "---\nslug: a\n---\n").build().report(),
        str![[r#"
error: a page needs the field `title`
 --> content/pages/a.md:1:1
  |
1 | ---
  | ^^^
  |
  = help: add a line such as `title: What the reader sees first`
"#]],
    );
}

#[test]
fn an_empty_field() {
    shows(
        letter("---\ntitle:\ndate: 2026-03-02\n---\nQ: ?\n\nSM: !\n"),
        str![[r#"
error: `title` is empty
 --> content/questions/a.md:2:1
  |
2 | title:
  | ^^^^^
  |
  = help: write `title: What the reader sees first`
"#]],
    );
    shows(
        letter("---\ntitle: \"\"\ndate: 2026-03-02\n---\nQ: ?\n\nSM: !\n"),
        str![[r#"
error: nothing is written here
 --> content/questions/a.md:2:8
  |
2 | title: ""
  |        ^^
  |
  = help: write something here, or remove it
"#]],
    );
    shows(
        letter("---\ntitle: A\ndate:\n---\nQ: ?\n\nSM: !\n"),
        str![[r#"
error: `date` is empty
 --> content/questions/a.md:3:1
  |
3 | date:
  | ^^^^
  |
  = help: write `date: 2026-03-02`
"#]],
    );
}

#[test]
fn fields_that_may_be_empty() {
    let fields = "slug:\ntags:\ndescription:\nupdated:\ndraft:\nasker:\nanswered_by:\nextra:\nprivate:\nid:\n";
    let text = format!("---\ntitle: A\ndate: 2026-03-02\n{fields}---\nQ: ?\n\nSM: !\n");
    column().file("content/questions/a.md", text).build().sound();
}

#[test]
fn a_value_of_the_wrong_kind() {
    shows(
        letter("---\ntitle: [A]\ndate: 2026-03-02\n---\nQ: ?\n\nSM: !\n"),
        str![[r#"
error: this must be plain text, but it is a list
 --> content/questions/a.md:2:8
  |
2 | title: [A]
  |        ^^^
  |
  = help: remove the brackets: `A`
"#]],
    );
    shows(
        field("tags: { a: b }"),
        str![[r#"
error: this must be a list, but it is a group of fields
 --> content/questions/a.md:4:7
  |
4 | tags: { a: b }
  |       ^^^^^^^^
"#]],
    );
    shows(
        field("asker: Bob"),
        str![[r#"
error: the pen name needs `pen_name:` and curly braces around it
 --> content/questions/a.md:4:8
  |
4 | asker: Bob
  |        ^^^
  |
  = help: write `asker: { pen_name: Bob }`
"#]],
    );
    shows(
        field("extra: more"),
        str![[r#"
error: this must be fields such as `{ mood: cheerful }`, but it is text
 --> content/questions/a.md:4:8
  |
4 | extra: more
  |        ^^^^
"#]],
    );
    shows(
        profile("financial_aid: yes"),
        str![[r#"
error: this must be fields such as `{ scholarships: yes }`, but it is text
 --> content/programs/a.md:4:16
  |
4 | financial_aid: yes
  |                ^^^
  |
  = help: write `financial_aid: { scholarships: yes }`
"#]],
    );
    assert!(profile("financial_aid: no").contains("help: write `financial_aid: { scholarships: no, federal: no }`\n"));
    assert!(profile("financial_aid: Ask them").contains("help: write `financial_aid: { note: \"Ask them\" }`\n"));
    assert!(
        profile("financial_aid: the \"Hall\" fund")
            .contains("help: write `financial_aid: { note: \"the \\\"Hall\\\" fund\" }`\n")
    );
    for fields in [
        "{ scholarships: yes }",
        "{ scholarships: no, federal: no }",
        "{ note: \"Ask them\" }",
        "{ note: \"the \\\"Hall\\\" fund\" }",
    ] {
        assert_eq!(profile(&format!("financial_aid: {fields}")), "");
    }
    shows(
        profile("tuition: [USD 5]"),
        str![[r#"
error: a price needs no brackets around it
 --> content/programs/a.md:4:10
  |
4 | tuition: [USD 5]
  |          ^^^^^^^
  |
  = help: write `USD 5`
"#]],
    );
}

#[test]
fn a_list_without_brackets() {
    shows(
        field("tags: records management, funding"),
        str![[r#"
error: a list needs brackets around it
 --> content/questions/a.md:4:7
  |
4 | tags: records management, funding
  |       ^^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = help: write `[records management, funding]`
"#]],
    );
}

#[test]
fn neither_yes_nor_no() {
    shows(
        field("draft: maybe"),
        str![[r#"
error: `maybe` is neither yes nor no
 --> content/questions/a.md:4:8
  |
4 | draft: maybe
  |        ^^^^^
  |
  = help: write `yes` or `no`
"#]],
    );
    shows(
        field("draft: [yes]"),
        str![[r#"
error: this must be `yes` or `no`, but it is a list
 --> content/questions/a.md:4:8
  |
4 | draft: [yes]
  |        ^^^^^
"#]],
    );
}

#[test]
fn a_field_that_stands_there_twice() {
    shows(
        field("tags: [a]\nslug: b\ntags: [c]"),
        str![[r#"
error: `tags` is here twice
 --> content/questions/a.md:6:1
  |
4 | tags: [a]
  | ---- the first one
5 | slug: b
6 | tags: [c]
  | ^^^^ the second one
  |
  = help: remove one of the two
"#]],
    );
    shows(
        field("asker: { pen_name: A, pen_name: B }"),
        str![[r#"
error: `pen_name` is here twice
 --> content/questions/a.md:4:23
  |
4 | asker: { pen_name: A, pen_name: B }
  |          --------     ^^^^^^^^ the second one
  |          |
  |          the first one
  |
  = help: remove one of the two
"#]],
    );
}

#[test]
fn a_tag_that_stands_there_twice_or_says_nothing() {
    shows(
        field("tags: [Rare books, rare-books, \"!\"]"),
        str![[r#"
warning: `Rare books` and `rare-books` count as the same tag
 --> content/questions/a.md:4:20
  |
4 | tags: [Rare books, rare-books, "!"]
  |                    ^^^^^^^^^^
  |
  = help: remove one of them

error: `!` cannot be a tag
 --> content/questions/a.md:4:32
  |
4 | tags: [Rare books, rare-books, "!"]
  |                                ^^^
  |
  = help: write a tag with at least one letter or digit
"#]],
    );
}

#[test]
fn a_slug_that_cannot_be_part_of_an_address() {
    shows(
        field("slug: loud drums/2"),
        str![[r#"
error: `loud drums/2` cannot be part of an address
 --> content/questions/a.md:4:7
  |
4 | slug: loud drums/2
  |       ^^^^^^^^^^^^
  |
  = help: write `slug: loud-drums-2`
"#]],
    );
}

#[test]
fn a_feed_id_that_is_no_address() {
    shows(
        field("id: 12"),
        str![[r#"
error: an `id` must be a full address, or begin with `tag:` or `urn:`
 --> content/questions/a.md:4:5
  |
4 | id: 12
  |     ^^
  |
  = help: copy the id from the old feed, such as `https://old.example/?p=12`
"#]],
    );
}

#[test]
fn initials_that_nobody_has() {
    shows(
        field("answered_by: [SN]"),
        str![[r#"
error: no columnist has the initials `SN`
 --> content/questions/a.md:4:15
  |
4 | answered_by: [SN]
  |               ^^
  |
  = help: write `SM`
"#]],
    );
    shows(
        field("answered_by: Thea"),
        str![[r#"
error: no columnist has the initials `Thea`
 --> content/questions/a.md:4:14
  |
4 | answered_by: Thea
  |              ^^^^
  |
  = help: the only columnist is Sol Marchetti: write `SM`
  = help: if somebody else answers, make a file for that columnist: `callslip new person "Thea"`
"#]],
    );
    let nobody = Column::new()
        .without("content/people/sol-marchetti.md")
        .file("content/questions/a.md", "---\ntitle: A\ndate: 2026-03-02\nanswered_by: SM\n---\nText.\n");
    shows(
        nobody.build().report(),
        str![[r#"
error: no columnist has the initials `SM`
 --> content/questions/a.md:4:14
  |
4 | answered_by: SM
  |              ^^
  |
  = help: there is no columnist in `content/people/` yet
  = help: if somebody else answers, make a file for that columnist: `callslip new person "A Name"`
"#]],
    );
}

#[test]
fn initials_that_cannot_open_an_answer() {
    shows(
        person("name: Quentin\ninitials: Q"),
        str![[r#"
error: `Q:` already has another meaning in letters
 --> content/people/a.md:3:11
  |
3 | initials: Q
  |           ^
  |
  = help: choose other initials, such as the first letters of both names
"#]],
    );
    shows(
        person("name: A\ninitials: A B"),
        str![[r#"
error: `A B` cannot be someone's initials
 --> content/people/a.md:3:11
  |
3 | initials: A B
  |           ^^^
  |
  = help: write `AB`
"#]],
    );
}

#[test]
fn two_columnists_with_the_same_initials() {
    shows(
        person("name: Sally Moon\ninitials: SM"),
        str![[r#"
error: two columnists have the initials `SM`
 --> content/people/sol-marchetti.md:2:7
  |
2 | name: Sol Marchetti
  |       ^^^^^^^^^^^^^ this one
  |
 ::: content/people/a.md:2:7
  |
2 | name: Sally Moon
  |       ---------- and this one
  |
  = help: give one of them other initials, in that file and in that columnist's answers
"#]],
    );
}

// Dates

#[test]
fn a_date_in_another_order_or_in_words() {
    let date = |written: &str| letter(&format!("---\ntitle: A\ndate: {written}\n---\nQ: ?\n\nSM: !\n"));
    shows(
        date("13/45/2024"),
        str![[r#"
error: callslip cannot read `13/45/2024` as a date
 --> content/questions/a.md:3:7
  |
3 | date: 13/45/2024
  |       ^^^^^^^^^^
  |
  = help: write the year, month, and day, as in `2026-03-02`
"#]],
    );
    shows(
        date("March 5, 2024"),
        str![[r#"
error: callslip cannot read `March 5, 2024` as a date
 --> content/questions/a.md:3:7
  |
3 | date: March 5, 2024
  |       ^^^^^^^^^^^^^
  |
  = help: write `2024-03-05`
"#]],
    );
    shows(
        date("13/04/2024"),
        str![[r#"
error: callslip cannot read `13/04/2024` as a date
 --> content/questions/a.md:3:7
  |
3 | date: 13/04/2024
  |       ^^^^^^^^^^
  |
  = help: write `2024-04-13`
"#]],
    );
    shows(
        date("03/04/2024"),
        str![[r#"
error: callslip cannot read `03/04/2024` as a date
 --> content/questions/a.md:3:7
  |
3 | date: 03/04/2024
  |       ^^^^^^^^^^
  |
  = help: write `2024-03-04` or `2024-04-03`, whichever you mean
"#]],
    );
    shows(
        date("2024-02-30"),
        str![[r#"
error: there is no such day or time as `2024-02-30`
 --> content/questions/a.md:3:7
  |
3 | date: 2024-02-30
  |       ^^^^^^^^^^
  |
  = help: the last day of that month is `2024-02-29`
"#]],
    );
    shows(
        date("2024-03-05 25:00"),
        str![[r#"
error: there is no such day or time as `2024-03-05 25:00`
 --> content/questions/a.md:3:7
  |
3 | date: 2024-03-05 25:00
  |       ^^^^^^^^^^^^^^^^
  |
  = help: write the year, month, and day, as in `2026-03-02`; if you need a time, `2026-03-02 14:30`
"#]],
    );
    shows(
        date("tomorrow"),
        str![[r#"
error: callslip cannot read `tomorrow` as a date
 --> content/questions/a.md:3:7
  |
3 | date: tomorrow
  |       ^^^^^^^^
  |
  = help: write the year, month, and day, as in `2026-03-02`
"#]],
    );
}

#[test]
fn an_hour_that_the_clocks_left_out() {
    let text = "---\ntitle: A\ndate: 2026-03-08 02:30\n---\nQ: ?\n\nSM: !\n";
    let column =
        column().file("column.yaml", "title: T\ntimezone: America/New_York\n").file("content/questions/a.md", text);
    shows(
        column.build().report(),
        str![[r#"
error: there was no 02:30 on that day: the clocks went forward
 --> content/questions/a.md:3:7
  |
3 | date: 2026-03-08 02:30
  |       ^^^^^^^^^^^^^^^^
  |
  = help: write `2026-03-08 03:30`
"#]],
    );
}

#[test]
fn an_update_with_a_wrong_day() {
    shows(
        answer("Yes.\n\nUpdate (March 5, 2026): She moved.\n"),
        str![[r#"
error: callslip cannot read `March 5, 2026` as a date
 --> content/questions/a.md:9:1
  |
9 | Update (March 5, 2026): She moved.
  | ^^^^^^^^^^^^^^^^^^^^^^^
  |
  = help: write `2026-03-05`
"#]],
    );
}

// Money

#[test]
fn money_without_a_currency() {
    shows(
        profile("tuition: 1395"),
        str![[r#"
error: `1395` does not say which currency it is in
 --> content/programs/a.md:4:10
  |
4 | tuition: 1395
  |          ^^^^
  |
  = help: write the currency code before the amount, such as `USD 1,395`
"#]],
    );
    shows(
        profile("tuition: { per_course: 1395 }"),
        str![[r#"
error: `1395` does not say which currency it is in
 --> content/programs/a.md:4:24
  |
4 | tuition: { per_course: 1395 }
  |                        ^^^^
  |
  = help: write the currency code before the amount, such as `per_course: "USD 1,395"`
"#]],
    );
}

#[test]
fn a_comma_that_parts_an_amount() {
    shows(
        profile("tuition: { total: USD 1,200 }"),
        str![[r#"
error: inside curly braces, an amount with a comma in it needs quotes
 --> content/programs/a.md:4:10
  |
4 | tuition: { total: USD 1,200 }
  |          ^^^^^^^^^^^^^^^^^^^^
  |
  = help: write `total: "USD 1,200"`
"#]],
    );
    shows(
        profile("tuition: { per_course: USD 1,395, applies_to: most courses }"),
        str![[r#"
error: inside curly braces, an amount with a comma in it needs quotes
 --> content/programs/a.md:4:10
  |
4 | tuition: { per_course: USD 1,395, applies_to: most courses }
  |          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = help: write `per_course: "USD 1,395"`
"#]],
    );
}

#[test]
fn a_total_that_differs_from_the_sum() {
    shows(
        profile("courses: 5\ntuition: { per_course: \"USD 1,395\", total: \"USD 6,957\" }"),
        str![[r#"
warning: the total given is USD 6,957, but the parts add up to USD 6,975
 --> content/programs/a.md:5:44
  |
5 | tuition: { per_course: "USD 1,395", total: "USD 6,957" }
  |                                            ^^^^^^^^^^^
  |
  = help: correct one of them, or remove `total`
"#]],
    );
}

#[test]
fn what_is_no_amount_of_money() {
    shows(
        profile("tuition: USD 1.395,00"),
        str![[r#"
error: `USD 1.395,00` is not an amount of money
 --> content/programs/a.md:4:10
  |
4 | tuition: USD 1.395,00
  |          ^^^^^^^^^^^^
  |
  = help: write `USD 1,395.00`
"#]],
    );
    shows(
        profile("tuition: USS 100"),
        str![[r#"
error: `USS` is not a currency
 --> content/programs/a.md:4:10
  |
4 | tuition: USS 100
  |          ^^^^^^^
  |
  = help: write the currency code, such as `USD` or `EUR`, and one amount in digits
"#]],
    );
}

// Other facts of a profile

#[test]
fn a_word_that_is_not_among_those_known() {
    shows(
        profile("credential: certifcate"),
        str![[r#"
error: `certifcate` is not a kind of credential
 --> content/programs/a.md:4:13
  |
4 | credential: certifcate
  |             ^^^^^^^^^^
  |
  = help: did you mean `certificate`?
"#]],
    );
    shows(
        profile("credential: diploma"),
        str![[r#"
error: `diploma` is not a kind of credential
 --> content/programs/a.md:4:13
  |
4 | credential: diploma
  |             ^^^^^^^
  |
  = help: write one of these: `professional certificate`, `graduate certificate`, `post-master's certificate`, `certificate`, `specialization`, `degree`, `course`
"#]],
    );
    shows(
        profile("delivery: [on-line, in person]"),
        str![[r#"
error: `on-line` is not a kind of delivery
 --> content/programs/a.md:4:12
  |
4 | delivery: [on-line, in person]
  |            ^^^^^^^
  |
  = help: did you mean `online`?
"#]],
    );
    shows(
        profile("status: ended"),
        str![[r#"
error: `ended` is not a status
 --> content/programs/a.md:4:9
  |
4 | status: ended
  |         ^^^^^
  |
  = help: write one of these: `open`, `paused`, `closed`, `renamed`
"#]],
    );
}

#[test]
fn a_number_that_is_none() {
    shows(
        profile("courses: five"),
        str![[r#"
error: `five` is not a whole number from 1 to 500
 --> content/programs/a.md:4:10
  |
4 | courses: five
  |          ^^^^
  |
  = help: write `5`
"#]],
    );
    shows(
        profile("courses: 5.5"),
        str![[r#"
error: `5.5` is not a whole number from 1 to 500
 --> content/programs/a.md:4:10
  |
4 | courses: 5.5
  |          ^^^
  |
  = help: write a number in digits, such as `5`
"#]],
    );
    shows(
        profile("courses: 0"),
        str![[r#"
error: `0` is not a whole number from 1 to 500
 --> content/programs/a.md:4:10
  |
4 | courses: 0
  |          ^
  |
  = help: write a number in digits, such as `5`
"#]],
    );
}

#[test]
fn a_span_of_time_that_is_none() {
    shows(
        profile("review_every: often"),
        str![[r#"
error: `often` is not a length of time
 --> content/programs/a.md:4:15
  |
4 | review_every: often
  |               ^^^^^
  |
  = help: write a number and a unit, such as `6 months` or `1 year`
"#]],
    );
}

#[test]
fn an_address_that_is_not_full() {
    shows(
        profile("url: www.example.org"),
        str![[r#"
error: this is not the full address of a page
 --> content/programs/a.md:4:6
  |
4 | url: www.example.org
  |      ^^^^^^^^^^^^^^^
  |
  = help: copy it from the browser, with its `https://`
"#]],
    );
}

// Texts

#[test]
fn html_that_breaks_a_promise() {
    shows(
        answer("Yes.\n\n<script>alert(1)</script>\n"),
        str![[r#"
error: `<script>` is not allowed in your text
 --> content/questions/a.md:9:1
  |
9 | <script>alert(1)</script>
  | ^^^^^^^^
  |
  = help: scripts belong in a theme
  = help: to show the word, write `` `<script>` ``
"#]],
    );
    shows(
        answer("<b onclick=\"x()\" style=\"color: red\">Yes</b>\n"),
        str![[r#"
warning: `onclick=` and `style=` are left out
 --> content/questions/a.md:7:5
  |
7 | SM: <b onclick="x()" style="color: red">Yes</b>
  |     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = help: remove them: a theme decides how things look and behave
"#]],
    );
    shows(
        answer("<iframe src=\"https://example.org\"></iframe>\n"),
        str![[r#"
warning: this answer has no text
 --> content/questions/a.md:7:1
  |
7 | SM: <iframe src="https://example.org"></iframe>
  | ^^^
  |
  = help: write it after the colon, or remove the line

error: `<iframe>` is not allowed in your text
 --> content/questions/a.md:7:5
  |
7 | SM: <iframe src="https://example.org"></iframe>
  |     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = help: link to it instead: `[its name](https://…)`; you can show your own video with `<video>`
  = help: to show the word, write `` `<iframe>` ``
"#]],
    );
    shows(
        answer("<a href=\"java&#10;script:x()\">Yes</a>\n"),
        str![[r#"
error: the address in `href=` would run a script
 --> content/questions/a.md:7:5
  |
7 | SM: <a href="java&#10;script:x()">Yes</a>
  |     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = help: remove it
"#]],
    );
}

#[test]
fn html_that_fetches_from_another_site() {
    shows(
        answer("<img src=\"https://example.org/a.png\" alt=\"A\">\n"),
        str![[r#"
error: `src=` loads from another site, which could then track your readers
 --> content/questions/a.md:7:5
  |
7 | SM: <img src="https://example.org/a.png" alt="A">
  |     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = help: save the file in the same folder as this one, and write its name here
"#]],
    );
    shows(
        answer("<img src=\"a.png\" srcset=\"//example.org/b.png 2x\" alt=\"A\">\n"),
        str![[r#"
error: `srcset=` loads from another site, which could then track your readers
 --> content/questions/a.md:7:5
  |
7 | SM: <img src="a.png" srcset="//example.org/b.png 2x" alt="A">
  |     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = help: save the file in the same folder as this one, and write its name here

error: there is no file `content/questions/a.png`
 --> content/questions/a.md:7:15
  |
7 | SM: <img src="a.png" srcset="//example.org/b.png 2x" alt="A">
  |               ^^^^^
  |
  = help: put the picture into `content/questions`, or correct its name
"#]],
    );
}

#[test]
fn html_that_is_left_open() {
    // What follows would become part of the tag, and with it what nobody looked at.
    shows(
        answer("Yes.\n\n<div title=\"\n\n    \" onclick=x() title=\"\n"),
        str![[r#"
error: this HTML starts here but never ends
 --> content/questions/a.md:9:1
  |
9 | <div title="
  | ^^^^^^^^^^^^
  |
  = help: end it before the next empty line: a tag with `>`, a note with `-->`
"#]],
    );
    shows(
        answer("Yes.\n\n<!-- Nothing below is shown.\n\nNo.\n"),
        str![[r#"
error: this HTML starts here but never ends
 --> content/questions/a.md:9:1
  |
9 | <!-- Nothing below is shown.
  | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = help: end it before the next empty line: a tag with `>`, a note with `-->`
"#]],
    );
}

#[test]
fn an_address_that_runs() {
    shows(
        answer("[Yes](javascript:alert(1))\n"),
        str![[r#"
error: an address that begins with `javascript:` runs a program in the reader's browser
 --> content/questions/a.md:7:11
  |
7 | SM: [Yes](javascript:alert(1))
  |           ^^^^^^^^^^^^^^^^^^^
  |
  = help: link to a page instead
"#]],
    );
    shows(
        answer("![Yes](data:text/html,x)\n"),
        str![[r#"
error: this address is a whole file, such as a picture, written out as text
 --> content/questions/a.md:7:12
  |
7 | SM: ![Yes](data:text/html,x)
  |            ^^^^^^^^^^^^^^^^
  |
  = help: save it as a file in the same folder as this one, and write its name here
"#]],
    );
}

#[test]
fn a_picture_of_another_site() {
    shows(
        answer("![A shelf](https://example.org/shelf.jpg)\n"),
        str![[r#"
error: this picture is on another site, which could then track your readers
 --> content/questions/a.md:7:16
  |
7 | SM: ![A shelf](https://example.org/shelf.jpg)
  |                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = help: save the file in the same folder as this one, and write its name here
"#]],
    );
}

#[test]
fn a_picture_without_words() {
    let column = column().file("content/questions/shelf.jpg", jpeg("a picture"));
    shows(
        column.letter("Q: ?\n\nSM: ![](shelf.jpg)\n").build().report(),
        str![[r#"
warning: this picture has no description for readers who cannot see it
 --> content/questions/loud-drums.md:7:5
  |
7 | SM: ![](shelf.jpg)
  |     ^^^^^^^^^^^^^^
  |
  = help: describe it between the brackets: `![A shelf of ledgers](shelf.jpg)`
"#]],
    );
}

#[test]
fn a_heading_with_more_than_an_id_and_classes() {
    shows(
        answer("Yes.\n\n## Why {#why .wide onclick=x}\n"),
        str![[r#"
error: `onclick` is not allowed on a heading
 --> content/questions/a.md:9:1
  |
9 | ## Why {#why .wide onclick=x}
  | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = help: in the braces, write only an id and classes: `{#my-id .my-class}`
"#]],
    );
}

// Files

#[test]
fn two_files_with_one_address() {
    let text = |title: &str| format!("---\ntitle: {title}\ndate: 2026-03-02\nslug: same\n---\nQ: ?\n\nSM: !\n");
    let column = column().file("content/questions/a.md", text("A")).file("content/questions/b.md", text("B"));
    shows(
        column.build().report(),
        str![[r#"
error: two files have the address `/questions/same/`
 --> content/questions/b.md:2:8
  |
2 | title: B
  |        ^ this one
  |
 ::: content/questions/a.md:2:8
  |
2 | title: A
  |        - and this one
  |
  = help: give one of them another address: add a line such as `slug: another-name`
"#]],
    );
    let column = column.file("content/questions/c.md", text("C"));
    shows(
        column.build().short(),
        str![[r#"
content/questions/b.md:2:8: error: two files have the address `/questions/same/` (give one of them another address: add a line such as `slug: another-name`)
content/questions/c.md:2:8: error: two files have the address `/questions/same/` (give one of them another address: add a line such as `slug: another-name`)
"#]],
    );
}

#[test]
fn two_files_whose_addresses_differ_in_case_only() {
    let text = |day: u8, slug: &str| format!("---\ntitle: A\ndate: 2026-03-0{day}\nslug: {slug}\n---\nQ: ?\n\nSM: !\n");
    let column =
        column().file("content/questions/a.md", text(2, "Same")).file("content/questions/b.md", text(1, "same"));
    shows(
        column.build().report(),
        str![[r#"
error: two files have the address `/questions/same/`
 --> content/questions/b.md:2:8
  |
2 | title: A
  |        ^ this one
  |
 ::: content/questions/a.md:2:8
  |
2 | title: A
  |        - and this one
  |
  = help: give one of them another address: add a line such as `slug: another-name`
"#]],
    );
}

#[test]
fn a_page_at_an_address_that_every_column_has() {
    let page = |slug: &str| column().file(&format!("content/pages/{slug}.md"), "---\ntitle: A\n---\n").build().report();
    shows(
        page("tags"),
        str![[r#"
error: `/tags/` is an address that callslip itself uses
 --> content/pages/tags.md:2:8
  |
2 | title: A
  |        ^
  |
  = help: add a line such as `slug: another-name`
"#]],
    );
    shows(
        page("people"),
        str![[r#"
error: `/people/` is an address that callslip itself uses
 --> content/pages/people.md:2:8
  |
2 | title: A
  |        ^
  |
  = help: add a line such as `slug: another-name`
"#]],
    );
}

#[test]
fn a_file_in_the_way_of_a_page_of_our_own() {
    let report = column().file("static/index.html", "<p>Mine</p>").build().short();
    assert!(report.starts_with("static/index.html: error: "), "{report}");
    let page = "---\ntitle: A\nslug: feed.xml\n---\n";
    let report = column().file("content/pages/a.md", page).build().short();
    assert!(report.starts_with("content/pages/a.md:"), "{report}");
}

#[test]
fn a_file_in_no_folder() {
    shows(
        column().file("content/question/a.md", "---\ntitle: A\n---\n").build().report(),
        str![[r#"
error: no folder of `content/` is called `question`, so it is not read
--> content/question
 = help: move its file to `content/questions/`
"#]],
    );
    shows(
        column().file("content/a.md", "---\ntitle: A\n---\n").build().report(),
        str![[r#"
error: this file is not in one of the folders that become pages
 --> content/a.md:1:1
  |
1 | ---
  | ^
  |
  = help: if it is a letter, move it to `content/questions/a.md`
  = help: the other folders are `content/programs/`, `content/people/`, and `content/pages/`
"#]],
    );
    shows(
        column().file("content/notes/a.md", "A note").build().report(),
        str![[r#"
error: this file is not in one of the folders that become pages
 --> content/notes/a.md:1:1
  |
1 | A note
  | ^
  |
  = help: if it is a letter, move it to `content/questions/a.md`
  = help: the other folders are `content/programs/`, `content/people/`, and `content/pages/`
"#]],
    );
}

#[test]
fn a_file_that_is_not_utf8() {
    let text = b"---\r\ntitle: Caf\xe9\r\ndate: 2026-03-02\r\n---\r\nQ: ?\r\n\r\nSM: !\r\n";
    shows(
        column().file("content/questions/a.md", text).build().report(),
        str![[r#"
error: some characters in this file cannot be read: it is saved in an old encoding
 --> content/questions/a.md:2:11
  |
2 | title: Caf�
  |           ^ probably `Café`
  |
  = help: in your editor, choose “Save As…” or “Save with Encoding,” and pick UTF-8
"#]],
    );
}

#[test]
fn a_file_that_is_too_large() {
    let text = format!("---\ntitle: A\ndate: 2026-03-02\n---\nQ: ?\n\nSM: {}\n", "word ".repeat(300_000));
    let column = column().file("content/questions/a.md", text).build();
    assert_eq!(
        column.short(),
        "content/questions/a.md: error: this file is too large: 1465 KB, and the limit is 1024 KB \
         (split it into several files)\n"
    );
}

#[cfg(unix)]
#[test]
fn a_link_that_leads_out_of_the_column() {
    let outside = tempfile::tempdir().unwrap();
    std::fs::write(outside.path().join("secret.md"), "---\ntitle: Secret\n---\n").unwrap();
    let column = column().file("content/pages/about.md", "---\ntitle: About\n---\n");
    let link = |from: &std::path::Path, to: &str| {
        std::os::unix::fs::symlink(from, column.root().join(to)).unwrap();
    };
    link(&outside.path().join("secret.md"), "content/pages/secret.md");
    link(outside.path(), "content/programs");
    link(&column.root().join("content/pages/about.md"), "content/pages/within.md");
    let built = column.build();
    shows(
        built.report(),
        str![[r#"
error: this shortcut (link) leads out of `content/`, so callslip does not open it
--> content/pages/secret.md
 = help: put a copy of the file here instead of a shortcut

error: this is a shortcut (link) to `content/pages/about.md`, which callslip already reads
--> content/pages/within.md
 = help: remove it; to send readers there, link to that file in a letter or page

error: this shortcut (link) leads out of `content/`, so callslip does not open it
--> content/programs
 = help: put a copy of the file here instead of a shortcut
"#]],
    );
    assert!(built.site.entries.pages.entries().all(|page| page.common.title.plain == "About"));
}

// `column.yaml`

#[test]
fn a_column_without_a_title() {
    shows(
        settings("tagline: A\n"),
        str![[r#"
error: `column.yaml` needs the field `title`
 --> column.yaml:1:1
  |
1 | tagline: A
  | ^^^^^^^^^^
  |
  = help: add a line such as `title: The name of your column`
"#]],
    );
    shows(
        settings(""),
        str![[r#"
error: `column.yaml` needs the field `title`
 --> column.yaml:1:1
  |
1 |
  | ^
  |
  = help: add a line such as `title: The name of your column`
"#]],
    );
}

#[test]
fn settings_that_cannot_be_what_was_meant() {
    shows(
        settings("title: T\nbase_url: desk.example\n"),
        str![[r#"
error: this is not the full address of a site
 --> column.yaml:2:11
  |
2 | base_url: desk.example
  |           ^^^^^^^^^^^^
  |
  = help: write one such as `https://example.org` or `https://example.org/column`
"#]],
    );
    shows(
        settings("title: T\ntimezone: New York\n"),
        str![[r#"
error: there is no time zone called `New York`
 --> column.yaml:2:11
  |
2 | timezone: New York
  |           ^^^^^^^^
  |
  = help: write `America/New_York`
"#]],
    );
    shows(
        settings("title: T\nlanguage: english\n"),
        str![[r#"
error: `english` is not a language code
 --> column.yaml:2:11
  |
2 | language: english
  |           ^^^^^^^
  |
  = help: write its code, such as `en`, `en-GB`, or `de`
"#]],
    );
    shows(
        settings("title: T\nid: my column\n"),
        str![[r#"
error: `my column` cannot be the `id` of a column
 --> column.yaml:2:5
  |
2 | id: my column
  |     ^^^^^^^^^
  |
  = help: write a domain name of yours, a comma, and a year: `example.org,2026`
"#]],
    );
    shows(
        settings("title: T\ncurrency: dollars\n"),
        str![[r#"
error: `dollars` is not a currency
 --> column.yaml:2:11
  |
2 | currency: dollars
  |           ^^^^^^^
  |
  = help: write its three-letter code, such as `USD` or `EUR`
"#]],
    );
    shows(
        settings("title: T\nletters_per_page: 0\n"),
        str![[r#"
error: `0` is not a whole number from 1 to 1000
 --> column.yaml:2:19
  |
2 | letters_per_page: 0
  |                   ^
  |
  = help: write a number in digits, such as `5`
"#]],
    );
    shows(
        settings("title: T\nbaseurl: https://desk.example\n"),
        str![[r#"
error: there is no field called `baseurl`
 --> column.yaml:2:1
  |
2 | baseurl: https://desk.example
  | ^^^^^^^ `column.yaml` has no such field
  |
  = help: did you mean `base_url`?
"#]],
    );
}

#[test]
fn a_navigation_that_is_none() {
    shows(
        settings("title: T\nnav: /tags/\n"),
        str![[r#"
error: this must be a list of `{ label: …, path: … }`, but it is text
 --> column.yaml:2:6
  |
2 | nav: /tags/
  |      ^^^^^^
"#]],
    );
    shows(
        settings("title: T\nnav: [Tags]\n"),
        str![[r#"
error: this must be fields such as `{ label: About, path: /about/ }`, but it is text
 --> column.yaml:2:7
  |
2 | nav: [Tags]
  |       ^^^^
"#]],
    );
    shows(
        settings("title: T\nnav: [{ label: Tags, path: tags }]\n"),
        str![[r#"
error: `tags` is not an address
 --> column.yaml:2:28
  |
2 | nav: [{ label: Tags, path: tags }]
  |                            ^^^^
  |
  = help: write `/tags/`
"#]],
    );
    shows(
        settings("title: T\nnav: [{ lable: Tags, path: /tags/ }]\n"),
        str![[r#"
error: there is no field called `lable`
 --> column.yaml:2:9
  |
2 | nav: [{ lable: Tags, path: /tags/ }]
  |         ^^^^^ an entry of `nav` or `footer` has no such field
  |
  = help: did you mean `label`?
"#]],
    );
}

#[test]
fn a_theme_that_does_not_exist() {
    shows(
        settings("title: T\ntheme: reding-room\n"),
        str![[r#"
error: there is no theme called `reding-room`
 --> column.yaml:2:8
  |
2 | theme: reding-room
  |        ^^^^^^^^^^^
  |
  = help: did you mean `reading-room`?
"#]],
    );
    shows(
        settings("title: T\ntheme: newspaper\n"),
        str![[r#"
error: there is no theme called `newspaper`
 --> column.yaml:2:8
  |
2 | theme: newspaper
  |        ^^^^^^^^^
  |
  = help: put it, with a `theme.yaml`, into `themes/newspaper/`, or use one of these: `broadsheet`, `reading-room`
"#]],
    );
    shows(
        settings("title: T\ntheme: ../secret\n"),
        str![[r#"
error: `../secret` cannot be the name of a theme
 --> column.yaml:2:8
  |
2 | theme: ../secret
  |        ^^^^^^^^^
  |
  = help: write the name of its folder in `themes/`, such as `evening`
"#]],
    );
}

#[test]
fn a_column_without_letters_is_reported_how_to_begin() {
    shows(
        Column::new().build().report(),
        str![[r#"
hint: there is no letter in `content/questions/` yet
 |
 = help: write the first one with `callslip new question "Its title"`
"#]],
    );
}

// Templates

#[test]
fn two_templates_that_cannot_be_read() {
    let column = column()
        .file("templates/question.html", "<main>\n{% if page.title %}\n</main>\n")
        .file("templates/tag.html", "<p>{{ page.title | }}</p>\n");
    shows(
        column.build().report(),
        str![[r#"
error: this `{% if %}` is never closed
 --> templates/question.html:2:1
  |
2 | {% if page.title %}
  | ^^^^^^^^^^^^^^^^^^^
  |
  = help: write `{% endif %}` where it ends

error: there is `}}` where a name is expected
 --> templates/tag.html:1:20
  |
1 | <p>{{ page.title | }}</p>
  |                    ^^
"#]],
    );
}

#[test]
fn a_field_that_a_view_does_not_have() {
    shows(
        template("<main>{{ page.titel }}</main>\n"),
        str![[r#"
error: there is no field `titel` here
 --> templates/question.html:1:15
  |
1 | <main>{{ page.titel }}</main>
  |               ^^^^^
  |
  = help: did you mean `title`?
  = help: met while making the page `/questions/loud-drums/`
"#]],
    );
    shows(
        template("<main>{{ pagse.title }}</main>\n"),
        str![[r#"
error: variable `pagse` is not defined
 --> templates/question.html:1:10
  |
1 | <main>{{ pagse.title }}</main>
  |          ^^^^^
  |
  = help: did you mean `page`?
  = help: met while making the page `/questions/loud-drums/`
"#]],
    );
}

#[test]
fn a_function_or_filter_that_does_not_exist() {
    shows(
        template("<main>{{ assset(name=\"a\") }}</main>\n"),
        str![[r#"
error: there is no function `assset`
 --> templates/question.html:1:10
  |
1 | <main>{{ assset(name="a") }}</main>
  |          ^^^^^^
  |
  = help: did you mean `asset`?
"#]],
    );
    shows(
        template("<main>{{ page.title | shout }}</main>\n"),
        str![[r#"
error: there is no filter `shout`
 --> templates/question.html:1:23
  |
1 | <main>{{ page.title | shout }}</main>
  |                       ^^^^^
  |
  = help: the filters are `sort`, `filter`, `map`, `slice`, `slugify`, `striptags`, `truncate_words`, `urlencode`, and 40 more
"#]],
    );
}

#[test]
fn a_parent_that_does_not_exist() {
    shows(
        template("{% extends \"bass.html\" %}\n"),
        str![[r#"
error: this template extends `bass.html`, which does not exist
 --> templates/question.html:1:13
  |
1 | {% extends "bass.html" %}
  |             ^^^^^^^^^
  |
  = help: did you mean `base.html`?
"#]],
    );
    shows(
        template("{% extends \"parent:questions.html\" %}\n"),
        str![[r#"
error: this template extends `parent:questions.html`, which does not exist
 --> templates/question.html:1:13
  |
1 | {% extends "parent:questions.html" %}
  |             ^^^^^^^^^^^^^^^^^^^^^
  |
  = help: did you mean `parent:question.html`?
"#]],
    );
}

#[test]
fn a_template_that_extends_itself() {
    shows(
        template("{% extends \"question.html\" %}\n"),
        str![[r#"
error: this template extends itself
 --> templates/question.html:1:13
  |
1 | {% extends "question.html" %}
  |             ^^^^^^^^^^^^^
  |
  = help: to extend the template that this one covers, write `parent:question.html`
"#]],
    );
}

#[test]
fn templates_that_come_back_to_themselves() {
    let column = column()
        .file("templates/a.html", "{% extends \"b.html\" %}\n")
        .file("templates/b.html", "{% extends \"c.html\" %}\n")
        .file("templates/c.html", "{% include \"b.html\" %}\n")
        .file("templates/d.html", "{% include \"d.html\" %}\n");
    shows(
        column.build().report(),
        str![[r#"
error: this template leads back to itself: it extends `c.html`, which includes `b.html`
 --> templates/b.html:1:13
  |
1 | {% extends "c.html" %}
  |             ^^^^^^

error: this template includes itself
 --> templates/d.html:1:13
  |
1 | {% include "d.html" %}
  |             ^^^^^^
"#]],
    );
}

#[test]
fn every_mistake_in_every_template_in_one_run() {
    let column = column()
        .file("templates/question.html", "<main>{{ page.titel }} {{ page.dat }}\n{% if page.x.y %}{% endif %}\n{% for l in page.turnes %}{% endfor %}\n{% set a = pge %}{{ t(key=\"oldr\") }}{{ page.title }}</main>\n")
        .file("templates/person.html", "{{ page.nme }}");
    shows(
        column.build().short(),
        str![[r#"
templates/person.html:1:9: error: there is no field `nme` here (the fields here are `archive`, `canonical`, `description`, `extra`, `feeds`, `head`, `headings`, `html`, and 12 more; met while making the page `/people/sol-marchetti/`)
templates/question.html:1:15: error: there is no field `titel` here (did you mean `title`?; met while making the page `/questions/loud-drums/`)
templates/question.html:1:32: error: there is no field `dat` here (did you mean `date`?; met while making the page `/questions/loud-drums/`)
templates/question.html:2:12: error: there is no field `x` here (the fields here are `answered_by`, `canonical`, `date`, `description`, `extra`, `feeds`, `followed_by`, `follows`, and 26 more; met while making the page `/questions/loud-drums/`)
templates/question.html:3:18: error: `page` has no field `turnes` (did you mean `page.turns`?; met while making the page `/questions/loud-drums/`)
templates/question.html:4:21: error: the theme has no string `oldr`; did you mean `older`? (met while making the page `/questions/loud-drums/`)
"#]],
    );
    let column = column
        .file("templates/tag.html", "{{ page. }} {{ a b }}\n{% if %}{% endif %}\n")
        .file("templates/tags.html", "{{ assets(name=\"a\") }} {{ page.title | uper }} {{ <tracing tags={[]}/> }} {{ <mine/> }}\n{% include \"pagr.html\" %}{% extends \"bas.html\" %}\n")
        .file("templates/people.html", "{{ assets(name=\"a\") }} {{ page.title | uper }} {{ <tracing tags={[]}/> }} {{ <mine/> }}{% if 1 is od %}{% endif %}\n")
        .file("templates/own.html", "{% component mine() %}{{ a b }}{% endcomponent mine %}\n");
    shows(
        column.build().short(),
        str![[r#"
templates/own.html:1:28: error: there is a name where }} is expected
templates/people.html:1:4: error: there is no function `assets` (did you mean `asset`?)
templates/people.html:1:40: error: there is no filter `uper` (did you mean `upper`?)
templates/people.html:1:51: error: there is no component `tracing` (did you mean `tracings`?)
templates/people.html:1:99: error: there is no test `od` (did you mean `odd`?)
templates/tag.html:1:10: error: there is `}}` where a name is expected
templates/tag.html:1:18: error: there is a name where }} is expected
templates/tag.html:2:7: error: a value is missing before `%}{%` (write it, such as `page.title`, or remove the operator)
templates/tags.html:2:13: error: this template includes `pagr.html`, which does not exist (did you mean `page.html`?)
templates/tags.html:2:37: error: `extends` must be the first tag of the template
templates/tags.html:2:38: error: this template extends `bas.html`, which does not exist (did you mean `base.html`?)
"#]],
    );
}

#[test]
fn a_mistake_within_a_component_names_who_uses_it() {
    let column = column()
        .file("templates/own.html", "{% component shout(what) %}{{ what.loud }}{% endcomponent shout %}\n")
        .file("templates/question.html", "<main>\n  {{ <shout what={page}/> }}</main>\n");
    shows(
        column.build().report(),
        str![[r#"
error: there is no field `loud` here
 --> templates/own.html:1:36
  |
1 | {% component shout(what) %}{{ what.loud }}{% endcomponent shout %}
  |                                    ^^^^
  |
 ::: templates/question.html:2:6
  |
2 |   {{ <shout what={page}/> }}</main>
  |      - used here
  |
  = help: the fields here are `answered_by`, `canonical`, `date`, `description`, `extra`, `feeds`, `followed_by`, `follows`, and 26 more
  = help: met while making the page `/questions/loud-drums/`
"#]],
    );
}

#[test]
fn two_components_of_one_name() {
    let column = column()
        .file("templates/a.html", "{% component mine() %}{% endcomponent mine %}\n")
        .file("templates/b.html", "{% component mine() %}{% endcomponent mine %}\n");
    shows(
        column.build().report(),
        str![[r#"
error: two components are called `mine`
 --> templates/b.html:1:14
  |
1 | {% component mine() %}{% endcomponent mine %}
  |              ^^^^ this one
  |
 ::: templates/a.html:1:14
  |
1 | {% component mine() %}{% endcomponent mine %}
  |              ---- and this one
  |
  = help: give one of them another name
"#]],
    );
}

#[test]
fn navigation_as_other_generators_have_it() {
    let settings = "title: A\nnav:\n  - Letters: /questions/\n  - Two & three: /tags/\nfooter:\n  About: /about/\n  Mail: mailto:a@b.example\n";
    shows(
        Column::new().file("column.yaml", settings).letter("Q: ?\n\nSM: !\n").build().report(),
        str![[r#"
error: an entry of `nav` or `footer` has its words in `label`, its address in `path`
 --> column.yaml:3:5
  |
3 |   - Letters: /questions/
  |     ^^^^^^^^^^^^^^^^^^^^
  |
  = help: write `{ label: Letters, path: /questions/ }`

error: an entry of `nav` or `footer` has its words in `label`, its address in `path`
 --> column.yaml:4:5
  |
4 |   - Two & three: /tags/
  |     ^^^^^^^^^^^^^^^^^^^
  |
  = help: write `{ label: "Two & three", path: /tags/ }`

error: this must be a list of `{ label: …, path: … }`, but it is a group of fields
 --> column.yaml:6:3
  |
6 | /   About: /about/
7 | |   Mail: mailto:a@b.example
  | |__________________________^
  |
  = help: write it like this:
    - { label: About, path: /about/ }
    - { label: Mail, path: "mailto:a@b.example" }
"#]],
    );
}

#[test]
fn files_of_her_own_computer() {
    let text = "Q: See [a](file:///C:/Users/Sol/x.pdf), [b](/Users/sol/x.pdf), [c](c:/Users/Sol/x.pdf), and [d](~/x.pdf).\n\n\
                SM: ![e](file:///Users/sol/x.png)\n![f](/home/sol/x.png)\n![g](C:\\Sol\\x.png)\n\
                <img src=\"file:///home/sol/x.png\" alt=\"h\">\n<img src=\"C:/Sol/x.png\" alt=\"i\">\n";
    shows(
        column().letter(text).build().short(),
        str![[r#"
content/questions/loud-drums.md:5:8: warning: this address is on your own computer, so no reader can open it (put the file in the same folder as this one, and write only its name)
content/questions/loud-drums.md:5:45: error: there is no page at `/Users/sol/x.pdf` (put the file in the same folder as this one, and write only its name)
content/questions/loud-drums.md:5:68: error: there is no file `content/questions/c:/Users/Sol/x.pdf` (put the file in the same folder as this one, and write only its name)
content/questions/loud-drums.md:5:97: error: there is no file `content/questions/~/x.pdf` (put the file in the same folder as this one, and write only its name)
content/questions/loud-drums.md:7:10: error: this address is on your own computer, so no reader can open it (put the file in the same folder as this one, and write only its name)
content/questions/loud-drums.md:8:6: error: there is no page at `/home/sol/x.png` (put the file in the same folder as this one, and write only its name)
content/questions/loud-drums.md:9:6: error: there is no file `content/questions/C:\Sol\x.png` (put the file in the same folder as this one, and write only its name)
content/questions/loud-drums.md:10:1: error: this address is on your own computer, so no reader can open it (put the file in the same folder as this one, and write only its name)
content/questions/loud-drums.md:11:1: error: this address is on your own computer, so no reader can open it (put the file in the same folder as this one, and write only its name)
"#]],
    );
}

#[test]
fn what_is_far_apart_in_one_line() {
    let more =
        "The archive keeps its records in boxes that nobody has opened since the old building was sold. ".repeat(9);
    let text = format!(
        "Q: ?\n\nSM: {more}[The form](https://a.example/one) is here. {more}[The form](https://a.example/two).\n"
    );
    shows(
        column().letter(&text).build().report(),
        str![[r#"
warning: two links here are called `The form`, and lead to different addresses
 --> content/questions/loud-drums.md:7:1758
  |
7 | ...ody has opened since the old building was sold. [The form](https://a.example/two).
  |                                                    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
 ::: content/questions/loud-drums.md:7:860
  |
7 | ...as opened since the old building was sold. [The form](https://a.example/one) is here. The archive keeps its records in boxes that ...
  |                                               --------------------------------- the other
  |
  = help: give one of them other words, so that those who hear the links know which is which
"#]],
    );
}

#[test]
fn a_block_that_the_parent_does_not_have() {
    shows(
        template("{% extends \"parent:question.html\" %}\n{% block margn %}{% endblock margn %}\n"),
        str![[r#"
error: no template that this one extends has a block `margn`
 --> templates/question.html:2:10
  |
2 | {% block margn %}{% endblock margn %}
  |          ^^^^^
  |
  = help: did you mean `margin`?
"#]],
    );
}

#[test]
fn a_file_or_word_that_a_theme_does_not_have() {
    shows(
        template("<main>{{ asset(name=\"reading-rom.css\") }}</main>\n"),
        str![[r#"
error: the theme has no asset `reading-rom.css`; did you mean `reading-room.css`?
 --> templates/question.html:1:10
  |
1 | <main>{{ asset(name="reading-rom.css") }}</main>
  |          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = help: met while making the page `/questions/loud-drums/`
"#]],
    );
    shows(
        template("<main>\n  {{ t(key=\"answered_no\", date=\"x\") }}</main>\n"),
        str![[r#"
error: the theme has no string `answered_no`; did you mean `answered_on`?
 --> templates/question.html:2:6
  |
2 |   {{ t(key="answered_no", date="x") }}</main>
  |      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = help: met while making the page `/questions/loud-drums/`
"#]],
    );
    let column = column().file("assets/own.css", "a { background: url(favicn.svg) }\n");
    shows(
        column.build().report(),
        str![[r#"
error: the theme has no file `favicn.svg`
 --> assets/own.css:1:21
  |
1 | a { background: url(favicn.svg) }
  |                     ^^^^^^^^^^
  |
  = help: did you mean `favicon.svg`?
"#]],
    );
}

#[test]
fn one_mistake_in_a_template_is_reported_once_however_many_pages_meet_it() {
    let column = column()
        .file("content/questions/b.md", "---\ntitle: B\ndate: 2026-03-02\n---\nQ: ?\n\nSM: !\n")
        .file("templates/question.html", "<main>{{ page.titel }}</main>\n");
    assert_eq!(column.build().diagnostics.len(), 1);
}

#[test]
fn words_of_a_theme_that_are_none() {
    let column = column().file("strings/en.yaml", "months: [January]\nolder: [a]\nnewer: { one: a }\n");
    shows(
        column.build().report(),
        str![[r#"
error: there are 1 months here, but a year has twelve
 --> strings/en.yaml:1:9
  |
1 | months: [January]
  |         ^^^^^^^^^

error: this must be text, or `one` and `other`, but it is a list
 --> strings/en.yaml:2:8
  |
2 | older: [a]
  |        ^^^

error: a string that depends on a number needs `other`
 --> strings/en.yaml:3:8
  |
3 | newer: { one: a }
  |        ^^^^^^^^^^
  |
  = help: write `{ one: "{n} letter", other: "{n} letters" }`
"#]],
    );
}

// Together

#[test]
fn the_mistakes_of_one_file_are_reported_in_its_order_and_none_twice() {
    shows(
        letter(
            "\
---
titel: A
date: March 5
tags: a, b
draft: perhaps
slug: a/b
---
Q: ![](https://example.org/a.png) [x](nowhere-at-all.md)

Q: And [this](#there)?

# Why {a=b}

<script></script>
",
        ),
        str![[r#"
error: there is no field called `titel`
 --> content/questions/a.md:2:1
  |
2 | titel: A
  | ^^^^^ a letter has no such field
  |
  = help: did you mean `title`?

error: callslip cannot read `March 5` as a date
 --> content/questions/a.md:3:7
  |
3 | date: March 5
  |       ^^^^^^^
  |
  = help: write the year, month, and day, as in `2026-03-02`

error: a list needs brackets around it
 --> content/questions/a.md:4:7
  |
4 | tags: a, b
  |       ^^^^
  |
  = help: write `[a, b]`

error: `perhaps` is neither yes nor no
 --> content/questions/a.md:5:8
  |
5 | draft: perhaps
  |        ^^^^^^^
  |
  = help: write `yes` or `no`

error: `a/b` cannot be part of an address
 --> content/questions/a.md:6:7
  |
6 | slug: a/b
  |       ^^^
  |
  = help: write `slug: a-b`

warning: this picture has no description for readers who cannot see it
 --> content/questions/a.md:8:4
  |
8 | Q: ![](https://example.org/a.png) [x](nowhere-at-all.md)
  |    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = help: describe it between the brackets: `![A shelf of ledgers](shelf.jpg)`

error: this picture is on another site, which could then track your readers
 --> content/questions/a.md:8:8
  |
8 | Q: ![](https://example.org/a.png) [x](nowhere-at-all.md)
  |        ^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = help: save the file in the same folder as this one, and write its name here

error: there is no file `content/questions/nowhere-at-all.md`
 --> content/questions/a.md:8:39
  |
8 | Q: ![](https://example.org/a.png) [x](nowhere-at-all.md)
  |                                       ^^^^^^^^^^^^^^^^^ this link leads nowhere

warning: `this` does not say where this link leads
  --> content/questions/a.md:10:8
   |
10 | Q: And [this](#there)?
   |        ^^^^^^^^^^^^^^
   |
   = help: let the words name it: `[the fee schedule](#there)`

error: there is no `#there` in `content/questions/a.md`
  --> content/questions/a.md:10:15
   |
10 | Q: And [this](#there)?
   |               ^^^^^^
   |
   = help: you can link to `#q1`, `#q2`, `#why`

error: `a` is not allowed on a heading
  --> content/questions/a.md:12:1
   |
12 | # Why {a=b}
   | ^^^^^^^^^^^
   |
   = help: in the braces, write only an id and classes: `{#my-id .my-class}`

error: `<script>` is not allowed in your text
  --> content/questions/a.md:14:1
   |
14 | <script></script>
   | ^^^^^^^^
   |
   = help: scripts belong in a theme
   = help: to show the word, write `` `<script>` ``

error: this question has no answer
  --> content/questions/a.md:14:1
   |
10 | Q: And [this](#there)?
   | -- the question
...
14 | <script></script>
   | ^^^^^^^^^^^^^^^^^ the answer should begin after this
   |
   = help: begin the answer in a paragraph of its own with `SM:`
   = help: or add a line `draft: yes` between the two `---` lines until it is written
"#]],
    );
}

#[test]
fn a_missing_answer_is_reported_at_what_nearly_opens_it() {
    shows(
        letter("---\ntitle: A\ndate: 2026-03-02\n---\nQ: May I sing?\nSM: You may.\n\nIn the stacks, too.\n"),
        str![[r#"
error: this question has no answer
 --> content/questions/a.md:6:1
  |
5 | Q: May I sing?
  | -- the question
6 | SM: You may.
  | ^^^ the answer seems to begin here
  |
  = help: add a line `draft: yes` between the two `---` lines until it is written

warning: `SM:` is inside a paragraph, so it is read as plain text
 --> content/questions/a.md:6:1
  |
6 | SM: You may.
  | ^^^
  |
  = help: put an empty line before it
  = help: or, to keep it as plain text, write `SM\:`
"#]],
    );
    for (answer, place) in [("- SM: Yes.", "7:3"), ("    SM: Yes.", "7:5"), ("SN: Yes.", "7:1"), ("SM： Yes.", "7:1")]
    {
        let said = letter(&format!("---\ntitle: A\ndate: 2026-03-02\n---\nQ: May I sing?\n\n{answer}\n"));
        let error = format!("error: this question has no answer\n --> content/questions/a.md:{place}\n");
        assert!(said.contains(&error) && said.contains("the answer seems to begin here"), "{said}");
    }
}

#[test]
fn a_missing_picture_is_not_called_a_link() {
    shows(
        answer("![Drums](drums.jpg)"),
        str![[r#"
error: there is no file `content/questions/drums.jpg`
 --> content/questions/a.md:7:14
  |
7 | SM: ![Drums](drums.jpg)
  |              ^^^^^^^^^
  |
  = help: put the picture into `content/questions`, or correct its name
"#]],
    );
    let said = answer("![Drums](/images/drums.jpg)");
    assert!(said.contains("help: put the picture into `static/images`, or correct its name"), "{said}");
    let put = |file: &str, text: &str| {
        let text = format!("---\ntitle: A\ndate: 2026-03-02\n---\nQ: ?\n\nSM: {text}\n");
        column().file("content/questions/a.md", text).file(file, jpeg("drums")).build().report()
    };
    assert_eq!(put("content/questions/drums.jpg", "![Drums](drums.jpg)"), "");
    assert_eq!(put("static/images/drums.jpg", "![Drums](/images/drums.jpg)"), "");
}

#[test]
fn a_mistake_in_one_file_hides_none_in_another() {
    let column = column()
        .file("column.yaml", "titel: T\n")
        .file("content/people/thea.md", "---\nname: Thea\n---\n")
        .file("content/questions/a.md", "---\ntitle: A\n---\nQ: ?\n")
        .file("content/programs/b.md", "---\ntitle: [B\n---\n")
        .file("content/pages/c.md", "[x](nowhere-at-all.md)\n")
        .file("templates/tag.html", "{{ page.titel }}")
        .file("content/questions/d.md", "---\ntitle: D\ndate: 2026-03-02\ntags: [t]\n---\nQ: ?\n\nSM: !\n");
    shows(
        column.build().short(),
        str![[r#"
column.yaml:1:1: error: there is no field called `titel` (did you mean `title`?)
content/pages/c.md:1:1: error: this file does not start with its title and other fields (begin it with these lines: / --- / title: C / ---)
content/pages/c.md:1:5: error: there is no file `content/pages/nowhere-at-all.md`
content/people/thea.md:1:1: error: a columnist needs the field `initials` (add a line such as `initials: SM`)
content/programs/b.md:1:1: error: a program profile needs the field `provider` (add a line such as `provider: Rare Book School`)
content/programs/b.md:2:8: error: this bracket is never closed (put `]` at the end of the list)
content/questions/a.md:1:1: error: a letter needs the field `date` (add a line such as `date: 2026-03-02`)
content/questions/a.md:4:1: error: this question has no answer (begin the answer in a paragraph of its own with `SM:`; or add a line `draft: yes` between the two `---` lines until it is written)
templates/tag.html:1:9: error: there is no field `titel` here (did you mean `title`?; met while making the page `/tags/t/`)
"#]],
    );
}

#[test]
fn errors_leave_the_output_as_it_was() {
    let column = column();
    column.build().sound();
    let before = crate::support::column::tree(&column.public());
    let broken = column.clone().file("content/questions/a.md", "---\ntitel: A\n---\n");
    assert!(broken.build().written.is_none());
    assert_eq!(crate::support::column::tree(&column.public()), before);
    let broken = column.without("content/questions/a.md").file("templates/question.html", "{{ page.titel }}");
    assert!(broken.build().written.is_none());
    assert_eq!(crate::support::column::tree(&broken.public()), before);
}

#[test]
fn mistakes_in_the_first_build_write_nothing_at_all() {
    let column = column().file("content/questions/a.md", "---\ntitel: A\n---\n");
    column.build();
    assert!(!column.public().exists());
}

#[test]
fn the_short_form_is_one_line_a_mistake() {
    let column = column()
        .file("content/questions/a.md", "---\ntitel: Ä\ndate: 2026-03-02\n---\nQ: ?\n\nSM: Ö [x](nowhere-at-all.md)\n");
    shows(
        column.build().short(),
        str![[r#"
content/questions/a.md:2:1: error: there is no field called `titel` (did you mean `title`?)
content/questions/a.md:7:11: error: there is no file `content/questions/nowhere-at-all.md`
"#]],
    );
    shows(
        Column::new().build().short(),
        str![[
            r#"hint: there is no letter in `content/questions/` yet (write the first one with `callslip new question "Its title"`)"#
        ]],
    );
}

#[test]
fn the_json_form_is_one_object_a_mistake() {
    let same = |title: &str| {
        format!("---\ntitle: {title}\ndate: 2026-03-02\nslug: same\n---\nQ: ?\n\nSM: Ö [x](nowhere-at-all.md)\n")
    };
    let column = column().file("content/questions/a.md", same("A")).file("content/questions/b.md", same("B"));
    shows(
        column.build().report_as(Format::Json),
        str![[r#"
{"severity":"error","message":"there is no file `content/questions/nowhere-at-all.md`","file":"content/questions/a.md","line":8,"column":11,"end_line":8,"end_column":28,"text":"nowhere-at-all.md","label":"this link leads nowhere","help":[],"related":[]}
{"severity":"error","message":"two files have the address `/questions/same/`","file":"content/questions/b.md","line":2,"column":8,"end_line":2,"end_column":9,"text":"B","label":"this one","help":["give one of them another address: add a line such as `slug: another-name`"],"related":[{"file":"content/questions/a.md","line":2,"column":8,"label":"and this one"}]}
{"severity":"error","message":"there is no file `content/questions/nowhere-at-all.md`","file":"content/questions/b.md","line":8,"column":11,"end_line":8,"end_column":28,"text":"nowhere-at-all.md","label":"this link leads nowhere","help":[],"related":[]}
"#]],
    );
    shows(
        Column::new().build().report_as(Format::Json),
        str![[
            r#"{"severity":"hint","message":"there is no letter in `content/questions/` yet","file":null,"line":null,"column":null,"end_line":null,"end_column":null,"text":null,"label":null,"help":["write the first one with `callslip new question \"Its title\"`"],"related":[]}"#
        ]],
    );
}

#[test]
fn a_marker_with_another_sign_or_a_number_is_shown_with_its_colon() {
    let letter = "---\ntitle: A\ndate: 2026-03-02\n---\nQ: ?\n\nSM: !\n\nQ. What?\n\nSM – this.\n\nQ2: And?\n";
    shows(
        column().file("content/questions/a.md", letter).build().short(),
        str![[r#"
content/questions/a.md:9:1: warning: `Q.` is read as plain text: it needs a colon (`:`) (write `Q:`)
content/questions/a.md:11:1: warning: `SM –` is read as plain text: it needs a colon (`:`) (write `SM:`)
content/questions/a.md:13:1: warning: `Q2:` is read as plain text (did you mean `Q:`?)
"#]],
    );
}

#[test]
fn a_link_with_a_space_in_it_is_shown_as_one() {
    let letter = "---\ntitle: A\ndate: 2026-03-02\n---\nQ: [x](two schools.md)?\n\nSM: As [he] said (in one. word).\n";
    shows(
        column().file("content/questions/a.md", letter).build().short(),
        str![
            "content/questions/a.md:5:4: warning: a space in its address keeps this from being a link (put the address between `<` and `>`: `[x](<two schools.md>)`; or write `%20` for each space)"
        ],
    );
}
