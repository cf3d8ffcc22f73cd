//! The place where an answer begins that no word opens.

use super::paragraphs::{first_quoted, first_words, is_blank, line_block, style, words_of};
use super::signature::signature;
use super::speakers::BlogSpeakers;
use crate::import::html::{HtmlNode, text_of};
use crate::import::letter_habits::{LONGEST_SALUTATION, LetterStyle, is_everyone, salutation_name};

/// Whom a paragraph greets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Greeted {
    Columnist,
    /// Someone else, by this name: whoever has asked, or anyone.
    Other(String),
}

/// Returns whom a block or quotation greets with its first words, if not everyone.
pub(super) fn greeted(node: &HtmlNode, speakers: &BlogSpeakers<'_>) -> Option<Greeted> {
    let element = line_block(node).or_else(|| first_quoted(node))?;
    let text = first_words(element, LONGEST_SALUTATION);
    let (_, name) = salutation_name(&text)?;
    if speakers.is_columnist(name) {
        return Some(Greeted::Columnist);
    }
    (!is_everyone(name)).then(|| Greeted::Other(name.to_owned()))
}

/// Returns the next block with something to read.
pub(super) fn next_block(nodes: &[HtmlNode], at: usize) -> Option<usize> {
    (at + 1..nodes.len()).find(|next| !is_blank(&nodes[*next]) && !is_rule(&nodes[*next]))
}

fn is_rule(node: &HtmlNode) -> bool {
    matches!(node, HtmlNode::Element(element) if element.name == "hr")
}

/// Returns the signature at the end of a block.
pub(super) fn signature_of(node: &HtmlNode) -> Option<String> {
    let lines = text_of(std::slice::from_ref(node));
    signature(&lines).map(str::to_owned)
}

/// The shortest question that tells by its question mark where it ends, in characters.
const SHORTEST: usize = 60;

/// Returns the block before `end` with which the answer to the question at `question` probably begins: where somebody is
/// greeted, below a signature, a quotation, a rule, or words in another style, or after a question mark.
pub(super) fn answer_after(
    nodes: &[HtmlNode],
    question: usize,
    end: usize,
    speakers: &BlogSpeakers<'_>,
) -> Option<usize> {
    let is_answer = |at: &usize| matches!(greeted(&nodes[*at], speakers), Some(Greeted::Other(_)));
    if let Some(at) = (question + 1..end).find(is_answer) {
        return Some(at);
    }
    let after = |at: usize| next_block(nodes, at).filter(|next| *next < end);
    let below = match style(&nodes[question]) {
        Some(LetterStyle::Quoted) => after(question),
        Some(style_of_question) => {
            (question + 1..end).find(|at| !is_blank(&nodes[*at]) && style(&nodes[*at]) != Some(style_of_question))
        }
        None => None,
    };
    let rule = || (question + 1..end).find(|at| is_rule(&nodes[*at])).and_then(after);
    let signed = || (question..end).find(|at| signature_of(&nodes[*at]).is_some()).and_then(after);
    let asked = || {
        let words = words_of(&nodes[question]);
        let next = after(question)?;
        let is_last = next_block(nodes, next).is_none_or(|last| last >= end);
        (words.ends_with('?') && (is_last || words.chars().count() > SHORTEST)).then_some(next)
    };
    below.or_else(rule).or_else(signed).or_else(asked)
}
