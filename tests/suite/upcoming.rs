//! What is wrong with letters that are not published yet, said before they are.

use snapbox::str;

use crate::support::{Built, Column, shows};

fn letter(date: &str, text: &str) -> String {
    format!("---\ntitle: The letter of {date}\ndate: {date}\n---\nQ: Why?\n\nSM: {text}\n")
}

fn errors_on(built: &Built, day: &str) -> String {
    let later = built.column.clone().on_day(day).build();
    assert!(later.written.is_none(), "{}", later.report());
    later.short()
}

#[test]
fn an_error_of_a_scheduled_letter_is_a_warning_until_its_day() {
    let scheduled = letter("2026-12-11", "See [the drums](drums.md).");
    let built = Column::new().letter("Q: Why?\n\nSM: So.\n").file("content/questions/later.md", scheduled).build();
    assert!(built.written.is_some());
    shows(
        built.report(),
        str![[r#"
warning: becomes an error on 2026-12-11: there is no file `content/questions/drums.md`
 --> content/questions/later.md:7:21
  |
7 | SM: See [the drums](drums.md).
  |                     ^^^^^^^^ this link leads nowhere
"#]],
    );
    shows(
        errors_on(&built, "2026-12-11"),
        str!["content/questions/later.md:7:21: error: there is no file `content/questions/drums.md`"],
    );
    shows(
        built.report_as(callslip::diagnostics::report::Format::Json),
        str![[
            r#"{"severity":"warning","message":"becomes an error on 2026-12-11: there is no file `content/questions/drums.md`","error_from":"2026-12-11","file":"content/questions/later.md","line":7,"column":21,"end_line":7,"end_column":29,"text":"drums.md","label":"this link leads nowhere","help":[],"related":[]}"#
        ]],
    );
}

#[test]
fn fields_of_scheduled_letters_and_drafts_do_not_stop_the_build_of_today() {
    let field = |line: &str| letter("2026-12-11", "So.").replace("date:", &format!("layout: post\n{line}date:"));
    let built = Column::new()
        .letter("Q: Why?\n\nSM: So.\n")
        .file("content/questions/a.md", field(""))
        .file("content/questions/b.md", field("draft: yes\n").replace("The letter", "A letter"))
        .build();
    assert!(built.written.is_some());
    shows(
        built.short(),
        str![[r#"
content/questions/a.md:3:1: warning: becomes an error on 2026-12-11: callslip does not use `layout` (remove this line, or keep it for yourself: `private: { layout: post }`)
content/questions/b.md:3:1: hint: in a draft: callslip does not use `layout` (remove this line, or keep it for yourself: `private: { layout: post }`)
"#]],
    );
}

#[test]
fn a_link_to_something_later_than_its_page_is_found() {
    let built = Column::new()
        .file("content/questions/a.md", letter("2026-12-11", "[b](b.md) [c](c.md) [d](d.md)"))
        .file("content/questions/b.md", letter("2026-12-20", "[a](a.md) [d](d.md)"))
        .file("content/questions/c.md", letter("2026-12-30", "[d](d.md)").replace("date:", "draft: yes\ndate:"))
        .file("content/questions/d.md", letter("2026-11-01", "So."))
        .build();
    shows(
        built.short(),
        str![[r#"
content/questions/a.md:7:9: warning: `content/questions/b.md` appears on 2026-12-20, but this page on 2026-12-11 (until then the words have no link; nothing else is wrong)
content/questions/a.md:7:19: warning: `content/questions/c.md` is a draft, but this page appears on 2026-12-11 (until then the words have no link; nothing else is wrong)
"#]],
    );
    assert_eq!(built.column.on_day("2026-12-11").build().diagnostics.len(), 2);
}

#[test]
fn two_letters_that_will_have_one_address() {
    let column = Column::new()
        .file("content/questions/a.md", letter("2026-11-01", "So.").replace("date:", "slug: drums\ndate:"))
        .file("content/questions/b.md", letter("2026-12-11", "So.").replace("date:", "slug: drums\ndate:"));
    let built = column.build();
    assert!(built.written.is_some());
    shows(
        built.report(),
        str![[r#"
warning: becomes an error on 2026-12-11: two files have the address `/questions/drums/`
 --> content/questions/b.md:2:8
  |
2 | title: The letter of 2026-12-11
  |        ^^^^^^^^^^^^^^^^^^^^^^^^ this one
  |
 ::: content/questions/a.md:2:8
  |
2 | title: The letter of 2026-11-01
  |        ------------------------ and this one
  |
  = help: give one of them another address: add a line such as `slug: another-name`
"#]],
    );
    shows(
        errors_on(&built, "2026-12-11"),
        str![
            "content/questions/b.md:2:8: error: two files have the address `/questions/drums/` (give one of them another address: add a line such as `slug: another-name`)"
        ],
    );
}

#[test]
fn a_link_to_a_place_that_a_later_letter_does_not_have() {
    let built = Column::new()
        .letter("Q: Why?\n\nSM: See [it](later.md#nowhere).\n")
        .file("content/questions/later.md", letter("2026-12-11", "So."))
        .build();
    shows(
        built.short(),
        str![[r#"
content/questions/loud-drums.md:7:14: warning: `content/questions/later.md` is not published: it appears on 2026-12-11 (until then, readers see these words without the link)
content/questions/loud-drums.md:7:14: warning: becomes an error on 2026-12-11: there is no `#nowhere` in `content/questions/later.md` (you can link to `#q1`, `#q1-sm`)
"#]],
    );
    shows(
        errors_on(&built, "2026-12-11"),
        str![
            "content/questions/loud-drums.md:7:14: error: there is no `#nowhere` in `content/questions/later.md` (you can link to `#q1`, `#q1-sm`)"
        ],
    );
}

#[test]
fn a_template_that_a_later_letter_asks_for_in_vain() {
    let text = letter("2026-12-11", "So.").replace("date:", "template: poem\ndate:");
    let built = Column::new().letter("Q: Why?\n\nSM: So.\n").file("content/questions/later.md", text).build();
    shows(
        built.short(),
        str![
            "content/questions/later.md:3:11: warning: becomes an error on 2026-12-11: the theme has no template `poem` (add `templates/poem.html`, or remove this line)"
        ],
    );
}

#[test]
fn what_is_sound_later_is_no_word_today() {
    let column = Column::new()
        .file("content/questions/a/index.md", letter("2026-12-11", "![A desk](desk.png) [b](../b.md#q1)"))
        .file("content/questions/a/desk.png", crate::support::png("desk"))
        .file("content/questions/b.md", letter("2026-11-01", "So.").replace("date:", "tags: [noise]\ndate:"))
        .file(
            "content/questions/c.md",
            letter("2026-12-12", "[a](a/index.md)").replace("date:", "tags: [noise]\ndate:"),
        )
        .file("content/questions/d.md", letter("2026-12-13", "[a](a/index.md)").replace("date:", "draft: yes\ndate:"));
    let built = column.build().sound();
    assert!(!built.files().iter().any(|path| path.contains("desk.png") || path.contains("questions/c")));
}

#[test]
fn nothing_of_what_is_held_back_reaches_the_pages() {
    let plain = Column::new().letter("Q: Why?\n\nSM: The Rare Book School, and noise.\n");
    let before = plain.build().sound();
    let pages = |built: &Built| {
        let files =
            built.files().into_iter().map(|path| (std::fs::read(built.column.public().join(&path)).unwrap(), path));
        files.collect::<Vec<_>>()
    };
    let program = "---\ntitle: Rare Book School\nprovider: University of Virginia\ndate: 2026-12-11\n---\nA school.\n";
    let expected = pages(&before);
    let after = plain
        .file("content/programs/rare-book-school.md", program)
        .file("content/questions/later.md", letter("2026-12-11", "A [secret](nowhere.md)."))
        .file("content/questions/draft.md", letter("2026-12-11", "A secret.").replace("date:", "draft: yes\ndate:"))
        .build();
    assert!(after.written.is_some(), "{}", after.report());
    assert!(pages(&after) == expected);
}
