//! Letters of a columnist whose file is gone or a draft.

use snapbox::str;

use crate::support::{Column, shows};

/// Ida Quill's column. Sol Marchetti's file is gone.
fn column() -> Column {
    Column::new()
        .without("content/people/sol-marchetti.md")
        .file("content/people/ida.md", "---\nname: Ida Quill\ninitials: IQ\n---\n")
}

/// With a letter for each of these texts; `fields` are lines of its front matter.
fn with_letters(column: Column, fields: &str, texts: impl IntoIterator<Item = impl AsRef<str>>) -> Column {
    texts.into_iter().enumerate().fold(column, |column, (number, text)| {
        let day = 1 + number % 28;
        let front = format!("---\ntitle: Letter {number}\ndate: 2026-02-{day:02}\n{fields}---\n");
        column.file(&format!("content/questions/letter-{number}.md"), front + text.as_ref())
    })
}

const SECOND: &str = "Q: Which?\n\nIQ: Both.\n\nSM: Neither.\n";

#[test]
fn three_hundred_letters_of_a_columnist_who_is_gone() {
    let built = with_letters(column(), "", [SECOND; 300]).build();
    shows(
        built.grouped(),
        str![[r#"
error: `SM:` is read as plain text: no file in `content/people/` has these initials, but they begin an answer in 300 letters
 --> content/questions/letter-0.md:9:1
  |
9 | SM: Neither.
  | ^^^
  |
  = help: if this columnist's file is gone, bring it back, or make one with `callslip new person "Full Name"` and write `initials: SM` in it
  = help: for the answer of a guest, add a line such as `guest: { initials: SM, name: … }` between the two `---` lines
  = help: or, to keep it as plain text, write `SM\:`
  = also: content/questions/letter-1.md:9:1, content/questions/letter-10.md:9:1 and 297 more

To see every mistake in full, add --all: `callslip check --all`
"#]],
    );
}

#[test]
fn two_letters_may_have_a_topic() {
    let built = with_letters(column(), "", [SECOND; 2]).build();
    shows(
        built.short(),
        str![[r#"
content/questions/letter-0.md:9:1: warning: `SM:` is read as plain text: no file in `content/people/` has these initials (begin an answer with `IQ:`; for the answer of a guest, add a line such as `guest: { initials: SM, name: … }` between the two `---` lines; or, to keep it as plain text, write `SM\:`)
content/questions/letter-1.md:9:1: warning: `SM:` is read as plain text: no file in `content/people/` has these initials (begin an answer with `IQ:`; for the answer of a guest, add a line such as `guest: { initials: SM, name: … }` between the two `---` lines; or, to keep it as plain text, write `SM\:`)
"#]],
    );
}

#[test]
fn the_only_answer_in_one_letter_proves_it() {
    let built = with_letters(column(), "", [SECOND, "Q: Which?\n\nSM: Neither.\n"]).build();
    shows(
        built.report(),
        str![[r#"
error: `SM:` is read as plain text: no file in `content/people/` has these initials, but they begin an answer in 2 letters
 --> content/questions/letter-0.md:9:1
  |
9 | SM: Neither.
  | ^^^
  |
  = help: if this columnist's file is gone, bring it back, or make one with `callslip new person "Full Name"` and write `initials: SM` in it
  = help: for the answer of a guest, add a line such as `guest: { initials: SM, name: … }` between the two `---` lines
  = help: or, to keep it as plain text, write `SM\:`

error: this question has no answer
 --> content/questions/letter-1.md:7:1
  |
5 | Q: Which?
  | -- the question
6 |
7 | SM: Neither.
  | ^^^ no file in `content/people/` has the initials `SM`
  |
  = help: begin the answer with `IQ:`
  = help: or, if the columnist's file is gone, bring it back; if it has other initials, correct them
"#]],
    );
}

#[test]
fn topics_are_no_columnist() {
    let topic = "Q: Which?\n\nIQ: Ask the BPZ.\n\nBPZ: It lends books.\n";
    let topics = "Q: Which?\n\nIQ: Three.\n\nBPZ: One.\n\nLQC: Two.\n\nUNW: Three.\n";
    let built = with_letters(column(), "", [topic, topic, topic, topics, topics, topics]).build();
    shows(
        built.short(),
        str![[r#"
content/questions/letter-0.md:9:1: warning: `BPZ:` is read as plain text: no file in `content/people/` has these initials (begin an answer with `IQ:`; for the answer of a guest, add a line such as `guest: { initials: BPZ, name: … }` between the two `---` lines; or, to keep it as plain text, write `BPZ\:`)
content/questions/letter-1.md:9:1: warning: `BPZ:` is read as plain text: no file in `content/people/` has these initials (begin an answer with `IQ:`; for the answer of a guest, add a line such as `guest: { initials: BPZ, name: … }` between the two `---` lines; or, to keep it as plain text, write `BPZ\:`)
content/questions/letter-2.md:9:1: warning: `BPZ:` is read as plain text: no file in `content/people/` has these initials (begin an answer with `IQ:`; for the answer of a guest, add a line such as `guest: { initials: BPZ, name: … }` between the two `---` lines; or, to keep it as plain text, write `BPZ\:`)
content/questions/letter-3.md:9:1: warning: `BPZ:` is read as plain text: no file in `content/people/` has these initials (begin an answer with `IQ:`; for the answer of a guest, add a line such as `guest: { initials: BPZ, name: … }` between the two `---` lines; or, to keep it as plain text, write `BPZ\:`)
content/questions/letter-3.md:11:1: warning: `LQC:` is read as plain text: no file in `content/people/` has these initials (begin an answer with `IQ:`; for the answer of a guest, add a line such as `guest: { initials: LQC, name: … }` between the two `---` lines; or, to keep it as plain text, write `LQC\:`)
content/questions/letter-3.md:13:1: warning: `UNW:` is read as plain text: no file in `content/people/` has these initials (begin an answer with `IQ:`; for the answer of a guest, add a line such as `guest: { initials: UNW, name: … }` between the two `---` lines; or, to keep it as plain text, write `UNW\:`)
content/questions/letter-4.md:9:1: warning: `BPZ:` is read as plain text: no file in `content/people/` has these initials (begin an answer with `IQ:`; for the answer of a guest, add a line such as `guest: { initials: BPZ, name: … }` between the two `---` lines; or, to keep it as plain text, write `BPZ\:`)
content/questions/letter-4.md:11:1: warning: `LQC:` is read as plain text: no file in `content/people/` has these initials (begin an answer with `IQ:`; for the answer of a guest, add a line such as `guest: { initials: LQC, name: … }` between the two `---` lines; or, to keep it as plain text, write `LQC\:`)
content/questions/letter-4.md:13:1: warning: `UNW:` is read as plain text: no file in `content/people/` has these initials (begin an answer with `IQ:`; for the answer of a guest, add a line such as `guest: { initials: UNW, name: … }` between the two `---` lines; or, to keep it as plain text, write `UNW\:`)
content/questions/letter-5.md:9:1: warning: `BPZ:` is read as plain text: no file in `content/people/` has these initials (begin an answer with `IQ:`; for the answer of a guest, add a line such as `guest: { initials: BPZ, name: … }` between the two `---` lines; or, to keep it as plain text, write `BPZ\:`)
content/questions/letter-5.md:11:1: warning: `LQC:` is read as plain text: no file in `content/people/` has these initials (begin an answer with `IQ:`; for the answer of a guest, add a line such as `guest: { initials: LQC, name: … }` between the two `---` lines; or, to keep it as plain text, write `LQC\:`)
content/questions/letter-5.md:13:1: warning: `UNW:` is read as plain text: no file in `content/people/` has these initials (begin an answer with `IQ:`; for the answer of a guest, add a line such as `guest: { initials: UNW, name: … }` between the two `---` lines; or, to keep it as plain text, write `UNW\:`)
"#]],
    );
}

#[test]
fn drafts_prove_nothing_and_follow() {
    let built = with_letters(column(), "draft: yes\n", [SECOND; 3]).build();
    shows(
        built.short(),
        str![[r#"
content/questions/letter-0.md:10:1: hint: in a draft: `SM:` is read as plain text: no file in `content/people/` has these initials (begin an answer with `IQ:`; for the answer of a guest, add a line such as `guest: { initials: SM, name: … }` between the two `---` lines; or, to keep it as plain text, write `SM\:`)
content/questions/letter-1.md:10:1: hint: in a draft: `SM:` is read as plain text: no file in `content/people/` has these initials (begin an answer with `IQ:`; for the answer of a guest, add a line such as `guest: { initials: SM, name: … }` between the two `---` lines; or, to keep it as plain text, write `SM\:`)
content/questions/letter-2.md:10:1: hint: in a draft: `SM:` is read as plain text: no file in `content/people/` has these initials (begin an answer with `IQ:`; for the answer of a guest, add a line such as `guest: { initials: SM, name: … }` between the two `---` lines; or, to keep it as plain text, write `SM\:`)
"#]],
    );
    let column = with_letters(column(), "", [SECOND; 3]);
    let later = "---\ntitle: Later\ndate: 2027-05-01\n---\n";
    let built = column.file("content/questions/later.md", format!("{later}{SECOND}")).build();
    shows(
        built.short(),
        str![[r#"
content/questions/later.md:9:1: warning: becomes an error on 2027-05-01: `SM:` is read as plain text: no file in `content/people/` has these initials, but they begin an answer in 3 letters (if this columnist's file is gone, bring it back, or make one with `callslip new person "Full Name"` and write `initials: SM` in it; for the answer of a guest, add a line such as `guest: { initials: SM, name: … }` between the two `---` lines; or, to keep it as plain text, write `SM\:`)
content/questions/letter-0.md:9:1: error: `SM:` is read as plain text: no file in `content/people/` has these initials, but they begin an answer in 3 letters (if this columnist's file is gone, bring it back, or make one with `callslip new person "Full Name"` and write `initials: SM` in it; for the answer of a guest, add a line such as `guest: { initials: SM, name: … }` between the two `---` lines; or, to keep it as plain text, write `SM\:`)
content/questions/letter-1.md:9:1: error: `SM:` is read as plain text: no file in `content/people/` has these initials, but they begin an answer in 3 letters (if this columnist's file is gone, bring it back, or make one with `callslip new person "Full Name"` and write `initials: SM` in it; for the answer of a guest, add a line such as `guest: { initials: SM, name: … }` between the two `---` lines; or, to keep it as plain text, write `SM\:`)
content/questions/letter-2.md:9:1: error: `SM:` is read as plain text: no file in `content/people/` has these initials, but they begin an answer in 3 letters (if this columnist's file is gone, bring it back, or make one with `callslip new person "Full Name"` and write `initials: SM` in it; for the answer of a guest, add a line such as `guest: { initials: SM, name: … }` between the two `---` lines; or, to keep it as plain text, write `SM\:`)
"#]],
    );
}

#[test]
fn a_guest_has_them_elsewhere() {
    let column = with_letters(column(), "guest: { initials: SM, name: Sam Mo }\n", [SECOND; 3]);
    let built =
        column.file("content/questions/other.md", format!("---\ntitle: Other\ndate: 2026-01-02\n---\n{SECOND}"));
    shows(
        built.build().short(),
        str![[
            r#"content/questions/other.md:9:1: warning: `SM:` is read as plain text: no file in `content/people/` has these initials (begin an answer with `IQ:`; for the answer of a guest, add a line such as `guest: { initials: SM, name: … }` between the two `---` lines; or, to keep it as plain text, write `SM\:`)"#
        ]],
    );
}

#[test]
fn the_file_of_the_default_columnist_is_a_draft() {
    let built = column()
        .file(
            "column.yaml",
            "title: The Desk\nbase_url: https://desk.example\nid: desk.example,2026\nanswered_by: SM\n",
        )
        .file("content/people/sol.md", "---\nname: Sol Marchetti\ninitials: SM\ndraft: yes\n---\n")
        .letter("Q: Which?\n\nIQ: Both.\n")
        .build();
    shows(
        built.report(),
        str![[r#"
error: the answers are by Sol Marchetti, whose page is still a draft
 --> column.yaml:4:14
  |
4 | answered_by: SM
  |              ^^
  |
  = help: remove `draft: yes` from `content/people/sol.md`
  = help: or write the initials of another columnist here
"#]],
    );
}
