//! A letter's text in turns: `Q:` opens a question, a columnist's initials open an answer.

use std::ops::Range;

use pulldown_cmark::{Event, Tag};

use super::markdown::{Body, Markdown};
use super::marker::Mark;
use super::{ParseOptions, When, near_misses};
use crate::diagnostics::{Diagnostic, Findings, Span};

/// One question, answer, note or update.
#[derive(Debug, Clone)]
pub struct Turn {
    /// What it is, and whose.
    pub kind: TurnKind,
    /// Its anchor on the page.
    pub anchor: String,
    /// The number of the question it is, or follows; from 1.
    pub number: usize,
    /// Its text.
    pub body: Body,
}

/// What a turn is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TurnKind {
    /// The asker's words.
    Question,
    /// A columnist's words, by initials.
    Answer(String),
    /// The editor's words.
    Note,
    /// What became of it.
    Update(When),
}

/// A turn that has been found but not yet written: its marker and its blocks.
#[derive(Debug)]
pub(super) struct Opened {
    pub(super) kind: TurnKind,
    /// Where the marker stands.
    pub(super) span: Span,
    /// The anchor that the author fixed.
    pub(super) anchor: Option<(String, Span)>,
    /// Which of the text's blocks.
    pub(super) blocks: Range<usize>,
}

/// The blocks before the first marker, and the turns.
pub(super) struct Split {
    pub(super) introduction: Range<usize>,
    pub(super) turns: Vec<Opened>,
    /// What stands before a colon like somebody's name or initials, and is nobody's.
    pub(super) strangers: Vec<(String, Span)>,
}

/// Splits a text at its markers, and cuts the markers out of its events.
///
/// A marker stands at the start of a top-level paragraph; emphasis may wrap it. Everything up to the next one belongs
/// to its turn. What looks like a marker and is none is a warning.
pub(super) fn split(
    markdown: &mut Markdown<'_>,
    answered_by: &[String],
    options: &ParseOptions,
    findings: &mut Findings,
) -> Split {
    let mut split = Split { introduction: 0..0, turns: Vec::new(), strangers: Vec::new() };
    for number in 0..markdown.blocks.len() {
        let block = markdown.blocks[number].clone();
        let is_paragraph = matches!(markdown.events[block.start].0, Event::Start(Tag::Paragraph));
        if let Some(mark) = is_paragraph.then(|| Mark::at(markdown, block.start + 1..block.end)).flatten() {
            let previous = split.turns.last().map(|turn| &turn.kind);
            match mark.opens(previous, answered_by, options, findings) {
                Some(kind) => {
                    let anchor = mark.cut(markdown);
                    split.turns.push(Opened { kind, span: mark.span, anchor, blocks: number..number });
                }
                None if near_misses::nearly(&mark.words, options).is_none()
                    && near_misses::is_name(&mark.words, options) =>
                {
                    split.strangers.push((mark.words, mark.span));
                }
                None => near_misses::nearly_a_word(&mark, options, findings),
            }
        } else if is_paragraph {
            let after_question = split.turns.last().is_some_and(|turn| turn.kind == TurnKind::Question);
            near_misses::without_colon(markdown, block.clone(), after_question, options, findings);
        }
        near_misses::in_html(markdown, block.clone(), options, findings);
        near_misses::within(markdown, block.clone(), options, findings);
        let open = split.turns.last_mut().map_or(&mut split.introduction, |turn| &mut turn.blocks);
        open.end = number + 1;
    }
    split
}

/// Every question is answered, or answered together with the next. Said where the answer should begin, after all that
/// may have been meant as one.
pub(super) fn check_answered(
    Split { turns, strangers, .. }: &Split,
    markdown: &Markdown<'_>,
    options: &ParseOptions,
    findings: &mut Findings,
) {
    let unanswered = unanswered(turns);
    if unanswered.is_empty() {
        return;
    }
    let file = findings.file().clone();
    let opens = match options.initials.as_slice() {
        [] => "your initials and a colon".to_owned(),
        initials => format!("`{}:`", initials.join(":` or `")),
    };
    for question in unanswered {
        let end = question.end.map_or(u32::MAX, |end| end.start);
        let stranger = strangers[strangers.partition_point(|(_, span)| *span < question.turn.span)..].first();
        let missing =
            Diagnostic::error("this question has no answer").related(&file, question.turn.span, "the question");
        match stranger.filter(|(_, span)| span.start < end) {
            Some((words, span)) if !question.answered_later => findings.add(
                *span,
                missing
                    .label(format!("`{words}` is nobody's initials in `content/people/`"))
                    .help(format!("begin the answer with {opens}"))
                    .help("or correct `initials:` in the columnist's file"),
            ),
            Some((words, span)) if near_misses::is_initials(words, options) => findings.add(
                *span,
                Diagnostic::warning(format!("`{words}:` opens nothing: it is nobody's initials in `content/people/`"))
                    .help(format!("begin the answer with {opens}"))
                    .help(format!("or, if it is meant as plain text, write `{words}\\:`")),
            ),
            None if question.end.is_none() => findings.add(
                last_line(question.turn, markdown),
                missing
                    .label("the answer should begin after this")
                    .help(format!("begin the answer in a paragraph of its own with {opens}"))
                    .help("or add a line `draft: yes` at the top until it is written"),
            ),
            _ => {}
        }
    }
}

/// A question that no answer follows before the next question.
struct Unanswered<'t> {
    turn: &'t Opened,
    /// Where the next question begins; none for the last one.
    end: Option<Span>,
    /// Whether it may have been answered together with a later one.
    answered_later: bool,
}

fn unanswered(turns: &[Opened]) -> Vec<Unanswered<'_>> {
    let last_answer = turns.iter().rposition(|turn| matches!(turn.kind, TurnKind::Answer(_)));
    let mut found: Vec<Unanswered<'_>> = Vec::new();
    let mut open: Option<(usize, &Opened)> = None;
    let close = |(at, turn): (usize, _), end| Unanswered { turn, end, answered_later: last_answer > Some(at) };
    for (at, turn) in turns.iter().enumerate() {
        match turn.kind {
            TurnKind::Question => found.extend(open.replace((at, turn)).map(|open| close(open, Some(turn.span)))),
            TurnKind::Answer(_) => open = None,
            TurnKind::Note | TurnKind::Update(_) => {}
        }
    }
    found.extend(open.map(|open| close(open, None)));
    found
}

/// A marker, at this place, with nothing behind it.
pub(super) fn check_text(turn: &Turn, place: Span, findings: &mut Findings) {
    if !turn.body.slots.is_empty() || !turn.body.html.trim().is_empty() {
        return;
    }
    let what = match turn.kind {
        TurnKind::Question => "question",
        TurnKind::Answer(_) => "answer",
        TurnKind::Note => "note",
        TurnKind::Update(_) => "update",
    };
    let diagnostic = Diagnostic::warning(format!("this {what} has no text"));
    findings.add(place, diagnostic.help("write it behind the colon, or remove the line"));
}

/// The last line of a turn's text.
fn last_line(turn: &Opened, markdown: &Markdown<'_>) -> Span {
    let Some(last) = markdown.blocks[turn.blocks.clone()].last() else { return turn.span };
    let block = markdown.events[last.start].1.clone();
    let text = markdown.text()[block.clone()].trim_end();
    let start = text.rfind('\n').map_or(block.start, |at| block.start + at + 1);
    Span::new(start.max(turn.span.range().start)..block.start + text.len())
}
