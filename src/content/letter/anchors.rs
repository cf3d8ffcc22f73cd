//! The anchors of turns on the page of their letter.

use super::split::MarkedTurn;
use super::turn::TurnKind;
use crate::content::markdown::{EntryWriter, related_to};
use crate::content::slugify;
use crate::diagnostics::{Diagnostic, Findings, Span};

/// Returns the anchor of each turn and the number of its question: `q1`, `q1-sm`, `q1-sm-2`, `note-1`, `update-1`, or
/// the anchor that the author chose. Anchors are given before the ids of headings, so that a heading never takes one.
pub(super) fn anchors(
    turns: &[MarkedTurn],
    writer: &mut EntryWriter<'_, '_>,
    findings: &mut Findings,
) -> Vec<(String, usize)> {
    // Chosen anchors come first: links from elsewhere may depend on them.
    let fixed: Vec<Option<String>> =
        turns.iter().map(|turn| turn.anchor.as_ref().and_then(|fixed| fixed_anchor(fixed, writer, findings))).collect();
    let (mut questions, mut notes, mut updates) = (0, 0, 0);
    let given = turns.iter().zip(fixed).map(|(turn, fixed)| {
        let wanted = match &turn.kind {
            TurnKind::Question => {
                questions += 1;
                format!("q{questions}")
            }
            TurnKind::Answer(initials) => format!("q{}-{}", questions.max(1), slugify(initials, writer.slugs)),
            TurnKind::Note => {
                notes += 1;
                format!("note-{notes}")
            }
            TurnKind::Update(_) => {
                updates += 1;
                format!("update-{updates}")
            }
        };
        (fixed.unwrap_or_else(|| writer.ids.give(wanted, turn.span)), questions.max(1))
    });
    given.collect()
}

fn fixed_anchor(
    (id, span): &(String, Span),
    writer: &mut EntryWriter<'_, '_>,
    findings: &mut Findings,
) -> Option<String> {
    let fits = |c: char| c.is_alphanumeric() || "-_.".contains(c);
    if id.is_empty() || id.starts_with('_') || !id.chars().all(fits) {
        let diagnostic = Diagnostic::error(format!("`{id}` cannot be used in a link to this place"));
        findings.add(*span, diagnostic.help("use only letters, digits, and hyphens, as in `{#my-question}`"));
        return None;
    }
    let holder = writer.ids.holder(id);
    let given = writer.ids.give(id.clone(), *span);
    if given != *id {
        let diagnostic = Diagnostic::error(format!("two places in this letter have the name `{id}`"));
        findings.add(*span, related_to(diagnostic, holder, findings).help("give one of them another name"));
    }
    Some(given)
}
