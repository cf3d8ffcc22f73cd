//! What holds for every text: no word is lost between the turns, nothing panics, and no text takes
//! more than linear time.

#![allow(clippy::print_stdout, reason = "what is looked at by hand is printed")]

use std::sync::{Arc, mpsc};
use std::time::{Duration, Instant};

use callslip::content::{self, Body, Entry, Letter, Page, ParseOptions};
use callslip::diagnostics::SourceMap;
use callslip::diagnostics::report::{Format, render};
use callslip::source::SourceFile;

use crate::dice::Dice;
use crate::support::column::tree;

/// Two columnists, English markers.
pub(crate) fn options() -> ParseOptions {
    ParseOptions {
        acronyms: Vec::new(),
        answered_by: None,
        columnists: Vec::new(),
        possible_initials: Vec::new(),
        initials: vec!["SM".to_owned(), "TA".to_owned()],
        markers: callslip::config::MarkerWords::of_language("en"),
        timezone: jiff::tz::TimeZone::UTC,
        currency: None,
        typography: callslip::language::Typography::default(),
        slugs: callslip::language::Transliteration::default(),
    }
}

/// A name, and the text of a size.
type Shape = (&'static str, fn(usize) -> String);

/// Texts that have taken parsers more than linear time.
const BODIES: [Shape; 44] = [
    ("nested quotes", |n| "> ".repeat(n) + "a"),
    ("nested quotes, tight", |n| ">".repeat(n) + "a"),
    ("nested quotes, then lines", |n| ">".repeat(n) + "a" + &"\na".repeat(n)),
    ("nested quotes, then quoted lines", |n| ">".repeat(n) + "a" + &"\n> a".repeat(n)),
    ("nested quotes, then empty lines", |n| ">".repeat(n) + "a" + &"\n".repeat(n)),
    ("nested lists", |n| "- ".repeat(n) + "a"),
    ("nested lists, then lines", |n| "- ".repeat(n) + "a" + &"\na".repeat(n)),
    ("nested lists, then empty lines", |n| "- ".repeat(n) + "a" + &"\n".repeat(n) + "b"),
    ("nested numbered lists", |n| "1. ".repeat(n) + "a"),
    ("quotes and lists in turn", |n| "> - ".repeat(n) + "a"),
    ("lists ever deeper", |n| (0..n.isqrt()).map(|at| format!("{}- a\n", "  ".repeat(at))).collect()),
    ("brackets opened", |n| "[".repeat(n) + "a"),
    ("brackets closed", |n| "[".repeat(n) + "a" + &"]".repeat(n)),
    ("links opened", |n| "[a](".repeat(n)),
    ("links opened in brackets", |n| "[a](<b".repeat(n)),
    ("links without an address", |n| "[a]()\n".repeat(n)),
    ("pictures opened", |n| "![".repeat(n) + "a"),
    ("pictures in pictures", |n| "![a".repeat(n) + &"](b.png)".repeat(n)),
    ("emphasis opened", |n| "*a ".repeat(n)),
    ("emphasis of both kinds", |n| "*a _b ".repeat(n)),
    ("emphasis closed", |n| "a* ".repeat(n)),
    ("stars", |n| "*".repeat(n) + "Q:" + &"*".repeat(n)),
    ("nested emphasis", |n| "*a **b ".repeat(n) + &"c** d* ".repeat(n)),
    ("struck out", |n| "~~a ".repeat(n)),
    ("footnotes opened", |n| "[^".repeat(n)),
    ("footnotes without a text", |n| "[^a] ".repeat(n)),
    ("one footnote, often", |n| "[^a] ".repeat(n) + "\n\n[^a]: b\n"),
    ("many footnotes", |n| {
        (0..n).map(|at| format!("[^{at}] ")).collect::<String>()
            + "\n\n"
            + &(0..n).map(|at| format!("[^{at}]: b\n\n")).collect::<String>()
    }),
    ("footnotes in footnotes", |n| "[^a]: > ".repeat(n) + "b\n\n[^a]"),
    ("footnotes that cite the next", |n| {
        "[^0]\n\n".to_owned() + &(0..n).map(|at| format!("[^{at}]: b [^{}]\n\n", at + 1)).collect::<String>()
    }),
    ("a long table", |n| "|a|b|\n|-|-|\n".to_owned() + &"|c|d|\n".repeat(n)),
    ("a wide table", |n| "|a".repeat(n) + "|\n" + &"|-".repeat(n) + "|\n" + &"|c".repeat(n) + "|\n"),
    ("tables begun", |n| "|a|\n".repeat(n)),
    ("code opened", |n| (1..=n.isqrt()).map(|at| format!("{} a ", "`".repeat(at))).collect()),
    ("tags opened", |n| "<a ".repeat(n)),
    ("comments opened", |n| "a <!-- ".repeat(n)),
    ("definitions", |n| (0..n).map(|at| format!("[{at}]: b\n")).collect()),
    ("the same heading", |n| "# a\n".repeat(n)),
    ("the same id", |n| "<b id=x>\n".repeat(n)),
    ("markers", |n| "Q: a\n\nSM: b\n\n".repeat(n)),
    ("markers glued", |n| "Q: a\n".repeat(n)),
    // Fewer, since each is a message: so many of them take a debug build minutes on a busy machine.
    ("strangers, then questions", |n| "AQ: a\n\n".repeat(n / 4) + &"Q: b\n\n".repeat(n / 4)),
    ("broken links", |n| "[a](b.md) ".repeat(n)),
    ("control characters", |n| "\u{1}".repeat(n)),
];

/// The same for what is above the text.
const FRONT_MATTERS: [Shape; 13] = [
    ("lists in lists", |n| "extra: ".to_owned() + &"[".repeat(n) + &"]".repeat(n)),
    ("lists opened", |n| "extra: ".to_owned() + &"[".repeat(n)),
    ("maps in maps", |n| "extra: ".to_owned() + &"{a: ".repeat(n) + &"}".repeat(n)),
    ("lines ever deeper", |n| (0..n.isqrt()).map(|at| format!("{}a:\n", " ".repeat(at))).collect()),
    ("dashes", |n| "tags:\n  ".to_owned() + &"- ".repeat(n)),
    ("unknown fields", |n| (0..n).map(|at| format!("x{at}: b\n")).collect()),
    ("one field, often", |n| "tags: a\n".repeat(n)),
    ("broken lines", |n| "x: b: c\n".repeat(n)),
    ("sound lines and a broken one", |n| (0..n).map(|at| format!("x{at}: b\n")).collect::<String>() + "y: [\n"),
    ("tags", |n| "tags: [".to_owned() + &(0..n).map(|at| format!("t{at}, ")).collect::<String>() + "]"),
    ("one tag, often", |n| "tags: [".to_owned() + &"a, ".repeat(n) + "]"),
    ("quotes", |n| "title: ".to_owned() + &"\"a".repeat(n)),
    ("references", |n| "a: &a b\n".to_owned() + "x: [" + &"*a, ".repeat(n) + "]"),
];

/// How long the fastest of a few parses takes, the report among it.
fn fastest(text: &str, runs: usize) -> Duration {
    let path: Arc<str> = Arc::from("content/questions/a.md");
    let options = options();
    let mut all = Vec::new();
    for _ in 0..runs {
        let start = Instant::now();
        let file = SourceFile::new(&path, text);
        let checked = content::parse(&file, &options);
        all.push(start.elapsed());
        drop(checked);
    }
    all.into_iter().min().unwrap()
}

fn file(above: &str, below: &str) -> String {
    format!("---\ntitle: A\ndate: 2026-03-02\n{above}\n---\n{below}\n")
}

/// The size of the texts: what takes linear time is parsed in a fraction of a second, what grows with the square of it
/// takes many minutes.
const SIZE: usize = 300_000;

#[test]
fn no_shape_of_text_takes_more_than_linear_time() {
    let below = BODIES.iter().map(|(name, make)| (*name, file("", &make(SIZE))));
    let above = FRONT_MATTERS.iter().map(|(name, make)| (*name, file(&make(SIZE), "")));
    for (name, text) in below.chain(above) {
        let (done, is_done) = mpsc::channel();
        std::thread::spawn(move || done.send(fastest(&text, 1)));
        assert!(is_done.recv_timeout(Duration::from_mins(2)).is_ok(), "{name}: not parsed in two minutes");
    }
}

/// What the largest file that is read costs at worst: `cargo test --test slow largest -- --ignored --nocapture`.
#[test]
#[ignore = "prints times, to be looked at"]
fn the_largest_file_of_each_shape() {
    const LARGEST: usize = 1 << 20;
    let mut all = Vec::new();
    for (is_body, (name, make)) in
        BODIES.iter().map(|one| (true, one)).chain(FRONT_MATTERS.iter().map(|one| (false, one)))
    {
        let size = (1..25).find(|size| make(1 << size).len() > LARGEST).unwrap_or(25);
        let text = make(1 << (size - 1));
        let text = if is_body { file("", &text) } else { file(&text, "") };
        all.push((fastest(&text, 1), text.len(), name));
    }
    all.sort_unstable();
    for (time, bytes, name) in all {
        println!("{time:>12?} {bytes:>8} bytes  {name}");
    }
}

const WORDS: [&str; 20] = [
    "one",
    "two",
    "don't",
    "*three*",
    "`four`",
    "[five](/five/)",
    "six:",
    "Seven",
    "é",
    "8",
    "**nine**",
    "[^n]",
    "[^m]",
    "Q\\:",
    "\"ten\"",
    "SM:",
    "…",
    "~~eleven~~",
    "<b>twelve</b>",
    "東",
];
const MARKS: [&str; 14] = [
    "Q:",
    "**Q:**",
    "**Q**:",
    "*Q:*",
    "Question:",
    "SM:",
    "**TA:**",
    "TA :",
    "Editor’s note:",
    "_Editor's note_:",
    "Update (2026-09-01):",
    "**Update (1 September 2026):**",
    "\u{a0}Q:",
    "Q: {#fixed}",
];

fn words(dice: &mut Dice) -> String {
    let mut text = dice.pick(&["one", "two", "*three*", "`four`", "Seven", "8", "**nine**", "\"ten\""]).to_owned();
    for _ in 0..dice.roll(8) {
        text.push_str(dice.pick(&[" ", " ", " ", "\n"]));
        text.push_str(dice.pick(&WORDS));
    }
    text
}

/// A block that is no paragraph of the text itself; markers in it open nothing.
fn block(dice: &mut Dice) -> String {
    let (a, b) = (words(dice).replace('\n', " "), words(dice).replace('\n', " "));
    match dice.roll(9) {
        0 => format!("- {a}\n- Q: {b}\n"),
        1 => format!("1. {a}\n\n   SM: {b}\n\n   - TA: {a}\n"),
        2 => format!("> Q: {a}\n>\n> SM: {b}\n"),
        3 => format!("```\nQ: {a}\n\nSM: {b}\n```\n"),
        4 => format!("| Q: | {a} |\n|---|:-:|\n| SM: | {b} |\n").replace("[five](/five/)", "five"),
        5 => format!("### {a}\n"),
        6 => format!("> - {a}\n>   > SM: {b}\n"),
        7 => "- [ ] Q: to do\n- [x] SM: done\n".to_owned(),
        _ => format!("<div>\n\n{a}\n\n</div>\n"),
    }
}

/// A body with markers, and the same without.
fn bodies(dice: &mut Dice) -> (String, String) {
    let (mut marked, mut bare) = (String::new(), String::new());
    for number in 0..=dice.roll(9) {
        let text = words(dice);
        let mark = dice.pick(&MARKS).replace("fixed", &format!("fixed-{number}"));
        let (with, without) = match dice.roll(6) {
            0 => (text.clone(), text),
            1 => {
                // A marker alone, and its text in a block of another kind.
                let block = block(dice);
                (format!("{text}\n\n{mark}\n\n{block}"), format!("{text}\n\n{block}"))
            }
            2 => (format!("**{} one two**", mark.replace(['*', '\u{a0}'], "")), "**one two**".to_owned()),
            _ => (format!("{mark} {text}"), text),
        };
        let after = if dice.roll(2) == 0 { format!("\n\n{}", block(dice)) } else { String::new() };
        marked += &(with + &after + "\n\n");
        bare += &(without + &after + "\n\n");
        if dice.roll(4) == 0 {
            // Where a definition is makes no difference.
            let note = format!("[^n{number}]: Q: a note\n\n    SM: goes on\n\n[^n{number}] cited\n\n");
            marked.push_str(&note);
            bare.push_str(&note);
        }
    }
    let end = "[^n]: First note.\n\n[^m]: Second note.\n";
    (marked + end, bare + end)
}

/// The tags and words of finished HTML; its headings without their levels.
fn tokens(html: &str) -> Vec<String> {
    let mut all = Vec::new();
    for token in html5gum::Tokenizer::new(html).flatten() {
        let tag = |name: &[u8]| {
            let name = String::from_utf8_lossy(name).into_owned();
            if name.len() == 2 && name.starts_with('h') && name != "hr" { "h".to_owned() } else { name }
        };
        match token {
            html5gum::Token::StartTag(start) => all.push(format!("<{}>", tag(&start.name))),
            html5gum::Token::EndTag(end) => all.push(format!("</{}>", tag(&end.name))),
            html5gum::Token::String(text) => {
                all.extend(String::from_utf8_lossy(&text).split_whitespace().map(ToOwned::to_owned));
            }
            _ => {}
        }
    }
    all
}

/// What is in the texts themselves, and the footnotes below them, sorted: each is placed where it is cited first.
fn told<'b>(bodies: impl Iterator<Item = &'b Body>) -> (Vec<String>, Vec<Vec<String>>) {
    let (mut text, mut notes) = (Vec::new(), Vec::new());
    for body in bodies {
        let (above, below) = body.html.split_once("<div class=\"footnotes\"").unwrap_or((&body.html, ""));
        text.extend(tokens(above));
        // Without the ways back: a note is placed before later turns may cite it again.
        let note = |item: &str| tokens(item.split(" <a class=\"footnote-back\"").next().unwrap_or_default());
        notes.extend(below.split("<li id=").skip(1).map(note));
    }
    notes.sort();
    (text, notes)
}

fn letter_and_page(marked: &str, bare: &str) -> (Arc<Letter>, Arc<Page>) {
    let parse = |path: &str, text: &str| content::parse(&SourceFile::new(&Arc::from(path), text), &options()).value;
    let letter = parse("content/questions/a.md", &format!("---\ntitle: A\ndate: 2026-03-02\n---\n{marked}"));
    let page = parse("content/pages/a.md", &format!("---\ntitle: A\n---\n{bare}"));
    match (letter, page) {
        (Some(Entry::Letter(letter)), Some(Entry::Page(page))) => (letter, page),
        other => panic!("{other:?}"),
    }
}

#[test]
fn the_turns_one_after_the_other_are_the_whole_text_less_the_markers() {
    let mut dice = Dice(0x5eed);
    let mut turns = 0;
    for _ in 0..10_000 {
        let (marked, bare) = bodies(&mut dice);
        let (letter, page) = letter_and_page(&marked, &bare);
        turns += letter.turns.len();
        let (text, notes) = told(letter.bodies());
        let (whole, whole_notes) = told(std::iter::once(&page.text.body));
        assert_eq!(text.join(" "), whole.join(" "), "\n{marked}\n----\n{bare}");
        assert_eq!(notes, whole_notes, "\n{marked}");
        assert_eq!(letter.record.references.links, page.text.references.links, "\n{marked}");
        let count = |body: &Body| body.words;
        assert_eq!(letter.bodies().map(count).sum::<usize>(), page.text.body.words, "\n{marked}");
    }
    assert!(turns > 30_000, "only {turns} markers were met");
}

/// What a file may be torn into.
const PIECES: [&str; 40] = [
    "---\n", "Q: ", "SM: ", "\n\n", "\n", "    ", "\t", "> ", "- ", "1. ", "# ", "```\n", "`", "*", "**", "_", "~~",
    "[", "](", ")", "[^1]", "[^1]: ", "![", "<", "<div>\n", "<!--", "-->", "&#0;", "|--|\n", "\\", ": ", ", ", "{",
    "}", "\"", "'", "\0", "\u{feff}", "\u{202e}", "東",
];

/// A text with a few pieces taken out, put in, or doubled.
fn torn(text: &str, dice: &mut Dice) -> String {
    let mut text = text.to_owned();
    for _ in 0..=dice.roll(6) {
        let at = text.floor_char_boundary(dice.roll(text.len() + 1));
        let end = text.floor_char_boundary((at + dice.roll(60)).min(text.len())).max(at);
        match dice.roll(3) {
            0 => text.replace_range(at..end, ""),
            1 => text.insert_str(at, &dice.pick(&PIECES).repeat(1 + dice.roll(4))),
            _ => {
                let part = text[at..end].to_owned();
                text.insert_str(at, &part);
            }
        }
    }
    text
}

/// Tears the files of the column that lies in this repository, until the time or the number is reached.
fn tear(most: usize, longest: Duration, seed: u64) -> usize {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("content");
    let whole: Vec<String> = tree(&root).into_values().filter_map(|bytes| String::from_utf8(bytes).ok()).collect();
    let mut dice = Dice(seed);
    let begun = Instant::now();
    let mut count = 0;
    while count < most && begun.elapsed() < longest {
        let text = torn(&whole[dice.roll(whole.len())], &mut dice);
        for folder in ["questions", "programs", "people", "pages"] {
            let file = SourceFile::new(&Arc::from(format!("content/{folder}/a.md")), &text);
            let found = content::parse(&file, &options()).diagnostics;
            let sources = SourceMap::from([(file.path.clone(), file.text.clone())]);
            for format in [Format::Human { color: false }, Format::Short, Format::Json] {
                assert_eq!(render(&found, &sources, format).is_empty(), found.is_empty());
            }
        }
        callslip::config::parse(&SourceFile::new(&Arc::from("column.yaml"), &text));
        count += 1;
    }
    count
}

#[test]
fn a_torn_file_is_reported_and_never_stops_the_program() {
    assert_eq!(tear(1_000, Duration::from_mins(10), 1), 1_000);
}

/// The same for ten minutes: `cargo test --test slow ten_minutes -- --ignored --nocapture`. `SEED` begins elsewhere.
#[test]
#[ignore = "takes ten minutes"]
fn torn_files_for_ten_minutes() {
    let number = |name: &str| std::env::var(name).ok().and_then(|text| text.parse().ok());
    let seconds = number("SECONDS").unwrap_or(600);
    println!("{} files", tear(usize::MAX, Duration::from_secs(seconds), number("SEED").unwrap_or(2)));
}
