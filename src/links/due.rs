//! Which addresses are asked today.

use jiff::ToSpan;
use jiff::civil::Date;

use super::learned::DAYS_BETWEEN;
use crate::link_memory::{LinkMemory, LinkVerdict};

/// Returns true if an address is to be asked: nothing is known of it, it is doubtful and was last asked days ago, or it was
/// last asked before `every` days.
pub fn due(key: &str, memory: &LinkMemory, every: i32, today: Date) -> bool {
    let Some(record) = memory.records.get(key) else { return !memory.skipped.contains(key) };
    let wait = match record.verdict {
        LinkVerdict::Works | LinkVerdict::Moved | LinkVerdict::Gone => every,
        LinkVerdict::Refused | LinkVerdict::NoAnswer | LinkVerdict::NotFound => every.min(DAYS_BETWEEN),
    };
    // A day in the future is that of another computer's clock.
    record.asked > today || record.asked.saturating_add(wait.days()) <= today
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::link_memory::LinkRecord;

    #[test]
    fn what_works_rests_and_what_is_doubtful_is_asked_sooner() {
        let today = Date::constant(2026, 11, 28);
        let due = |verdict, days: i32, every| {
            let record = LinkRecord {
                verdict,
                answer: None,
                asked: today.saturating_sub(days.days()),
                since: None,
                first_worked: None,
                last_worked: None,
                moved_to: None,
                archived: None,
            };
            let records = [("https://a.example/".to_owned(), record)].into();
            let memory = LinkMemory { records, skipped: ["https://b.example/".to_owned()].into() };
            assert!(!super::due("https://b.example/", &memory, every, today));
            assert!(super::due("https://c.example/", &memory, every, today));
            super::due("https://a.example/", &memory, every, today)
        };
        for verdict in [LinkVerdict::Works, LinkVerdict::Moved, LinkVerdict::Gone] {
            assert_eq!([0, 29, 30, -1].map(|days| due(verdict, days, 30)), [false, false, true, true], "{verdict:?}");
        }
        for verdict in [LinkVerdict::Refused, LinkVerdict::NoAnswer, LinkVerdict::NotFound] {
            assert_eq!([0, 2, 3].map(|days| due(verdict, days, 30)), [false, false, true], "{verdict:?}");
        }
        assert!(due(LinkVerdict::Works, 0, 0));
    }
}
