//! What becomes of posts: each block in brackets, `SM/` in the place of a marker; one file because shapes overlap.

#![allow(clippy::format_collect, reason = "short texts for comparing")]

use super::super::html::{MARKER, parse, text_of};
use super::super::letter_habits::{HabitTally, LetterHabits};
use super::paragraphs::is_blank;
use super::*;

/// The blocks of a post by Sol Marchetti, and what was found.
fn turns(html: &str) -> String {
    turns_of("SM", &HabitTally::default().habits(""), html)
}

fn turns_of(author: &str, habits: &LetterHabits, html: &str) -> String {
    let words = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect::<Vec<String>>();
    let columnists =
        [("SM".to_owned(), words(&["Sol Marchetti", "Sol"])), ("TA".to_owned(), words(&["Tom Abel", "Tom"]))];
    let speakers = BlogSpeakers {
        question: &words(&["F", "Frage", "Q", "Question"]),
        answer: &words(&["Antwort", "A", "Answer"]),
        columnists: &columnists,
        author,
        author_signs: &words(&["SO"]),
        habits,
        is_draft: false,
    };
    let mut nodes = parse(html);
    let how = match find_turns(&mut nodes, &speakers) {
        FoundTurns::Article => "",
        FoundTurns::LikeLetter => " like a letter",
        FoundTurns::GuessedLetter => " guess",
        FoundTurns::Letter => " letter",
    };
    let blocks = nodes.iter().filter(|node| !is_blank(node));
    blocks.map(|node| format!("[{}]", shown(node))).collect::<String>() + how
}

fn shown(node: &HtmlNode) -> String {
    match node {
        HtmlNode::Text(text) => text.split_whitespace().collect::<Vec<_>>().join(" "),
        HtmlNode::Element(element) if element.name == MARKER => format!("{}/", text_of(&element.children)),
        HtmlNode::Element(element) if element.name == "blockquote" => {
            format!("> {}", element.children.iter().map(shown).collect::<String>())
        }
        HtmlNode::Element(element) => element.children.iter().map(shown).collect(),
    }
}

/// Paragraphs.
fn paragraphs(texts: &[&str]) -> String {
    texts.iter().map(|text| format!("<p>{text}</p>\n")).collect()
}

#[track_caller]
fn check(html: &str, expected: &str) {
    assert_eq!(turns(html), expected);
}

#[test]
fn markers_in_all_their_forms() {
    check("<p>Q: May I?</p><p>SM: Yes.</p>", "[Q/May I?][SM/Yes.] letter");
    check("<p><strong>Q:</strong> May I?</p><p><b>A</b>: Yes.</p>", "[Q/May I?][SM/Yes.] letter");
    check(
        "<p><b>Question: May I?</b></p><p><em>Sol:</em> Yes.</p><p>Tom Abel: No.</p>",
        "[Q/May I?][SM/Yes.][TA/No.] letter",
    );
    check("<h3>Q:</h3><p>May I?</p><p><b>SM:</b></p><p>Yes.</p>", "[Q/May I?][SM/Yes.] letter");
    check("<div><p>Q: May I?</p></div><div><p>SM:<br>Yes.</p></div>", "[Q/May I?][SM/Yes.] letter");
    check("Q: May I?<p>SM: Yes.</p>", "[Q/May I?][SM/Yes.] letter");
    check("<p>Intro.</p><p>Q: May I?</p><p>SM: Yes.</p><p>Note: a</p>", "[Intro.][Q/May I?][SM/Yes.][Note: a] letter");
    check("<p>Q: May I?</p><p>SO: Yes.</p><p>Sol’s answer: No.</p>", "[Q/May I?][SM/Yes.][SM/No.] letter");
}

#[test]
fn markers_with_other_signs() {
    check("<p>Q. May I?</p><p>A. Yes.</p>", "[Q/May I?][SM/Yes.] letter");
    check("<p><b>Q —</b> May I?</p><p><b>A —</b> Yes.</p>", "[Q/May I?][SM/Yes.] letter");
    check("<p>Q) May I?</p><p>A) Yes.</p>", "[Q/May I?][SM/Yes.] letter");
    check("<p>Q - May I?</p><p>SM – Yes.</p>", "[Q/May I?][SM/Yes.] letter");
    check("<p>Q： May I?</p><p>[A]: Yes.</p>", "[Q/May I?][SM/Yes.] letter");
    check(
        &paragraphs(&["Q1: May I?", "A1: Yes.", "Q2 - And I?", "A2 - No."]),
        "[Q/May I?][SM/Yes.][Q/And I?][SM/No.] letter",
    );
    check(
        "<p><b>Q. Humming boss:</b> Mine hums.</p><p><b>A:</b> Hum.</p><p><b>Q. Singing:</b> Sings.</p><p>A: Sing.</p>",
        "[Q/Humming boss:Mine hums.][SM/Hum.][Q/Singing:Sings.][SM/Sing.] letter",
    );
    check(
        &paragraphs(&["Q: Which?", "SM: One of these.", "A. The first.", "B. The second."]),
        "[Q/Which?][SM/One of these.][A. The first.][B. The second.] letter",
    );
}

#[test]
fn words_for_the_parts_in_headings_and_in_bold() {
    check("<h3>The question</h3><p>May I?</p><h3>The answer</h3><p>Go.</p>", "[Q/May I?][SM/Go.] letter");
    check("<p><b>The letter</b></p><p>May I?</p><p><b>My answer:</b></p><p>Go.</p>", "[Q/May I?][SM/Go.] letter");
    check("<h2>Die Frage</h2><p>Darf ich?</p><h2>Unsere Antwort</h2><p>Ja.</p>", "[Q/Darf ich?][SM/Ja.] letter");
    check("<h2>Question 1</h2><p>May I?</p><h2>Answer 1</h2><ul><li>Go.</li></ul>", "[Q/May I?][SM/][Go.] letter");
    check("<p>Reader: May I?</p><p>Sol says: Yes.</p>", "[Q/May I?][SM/Yes.] letter");
    check(
        "<h2>Your question</h2><blockquote><p>May I?</p><p>Soon?</p></blockquote><h2>Sol’s reply</h2><p>Go.</p>",
        "[Q/May I?][Soon?][SM/Go.] letter",
    );
    check("<h2>Q: May I?</h2><p>I want to.</p><h2>A: Yes</h2><p>Go.</p>", "[Q/May I?][I want to.][SM/Yes][Go.] letter");
}

#[test]
fn turns_within_paragraphs_and_quotations() {
    check("Q: May I?<br />A: Yes.<br>TA: No.", "[Q/May I?][SM/Yes.][TA/No.] letter");
    check(
        "<p><b>Q:</b> May I?<br>Really?<br><br>Soon.<br><br><b>A:</b> Yes.</p>",
        "[Q/May I?Really?][Soon.][SM/Yes.] letter",
    );
    check("<p><b>Q:</b> May I?</p><blockquote><p><b>SM:</b> Yes.</p></blockquote>", "[Q/May I?][SM/Yes.] letter");
    check(
        "<blockquote><p>Q: May I?</p></blockquote><blockquote><p>A: Yes.</p><p>Go.</p></blockquote>",
        "[Q/May I?][SM/Yes.][Go.] letter",
    );
    check("<blockquote><p>Q: May I?</p><p>A: Yes.</p></blockquote>", "[Q/May I?][SM/Yes.] letter");
}

#[test]
fn titles_belong_to_the_questions_below_them() {
    check(
        "<h3>1. Humming</h3><p>Q: May I?</p><p>A: Yes.</p><h3>2. Cats</h3><p>Q: And I?</p><p>A: No.</p>",
        "[Q/1. Humming][May I?][SM/Yes.][Q/2. Cats][And I?][SM/No.] letter",
    );
    check(
        "<p><b>1. Humming</b></p><p>Dear Sol, may I? — Anne</p><p>Dear Anne, yes.</p>\
         <p><b>2. Cats</b></p><p>Dear Sol, and I? — Bea</p><p>Dear Bea, no.</p>",
        "[Q/1. Humming][Dear Sol, may I? — Anne][SM/Dear Anne, yes.]\
         [Q/2. Cats][Dear Sol, and I? — Bea][SM/Dear Bea, no.] letter",
    );
    check("<h2>Cats</h2><p>Q: May I?</p><p>A: Yes.</p>", "[Cats][Q/May I?][SM/Yes.] letter");
}

#[test]
fn answers_without_a_marker() {
    check("<p><strong>Q: May I leave?</strong></p><p>Go. Go now.</p>", "[Q/May I leave?][SM/Go. Go now.] guess");
    check("<p>Q: I hum.</p><p>— Anne</p><p>Stop it.</p><p>Now.</p>", "[Q/I hum.][— Anne][SM/Stop it.][Now.] guess");
    check("<p><b>Q:</b></p><blockquote><p>I hum.</p></blockquote><p>Stop.</p>", "[Q/I hum.][SM/Stop.] guess");
    check("<p>Q: I hum.</p><p>Loudly.</p><hr><p>Stop.</p>", "[Q/I hum.][Loudly.][][SM/Stop.] guess");
    check("<p>Q: I hum.</p><p>Loudly.</p><p>Stop.</p>", "[Q: I hum.][Loudly.][Stop.] like a letter");
    check("<p>Q: Do you hum?</p>", "[Q: Do you hum?] like a letter");
    check("<p>A: Yes, you may.</p><p>Q: May I?</p>", "[A: Yes, you may.][Q: May I?] like a letter");
    check("<p>SM: We got this.</p><p>Q: May I?</p><p>SM: Yes.</p>", "[SM: We got this.][Q/May I?][SM/Yes.] guess");
}

#[test]
fn nobody_answers_a_post_without_an_author() {
    let turns = |html| turns_of("", &LetterHabits::default(), html);
    assert_eq!(turns("<p>Q: May I?</p><p>A: Yes.</p>"), "[Q: May I?][A: Yes.] like a letter");
    assert_eq!(turns("<p>Q: May I?</p><p>SM: Yes.</p>"), "[Q/May I?][SM/Yes.] letter");
    assert_eq!(
        turns("<p>Dear Sol, may I? — Anne</p><p>Dear Anne, yes.</p>"),
        "[Dear Sol, may I? — Anne][Dear Anne, yes.] like a letter"
    );
}

#[test]
fn letters_without_a_marker_for_the_question() {
    check("<p>Dear Sol, may I?</p><p>Thanks</p><p>SM: Yes.</p>", "[Q/Dear Sol, may I?][Thanks][SM/Yes.] guess");
    check(
        "<p>Some words.</p><p>Dear Sol, may I?</p><p>SM: Yes.</p>",
        "[Some words.][Q/Dear Sol, may I?][SM/Yes.] guess",
    );
    check("<p>We have moved house.</p><p>SM: And I, too.</p>", "[We have moved house.][SM: And I, too.] like a letter");
}

#[test]
fn salutations() {
    check(
        &paragraphs(&[
            "Dear Sol,",
            "My boss hums. What do I do?",
            "— Humming Along",
            "Dear Humming,",
            "Buy earplugs.",
            "Love, Sol",
        ]),
        "[Q/Dear Sol,][My boss hums. What do I do?][— Humming Along][SM/Dear Humming,][Buy earplugs.][Love, Sol] letter",
    );
    check(
        &paragraphs(&[
            "<b>Dear Sol, my boss hums. What do I do?</b>",
            "<b>—Humming Along</b>",
            "Dear Humming, buy earplugs.",
        ]),
        "[Q/Dear Sol, my boss hums. What do I do?][—Humming Along][SM/Dear Humming, buy earplugs.] letter",
    );
    check(
        &paragraphs(&["Dear Sol, one? — Anne", "Dear Anne, yes.", "DEAR SOL: Two? Signed, BEA", "DEAR BEA: No."]),
        "[Q/Dear Sol, one? — Anne][SM/Dear Anne, yes.][Q/DEAR SOL: Two? Signed, BEA][SM/DEAR BEA: No.] letter",
    );
    check(
        "<p>Dear Sol,<br>I hum. May I?<br>Anne<br><br>Dear Anne,<br>Yes.</p>",
        "[Q/Dear Sol,I hum. May I?Anne][SM/Dear Anne,Yes.] letter",
    );
    check(
        "<p>Dear Sol, may I? — Anne</p><p>Dear Reader, yes.</p>",
        "[Q/Dear Sol, may I? — Anne][SM/Dear Reader, yes.] letter",
    );
    check("<p>Dear Sol, may I?</p><p>Dear Anne, yes.</p>", "[Q/Dear Sol, may I?][SM/Dear Anne, yes.] guess");
    check(
        "<blockquote><p>Dear Sol, may I?</p></blockquote><blockquote><p>Dear Anne, yes.</p></blockquote>",
        "[Q/Dear Sol, may I?][SM/Dear Anne, yes.] guess",
    );
    check(
        &paragraphs(&["Dear Sol, I hum.", "Sincerely,<br>Anne", "Stop it."]),
        "[Q/Dear Sol, I hum.][Sincerely,Anne][SM/Stop it.] guess",
    );
    check(
        &paragraphs(&["Dear Sol, I hum.", "Loudly.", "Stop it."]),
        "[Dear Sol, I hum.][Loudly.][Stop it.] like a letter",
    );
}

#[test]
fn salutations_to_nobody_that_the_export_names() {
    check(
        &paragraphs(&["Dear Prudence, may I? — Humming Along", "Dear Humming, yes."]),
        "[Q/Dear Prudence, may I? — Humming Along][SM/Dear Humming, yes.] guess",
    );
    check(
        &paragraphs(&["Dear Prudence, may I?", "Dear Anne, yes."]),
        "[Dear Prudence, may I?][Dear Anne, yes.] like a letter",
    );
    let mut tally = HabitTally::default();
    (0..3).for_each(|_| tally.add_post("<p>Dear Captain Awkward: May I?</p>"));
    let html = "<p>Dear Captain Awkward: May I? — Anne</p><p>Dear Anne: Yes.</p>";
    let expected = "[Q/Dear Captain Awkward: May I? — Anne][SM/Dear Anne: Yes.] letter";
    assert_eq!(turns_of("SM", &tally.habits("Desk"), html), expected);
    assert_eq!(turns_of("SM", &HabitTally::default().habits("Ask Captain Awkward"), html), expected);
}

#[test]
fn letters_in_a_style_of_their_own() {
    check("<blockquote><p>Dear Sol,</p><p>May I?</p></blockquote><p>Yes.</p>", "[Q/Dear Sol,][May I?][SM/Yes.] guess");
    check(
        "<p>A reader writes:</p><blockquote><p>I hum at work. May I?</p></blockquote><p>Yes.</p>",
        "[A reader writes:][Q/I hum at work. May I?][SM/Yes.] guess",
    );
    check(
        "<blockquote><p>I hum at work. My boss does not. May I?</p><p>— Humming in Ohio</p></blockquote><h2>Yes</h2><p>Go.</p>",
        "[Q/I hum at work. My boss does not. May I?][— Humming in Ohio][SM/Yes][Go.] guess",
    );
    check(
        "<p><em>Dear Sol, I hum.</em></p><p><em>May I?</em></p><p>Yes.</p><p>Go.</p>",
        "[Q/Dear Sol, I hum.][May I?][SM/Yes.][Go.] guess",
    );
    check(
        "<blockquote><p>Dear Sol, may I?</p></blockquote><p>Yes.</p><p>Go.</p><blockquote><p>Dear Sol, and I?</p></blockquote><p>No.</p>",
        "[Q/Dear Sol, may I?][SM/Yes.][Go.][Q/Dear Sol, and I?][SM/No.] guess",
    );
    check(
        "<blockquote><p>Dear Sol, may I?</p></blockquote><p>Yes.</p><blockquote><p>Go, and go now.</p></blockquote><p>So.</p>",
        "[Q/Dear Sol, may I?][SM/Yes.][> Go, and go now.][So.] guess",
    );
}

/// A letter in which someone asks.
const LETTER: &str = "I have worked at this desk for ten years and want to leave. How?";

#[test]
fn letters_that_only_the_habits_of_a_blog_tell() {
    let post = format!("<blockquote><p>{LETTER}</p></blockquote><p>Leave.</p>");
    check(&post, &format!("[> {LETTER}][Leave.] like a letter"));
    let mut tally = HabitTally::default();
    (0..3).for_each(|_| tally.add_post(&post));
    assert_eq!(turns_of("SM", &tally.habits(""), &post), format!("[Q/{LETTER}][SM/Leave.] guess"));
    check(
        &format!("<p>A reader writes:</p><p>{LETTER}</p><p>Leave.</p>"),
        &format!("[A reader writes:][{LETTER}][Leave.] like a letter"),
    );
}

#[test]
fn articles_stay_as_they_are() {
    for html in [
        "<p>Dear readers, we move.</p><p>Soon?</p>",
        "<p>Note: this.</p><p>Done.</p>",
        "<blockquote><p>To be, or not to be, that is the question</p></blockquote><p>So.</p>",
        "<blockquote><p>I went to the woods because I wished to live deliberately, to front only the essential facts of life. \
         And what did I find, when I came to die?</p><p>— Henry David Thoreau, Walden</p></blockquote><p>So I went.</p>",
        "<blockquote><p>Who am I? What is my desk, that I should sit at it for so many years of the only life that I have been \
         given to live here?<cite>Anon</cite></p></blockquote><p>An essay.</p>",
        "<p><em>This post first appeared in our newsletter. Do you read it? I hope so.</em></p><p>An essay.</p>",
        "<p><em>In this series, I ask what my own desk has taught me over ten years, and why we go on sitting at desks when \
         nobody has told us what they are good for. Who knows?</em></p><p>An essay.</p>",
        "<p>Revenue rose.</p><p>Q1: up.</p><p>Q2: down.</p><p>Q3: up.</p>",
        "<p>A. Smith wrote to me.</p><p>Q. Jones did not.</p>",
        "<p><b>How did you start?</b></p><p>In a basement.</p><p><b>And then?</b></p><p>Upstairs.</p>",
        "<p>We met Ana.</p><p>Sol: How did you start?</p><p>Ana: Below.</p><p>Sol: And then?</p><p>Ana: Above.</p>",
        "<h2>The question</h2><p>Is whether to stay.</p><h2>What others say</h2><p>Much.</p>",
        "<h2>The problem</h2><p>Desks hum.</p><h2>The solution</h2><p>Oil.</p>",
        "<p>Dear Layla,</p><p>You bark.</p><p>Dear Drunk Guy,</p><p>You sing.</p><p>Dear Bar,</p><p>Close?</p>",
        "<p>An essay.</p><p>With thoughts.</p><p>Then she wrote to me:</p><blockquote><p>I hum. May I?</p></blockquote><p>Ha.</p>",
        "<p>Hi, all.</p><p>Reader: someone who reads.</p><p>Writer: someone who writes?</p>",
        "<p>SM: We have moved.</p>",
    ] {
        let found = turns(html);
        assert!(found.ends_with(']') && !found.contains('/'), "{found}");
    }
}
