//! Finds the turns of a post that has words for them: `Q:` and `A:`, initials, names, headings.

use super::answer_place::{Greeted, answer_after, greeted, next_block, signature_of};
use super::finding::{Finding, answer, question};
use super::marks::TurnMark;
use super::opening::{Opening, OpeningSign, Speaker, opening};
use super::paragraphs::{first_quoted, first_words, is_blank, line_block, words_of};
use super::speakers::BlogSpeakers;
use crate::import::html::HtmlNode;

/// Finds the turns of a post by their words.
pub(super) fn find(nodes: &[HtmlNode], speakers: &BlogSpeakers<'_>) -> Finding {
    let openings = openings(nodes, speakers);
    let first_question = openings.iter().find(|(_, found)| found.speaker == Speaker::Question).map(|(at, _)| *at);
    match first_question {
        Some(first) => from_question(first, &openings, nodes, speakers),
        None => without_question(&openings, nodes, speakers),
    }
}

/// Returns the openings that count, with the index of their block.
fn openings(nodes: &[HtmlNode], speakers: &BlogSpeakers<'_>) -> Vec<(usize, Opening)> {
    let block = |node| line_block(node).or_else(|| first_quoted(node));
    let found = nodes.iter().enumerate();
    let found: Vec<(usize, Opening)> =
        found.filter_map(|(at, node)| Some((at, opening(block(node)?, speakers)?))).collect();
    let has_choices = nodes.iter().filter_map(line_block).any(|block| {
        let text = first_words(block, 4);
        ["B.", "B)", "B:", "B "].iter().any(|choice| text.starts_with(choice))
    });
    let questions: Vec<bool> = (0..found.len()).map(|at| is_question(&found, at)).collect();
    let counts = |at: usize| match (&found[at].1.speaker, found[at].1.sign) {
        (Speaker::Question, _) => questions[at],
        (Speaker::Answer(_), OpeningSign::Marker) => true,
        (Speaker::Answer(initials), sign) => {
            let mut before = (0..at).rev().filter(|at| questions[*at]).map(|at| found[at].1.sign);
            let is_initials = matches!(sign, OpeningSign::Other(_)) && *initials != speakers.author;
            match sign {
                OpeningSign::Other(_) if is_initials => before.next().is_some(),
                OpeningSign::Other(_) => !has_choices && before.any(|asked| is_like(asked, sign)),
                _ => before.next().is_some(),
            }
        }
    };
    let counts: Vec<bool> = (0..found.len()).map(counts).collect();
    found.into_iter().zip(counts).filter(|(_, counts)| *counts).map(|(found, _)| found).collect()
}

/// Returns true if the words at this place are a question's. Loose ones need an answer that is like them.
fn is_question(found: &[(usize, Opening)], at: usize) -> bool {
    let (_, Opening { speaker, sign, .. }) = &found[at];
    let is_answer = |(_, later): &(usize, Opening)| {
        matches!(later.speaker, Speaker::Answer(_)) && (later.sign == OpeningSign::Marker || is_like(*sign, later.sign))
    };
    *speaker == Speaker::Question && (*sign == OpeningSign::Marker || found[at + 1..].iter().any(is_answer))
}

fn is_like(one: OpeningSign, other: OpeningSign) -> bool {
    let is_dash = |sign| matches!(sign, OpeningSign::Other('-' | '–' | '—'));
    let is_part = |sign| matches!(sign, OpeningSign::Loose | OpeningSign::Heading);
    one == other || is_dash(one) && is_dash(other) || is_part(one) && is_part(other)
}

/// Marks a letter that has a word for its question.
fn from_question(
    first: usize,
    openings: &[(usize, Opening)],
    nodes: &[HtmlNode],
    speakers: &BlogSpeakers<'_>,
) -> Finding {
    let mut marks: Vec<TurnMark> = Vec::new();
    let mut has_answer = false;
    for (at, Opening { speaker, length, .. }) in openings.iter().filter(|(at, _)| *at >= first) {
        match speaker {
            Speaker::Question => marks.push(question(*at, *length)),
            Speaker::Answer(initials) if !initials.is_empty() => {
                has_answer = true;
                marks.push(answer(*at, initials, *length));
            }
            Speaker::Answer(_) => return Finding::LikeLetter,
        }
    }
    // An answer before its question is part of the introduction.
    let is_moved = openings.iter().any(|(at, found)| *at < first && found.speaker != Speaker::Question);
    if has_answer || speakers.is_draft {
        return Finding::Letter { marks, is_guess: is_moved };
    }
    let with_answers = with_answers(&marks, nodes, speakers);
    with_answers.map_or(Finding::LikeLetter, |marks| Finding::Letter { marks, is_guess: true })
}

/// Adds an answer to each question, of which nothing but the place says where it begins.
fn with_answers(questions: &[TurnMark], nodes: &[HtmlNode], speakers: &BlogSpeakers<'_>) -> Option<Vec<TurnMark>> {
    let mut marks = Vec::new();
    for (number, asked) in questions.iter().enumerate() {
        let end = questions.get(number + 1).map_or(nodes.len(), |next| next.at);
        let is_lone = words_of(&nodes[asked.at]).chars().count() <= asked.length;
        let text = if is_lone { next_block(nodes, asked.at)? } else { asked.at };
        let place = (!speakers.author.is_empty()).then(|| answer_after(nodes, text, end, speakers))??;
        marks.extend([asked.clone(), answer(place, speakers.author, 0)]);
    }
    Some(marks)
}

/// Marks a letter of which only the answer has a word: what precedes it is the question.
fn without_question(openings: &[(usize, Opening)], nodes: &[HtmlNode], speakers: &BlogSpeakers<'_>) -> Finding {
    let Some((answered, _)) = openings.first() else { return Finding::Article };
    let Some(first) = nodes.iter().position(|node| !is_blank(node)).filter(|first| first < answered) else {
        return Finding::Article;
    };
    let before = &nodes[first..*answered];
    let greeting = before.iter().position(|node| greeted(node, speakers).is_some());
    let greets_columnist = before.iter().any(|node| greeted(node, speakers) == Some(Greeted::Columnist));
    let is_signed = before.iter().any(|node| signature_of(node).is_some());
    let asks = before.iter().any(|node| words_of(node).contains('?'));
    if is_interview(nodes, speakers) {
        return Finding::Article;
    }
    if !greets_columnist && !is_signed && !asks {
        return Finding::LikeLetter;
    }
    let mut marks = vec![question(first + greeting.unwrap_or_default(), 0)];
    for (at, Opening { speaker, length, .. }) in openings {
        match speaker {
            Speaker::Answer(initials) if !initials.is_empty() => marks.push(answer(*at, initials, *length)),
            _ => return Finding::LikeLetter,
        }
    }
    Finding::Letter { marks, is_guess: true }
}

/// Returns true if somebody else speaks several times: `Ana: …` in an interview.
fn is_interview(nodes: &[HtmlNode], speakers: &BlogSpeakers<'_>) -> bool {
    let mut others: Vec<String> = Vec::new();
    for block in nodes.iter().filter_map(line_block).filter(|block| opening(block, speakers).is_none()) {
        let text = first_words(block, 40);
        let Some((words, _)) = text.split_once(':') else { continue };
        let is_name = words.split_whitespace().count() <= 3 && words.starts_with(char::is_uppercase);
        if is_name && others.iter().any(|other| other == words) {
            return true;
        }
        others.push(words.to_owned());
    }
    false
}
