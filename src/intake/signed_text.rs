//! Texts with a signature of PGP in the text itself (RFC 9580, section 7).

use std::borrow::Cow;

const START: &str = "-----BEGIN PGP SIGNED MESSAGE-----";
const SIGNATURE: &str = "-----BEGIN PGP SIGNATURE-----";
const END: &str = "-----END PGP SIGNATURE-----";

/// Returns a text without the lines of its signature. What is below them, which is not signed, stays.
pub(super) fn without_armor(text: &str) -> Cow<'_, str> {
    let Some((before, rest)) = text.split_once(START) else { return Cow::Borrowed(text) };
    let rest = rest.trim_start_matches(['\r', '\n']);
    // `Hash: SHA512`, and an empty line.
    let mut lines = rest.lines().skip_while(|line| line.starts_with("Hash:"));
    let mut plain = before.to_owned();
    for line in lines.by_ref().take_while(|line| line.trim_end() != SIGNATURE) {
        plain.push_str(line.strip_prefix("- ").unwrap_or(line));
        plain.push('\n');
    }
    for line in lines.skip_while(|line| line.trim_end() != END).skip(1) {
        plain.push_str(line);
        plain.push('\n');
    }
    Cow::Owned(plain)
}

#[cfg(test)]
mod tests {
    use super::without_armor;

    #[test]
    fn only_the_text_stays() {
        let text = format!("{}\nHash: SHA512\n\nHello\n- -- \n{}\nabc\n", super::START, super::SIGNATURE);
        assert_eq!(without_armor(&text), "\nHello\n-- \n");
        let text = format!("{text}{}\n\nBelow\n", super::END);
        assert_eq!(without_armor(&text), "\nHello\n-- \n\nBelow\n");
        assert_eq!(without_armor("Hello"), "Hello");
    }
}
