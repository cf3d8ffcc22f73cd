//! What each host is owed: one request at a time, a pause between two, and its peace if it asks for it.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use super::robots::Robots;
use crate::network::host_of;

/// A host that has not answered so many times in a row is not asked any more.
const MOST_SILENCES: u32 = 3;

/// All hosts of a run.
pub(super) struct AskedHosts {
    pause: Duration,
    hosts: Mutex<BTreeMap<String, Arc<Mutex<AskedHost>>>>,
}

/// What is known of a host in this run.
#[derive(Default)]
pub(super) struct AskedHost {
    /// The end of the last request.
    last: Option<Instant>,
    silences: u32,
    /// The reason for which it is not asked any more.
    closed: Option<&'static str>,
    /// The rules of each of its servers, by scheme and port.
    pub(super) robots: BTreeMap<String, Robots>,
}

impl AskedHosts {
    pub(super) fn new(pause: Duration) -> Self {
        Self { pause, hosts: Mutex::default() }
    }

    /// Returns the host of an address.
    pub(super) fn of(&self, address: &str) -> Arc<Mutex<AskedHost>> {
        let mut hosts = self.hosts.lock().unwrap_or_else(PoisonError::into_inner);
        hosts.entry(host_name(address)).or_default().clone()
    }

    /// Makes one request to a host as soon as it may be asked. Whoever has the host waits for it, so nobody else asks.
    ///
    /// # Errors
    ///
    /// The reason for which the host is not asked any more.
    pub(super) fn request<T>(&self, host: &mut AskedHost, send: impl FnOnce() -> T) -> Result<T, &'static str> {
        if let Some(reason) = host.closed {
            return Err(reason);
        }
        if let Some(last) = host.last {
            std::thread::sleep((last + self.pause).saturating_duration_since(Instant::now()));
        }
        let result = send();
        host.last = Some(Instant::now());
        Ok(result)
    }
}

impl AskedHost {
    /// Asks this host no more in this run.
    pub(super) fn close(&mut self, reason: &'static str) {
        self.closed = Some(reason);
    }

    /// Notes whether it has answered.
    pub(super) fn note(&mut self, has_answered: bool) {
        self.silences = if has_answered { 0 } else { self.silences + 1 };
        if self.silences >= MOST_SILENCES {
            self.close("its host did not answer");
        }
    }
}

/// Returns the name under which a host is known: with and without `www.` it is one.
pub(super) fn host_name(address: &str) -> String {
    let host = host_of(address).unwrap_or_default();
    host.strip_prefix("www.").unwrap_or(&host).to_owned()
}
