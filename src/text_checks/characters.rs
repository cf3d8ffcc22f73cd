//! The characters that a text may hold: those that XML 1.0 (2.2) and HTML can carry.
//!
//! One control character makes a feed unreadable as a whole. It can come as such, or as a reference to it: `&#11;` in
//! Markdown and HTML, `"\v"` in YAML. So texts are checked after they are decoded.

use std::ops::Range;

use super::encodings::windows_character;
use crate::diagnostics::Diagnostic;

/// How to remove a character that is in the file as such.
pub const PASTED: &str = "remove it: it came along when the text was pasted";

/// Returns true for a character that is refused: a control character other than a tab or a line feed, or a noncharacter
/// (Unicode 23.7).
pub fn is_refused(c: char) -> bool {
    let code = u32::from(c);
    (c.is_control() && c != '\n' && c != '\t') || code & 0xfffe == 0xfffe || (0xfdd0..=0xfdef).contains(&code)
}

/// Returns true for a character that shows what follows in reverse order, whatever its script (Trojan Source,
/// CVE-2021-42574). Hebrew and Arabic need none: they have marks and isolates, which end by themselves.
fn is_override(c: char) -> bool {
    matches!(c, '\u{202d}' | '\u{202e}')
}

/// Returns true if there is something to say of a character.
pub fn is_unusual(c: char) -> bool {
    is_refused(c) || is_override(c)
}

/// Returns true if a text has an unusual character.
pub fn has_unusual(text: &str) -> bool {
    may_be_unusual(text) && text.contains(is_unusual)
}

/// Returns true if a text may have an unusual character.
///
/// All bytes are examined without a branch, so that the compiler vectorizes this: usually none is found.
fn may_be_unusual(text: &str) -> bool {
    !is_plain(text) && may_be_unusual_beyond_ascii(text.as_bytes())
}

/// Returns true if all characters of a text are printable ASCII, tabs and line feeds.
fn is_plain(text: &str) -> bool {
    const TAB: u8 = b'\t';
    const AFTER_LINE_FEED: u8 = b'\n' + 1;
    // Counted from the tab, what is above `~` comes last; counted from the character after the line feed, the other
    // control characters come first, for the tab and the line feed wrap round to the end.
    let (last, first) = text.bytes().fold((0, u8::MAX), |(last, first), byte| {
        (byte.wrapping_sub(TAB).max(last), byte.wrapping_sub(AFTER_LINE_FEED).min(first))
    });
    last <= b'~' - TAB && first >= b' ' - AFTER_LINE_FEED
}

/// Returns true if a text may have an unusual character. C0 controls and DEL are one byte, and C1 controls begin with
/// 0xC2. Overrides and noncharacters are known by two bytes in a row.
fn may_be_unusual_beyond_ascii(bytes: &[u8]) -> bool {
    let is = |condition: bool| u8::from(condition);
    let alone =
        |byte: u8| (is(byte < b' ') & is(byte != b'\n') & is(byte != b'\t')) | is(byte == 0x7f) | is(byte == 0xc2);
    let pair = |first: u8, second: u8| {
        (is(first == 0x80) & is(second & 0xfc == 0xac))
            | (is(first == 0xbf) & is(second & 0xfe == 0xbe))
            | (is(first == 0xb7) & is((0x90..=0xaf).contains(&second)))
    };
    let pairs = bytes.iter().zip(bytes.get(1..).unwrap_or_default());
    bytes.iter().fold(0, |found, byte| found | alone(*byte)) > 0
        || pairs.fold(0, |found, (first, second)| found | pair(*first, *second)) > 0
}

/// Returns what is to be said of the first unusual character of a text. `help` says how to remove it.
pub fn check(text: &str, help: &str) -> Option<Diagnostic> {
    if !may_be_unusual(text) {
        return None;
    }
    // What is refused comes before what is only strange.
    let found = text.chars().find(|c| is_refused(*c)).or_else(|| text.chars().find(|c| is_override(*c)))?;
    Some(diagnostic(u32::from(found), help))
}

/// Returns the diagnostic for an unusual character. `help` says how to remove it.
pub fn diagnostic(code: u32, help: &str) -> Diagnostic {
    if char::from_u32(code).is_some_and(is_override) {
        let message = format!("there is an invisible character here that reverses the text after it (U+{code:04X})");
        return Diagnostic::warning(message).help("remove it: browsers handle Arabic and Hebrew by themselves");
    }
    let message = match code {
        ..=0x0010_ffff => format!("there is a character here that cannot be shown (U+{code:04X})"),
        _ => "there is a character here that does not exist".to_owned(),
    };
    let diagnostic = Diagnostic::error(message);
    // Texts that were decoded as Latin-1 have the dashes and quotes of Windows as C1 controls.
    let control = u8::try_from(code).ok().filter(|byte| (0x80..=0x9f).contains(byte));
    match control.and_then(windows_character) {
        Some(meant) => diagnostic.help(format!("replace it with `{meant}`, as it looks on Windows")),
        None => diagnostic.help(help),
    }
}

/// Returns a text with spaces in place of the characters that are refused.
pub fn without_refused(text: &str) -> String {
    text.chars().map(|c| if is_refused(c) { ' ' } else { c }).collect()
}

/// Returns true if a text has an unusual character, or one that replaces a reference to no character.
pub fn is_unusual_or_lost(text: &str) -> bool {
    has_unusual(text) || text.contains(char::REPLACEMENT_CHARACTER)
}

/// Returns what is to be said of a text that was decoded from Markdown: of the first reference in it to
/// an unusual character, or to none.
pub fn check_decoded(written: &str, decoded: &str) -> Option<Diagnostic> {
    is_unusual_or_lost(decoded).then(|| check_references(written)).flatten().map(|(_, diagnostic)| diagnostic)
}

/// Returns the first numeric reference of a text, such as `&#11;`, to an unusual character or to none, with
/// what is to be said of it.
pub fn check_references(text: &str) -> Option<(Range<usize>, Diagnostic)> {
    let (range, code) = references(text).find(|(_, code)| char::from_u32(*code).is_none_or(is_unreferable))?;
    let help = format!("remove `{}`", &text[range.clone()]);
    Some((range, diagnostic(code, &help)))
}

fn is_unreferable(c: char) -> bool {
    is_unusual(c) || c == '\0'
}

/// The numeric references of a text, each with its code. HTML reads them without a semicolon, too.
fn references(text: &str) -> impl Iterator<Item = (Range<usize>, u32)> + '_ {
    text.match_indices("&#").filter_map(|(start, _)| {
        let rest = &text[start + 2..];
        let (radix, digits) = match rest.strip_prefix(['x', 'X']) {
            Some(digits) => (16, digits),
            None => (10, rest),
        };
        let length = digits.find(|c: char| !c.is_digit(radix)).unwrap_or(digits.len());
        let number = digits[..length].trim_start_matches('0');
        // A longer number is no character.
        let code = if number.len() > 8 { u32::MAX } else { u32::from_str_radix(number, radix).unwrap_or(0) };
        let end = start + 2 + (rest.len() - digits.len()) + length;
        let end = end + usize::from(text[end..].starts_with(';'));
        (length > 0).then_some((start..end, code))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_unusual_character_is_suspected() {
        for c in (0..=0x0010_ffff).filter_map(char::from_u32).filter(|c| is_unusual(*c)) {
            assert!(may_be_unusual(&format!("a{c}b")), "{c:?}");
        }
        for text in ["", "a", "A letter, “quoted” – and café.\n\tIndented", "מה שלומך؟ 漢字かな"] {
            assert!(!may_be_unusual(text), "{text}");
        }
    }

    #[test]
    fn plain_is_printable_ascii_with_tabs_and_line_feeds() {
        for c in ('\0'..='\u{ff}').filter(|c| *c != 'a') {
            let expected = matches!(c, '\t' | '\n' | ' '..='~');
            assert_eq!(is_plain(&format!("a{c}b")), expected, "{c:?}");
        }
    }

    #[test]
    fn whatever_is_not_refused_is_a_character_of_xml() {
        let is_xml =
            |c: char| matches!(c, '\t' | '\n' | '\r' | ' '..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..);
        for c in (0..=0x0010_ffff).filter_map(char::from_u32).filter(|c| !is_refused(*c)) {
            assert!(is_xml(c), "{c:?}");
        }
    }

    #[test]
    fn references_are_read_as_html_reads_them() {
        let all = |text: &str| references(text).map(|(range, code)| (text[range].to_owned(), code)).collect::<Vec<_>>();
        let found = all("&#11; &#x0B; &#X1f &#8a &#; &#x; &amp; &#99999999999; &#000000000011;");
        let expected = [
            ("&#11;", 11),
            ("&#x0B;", 11),
            ("&#X1f", 31),
            ("&#8", 8),
            ("&#99999999999;", u32::MAX),
            ("&#000000000011;", 11),
        ];
        assert_eq!(found, expected.map(|(text, code)| (text.to_owned(), code)));
    }

    #[test]
    fn a_dash_of_windows_is_named() {
        let help = |text: &str| check_references(text).map(|(_, diagnostic)| diagnostic.help[0].clone());
        assert_eq!(help("&#150;").as_deref(), Some("replace it with `–`, as it looks on Windows"));
        assert_eq!(help("&#129;").as_deref(), Some("remove `&#129;`"));
        assert_eq!(help("&#0;").as_deref(), Some("remove `&#0;`"));
        assert_eq!(help("&#xD800;").as_deref(), Some("remove `&#xD800;`"));
        assert_eq!(help("&#8211; &#9;"), None);
    }
}
