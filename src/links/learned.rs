//! What an answer changes in what is known of an address.

use jiff::ToSpan;
use jiff::civil::Date;

use super::answer::LinkAnswer;
use crate::link_memory::{LinkRecord, LinkVerdict};

/// The days between the two answers after which a page is called gone, and after which a doubtful address is asked again.
pub(super) const DAYS_BETWEEN: i32 = 3;

/// Returns the record of an address that answered today. `before` is what was known of it.
pub(super) fn learn(before: Option<&LinkRecord>, answer: LinkAnswer, today: Date) -> LinkRecord {
    let (seen, words, moved_to) = match answer {
        LinkAnswer::Works => (LinkVerdict::Works, None, None),
        LinkAnswer::Moved { to } => (LinkVerdict::Moved, None, Some(to)),
        LinkAnswer::Refused(words) => (LinkVerdict::Refused, Some(words), None),
        LinkAnswer::NoAnswer(words) => (LinkVerdict::NoAnswer, Some(words), None),
        LinkAnswer::NotFound(words) => (LinkVerdict::NotFound, Some(words), None),
    };
    let absent = before.filter(|before| is_absent(before.verdict));
    if let (Some(absent), LinkVerdict::Refused | LinkVerdict::NoAnswer) = (absent, seen) {
        // It says nothing about the page, so the last clear answer stays.
        return LinkRecord { asked: today, ..absent.clone() };
    }
    let same = if is_absent(seen) { absent } else { before.filter(|before| before.verdict == seen) };
    let since = same.and_then(|same| same.since).filter(|since| *since <= today).unwrap_or(today);
    let is_sure = seen == LinkVerdict::NotFound && since.saturating_add(DAYS_BETWEEN.days()) <= today;
    let is_fine = seen.is_fine();
    LinkRecord {
        verdict: if is_sure { LinkVerdict::Gone } else { seen },
        answer: words,
        asked: today,
        since: (!is_fine).then_some(since),
        first_worked: before.and_then(|before| before.first_worked).or(is_fine.then_some(today)),
        last_worked: if is_fine { Some(today) } else { before.and_then(|before| before.last_worked) },
        archived: before.filter(|_| !is_fine).and_then(|before| before.archived.clone()),
        moved_to,
    }
}

fn is_absent(verdict: LinkVerdict) -> bool {
    matches!(verdict, LinkVerdict::NotFound | LinkVerdict::Gone)
}

#[cfg(test)]
mod tests {
    use std::fmt::Write;

    use super::*;

    /// What is said of an address that answers so on these days of November, a day a line.
    fn story(answers: &[(i8, LinkAnswer)]) -> String {
        let mut known = None;
        let mut lines = String::new();
        for (day, answer) in answers {
            let record = learn(known.as_ref(), answer.clone(), Date::constant(2026, 11, *day));
            let since = record.since.map(|since| format!(" since {}", since.day())).unwrap_or_default();
            let worked = record.last_worked.map(|day| format!(", worked {}", day.day())).unwrap_or_default();
            let _ = writeln!(lines, "{day}: {}{since}{worked}", record.verdict.word());
            known = Some(record);
        }
        lines
    }

    fn missing() -> LinkAnswer {
        LinkAnswer::NotFound("404 Not Found".to_owned())
    }

    fn silent() -> LinkAnswer {
        LinkAnswer::NoAnswer("it took too long".to_owned())
    }

    #[test]
    fn a_page_is_gone_after_two_clear_answers_with_days_between() {
        let answers =
            [(1, LinkAnswer::Works), (2, missing()), (3, missing()), (4, missing()), (5, missing()), (9, missing())];
        assert_eq!(
            story(&answers),
            "1: works, worked 1\n2: not found since 2, worked 1\n3: not found since 2, worked 1\n4: not found since 2, worked 1\n5: \
             gone since 2, worked 1\n9: gone since 2, worked 1\n"
        );
    }

    #[test]
    fn what_says_nothing_about_the_page_changes_nothing() {
        let refused = LinkAnswer::Refused("403 Forbidden".to_owned());
        assert_eq!(
            story(&[(2, missing()), (4, silent()), (5, refused.clone()), (6, missing()), (9, refused)]),
            "2: not found since 2\n4: not found since 2\n5: not found since 2\n6: gone since 2\n9: gone since 2\n"
        );
    }

    #[test]
    fn a_page_that_comes_back_is_as_good_as_new() {
        let moved = LinkAnswer::Moved { to: "https://b.example/".to_owned() };
        assert_eq!(
            story(&[(1, missing()), (5, missing()), (6, moved), (7, missing()), (8, LinkAnswer::Works)]),
            "1: not found since 1\n5: gone since 1\n6: moved, worked 6\n7: not found since 7, worked 6\n8: works, worked 8\n"
        );
    }

    #[test]
    fn a_site_is_silent_since_it_last_said_something() {
        assert_eq!(
            story(&[(1, silent()), (4, silent()), (7, LinkAnswer::Works), (9, silent())]),
            "1: no answer since 1\n4: no answer since 1\n7: works, worked 7\n9: no answer since 9, worked 7\n"
        );
    }
}
