//! Lists for the columnist of what she may want to do next, the oldest first.

use jiff::ToSpan;
use jiff::civil::Date;

use super::ids::{LetterId, ProgramId};
use super::waiting::{has_turn, is_answer, is_question};
use super::{Site, Unpublished, Waiting, WaitingFor};
use crate::content::TurnKind;

/// A letter is asked after when it is a year old, and for so many months.
const MONTHS: i32 = 2;

impl Site {
    /// Returns what waits for the columnist, the oldest first, and what has no day last.
    pub fn waiting(&self, purpose: WaitingFor) -> Vec<(&Unpublished, &Waiting)> {
        let waiting = self.unpublished.iter().filter_map(|one| Some((one, one.waiting.as_ref()?)));
        let mut waiting: Vec<_> = waiting.filter(|(_, waiting)| waiting.purpose == purpose).collect();
        waiting.sort_by_key(|(_, waiting)| (waiting.since.is_none(), waiting.since.as_deref()));
        waiting
    }

    /// Returns the programs whose official page is gone, each with the day since when, the longest gone first.
    pub fn gone_pages(&self) -> Vec<(ProgramId, Date)> {
        let gone = self.entries.programs.ids().filter_map(|id| Some((id, self.gone_since(id)?)));
        let mut gone: Vec<_> = gone.collect();
        gone.sort_by_key(|(_, since)| *since);
        gone
    }

    /// Returns the day since when the official page of a program has been gone; `None` if it is not, as far as anybody knows.
    pub fn gone_since(&self, program: ProgramId) -> Option<Date> {
        self.link_memory.gone_since(self.entries.programs[program].url.as_deref()?)
    }

    /// Returns the letters that were answered a year ago and of which nothing has been heard since, each with the day of the
    /// answer, the oldest first. None is among them for longer than two months: a column may have thousands.
    pub fn follow_ups(&self) -> Vec<(LetterId, Date)> {
        let today = self.day();
        let is_due = |day: Date| {
            let year = today.saturating_sub(1.year());
            day <= year && day > year.saturating_sub(MONTHS.months())
        };
        let open = |id: LetterId| {
            let letter = &self.entries.letters[id];
            let day = letter.common.record.date.as_ref().map(|when| when.day).filter(|day| is_due(*day))?;
            let is_open = has_turn(letter, is_question)
                && has_turn(letter, is_answer)
                && !has_turn(letter, |kind| matches!(kind, TurnKind::Update(_)))
                && self.links.followed_by(id).is_empty();
            is_open.then_some((id, day))
        };
        let mut letters: Vec<(LetterId, Date)> = self.entries.letters.ids().filter_map(open).collect();
        letters.reverse();
        letters
    }
}
