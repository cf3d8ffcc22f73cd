//! Finds letters that nothing but their style sets off: in a quotation, in italics, or in bold, with the answer below.

use super::answer_place::{Greeted, greeted, next_block, signature_of};
use super::finding::{Finding, answer, question};
use super::marks::TurnMark;
use super::paragraphs::{is_blank, style, words_of};
use super::speakers::BlogSpeakers;
use crate::import::html::{HtmlNode, find as find_element, text_of};
use crate::import::letter_habits::LetterStyle;

/// Words of a sentence that a letter follows, in small letters: `A reader writes:`
const LEADS: [&str; 22] = [
    "asks", "asked", "ask", "writes", "wrote", "email", "letter", "question", "reader", "schreibt", "fragt", "frage",
    "brief", "écrit", "demande", "lettre", "question", "escribe", "pregunta", "carta", "scrive", "vraagt",
];

/// Words for someone who reads, in small letters.
const READERS: [&str; 10] =
    ["reader", "letter", "leser", "leserin", "lecteur", "lectrice", "lector", "lectora", "lettore", "lezer"];

/// Words by which people speak of themselves, in small letters.
const SELF: [&str; 14] = ["i", "my", "me", "we", "our", "ich", "mein", "meine", "mir", "je", "j", "mon", "yo", "mi"];

/// The shortest text that is more than a saying, in words.
const SHORTEST: usize = 10;

/// The points that make a letter, and something like one. See [`points`].
const LETTER: i32 = 4;
const LIKE_LETTER: i32 = 3;

/// Finds the letters of a post by their style, and answers them with what follows each.
pub(super) fn find(nodes: &[HtmlNode], speakers: &BlogSpeakers<'_>) -> Finding {
    let mut marks: Vec<TurnMark> = Vec::new();
    let mut like_letter = reader_writes(nodes);
    let mut from = 0;
    let mut style_of_letters = None;
    while let Some((start, end, style)) = next_region(nodes, from, style_of_letters) {
        let points = points(nodes, start, end, style, speakers);
        let answer_at = next_block(nodes, end - 1);
        let is_first = marks.is_empty();
        match answer_at {
            // What answers a letter is none.
            _ if marks.last().is_some_and(|last: &TurnMark| last.at == start) => {}
            Some(place) if points >= LETTER && !speakers.author.is_empty() => {
                marks.extend([question(start, 0), answer(place, speakers.author, 0)]);
                style_of_letters = Some(style);
            }
            _ if is_first => {
                like_letter |= points >= LIKE_LETTER && answer_at.is_some();
                break;
            }
            _ => {}
        }
        from = end;
    }
    match (marks.is_empty(), like_letter) {
        (false, _) => Finding::Letter { marks, is_guess: true },
        (true, true) => Finding::LikeLetter,
        (true, false) => Finding::Article,
    }
}

/// Returns true if one of the first two blocks says that a reader writes, and nothing shows where the letter ends.
fn reader_writes(nodes: &[HtmlNode]) -> bool {
    let blocks = nodes.iter().filter(|node| !is_blank(node));
    blocks.take(2).any(|node| is_lead(node, &READERS)) && nodes.iter().filter(|node| !is_blank(node)).count() > 2
}

/// Returns the next blocks in one style: the first ones of the post but for at most two, and later those in the same style.
fn next_region(nodes: &[HtmlNode], from: usize, wanted: Option<LetterStyle>) -> Option<(usize, usize, LetterStyle)> {
    let is_wanted = |at: &usize| style(&nodes[*at]).is_some_and(|style| wanted.is_none_or(|wanted| wanted == style));
    let start = (from..nodes.len()).find(is_wanted)?;
    let style_of_start = style(&nodes[start])?;
    let before = nodes[..start].iter().filter(|node| !words_of(node).is_empty()).count();
    if wanted.is_none() && before > 2 {
        return None;
    }
    let is_other = |at: &usize| !is_blank(&nodes[*at]) && style(&nodes[*at]) != Some(style_of_start);
    let mut end = (start..nodes.len()).find(is_other).unwrap_or(nodes.len());
    // Two quotations in a row are two texts.
    if style_of_start == LetterStyle::Quoted {
        end = start + 1;
    }
    Some((start, end, style_of_start))
}

/// Returns how much the blocks from `start` to `end` are like a letter.
fn points(nodes: &[HtmlNode], start: usize, end: usize, style: LetterStyle, speakers: &BlogSpeakers<'_>) -> i32 {
    let blocks = &nodes[start..end];
    let text: String = blocks.iter().map(|block| words_of(block) + " ").collect();
    let words: Vec<String> = text.split(|c: char| !c.is_alphanumeric()).map(str::to_lowercase).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).filter(|word| !word.is_empty()).collect();
    let above = nodes[..start].iter().rev().find(|node| !words_of(node).is_empty());
    let is_led = above.is_some_and(|node| is_lead(node, &LEADS));
    let is_signed = blocks.iter().rev().find(|node| !is_blank(node)).is_some_and(is_signed_by_pen_name);
    let greeting = match greeted(&nodes[start], speakers) {
        Some(Greeted::Columnist) => 4,
        Some(Greeted::Other(_)) if above.is_none() || is_led => 3,
        Some(Greeted::Other(_)) | None => 0,
    };
    let attribution = if has_attribution(blocks) { -3 } else { 0 };
    // Words in italics or bold above a text are more often its editor's.
    let doubt = if style != LetterStyle::Quoted && !is_led && greeting == 0 { -1 } else { 0 };
    greeting
        + attribution
        + doubt
        + 3 * i32::from(is_led)
        + 2 * i32::from(is_signed)
        + i32::from(text.contains('?'))
        + i32::from(words.iter().any(|word| SELF.contains(word)))
        + i32::from(words.len() >= SHORTEST)
        + i32::from(speakers.habits.begins(style))
}

/// Returns true for a short text that says whose words follow: `A reader writes:`
fn is_lead(node: &HtmlNode, words: &[&str]) -> bool {
    let text = words_of(node);
    let small = text.to_lowercase();
    let mut said = small.split(|c: char| !c.is_alphanumeric());
    text.ends_with(':') && text.len() < 200 && said.any(|word| words.contains(&word))
}

/// Returns true for a signature that is no author's name: of one word, or with a word in small letters.
fn is_signed_by_pen_name(node: &HtmlNode) -> bool {
    signature_of(node).is_some_and(|name| {
        let is_small = |word: &str| word.starts_with(char::is_lowercase);
        !name.contains(',') && (!name.contains(' ') || name.split(' ').any(is_small))
    })
}

/// Returns true if a text says whom it quotes: `— Plato, Republic`, or `<cite>`.
fn has_attribution(blocks: &[HtmlNode]) -> bool {
    let has_cite = |node: &HtmlNode| match node {
        HtmlNode::Element(element) => find_element(&element.children, &["cite", "figcaption"]).is_some(),
        HtmlNode::Text(_) => false,
    };
    let last = blocks.iter().rev().find(|node| !is_blank(node));
    let lines = last.map(|node| text_of(std::slice::from_ref(node))).unwrap_or_default();
    let last_line = lines.trim().lines().last().unwrap_or_default().trim();
    let is_dash = last_line.starts_with(['—', '–', '-', '―', '~']);
    let is_full_name = || signature_of(last.unwrap_or(&blocks[0])).is_some_and(|name| is_author_name(&name));
    blocks.iter().any(has_cite) || is_dash && (last_line.contains([',', '(']) || is_full_name())
}

/// Returns true for two or three words with capitals: `Henry David Thoreau`.
fn is_author_name(name: &str) -> bool {
    let words: Vec<&str> = name.split(' ').collect();
    (2..=3).contains(&words.len()) && words.iter().all(|word| word.starts_with(char::is_uppercase))
}
