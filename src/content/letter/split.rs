//! Splits a letter's text into turns: `Q:` opens a question, a columnist's initials open an answer.

use std::ops::Range;

use pulldown_cmark::{Event, Tag};

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
                None => split.add_unread(marker, markdown, speakers, findings),
            }
        } else if is_paragraph {
            let after_question = previous == Some(&TurnKind::Question);
            colons::check(markdown, block.clone(), after_question, options, findings);
        }
        near_misses::in_html(markdown, block.clone(), options, findings);
        near_misses::inside_block(markdown, block, Container::Paragraph, options, findings);
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

    /// Adds a possible marker that opens nothing, or reports it if its fix is known.
    fn add_unread(
        &mut self,
        marker: Marker,
        markdown: &Markdown<'_>,
        speakers: &Speakers<'_>,
        findings: &mut Findings,
    ) {
        let options = speakers.options;
        self.has_choices |= marker.words == "B";
        if marker.is_answer_word(options) {
            self.answer_words.push((marker, self.turns.len()));
        } else if near_misses::misspelled(&marker, options, findings)
            || variants::in_brackets(&marker, options, findings)
            || !marker.is_apart(markdown)
        {
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
