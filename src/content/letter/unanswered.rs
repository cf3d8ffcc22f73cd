//! Reports questions that have no answer.

use super::near_misses;
use super::split::{MarkedTurn, Split};
use super::turn::TurnKind;
use crate::content::ParseOptions;
use crate::content::markdown::Markdown;
use crate::diagnostics::{Diagnostic, Findings, Span};

/// Reports each question that is not answered, neither by itself nor together with a later one. The mistake is reported
/// where the answer should begin: at a paragraph that opens like an answer, else at the end of the text.
pub(super) fn check(split: &Split, markdown: &Markdown<'_>, options: &ParseOptions, findings: &mut Findings) {
    let Split { turns, unknown_names, .. } = split;
    let unanswered = unanswered(turns);
    if unanswered.is_empty() {
        return;
    }
    let file = findings.file().clone();
    let opening = match options.initials.as_slice() {
        [] => "your initials and a colon".to_owned(),
        initials => format!("`{}:`", initials.join(":` or `")),
    };
    for question in unanswered {
        let end = question.end.map_or(u32::MAX, |end| end.start);
        let name = unknown_names[unknown_names.partition_point(|(_, span)| *span < question.turn.span)..].first();
        let missing =
            Diagnostic::error("this question has no answer").related(&file, question.turn.span, "the question");
        match name.filter(|(_, span)| span.start < end) {
            Some((name, span)) if !question.answered_later => findings.add(
                *span,
                missing
                    .label(format!("`{name}` is nobody's initials in `content/people/`"))
                    .help(format!("begin the answer with {opening}"))
                    .help("or correct `initials:` in the columnist's file"),
            ),
            Some((name, span)) if near_misses::is_initials(name, options) => findings.add(
                *span,
                Diagnostic::warning(format!("`{name}:` opens nothing: it is nobody's initials in `content/people/`"))
                    .help(format!("begin the answer with {opening}"))
                    .help(format!("or, if it is meant as plain text, write `{name}\\:`")),
            ),
            None if question.end.is_none() => findings.add(
                last_line(question.turn, markdown),
                missing
                    .label("the answer should begin after this")
                    .help(format!("begin the answer in a paragraph of its own with {opening}"))
                    .help("or add a line `draft: yes` at the top until it is written"),
            ),
            _ => {}
        }
    }
}

/// A question that no answer follows before the next question.
struct Unanswered<'t> {
    turn: &'t MarkedTurn,
    /// The marker of the next question; `None` for the last question.
    end: Option<Span>,
    /// True if a later turn is an answer, which may answer this question too.
    answered_later: bool,
}

fn unanswered(turns: &[MarkedTurn]) -> Vec<Unanswered<'_>> {
    let last_answer = turns.iter().rposition(|turn| matches!(turn.kind, TurnKind::Answer(_)));
    let mut found: Vec<Unanswered<'_>> = Vec::new();
    let mut open: Option<(usize, &MarkedTurn)> = None;
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

/// The last line of a turn's text.
fn last_line(turn: &MarkedTurn, markdown: &Markdown<'_>) -> Span {
    let Some(last) = markdown.blocks[turn.blocks.clone()].last() else { return turn.span };
    let block = markdown.events[last.start].1.clone();
    let text = markdown.text()[block.clone()].trim_end();
    let start = text.rfind('\n').map_or(block.start, |at| block.start + at + 1);
    Span::new(start.max(turn.span.range().start)..block.start + text.len())
}
