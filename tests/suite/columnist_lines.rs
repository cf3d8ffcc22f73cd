//! What the page of a program quotes from the letters that mention it.

use snapbox::str;

use crate::support::view::{get, list, names, string};
use crate::support::{Built, Column, shows};

const PROGRAM: &str = "---\ntitle: Drumming\nprovider: The School\nalso_known_as: [TDS]\ntags: [drums]\n---\n";

fn letter(day: u8, text: &str) -> String {
    format!("---\ntitle: Letter {day}\ndate: 2026-03-{day:02}\n---\n{text}\n")
}

/// A column with a program and letters with these texts, the first the oldest.
fn letters(texts: &[&str]) -> Column {
    let person = "---\nname: Thea Aldous\ninitials: TA\n---\n";
    let column = Column::new().file("content/programs/drumming.md", PROGRAM).file("content/people/ta.md", person);
    (1..).zip(texts).fold(column, |column, (day, text)| {
        column.file(&format!("content/questions/letter-{day}.md"), letter(day, text))
    })
}

/// The letters that the page shows, each with its line.
#[track_caller]
fn lines(built: &Built) -> String {
    let page = built.view("/programs/drumming/");
    let line = |one| match get(one, "line") {
        line if line.is_none() => "-".to_owned(),
        line => format!("{} ({})", string(get(line, "text")), names(get(line, "by"))),
    };
    list(get(&page, "letters_mentioning"))
        .iter()
        .map(|one| format!("{}: {}\n", names(get(one, "letter")), line(one)))
        .collect()
}

#[test]
fn a_program_shows_the_first_sentence_about_it_of_each_letter_newest_first() {
    let built = letters(&[
        "Q: Is TDS good?\n\nSM: I was there.\nIt is loud -- TDS is not \"quiet\" at *all*. Go and see.\n\nTA: TDS is dear.",
        "Q: ?\n\nSM: No idea.\n\nTA: Try [their course](../programs/drumming.md). Or not.\n\nSM: TDS? Fine.",
        "Q: ?\n\nSM: Try <a href=\"../programs/drumming.md\">that <b>course</b></a>. Or not.",
    ]);
    shows(
        lines(&built.build().sound()),
        str![[r#"
Letter 3: Try that course. (Sol Marchetti)
Letter 2: Try their course. (Thea Aldous)
Letter 1: It is loud – TDS is not “quiet” at all. (Sol Marchetti)
"#]],
    );
}

#[test]
fn only_a_columnists_own_words_are_quoted() {
    let built = letters(&[
        "Q: I hate [the course](../programs/drumming.md) at TDS.\n\nSM: Do not go.",
        "We know TDS well.\n\nQ: ?\n\nSM: Do not go.",
        "Q: ?\n\nSM: They write:\n\n> [TDS](../programs/drumming.md) is the best school.\n\nWell.",
        "Q: ?\n\nSM: See below.[^1]\n\n[^1]: Ask [that school](../programs/drumming.md) first.",
        "Q: ?\n\nSM: Do not go.\n\nEditor's note: TDS has moved since.\n\nUpdate (2026-04-01): I went to TDS after all.",
        "Q: ?\n\nSM: Three of them:\n\n- [TDS](../programs/drumming.md)\n- others",
        "Q: ?\n\nSM: Once ~~TDS was good~~. I now say that TDS is too loud.",
        "Q: ?\n\nSM: # On [TDS](../programs/drumming.md)\n\nIt was fun. But then TDS became dear.",
    ]);
    shows(
        lines(&built.build().sound()),
        str![[r#"
Letter 8: But then TDS became dear. (Sol Marchetti)
Letter 7: I now say that TDS is too loud. (Sol Marchetti)
Letter 6: -
Letter 4: -
Letter 3: -
Letter 1: -
"#]],
    );
}

#[test]
fn an_article_speaks_for_those_who_wrote_it() {
    let article =
        "---\ntitle: An article\ndate: 2026-03-09\nanswered_by: [SM, TA]\n---\nWe went to TDS. It was loud.\n";
    let built = letters(&[]).file("content/questions/article.md", article).build().sound();
    shows(lines(&built), str!["An article: We went to TDS. (Sol Marchetti, Thea Aldous)"]);
}

#[test]
fn nothing_of_what_is_unpublished_or_withdrawn_is_quoted() {
    let with = |fields: &str| letter(1, "Q: ?\n\nSM: I like TDS.").replace("date:", &format!("{fields}\ndate:"));
    let built = letters(&[])
        .file("content/questions/draft.md", with("draft: yes"))
        .file("content/questions/later.md", with("slug: later").replace("2026-03-01", "2027-03-01"))
        .file("content/questions/gone.md", with("withdrawn: { date: 2026-04-01, reason: \"A reason.\" }"))
        .file(
            "content/questions/private.md",
            letter(2, "Q: ?\n\nSM: No.").replace("date:", "private: { note: TDS }\ndate:"),
        )
        .build();
    assert_eq!(lines(&built), "");
    assert!(!built.page("programs/drumming/index.html").contains("I like TDS"));
}

#[test]
fn a_sentence_that_changes_changes_the_page() {
    let column = letters(&["Q: ?\n\nSM: I like TDS."]);
    column.build().sound();
    let column = column.file("content/questions/letter-1.md", letter(1, "Q: ?\n\nSM: I loathe TDS."));
    let built = column.build().sound();
    assert!(built.page("programs/drumming/index.html").contains("<p>I loathe TDS.</p><footer>Sol Marchetti</footer>"));
}

#[test]
fn the_letters_that_only_share_its_subjects_are_five_with_their_titles_first() {
    let tagged = |day| letter(day, "Q: ?\n\nSM: !").replace("date:", "tags: [drums]\ndate:");
    let column =
        (1..=7).fold(letters(&[]), |column, day| column.file(&format!("content/questions/{day}.md"), tagged(day)));
    let built = column.build().sound();
    assert_eq!(list(get(&built.view("/programs/drumming/"), "letters_related")).len(), 5);
    let page = built.main("/programs/drumming/");
    let (_, related) = page.split_once("<ol class=\"entries titles\"").expect("a list");
    assert!(related.find("Letter 7") < related.find("<time"), "{related}");
}
