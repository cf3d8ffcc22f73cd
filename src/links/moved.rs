//! Where a redirect leads: to the same page, to a login, to a front page, or to a new address of the page.

use crate::link_memory::{address_key, host_and_path};

/// Hosts whose addresses are there to lead elsewhere: who writes one wants it to stay when the page moves.
const MADE_TO_MOVE: [&str; 12] = [
    "doi.org",
    "dx.doi.org",
    "hdl.handle.net",
    "purl.org",
    "purl.archive.org",
    "w3id.org",
    "n2t.net",
    "arks.org",
    "nbn-resolving.org",
    "identifiers.org",
    "id.loc.gov",
    "web.archive.org",
];

/// Words that are the name of a step of a login, in the host or the path of an address.
const LOGIN: [&str; 16] = [
    "login",
    "log-in",
    "signin",
    "sign-in",
    "sign_in",
    "logon",
    "sso",
    "auth",
    "oauth",
    "oauth2",
    "saml",
    "cas",
    "idp",
    "wayf",
    "shibboleth",
    "accounts",
];

/// Returns true for an identifier that is made to lead elsewhere: a DOI, a Handle, a PURL, an ARK, a copy in an archive.
pub(super) fn moves_by_design(address: &str) -> bool {
    host_and_path(address).is_some_and(|(host, _)| MADE_TO_MOVE.iter().any(|known| known.eq_ignore_ascii_case(host)))
}

/// Returns true if two addresses are one, as far as anybody can see.
pub(super) fn leads_to_the_same(from: &str, to: &str) -> bool {
    from == to || address_key(from).is_some_and(|key| address_key(to) == Some(key))
}

/// Returns true if an address leads to a login, and is not that of a login itself.
pub(super) fn leads_to_login(from: &str, to: &str) -> bool {
    names_login(to) && !names_login(from)
}

fn names_login(address: &str) -> bool {
    let Some((host, path)) = host_and_path(address) else { return false };
    let path = path.split(['?', '#']).next().unwrap_or_default().to_ascii_lowercase();
    let host = host.to_ascii_lowercase();
    let mut names = host.split('.').chain(path.split('/'));
    names.any(|name| LOGIN.contains(&name.split('.').next().unwrap_or(name)))
}

/// Returns true if the address of a page leads to the front page of a site.
pub(super) fn leads_to_front_page(from: &str, to: &str) -> bool {
    is_front_page(to) && !is_front_page(from)
}

fn is_front_page(address: &str) -> bool {
    let path = host_and_path(address).map_or("/a", |(_, path)| path);
    matches!(path.split('#').next(), Some("" | "/" | "/index.html"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn logins_are_known_by_their_names() {
        let from = "https://a.example/report";
        for to in [
            "https://a.example/login",
            "https://login.a.example/",
            "https://a.example/user/Login.aspx?to=/report",
            "https://idp.b.example/a",
        ] {
            assert!(leads_to_login(from, to), "{to}");
        }
        for to in ["https://a.example/blogin/", "https://a.example/author/", "https://a.example/?login"] {
            assert!(!leads_to_login(from, to), "{to}");
        }
        assert!(!leads_to_login("https://a.example/login", "https://a.example/en/login"));
    }

    #[test]
    fn a_front_page_is_one_without_a_path() {
        assert!(leads_to_front_page("https://a.example/b", "https://c.example/#top"));
        assert!(!leads_to_front_page("https://a.example", "https://c.example/"));
        assert!(!leads_to_front_page("https://a.example/b", "https://a.example/?p=3"));
        assert!(!leads_to_front_page("https://a.example/b", "https://a.example/c/"));
    }
}
