//! What is said of the links of a column, each at its place in the author's file.

use std::collections::BTreeMap;

use jiff::ToSpan;
use jiff::civil::Date;

use super::gather::{LinkPlaces, WrittenLink};
use super::learned::DAYS_BETWEEN;
use super::moved::leads_to_front_page;
use crate::diagnostics::Diagnostic;
use crate::link_memory::{LinkMemory, LinkRecord, LinkVerdict};

/// A site that has not answered for so many days is worth a look.
const DAYS_OF_SILENCE: i32 = 30;

/// The number of addresses by verdict.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct LinkTally {
    /// The number of addresses with each verdict.
    pub verdicts: BTreeMap<LinkVerdict, usize>,
    /// The number of those that the columnist has taken out.
    pub skipped: usize,
    /// The number of those that were never asked.
    pub unasked: usize,
}

/// Counts the addresses, each once.
pub fn tally(places: &LinkPlaces, memory: &LinkMemory) -> LinkTally {
    let mut tally = LinkTally::default();
    for key in places.keys() {
        match memory.records.get(&key) {
            Some(record) => *tally.verdicts.entry(record.verdict).or_default() += 1,
            None if memory.skipped.contains(&key) => tally.skipped += 1,
            None => tally.unasked += 1,
        }
    }
    tally
}

/// Returns what the author should know, link by link. What works, and what cannot be told, is not worth a word.
pub fn report(places: &LinkPlaces, memory: &LinkMemory, today: Date) -> Vec<Diagnostic> {
    let found = places.links.iter().filter_map(|link| {
        let diagnostic = of_link(link, memory.records.get(&link.key)?, today)?;
        Some(diagnostic.at(&link.file, link.span))
    });
    found.collect()
}

fn of_link(link: &WrittenLink, record: &LinkRecord, today: Date) -> Option<Diagnostic> {
    let address = &link.address;
    let answer = record.answer.as_deref().unwrap_or_default();
    let since = record.since.unwrap_or(record.asked);
    match record.verdict {
        LinkVerdict::Works | LinkVerdict::Refused => None,
        LinkVerdict::Moved => record.moved_to.as_deref().map(|to| moved(link, to)),
        LinkVerdict::NoAnswer => (since.saturating_add(DAYS_OF_SILENCE.days()) <= today).then(|| {
            Diagnostic::hint(format!("`{address}` has not answered since {since}"))
                .label(answer)
                .help("open it in your browser; if nothing comes there, either, write another address")
        }),
        LinkVerdict::NotFound => {
            let again = since.saturating_add(DAYS_BETWEEN.days());
            Some(Diagnostic::hint(format!("`{address}` was not found")).label(format!("{answer} on {since}")).help(
                format!(
                    "nothing to do yet: `callslip links` asks again from {again} on, and says whether the page is gone"
                ),
            ))
        }
        LinkVerdict::Gone => Some(gone(address, answer, since, record)),
    }
}

fn gone(address: &str, answer: &str, since: Date, record: &LinkRecord) -> Diagnostic {
    let worked = record.last_worked.map(|day| format!("; it last worked on {day}")).unwrap_or_default();
    let diagnostic =
        Diagnostic::warning(format!("`{address}` is gone")).label(format!("{answer} since {since}{worked}"));
    let diagnostic = match &record.archived {
        Some(copy) => diagnostic.help(format!("write `{copy}`, a copy in the Internet Archive")),
        None => diagnostic.help("write another address, or remove the link"),
    };
    diagnostic.help("if it opens in your browser, write `skip: yes` for it in `links.yaml`")
}

fn moved(link: &WrittenLink, to: &str) -> Diagnostic {
    let address = &link.address;
    if leads_to_front_page(address, to) {
        return Diagnostic::hint(format!("`{address}` leads to the front page `{to}`"))
            .label("the page itself may be gone")
            .help("look for the page on that site, and write its address");
    }
    let fragment = address.split_once('#').filter(|_| !to.contains('#'));
    let fragment = fragment.map(|(_, id)| format!("#{id}")).unwrap_or_default();
    Diagnostic::hint(format!("`{address}` has moved")).help(format!("write `{to}{fragment}`"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::Span;

    fn said(address: &str, record: &LinkRecord) -> Vec<String> {
        let link = WrittenLink {
            key: "https://a.net/b".to_owned(),
            address: address.to_owned(),
            file: "content/pages/a.md".into(),
            span: Span::default(),
            day: None,
        };
        let places = LinkPlaces { links: vec![link.clone(), link], ..LinkPlaces::default() };
        let memory =
            LinkMemory { records: [("https://a.net/b".to_owned(), record.clone())].into(), ..LinkMemory::default() };
        assert_eq!(tally(&places, &memory).verdicts, [(record.verdict, 1)].into());
        let mut found = report(&places, &memory, Date::constant(2026, 11, 28));
        assert_eq!(found.len() % 2, 0);
        found.truncate(1);
        let lines = |one: Diagnostic| {
            let name = one.severity.name();
            [format!("{name}: {}", one.message), one.label.unwrap_or_default()].into_iter().chain(one.help)
        };
        found.into_iter().flat_map(lines).collect()
    }

    fn record(verdict: LinkVerdict) -> LinkRecord {
        LinkRecord {
            verdict,
            answer: Some("404 Not Found".to_owned()).filter(|_| !verdict.is_fine()),
            asked: Date::constant(2026, 11, 28),
            since: Some(Date::constant(2026, 11, 20)).filter(|_| !verdict.is_fine()),
            first_worked: None,
            last_worked: None,
            moved_to: None,
            archived: None,
        }
    }

    #[test]
    fn what_is_gone_is_a_warning_and_what_may_be_gone_is_a_hint() {
        assert_eq!(
            said("https://a.net/b#c", &record(LinkVerdict::Gone)),
            [
                "warning: `https://a.net/b#c` is gone",
                "404 Not Found since 2026-11-20",
                "write another address, or remove the link",
                "if it opens in your browser, write `skip: yes` for it in `links.yaml`",
            ]
        );
        let worked = LinkRecord {
            last_worked: Some(Date::constant(2025, 3, 1)),
            archived: Some("https://web.archive.org/web/2025/https://a.net/b".to_owned()),
            ..record(LinkVerdict::Gone)
        };
        assert_eq!(
            said("https://a.net/b", &worked)[1..3],
            [
                "404 Not Found since 2026-11-20; it last worked on 2025-03-01",
                "write `https://web.archive.org/web/2025/https://a.net/b`, a copy in the Internet Archive",
            ]
        );
        assert_eq!(
            said("https://a.net/b", &record(LinkVerdict::NotFound)),
            [
                "hint: `https://a.net/b` was not found",
                "404 Not Found on 2026-11-20",
                "nothing to do yet: `callslip links` asks again from 2026-11-23 on, and says whether the page is gone",
            ]
        );
    }

    #[test]
    fn what_has_moved_comes_with_the_address_to_write() {
        let to = |to: &str| LinkRecord { moved_to: Some(to.to_owned()), ..record(LinkVerdict::Moved) };
        assert_eq!(
            said("https://a.net/b#c", &to("https://d.net/b")),
            ["hint: `https://a.net/b#c` has moved", "", "write `https://d.net/b#c`"]
        );
        assert_eq!(said("https://a.net/b#c", &to("https://d.net/b#e"))[2], "write `https://d.net/b#e`");
        assert_eq!(
            said("https://a.net/b", &to("https://a.net/")),
            [
                "hint: `https://a.net/b` leads to the front page `https://a.net/`",
                "the page itself may be gone",
                "look for the page on that site, and write its address",
            ]
        );
    }

    #[test]
    fn nothing_is_said_of_what_cannot_be_told_until_it_has_lasted() {
        assert_eq!(said("https://a.net/b", &record(LinkVerdict::Refused)), Vec::<String>::new());
        assert_eq!(said("https://a.net/b", &record(LinkVerdict::NoAnswer)), Vec::<String>::new());
        let long = LinkRecord { since: Some(Date::constant(2026, 10, 29)), ..record(LinkVerdict::NoAnswer) };
        assert_eq!(said("https://a.net/b", &long)[0], "hint: `https://a.net/b` has not answered since 2026-10-29");
    }
}
