//! Finds who speaks in a post: its questions and answers, as blogs mark them.

use super::html::{Element, MARKER, Node, is_heading};

/// Who speaks in the posts of a blog, and by which words.
pub(super) struct BlogSpeakers<'s> {
    /// The words for a question, such as `Q`.
    pub(super) question: &'s [String],
    /// The words for an answer, such as `A`.
    pub(super) answer: &'s [String],
    /// The columnists: their initials, and the names by which their answers may begin.
    pub(super) columnists: &'s [(String, Vec<String>)],
    /// The initials of the post's author; empty without one.
    pub(super) author: &'s str,
    /// Other initials by which the author's answers begin.
    pub(super) author_signs: &'s [String],
}

/// The findings in a post.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct FoundTurns {
    /// True if the post is a letter: somebody asks, and somebody answers.
    pub(super) is_letter: bool,
    /// True if nothing but the place of the words tells where the question or the answer begins.
    pub(super) is_guess: bool,
}

/// Who opens a paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Opening {
    Question,
    Answer(String),
    /// `Dear Sol,`: the greeting of a question.
    Greeting,
}

/// The longest words that open a turn, in characters.
const LONGEST: usize = 40;

/// How questions begin that have no marker.
const GREETINGS: [&str; 8] = ["Dear ", "Hi ", "Hello ", "Hey ", "Liebe ", "Lieber ", "Cher ", "Querida "];

/// Finds the turns of a post, and puts an element [`MARKER`] at the beginning of each.
pub(super) fn find_turns(nodes: &mut Vec<Node>, speakers: &BlogSpeakers<'_>) -> FoundTurns {
    lift_boxes(nodes);
    wrap_lines(nodes);
    let openings: Vec<Option<(Opening, usize)>> = nodes.iter().map(|node| opening(node, speakers)).collect();
    let asks = openings.iter().flatten().any(|(opening, _)| *opening == Opening::Question);
    let first_answer = openings.iter().position(|found| matches!(found, Some((Opening::Answer(_), _))));
    if asks {
        for (at, found) in openings.iter().enumerate() {
            if let Some((opening @ (Opening::Question | Opening::Answer(_)), length)) = found {
                mark(&mut nodes[at], &initials(opening), *length);
            }
        }
        join_lone_markers(nodes);
        return FoundTurns { is_letter: true, is_guess: false };
    }
    let first_block = nodes.iter().position(|node| !is_blank(node));
    let greeting = openings.iter().position(|found| matches!(found, Some((Opening::Greeting, _))));
    match (first_answer, first_block) {
        // What precedes the first answer is the letter.
        (Some(answer), Some(first)) if first < answer => {
            for (at, found) in openings.iter().enumerate().skip(answer) {
                if let Some((opening @ Opening::Answer(_), length)) = found {
                    mark(&mut nodes[at], &initials(opening), *length);
                }
            }
            mark(&mut nodes[greeting.filter(|at| *at < answer).unwrap_or(first)], "Q", 0);
            join_lone_markers(nodes);
            FoundTurns { is_letter: true, is_guess: true }
        }
        // A quotation that greets the columnist is the letter; the rest is the answer.
        (None, Some(first)) if is_greeting_quote(&nodes[first]) && !speakers.author.is_empty() => {
            quoted_letter(nodes, first, speakers.author)
        }
        _ => FoundTurns::default(),
    }
}

/// Takes the paragraphs out of boxes (`div`, `section`): a turn begins at a paragraph of the text itself.
fn lift_boxes(nodes: &mut Vec<Node>) {
    for _ in 0..8 {
        let is_box = |node: &Node| matches!(node, Node::Element(element) if matches!(element.name.as_str(), "div" | "section" | "article" | "main"));
        if !nodes.iter().any(is_box) {
            return;
        }
        let before = std::mem::take(nodes);
        for node in before {
            match node {
                Node::Element(element) if is_box(&Node::Element(element.clone())) => nodes.extend(element.children),
                node => nodes.push(node),
            }
        }
    }
}

/// Makes paragraphs of the words that are in none, as a short post or its first line can be.
fn wrap_lines(nodes: &mut Vec<Node>) {
    const PHRASES: [&str; 17] = [
        "a", "abbr", "b", "br", "cite", "code", "del", "em", "i", "kbd", "mark", "q", "span", "strong", "sub", "sup",
        "u",
    ];
    let is_phrase = |node: &Node| match node {
        Node::Text(_) => true,
        Node::Element(element) => PHRASES.contains(&element.name.as_str()),
    };
    let mut rest = std::mem::take(nodes).into_iter().peekable();
    while let Some(node) = rest.next() {
        if !is_phrase(&node) {
            nodes.push(node);
            continue;
        }
        let mut line = vec![node];
        while let Some(next) = rest.next_if(is_phrase) {
            line.push(next);
        }
        if line.iter().all(is_blank) {
            nodes.append(&mut line);
        } else {
            nodes.push(Node::Element(Element { name: "p".to_owned(), children: line, ..Element::default() }));
        }
    }
}

fn is_blank(node: &Node) -> bool {
    match node {
        Node::Text(text) => text.trim().is_empty(),
        Node::Element(element) => element.name == "p" && element.children.iter().all(is_blank),
    }
}

/// Returns who opens a block, and how many characters of its text say so.
fn opening(node: &Node, speakers: &BlogSpeakers<'_>) -> Option<(Opening, usize)> {
    let Node::Element(element) = node else { return None };
    if element.name != "p" && !is_heading(&element.name) {
        return None;
    }
    let text = first_words(element);
    if GREETINGS.iter().any(|greeting| text.trim_start().starts_with(greeting)) && element.name == "p" {
        return Some((Opening::Greeting, 0));
    }
    let (words, _) = text.split_once(':')?;
    let length = words.chars().count() + 1;
    let words = words.trim();
    let is_one_of = |list: &[String]| {
        list.iter()
            .any(|known| if known.chars().count() == 1 { known == words } else { known.eq_ignore_ascii_case(words) })
    };
    if is_one_of(speakers.question) {
        return Some((Opening::Question, length));
    }
    if speakers.author_signs.iter().any(|own| own == words) {
        return Some((Opening::Answer(speakers.author.to_owned()), length));
    }
    let by_name = speakers
        .columnists
        .iter()
        .find(|(initials, names)| initials == words || names.iter().any(|name| name.eq_ignore_ascii_case(words)));
    if let Some((initials, _)) = by_name {
        return Some((Opening::Answer(initials.clone()), length));
    }
    (is_one_of(speakers.answer) && !speakers.author.is_empty())
        .then(|| (Opening::Answer(speakers.author.to_owned()), length))
}

fn initials(opening: &Opening) -> String {
    match opening {
        Opening::Question | Opening::Greeting => "Q".to_owned(),
        Opening::Answer(initials) => initials.clone(),
    }
}

/// Returns the beginning of a block's text, long enough for the words of a marker.
fn first_words(element: &Element) -> String {
    let mut words = String::new();
    let mut rest: Vec<&Node> = element.children.iter().rev().collect();
    while let Some(node) = rest.pop() {
        match node {
            Node::Text(text) => words.extend(text.chars().take(LONGEST * 2)),
            Node::Element(inner) if inner.name == "br" => break,
            Node::Element(inner) => rest.extend(inner.children.iter().rev()),
        }
        if words.trim_start().chars().count() > LONGEST {
            break;
        }
    }
    words.trim_start().chars().take(LONGEST).collect()
}

/// Puts a marker at the beginning of a block, in the place of the words that were one.
fn mark(node: &mut Node, words: &str, length: usize) {
    let Node::Element(element) = node else { return };
    if element.name == "blockquote" {
        return;
    }
    "p".clone_into(&mut element.name);
    let mut left = length;
    remove_start(&mut element.children, &mut left, true);
    let marker = Element {
        name: MARKER.to_owned(),
        children: vec![Node::Text(words.to_owned())],
        attributes: Vec::new(),
        line: element.line,
    };
    element.children.insert(0, Node::Element(marker));
}

/// Removes characters from the beginning of a text, and the spaces around them.
fn remove_start(nodes: &mut Vec<Node>, left: &mut usize, is_first: bool) {
    let mut is_first = is_first;
    for node in nodes.iter_mut() {
        match node {
            Node::Text(text) => {
                if is_first {
                    *text = text.trim_start().to_owned();
                }
                let removed = text.chars().count().min(*left);
                *left -= removed;
                let rest: String = text.chars().skip(removed).collect();
                *text = if *left == 0 { rest.trim_start().to_owned() } else { rest };
                if !text.is_empty() {
                    break;
                }
            }
            Node::Element(element) if element.name == "br" && *left == 0 => "span".clone_into(&mut element.name),
            Node::Element(element) => {
                remove_start(&mut element.children, left, is_first);
                if !element.children.is_empty() || element.name == "img" {
                    break;
                }
            }
        }
        is_first = false;
    }
    nodes.retain(|node| match node {
        Node::Text(text) => !text.is_empty(),
        Node::Element(element) => !element.children.is_empty() || matches!(element.name.as_str(), "img" | "br" | "hr"),
    });
}

/// Joins a marker that is a block of its own with the paragraph after it.
fn join_lone_markers(nodes: &mut Vec<Node>) {
    let is_lone = |node: &Node| {
        matches!(node, Node::Element(element) if element.children.len() == 1
            && matches!(&element.children[0], Node::Element(marker) if marker.name == MARKER))
    };
    let mut at = 0;
    while at < nodes.len() {
        if is_lone(&nodes[at]) {
            let next = (at + 1..nodes.len()).find(|next| !is_blank(&nodes[*next]));
            let is_paragraph = |next: &usize| matches!(&nodes[*next], Node::Element(element) if element.name == "p");
            if let Some(next) = next.filter(is_paragraph) {
                let Node::Element(alone) = nodes.remove(at) else { continue };
                // The paragraph moved up by one.
                if let Node::Element(paragraph) = &mut nodes[next - 1] {
                    paragraph.children.splice(0..0, alone.children);
                }
            }
        }
        at += 1;
    }
}

fn is_greeting_quote(node: &Node) -> bool {
    let Node::Element(element) = node else { return false };
    element.name == "blockquote" && GREETINGS.iter().any(|greeting| first_words(element).starts_with(greeting))
}

/// Makes a question of the quotation at `first`, and an answer of what follows it.
fn quoted_letter(nodes: &mut Vec<Node>, first: usize, author: &str) -> FoundTurns {
    let Some(answer) = (first + 1..nodes.len()).find(|at| !is_blank(&nodes[*at])) else { return FoundTurns::default() };
    let is_paragraph = |node: &Node| matches!(node, Node::Element(element) if element.name == "p");
    if !is_paragraph(&nodes[answer]) {
        return FoundTurns::default();
    }
    mark(&mut nodes[answer], author, 0);
    let Node::Element(quotation) = nodes.remove(first) else { return FoundTurns::default() };
    let mut letter = quotation.children;
    letter.retain(|node| !is_blank(node));
    if !letter.first().is_some_and(is_paragraph) {
        letter = vec![Node::Element(Element { name: "p".to_owned(), children: letter, ..Element::default() })];
    }
    if let Some(opening) = letter.first_mut() {
        mark(opening, "Q", 0);
    }
    nodes.splice(first..first, letter);
    FoundTurns { is_letter: true, is_guess: true }
}

#[cfg(test)]
#[allow(clippy::format_collect, reason = "short texts for comparing")]
mod tests {
    use super::super::html::{parse, text_of};
    use super::*;

    /// The blocks of a text, each in brackets, with `SM/` in the place of a marker; and what was found.
    fn turns(html: &str) -> String {
        let question = ["Q".to_owned(), "Question".to_owned()];
        let answer = ["A".to_owned(), "Answer".to_owned()];
        let columnists = [
            ("SM".to_owned(), vec!["Sol Marchetti".to_owned(), "Sol".to_owned()]),
            ("TA".to_owned(), vec!["Tom Abel".to_owned(), "Tom".to_owned()]),
        ];
        let speakers = BlogSpeakers {
            question: &question,
            answer: &answer,
            columnists: &columnists,
            author: "SM",
            author_signs: &[],
        };
        let mut nodes = parse(html);
        let found = find_turns(&mut nodes, &speakers);
        let shown: String =
            nodes.iter().filter(|node| !is_blank(node)).map(|node| format!("[{}]", shown(node))).collect();
        let how = match (found.is_letter, found.is_guess) {
            (true, true) => " guess",
            (true, false) => " letter",
            (false, _) => "",
        };
        shown + how
    }

    fn shown(node: &Node) -> String {
        match node {
            Node::Text(text) => text.split_whitespace().collect::<Vec<_>>().join(" "),
            Node::Element(element) if element.name == MARKER => format!("{}/", text_of(&element.children)),
            Node::Element(element) => element.children.iter().map(shown).collect(),
        }
    }

    #[test]
    fn markers_in_all_their_forms() {
        assert_eq!(turns("<p>Q: May I?</p><p>SM: Yes.</p>"), "[Q/May I?][SM/Yes.] letter");
        assert_eq!(turns("<p><strong>Q:</strong> May I?</p><p><b>A</b>: Yes.</p>"), "[Q/May I?][SM/Yes.] letter");
        assert_eq!(
            turns("<p><b>Question: May I?</b></p><p><em>Sol:</em> Yes.</p><p>Tom Abel: No.</p>"),
            "[Q/May I?][SM/Yes.][TA/No.] letter"
        );
        assert_eq!(turns("<h3>Q:</h3><p>May I?</p><p><b>SM:</b></p><p>Yes.</p>"), "[Q/May I?][SM/Yes.] letter");
        assert_eq!(turns("<div><p>Q: May I?</p></div><div><p>SM:<br>Yes.</p></div>"), "[Q/May I?][SM/Yes.] letter");
        assert_eq!(turns("Q: May I?<p>SM: Yes.</p>"), "[Q/May I?][SM/Yes.] letter");
        assert_eq!(
            turns("<p>Intro.</p><p>Q: May I?</p><p>SM: Yes.</p><p>Note: a</p>"),
            "[Intro.][Q/May I?][SM/Yes.][Note: a] letter"
        );
    }

    #[test]
    fn letters_without_a_marker_for_the_question() {
        assert_eq!(
            turns("<p>Dear Sol, may I?</p><p>Thanks</p><p>SM: Yes.</p>"),
            "[Q/Dear Sol, may I?][Thanks][SM/Yes.] guess"
        );
        assert_eq!(
            turns("<p>Some words.</p><p>Dear Sol, may I?</p><p>SM: Yes.</p>"),
            "[Some words.][Q/Dear Sol, may I?][SM/Yes.] guess"
        );
        assert_eq!(
            turns("<blockquote><p>Dear Sol,</p><p>May I?</p></blockquote><p>Yes.</p>"),
            "[Q/Dear Sol,][May I?][SM/Yes.] guess"
        );
    }

    #[test]
    fn articles_stay_as_they_are() {
        for html in [
            "<p>Dear readers, we move.</p>",
            "<p>Note: this.</p><p>Done.</p>",
            "<blockquote><p>To be</p></blockquote><p>So.</p>",
        ] {
            assert!(turns(html).ends_with(']'), "{}", turns(html));
        }
        assert_eq!(turns("<p>SM: We have moved.</p>"), "[SM: We have moved.]");
    }
}
