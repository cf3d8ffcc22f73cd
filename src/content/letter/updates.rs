//! Updates that are older than their letter.

use super::split::Split;
use super::turn::TurnKind;
use crate::content::common::Common;
use crate::content::date;
use crate::diagnostics::Findings;

/// Warns of updates before the date of the letter.
pub(super) fn check(split: &Split, letter: &Common, findings: &mut Findings) {
    for turn in &split.turns {
        if let TurnKind::Update(Some(when)) = &turn.kind {
            date::check_order("the day of this update", when, letter.record.date.as_ref(), turn.span, findings);
        }
    }
}
