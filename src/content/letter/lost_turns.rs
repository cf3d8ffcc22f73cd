//! Reports what was probably meant as a turn and opens none: initials or a name of nobody, a second `A:`, an answer or an
//! asker without a question.

use super::likely_answers::{AnswerSign, LikelyAnswer};
use super::marker::{Marker, is_one_of, plain_text};
use super::near_misses::Container;
use super::salutation::salutation_word;
use super::speakers::Speakers;
use super::split::{Likeness, Split, UnknownSpeaker};
use super::turn::TurnKind;
use super::unlisted::{SearchedWords, UnlistedInitials, opening};
use super::variants::Role;
use crate::content::markdown::Markdown;
use crate::diagnostics::{Diagnostic, Findings, Span};

/// The number of blocks at the start of a text in which a letter may greet the columnist.
const MOST_BEFORE: usize = 3;

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
        if speakers.options.may_be_columnist(words) {
            continue;
        }
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
        let is_after_answer = split.is_after_answer(*span);
        // "Another question: have you asked her?" may be the columnist's.
        let is_certain = words.to_lowercase().starts_with("follow");
        if *role == Role::AskerAgain && !(is_certain && is_after_answer) && !split.is_between_answers(*span) {
            continue;
        }
        let diagnostic = Diagnostic::warning(format!("`{words}:` is read as plain text"));
        let diagnostic = match role {
            Role::Asker | Role::AskerAgain => diagnostic.help(question_missing(speakers)),
            Role::Answerer => diagnostic.help(opening(&speakers.initials())),
        };
        findings.add(*span, diagnostic.help(plain_text(words)));
    }
}

/// Reports headings that were meant as markers: `## Question`, `## Answer`. In an article one of them alone may be a topic.
/// Returns true if a question is among them.
pub(super) fn headings(
    split: &Split,
    markdown: &Markdown<'_>,
    speakers: &Speakers<'_>,
    findings: &mut Findings,
) -> bool {
    let has = |wanted: Role| split.headings.iter().any(|(_, role, _)| *role == wanted);
    let is_letter = !split.turns.is_empty() || speakers.pen_name.is_some() || has(Role::Asker) && has(Role::Answerer);
    let mut has_question = false;
    for (span, role, block) in split.headings.iter().filter(|_| is_letter) {
        let around = split.turn_at(*block).map(|turn| &turn.kind);
        // A marker may follow the heading.
        let is_marked = split.turns.iter().any(|turn| turn.blocks.start == block + 1);
        let (is_open, noun, markers) = match role {
            Role::Answerer => (matches!(around, Some(TurnKind::Answer(_))), "an answer", speakers.initials()),
            Role::Asker | Role::AskerAgain => {
                let word = speakers.options.markers.question.first().map(String::as_str);
                // Within an answer, `## Q1` may be a part of it.
                let is_part = matches!(around, Some(TurnKind::Answer(_))) && !has(Role::Answerer);
                (is_part || around == Some(&TurnKind::Question), "a question", word.into_iter().collect())
            }
        };
        if is_open || is_marked {
            continue;
        }
        has_question |= *role == Role::Asker;
        let written = markdown.text()[span.range()].lines().next().unwrap_or_default();
        let help = match markers.as_slice() {
            [] => "write your initials and a colon in its place".to_owned(),
            markers => format!("write `{}:` in its place", markers.join(":` or `")),
        };
        let diagnostic = Diagnostic::warning(format!("`{written}` is a heading, so it does not begin {noun}"));
        findings.add(*span, diagnostic.help(help).help("or, to keep a heading here, write other words in it"));
    }
    has_question
}

/// Reports salutations to the asker within a question, below which the answer has no marker. `reported` are those at which
/// a missing answer has been reported.
pub(super) fn salutations(split: &Split, reported: &[Span], speakers: &Speakers<'_>, findings: &mut Findings) {
    for found in split.likely_answers.iter().filter(|found| found.sign == AnswerSign::ToAsker) {
        let turn = split.turn_at(found.block);
        let is_in_question = turn.is_some_and(|turn| turn.kind == TurnKind::Question);
        if reported.contains(&found.span) || !is_in_question && !split.turns.is_empty() {
            continue;
        }
        let is_last = turn.is_some_and(|turn| turn.blocks.end == found.block + 1);
        let help = match speakers.initials().as_slice() {
            _ if is_last => "if the answer begins here, move these words below the marker that follows".to_owned(),
            [] => "if the answer begins here, write your initials and a colon before these words".to_owned(),
            known => format!("if the answer begins here, write `{}:` before these words", known.join(":` or `")),
        };
        let message = "this speaks to the asker, but it is still part of the question";
        findings.add(found.span, Diagnostic::warning(message).help(help));
    }
}

/// Reports a letter that nothing but its salutations tells: one to a columnist near the start of a text without any turn,
/// and one to somebody else below it.
pub(super) fn unmarked_letter(
    split: &Split,
    markdown: &Markdown<'_>,
    speakers: &Speakers<'_>,
    findings: &mut Findings,
) {
    if !split.turns.is_empty() || speakers.pen_name.is_some() {
        return;
    }
    let Some(answer) = split.likely_answers.iter().find(|found| found.sign == AnswerSign::Salutation) else { return };
    let above = markdown.blocks[..answer.block].iter().take(MOST_BEFORE);
    let greeting = above.map(|block| markdown.span(block.start)).find_map(|span| {
        let text = markdown.text()[span.range()].trim_start_matches(['*', '_']);
        let (_, rest) = salutation_word(text)?;
        let initials = speakers.marker_of(rest.split([',', '!', '\n']).next()?.trim())?;
        Some((Span::new(span.range().start..span.range().end - rest.len()), initials))
    });
    if let Some((question, initials)) = greeting {
        let word = speakers.options.markers.question.first().map_or("Q", String::as_str);
        let diagnostic = Diagnostic::warning("this looks like a letter and its answer, but readers see an article")
            .related(findings.file(), answer.span, "the answer seems to begin here")
            .help(format!("write `{word}:` before the question, and `{initials}:` before the answer"));
        findings.add(question, diagnostic);
    }
}

/// Reports initials behind a sentence within a line, and a question's word where the same columnist goes on below it.
pub(super) fn within_lines(
    found: &[(LikelyAnswer, &str)],
    split: &Split,
    reported: &[Span],
    speakers: &Speakers<'_>,
    findings: &mut Findings,
) {
    let options = speakers.options;
    for (LikelyAnswer { span, .. }, words) in found.iter().filter(|(found, _)| !reported.contains(&found.span)) {
        let is_initials = words.chars().count() > 1 && options.initials.iter().any(|known| known == words);
        let is_question = || is_one_of(words, &options.markers.question) && split.is_between_answers(*span);
        if !split.turns.is_empty() && (is_initials || is_question()) {
            findings.add(*span, Container::Paragraph.warning(words));
        }
    }
}

fn question_missing(speakers: &Speakers<'_>) -> String {
    let word = speakers.options.markers.question.first().map_or("Q", String::as_str);
    format!("begin the asker's words with `{word}:`")
}

/// Reports a letter whose asker's words are not a question: it has an `asker`, or text before its first answer; or its
/// question comes after its answers. `asker` is the span of that field.
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
    } else if let Some(turn) = first
        && matches!(turn.kind, TurnKind::Answer(_))
        && let Some(at) = split.turns.iter().position(|turn| is_question(&turn.kind))
        && !split.turns[at..].iter().any(|turn| matches!(turn.kind, TurnKind::Answer(_)))
    {
        let diagnostic = Diagnostic::error("this answer comes before its question")
            .related(findings.file(), split.turns[at].span, "the question")
            .help("move the question, with its marker, above the answer");
        findings.add(turn.span, diagnostic);
    }
}
