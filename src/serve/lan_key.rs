//! The keys of `--lan`: anybody who has one sees the preview until it ends.
//!
//! A key comes in the address once, and goes on in a cookie. Cookies do not tell ports apart, so the cookie has a name of
//! its own: two previews on one computer do not take each other's.

use constant_time_eq::constant_time_eq;
use jiff::{SignedDuration, Timestamp};

/// The parameter of an address that holds the key.
pub(super) const KEY: &str = "key";

/// The keys of a preview.
#[derive(Debug, Clone)]
pub struct LanKeys {
    /// The columnist's own, for the browser of this computer.
    pub own: LanKey,
    /// The one for others, and for a telephone.
    pub given_out: LanKey,
}

/// A key, and until when it opens.
#[derive(Debug, Clone)]
pub struct LanKey {
    text: String,
    cookie_name: String,
    until: Timestamp,
}

/// The keys in a request, compared with ours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum KeyCheck {
    /// Ours is among them.
    Right,
    /// There are some, and none is ours.
    Wrong,
    /// There is none.
    Missing,
}

impl LanKey {
    /// Makes a key of a random number of the system, and a name for its cookie of another one.
    pub fn new(key: u128, name: u32, now: Timestamp, duration: SignedDuration) -> Self {
        let until = now.checked_add(duration).unwrap_or(Timestamp::MAX);
        Self { text: format!("{key:032x}"), cookie_name: format!("callslip-{name:08x}"), until }
    }

    /// Returns the key as it is in an address.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Returns the first moment at which it opens nothing.
    pub fn until(&self) -> Timestamp {
        self.until
    }

    /// Looks for the key in the query of an address.
    pub(super) fn check_query(&self, query: &str) -> KeyCheck {
        self.check(query.split('&').filter_map(|pair| pair.strip_prefix(KEY)?.strip_prefix('=')))
    }

    /// Looks for the key in the value of a `Cookie` header.
    pub(super) fn check_cookies(&self, cookies: &str) -> KeyCheck {
        let pairs = cookies.split(';').map(str::trim);
        self.check(pairs.filter_map(|pair| pair.strip_prefix(self.cookie_name.as_str())?.strip_prefix('=')))
    }

    fn check<'k>(&self, keys: impl Iterator<Item = &'k str>) -> KeyCheck {
        let mut found = KeyCheck::Missing;
        for key in keys {
            if self.is(key) {
                return KeyCheck::Right;
            }
            found = KeyCheck::Wrong;
        }
        found
    }

    /// Compares a key with ours. What a message adds to the end of an address, such as a period, is no part of the key.
    fn is(&self, key: &str) -> bool {
        let key = key.trim_end_matches(|c: char| !c.is_ascii_alphanumeric());
        constant_time_eq(key.as_bytes(), self.text.as_bytes())
    }

    /// Returns the value of `Set-Cookie`. A link in a message leads here from another site, which `Strict` would not let in;
    /// and a network at home has no https, which `Secure` would need.
    pub(super) fn cookie(&self, now: Timestamp) -> String {
        let Self { text, cookie_name, until } = self;
        let seconds = until.duration_since(now).as_secs().max(0);
        format!("{cookie_name}={text}; Max-Age={seconds}; Path=/; HttpOnly; SameSite=Lax")
    }
}

/// Returns a query without the key.
pub(super) fn without_key(query: &str) -> String {
    let is_key = |pair: &&str| pair.strip_prefix(KEY).is_some_and(|rest| rest.starts_with('='));
    query.split('&').filter(|pair| !is_key(pair)).collect::<Vec<_>>().join("&")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key() -> LanKey {
        let (key, name) = (0x0001_0203_0405_0607_0809_0a0b_0c0d_0e0f, 0x1011_1213);
        LanKey::new(key, name, Timestamp::UNIX_EPOCH, SignedDuration::from_hours(1))
    }

    #[test]
    fn a_key_has_all_of_its_128_bits_and_the_cookie_a_name_of_its_own() {
        let key = key();
        assert_eq!(key.text(), "000102030405060708090a0b0c0d0e0f");
        let expected =
            "callslip-10111213=000102030405060708090a0b0c0d0e0f; Max-Age=3600; Path=/; HttpOnly; SameSite=Lax";
        assert_eq!(key.cookie(Timestamp::UNIX_EPOCH), expected);
        assert!(key.cookie(key.until()).contains("Max-Age=0;"));
    }

    #[test]
    fn the_key_is_found_among_other_things_and_nothing_else_is_the_key() {
        let key = key();
        let text = key.text().to_owned();
        for query in
            [format!("key={text}"), format!("a=b&key={text}&utm=c"), format!("key={text}."), format!("key={text})")]
        {
            assert_eq!(key.check_query(&query), KeyCheck::Right, "{query}");
        }
        for query in ["key=", "key=0", &format!("key={text}0"), &format!("key=0{text}"), &format!("key={}", &text[1..])]
        {
            assert_eq!(key.check_query(query), KeyCheck::Wrong, "{query}");
        }
        for query in ["", "key", "monkey=1", &format!("KEY={text}"), &format!("a=key={text}")] {
            assert_eq!(key.check_query(query), KeyCheck::Missing, "{query}");
        }
        for cookies in [format!("callslip-10111213={text}"), format!("a=b; callslip-10111213={text};c=d")] {
            assert_eq!(key.check_cookies(&cookies), KeyCheck::Right, "{cookies}");
        }
        // That of another preview on this computer, or of an earlier one.
        assert_eq!(key.check_cookies(&format!("callslip-00000000={text}; key={text}")), KeyCheck::Missing);
        assert_eq!(key.check_cookies("callslip-10111213=0"), KeyCheck::Wrong);
    }

    #[test]
    fn a_query_loses_its_key_and_nothing_else() {
        assert_eq!(without_key("key=1"), "");
        assert_eq!(without_key("a=b&key=1&monkey=2&key=3&c"), "a=b&monkey=2&c");
    }
}
