//! Who answers in a letter, and who is said to and does not.

use super::guest::Guest;
use super::speakers::Speakers;
use super::turn::{Turn, TurnKind};
use crate::diagnostics::{Diagnostic, Findings, Span};

/// Reports guests who do not answer.
pub(super) fn unused_guests(guests: &[Guest], answerers: &[String], span: Span, findings: &mut Findings) {
    for Guest { initials, name } in guests.iter().filter(|guest| !answerers.contains(&guest.initials)) {
        let message = format!("{name} is named as a guest but does not answer in this letter");
        let help = format!("begin the guest's answer with `{initials}:`, or remove `guest`");
        findings.add(span, Diagnostic::warning(message).help(help));
    }
}

/// Reports an `answered_by` that names none of those whose answers the letter has.
pub(super) fn unused(turns: &[Turn], speakers: &Speakers<'_>, span: Span, findings: &mut Findings) {
    let (Some(first), Some(named)) = (in_turns(turns).next(), speakers.answered_by.first()) else { return };
    if !in_turns(turns).any(|initials| initials.is_empty() || speakers.answered_by.contains(initials)) {
        let diagnostic = Diagnostic::warning(format!("`{named}` does not answer in this letter"));
        let help = format!("remove this line: `{first}:` already says who answers");
        findings.add(span, diagnostic.help(help).help(format!("or begin an answer with `{named}:`")));
    }
}

/// Returns the initials in the turns and those of `answered_by`, each once. An article is by the column's `answered_by` if
/// it has none of its own.
pub(super) fn of(turns: &[Turn], speakers: &Speakers<'_>) -> Vec<String> {
    let is_article = turns.iter().all(|turn| matches!(turn.kind, TurnKind::Note | TurnKind::Update(_)));
    let author = speakers.options.answered_by.as_ref().filter(|_| is_article && speakers.answered_by.is_empty());
    let mut answerers: Vec<String> = Vec::new();
    for initials in in_turns(turns).chain(speakers.answered_by).chain(author) {
        if !answerers.contains(initials) {
            answerers.push(initials.clone());
        }
    }
    answerers
}

/// Returns the initials of each answer.
fn in_turns(turns: &[Turn]) -> impl Iterator<Item = &String> {
    turns.iter().filter_map(|turn| match &turn.kind {
        TurnKind::Answer(initials) => Some(initials),
        TurnKind::Question | TurnKind::Note | TurnKind::Update(_) => None,
    })
}
