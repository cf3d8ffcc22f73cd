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
    /// Returns how far facts can be trusted that were checked on this day. A day in the future is a mistake, and no check.
    pub fn trust_of(&self, verified: Date, today: Date) -> Trust {
        if verified > today {
            return Trust::Reported;
        }
        let is_late = self.review_due(verified).is_some_and(|due| today > due);
        if is_late { Trust::Late(verified) } else { Trust::Checked(verified) }
    }

    /// Returns how far the facts can be trusted that have no check of their own. `None` if each fact that is stated has one.
    pub fn others_trust(&self, today: Date) -> Option<Trust> {
        let own = |fact| self.own_check(fact).filter(|day| Some(*day) != self.verified);
        let has_others = self.stated().any(|fact| own(fact).is_none());
        has_others.then(|| self.verified.map_or(Trust::Reported, |day| self.trust_of(day, today)))
    }

    /// Returns how far the profile as a whole can be trusted, which is as far as the least checked of its facts: reported if
    /// some are, else late if one is, and each with its earliest day.
    pub fn least_trust(&self, today: Date) -> Trust {
        let trust = |fact| self.check(fact).map_or(Trust::Reported, |day| self.trust_of(day, today));
        let rank = |trust: &Trust| match trust {
            Trust::Reported => None,
            Trust::Checked(day) | Trust::Late(day) => Some(*day),
        };
        self.stated().map(trust).min_by_key(rank).unwrap_or(Trust::Reported)
    }

    /// Returns the day on which somebody checked the facts that have no check of their own. `None` if nobody has.
    pub fn last_check(&self, today: Date) -> Option<Date> {
        self.verified.filter(|day| *day <= today)
    }

    /// Returns the day on which somebody checked a fact: its own, or else that of the profile. `None` if nobody has, or if
    /// the profile does not state the fact.
    pub fn check_of(&self, fact: ProgramFact, today: Date) -> Option<Date> {
        self.check(fact).filter(|day| *day <= today && self.states(fact))
    }

    /// Returns the checks that are due, the longest overdue first.
    pub fn due_checks(&self, today: Date) -> Vec<DueCheck> {
        let relies_on_profile = self.stated().any(|fact| self.own_check(fact).is_none());
        let of_profile = self.verified.filter(|_| relies_on_profile).map(|day| (day, None));
        let own = self.stated().filter_map(|fact| Some((self.own_check(fact)?, Some(fact))));
        let due = of_profile.into_iter().chain(own);
        let due = due.filter_map(|(day, fact)| Some(DueCheck { since: self.review_due(day)?, fact }));
        let mut due: Vec<_> = due.filter(|due| today > due.since).collect();
        due.sort_unstable();
        due
    }

    /// Returns the facts that the profile states.
    fn stated(&self) -> impl Iterator<Item = ProgramFact> {
        ProgramFact::ALL.iter().copied().filter(|fact| self.states(*fact))
    }

    /// Returns true if the profile states a fact.
    pub fn states(&self, fact: ProgramFact) -> bool {
        match fact {
            ProgramFact::Provider => !self.provider.is_empty(),
            ProgramFact::Parent => self.parent.is_some(),
            ProgramFact::Url => self.url.is_some(),
            ProgramFact::Credential => self.credential.is_some(),
            ProgramFact::Delivery => !self.delivery.is_empty(),
            ProgramFact::Courses => self.courses.is_some(),
            ProgramFact::CourseLength => self.course_length.is_some(),
            ProgramFact::Tuition => self.tuition.is_some(),
            ProgramFact::FinancialAid => self.aid.is_some(),
            ProgramFact::OpenTo => self.open_to.is_some(),
            ProgramFact::Prerequisites => self.prerequisites.is_some(),
            ProgramFact::Pathways => !self.pathways.is_empty(),
            ProgramFact::Started => self.started.is_some(),
            ProgramFact::Status => self.states_status,
        }
    }

    fn check(&self, fact: ProgramFact) -> Option<Date> {
        self.own_check(fact).or(self.verified)
    }

    fn own_check(&self, fact: ProgramFact) -> Option<Date> {
        self.provenances.get(&fact)?.verified
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
