//! Texts that nobody would write: the parser must not panic, and must lose no word.

use std::sync::Arc;

use callslip::content::{self, Body, Entry};
use callslip::diagnostics::SourceMap;
use callslip::diagnostics::report::{Format, render};
use callslip::source::SourceFile;
use proptest::prelude::*;

use crate::oracle::bodies;
use crate::properties::options;

/// Parses a file, and writes its report in every form: a span that points beside a character would panic there.
fn parsed(path: &str, text: &str) -> Option<Entry> {
    let file = SourceFile::new(&Arc::from(path), text);
    let checked = content::parse(&file, &options());
    let sources = SourceMap::from([(file.path.clone(), file.text.clone())]);
    for format in [Format::Human { color: true }, Format::Short, Format::Json] {
        let told = render(&checked.diagnostics, &sources, format);
        assert_eq!(told.is_empty(), checked.diagnostics.is_empty());
    }
    checked.value
}

/// The words of finished HTML: what is between the tags.
fn words(html: &str) -> Vec<String> {
    let mut text = String::new();
    for token in html5gum::Tokenizer::new(html).flatten() {
        match token {
            html5gum::Token::String(part) => text.push_str(&String::from_utf8_lossy(&part)),
            html5gum::Token::StartTag(tag) if !INLINE.contains(&&*String::from_utf8_lossy(&tag.name)) => text.push(' '),
            _ => {}
        }
    }
    text.split_whitespace().map(ToOwned::to_owned).collect()
}

const INLINE: [&str; 6] = ["em", "strong", "code", "del", "a", "sup"];

/// Slots lie within the HTML, in order, on borders of characters; links open and close in turn.
fn assert_sound(body: &Body) {
    let mut last = 0;
    for slot in &body.slots {
        assert!(slot.at >= last && body.html.is_char_boundary(slot.at as usize));
        last = slot.at;
    }
}

/// Markdown in pieces that mean something, so that chance meets the interesting cases.
fn markdown() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "Q: ",
        "**Q:** ",
        "SM: ",
        "*TA*: ",
        "A: ",
        "Question:",
        "Editor's note: ",
        "Update (2026-09-01): ",
        "Update: ",
        "Q\\: ",
        "Q",
        ":",
        "\n",
        "\n\n",
        "\n\n",
        "\n\n",
        "word ",
        "word ",
        "Wort",
        "é",
        "東",
        "\u{a0}",
        "’",
        "*",
        "**",
        "_",
        "`",
        "```\n",
        "    ",
        "> ",
        "- ",
        "1. ",
        "- [ ] ",
        "# ",
        "### So {#so .x}",
        "{a=b}",
        "[a](b.md#c)",
        "[a](#q1)",
        "![x](y.png)",
        "![",
        "](",
        "[^1]",
        "[^1]: ",
        "[a]: b\n",
        "<b>",
        "</b>",
        "<div>\n",
        "<!-- ",
        "-->",
        "<script>",
        "| a | b |\n|--|:-:|\n| c | d |\n",
        "---\n",
        "&amp;",
        "&",
        "<",
        "\\",
        "~~",
        "https://x.example",
        "<https://x.example>",
        "\r\n",
        "\t",
        "\u{feff}",
        "\0",
        "  \n",
    ]);
    prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

/// Lines that look like front matter.
fn front_matter() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "title: ",
        "date: ",
        "tags: ",
        "slug: ",
        "draft: ",
        "asker: ",
        "tuition: ",
        "courses: ",
        "name: ",
        "initials: ",
        "answered_by: ",
        "extra: ",
        "review_every: ",
        "delivery: ",
        "host: ",
        "github",
        "netlify",
        "x: ",
        "A",
        "2026-03-02",
        "2026-03-02 14:00",
        "5",
        "USD 1,200",
        "$5",
        "yes",
        "SM",
        "6 months",
        "[",
        "]",
        "{",
        "}",
        ", ",
        ": ",
        "\"",
        "'",
        "\n",
        "\n",
        "\n",
        "\n  ",
        "\n- ",
        "\t",
        "#",
        "&a ",
        "*a",
        "|",
        ">",
        "%",
        "@",
        "!!str ",
        "? ",
        "~",
        "null",
        "---\n",
        "...\n",
        "é",
        "東",
        "\u{0}",
        "\u{85}",
        "\u{2028}",
        "<<: ",
        "pen_name: Me",
        "total: ",
        "9999999999999999999",
    ]);
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

/// A paragraph without markup: words, and the turn it opens, if it opens one.
fn paragraph() -> impl Strategy<Value = (&'static str, String)> {
    let mark =
        prop::sample::select(vec!["", "", "Q:", "**Q:**", "*Q*:", "SM:", "**TA:**", "Question:", "Editor’s note:"]);
    let word = prop::sample::select(vec![
        "one",
        "two",
        "don’t",
        "*three*",
        "`four`",
        "[five](x.md)",
        "six:",
        "Seven",
        "é",
        "8",
        "**nine**",
        "[^n]",
    ]);
    (mark, prop::collection::vec(word, 1..8).prop_map(|words| words.join(" ")))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_text_makes_the_parser_panic(text in markdown(), any in any::<String>()) {
        for text in [&text, &any] {
            let letter = parsed("content/questions/a.md", &format!("---\ntitle: A\ndate: 2026-03-02\n---\n{text}"));
            bodies(&letter.unwrap()).into_iter().for_each(assert_sound);
            let page = parsed("content/pages/a.md", &format!("---\ntitle: A\n---\n{text}"));
            bodies(&page.unwrap()).into_iter().for_each(assert_sound);
            parsed("content/questions/a.md", text);
        }
    }

    #[test]
    fn no_front_matter_makes_the_parser_panic(text in front_matter(), any in any::<String>()) {
        for folder in ["questions", "programs", "people", "pages"] {
            parsed(&format!("content/{folder}/a.md"), &format!("---\n{text}\n---\nQ: ?\n"));
            parsed(&format!("content/{folder}/a.md"), &format!("---\n{any}\n---\n"));
        }
        let file = SourceFile::new(&Arc::from("column.yaml"), &text);
        callslip::config::parse(&file);
        let file = SourceFile::new(&Arc::from("column.yaml"), &format!("host: {text}"));
        callslip::config::parse(&file);
    }

    /// Whatever Markdown a title's marks would open elsewhere: in it they are marks.
    #[test]
    fn no_title_loses_a_letter(title in "[ a-z0-9.)#>+*_~=\"'é:-]{1,40}") {
        let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
        let read = callslip::content::Title::new(title.trim(), &callslip::language::Typography::default());
        // The plain form leaves out what is struck through.
        if !read.html.contains("<del>") {
            prop_assert_eq!(letters(&read.plain), letters(&title));
        }
        prop_assert!(!read.html.contains("<p>") && !read.html.contains('\n'), "{}", read.html);
    }

    /// The turns one after the other are the whole text, less the marker words.
    #[test]
    fn turns_lose_no_word_and_keep_the_order(paragraphs in prop::collection::vec(paragraph(), 1..10)) {
        let marked: Vec<String> =
            paragraphs.iter().map(|(mark, words)| format!("{mark} {words}").trim().to_owned()).collect();
        let bare: Vec<&str> = paragraphs.iter().map(|(_, words)| words.as_str()).collect();
        let end = "\n\n[^n]: A note.\n";
        let head = "---\ntitle: A\ndate: 2026-03-02\n---\n";
        let letter = parsed("content/questions/a.md", &format!("{head}{}{end}", marked.join("\n\n"))).unwrap();
        let page = parsed("content/pages/a.md", &format!("{head}{}{end}", bare.join("\n\n"))).unwrap();
        // Footnotes are placed with the turn that cites them, so they are counted apart.
        let text = |entry: &Entry| {
            let html = bodies(entry).into_iter().map(|body| body.html.split("<div class=\"footnotes\"").next().unwrap());
            words(&html.collect::<Vec<_>>().join("\n"))
        };
        prop_assert_eq!(text(&letter), text(&page));
        let counted = |entry: &Entry| bodies(entry).into_iter().map(|body| body.words).sum::<usize>();
        prop_assert_eq!(counted(&letter), counted(&page));
    }
}
