//! Letters that were changed when a text was read in another encoding: `Ã¼` for `ü`, `â€™` for `’`.

use std::ops::Range;

/// A broken letter.
#[derive(Debug, PartialEq, Eq)]
pub struct BrokenLetter {
    /// Its bytes in the text.
    pub range: Range<usize>,
    /// The letter that it was.
    pub meant: char,
}

/// The characters of Windows-1252 from 0x80 to 0x9F; a control character where it has none.
const WINDOWS: &str = "€\u{81}‚ƒ„…†‡ˆ‰Š‹Œ\u{8d}Ž\u{8f}\u{90}‘’“”•–—˜™š›œ\u{9d}žŸ";

/// Returns the broken letters of a text, in order.
pub fn broken_letters(text: &str) -> Vec<BrokenLetter> {
    if text.is_ascii() || !may_be_broken(text.as_bytes()) {
        return Vec::new();
    }
    let starts = text.char_indices().filter(|(_, c)| matches!(c, 'Ã' | 'Â' | 'â'));
    starts.filter_map(|(at, _)| broken_letter(text, at)).collect()
}

/// Returns true if a text may have a broken letter. All bytes are examined without a branch, for the sake of speed.
fn may_be_broken(bytes: &[u8]) -> bool {
    let is = |condition: bool| u8::from(condition);
    let pair = |first: u8, second: u8| is(first == 0xc3) & (is(second & 0xfe == 0x82) | is(second == 0xa2));
    let pairs = bytes.iter().zip(bytes.get(1..).unwrap_or_default());
    pairs.fold(0, |found, (first, second)| found | pair(*first, *second)) > 0
}

/// Returns the broken letter that begins at a byte.
fn broken_letter(text: &str, at: usize) -> Option<BrokenLetter> {
    let mut chars = text[at..].chars();
    let first = chars.next()?;
    let length = if first == 'â' { 3 } else { 2 };
    let mut bytes = vec![windows_byte(first)?];
    let mut end = at + first.len_utf8();
    for c in chars.by_ref().take(length - 1) {
        bytes.push(windows_byte(c)?);
        end += c.len_utf8();
    }
    let meant = std::str::from_utf8(&bytes).ok()?.chars().next()?;
    let second = text[at + first.len_utf8()..].chars().next()?;
    // `MANHÃ…` and `ÂGÉ`: marks may follow a word in capitals.
    let is_mark = matches!(second, '…' | '‘' | '’' | '‚' | '“' | '”' | '„' | '–' | '—' | '•' | '‹' | '›' | '«' | '»');
    let is_within = chars.next().is_some_and(char::is_lowercase);
    let is_meant = first == 'â' && second == '€' || first != 'â' && (!is_mark || first == 'Ã' && is_within);
    is_meant.then_some(BrokenLetter { range: at..end, meant })
}

/// Returns the character that a byte is in Windows-1252. `None` for the five bytes that it does not use.
pub fn windows_character(byte: u8) -> Option<char> {
    match byte {
        0x80..=0x9f => WINDOWS.chars().nth(usize::from(byte - 0x80)).filter(|c| !c.is_control()),
        _ => Some(char::from(byte)),
    }
}

/// Returns the byte of a character in Windows-1252.
fn windows_byte(c: char) -> Option<u8> {
    let index = WINDOWS.chars().position(|known| known == c);
    let code = index.and_then(|index| u32::try_from(index + 0x80).ok()).unwrap_or(u32::from(c));
    u8::try_from(code).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn meant(text: &str) -> String {
        broken_letters(text).into_iter().map(|letter| letter.meant).collect()
    }

    #[test]
    fn utf8_that_was_read_as_windows_1252() {
        assert_eq!(meant("Ã¼ber dâ€™accord"), "ü’");
        assert_eq!(meant("Ã‰cole, naÃ¯ve, StraÃŸe, cafÃ©, 5Â°, Â£5"), "Éïßé°£");
        assert_eq!(meant("â€œYesâ€\u{9d} â€” â€“ â€¦"), "“”—–…");
    }

    #[test]
    fn a_byte_is_the_character_of_windows() {
        let read: String = (0x7f..=0xa0).filter_map(windows_character).collect();
        assert_eq!(read, "\u{7f}€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ\u{a0}");
        for byte in (0..=u8::MAX).filter(|byte| windows_character(*byte).is_some()) {
            assert_eq!(windows_character(byte).and_then(windows_byte), Some(byte));
        }
    }

    #[test]
    fn sound_letters() {
        let sound =
            ["NÃO, IRMÃ”, MANHÃ…, IRMÃ–", "âge, pâté, â", "ÂGÉ, « Â », Â»", "naïve 5 € café", "", "â€", "São Tomé"];
        for text in sound {
            assert_eq!(meant(text), "", "{text}");
        }
    }
}
