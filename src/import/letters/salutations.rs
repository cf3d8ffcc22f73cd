//! Finds the turns of a post by its salutations: `Dear Sol, …` asks, `Dear Humming, …` answers.

use super::answer_place::{Greeted, answer_after, greeted, next_block, signature_of};
use super::finding::{Finding, answer, question};
use super::marks::TurnMark;
use super::paragraphs::{is_blank, words_of};
use super::signature::{is_greeted_as, name};
use super::speakers::BlogSpeakers;
use crate::import::html::HtmlNode;

/// The number of blocks before a letter that has nothing but its salutation.
const MOST_BEFORE: usize = 3;

/// Finds the turns of a post by whom its paragraphs greet.
pub(super) fn find(nodes: &[HtmlNode], speakers: &BlogSpeakers<'_>) -> Finding {
    let found = nodes.iter().enumerate();
    let found: Vec<(usize, Greeted)> = found.filter_map(|(at, node)| Some((at, greeted(node, speakers)?))).collect();
    let Some((first, _)) = found.first() else { return Finding::Article };
    let is_near_start = nodes[..*first].iter().filter(|node| !is_blank(node)).count() <= MOST_BEFORE;
    let mut letters = FoundLetters { marks: Vec::new(), open: None, is_guess: false, nodes, speakers };
    for (number, (at, greeted)) in found.iter().enumerate() {
        match greeted {
            Greeted::Columnist => letters.ask(*at),
            Greeted::Other(greeted) => {
                let next = found.get(number + 1);
                letters.answer_or_ask(*at, greeted, next);
            }
        }
    }
    letters.close(nodes.len());
    let has_answer = letters.marks.iter().any(|mark| mark.words == speakers.author);
    let greets_columnist = found.iter().any(|(_, greeted)| *greeted == Greeted::Columnist);
    let is_pair = found.len() == 2 && words_until(nodes, *first, found[1].0).contains('?');
    if has_answer && (is_near_start || !letters.is_guess) {
        Finding::Letter { marks: letters.marks, is_guess: letters.is_guess }
    } else if is_near_start && (greets_columnist || is_pair) {
        Finding::LikeLetter
    } else {
        Finding::Article
    }
}

fn words_until(nodes: &[HtmlNode], from: usize, until: usize) -> String {
    nodes[from..until].iter().map(words_of).collect::<Vec<_>>().join(" ")
}

/// The letters of a post, as far as they have been found.
struct FoundLetters<'a> {
    marks: Vec<TurnMark>,
    /// The block of a question without its answer.
    open: Option<usize>,
    is_guess: bool,
    nodes: &'a [HtmlNode],
    speakers: &'a BlogSpeakers<'a>,
}

impl FoundLetters<'_> {
    /// Opens a question.
    fn ask(&mut self, at: usize) {
        self.close(at);
        self.open = Some(at);
        self.marks.push(question(at, 0));
    }

    /// Opens an answer to the open question. Without one the words are a letter if what follows answers its signature.
    fn answer_or_ask(&mut self, at: usize, greeted: &str, next: Option<&(usize, Greeted)>) {
        if let Some(asked) = self.open {
            self.is_guess |= !self.is_signed_as(asked, at, greeted);
            self.answer(at);
        } else if let Some((end, Greeted::Other(other))) = next
            && other != greeted
            && self.is_signed_as(at, *end, other)
        {
            self.is_guess = true;
            self.ask(at);
        }
    }

    fn answer(&mut self, at: usize) {
        self.open = None;
        if !self.speakers.author.is_empty() {
            self.marks.push(answer(at, self.speakers.author, 0));
        }
    }

    /// Ends an open question: its answer begins where nothing greets anyone, or it has none.
    fn close(&mut self, end: usize) {
        let Some(asked) = self.open.take() else { return };
        self.is_guess = true;
        match answer_after(self.nodes, asked, end, self.speakers) {
            Some(place) => self.answer(place),
            None => self.marks.retain(|mark| mark.at != asked),
        }
    }

    /// Returns true if a letter is signed by whom its answer greets.
    fn is_signed_as(&self, letter: usize, end: usize, greeted: &str) -> bool {
        let blocks = || (letter..end).filter(|at| !is_blank(&self.nodes[*at]));
        let is_signed =
            blocks().filter_map(|at| signature_of(&self.nodes[at])).any(|signature| is_greeted_as(&signature, greeted));
        // A name alone in the last line is a signature, too.
        let last = blocks().next_back().filter(|last| next_block(self.nodes, *last).is_some());
        let last =
            last.map(|at| crate::import::html::text_of(std::slice::from_ref(&self.nodes[at]))).unwrap_or_default();
        let last = last.lines().rev().find(|line| !line.trim().is_empty()).and_then(name);
        is_signed || last.is_some_and(|name| is_greeted_as(name, greeted))
    }
}
