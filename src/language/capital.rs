//! A capital at the start of a heading.

use std::borrow::Cow;

/// Returns a text with a capital first letter, as a heading has it in the language with this BCP 47 tag. A first word
/// that has a capital further on, such as `iPhone`, stays as it is.
pub fn capitalized<'t>(text: &'t str, language: &str) -> Cow<'t, str> {
    let mut rest = text.chars();
    let Some(first) = rest.next() else { return Cow::Borrowed(text) };
    let word = text.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    let primary = language.split('-').next().unwrap_or_default();
    // `ß` alone begins no word, and a Georgian heading has no capital but in a line of capitals.
    let is_without = !first.is_lowercase() || first == 'ß' || ('ა'..='ჿ').contains(&first);
    if is_without || word.chars().any(char::is_uppercase) {
        return Cow::Borrowed(text);
    }
    match (first, primary) {
        ('i', "tr" | "az") => Cow::Owned(format!("İ{}", rest.as_str())),
        ('i', "nl") if rest.as_str().starts_with('j') => Cow::Owned(format!("IJ{}", &rest.as_str()[1..])),
        _ => Cow::Owned(first.to_uppercase().chain(rest).collect()),
    }
}

#[cfg(test)]
mod tests {
    use super::capitalized;

    #[test]
    fn a_heading_begins_with_a_capital() {
        for (language, text, expected) in [
            ("en", "records management", "Records management"),
            ("en", "MLIS", "MLIS"),
            ("en", "iPhone repair", "iPhone repair"),
            ("en", "e-books", "E-books"),
            ("en", "2FA", "2FA"),
            ("en", "", ""),
            ("de-AT", "übersiedlung", "Übersiedlung"),
            ("tr", "istanbul", "İstanbul"),
            ("tr", "ışık", "Işık"),
            ("nl", "ijsberen", "IJsberen"),
            ("el", "έρευνα", "Έρευνα"),
            ("ka", "წიგნი", "წიგნი"),
            ("ar", "كتب", "كتب"),
            ("ja", "図書館", "図書館"),
        ] {
            assert_eq!(capitalized(text, language), expected);
        }
    }
}
