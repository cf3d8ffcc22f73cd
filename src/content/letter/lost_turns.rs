//! Reports what was probably meant as a turn and opens none: initials or a name of nobody, a second `A:`, an answer or an
//! asker without a question.

use super::marker::{Marker, plain_text};
use super::speakers::Speakers;
use super::split::{Likeness, Split, UnknownSpeaker};
use super::turn::TurnKind;
use super::unlisted::{SearchedWords, UnlistedInitials, opening};
use super::variants::Role;
use crate::content::markdown::Markdown;
use crate::diagnostics::{Diagnostic, Findings, Span};

/// Reports names of nobody, and returns initials of nobody, which are reported together with those of other letters. `reported`
/// are those at which a missing answer has been reported: the same words elsewhere are lost answers, too. Without any turn
/// the text is an article, in which they are plain text.
pub(super) fn unknown_speakers(
    split: &Split,
    reported: &[&UnknownSpeaker],
    text: &str,
    speakers: &Speakers<'_>,
    findings: &mut Findings,
) -> Vec<UnlistedInitials> {
    let (mut unlisted, mut searched) = (Vec::new(), SearchedWords::new(text));
    if split.turns.is_empty() {
        return unlisted;
    }
    for speaker in &split.unknown_speakers {
        let UnknownSpeaker { words, span, likeness } = speaker;
        let is_reported = reported.iter().any(|other| other.span == *span);
        let is_name = speakers.marker_of(words).is_some();
        if let Some(initials) = (!is_name).then(|| UnlistedInitials::new(speaker, is_reported, &mut searched)).flatten()
        {
            unlisted.push(initials);
            continue;
        }
        if is_reported {
            continue;
        }
        let is_answer = reported.iter().any(|other| other.words == *words);
        let severity: fn(String) -> Diagnostic =
            if is_answer { |message| Diagnostic::error(message) } else { |message| Diagnostic::warning(message) };
        if *likeness == Likeness::Certain || is_answer {
            findings.add(*span, unknown_speaker(words, severity, speakers));
        }
    }
    unlisted
}

fn unknown_speaker(words: &str, severity: fn(String) -> Diagnostic, speakers: &Speakers<'_>) -> Diagnostic {
    let plain = plain_text(words);
    if let Some(marker) = speakers.marker_of(words) {
        let is_question = speakers.options.markers.question.iter().any(|word| word == marker);
        let reason = if is_question {
            format!("a question starts with `{marker}:`, not with a name")
        } else {
            "an answer starts with initials, not with a name".to_owned()
        };
        let diagnostic = severity(format!("`{words}:` is read as plain text: {reason}"));
        return diagnostic.help(format!("write `{marker}:`")).help(plain);
    }
    let name = words.split_once(" (").map_or(words, |(name, _)| name);
    let initials: String = name.split([' ', '-']).filter_map(|word| word.chars().find(|c| c.is_uppercase())).collect();
    let initials = if initials.chars().count() < 2 { "…".to_owned() } else { initials };
    let message = format!("`{words}:` is read as plain text: an answer starts with initials");
    let for_guest = format!(
        "for the answer of a guest, add a line `guest: {{ initials: {initials}, name: {name} }}` between the two `---` \
         lines, and write `{initials}:`"
    );
    severity(message).help(opening(&speakers.initials())).help(for_guest).help(plain)
}

/// Reports `A:` where it opens nothing: later within an answer, or without a question.
pub(super) fn answer_words(split: &Split, speakers: &Speakers<'_>, findings: &mut Findings) {
    if split.has_choices || (split.turns.is_empty() && speakers.pen_name.is_none()) {
        return;
    }
    for (Marker { words, span, .. }, turns) in &split.answer_words {
        let diagnostic =
            Diagnostic::warning(format!("`{words}:` is read as plain text: there is no question right before it"));
        let diagnostic = match turns.checked_sub(1).map(|last| &split.turns[last].kind) {
            None => diagnostic.help(question_missing(speakers)),
            Some(kind) => {
                let within = match kind {
                    TurnKind::Answer(initials) => Some(initials.as_str()),
                    TurnKind::Question | TurnKind::Note | TurnKind::Update(_) => None,
                };
                let initials = within.filter(|initials| !initials.is_empty()).or_else(|| speakers.answerer());
                let another = initials
                    .map_or_else(|| opening(&speakers.initials()), |one| format!("write `{one}:` for another answer"));
                match within {
                    Some(_) => diagnostic.help(another).help(format!("or remove `{words}:` to go on with this one")),
                    None => diagnostic.help(another),
                }
            }
        };
        findings.add(*span, diagnostic.help(plain_text(words)));
    }
}

/// Reports words for the asker or the one who answers: `Reader:`. Without any turn they are plain text.
pub(super) fn roles(split: &Split, speakers: &Speakers<'_>, findings: &mut Findings) {
    if split.turns.is_empty() {
        return;
    }
    for (Marker { words, span, .. }, role) in &split.roles {
        let diagnostic = Diagnostic::warning(format!("`{words}:` is read as plain text"));
        let diagnostic = match role {
            Role::Asker => diagnostic.help(question_missing(speakers)),
            Role::Answerer => diagnostic.help(opening(&speakers.initials())),
        };
        findings.add(*span, diagnostic.help(plain_text(words)));
    }
}

fn question_missing(speakers: &Speakers<'_>) -> String {
    let word = speakers.options.markers.question.first().map_or("Q", String::as_str);
    format!("begin the asker's words with `{word}:`")
}

/// Reports a letter whose asker's words are not a question: it has an `asker`, or text before its first answer. `asker` is
/// the span of that field.
pub(super) fn question(
    split: &Split,
    markdown: &Markdown<'_>,
    asker: Span,
    speakers: &Speakers<'_>,
    findings: &mut Findings,
) {
    let is_question = |kind: &TurnKind| *kind == TurnKind::Question;
    let Some(first_block) = markdown.blocks.first() else { return };
    let first = split.turns.first();
    let has_question = split.turns.iter().any(|turn| is_question(&turn.kind));
    if speakers.pen_name.is_some() && !has_question {
        let line = markdown.line_span(markdown.events[first_block.start].1.start);
        let diagnostic = Diagnostic::warning("this letter names an asker but has no question")
            .label("the asker's words should begin here")
            .related(findings.file(), asker, "the asker")
            .help(question_missing(speakers))
            .help("or remove `asker:` if no one asks anything");
        findings.add(line, diagnostic);
    } else if let Some(turn) = first
        && let TurnKind::Answer(initials) = &turn.kind
        && !split.introduction.is_empty()
        && speakers.answered_by.is_empty()
    {
        let message = "there is no question before this answer: the text above it is shown as an introduction";
        let no_one =
            format!("or, if no one asks anything, add the line `answered_by: {initials}` between the two `---` lines");
        findings.add(turn.span, Diagnostic::warning(message).help(question_missing(speakers)).help(no_one));
    }
}
