//! Copies of pages that are gone, in the Internet Archive.

use std::collections::BTreeMap;

use jiff::civil::Date;
use tokio::runtime::Builder;

use super::ask::{AskRules, USER_AGENT};
use super::gather::LinkPlaces;
use crate::link_memory::{LinkMemory, LinkRecord, LinkVerdict};
use crate::network;

/// The most that is read of an answer, in bytes.
const LARGEST: usize = 64 << 10;

/// Looks for a copy of each page that is gone: of all copies, the nearest to the day of the text that links to it first.
/// Notes what it finds, and returns how many that are.
///
/// # Errors
///
/// The reason for which the archive cannot be asked.
pub fn find_copies(memory: &mut LinkMemory, places: &LinkPlaces, rules: &AskRules) -> Result<usize, String> {
    let mut days: BTreeMap<&str, Date> = BTreeMap::new();
    for link in &places.links {
        if let Some(day) = link.day {
            days.entry(&link.key).and_modify(|first| *first = day.min(*first)).or_insert(day);
        }
    }
    let client = network::client(USER_AGENT, rules.longest, rules.may_ask)?;
    let runtime = Builder::new_current_thread().enable_all().build().map_err(|error| error.to_string())?;
    let is_wanted = |record: &LinkRecord| record.verdict == LinkVerdict::Gone && record.archived.is_none();
    let mut found = 0;
    for (address, record) in memory.records.iter_mut().filter(|(_, record)| is_wanted(record)) {
        let day = days.get(&**address).copied().or(record.last_worked).or(record.since);
        let question = question(rules.archive, address, day);
        let answer = runtime.block_on(async {
            let response = client.get(question).send().await.map_err(|error| network::explained(&error))?;
            if !response.status().is_success() {
                return Err(format!("it says {}", response.status()));
            }
            network::body(response, LARGEST).await
        });
        record.archived = copy_in(&answer?);
        found += usize::from(record.archived.is_some());
        std::thread::sleep(rules.pause);
    }
    Ok(found)
}

/// Returns the address at which the archive says which copy of a page is the nearest to a day.
fn question(archive: &str, address: &str, day: Option<Date>) -> String {
    let address = percent_encoding::utf8_percent_encode(address, percent_encoding::NON_ALPHANUMERIC);
    let day = day.map(|day| format!("&timestamp={}", day.strftime("%Y%m%d"))).unwrap_or_default();
    format!("{archive}?url={address}{day}")
}

/// Returns the address of the copy that an answer names.
fn copy_in(answer: &[u8]) -> Option<String> {
    let answer: serde_json::Value = serde_json::from_slice(answer).ok()?;
    let copy = answer.get("archived_snapshots")?.get("closest")?;
    // A copy may be that of an error.
    let is_page = copy.get("available")?.as_bool()? && copy.get("status")?.as_str()?.starts_with('2');
    let address = copy.get("url")?.as_str().filter(|_| is_page)?;
    let rest = address.strip_prefix("http://").or_else(|| address.strip_prefix("https://"))?;
    let is_plain =
        rest.starts_with("web.archive.org/") && !rest.contains(|c: char| c.is_whitespace() || c.is_control());
    is_plain.then(|| format!("https://{rest}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_archive_is_asked_for_the_copy_nearest_to_a_day() {
        let day = Some(Date::constant(2024, 3, 2));
        assert_eq!(
            question("https://archive.org/wayback/available", "https://a.net/b?c=d&e", day),
            "https://archive.org/wayback/available?url=https%3A%2F%2Fa%2Enet%2Fb%3Fc%3Dd%26e&timestamp=20240302"
        );
    }

    #[test]
    fn only_a_copy_of_a_page_in_the_archive_is_one() {
        let answer = |url: &str, status: &str, available: bool| {
            let closest = format!(r#"{{"available":{available},"url":"{url}","timestamp":"1","status":"{status}"}}"#);
            copy_in(format!(r#"{{"url":"a","archived_snapshots":{{"closest":{closest}}}}}"#).as_bytes())
        };
        let copy = "http://web.archive.org/web/20240301120000/https://a.net/b";
        let expected = Some("https://web.archive.org/web/20240301120000/https://a.net/b".to_owned());
        assert_eq!(answer(copy, "200", true), expected);
        assert_eq!(answer(copy, "404", true), None);
        assert_eq!(answer(copy, "200", false), None);
        assert_eq!(answer("http://web.archive.org.evil.net/", "200", true), None);
        assert_eq!(answer("http://web.archive.org/a b", "200", true), None);
        assert_eq!(copy_in(br#"{"archived_snapshots":{}}"#), None);
        assert_eq!(copy_in(b"<p>busy</p>"), None);
    }
}
