//! Splits a letter's text into turns: `Q:` opens a question, a columnist's initials open an answer.

use std::ops::Range;

use pulldown_cmark::{Event, Tag};

use super::marker::Marker;
use super::near_misses;
use super::turn::TurnKind;
use crate::content::ParseOptions;
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
pub(super) struct Split {
    /// The blocks before the first marker.
    pub(super) introduction: Range<usize>,
    pub(super) turns: Vec<MarkedTurn>,
    /// Words before a colon that look like a name or initials but are nobody's, in order.
    pub(super) unknown_names: Vec<(String, Span)>,
}

/// Splits a text at its markers, and removes the markers from its events.
///
/// A marker is at the start of a top-level paragraph; emphasis may surround it. Everything up to the next one is part of
/// its turn. What looks like a marker and is none is a warning.
pub(super) fn split(
    markdown: &mut Markdown<'_>,
    answered_by: &[String],
    options: &ParseOptions,
    findings: &mut Findings,
) -> Split {
    let mut split = Split { introduction: 0..0, turns: Vec::new(), unknown_names: Vec::new() };
    for number in 0..markdown.blocks.len() {
        let block = markdown.blocks[number].clone();
        let is_paragraph = matches!(markdown.events[block.start].0, Event::Start(Tag::Paragraph));
        let marker = is_paragraph.then(|| Marker::at_start(markdown, block.start + 1..block.end)).flatten();
        let previous = split.turns.last().map(|turn| &turn.kind);
        if let Some(marker) = marker {
            match marker.kind(previous, answered_by, options, findings) {
                Some(kind) => {
                    let anchor = marker.remove(markdown);
                    split.turns.push(MarkedTurn { kind, span: marker.span, anchor, blocks: number..number });
                }
                None if near_misses::is_unknown_name(&marker.words, options) => {
                    split.unknown_names.push((marker.words, marker.span));
                }
                None => near_misses::misspelled(&marker, options, findings),
            }
        } else if is_paragraph {
            let after_question = previous == Some(&TurnKind::Question);
            near_misses::without_colon(markdown, block.clone(), after_question, options, findings);
        }
        near_misses::in_html(markdown, block.clone(), options, findings);
        near_misses::inside_block(markdown, block, options, findings);
        let open = split.turns.last_mut().map_or(&mut split.introduction, |turn| &mut turn.blocks);
        open.end = number + 1;
    }
    split
}
