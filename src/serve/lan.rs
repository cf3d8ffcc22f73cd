//! `--lan`: the key as it is given out, and what the terminal says about it later.

use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use jiff::{SignedDuration, Timestamp};

use super::lan_key::{KEY, LanKey};
use super::{Notice, Notify, lan_addresses};

/// The number of wrong keys that is reported first, as it can hardly be an accident; then ten times as many, and so on.
const FIRST_NEWS: usize = 10;

/// Everything that others need to see the column.
#[derive(Debug, Clone)]
pub struct Invitation {
    /// The end of each address: `?key=` and the key.
    pub query: String,
    /// The first moment at which the key opens nothing.
    pub until: Timestamp,
    /// The port of each address.
    pub port: u16,
    /// The addresses of this computer, the likeliest first.
    pub addresses: Vec<IpAddr>,
}

/// Makes a key of the system's random numbers.
pub(super) fn make_key(now: Timestamp, duration: SignedDuration) -> Result<LanKey, getrandom::Error> {
    Ok(LanKey::new(random()?, getrandom::u32()?, now, duration))
}

/// Returns a random number that nobody can guess.
pub(super) fn random() -> Result<u128, getrandom::Error> {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes)?;
    Ok(u128::from_ne_bytes(bytes))
}

impl Invitation {
    /// Returns the invitation to a server that listens at this address.
    pub(super) fn new(key: &LanKey, listening: SocketAddr) -> Self {
        let addresses = lan_addresses::find(listening.ip());
        Self { query: format!("?{KEY}={}", key.text()), until: key.until(), port: listening.port(), addresses }
    }
}

/// Watches what becomes of a key.
#[derive(Debug)]
pub(super) struct KeyWatch {
    /// The number of requests with a wrong key.
    pub(super) wrong_keys: Arc<AtomicUsize>,
    /// When the key ends; `None` without a key, and after that was said.
    until: Option<Timestamp>,
    next_news: usize,
}

impl KeyWatch {
    pub(super) fn new(key: Option<&LanKey>) -> Self {
        Self { wrong_keys: Arc::default(), until: key.map(LanKey::until), next_news: FIRST_NEWS }
    }

    /// Says what is new.
    pub(super) fn report(&mut self, now: Timestamp, notify: Notify<'_>) {
        if let Some(news) = self.news(now) {
            notify(news);
        }
    }

    /// Returns what is to be said now. Each thing is said once.
    fn news(&mut self, now: Timestamp) -> Option<Notice<'static>> {
        let wrong = self.wrong_keys.load(Ordering::Relaxed);
        if self.until.is_some_and(|until| now >= until) {
            self.until = None;
            return Some(Notice::KeyEnded);
        }
        if wrong < self.next_news {
            return None;
        }
        while wrong >= self.next_news {
            self.next_news = self.next_news.saturating_mul(10);
        }
        Some(Notice::WrongKeys(wrong))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_keys_differ() {
        let key = || make_key(Timestamp::UNIX_EPOCH, SignedDuration::from_hours(1)).expect("a key");
        assert_ne!(key().text(), key().text());
    }

    #[test]
    fn wrong_keys_are_said_once_for_each_power_of_ten_and_so_is_the_end() {
        let key = LanKey::new(0, 0, Timestamp::UNIX_EPOCH, SignedDuration::from_hours(1));
        let mut watch = KeyWatch::new(Some(&key));
        let mut said = Vec::new();
        for _ in 0..1_234 {
            watch.wrong_keys.fetch_add(1, Ordering::Relaxed);
            said.extend(watch.news(Timestamp::UNIX_EPOCH).map(|news| format!("{news:?}")));
        }
        assert_eq!(said, ["WrongKeys(10)", "WrongKeys(100)", "WrongKeys(1000)"]);
        watch.wrong_keys.store(1_000_000, Ordering::Relaxed);
        assert!(matches!(watch.news(Timestamp::UNIX_EPOCH), Some(Notice::WrongKeys(1_000_000))));
        assert!(watch.news(Timestamp::UNIX_EPOCH).is_none());
        assert!(matches!(watch.news(key.until()), Some(Notice::KeyEnded)));
        assert!(watch.news(key.until()).is_none());
        assert!(KeyWatch::new(None).news(Timestamp::MAX).is_none());
    }
}
