//! Builds the questions, answers, notes and updates of a letter.

use super::heading::headings;
use super::links;
use crate::content::{Letter, TurnKind};
use crate::render::body_html::BodyWriter;
use crate::render::context::PageContext;
use crate::render::views::turn::TurnView;

/// Returns one turn of a letter, by its index.
pub(super) fn turn<'s>(
    page: &PageContext<'s>,
    letter: &'s Letter,
    index: usize,
    writer: &BodyWriter<'_, '_>,
) -> TurnView<'s> {
    let turn = &letter.turns[index];
    let (kind, person, date) = match &turn.kind {
        TurnKind::Question => ("question", None, None),
        TurnKind::Answer(initials) => ("answer", links::answerer(page.cache, letter, initials), None),
        TurnKind::Note => ("note", None, None),
        TurnKind::Update(when) => ("update", None, when.as_ref().map(|when| when.iso.as_str())),
    };
    TurnView {
        kind,
        anchor: &turn.anchor,
        html: writer.html(letter.body_of(index), &turn.body),
        headings: headings(&turn.body),
        words: turn.body.words,
        number: turn.number,
        person,
        date,
    }
}
