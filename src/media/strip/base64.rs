//! Base64 (RFC 4648, section 4), in which a picture within another is written.

const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// Returns the bytes that a text means, whatever space is in it. `None` if it has other signs.
pub(super) fn decoded(text: &str) -> Option<Vec<u8>> {
    let signs = text.bytes().filter(|sign| !sign.is_ascii_whitespace() && *sign != b'=');
    let digits: Option<Vec<usize>> = signs.map(digit).collect();
    let mut bytes = Vec::with_capacity(text.len() / 4 * 3);
    for four in digits?.chunks(4) {
        let number = (0..4).fold(0, |number, at| number << 6 | four.get(at).copied().unwrap_or_default());
        // Two digits give one byte, and each further one another.
        bytes.extend([16, 8, 0].into_iter().take(four.len() - 1).map(|shift| low_byte(number >> shift)));
    }
    Some(bytes)
}

/// Returns bytes as text.
pub(super) fn encoded(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for three in bytes.chunks(3) {
        let number = (0..3).fold(0, |number, at| number << 8 | three.get(at).map_or(0, |byte| usize::from(*byte)));
        let digits = [18, 12, 6, 0].map(|shift| char::from(DIGITS[number >> shift & 63]));
        text.extend(digits.into_iter().take(three.len() + 1).chain(std::iter::repeat_n('=', 3 - three.len())));
    }
    text
}

fn digit(sign: u8) -> Option<usize> {
    let (first, number) = match sign {
        b'A'..=b'Z' => (b'A', 0),
        b'a'..=b'z' => (b'a', 26),
        b'0'..=b'9' => (b'0', 52),
        b'+' => (b'+', 62),
        b'/' => (b'/', 63),
        _ => return None,
    };
    Some(usize::from(sign - first) + number)
}

fn low_byte(number: usize) -> u8 {
    number.to_le_bytes()[0]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_come_back_from_their_text() {
        for (bytes, text) in [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob\u{ff}", "Zm9vYsO/")] {
            assert_eq!(encoded(bytes.as_bytes()), text);
            assert_eq!(decoded(text).unwrap(), bytes.as_bytes());
        }
        assert_eq!(decoded(" Zm9\n v ").unwrap(), b"foo");
        assert_eq!(decoded("Zm9v-"), None);
    }
}
