//! Posts of random blocks: whatever they are, a letter begins with a question, has an answer, and loses no word.

use super::super::html::{MARKER, find, parse, text_of};
use super::super::letter_habits::LetterHabits;
use super::*;

const BLOCKS: [&str; 34] = [
    "<p>Q: one?</p>",
    "<p>A: two.</p>",
    "<p>SM: three.</p>",
    "<p><b>Q.</b> four?</p>",
    "<p>A. five.</p>",
    "<p><b>Q: six?</b></p>",
    "<p>Q:</p>",
    "<p><b>SM:</b></p>",
    "<h3>The question</h3>",
    "<h3>My answer</h3>",
    "<h3>1. Seven</h3>",
    "<p><b>2. Eight</b></p>",
    "<p>Dear Sol, nine?</p>",
    "<p>Dear Anne, ten.</p>",
    "<p>Dear readers, eleven.</p>",
    "<p>— Anne</p>",
    "<p>Thanks,<br>Bea</p>",
    "<blockquote><p>Dear Sol, twelve?</p><p>Anne</p></blockquote>",
    "<blockquote>I have thirteen. Is it much, my friends, for one of us who has so many? — Anne</blockquote>",
    "<blockquote><p>SM: fourteen.</p></blockquote>",
    "<blockquote><p>Q: fifteen?<br>A: sixteen.</p></blockquote>",
    "<p><em>Dear Sol, seventeen?</em></p>",
    "<p><strong>Eighteen?</strong></p>",
    "<p>A reader writes:</p>",
    "<hr>",
    "<ul><li>nineteen</li></ul>",
    "<p>Twenty.</p>",
    "<p></p>",
    "Twenty-one.<br><br>Q: twenty-two?<br>SM: twenty-three.",
    "<p>Q1: twenty-four?</p>",
    "<p>A1: twenty-five.</p>",
    "<p><img src=\"a.png\"></p>",
    "<p>Ana: twenty-six.</p>",
    "<div><p>TA — twenty-seven.</p></div>",
];

#[test]
fn a_letter_begins_with_a_question_and_has_an_answer() {
    let owned = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect::<Vec<String>>();
    let columnists = [("SM".to_owned(), owned(&["Sol"])), ("TA".to_owned(), owned(&["Tom"]))];
    let mut state = 1_u64;
    let mut next = |below: u64| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from((state >> 33) % below).unwrap()
    };
    for number in 0..6000 {
        let html: String = (0..=next(8)).map(|_| BLOCKS[next(34)]).collect();
        let speakers = BlogSpeakers {
            question: &owned(&["Q", "Question"]),
            answer: &owned(&["A", "Answer"]),
            columnists: &columnists,
            author: if number % 7 == 0 { "" } else { "SM" },
            author_signs: &[],
            habits: &LetterHabits::default(),
            is_draft: false,
        };
        let mut nodes = parse(&html);
        let found = find_turns(&mut nodes, &speakers);
        let mut markers = nodes.iter().filter_map(|node| match node {
            HtmlNode::Element(block) => find(&block.children, &[MARKER]).map(|marker| text_of(&marker.children)),
            HtmlNode::Text(_) => None,
        });
        if found.is_letter() {
            assert_eq!(markers.next().as_deref(), Some("Q"), "{html}");
            assert!(markers.any(|words| words != "Q"), "{html}");
        } else {
            assert_eq!(markers.next(), None, "{html}");
        }
        assert_eq!(kept_words(&nodes), kept_words(&parse(&html)), "{html}");
    }
}

/// The numbers of a post, which are its only words that say nothing about who speaks.
fn kept_words(nodes: &[HtmlNode]) -> Vec<String> {
    let mut all = String::new();
    add_words(nodes, &mut all);
    let parts = all.split(|c: char| !c.is_alphanumeric()).map(str::to_lowercase);
    let ends =
        ["een", "ty", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "leven", "elve"];
    parts.filter(|word| ends.iter().any(|end| word.ends_with(end))).collect()
}

fn add_words(nodes: &[HtmlNode], all: &mut String) {
    for node in nodes {
        match node {
            HtmlNode::Text(text) => all.push_str(text),
            HtmlNode::Element(element) if element.name == MARKER => {}
            HtmlNode::Element(element) => {
                all.push(' ');
                add_words(&element.children, all);
                all.push(' ');
            }
        }
    }
}
