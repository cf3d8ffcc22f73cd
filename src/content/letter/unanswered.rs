//! Reports questions that have no answer.

use super::likely_answers::{AnswerSign, LikelyAnswer};
use super::marker::is_one_of;
use super::speakers::Speakers;
use super::split::{Likeness, MarkedTurn, Split, UnknownSpeaker};
use super::turn::TurnKind;
use crate::content::markdown::Markdown;
use crate::diagnostics::{Diagnostic, Findings, Span};

/// Reports each question that is not answered, neither by itself nor together with a later one. A question after an
/// answer may be the asker's last word. The mistake is reported where the answer should begin: at a paragraph that opens
/// like an answer, else at the end of the text. `within_lines` are markers behind a sentence. Returns where it was reported.
pub(super) fn check<'s>(
    split: &'s Split,
    within_lines: &[(LikelyAnswer, &str)],
    markdown: &Markdown<'_>,
    speakers: &Speakers<'_>,
    findings: &mut Findings,
) -> Reported<'s> {
    let Split { turns, unknown_speakers, .. } = split;
    let unanswered = unanswered(turns);
    let mut reported = Reported::default();
    if unanswered.is_empty() {
        return reported;
    }
    let file = findings.file().clone();
    let opening = match speakers.options.initials.as_slice() {
        [] => "your initials and a colon".to_owned(),
        initials => format!("`{}:`", initials.join(":` or `")),
    };
    for question in unanswered {
        let is_last = question.end.is_none() && !question.follows_answer;
        let speaker = speaker_within(&question, unknown_speakers);
        let missing =
            Diagnostic::error("this question has no answer").related(&file, question.turn.span, "the question");
        match speaker {
            // The columnist may be the one whose file has a mistake.
            Some(speaker) if speakers.options.may_be_columnist(&speaker.words) => {}
            Some(speaker) if speaker.likeness == Likeness::Certain || !question.answered_later => {
                reported.speakers.push(speaker);
                findings.add(
                    speaker.span,
                    missing
                        .label(format!("no file in `content/people/` has the initials `{}`", speaker.words))
                        .help(format!("begin the answer with {opening}"))
                        .help("or, if the columnist's file is gone, bring it back; if it has other initials, correct them"),
                );
            }
            None if is_last => {
                let is_answer = |words: &str| !is_one_of(words, &speakers.options.markers.question);
                let within_lines = within_lines.iter().filter(|(_, words)| is_answer(words)).map(|(likely, _)| likely);
                let likely = split.likely_answers.iter().chain(within_lines);
                let likely = likely.filter(|likely| is_likely(likely, question.turn)).min_by_key(|likely| likely.span);
                reported.likely_answers.extend(likely.map(|likely| likely.span));
                let span = likely.map_or_else(|| last_line(question.turn, markdown), |likely| likely.span);
                findings.add(span, begin_answer(missing, likely.map(|likely| likely.sign), &opening));
            }
            _ => {}
        }
    }
    reported
}

/// Adds to the error of a missing answer where it should begin: at this sign, else at the end. What was reported itself has
/// its own help.
fn begin_answer(missing: Diagnostic, sign: Option<AnswerSign>, opening: &str) -> Diagnostic {
    let begins = "the answer seems to begin here";
    let (label, help) = match sign {
        None => (
            "the answer should begin after this",
            Some(format!("begin the answer in a paragraph of its own with {opening}")),
        ),
        Some(AnswerSign::WithinLine) => {
            ("this is inside a paragraph, so it is read as plain text", Some("put an empty line before it".to_owned()))
        }
        Some(AnswerSign::ToAsker | AnswerSign::Salutation) => (begins, Some(format!("begin it with {opening}"))),
        Some(AnswerSign::Reported) => (begins, None),
    };
    let or = if help.is_some() { "or " } else { "" };
    let draft = format!("{or}add a line `draft: yes` between the two `---` lines until it is written");
    missing.label(label).help_if(help).help(draft)
}

/// The places at which missing answers were reported.
#[derive(Default)]
pub(super) struct Reported<'s> {
    pub(super) speakers: Vec<&'s UnknownSpeaker>,
    pub(super) likely_answers: Vec<Span>,
}

/// Returns true for the beginning of an answer within a question. Its first paragraphs may speak to anyone.
fn is_likely(likely: &LikelyAnswer, question: &MarkedTurn) -> bool {
    let blocks = &question.blocks;
    let is_below_first = likely.sign != AnswerSign::Salutation || likely.block > blocks.start + 1;
    blocks.contains(&likely.block) && is_below_first
}

/// Returns the words within a question that may open its answer. What is only possibly a speaker counts if nothing else
/// can be the answer.
fn speaker_within<'s>(question: &Unanswered<'_>, speakers: &'s [UnknownSpeaker]) -> Option<&'s UnknownSpeaker> {
    let end = question.end.map_or(u32::MAX, |end| end.start);
    let first = speakers.partition_point(|speaker| speaker.span < question.turn.span);
    let within = || speakers[first..].iter().take_while(|speaker| speaker.span.start < end);
    let likely = within().find(|speaker| match speaker.likeness {
        Likeness::Certain => true,
        Likeness::Likely => !question.follows_answer,
        Likeness::Possible => false,
    });
    let is_last = question.end.is_none() && !question.follows_answer;
    likely.or_else(|| within().find(|speaker| is_last && speaker.likeness == Likeness::Possible))
}

/// A question that no answer follows before the next question.
struct Unanswered<'t> {
    turn: &'t MarkedTurn,
    /// The marker of the next question; `None` for the last question.
    end: Option<Span>,
    /// True if a later turn is an answer, which may answer this question too.
    answered_later: bool,
    /// True if an earlier turn is an answer.
    follows_answer: bool,
}

fn unanswered(turns: &[MarkedTurn]) -> Vec<Unanswered<'_>> {
    let is_answer = |turn: &MarkedTurn| matches!(turn.kind, TurnKind::Answer(_));
    let (first_answer, last_answer) = (turns.iter().position(is_answer), turns.iter().rposition(is_answer));
    let mut found: Vec<Unanswered<'_>> = Vec::new();
    let mut open: Option<(usize, &MarkedTurn)> = None;
    let close = |(at, turn): (usize, _), end| Unanswered {
        turn,
        end,
        answered_later: last_answer > Some(at),
        follows_answer: first_answer.is_some_and(|first| first < at),
    };
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
