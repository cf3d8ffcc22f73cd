//! The host of an address.

/// Returns the host of an address on the web, in small letters and without the port. `None` for any other address, and for
/// one with a name before the host, which only misleads.
pub fn host_of(address: &str) -> Option<String> {
    let (scheme, rest) = address.split_once("://")?;
    let authority = rest.split(['/', '?', '#', '\\']).next()?;
    let is_web = scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https");
    let host = match authority.rsplit_once(':') {
        Some((host, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => host,
        _ => authority,
    };
    (is_web && !host.is_empty() && !authority.contains('@')).then(|| host.trim_end_matches('.').to_ascii_lowercase())
}
