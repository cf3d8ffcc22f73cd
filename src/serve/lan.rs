//! `--lan`: the keys as they are given out, and what the terminal says about them later.

use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use jiff::{SignedDuration, Timestamp};

use super::lan_key::{KEY, LanKey, LanKeys};
use super::{Notice, Notify, lan_addresses};

/// The number of wrong keys that is reported first, as it can hardly be an accident; then ten times as many, and so on.
const FIRST_NEWS: usize = 10;

/// How long the invitation waits for the check of all pages, which may find more mistakes.
const PATIENCE: SignedDuration = SignedDuration::from_secs(3);

/// How long the columnist's own key opens: longer than any preview runs.
const OWN_HOURS: i64 = 24 * 365;

/// Everything that the columnist and others need to see the column.
#[derive(Debug, Clone)]
pub struct Invitation {
    /// The end of the columnist's own address, at this computer: `?key=` and the key.
    pub own_query: String,
    /// The end of each address for others.
    pub query: String,
    /// The first moment at which the key opens nothing.
    pub until: Timestamp,
    /// The port of each address.
    pub port: u16,
    /// The addresses of this computer, the likeliest first.
    pub addresses: Vec<IpAddr>,
}

/// Makes the keys of the system's random numbers; the one to give out opens for this long.
///
/// The cookie of the columnist's own is named after the port: it takes the place of the last preview's, whereas a name for
/// each preview would leave a cookie of each in the browser.
pub(super) fn make_keys(now: Timestamp, duration: SignedDuration, port: u16) -> Result<LanKeys, getrandom::Error> {
    let own = LanKey::new(random()?, u32::from(port), now, SignedDuration::from_hours(OWN_HOURS));
    Ok(LanKeys { own, given_out: LanKey::new(random()?, getrandom::u32()?, now, duration) })
}

/// Returns a random number that nobody can guess.
pub(super) fn random() -> Result<u128, getrandom::Error> {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes)?;
    Ok(u128::from_ne_bytes(bytes))
}

impl Invitation {
    /// Returns the invitation to a server that listens at this address.
    pub(super) fn new(LanKeys { own, given_out }: &LanKeys, listening: SocketAddr) -> Self {
        let addresses = lan_addresses::find(listening.ip());
        // A server at one address of the network cannot tell this computer from the others.
        let has_own = listening.ip().is_loopback() || listening.ip().is_unspecified();
        let query = |key: &LanKey| format!("?{KEY}={}", key.text());
        Self {
            own_query: query(if has_own { own } else { given_out }),
            query: query(given_out),
            until: given_out.until(),
            port: listening.port(),
            addresses,
        }
    }
}

/// Says what others need to see the column, and watches what becomes of their key.
#[derive(Debug)]
pub(super) struct KeyWatch<'i> {
    /// The number of requests with a wrong key.
    pub(super) wrong_keys: Arc<AtomicUsize>,
    /// What is still to be said once; `None` without a key, and after it was said.
    invitation: Option<&'i Invitation>,
    /// When it is said at the latest; `None` before the first mistakes are.
    invite_by: Option<Timestamp>,
    /// When the key ends; `None` without a key, and after that was said.
    until: Option<Timestamp>,
    next_news: usize,
}

impl<'i> KeyWatch<'i> {
    pub(super) fn new(invitation: Option<&'i Invitation>) -> Self {
        let until = invitation.map(|invitation| invitation.until);
        Self { wrong_keys: Arc::default(), invitation, invite_by: None, until, next_news: FIRST_NEWS }
    }

    /// Says what is new. The first mistakes may be announced, and all pages checked.
    pub(super) fn report(&mut self, now: Timestamp, announced_checked: [bool; 2], notify: Notify<'_>) {
        if let Some(invitation) = self.due_invitation(now, announced_checked) {
            notify(Notice::Invitation(invitation));
        }
        if let Some(news) = self.news(now) {
            notify(news);
        }
    }

    /// Returns the invitation once it is to be said: after the first mistakes, so that its code is still on the screen.
    fn due_invitation(&mut self, now: Timestamp, [is_announced, is_checked]: [bool; 2]) -> Option<&'i Invitation> {
        let latest = match self.invite_by {
            None if is_announced => *self.invite_by.insert(now.checked_add(PATIENCE).unwrap_or(now)),
            latest => latest?,
        };
        self.invitation.take_if(|_| is_announced && is_checked || now >= latest)
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
    fn all_keys_differ() {
        let keys = || make_keys(Timestamp::UNIX_EPOCH, SignedDuration::from_hours(1), 4000).expect("keys");
        let [one, other] = [keys(), keys()];
        assert_ne!(one.given_out.text(), other.given_out.text());
        assert_ne!(one.own.text(), other.own.text());
        assert_ne!(one.own.text(), one.given_out.text());
    }

    #[test]
    fn the_columnists_own_address_has_a_key_that_opens_there() {
        let keys = make_keys(Timestamp::UNIX_EPOCH, SignedDuration::from_hours(1), 4000).expect("keys");
        let invitation = |listening: [u8; 4]| Invitation::new(&keys, SocketAddr::from((listening, 4000)));
        for listening in [[0, 0, 0, 0], [127, 0, 0, 1]] {
            assert_eq!(invitation(listening).own_query, format!("?key={}", keys.own.text()));
        }
        let given_out = format!("?key={}", keys.given_out.text());
        assert_eq!(invitation([192, 168, 1, 5]).own_query, given_out);
        assert_eq!(invitation([0, 0, 0, 0]).query, given_out);
    }

    #[test]
    fn the_invitation_is_said_once_after_the_mistakes_and_waits_for_those_of_pages_not_for_ever() {
        let keys = make_keys(Timestamp::UNIX_EPOCH, SignedDuration::from_hours(1), 4000).expect("keys");
        let invitation = Invitation::new(&keys, SocketAddr::from(([127, 0, 0, 1], 4000)));
        let at = |seconds| Timestamp::from_second(seconds).expect("a time");
        let mut watch = KeyWatch::new(Some(&invitation));
        assert!(watch.due_invitation(at(0), [false, false]).is_none());
        assert!(watch.due_invitation(at(9), [false, true]).is_none());
        assert!(watch.due_invitation(at(10), [true, false]).is_none());
        assert!(watch.due_invitation(at(11), [true, true]).is_some());
        assert!(watch.due_invitation(at(12), [true, true]).is_none());
        let mut watch = KeyWatch::new(Some(&invitation));
        assert!(watch.due_invitation(at(10), [true, false]).is_none());
        assert!(watch.due_invitation(at(12), [true, false]).is_none());
        assert!(watch.due_invitation(at(13), [false, false]).is_some());
        assert!(KeyWatch::new(None).due_invitation(at(20), [true, true]).is_none());
    }

    #[test]
    fn wrong_keys_are_said_once_for_each_power_of_ten_and_so_is_the_end() {
        let keys = make_keys(Timestamp::UNIX_EPOCH, SignedDuration::from_hours(1), 4000).expect("keys");
        let invitation = Invitation::new(&keys, SocketAddr::from(([127, 0, 0, 1], 4000)));
        let mut watch = KeyWatch::new(Some(&invitation));
        let mut said = Vec::new();
        for _ in 0..1_234 {
            watch.wrong_keys.fetch_add(1, Ordering::Relaxed);
            said.extend(watch.news(Timestamp::UNIX_EPOCH).map(|news| format!("{news:?}")));
        }
        assert_eq!(said, ["WrongKeys(10)", "WrongKeys(100)", "WrongKeys(1000)"]);
        watch.wrong_keys.store(1_000_000, Ordering::Relaxed);
        assert!(matches!(watch.news(Timestamp::UNIX_EPOCH), Some(Notice::WrongKeys(1_000_000))));
        assert!(watch.news(Timestamp::UNIX_EPOCH).is_none());
        assert!(matches!(watch.news(invitation.until), Some(Notice::KeyEnded)));
        assert!(watch.news(invitation.until).is_none());
        assert!(KeyWatch::new(None).news(Timestamp::MAX).is_none());
    }
}
