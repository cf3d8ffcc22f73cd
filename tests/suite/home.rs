//! The home page and its pages of older letters.

use snapbox::str;

use crate::support::view::{get, list, names};
use crate::support::{Column, shows};

fn letters(count: u8) -> Column {
    let mut column = Column::new().file("column.yaml", "title: The Desk\ntagline: Ask & listen\nletters_per_page: 2\n");
    for day in 1..=count {
        let text =
            format!("---\ntitle: Letter {day}\ndate: 2026-03-{day:02}\n---\nQ: Question {day}?\n\nSM: Answer {day}.\n");
        column = column.file(&format!("content/questions/letter-{day}.md"), text);
    }
    column
}

#[test]
fn the_newest_letter_leads_and_the_others_follow() {
    shows(
        letters(2).build().sound().outline("/"),
        str![[r#"
title: The Desk
lead: Letter 2 </questions/letter-2/> date: 2026-03-02; excerpt: Question 2?; minutes: 1; answered_by: Sol Marchetti; question: (kind: question; anchor: q1; html: <p>Question 2?</p>; words: 2; number: 1); answer_excerpt: Answer 2.
letters:
- Letter 1 </questions/letter-1/> date: 2026-03-01; excerpt: Question 1?; minutes: 1; answered_by: Sol Marchetti
pager: number: 1; total: 1
"#]],
    );
}

#[test]
fn older_letters_go_on_pages_of_their_own() {
    let column = letters(6).build().sound();
    shows(
        column.listing().lines().filter(|path| path.starts_with("page")).collect::<Vec<_>>().join("\n"),
        str![[r#"
page/2/index.html
page/3/index.html
"#]],
    );
    shows(
        column.outline("/page/3/"),
        str![[r#"
title: The Desk
letters:
- Letter 2 </questions/letter-2/> date: 2026-03-02; excerpt: Question 2?; minutes: 1; answered_by: Sol Marchetti
- Letter 1 </questions/letter-1/> date: 2026-03-01; excerpt: Question 1?; minutes: 1; answered_by: Sol Marchetti
pager: number: 3; total: 3; newer: /page/2/; numbers: (</> number: 1), (</page/2/> number: 2), (</page/3/> number: 3; here)
"#]],
    );
    shows(
        column.field("/", "pager"),
        str![
            "number: 1; total: 3; older: /page/2/; numbers: (</> number: 1; here), (</page/2/> number: 2), (</page/3/> number: 3)"
        ],
    );
    shows(
        column.field("/page/2/", "pager"),
        str![
            "number: 2; total: 3; newer: /; older: /page/3/; numbers: (</> number: 1), (</page/2/> number: 2; here), (</page/3/> number: 3)"
        ],
    );
    // Only the first page is for search engines.
    assert_eq!(["/", "/page/2/"].map(|path| get(&column.view(path), "index").as_bool()), [Some(true), Some(false)]);
}

#[test]
fn letters_that_fill_a_page_exactly_make_no_empty_one() {
    let files = |count| letters(count).build().sound().listing();
    assert!(!files(2).contains("page/2"));
    assert!(files(4).contains("page/2"));
    assert!(!files(4).contains("page/3"));
}

#[test]
fn a_single_letter_is_on_the_page_before() {
    let column = letters(5).build().sound();
    assert!(!column.listing().contains("page/3"));
    shows(
        column.field("/page/2/", "pager"),
        str!["number: 2; total: 2; newer: /; numbers: (</> number: 1), (</page/2/> number: 2; here)"],
    );
    let titles = |path: &str| get(&column.view(path), "letters").as_array().unwrap().len();
    assert_eq!(["/", "/page/2/"].map(titles), [1, 3]);
    assert!(!letters(3).build().listing().contains("page/2"));
    // Pages of one letter are what the author asked for.
    let column = letters(3).file("column.yaml", "title: The Desk\nletters_per_page: 1\n").build().sound();
    assert!(column.listing().contains("page/3"));
}

#[test]
fn an_empty_column_has_a_home_page_too() {
    let column = Column::new().build();
    shows(
        column.outline("/"),
        str![[r#"
title: The Desk
pager: number: 1; total: 1
"#]],
    );
    shows(
        column.report(),
        str![[r#"
hint: there is no letter in `content/questions/` yet
 |
 = help: write the first one with `callslip new question "Its title"`
"#]],
    );
}

#[test]
fn an_article_leads_without_a_question() {
    let article = "---\ntitle: On drums\ndate: 2026-03-02\nanswered_by: SM\n---\nThey are loud.\n";
    let column = Column::new().file("content/questions/a.md", article).build().sound();
    shows(
        column.outline("/"),
        str![[r#"
title: The Desk
lead: On drums </questions/a/> date: 2026-03-02; excerpt: They are loud.; minutes: 1; answered_by: Sol Marchetti; answer_excerpt: They are loud.
pager: number: 1; total: 1
"#]],
    );
}

#[test]
fn programs_of_which_most_is_stated_come_first_and_then_those_checked_last() {
    let program = |title: &str, more: &str| format!("---\ntitle: {title}\nprovider: B\n{more}---\n");
    let column = letters(1)
        .file("content/programs/a.md", program("Never", ""))
        .file("content/programs/b.md", program("Early", "verified: 2026-01-01\n"))
        .file("content/programs/c.md", program("Late", "verified: 2026-09-01\n"))
        .file("content/programs/d.md", program("Also never", ""))
        .file("content/programs/e.md", program("Never, third", ""))
        .build()
        .sound();
    let home = column.view("/");
    let titles: Vec<_> = list(get(&home, "programs")).iter().map(names).collect();
    assert_eq!(titles, ["Late", "Early", "Also never"]);
    let column = letters(1)
        .file("content/programs/a.md", program("Checked", "verified: 2026-09-01\n"))
        .file("content/programs/b.md", program("Full", "credential: degree\ndelivery: online\ncourses: 5\n"))
        .file("content/programs/c.md", program("Half", "tuition: { total: USD 90 }\n"))
        .file("content/programs/d.md", program("Half and checked", "courses: 5\nverified: 2026-01-01\n"))
        .build()
        .sound();
    let home = column.view("/");
    let titles: Vec<_> = list(get(&home, "programs")).iter().map(names).collect();
    assert_eq!(titles, ["Full", "Half and checked", "Half"]);
}

#[test]
fn all_letters_are_on_one_page_by_year() {
    let column = letters(2)
        .file("content/questions/old.md", "---\ntitle: Old\ndate: 2024-12-31\n---\nQ: ?\n\nSM: !\n")
        .build()
        .sound();
    shows(
        column.outline("/questions/"),
        str![[r#"
title: Letters
2026:
- Letter 2 </questions/letter-2/> date: 2026-03-02; excerpt: Question 2?; minutes: 1; answered_by: Sol Marchetti
- Letter 1 </questions/letter-1/> date: 2026-03-01; excerpt: Question 1?; minutes: 1; answered_by: Sol Marchetti
2024:
- Old </questions/old/> date: 2024-12-31; excerpt: ?; minutes: 1; answered_by: Sol Marchetti
"#]],
    );
}

#[test]
fn letters_of_one_day_are_in_the_order_of_their_addresses() {
    let letter = |title: &str| format!("---\ntitle: {title}\ndate: 2026-03-02\n---\nQ: ?\n\nSM: !\n");
    let column = Column::new()
        .file("content/questions/b.md", letter("First by name"))
        .file("content/questions/a.md", letter("Last by name").replace("---\ntitle", "---\nslug: z\ntitle"))
        .build()
        .sound();
    let paths: Vec<&str> =
        column.site.entries.letters.ids().take(2).map(|letter| column.site.entries.letters.path(letter)).collect();
    assert_eq!(paths, ["/questions/b/", "/questions/z/"]);
}
