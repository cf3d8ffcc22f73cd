//! The form of an address by which it is remembered.

/// The longest address, in bytes. Longer ones are no address that somebody wrote, and no YAML has longer names of fields.
const LONGEST: usize = 1000;

/// Returns the key of an address on the web: without its fragment, and with scheme and host in small letters. `None` for any
/// other address, and for one with a name or password before its host, which is nobody else's business.
pub fn address_key(address: &str) -> Option<String> {
    let address = address.trim();
    let (host, path) = host_and_path(address)?;
    let scheme = if address[..5].eq_ignore_ascii_case("https") { "https" } else { "http" };
    let path = path.split('#').next().unwrap_or_default();
    let slash = if path.starts_with('/') { "" } else { "/" };
    let key = format!("{scheme}://{}{slash}{path}", host.to_lowercase());
    let is_plain = !key.contains(|c: char| c.is_whitespace() || c.is_control() || matches!(c, '"' | '<' | '>'));
    (is_plain && key.len() <= LONGEST).then_some(key)
}

/// Returns the host, with its port, and all that follows it. `None` like [`address_key`].
pub fn host_and_path(address: &str) -> Option<(&str, &str)> {
    let (scheme, rest) = address.split_once("://")?;
    let is_web = scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https");
    let end = rest.find(['/', '?', '#', '\\']).unwrap_or(rest.len());
    let (host, path) = rest.split_at(end);
    (is_web && !host.is_empty() && !host.contains('@')).then_some((host, path))
}

#[cfg(test)]
mod tests {
    use super::address_key;

    #[test]
    fn addresses_of_one_page_have_one_key() {
        for address in
            ["https://Desk.example", "HTTPS://desk.example/", "https://desk.example/#a", "https://desk.example#"]
        {
            assert_eq!(address_key(address).as_deref(), Some("https://desk.example/"), "{address}");
        }
        assert_eq!(address_key("http://desk.example:80?a=B#c").as_deref(), Some("http://desk.example:80/?a=B"));
        assert_eq!(address_key("https://désk.example/é").as_deref(), Some("https://désk.example/é"));
    }

    #[test]
    fn other_addresses_have_none() {
        let long = format!("https://desk.example/{}", "a".repeat(1000));
        let others = ["", "mailto:a@b.example", "ftp://desk.example/", "//desk.example", "https://", "https:///a"];
        let secret = ["https://a:b@desk.example/", "https://a@desk.example", "https://desk.example/a b", &long];
        for address in others.into_iter().chain(secret) {
            assert_eq!(address_key(address), None, "{address}");
        }
    }
}
