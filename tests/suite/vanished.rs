//! Pages that the last build wrote and this one does not.

use snapbox::str;

use crate::support::{Column, shows};

const LETTER: &str = "content/questions/loud-drums.md";

fn built() -> Column {
    let column = Column::new().letter("Q: Why?\n\nSM: So.\n");
    column.build().sound();
    column
}

fn with_line(line: &str) -> String {
    format!("---\ntitle: The drums upstairs\ndate: 2026-03-02\n{line}---\nQ: Why?\n\nSM: So.\n")
}

#[test]
fn a_letter_with_another_slug_is_offered_an_alias() {
    let column = built().file(LETTER, with_line("slug: drums\naliases: [/noise/]\n"));
    shows(
        column.build().report(),
        str![[r#"
warning: this page was at `/questions/loud-drums/` in the last build, and is now at `/questions/drums/`
--> content/questions/loud-drums.md
 = help: so that old links still lead to it, write `aliases: [/noise/, /questions/loud-drums/]` in this file
"#]],
    );
    // It is said once.
    column.build().sound();
    let column = built().file(LETTER, with_line("slug: drums\naliases: [/questions/loud-drums/]\n"));
    column.build().sound();
}

#[test]
fn a_file_with_another_name_is_known_by_its_title_and_date() {
    let column = built().without(LETTER).file("content/questions/drums.md", with_line(""));
    shows(
        column.build().report(),
        str![[r#"
warning: this page was at `/questions/loud-drums/` in the last build, and is now at `/questions/drums/`
--> content/questions/drums.md
 = help: so that old links still lead to it, write `aliases: [/questions/loud-drums/]` in this file
"#]],
    );
}

#[test]
fn a_letter_whose_file_is_gone_is_offered_to_be_withdrawn() {
    let column = built().without(LETTER);
    let report = column.build().report();
    shows(
        report.split("\n\n").find(|part| part.contains("last build")).unwrap(),
        str![[r#"
warning: `/questions/loud-drums/` was in the last build, but its file is gone
 |
 = help: if its text is in another file now, write `aliases: [/questions/loud-drums/]` there
 = help: if it was a letter, put its file back with `withdrawn: { date: 2026-11-22 }`; readers at its address then learn that it was withdrawn
"#]],
    );
    let built = built().file(LETTER, with_line("withdrawn: { date: 2026-11-22 }\n")).build();
    assert!(!built.report().contains("last build"));
}

#[test]
fn a_letter_that_is_a_draft_again() {
    shows(
        built().file(LETTER, with_line("draft: yes\n")).build().report(),
        str![[r#"
warning: `/questions/loud-drums/` was in the last build, but this file is a draft now
--> content/questions/loud-drums.md
 = help: if you want to take the letter back, write `withdrawn: { date: 2026-11-22 }` instead of `draft`
"#]],
    );
}

#[test]
fn a_letter_that_was_shown_on_a_later_day_is_only_scheduled() {
    let later = "---\ntitle: Later\ndate: 2026-12-11\n---\nQ: Why?\n\nSM: So.\n";
    let column = built().file("content/questions/later.md", later);
    column.clone().on_day("2026-12-11").build().sound();
    column.build().sound();
}

#[test]
fn lists_tags_and_redirects_may_come_and_go() {
    let column = built().file(LETTER, with_line("tags: [noise]\naliases: [/noise/]\n"));
    column.build().sound();
    column.file(LETTER, with_line("")).build().sound();
}

#[test]
fn with_other_permalinks_there_is_one_entry_in_the_report() {
    let letter = |n: usize| format!("---\ntitle: Letter {n}\ndate: 2026-03-02\n---\nQ: Why?\n\nSM: So.\n");
    let letters = (0..30).map(|n| (format!("content/questions/letter-{n}.md"), letter(n)));
    let column = letters.fold(Column::new(), |column, (path, text)| column.file(&path, text));
    column.build().sound();
    let settings = "title: The Desk\nbase_url: https://desk.example\nid: desk.example,2026\n";
    let column = column.file("column.yaml", format!("{settings}permalinks: {{ questions: /advice/:slug/ }}\n"));
    let built = column.build();
    assert_eq!(built.diagnostics.len(), 30);
    shows(
        built.grouped(),
        str![[r#"
warning: this page was at `/questions/letter-0/` in the last build, and is now at `/advice/letter-0/`
--> content/questions/letter-0.md
 = help: so that old links still lead to it, write `aliases: [/questions/letter-0/]` in this file
 = also: content/questions/letter-1.md: this page was at `/questions/letter-1/` in the last build, and is now at `/advice/letter-1/`
 = also: content/questions/letter-10.md: this page was at `/questions/letter-10/` in the last build, and is now at `/advice/letter-10/`
 = also: 27 more of this kind

To see every mistake in full, add --all: `callslip check --all`
"#]],
    );
}

#[test]
fn the_manifest_names_no_file_and_no_title() {
    let column = built();
    let manifest = std::fs::read_to_string(column.public().join(".callslip")).unwrap();
    assert!(!manifest.contains("content/") && !manifest.contains("upstairs") && manifest.contains('-'));
}

#[test]
fn an_id_that_was_taken_out_is_offered_again() {
    let with = |settings: &str| built().file("column.yaml", format!("title: The Desk\n{settings}"));
    let elsewhere = with("base_url: https://desk.example\n");
    shows(
        elsewhere.build().report(),
        str![[r#"
warning: without `id`, everything in your readers' feeds will appear as new
--> column.yaml
 = help: write `id: desk.example,2026`, as it was in the last build
"#]],
    );
    // Without one from the start, the address is what the ids are made of.
    elsewhere.build().sound();
    shows(
        elsewhere.file("column.yaml", "title: The Desk\nbase_url: https://moved.example\n").build().report(),
        str![[r#"
warning: without `id`, everything in your readers' feeds will appear as new
--> column.yaml
 = help: write `id: desk.example,2000`, as it was in the last build
"#]],
    );
    with("base_url: https://moved.example\nid: desk.example,2026\n").build().sound();
    with("base_url: https://desk.example\nid: other.example,2026\n").build().sound();
    with("").build().sound();
}
