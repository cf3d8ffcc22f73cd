//! The host names that the server answers to.

use std::net::{IpAddr, SocketAddr};

/// The host names that this server answers to. Another site can point a name of its own at this machine, but cannot make
/// the browser send one of these (RFC 9110, section 7.4).
///
/// The port is of no account: a container, a tunnel or `ssh -L` may have another one outside, and whoever can point a name
/// at this machine can name its port, too.
#[derive(Debug, Clone)]
pub struct Hosts {
    listening: IpAddr,
    allowed: Vec<AllowedHost>,
}

/// A name that the columnist allows: `desk.example`, or `.desk.example` for the name and all below it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AllowedHost(String);

impl AllowedHost {
    /// Parses a name of the command line.
    pub fn new(text: &str) -> Result<Self, String> {
        let name = text.to_ascii_lowercase();
        let name = name.strip_prefix('*').filter(|rest| rest.starts_with('.')).unwrap_or(&name);
        let bare = name.strip_prefix('.').unwrap_or(name);
        let is_label = |label: &str| {
            let is_allowed = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
            !label.is_empty() && label.len() < 64 && label.bytes().all(is_allowed)
        };
        if bare.len() > 253 || !bare.split('.').all(is_label) {
            let help =
                "write only a name, such as `desk.example`, or `.desk.example` to include all names that end with it";
            return Err(help.to_owned());
        }
        Ok(Self(name.to_owned()))
    }

    fn matches(&self, name: &str) -> bool {
        let Some(domain) = self.0.strip_prefix('.') else { return self.0 == name };
        name.strip_suffix(domain).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
    }
}

impl Hosts {
    /// Returns the names of a server that listens at this address, and those that the columnist allows.
    pub fn new(listening: SocketAddr, allowed: Vec<AllowedHost>) -> Self {
        Self { listening: listening.ip(), allowed }
    }

    /// Returns true if the value of a `Host` header is one of our names.
    pub(super) fn allow(&self, host: &str) -> bool {
        let Some(name) = without_port(host) else { return false };
        is_loopback(host)
            || match without_brackets(name).parse::<IpAddr>() {
                // Nobody can point an IP address at another machine.
                Ok(address) => self.listening.is_unspecified() || address == self.listening,
                Err(_) => self.allowed.iter().any(|one| one.matches(&name.to_ascii_lowercase())),
            }
    }
}

/// Returns true if the value of a `Host` header is a name that every computer has for itself.
pub(super) fn is_loopback(host: &str) -> bool {
    let Some(name) = without_port(host) else { return false };
    // Browsers resolve the names below `localhost` by themselves (RFC 6761, section 6.3).
    let is_name = |name: &str| name == "localhost" || name.ends_with(".localhost");
    without_brackets(name)
        .parse::<IpAddr>()
        .map_or_else(|_| is_name(&name.to_ascii_lowercase()), |address| address.is_loopback())
}

/// Returns what `--allow-host` would have to name for this `Host` header; `None` if it is no name.
pub(super) fn name_to_allow(host: &str) -> Option<String> {
    let name = without_port(host)?.to_ascii_lowercase();
    let AllowedHost(name) = AllowedHost::new(&name).ok()?;
    (!name.starts_with('.') && name.parse::<IpAddr>().is_err()).then_some(name)
}

/// Returns an IPv6 address without the brackets that an address of the web has around it.
fn without_brackets(name: &str) -> &str {
    name.strip_prefix('[').and_then(|name| name.strip_suffix(']')).unwrap_or(name)
}

/// Splits the port off; `None` if it is no number.
fn without_port(host: &str) -> Option<&str> {
    let bracket = host.rfind(']').unwrap_or(0);
    let Some(at) = host[bracket..].rfind(':') else { return Some(host) };
    let port = &host[bracket + at + 1..];
    port.parse::<u16>().is_ok().then_some(&host[..bracket + at])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hosts(listening: [u8; 4], allowed: &[&str]) -> Hosts {
        let allowed = allowed.iter().map(|name| AllowedHost::new(name).expect("a name")).collect();
        Hosts::new(SocketAddr::from((listening, 4000)), allowed)
    }

    #[test]
    fn a_loopback_name_is_ours_at_any_port_and_no_other_name_is() {
        let hosts = hosts([127, 0, 0, 1], &[]);
        // `ssh -L 8080:localhost:4000`, `docker run -p 80:4000`.
        for host in ["localhost:4000", "LOCALHOST:8080", "localhost", "127.0.0.1:1", "[::1]:4000", "a.localhost:4000"] {
            assert!(hosts.allow(host), "{host}");
        }
        for host in [
            "",
            "evil.example:4000",
            "localhost.evil.example:4000",
            "evillocalhost:4000",
            "10.0.0.1:4000",
            "localhost:port",
            "localhost:",
            "localhost:99999",
            "[::1",
            "127.0.0.1.evil.example",
        ] {
            assert!(!hosts.allow(host), "{host}");
        }
    }

    #[test]
    fn an_open_server_answers_to_any_number_and_to_no_other_name() {
        let hosts = hosts([0, 0, 0, 0], &[]);
        assert!(hosts.allow("192.168.1.5:4000") && hosts.allow("192.168.1.5:8080") && hosts.allow("localhost:4000"));
        assert!(!hosts.allow("evil.example:4000"));
    }

    #[test]
    fn a_name_that_is_allowed_is_ours_and_with_a_dot_all_names_below_it() {
        let hosts = hosts([0, 0, 0, 0], &["web", ".app.github.dev", "*.ngrok-free.app", "Desk.Example"]);
        for host in
            ["web:4000", "web", "abc-4000.app.github.dev", "app.github.dev", "a.b.ngrok-free.app", "desk.example"]
        {
            assert!(hosts.allow(host), "{host}");
        }
        for host in ["web.evil.example", "evilapp.github.dev", "github.dev", "a.desk.example", "xngrok-free.app"] {
            assert!(!hosts.allow(host), "{host}");
        }
    }

    #[test]
    fn what_is_no_name_cannot_be_allowed() {
        for text in
            ["", ".", "*", "*.", "https://desk.example", "desk.example:4000", "desk.example/", "a..b", "a b", "[::1]"]
        {
            assert!(AllowedHost::new(text).is_err(), "{text}");
        }
        assert_eq!(name_to_allow("Web:4000").as_deref(), Some("web"));
        assert_eq!(name_to_allow("<b>:4000"), None);
        assert_eq!(name_to_allow("10.0.0.1:4000"), None);
        assert_eq!(name_to_allow("web:x"), None);
    }
}
