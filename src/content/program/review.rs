//! When the facts of a profile were checked, and which of them are due for another look.

use jiff::civil::Date;

use super::{Program, ProgramFact};
use crate::diagnostics::sentence_list;
use crate::yaml::values::Keyword;

/// How far facts can be trusted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trust {
    /// As a source reports them: nobody has looked at the official page.
    Reported,
    /// Someone looked on this day.
    Checked(Date),
    /// Someone looked on this day, and the time after which to look again has passed.
    Late(Date),
}

/// A check that is due again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct DueCheck {
    /// The day on which it became due.
    pub since: Date,
    /// The fact; `None` for all facts that have no check of their own.
    pub fact: Option<ProgramFact>,
}

impl Program {
    /// Returns how far the facts can be trusted that have no check of their own.
    pub fn trust(&self, today: Date) -> Trust {
        self.verified.map_or(Trust::Reported, |day| self.trust_of(day, today))
    }

    /// Returns how far facts can be trusted that were checked on this day.
    pub fn trust_of(&self, verified: Date, today: Date) -> Trust {
        let is_late = self.review_due(verified).is_some_and(|due| today > due);
        if is_late { Trust::Late(verified) } else { Trust::Checked(verified) }
    }

    /// Returns how far the profile as a whole can be trusted, which is as far as the least checked of its facts: reported if
    /// some are, else late if one is, and each with its earliest day.
    pub fn least_trust(&self, today: Date) -> Trust {
        if self.verified.is_none() {
            return Trust::Reported;
        }
        let earliest = self.checks().map(|(day, _)| day).min();
        earliest.map_or(Trust::Reported, |day| self.trust_of(day, today))
    }

    /// Returns the checks that are due, the longest overdue first.
    pub fn due_checks(&self, today: Date) -> Vec<DueCheck> {
        let due = self.checks().filter_map(|(day, fact)| Some(DueCheck { since: self.review_due(day)?, fact }));
        let mut due: Vec<_> = due.filter(|due| today > due.since).collect();
        due.sort_unstable();
        due
    }

    /// Returns each day of a check, with the fact; without one, it is that of all others.
    fn checks(&self) -> impl Iterator<Item = (Date, Option<ProgramFact>)> {
        let single = self.provenances.iter().filter_map(|(fact, of)| Some((of.verified?, Some(*fact))));
        self.verified.map(|day| (day, None)).into_iter().chain(single)
    }

    fn review_due(&self, verified: Date) -> Option<Date> {
        verified.checked_add(self.review_every?).ok()
    }
}

impl DueCheck {
    /// Returns what is due and since when, the facts of one day together: `since 2026-03-01`, or
    /// `tuition and url since 2026-03-01; …`.
    pub fn words(due: &[Self]) -> String {
        if let [Self { since, fact: None }] = due {
            return format!("since {since}");
        }
        let days = due.chunk_by(|one, next| one.since == next.since);
        let days = days.filter_map(|day| {
            let names = day.iter().map(|due| due.fact.map_or("facts without a date of their own", ProgramFact::word));
            Some(format!("{} since {}", sentence_list(&names.collect::<Vec<_>>()), day.first()?.since))
        });
        days.collect::<Vec<_>>().join("; ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_due_is_named_day_by_day() {
        let day = |month| Date::constant(2026, month, 1);
        let due = |month, fact| DueCheck { since: day(month), fact };
        let (url, tuition) = (Some(ProgramFact::Url), Some(ProgramFact::Tuition));
        assert_eq!(DueCheck::words(&[due(3, None)]), "since 2026-03-01");
        assert_eq!(DueCheck::words(&[due(3, url)]), "url since 2026-03-01");
        assert_eq!(DueCheck::words(&[due(3, url), due(3, tuition)]), "url and tuition since 2026-03-01");
        assert_eq!(
            DueCheck::words(&[due(3, url), due(3, tuition), due(3, Some(ProgramFact::Status)), due(4, None)]),
            "url, tuition, and status since 2026-03-01; facts without a date of their own since 2026-04-01"
        );
    }
}
