//! Asks addresses over HTTP: one request at a time for each host, with a pause between two, and several hosts at once.

mod asker;
mod failure;
mod hosts;
mod robots;

use std::collections::BTreeMap;
use std::net::IpAddr;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc;
use std::time::Duration;

use asker::Asker;
use hosts::{AskedHosts, host_name};

use super::answer::LinkAnswer;
use crate::network::is_public;

/// What servers read about who asks.
pub(super) const USER_AGENT: &str =
    concat!("callslip/", env!("CARGO_PKG_VERSION"), " (link check of a website by its author)");

/// Where the Internet Archive says what copies it has.
const ARCHIVE: &str = "https://archive.org/wayback/available";

/// How many hosts are asked at once.
const WORKERS: usize = 8;

/// The rules of asking.
#[derive(Debug, Clone, Copy)]
pub struct AskRules {
    /// Returns true for a place in the network that may be asked.
    pub may_ask: fn(IpAddr) -> bool,
    /// The pause between two requests to one host.
    pub pause: Duration,
    /// How long one request may take.
    pub longest: Duration,
    /// The address at which the archive says what copies it has.
    pub archive: &'static str,
}

impl Default for AskRules {
    fn default() -> Self {
        Self { may_ask: is_public, pause: Duration::from_secs(1), longest: Duration::from_secs(20), archive: ARCHIVE }
    }
}

/// What became of one address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::links) enum Asked {
    /// A server answered, or a redirect led to where nothing may be asked.
    Heard(LinkAnswer),
    /// No server could be reached, which may be the fault of this computer's own connection.
    Unheard(LinkAnswer),
    /// It was not asked, for this reason.
    Unasked(&'static str),
}

/// Asks addresses, and gives each to `take` as it comes. Ends when all have come, or `take` returns false.
///
/// # Errors
///
/// The reason for which nothing can be asked.
pub(in crate::links) fn ask_each(
    addresses: &[String],
    rules: &AskRules,
    take: &mut dyn FnMut(&str, Asked) -> bool,
) -> Result<(), String> {
    let queues = queues(addresses);
    let hosts = AskedHosts::new(rules.pause);
    let askers: Vec<Asker<'_>> =
        (0..WORKERS.min(queues.len())).map(|_| Asker::new(&hosts, rules)).collect::<Result<_, _>>()?;
    let next = AtomicUsize::new(0);
    let is_over = AtomicBool::new(false);
    let (send, receive) = mpsc::sync_channel(WORKERS);
    std::thread::scope(|scope| {
        for asker in askers {
            let (send, next, is_over, queues) = (send.clone(), &next, &is_over, &queues);
            scope.spawn(move || {
                while let Some(queue) = queues.get(next.fetch_add(1, Ordering::Relaxed)) {
                    for address in queue {
                        if is_over.load(Ordering::Relaxed) || send.send((*address, asker.ask(address))).is_err() {
                            return;
                        }
                    }
                }
            });
        }
        drop(send);
        for (address, asked) in receive {
            if !take(address, asked) {
                is_over.store(true, Ordering::Relaxed);
            }
        }
    });
    Ok(())
}

/// Returns the addresses of each host, the longest list first: it takes the longest.
fn queues(addresses: &[String]) -> Vec<Vec<&str>> {
    let mut queues: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    for address in addresses {
        queues.entry(host_name(address)).or_default().push(address);
    }
    let mut queues: Vec<_> = queues.into_values().collect();
    queues.sort_by_key(|queue| std::cmp::Reverse(queue.len()));
    queues
}
