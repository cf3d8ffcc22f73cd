//! Decides who sees the preview: a pure function of a request, the machine that it comes from, and the time.
//!
//! Without `--lan`, the name counts that a request uses: it has to be one of the server's ([`Hosts`]). With `--lan`, only a
//! key counts ([`LanKeys`]):
//!
//! | key | opens | until |
//! |---|---|---|
//! | the columnist's own | everything, at this computer and by its own names | the preview ends |
//! | the one to give out | everything but the places of files, from anywhere and by any name | its time is over |
//!
//! Neither the name nor the machine is enough: in a tunnel of plain TCP (`ssh -R`), everybody comes from this computer and
//! can write `localhost`.

use std::net::IpAddr;

use jiff::Timestamp;

use super::hosts::{Hosts, is_loopback, name_to_allow};
use super::lan_key::{KeyCheck, LanKey, LanKeys, without_key};
use super::request::{Refusal, Request};
use crate::site::percent_encoded;

/// Who sees the preview.
#[derive(Debug, Clone)]
pub enum Access {
    /// Anybody who uses a name of the server.
    ByName(Hosts),
    /// Anybody who has a key.
    ByKey(LanKeys),
}

/// The person who asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Visitor {
    /// At this computer; under `--lan`, with the columnist's own key.
    Local,
    /// Elsewhere, by a name of the server.
    Network,
    /// With the key that is given out.
    KeyHolder,
}

/// The way in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Admission {
    /// The request is answered.
    Visitor(Visitor),
    /// The key was in the address: the browser keeps it, and asks again without it, so that it stays neither in the list of
    /// visited addresses nor in the `Referer` of a link.
    Enter {
        /// The address without the key.
        location: String,
        /// The value of `Set-Cookie`.
        cookie: String,
    },
}

/// The reason why somebody does not see the preview.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Exclusion {
    /// This name is not the server's.
    Name(String),
    /// There is no key in the request, or it has ended.
    NoKey,
    /// There is a key in the request, and it is not ours.
    WrongKey,
}

impl Access {
    /// Lets a request in, or says why not.
    pub fn admit(&self, request: &Request, peer: IpAddr, now: Timestamp) -> Result<Admission, Exclusion> {
        let is_at_this_computer = peer.to_canonical().is_loopback() && !request.is_forwarded;
        let is_local = is_at_this_computer && request.hosts.iter().all(|host| is_loopback(host));
        match self {
            Self::ByName(hosts) => match request.hosts.iter().find(|host| !hosts.allow(host)) {
                Some(other) => Err(Exclusion::Name(other.clone())),
                None => Ok(Admission::Visitor(if is_local { Visitor::Local } else { Visitor::Network })),
            },
            Self::ByKey(LanKeys { own, given_out }) => {
                // A wrong key of the columnist's own is not counted: a page of an earlier preview goes on asking with it.
                let by_own = if is_local { admit_by_key(own, Visitor::Local, request, now).ok() } else { None };
                by_own.map_or_else(|| admit_by_key(given_out, Visitor::KeyHolder, request, now), Ok)
            }
        }
    }

    /// Returns the moment from which this visitor sees nothing any more; `None` if there is none.
    pub fn end(&self, visitor: Visitor) -> Option<Timestamp> {
        match (self, visitor) {
            (Self::ByKey(keys), Visitor::KeyHolder) => Some(keys.given_out.until()),
            (Self::ByKey(_), Visitor::Local | Visitor::Network) | (Self::ByName(_), _) => None,
        }
    }
}

fn admit_by_key(key: &LanKey, visitor: Visitor, request: &Request, now: Timestamp) -> Result<Admission, Exclusion> {
    if now >= key.until() {
        return Err(Exclusion::NoKey);
    }
    match (key.check_query(&request.query), key.check_cookies(&request.cookies)) {
        (KeyCheck::Right, _) => {
            Ok(Admission::Enter { location: address_without_key(request), cookie: key.cookie(now) })
        }
        (_, KeyCheck::Right) => Ok(Admission::Visitor(visitor)),
        (KeyCheck::Missing, KeyCheck::Missing) => Err(Exclusion::NoKey),
        (KeyCheck::Wrong, _) | (_, KeyCheck::Wrong) => Err(Exclusion::WrongKey),
    }
}

/// Returns the address of a request without its key. It leads nowhere else: two slashes would begin the name of a host.
fn address_without_key(request: &Request) -> String {
    let path = percent_encoded(request.path.trim_start_matches('/'));
    let query = without_key(&request.query);
    let is_sent = !query.is_empty() && query.bytes().all(|byte| byte.is_ascii_graphic());
    if is_sent { format!("/{path}?{query}") } else { format!("/{path}") }
}

impl Exclusion {
    /// Returns what is answered. Of the key it says the same whether there was none, a wrong one, or one that has ended, and
    /// of the column it says nothing.
    pub fn refusal(&self) -> Refusal {
        match self {
            Self::Name(host) => {
                let reason = match name_to_allow(host) {
                    Some(name) => format!(
                        "This preview does not answer to the name {name}. If that name is yours, start it with\n\n    \
                         callslip serve --allow-host {name}"
                    ),
                    None => "This preview answers to localhost and to no other name.".to_owned(),
                };
                Refusal { status: 421, reason: reason.into() }
            }
            Self::NoKey | Self::WrongKey => {
                let reason = "This page opens only with a key. Use the whole address that you were given, with `?key=` and \
                              what follows it. If you did, the key is no longer valid: ask for a new address.";
                Refusal { status: 403, reason: reason.into() }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::net::SocketAddr;

    use jiff::SignedDuration;

    use super::*;
    use crate::serve::request::parse;

    const KEY: &str = "000000000000000000000000deadbeef";
    const OWN: &str = "0000000000000000000000000badcafe";

    fn keys() -> LanKeys {
        let key =
            |number, name, hours| LanKey::new(number, name, Timestamp::UNIX_EPOCH, SignedDuration::from_hours(hours));
        LanKeys { own: key(0x0bad_cafe, 2, 24), given_out: key(0xdead_beef, 1, 1) }
    }

    fn admitted(access: &Access, peer: &str, head: &str) -> Result<Admission, Exclusion> {
        let request = parse(head.as_bytes()).expect("a request");
        access.admit(&request, peer.parse().expect("an address"), Timestamp::UNIX_EPOCH)
    }

    #[test]
    fn without_a_key_there_is_no_way_in_and_the_columnists_own_is_for_this_computer() {
        let access = Access::ByKey(keys());
        let ask = |peer: &str, host: &str, more: &str| {
            admitted(&access, peer, &format!("GET / HTTP/1.1\r\nHost: {host}{more}"))
        };
        let visitor = |visitor| Ok(Admission::Visitor(visitor));
        let no_key = || Err(Exclusion::NoKey);
        for (peer, host, more, by_own_key) in [
            // This computer, or a tunnel of plain TCP with a name that somebody made up.
            ("127.0.0.1", "localhost:4000", "", visitor(Visitor::Local)),
            ("127.0.0.1", "127.0.0.1:4000", "", visitor(Visitor::Local)),
            ("127.9.9.9", "a.localhost", "", visitor(Visitor::Local)),
            ("::1", "[::1]:4000", "", visitor(Visitor::Local)),
            ("::ffff:127.0.0.1", "LOCALHOST", "", visitor(Visitor::Local)),
            // A page of another site, whose name leads here; or a tunnel.
            ("127.0.0.1", "evil.example:4000", "", no_key()),
            ("127.0.0.1", "abc.ngrok-free.app", "", no_key()),
            ("127.0.0.1", "192.168.1.5:4000", "", no_key()),
            ("127.0.0.1", "0.0.0.0:4000", "", no_key()),
            ("127.0.0.1", "[::ffff:127.0.0.1]:4000", "", no_key()),
            ("127.0.0.1", "localhost.", "", no_key()),
            ("127.0.0.1", "", "", no_key()),
            // A tunnel that writes its own name over that of the address.
            ("127.0.0.1", "localhost:4000", "\r\nX-Forwarded-Host: abc-4000.app.github.dev", no_key()),
            // People elsewhere can write any name.
            ("192.168.1.9", "localhost:4000", "", no_key()),
            ("192.168.1.9", "192.168.1.5:4000", "", no_key()),
            ("::ffff:192.168.1.9", "127.0.0.1", "", no_key()),
            ("fe80::1", "[::1]", "", no_key()),
        ] {
            let by = |cookies: &str| ask(peer, host, &format!("{more}\r\nCookie: {cookies}"));
            assert_eq!(ask(peer, host, more), no_key(), "{peer} {host}");
            assert_eq!(by(&format!("callslip-00000001={KEY}")), visitor(Visitor::KeyHolder), "{peer} {host}");
            assert_eq!(by(&format!("callslip-00000002={OWN}")), by_own_key, "{peer} {host}");
            assert_eq!(by(&format!("callslip-00000001={OWN}")), Err(Exclusion::WrongKey), "{peer} {host}");
            assert_eq!(by(&format!("callslip-00000002={KEY}")), no_key(), "{peer} {host}");
        }
        let both = "GET http://evil.example/ HTTP/1.1\r\nHost: localhost:4000";
        assert_eq!(admitted(&access, "127.0.0.1", both), no_key());
        let both = format!("GET /?key={OWN} HTTP/1.1\r\nHost: localhost:4000");
        let entered = admitted(&access, "127.0.0.1", &both);
        assert!(matches!(&entered, Ok(Admission::Enter { cookie, .. }) if cookie.contains("00000002=")), "{entered:?}");
        assert_eq!(admitted(&access, "192.168.1.9", &both), Err(Exclusion::WrongKey));
    }

    #[test]
    fn the_key_leaves_the_address_and_leads_to_no_other_site() {
        let access = Access::ByKey(keys());
        let enter = |target: &str| match admitted(&access, "10.0.0.9", &format!("GET {target} HTTP/1.1\r\nHost: a")) {
            Ok(Admission::Enter { location, .. }) => location,
            other => panic!("{other:?}"),
        };
        assert_eq!(enter(&format!("/?key={KEY}")), "/");
        assert_eq!(enter(&format!("/a%20b/?x=1&key={KEY}&y=%3F")), "/a%20b/?x=1&y=%3F");
        for path in ["//evil.example/", "/%2Fevil.example/", "////evil.example/"] {
            assert_eq!(enter(&format!("{path}?key={KEY}")), "/evil.example/", "{path}");
        }
        assert_eq!(enter(&format!("/\\evil.example/?key={KEY}")), "/%5Cevil.example/");
        assert_eq!(enter(&format!("/?key={KEY}&a=\u{1}")), "/");
    }

    #[test]
    fn a_key_opens_nothing_from_its_last_moment_on() {
        let keys = keys();
        let until = keys.given_out.until();
        let access = Access::ByKey(keys);
        let ask = |more: &str, now: Timestamp| {
            let head = format!("GET /{more}");
            let request = parse(head.as_bytes()).expect("a request");
            access.admit(&request, "10.0.0.9".parse().expect("an address"), now)
        };
        let before = until.checked_sub(SignedDuration::from_nanos(1)).expect("a time");
        let by_cookie = format!(" HTTP/1.1\r\nHost: a\r\nCookie: callslip-00000001={KEY}");
        let by_address = format!("?key={KEY} HTTP/1.1\r\nHost: a");
        for request in [by_cookie, by_address] {
            assert!(ask(&request, before).is_ok());
            assert_eq!(ask(&request, until), Err(Exclusion::NoKey));
            assert_eq!(ask(&request, Timestamp::MAX), Err(Exclusion::NoKey));
        }
        assert_eq!(access.end(Visitor::KeyHolder), Some(until));
        assert_eq!(access.end(Visitor::Local), None);
    }

    #[test]
    fn without_a_key_only_the_name_counts() {
        let access = Access::ByName(Hosts::new(SocketAddr::from(([0, 0, 0, 0], 4000)), Vec::new()));
        let ask = |peer: &str, host: &str| admitted(&access, peer, &format!("GET / HTTP/1.1\r\nHost: {host}"));
        assert_eq!(ask("127.0.0.1", "localhost:4000"), Ok(Admission::Visitor(Visitor::Local)));
        assert_eq!(ask("172.17.0.1", "localhost:4000"), Ok(Admission::Visitor(Visitor::Network)));
        assert_eq!(ask("127.0.0.1", "10.0.0.1:4000"), Ok(Admission::Visitor(Visitor::Network)));
        assert_eq!(ask("127.0.0.1", "evil.example"), Err(Exclusion::Name("evil.example".to_owned())));
        let refused = |host: &str| Exclusion::Name(host.to_owned()).refusal().reason.into_owned();
        let expected = "This preview does not answer to the name abc-4000.app.github.dev. If that name is yours, start \
                        it with\n\n    callslip serve --allow-host abc-4000.app.github.dev";
        assert_eq!(refused("ABC-4000.app.github.dev"), expected);
        for host in ["10.0.0.1:4000", "<i>", "a b", "-rf /"] {
            assert_eq!(refused(host), "This preview answers to localhost and to no other name.", "{host}");
        }
    }
}
