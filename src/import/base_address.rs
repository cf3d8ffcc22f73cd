//! Relative addresses, and the address that they start from (RFC 3986, section 5).

/// Returns the full form of an address that may be relative to another.
pub(super) fn resolve(base: &str, address: &str) -> String {
    if has_scheme(address) || base.is_empty() {
        return address.to_owned();
    }
    let scheme = base.split_once("://").map_or("https", |(scheme, _)| scheme);
    if address.starts_with("//") {
        return format!("{scheme}:{address}");
    }
    let base = base.split(['?', '#']).next().unwrap_or(base);
    let start = base.find("://").map_or(0, |at| at + 3);
    let (host, folder) = match base[start..].find('/') {
        Some(slash) => (&base[..start + slash], &base[start + slash..]),
        None => (base, "/"),
    };
    if address.starts_with('/') {
        return format!("{host}{address}");
    }
    if address.is_empty() || address.starts_with(['?', '#']) {
        return format!("{host}{folder}{address}");
    }
    let (path, query) = address.split_at(address.find(['?', '#']).unwrap_or(address.len()));
    let mut parts: Vec<&str> = folder.split('/').collect();
    parts.pop();
    for part in path.split('/') {
        match part {
            ".." if parts.len() > 1 => drop(parts.pop()),
            "." | ".." => {}
            part => parts.push(part),
        }
    }
    format!("{host}{}{query}", parts.join("/"))
}

/// Returns true for an address with a scheme: `https:`, `mailto:`.
pub(super) fn has_scheme(address: &str) -> bool {
    let scheme = address.split_once(':').map_or("", |(scheme, _)| scheme);
    !scheme.is_empty() && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_that_start_from_another() {
        let base = "https://desk.example/2014/05/ledgers.html?a#b";
        for (address, expected) in [
            ("https://other.example/a", "https://other.example/a"),
            ("mailto:sol@desk.example", "mailto:sol@desk.example"),
            ("//other.example/a", "https://other.example/a"),
            ("/a.png", "https://desk.example/a.png"),
            ("a.png", "https://desk.example/2014/05/a.png"),
            ("./a b.png?c=../d", "https://desk.example/2014/05/a b.png?c=../d"),
            ("../../../a.png", "https://desk.example/a.png"),
            ("#note", "https://desk.example/2014/05/ledgers.html#note"),
            ("?p=3", "https://desk.example/2014/05/ledgers.html?p=3"),
        ] {
            assert_eq!(resolve(base, address), expected);
        }
        assert_eq!(resolve("https://desk.example", "a.png"), "https://desk.example/a.png");
        assert_eq!(resolve("https://desk.example/blog/", "a.png"), "https://desk.example/blog/a.png");
        assert_eq!(resolve("", "a.png"), "a.png");
        assert_eq!(resolve("/2014/05/a.html", "../b.png"), "/2014/b.png");
    }
}
