//! Compares an address with the forms of the table.

use percent_encoding::percent_decode_str;

/// The parts of an address.
pub(super) struct VideoAddress<'a> {
    /// The host in lower case, without `www.` and the like.
    pub(super) host: String,
    /// The parts of the path.
    path: Vec<&'a str>,
    query: &'a str,
    fragment: &'a str,
}

impl<'a> VideoAddress<'a> {
    /// Returns the parts of a full address. `None` for any other.
    pub(super) fn of(address: &'a str) -> Option<Self> {
        let address = address.trim();
        let (scheme, rest) = address.split_once("//")?;
        if !["https:", "http:", ""].iter().any(|known| scheme.eq_ignore_ascii_case(known)) {
            return None;
        }
        let (rest, fragment) = rest.split_once('#').unwrap_or((rest, ""));
        // The players of the past had no `?`: `/v/abc&hl=en`.
        let (rest, query) = rest.split_once(['?', '&']).unwrap_or((rest, ""));
        let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
        let host = host.to_ascii_lowercase();
        let is_host = host.contains('.') && host.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'.' || b == b'-');
        let host = ["www.", "m.", "music."].iter().find_map(|part| host.strip_prefix(part)).unwrap_or(&host);
        let path = path.trim_end_matches('/').split('/').collect();
        is_host.then(|| Self { host: host.to_owned(), path, query, fragment })
    }

    /// Returns the parts that differ from video to video. `None` if the address is not of this form.
    pub(super) fn parts(&self, form: &str) -> Option<Vec<&'a str>> {
        let (form, parameter) = form.split_once('?').unwrap_or((form, ""));
        let (host, path) = form.split_once('/')?;
        if !is_host(&self.host, host) {
            return None;
        }
        let path: Vec<&str> = path.split('/').collect();
        if path.len() != self.path.len() {
            return None;
        }
        let mut parts = Vec::new();
        for (part, wanted) in self.path.iter().zip(path) {
            match is_part(part, wanted) {
                Some(true) => parts.push(*part),
                None if part.eq_ignore_ascii_case(wanted) => {}
                Some(false) | None => return None,
            }
        }
        if let Some((name, wanted)) = parameter.split_once('=') {
            parts.push(self.parameter(name).filter(|value| is_part(value, wanted) == Some(true))?);
        }
        Some(parts)
    }

    /// Returns the second at which the video starts, 0 if the address does not say.
    pub(super) fn start(&self) -> u32 {
        let names = ["t", "start", "st"];
        names.iter().find_map(|name| self.parameter(name)).and_then(seconds).unwrap_or_default()
    }

    /// Returns the value of a parameter, which may be in the fragment: `#t=90`.
    fn parameter(&self, name: &str) -> Option<&'a str> {
        let parameters = self.query.split('&').chain(self.fragment.split('&'));
        // `&amp;`, pasted from the source of a page.
        let parameters = parameters.map(|parameter| parameter.strip_prefix("amp;").unwrap_or(parameter));
        let found = parameters.filter_map(|parameter| parameter.split_once('=')).find(|(known, _)| *known == name);
        found.map(|(_, value)| value)
    }
}

fn is_host(host: &str, wanted: &str) -> bool {
    match wanted.strip_prefix('*') {
        Some(domain) => host.len() > domain.len() && host.ends_with(domain),
        None => host == wanted,
    }
}

/// Returns true if a part of an address is what a form wants there; `None` if the form wants a certain word.
fn is_part(part: &str, wanted: &str) -> Option<bool> {
    let bytes = part.as_bytes();
    let is_all = |is_fine: fn(&u8) -> bool| !bytes.is_empty() && bytes.iter().all(is_fine);
    match wanted {
        "{any}" => Some(is_all(|b| *b > b' ' && !b"<>\"'`".contains(b))),
        "{id}" => Some(is_all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_'))),
        "{number}" => Some(is_all(u8::is_ascii_digit)),
        // In full, or as PeerTube shortens it.
        "{uuid}" => {
            let is_full = bytes.len() == 36 && [8, 13, 18, 23].iter().all(|at| bytes[*at] == b'-');
            Some(
                is_full && is_all(|b| b.is_ascii_hexdigit() || *b == b'-')
                    || bytes.len() == 22 && is_all(u8::is_ascii_alphanumeric),
            )
        }
        // Kaltura's: `1_a2b3c4d5`.
        "{entry}" => {
            let id = part.strip_prefix("0_").or_else(|| part.strip_prefix("1_"));
            Some(id.is_some_and(|id| id.len() == 8 && id.bytes().all(|b| b.is_ascii_digit() || b.is_ascii_lowercase())))
        }
        _ => None,
    }
}

/// Returns the seconds of `90`, `90s`, `1m30s`, `1h2m`, or `1:30`.
fn seconds(time: &str) -> Option<u32> {
    let time = percent_decode_str(time).decode_utf8().ok()?.to_ascii_lowercase();
    // Panopto has fractions of a second.
    let time = time.split('.').next()?;
    let (mut total, mut number) = (0_u32, 0_u32);
    for c in time.chars() {
        let unit = match c {
            'h' => 3_600,
            'm' => 60,
            's' => 1,
            ':' => {
                total = total.checked_add(number)?.checked_mul(60)?;
                number = 0;
                continue;
            }
            digit => {
                number = number.checked_mul(10)?.checked_add(digit.to_digit(10)?)?;
                continue;
            }
        };
        total = total.checked_add(number.checked_mul(unit)?)?;
        number = 0;
    }
    total.checked_add(number)
}
