//! Columnists: who answers, and what they have answered.

use snapbox::str;

use crate::support::view::{get, list};
use crate::support::{Column, shows};

fn letter(title: &str, day: &str, text: &str) -> String {
    format!("---\ntitle: {title}\ndate: {day}\n---\n{text}\n")
}

fn column() -> Column {
    Column::new()
        .file(
            "content/people/thea-aldous.md",
            "---\nname: Thea Aldous\ninitials: TA\ndescription: Answers at night.\n---\nShe *hums*.\n\n# Since when\n\nAlways.\n",
        )
        .file("content/questions/one.md", letter("One", "2025-03-02", "Q: ?\n\nTA: !\n\nSM: !\n\nTA: !"))
        .file("content/questions/two.md", letter("Two", "2026-03-02", "Q: ?\n\nTA: !"))
}

#[test]
fn a_columnists_page_lists_the_answers_by_year() {
    shows(
        column().build().sound().outline("/people/thea-aldous/"),
        str![[r#"
title: Thea Aldous
person: Thea Aldous </people/thea-aldous/> initials: TA; seal: 1; bio: Answers at night.
html:
<p>She <em>hums</em>.</p>
<h2 id="since-when">Since when</h2>
<p>Always.</p>
headings:
- Since when level: 2; id: since-when; plain: Since when
2026:
- Two </questions/two/> date: 2026-03-02; excerpt: ?; minutes: 1; answered_by: Thea Aldous
2025:
- One </questions/one/> date: 2025-03-02; excerpt: ?; minutes: 1; answered_by: Thea Aldous, Sol Marchetti
"#]],
    );
}

#[test]
fn all_columnists_are_on_one_page_by_name() {
    shows(
        column().build().sound().outline("/people/"),
        str![[r#"
title: Columnists
people:
- Sol Marchetti </people/sol-marchetti/> initials: SM; seal: 2; letters: 1
- Thea Aldous </people/thea-aldous/> initials: TA; seal: 1; bio: Answers at night.; excerpt: Answers at night.; letters: 2
"#]],
    );
}

#[test]
fn an_article_counts_for_whoever_wrote_it() {
    let article = "---\ntitle: On drums\ndate: 2026-04-01\nanswered_by: [SM]\n---\nThey are loud.\n";
    let column = column().file("content/questions/three.md", article).build().sound();
    shows(
        column.field("/people/sol-marchetti/", "years"),
        str![[r#"
2026:
- On drums </questions/three/> date: 2026-04-01; excerpt: They are loud.; minutes: 1; answered_by: Sol Marchetti
2025:
- One </questions/one/> date: 2025-03-02; excerpt: ?; minutes: 1; answered_by: Thea Aldous, Sol Marchetti
"#]],
    );
}

#[test]
fn a_columnist_keeps_the_seal_when_a_name_changes() {
    let seal = |column: &Column| get(&column.build().sound().view("/people/thea-aldous/"), "person.seal").as_u64();
    let before = seal(&column());
    let renamed = column().file("content/people/sol-marchetti.md", "---\nname: Zoltan Marchetti\ninitials: SM\n---\n");
    assert_eq!(before, Some(1));
    assert_eq!(seal(&renamed), before);
}

#[test]
fn a_columnist_without_an_answer_has_a_page_all_the_same() {
    let column = Column::new().build();
    shows(
        column.outline("/people/sol-marchetti/"),
        str![[r#"
title: Sol Marchetti
person: Sol Marchetti </people/sol-marchetti/> initials: SM; seal: 1
"#]],
    );
}

#[test]
fn initials_may_be_of_any_script_and_hold_points() {
    let person = |initials: &str| format!("---\nname: Юлия\ninitials: {initials}\n---\n");
    for initials in ["Ю", "J.D.", "O’N", "R2"] {
        let column = Column::new()
            .file("content/people/other.md", person(initials))
            .letter(&format!("Q: ?\n\n{initials}: Yes.\n"))
            .build()
            .sound();
        assert!(column.turns().contains("<p>Yes.</p>"), "{initials}: {}", column.turns());
    }
}

/// Letters of three years, more than a page holds.
fn many() -> Column {
    let mut column = Column::new().file("column.yaml", "title: The Desk\nbase_url: https://desk.example\n");
    for (year, letters) in [(2026, 300), (2025, 201), (2024, 1)] {
        for number in 0..letters {
            let day = format!("{year}-01-{:02}", number % 28 + 1);
            column = column.file(
                &format!("content/questions/l{year}-{number}.md"),
                letter(&format!("Letter {number}"), &day, "Q: ?\n\nSM: !"),
            );
        }
    }
    column
}

#[test]
fn where_all_letters_are_too_many_for_one_page_older_years_have_pages_of_their_own() {
    let built = many().build().sound();
    let letters = |path: &str| {
        let page = built.view(path);
        list(get(&page, "years")).iter().map(|year| list(get(year, "letters")).len()).sum::<usize>()
    };
    assert_eq!([letters("/questions/"), letters("/questions/2025/"), letters("/questions/2024/")], [300, 201, 1]);
    let of_her = ["/people/sol-marchetti/", "/people/sol-marchetti/2025/", "/people/sol-marchetti/2024/"];
    assert_eq!(of_her.map(letters), [300, 201, 1]);
    shows(
        built.outline("/questions/2024/"),
        str![[r#"
title: Letters from 2024
2024:
- Letter 0 </questions/l2024-0/> date: 2024-01-01; excerpt: ?; minutes: 1; answered_by: Sol Marchetti
archive:
- </questions/#_2026> year: 2026; letters: 300
- </questions/2025/> year: 2025; letters: 201
- </questions/2024/> year: 2024; letters: 1; here
"#]],
    );
    shows(
        built.outline("/people/sol-marchetti/2024/"),
        str![[r#"
title: Sol Marchetti: 2024
person: Sol Marchetti </people/sol-marchetti/> initials: SM; seal: 1
2024:
- Letter 0 </questions/l2024-0/> date: 2024-01-01; excerpt: ?; minutes: 1; answered_by: Sol Marchetti
archive:
- </people/sol-marchetti/#_2026> year: 2026; letters: 300
- </people/sol-marchetti/2025/> year: 2025; letters: 201
- </people/sol-marchetti/2024/> year: 2024; letters: 1; here
"#]],
    );
    shows(
        built.field("/questions/", "archive"),
        str![[r#"
- </questions/#_2026> year: 2026; letters: 300; here
- </questions/2025/> year: 2025; letters: 201
- </questions/2024/> year: 2024; letters: 1
"#]],
    );
    // Only the first page is for search engines.
    let index = |path: &str| get(&built.view(path), "index").as_bool();
    assert_eq!(["/questions/", "/questions/2025/"].map(index), [Some(true), Some(false)]);
    assert!(!built.text("sitemap.xml").contains("/2025/"));
}

#[test]
fn a_letter_cannot_take_the_address_of_a_year() {
    let built = many().file("content/questions/2025.md", letter("A year", "2026-01-01", "Q: ?\n\nSM: !")).build();
    shows(
        built.short(),
        str![
            "content/questions/2025.md:2:8: error: `/questions/2025/` is an address that callslip itself uses (add a line such as `slug: another-name`)"
        ],
    );
}
