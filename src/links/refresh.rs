//! One run: asks what is due, and notes what it learns.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::answer::LinkAnswer;
use super::ask::{AskRules, Asked, ask_each};
use super::learned::learn;
use crate::link_memory::{LinkMemory, LinkVerdict};

/// How many other addresses are asked if nothing answers.
const CONTROLS: usize = 3;

/// What became of a run.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Refreshed {
    /// The number of addresses of which something was learned.
    pub asked: usize,
    /// The number of those that were not asked, by reason.
    pub not_asked: BTreeMap<&'static str, usize>,
    /// True if nothing could be reached, which is then no fault of the addresses: nothing was noted.
    pub is_offline: bool,
}

/// Asks the addresses that are due. `noted` gets the memory after each answer, with the number of addresses that are done,
/// and returns false to end the run.
///
/// That nobody has a host, or that it does not answer, is believed only if something else has answered: without a
/// connection, all hosts are like that.
///
/// # Errors
///
/// The reason for which nothing can be asked.
pub fn refresh(
    memory: &mut LinkMemory,
    due: &[String],
    rules: &AskRules,
    today: Date,
    noted: &mut dyn FnMut(&LinkMemory, usize) -> bool,
) -> Result<Refreshed, String> {
    let mut refreshed = Refreshed::default();
    let mut doubtful: Vec<(String, LinkAnswer)> = Vec::new();
    let mut done = 0;
    let controls = controls(memory, due);
    ask_each(due, rules, &mut |address, asked| {
        done += 1;
        match asked {
            Asked::Heard(answer) => {
                note(memory, address, answer, today);
                refreshed.asked += 1;
            }
            Asked::Unheard(answer) => doubtful.push((address.to_owned(), answer)),
            Asked::Unasked(reason) => *refreshed.not_asked.entry(reason).or_default() += 1,
        }
        noted(memory, done)
    })?;
    let mut has_heard = refreshed.asked > 0;
    if !has_heard && !doubtful.is_empty() {
        ask_each(&controls, rules, &mut |_, asked| {
            has_heard |= matches!(asked, Asked::Heard(_));
            !has_heard
        })?;
    }
    refreshed.is_offline = !has_heard && !doubtful.is_empty();
    if has_heard {
        refreshed.asked += doubtful.len();
        for (address, answer) in doubtful {
            note(memory, &address, answer, today);
        }
    }
    Ok(refreshed)
}

fn note(memory: &mut LinkMemory, address: &str, answer: LinkAnswer, today: Date) {
    let record = learn(memory.records.get(address), answer, today);
    memory.records.insert(address.to_owned(), record);
}

/// Returns addresses that worked, the latest first, to find out whether anything can be reached.
fn controls(memory: &LinkMemory, due: &[String]) -> Vec<String> {
    let working = memory.records.iter().filter(|(_, record)| record.verdict == LinkVerdict::Works);
    let mut working: Vec<_> = working.filter(|(address, _)| due.binary_search(address).is_err()).collect();
    working.sort_by_key(|(_, record)| std::cmp::Reverse(record.last_worked));
    working.into_iter().take(CONTROLS).map(|(address, _)| address.clone()).collect()
}
