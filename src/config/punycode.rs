//! Names of sites in ASCII, as the domain name system knows them: `xn--bcher-kva.example` (RFC 3492, RFC 5891).

const BASE: u32 = 36;
const T_MIN: u32 = 1;
const T_MAX: u32 = 26;
const SKEW: u32 = 38;
const DAMP: u32 = 700;

/// Returns a host in ASCII, with its port. `None` if it is too long to be one.
pub(super) fn of_host(host: &str) -> Option<String> {
    let host = crate::site_path::nfc(&host.to_lowercase()).into_owned();
    let labels: Option<Vec<String>> = host
        .split('.')
        .map(|label| if label.is_ascii() { Some(label.to_owned()) } else { Some(format!("xn--{}", encoded(label)?)) })
        .collect();
    labels.map(|labels| labels.join("."))
}

/// Encodes one label (RFC 3492, 6.3).
fn encoded(label: &str) -> Option<String> {
    let mut out: String = label.chars().filter(char::is_ascii).collect();
    let (mut handled, basic) = (u32::try_from(out.len()).ok()?, out.len());
    if basic > 0 {
        out.push('-');
    }
    let all: Vec<u32> = label.chars().map(u32::from).collect();
    let (mut at, mut delta, mut bias) = (0x80_u32, 0_u32, 72_u32);
    while (handled as usize) < all.len() {
        let next = *all.iter().filter(|code| **code >= at).min()?;
        delta = delta.checked_add((next - at).checked_mul(handled + 1)?)?;
        at = next;
        for code in &all {
            delta = delta.checked_add(u32::from(*code < at))?;
            if *code == at {
                push_integer(&mut out, delta, bias);
                bias = adapted(delta, handled + 1, handled as usize == basic);
                (delta, handled) = (0, handled + 1);
            }
        }
        (delta, at) = (delta + 1, at + 1);
    }
    Some(out)
}

fn push_integer(out: &mut String, mut integer: u32, bias: u32) {
    for k in (BASE..).step_by(BASE as usize) {
        let threshold = k.saturating_sub(bias).clamp(T_MIN, T_MAX);
        if integer < threshold {
            break;
        }
        out.push(digit(threshold + (integer - threshold) % (BASE - threshold)));
        integer = (integer - threshold) / (BASE - threshold);
    }
    out.push(digit(integer));
}

fn digit(value: u32) -> char {
    char::from_digit(if value < 26 { value + 10 } else { value - 26 }, BASE).unwrap_or_default()
}

fn adapted(delta: u32, count: u32, is_first: bool) -> u32 {
    let mut delta = if is_first { delta / DAMP } else { delta / 2 };
    delta += delta / count;
    let mut k = 0;
    while delta > (BASE - T_MIN) * T_MAX / 2 {
        delta /= BASE - T_MIN;
        k += BASE;
    }
    k + (BASE - T_MIN + 1) * delta / (delta + SKEW)
}

#[cfg(test)]
mod tests {
    use super::of_host;

    #[test]
    fn hosts_are_encoded_as_the_rfc_does() {
        for (host, expected) in [
            ("bücher.example", "xn--bcher-kva.example"),
            ("Bu\u{308}cher.example:8000", "xn--bcher-kva.example:8000"),
            ("www.münchen.de", "www.xn--mnchen-3ya.de"),
            ("他们为什么不说中文", "xn--ihqwcrb4cv8a8dqg056pqjye"),
            ("почемужеонинеговорятпорусски", "xn--b1abfaaepdrnnbgefbadotcwatmq2g4l"),
            ("example.org", "example.org"),
        ] {
            assert_eq!(of_host(host).as_deref(), Some(expected));
        }
    }
}
