//! Addresses as Markdown has them.

/// Returns an address without characters that would end it in Markdown or HTML, written as `%20` and so on.
pub(super) fn encoded(address: &str) -> String {
    let mut encoded = String::with_capacity(address.len());
    for c in address.trim().chars() {
        match c {
            ' ' => encoded.push_str("%20"),
            '<' => encoded.push_str("%3C"),
            '>' => encoded.push_str("%3E"),
            '"' => encoded.push_str("%22"),
            '\\' => encoded.push_str("%5C"),
            '|' => encoded.push_str("%7C"),
            '`' => encoded.push_str("%60"),
            '\n' | '\r' | '\t' => {}
            '\u{a0}' => encoded.push_str("%C2%A0"),
            _ if super::characters::cleaned(c).is_none() => {}
            _ if c.is_whitespace() => encoded.push_str("%20"),
            _ => encoded.push(c),
        }
    }
    encoded
}

/// Returns an address for the brackets of a link: `(…)`.
pub(super) fn in_brackets(address: &str) -> String {
    let address = encoded(address);
    let mut depth = 0_i32;
    let is_balanced = address.chars().all(|c| {
        depth += i32::from(c == '(') - i32::from(c == ')');
        (0..30).contains(&depth)
    });
    let address = if is_balanced && depth == 0 { address } else { address.replace('(', "%28").replace(')', "%29") };
    super::escape::with_entities_escaped(&address, "&amp;")
}

#[cfg(test)]
mod tests {
    use super::in_brackets;

    #[test]
    fn an_address_does_not_end_early() {
        for (address, written) in [
            ("https://a.org/b_(c)?d=1&e=2", "https://a.org/b_(c)?d=1&e=2"),
            ("a b(c.pdf", "a%20b%28c.pdf"),
            ("a)b(c", "a%29b%28c"),
            ("?a&copy;b&c", "?a&amp;copy;b&c"),
            ("a\\b<c>\"\n", "a%5Cb%3Cc%3E%22"),
        ] {
            assert_eq!(in_brackets(address), written);
        }
    }
}
