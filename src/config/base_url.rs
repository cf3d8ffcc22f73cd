//! The address of the published column: `https://example.org/column`.

use percent_encoding::percent_decode_str;

use super::punycode;
use crate::diagnostics::{Diagnostic, Findings, full_address};
use crate::site_path::SitePath;
use crate::yaml::Node;
use crate::yaml::values::{SpannedText, text};

/// The extensions of files that a browser shows in its address bar.
const FILES: [&str; 9] = ["html", "htm", "xhtml", "php", "asp", "aspx", "jsp", "xml", "json"];

/// Reads `base_url: https://example.org/column`.
pub(super) fn read(node: &Node, findings: &mut Findings) -> Option<String> {
    let SpannedText { text, span } = text(node, findings)?;
    match check_base_url(&text) {
        Ok(url) => Some(url),
        Err(diagnostic) => {
            findings.add(span, diagnostic);
            None
        }
    }
}

/// Returns the URL of a column without the slash at its end, or a diagnostic if a column cannot have it: scheme, host,
/// perhaps a port, and a path (RFC 3986). It goes into the settings of hosts and into every feed.
pub(crate) fn check_base_url(text: &str) -> Result<String, Diagnostic> {
    let wrong = |message: &str| {
        let help = "write one such as `https://example.org` or `https://example.org/column`";
        Err(Diagnostic::error(message).help(help))
    };
    let not_full = "this is not the full address of a site";
    let Some(rest) = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://")) else {
        return match full_address(text).map(|full| check_base_url(&full)) {
            Some(Ok(full)) => Err(Diagnostic::error(not_full).help(format!("write `{full}`"))),
            Some(Err(diagnostic)) if !diagnostic.message.starts_with(not_full) => Err(diagnostic),
            _ => wrong(not_full),
        };
    };
    let (authority, path) = rest.find('/').map_or((rest, ""), |at| rest.split_at(at));
    if authority.contains('@') {
        return wrong("the address of a column is public: remove the user name and the password from it");
    }
    if text.contains(['?', '#']) {
        return wrong("the address of a column cannot have `?` or `#` in it");
    }
    if !authority.is_ascii()
        && let Some(host) = punycode::of_host(authority).filter(|host| is_host_and_port(host))
    {
        let diagnostic = Diagnostic::error("feeds cannot use letters such as ü in the name of a site");
        return Err(
            diagnostic.help(format!("write `{}`, which leads to the same site", text.replacen(authority, &host, 1)))
        );
    }
    if !is_host_and_port(authority) {
        return wrong(not_full);
    }
    let path = path.trim_end_matches('/');
    // All other addresses begin with this one, which a file's cannot.
    let (folder, last) = path.rsplit_once('/').unwrap_or(("", path));
    let is_file = last.rsplit_once('.').is_some_and(|(_, end)| FILES.contains(&&*end.to_ascii_lowercase()));
    if is_file {
        let start = text.split_once("://").map_or("https", |(scheme, _)| scheme);
        let message = "the address of a column must not end with the name of a file";
        return Err(Diagnostic::error(message).help(format!("write `{start}://{authority}{folder}`")));
    }
    if !path.is_empty() && !is_path(&path[1..]) {
        return wrong("what follows the site's name may have only the letters a to z, digits, hyphens, and slashes");
    }
    Ok(text.trim_end_matches('/').to_owned())
}

/// Returns true for `example.org`, `localhost:8000` and `[::1]:8000`.
fn is_host_and_port(authority: &str) -> bool {
    let (host, port) = match authority.rsplit_once(':') {
        Some((host, port)) if !port.ends_with(']') => (host, Some(port)),
        _ => (authority, None),
    };
    let is_address = |inner: &str| inner.parse::<std::net::Ipv6Addr>().is_ok();
    let is_label = |label: &str| {
        !label.is_empty() && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
    };
    let is_host = match host.strip_prefix('[').and_then(|inner| inner.strip_suffix(']')) {
        Some(inner) => is_address(inner),
        None => host.split('.').all(is_label),
    };
    let is_port = |port: &str| port.bytes().all(|byte| byte.is_ascii_digit()) && port.parse::<u16>().is_ok();
    is_host && port.is_none_or(is_port)
}

/// Returns true if the path, without its first slash, has no characters that mean something to a host, as they are
/// written or percent-encoded.
fn is_path(path: &str) -> bool {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "/-._~@+,=%".contains(c);
    let Ok(decoded) = percent_decode_str(path).decode_utf8() else { return false };
    let is_plain_decoded = |c: char| !c.is_ascii() || (c != '%' && is_plain(c));
    path.chars().all(is_plain) && decoded.chars().all(is_plain_decoded) && SitePath::parse(&decoded).is_ok()
}

#[cfg(test)]
mod tests {
    use super::check_base_url;

    #[test]
    fn a_scheme_a_host_a_port_and_a_path_are_an_address() {
        for url in [
            "https://example.org",
            "http://localhost:8000",
            "http://[::1]:8000/column",
            "https://a-b.example.org/~ada/caf%C3%A9/2.0",
        ] {
            assert_eq!(check_base_url(url).unwrap(), url);
        }
        assert_eq!(check_base_url("https://example.org/column/").unwrap(), "https://example.org/column");
    }

    #[test]
    fn the_address_of_a_file_is_not_that_of_a_column() {
        for (url, meant) in [
            ("https://example.org/index.html", "https://example.org"),
            ("http://example.org/~ada/column/INDEX.HTM", "http://example.org/~ada/column"),
            ("https://example.org/feed.xml", "https://example.org"),
        ] {
            let diagnostic = check_base_url(url).unwrap_err();
            assert_eq!(diagnostic.message, "the address of a column must not end with the name of a file");
            assert_eq!(diagnostic.help, [format!("write `{meant}`")]);
        }
        for url in ["https://example.org/v2.0", "https://example.org/ask.me", "https://xml.json/a"] {
            assert_eq!(check_base_url(url).unwrap(), url);
        }
    }

    #[test]
    fn what_would_mean_something_to_a_host_is_refused() {
        let message = |url: &str| check_base_url(url).unwrap_err().message;
        let full = "this is not the full address of a site";
        for url in ["example.org", "ftp://example.org", "https://", "https:///a", "https://a b.org", "https://a..org"] {
            assert_eq!(message(url), full, "{url}");
        }
        for url in ["https://a.org:", "https://a.org:99999", "https://[::x]", "https://a.org:80:80", "https://a;b.org"]
        {
            assert_eq!(message(url), full, "{url}");
        }
        let path = "what follows the site's name may have only the letters a to z, digits, hyphens, and slashes";
        for part in
            ["a;b", "a{b}", "$host", "a\"b", "a b", "a'b", "a\nb", "a//b", "../a", "%0A", "%24", "%2e%2e", "%FF", "%"]
        {
            assert_eq!(message(&format!("https://a.org/{part}")), path, "{part}");
        }
        let private = "the address of a column is public: remove the user name and the password from it";
        assert_eq!(message("https://ada:secret@a.org"), private);
        assert_eq!(message("https://ghp_secret@a.org/a"), private);
        for url in ["https://a.org/?a", "https://a.org/#a", "https://a.org/a?b#c"] {
            assert_eq!(message(url), "the address of a column cannot have `?` or `#` in it", "{url}");
        }
    }
}
