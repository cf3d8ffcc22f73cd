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
    let line = |one| {
        let quoted = list(get(one, "lines")).iter();
        let mut said: Vec<String> =
            quoted.map(|line| format!("{} ({})", string(get(line, "text")), names(get(line, "by")))).collect();
        let others = names(get(one, "mentioned_by"));
        said.extend((!others.is_empty()).then(|| format!("- ({others})")));
        if said.is_empty() { "nobody".to_owned() } else { said.join(" ") }
    };
    list(get(&page, "letters_mentioning"))
        .iter()
        .map(|one| format!("{}: {}\n", names(get(one, "letter")), line(one)))
        .collect()
}

#[test]
fn a_program_shows_the_first_sentences_about_it_of_each_letter_newest_first() {
    let built = letters(&[
        "Q: Is TDS good?\n\nSM: I was there.\nIt is loud -- TDS is not \"quiet\" at *all*. Go and see.\n\nTA: TDS is dear.",
        "Q: ?\n\nSM: No idea.\n\nTA: Try [their course](../programs/drumming.md). Or not.\n\nSM: TDS? Fine.",
        "Q: ?\n\nSM: Try <a href=\"../programs/drumming.md\">that <b>course</b></a>. Or not.",
    ]);
    shows(
        lines(&built.build().sound()),
        str![[r#"
Letter 3: Try that course. (Sol Marchetti)
Letter 2: Try their course. (Thea Aldous) - (Sol Marchetti)
Letter 1: It is loud – TDS is not “quiet” at all. (Sol Marchetti) TDS is dear. (Thea Aldous)
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
Letter 6: - (Sol Marchetti)
Letter 4: - (Sol Marchetti)
Letter 3: - (Sol Marchetti)
Letter 1: nobody
"#]],
    );
}

#[test]
fn what_may_be_the_words_of_others_or_mean_the_opposite_alone_is_not_quoted() {
    let built = letters(&[
        "Q: ?\n\nSM: Here is what I would *not* do:\n\n1. Enroll at TDS next spring.\n2. Wait.",
        "Q: ?\n\nSM: One reads this. \"TDS is a scam. Never go.\" That is nonsense.",
        "Q: ?\n\nSM: A reader wrote: \"TDS took my money. They never answered.\" None of it is true.\n\nSM: TDS answers.",
    ]);
    shows(
        lines(&built.build().sound()),
        str![[r#"
Letter 3: TDS answers. (Sol Marchetti)
Letter 2: - (Sol Marchetti)
Letter 1: - (Sol Marchetti)
"#]],
    );
}

#[test]
fn each_columnist_has_a_line() {
    let built = letters(&[
        "Q: ?\n\nSM: TDS is good.\n\nTA: TDS is bad.\n\nSM: TDS is good.",
        "Q: ?\n\nSM: TDS is good.\n\nTA: - TDS",
    ]);
    let built = built.build().sound();
    shows(
        lines(&built),
        str![[r#"
Letter 2: TDS is good. (Sol Marchetti) - (Thea Aldous)
Letter 1: TDS is good. (Sol Marchetti) TDS is bad. (Thea Aldous)
"#]],
    );
    let page = built.page("programs/drumming/index.html");
    assert_eq!(page.matches("<blockquote class=\"line\">").count(), 3);
    assert_eq!(page.matches("Mentioned by").count(), 1);
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
