//! Addresses without their beginning: `www.example.org` for `https://www.example.org`.

/// Endings of hosts that are not also the endings of files, as `.md`, `.ai` and `.pl` are.
#[rustfmt::skip]
const DOMAINS: [&str; 48] = [
    "com", "org", "net", "edu", "gov", "mil", "int", "info", "museum", "library", "io", "co", "app", "dev", "blog",
    "us", "uk", "ca", "au", "nz", "ie", "in", "za", "eu", "de", "at", "ch", "fr", "be", "nl", "lu", "it", "es", "pt",
    "se", "no", "dk", "fi", "cz", "hu", "gr", "ru", "ua", "jp", "kr", "cn", "br", "mx",
];

/// Returns the full address if what was written is one without its beginning: `www.example.org/a`, `example.org`,
/// `me@example.org`. `None` for the name of a file.
pub fn full_address(written: &str) -> Option<String> {
    let host = written.split(['/', '?', '#']).next().unwrap_or_default();
    if let Some((name, host)) = host.split_once('@') {
        let is_mailbox = !name.is_empty() && host.len() == written.len() - name.len() - 1 && is_host(host);
        return is_mailbox.then(|| format!("mailto:{written}"));
    }
    let is_site = is_host(host) || (host.starts_with("www.") && host.split('.').all(is_label));
    (is_site && !written.contains(char::is_whitespace)).then(|| format!("https://{written}"))
}

fn is_host(host: &str) -> bool {
    let host = host.rsplit_once(':').map_or(host, |(host, _)| host);
    let domain = host.rsplit_once('.').map(|(_, domain)| domain.to_lowercase());
    host.split('.').all(is_label) && domain.is_some_and(|domain| DOMAINS.contains(&&*domain))
}

fn is_label(label: &str) -> bool {
    !label.is_empty() && label.chars().all(|c| c.is_alphanumeric() || c == '-')
}

#[cfg(test)]
mod tests {
    use super::full_address;

    #[test]
    fn an_address_without_its_beginning_is_told_from_a_file() {
        for written in ["www.uky.edu/cis", "uky.edu", "example.co.uk/a b.html".trim_end_matches(" b.html"), "bücher.de"]
        {
            assert_eq!(full_address(written), Some(format!("https://{written}")));
        }
        assert_eq!(full_address("me@example.org").as_deref(), Some("mailto:me@example.org"));
        for file in ["about.md", "a.pdf", "photo@2x.png", "com", "a/b.com", "me@example.org/x", "", "1.5"] {
            assert_eq!(full_address(file), None, "{file}");
        }
    }
}
