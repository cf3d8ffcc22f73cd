//! Splits a letter's text into turns: `Q:` opens a question, a columnist's initials open an answer.

use std::ops::Range;

use pulldown_cmark::{Event, Tag};

use super::likely_answers::{AnswerSign, LikelyAnswer, heading, salutation};
use super::marker::Marker;
use super::near_misses::{self, Container};
use super::speakers::Speakers;
use super::turn::TurnKind;
use super::variants::Role;
use super::{colons, names, variants};
use crate::content::markdown::Markdown;
use crate::diagnostics::{Findings, Span};

/// A turn that has been found but not yet written: its marker and its blocks.
#[derive(Debug)]
pub(super) struct MarkedTurn {
    pub(super) kind: TurnKind,
    /// The span of the marker.
    pub(super) span: Span,
    /// The anchor that the author chose, and its span.
    pub(super) anchor: Option<(String, Span)>,
    /// Indices into the text's blocks.
    pub(super) blocks: Range<usize>,
}

/// A text, split at its markers.
#[derive(Default)]
pub(super) struct Split {
    /// The blocks before the first marker.
    pub(super) introduction: Range<usize>,
    pub(super) turns: Vec<MarkedTurn>,
    /// Words before a colon that look like a speaker and open nothing, in order.
    pub(super) unknown_speakers: Vec<UnknownSpeaker>,
    /// Words for the asker or the one who answers, before a colon, in order: `Reader`.
    pub(super) roles: Vec<(Marker, Role)>,
    /// `A:` where it opens nothing, in order, each with the number of turns before it.
    pub(super) answer_words: Vec<(Marker, usize)>,
    /// Headings with a word for a question or an answer, in order, each with the index of its block.
    pub(super) headings: Vec<(Span, Role, usize)>,
    /// The places where an answer without a marker probably begins, in order.
    pub(super) likely_answers: Vec<LikelyAnswer>,
    /// True if a paragraph begins with `B:`, so that `A:` is the first of several choices.
    pub(super) has_choices: bool,
}

/// How much words are like a speaker.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Likeness {
    /// A name or initials.
    Certain,
    /// What looks like one, as some labels do.
    Likely,
    /// An acronym or a word, which may be one if an answer is missing: `PR`, `Xanthippe`.
    Possible,
}

/// Words before a colon that look like a speaker and open nothing.
pub(super) struct UnknownSpeaker {
    pub(super) words: String,
    pub(super) span: Span,
    /// How sure it is that it is one.
    pub(super) likeness: Likeness,
}

/// Splits a text at its markers, and removes the markers from its events.
///
/// A marker is at the start of a top-level paragraph; emphasis may surround it. Everything up to the next one is part of
/// its turn. What looks like a marker and is none is a warning.
pub(super) fn split(markdown: &mut Markdown<'_>, speakers: &Speakers<'_>, findings: &mut Findings) -> Split {
    let options = speakers.options;
    let mut split = Split::default();
    for number in 0..markdown.blocks.len() {
        let block = markdown.blocks[number].clone();
        let is_paragraph = matches!(markdown.events[block.start].0, Event::Start(Tag::Paragraph));
        let marker = is_paragraph.then(|| Marker::at_start(markdown, block.start + 1..block.end)).flatten();
        let previous = split.turns.last().map(|turn| &turn.kind);
        if let Some(marker) = marker {
            match marker.kind(previous, speakers, findings) {
                Some(kind) => {
                    let anchor = marker.remove(markdown);
                    variants::behind_marker(markdown.text(), marker.span, options, findings);
                    split.turns.push(MarkedTurn { kind, span: marker.span, anchor, blocks: number..number });
                }
                None => split.add_unread(marker, number, markdown, speakers, findings),
            }
        } else if is_paragraph {
            let reported = colons::check(markdown, block.clone(), previous, options, findings);
            let reported = reported.map(|span| (span, AnswerSign::Reported));
            split.add_likely_answer(reported.or_else(|| salutation(markdown, block.start, speakers)), number);
        } else if matches!(markdown.events[block.start].0, Event::Start(Tag::Heading { .. }))
            && let Some(role) = heading(markdown, block.clone(), speakers)
        {
            split.headings.push((markdown.span(block.start), role, number));
        }
        near_misses::in_html(markdown, block.clone(), options, findings);
        let answer = near_misses::inside_block(markdown, block, Container::Paragraph, options, findings);
        split.add_likely_answer(answer.map(|span| (span, AnswerSign::Reported)), number);
        let open = split.turns.last_mut().map_or(&mut split.introduction, |turn| &mut turn.blocks);
        open.end = number + 1;
    }
    for footnote in markdown.footnotes() {
        near_misses::inside_block(markdown, footnote, Container::Footnote, options, findings);
    }
    split
}

impl Split {
    /// Returns true for a name that the open question mentions before: whom it is about, and nobody who speaks.
    fn is_of_question(&self, marker: &Marker, markdown: &Markdown<'_>) -> bool {
        let question = self.turns.last().filter(|turn| turn.kind == TurnKind::Question);
        let is_name = marker.words.contains(char::is_lowercase);
        question.filter(|_| is_name).is_some_and(|question| {
            markdown.text()[question.span.range().end..marker.span.range().start].contains(&marker.words)
        })
    }

    /// Returns true for a place after an answer and before another with the same initials, or before `A:`.
    pub(super) fn is_between_answers(&self, place: Span) -> bool {
        let next = self.turns.partition_point(|turn| turn.span < place);
        let initials = |at: Option<usize>| match self.turns.get(at?).map(|turn| &turn.kind) {
            Some(TurnKind::Answer(initials)) => Some(initials),
            _ => None,
        };
        let before = initials(next.checked_sub(1));
        let is_answer_word = |(marker, turns): &(Marker, usize)| *turns == next && marker.span > place;
        before.is_some() && (before == initials(Some(next)) || self.answer_words.iter().any(is_answer_word))
    }

    /// Returns true for a place within an answer.
    pub(super) fn is_after_answer(&self, place: Span) -> bool {
        let before = self.turns.partition_point(|turn| turn.span < place).checked_sub(1);
        before.is_some_and(|before| matches!(self.turns[before].kind, TurnKind::Answer(_)))
    }

    /// Returns the turn that holds a block.
    pub(super) fn turn_at(&self, block: usize) -> Option<&MarkedTurn> {
        self.turns.iter().find(|turn| turn.blocks.contains(&block))
    }

    fn add_likely_answer(&mut self, found: Option<(Span, AnswerSign)>, block: usize) {
        self.likely_answers.extend(found.map(|(span, sign)| LikelyAnswer { span, sign, block }));
    }

    /// Adds a possible marker that opens nothing, or reports it if its fix is known.
    fn add_unread(
        &mut self,
        marker: Marker,
        block: usize,
        markdown: &Markdown<'_>,
        speakers: &Speakers<'_>,
        findings: &mut Findings,
    ) {
        let options = speakers.options;
        self.has_choices |= marker.words == "B";
        let paragraph = markdown.blocks[block].start;
        if let Some((span, AnswerSign::ToAsker)) = salutation(markdown, paragraph, speakers) {
            self.add_likely_answer(Some((span, AnswerSign::ToAsker)), block);
        } else if marker.is_answer_word(options) {
            self.answer_words.push((marker, self.turns.len()));
        } else if let Some(meant) = near_misses::misspelled(&marker, options, findings) {
            let is_answer = options.initials.contains(&meant);
            self.add_likely_answer(is_answer.then_some((marker.span, AnswerSign::Reported)), block);
        } else if variants::in_brackets(&marker, options, findings) || !marker.is_apart(markdown) {
            // It has been reported, or is `Genesis:1`.
        } else if let Some(role) = Role::of(&marker.words) {
            self.roles.push((marker, role));
        } else if !variants::check(&marker, speakers, findings) {
            let is_certain = speakers.marker_of(&marker.words).is_some() || names::is_speaker(&marker.words, options);
            // What opens a second paragraph is no topic.
            let is_again = self.unknown_speakers.iter().any(|other| other.words == marker.words);
            let is_topic = !is_again && self.is_of_question(&marker, markdown) || marker.is_before_title(markdown);
            let is_likely = is_certain || names::may_be_speaker(&marker.words, options);
            if !is_topic && (is_likely || names::is_possible(&marker.words)) {
                let likeness = match (is_certain, is_likely) {
                    (true, _) => Likeness::Certain,
                    (_, true) => Likeness::Likely,
                    _ => Likeness::Possible,
                };
                let Marker { words, span, .. } = marker;
                self.unknown_speakers.push(UnknownSpeaker { words, span, likeness });
            }
        }
    }
}
