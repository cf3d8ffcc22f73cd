//! Letters that were asked before: hints at drafts and new letters, and warnings of copies.

use callslip::diagnostics::report::{Format, render};
use callslip::pipeline::{self, Options};
use callslip::render::search_index;
use snapbox::str;

use crate::support::column::CLOCK;
use crate::support::{Column, shows};

const DRUMS: &str = "---\ntitle: The drums upstairs\ndate: 2024-03-02\n---\n\
    Q: My neighbor plays the drums every night after ten. I knocked twice, and he turned the music up. The landlord does \
    not answer my calls. May I call the police, or will that make an enemy of him for years?\n\n\
    SM: Write him a note first, and keep a copy of it for the landlord. Most people who play at night have never heard \
    themselves through a ceiling; offer him a cup of tea below his own drums.\n";

const CAT: &str = "---\ntitle: A cat in the archive\ndate: 2023-01-05\n---\n\
    Q: A cat has moved into our archive, and the director wants it gone before the auditors come.\n\n\
    SM: Give the cat a badge, and the auditors a chair.\n";

/// Matters of other letters. Each is a letter for itself.
const MATTERS: [&str; 20] = [
    "My director wants every shelf relabeled before the summer, and I am alone.",
    "How long must I keep the minutes of a club that no longer exists?",
    "A volunteer corrects the catalog in pencil, and she is often right.",
    "May I refuse a donation of forty encyclopedias without losing the donor?",
    "The board asks for figures on the use of our reading room each month.",
    "Is a certificate in archives worth two years of evenings at my age?",
    "Our scanner eats the maps, and the vendor says that paper is to blame.",
    "A reader returns novels with the last page removed, always the last.",
    "My supervisor writes to me at midnight and expects a reply at seven.",
    "Where do I learn to describe photographs of people nobody remembers?",
    "The school next door sends its classes to us whenever it rains.",
    "Which language should I learn for work with early printed books?",
    "I was offered a post in a hospital library, and I faint at blood.",
    "How do I tell a scholar that the letters he found are a forgery?",
    "We have mold in the basement, and the insurance calls it dust.",
    "Someone plays chess against himself here daily, and comments aloud.",
    "Can a colleague claim authorship of an index that I compiled?",
    "My internship pays nothing, but my landlord is not an intern.",
    "A patron proposes marriage in the suggestion box every spring.",
    "The mayor borrowed our oldest atlas and has framed a page of it.",
];

fn column() -> Column {
    let column = Column::new().file("content/questions/drums.md", DRUMS).file("content/questions/cat.md", CAT);
    MATTERS.iter().enumerate().fold(column, |column, (number, matter)| {
        let text =
            format!("---\ntitle: Matter {number}\ndate: 2022-01-05\n---\nQ: {matter}\n\nSM: Ask again on Monday.\n");
        column.file(&format!("content/questions/matter-{number}.md"), text)
    })
}

/// A letter from another reader on the same matter, with these lines of front matter and this answer.
fn drums_again(fields: &str, answer: &str) -> String {
    format!(
        "---\ntitle: Noise at night\n{fields}---\n\
         Q: The man above me has a drum kit, and practices each night until eleven. Knocking makes it worse: he only turns \
         the music up. Calls to our landlord lead to nothing. Would the police help, or do I make an enemy of my \
         neighbor?\n\n{answer}\n"
    )
}

/// What `check` says about a column.
fn check(column: &Column) -> String {
    let options = Options { clock: CLOCK.parse().unwrap(), as_of: None, base_url: None, unpublished: false };
    let column = pipeline::check(column.root(), &options).unwrap();
    render(&column.diagnostics, &column.sources, Format::Short)
}

#[test]
fn a_draft_that_was_asked_before_gets_a_hint() {
    let column = column().file("content/questions/noise.md", drums_again("draft: yes\n", "SM: Not yet."));
    shows(
        check(&column),
        str![
            "content/questions/noise.md:2:8: hint: this may have been asked before: “The drums upstairs”, answered 2024-03-02 (if your readers should know, link to `content/questions/drums.md` in the text)"
        ],
    );
}

#[test]
fn a_new_letter_gets_the_hint_for_a_month() {
    let noise = |date: &str| drums_again(&format!("date: {date}\n"), "SM: As before.");
    let new = column().file("content/questions/noise.md", noise("2026-11-01"));
    assert!(check(&new).contains("this may have been asked before"));
    let old = column().file("content/questions/noise.md", noise("2026-10-01"));
    shows(check(&old), str![""]);
}

#[test]
fn a_link_or_a_follow_up_says_that_she_knows() {
    let linked = drums_again("draft: yes\n", "SM: See [the drums](drums.md).");
    shows(check(&column().file("content/questions/noise.md", linked)), str![""]);
    let follow_up = drums_again("draft: yes\nupdate_to: drums.md\n", "SM: Still the same.");
    shows(check(&column().file("content/questions/noise.md", follow_up)), str![""]);
}

#[test]
fn another_matter_is_no_hint() {
    let other = "---\ntitle: A raise\ndraft: yes\n---\n\
        Q: How do I ask my director for a raise? I have been here for nine years, my duties have doubled, and each spring \
        she says that the budget is closed. A colleague in another town earns a third more for the same work, and he \
        started last autumn.\n\nSM: With figures.\n";
    shows(check(&column().file("content/questions/raise.md", other)), str![""]);
}

#[test]
fn a_letter_without_an_answer_is_none_that_was_answered() {
    let column = Column::new()
        .file("content/questions/drums.md", drums_again("draft: yes\n", ""))
        .file("content/questions/noise.md", drums_again("draft: yes\n", ""));
    assert!(!check(&column).contains("asked before"));
}

#[test]
fn a_copy_is_a_warning_with_the_longest_passage() {
    let copy = DRUMS.replace("date: 2024-03-02", "draft: yes").replace("Write him a note first", "Write him a letter");
    shows(
        check(&column().file("content/questions/copy.md", copy)),
        str![
            "content/questions/copy.md:2:8: warning: this is nearly the same text as “The drums upstairs” (the longest passage that both have is 43 words long: “My neighbor plays the drums every night after …”; if it is a second copy, delete it; the other is `content/questions/drums.md`)"
        ],
    );
}

/// What `check` says about a letter that has all of an older one, in a column of few letters.
fn check_copy(copy: &str) -> String {
    check(&Column::new().file("content/questions/drums.md", DRUMS).file("content/questions/copy.md", copy))
}

#[test]
fn a_letter_that_links_to_another_repeats_it_on_purpose() {
    let copy = DRUMS.replace("date: 2024-03-02", "draft: yes");
    assert!(check_copy(&copy).contains("nearly the same text"));
    shows(check_copy(&(copy.clone() + "\nAs I said to [another reader](drums.md).\n")), str![""]);
    shows(check_copy(&copy.replace("draft: yes", "draft: yes\nupdate_to: drums.md")), str![""]);
}

#[test]
fn what_a_letter_quotes_is_not_its_own_text() {
    let text = DRUMS.split_once("Q: ").unwrap().1.replace("SM: ", "");
    let quoted: String = text.lines().map(|line| format!("> {line}\n")).collect();
    let copy = format!(
        "---\ntitle: A year later\ndraft: yes\n---\nQ: You once had this letter:\n\n{quoted}\n\
         What became of him? I ask because I have moved in below a trombone, whose owner works by day and rehearses \
         after supper. He is friendly on the stairs, we share a mailbox, and I do not want to begin with a complaint.[^1]\n\n\
         SM: They play duets.\n\n[^1]: {}\n",
        DRUMS.split_once("SM: ").unwrap().1
    );
    shows(check_copy(&copy), str![""]);
}

#[test]
fn a_greeting_and_a_signature_that_many_letters_have_do_not_count() {
    let letter = |number: usize, line: &str| {
        format!(
            "---\ntitle: Matter {number}\n{line}\n---\nQ: Dear Sol, I read your column every week with a cup of tea and \
             a pencil, and I hope that you can help me as you have helped so many others. {}\n\nSM: {} Have you a question \
             of your own? Send it to the desk, by letter or by the form on this page; we answer one each week, and change \
             what could give a reader away.\n",
            MATTERS[number],
            MATTERS[(number + 7) % 20]
        )
    };
    let of = |letters: usize| {
        let old = (1..letters).fold(Column::new(), |column, number| {
            column.file(&format!("content/questions/matter-{number}.md"), letter(number, "date: 2022-01-05"))
        });
        check(&old.file("content/questions/new.md", letter(0, "draft: yes")))
    };
    assert!(of(2).contains("nearly the same text"));
    shows(of(3), str![""]);
    shows(of(9), str![""]);
}

/// A letter of two hundred characters of a script without spaces.
const MAP: &str = "Q: 私は小さな町の図書館で十年働いています。昨年から毎週土曜日に、同じ老人が古い地図を借りに来ます。返すときには、地図の端に\
    必ず鉛筆で小さな印がついています。館長は注意しなさいと言いますが、その印は昔の井戸の場所を正しく示しているようです。町の水道課に伝える\
    べきでしょうか、それとも静かに消すべきでしょうか。\n\nSM: まず印を写真に撮り、それから老人にお茶を出してください。井戸のことを知っている人\
    は、たいてい誰かに話したがっています。\n";

/// Another.
const CATALOG: &str = "Q: 大学の書庫で目録を作る仕事をしています。上司は四半期ごとに件数を報告するように求めますが、手書きの写本は一冊に何日も\
    かかります。数字だけを見ると、私は誰よりも怠けているように見えるでしょう。写本を後回しにして、薄い小冊子から片づけるほうが賢いのでしょう\
    か。後任の人に恨まれるのも怖いのです。\n\nSM: 件数ではなく頁数を報告してください。上司が頁を知らないなら、一冊を机に置いて帰りましょう。\n";

#[test]
fn a_copy_is_noticed_in_a_script_without_spaces() {
    let letter = |title: &str, line: &str, text: &str| format!("---\ntitle: {title}\n{line}\n---\n{text}");
    let old = Column::new().file("content/questions/map.md", letter("地図", "date: 2024-03-02", MAP));
    let copy = MAP.replace("毎週土曜日に", "毎週金曜日に");
    shows(
        check(&old.file("content/questions/copy.md", letter("印", "draft: yes", &copy))),
        str![
            "content/questions/copy.md:2:8: warning: this is nearly the same text as “地図” (the longest passage that both have is 172 characters long: “曜日に、同じ老人が古い地図を借りに来 …”; if it is a second copy, delete it; the other is `content/questions/map.md`)"
        ],
    );
    let old = Column::new().file("content/questions/map.md", letter("地図", "date: 2024-03-02", MAP));
    shows(check(&old.file("content/questions/new.md", letter("目録", "draft: yes", CATALOG))), str![""]);
}

#[test]
fn nothing_in_the_example_is_a_copy_of_another() {
    let example = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    // On any of these days, the letters of the month before are new.
    for day in ["2024-06-30", "2025-06-30", "2026-06-30", "2026-11-22"] {
        let options = Options {
            clock: CLOCK.parse().unwrap(),
            as_of: Some(day.parse().unwrap()),
            base_url: None,
            unpublished: true,
        };
        let column = pipeline::check(example, &options).unwrap();
        let copies = column.diagnostics.iter().filter(|found| found.message.contains("nearly the same"));
        assert_eq!(copies.count(), 0, "{day}");
    }
}

#[test]
fn a_question_that_is_like_no_other_is_no_hint() {
    let example = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let options = Options { clock: CLOCK.parse().unwrap(), as_of: None, base_url: None, unpublished: true };
    // “What would you do with one extra day?” is scheduled, and so it is a new letter.
    let column = pipeline::check(example, &options).unwrap();
    let hints = column.diagnostics.iter().filter(|found| found.message.contains("asked before"));
    assert_eq!(hints.count(), 0);
}

/// Forty new letters to the example column, each after the name of the letter that asked the same.
const ASKED: &str = include_str!("../../benches/search/asked.txt");

#[test]
fn a_letter_that_asks_the_same_in_other_words_finds_the_first() {
    let example = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let options = Options { clock: CLOCK.parse().unwrap(), as_of: None, base_url: None, unpublished: false };
    let column = pipeline::load(example, &options).unwrap();
    let site = &column.site;
    let index = search_index(site, &column.theme.strings, Vec::new());
    let letters = &site.entries.letters;
    let asked: Vec<(&str, &str)> = ASKED.split("\n@ ").skip(1).filter_map(|letter| letter.split_once('\n')).collect();
    let missed = asked.iter().filter(|(slug, text)| {
        let found = index.similar(text, 3).into_iter().filter(|hit| hit.page < letters.len());
        let mut slugs = found.map(|hit| &*letters.entries().rev().nth(hit.page).unwrap().common.record.slug);
        !slugs.any(|found| found == *slug)
    });
    let missed: Vec<&str> = missed.map(|(slug, _)| *slug).collect();
    assert_eq!(asked.len(), 40);
    assert!(missed.len() <= 2, "{missed:?}");
}
