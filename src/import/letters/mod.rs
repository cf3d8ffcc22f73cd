//! Finds who speaks in a post: its questions and answers, as blogs mark them.
//!
//! There are three ways, and the first that finds a letter decides: words for the parts (`Q:`, `A.`, initials, headings),
//! salutations (`Dear Sol,` and `Dear Humming,`), and a style that sets the letter off from its answer. What is only like
//! a letter stays an article, and is reported.

mod answer_place;
mod finding;
mod marked;
mod marks;
mod opening;
mod paragraphs;
mod quotations;
#[cfg(test)]
mod random_posts;
mod salutations;
mod signature;
mod speakers;
#[cfg(test)]
mod tests;

pub(super) use speakers::BlogSpeakers;

use super::html::{Element, HtmlNode};
use finding::Finding;
use marks::{put_marks, quoted};
use opening::{OpeningSign, opening};
use paragraphs::{lift_boxes, line_block, split_lines, wrap_lines};

/// The findings in a post.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(super) enum FoundTurns {
    #[default]
    Article,
    /// An article that looks like a letter: nothing tells who speaks where.
    LikeLetter,
    /// A letter whose question or answer nothing marks but its place.
    GuessedLetter,
    Letter,
}

impl FoundTurns {
    /// Returns true if somebody asks, and somebody answers.
    pub(super) fn is_letter(self) -> bool {
        matches!(self, Self::Letter | Self::GuessedLetter)
    }
}

/// Finds the turns of a post, and puts an element [`MARKER`](super::html::MARKER) at the beginning of each.
pub(super) fn find_turns(nodes: &mut Vec<HtmlNode>, speakers: &BlogSpeakers<'_>) -> FoundTurns {
    lift_boxes(nodes);
    wrap_lines(nodes);
    let mut letter = nodes.clone();
    let is_marker = |line: &Element| opening(line, speakers).is_some_and(|found| found.sign == OpeningSign::Marker);
    open_quotations(&mut letter, &is_marker);
    split_lines(&mut letter, &is_marker);
    let mut finding = marked::find(&letter, speakers);
    if finding == Finding::Article {
        finding = salutations::find(&letter, speakers);
    }
    if !matches!(finding, Finding::Letter { .. }) {
        let by_style = quotations::find(&letter, speakers);
        if by_style != Finding::Article && !has_markers(&letter, &is_marker) {
            finding = by_style;
        }
    }
    match finding {
        Finding::Article => FoundTurns::Article,
        Finding::LikeLetter => FoundTurns::LikeLetter,
        Finding::Letter { marks, is_guess } => {
            put_marks(&mut letter, &marks);
            *nodes = letter;
            if is_guess { FoundTurns::GuessedLetter } else { FoundTurns::Letter }
        }
    }
}

fn has_markers(nodes: &[HtmlNode], is_marker: &dyn Fn(&Element) -> bool) -> bool {
    nodes.iter().filter_map(line_block).any(is_marker)
}

/// Makes paragraphs of the lines in quotations, and takes them out of those in which several turns begin.
fn open_quotations(nodes: &mut Vec<HtmlNode>, is_marker: &dyn Fn(&Element) -> bool) {
    let before = std::mem::take(nodes);
    for node in before {
        match node {
            HtmlNode::Element(quotation) if quotation.name == "blockquote" => {
                let Element { name, attributes, line, children } = quotation;
                let mut inside = quoted(children);
                split_lines(&mut inside, is_marker);
                if inside.iter().filter_map(line_block).filter(|line| is_marker(line)).count() > 1 {
                    nodes.extend(inside);
                } else {
                    nodes.push(HtmlNode::Element(Element { name, attributes, line, children: inside }));
                }
            }
            node => nodes.push(node),
        }
    }
}
