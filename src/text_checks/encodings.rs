//! Letters that were changed when a text was read in another encoding: `Ã¼` or `√º` for `ü`, `â€™` for `’`.

use std::ops::Range;

use crate::diagnostics::Diagnostic;

/// A broken letter, or a row of them without a gap.
#[derive(Debug, PartialEq, Eq)]
pub struct BrokenLetters {
    /// Their bytes in the text.
    pub range: Range<usize>,
    /// The letters that they were.
    pub meant: String,
}

/// The characters of Windows-1252 from 0x80 to 0x9F; a control character where it has none.
const WINDOWS: &str = "€\u{81}‚ƒ„…†‡ˆ‰Š‹Œ\u{8d}Ž\u{8f}\u{90}‘’“”•–—˜™š›œ\u{9d}žŸ";

/// The characters of Mac Roman from 0x80 to 0xBF.
const MAC: &str = "ÄÅÇÉÑÖÜáàâäãåçéèêëíìîïñóòôöõúùûü†°¢£§•¶ß®©™´¨≠ÆØ∞±≤≥¥µ∂∑∏π∫ªºΩæø";

/// The marks that may follow a word, so that they need a letter behind them.
const MARKS: [char; 13] = ['…', '‘', '’', '‚', '“', '”', '„', '–', '—', '•', '‹', '›', '«'];

/// Returns the broken letters of a text, in order.
pub fn broken_letters(text: &str) -> Vec<BrokenLetters> {
    let mut found: Vec<BrokenLetters> = Vec::new();
    if text.is_ascii() || !may_be_broken(text.as_bytes()) {
        return found;
    }
    let starts = text.char_indices().filter(|(_, c)| matches!(c, '\u{c2}'..='\u{f4}' | '√' | '‚' | '¬'));
    for (at, first) in starts {
        if found.last().is_some_and(|last| last.range.end > at) {
            continue;
        }
        let broken = match first {
            '√' | '‚' | '¬' => of_mac(text, at),
            _ => row(text, at).filter(|row| is_meant(text, row)).or_else(|| space(text, at)),
        };
        // The last byte of `”` means nothing in Windows-1252, and some programs leave it out.
        let is_quote_open = || found.iter().any(|before| before.meant.contains('“'));
        let end_quote = || (text[at..].starts_with("â€") && is_quote_open()).then_some(at..at + "â€".len());
        let broken = broken.or_else(|| end_quote().map(|range| BrokenLetters { range, meant: "”".to_owned() }));
        found.extend(broken);
    }
    found
}

/// Returns the broken letters that a byte of the text belongs to, as far as it can be told without those around them.
pub fn broken_letter_at(text: &str, at: usize) -> Option<BrokenLetters> {
    let before = text[..at].char_indices().rev().take(3).map(|(start, _)| start);
    before.filter_map(|start| row(text, start)).find(|row| row.range.contains(&at))
}

/// Returns the bytes of the first place where a letter is lost for good: a replacement character in a word, outside code.
pub fn lost_letter(text: &str) -> Option<Range<usize>> {
    // Hardly any text of Europe has this byte.
    memchr::memchr(0xef, text.as_bytes())?;
    let lost = text.match_indices(char::REPLACEMENT_CHARACTER).find(|(at, lost)| {
        let (before, after) = (&text[..*at], &text[at + lost.len()..]);
        let line = (before.rsplit('\n').next().unwrap_or_default(), after.lines().next().unwrap_or_default());
        let is_code = line.0.contains('`') || line.1.contains('`') || line.0.starts_with("    ");
        let is_within = before.ends_with(char::is_alphabetic) || after.starts_with(char::is_alphabetic);
        is_within && !is_code
    });
    lost.map(|(at, lost)| at..at + lost.len())
}

/// Returns what is wrong with broken letters, which are the first of `count`.
pub fn diagnostic(written: &str, meant: &str, count: usize) -> Diagnostic {
    let (message, help) = message_and_help(written, meant);
    let again = (count > 1).then(|| "or copy the text again".to_owned());
    Diagnostic::warning(message).first_of(count).help(help).help_if(again)
}

/// Returns what is wrong with broken letters, and how to write them.
pub fn message_and_help(written: &str, meant: &str) -> (String, String) {
    let written: String = written.chars().filter(|c| !c.is_control()).collect();
    if meant.trim().is_empty() {
        let written = written.trim();
        let message = format!("`{written}` is left of a space that was broken when the text was copied");
        return (message, format!("remove `{written}`"));
    }
    let message = match meant.chars().count() {
        1 => format!("`{written}` is a `{meant}` that was broken when the text was copied"),
        _ => format!("`{written}` is `{meant}`, broken when the text was copied"),
    };
    (message, format!("write `{meant}`"))
}

/// Returns true if a text may have a broken letter. All bytes are examined without a branch, for the sake of speed.
fn may_be_broken(bytes: &[u8]) -> bool {
    let is = |condition: bool| u8::from(condition);
    let pair = |first: u8, second: u8| {
        is(first == 0xc3) & (is(second & 0xfe == 0x82) | is(second == 0xa2)) | is(first == 0xc2) & is(second == 0xac)
    };
    // A letter of Latin-1 with another character beyond ASCII behind it; `√`; `‚Ä`.
    let triple = |first: u8, second: u8, third: u8| {
        is(first == 0xc3) & is((0x82..=0xb4).contains(&second)) & is(third >= 0x80)
            | is(first == 0xe2) & is(second == 0x88) & is(third == 0x9a)
            | is(first == 0x80) & is(second == 0x9a) & is(third == 0xc3)
    };
    let (seconds, thirds) = (bytes.get(1..).unwrap_or_default(), bytes.get(2..).unwrap_or_default());
    let pairs = bytes.iter().zip(seconds);
    let triples = bytes.iter().zip(seconds).zip(thirds);
    pairs.fold(0, |found, (first, second)| found | pair(*first, *second)) > 0
        || triples.fold(0, |found, ((first, second), third)| found | triple(*first, *second, *third)) > 0
}

/// Returns the letters that begin at a byte, one behind the other, if their bytes in Windows-1252 are UTF-8.
fn row(text: &str, at: usize) -> Option<BrokenLetters> {
    let (mut end, mut meant) = (at, String::new());
    while let Some((letter_end, letter)) = decoded(text, end, windows_byte) {
        end = letter_end;
        meant.push(letter);
    }
    (end > at).then_some(BrokenLetters { range: at..end, meant })
}

/// Returns the character whose UTF-8 begins at a byte, in an encoding with these bytes, and the end of what is written for it.
fn decoded(text: &str, at: usize, byte_of: impl Fn(char) -> Option<u8>) -> Option<(usize, char)> {
    let mut chars = text[at..].chars();
    let first = chars.next()?;
    let lead = byte_of(first)?;
    let length = match lead {
        0xc2..=0xdf => 2,
        0xe0..=0xef => 3,
        0xf0..=0xf4 => 4,
        _ => return None,
    };
    let (mut bytes, mut end) = ([lead, 0, 0, 0], at + first.len_utf8());
    for byte in &mut bytes[1..length] {
        let c = chars.next()?;
        *byte = byte_of(c).filter(|byte| (0x80..=0xbf).contains(byte))?;
        end += c.len_utf8();
    }
    let letter = std::str::from_utf8(&bytes[..length]).ok()?.chars().next()?;
    (!letter.is_control()).then_some((end, letter))
}

/// Returns true if what is written for a row of letters hardly means itself.
fn is_meant(text: &str, row: &BrokenLetters) -> bool {
    let mut written = text[row.range.clone()].chars();
    let (Some(first), Some(second)) = (written.next(), written.next()) else { return false };
    let before = text[..row.range.start].chars().next_back();
    let after = text[row.range.end..].chars().next();
    let is_letter = |c: Option<char>| c.is_some_and(char::is_alphabetic);
    let is_small = |c: Option<char>| c.is_some_and(char::is_lowercase);
    let is_mark = MARKS.contains(&second) || second == '»';
    match first {
        // A few letters without a gap: nobody writes `Ð¿Ñ€Ð¸` or `Ã©Ã©`.
        _ if row.meant.chars().count() > 1 => true,
        'â' => second == '€' || "‚„†‡ˆ‰œ˜™šžƒŠŒ".contains(second),
        'ð' => second == 'Ÿ' || second == '\u{9f}',
        'ï' => matches!(second, '»' | '¿' | '¼' | '½'),
        // `MANHÃ…` and `IRMÃ—`: marks may follow a word in capitals. `MUÃ‘OZ` and `Ã–ffnung` have a letter behind them.
        'Ã' => {
            let is_dash = matches!(second, '–' | '—' | '’');
            !is_mark || is_small(after) || is_letter(after) && (!is_dash || !is_letter(before))
        }
        'Â' => !is_mark,
        'Ä' | 'Å' => {
            let is_beside_small = is_small(after) || is_small(before);
            is_beside_small && !second.is_whitespace() && (!is_mark || is_small(after))
        }
        _ => false,
    }
}

/// Returns the `Â` that is left of a no-break space, if a space follows it: `5 pm.Â  Then`, `Â 5`.
fn space(text: &str, at: usize) -> Option<BrokenLetters> {
    let rest = text[at..].strip_prefix("Â ")?;
    let before = text[..at].chars().next_back();
    let is_after_word = before.is_some_and(|c| c.is_lowercase() || ".,;:!?)".contains(c));
    let is_before_number = before.is_none_or(char::is_whitespace) && rest.starts_with(|c: char| c.is_ascii_digit());
    let range = at..at + "Â".len();
    (is_after_word || is_before_number).then(|| BrokenLetters { range, meant: " ".to_owned() })
}

/// Returns the letter at a byte whose UTF-8 was read as Mac Roman: `√©` for `é`, `‚Äô` for `’`.
fn of_mac(text: &str, at: usize) -> Option<BrokenLetters> {
    let mac_byte = |c: char| match c {
        '√' => Some(0xc3),
        '¬' => Some(0xc2),
        '‚' => Some(0xe2),
        _ => MAC.chars().position(|known| known == c).and_then(|index| u8::try_from(index + 0x80).ok()),
    };
    let (end, letter) = decoded(text, at, mac_byte)?;
    let mut written = text[at..end].chars();
    let (first, second) = (written.next()?, written.next()?);
    let before = text[..at].ends_with(char::is_alphabetic);
    let after = text[end..].starts_with(char::is_lowercase);
    let is_meant = match first {
        '‚' => second == 'Ä',
        '¬' => "£†´ª∞©®ß•".contains(second),
        // `√π` and `√∑` are mathematics.
        _ => before || after && !"πΩ∑∏∫µ∂∞".contains(second),
    };
    is_meant.then(|| BrokenLetters { range: at..end, meant: letter.to_string() })
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
        broken_letters(text).into_iter().map(|found| found.meant).collect()
    }

    #[test]
    fn utf8_that_was_read_as_windows_1252() {
        assert_eq!(meant("Ã¼ber dâ€™accord"), "ü’");
        assert_eq!(meant("Ã‰cole, naÃ¯ve, StraÃŸe, cafÃ©, 5Â°, Â£5"), "Éïßé°£");
        assert_eq!(meant("â€œYesâ€\u{9d} â€” â€“ â€¦"), "“”—–…");
    }

    #[test]
    fn letters_of_every_kind() {
        assert_eq!(meant("ÐŸÑ€Ð¸Ð²ÐµÑ‚ ä½\u{a0}å¥½ ðŸ˜€ â‚¬5 â†’"), "Привет你好😀€→");
        assert_eq!(meant("MUÃ‘OZ, Ã–STERREICH, Å‚adny, Å¡koda, wordÂ next, Â 5, 5Â\u{a0}pm"), "ÑÖłš  \u{a0}");
        assert_eq!(meant("caf√©, √úber, gar√ßon, don‚Äôt, ‚Äúyes‚Äù, ¬£5"), "éÜç’“”£");
        assert_eq!(meant("â€œyesâ€ and â€œnoâ€."), "“”“”");
    }

    #[test]
    fn a_letter_is_lost_within_a_word() {
        let lost = |text: &str| lost_letter(text).map(|range| range.start);
        assert_eq!(lost("a caf\u{fffd} here"), Some(5));
        assert_eq!(lost("\u{fffd}ber"), Some(0));
        for sound in ["the sign \u{fffd} is", "`caf\u{fffd}`", "café", "全角（）", ""] {
            assert_eq!(lost(sound), None, "{sound}");
        }
    }

    #[test]
    fn a_control_character_within_a_letter() {
        let found = broken_letter_at("â€œyesâ€\u{9d}", "â€œyesâ€".len());
        assert_eq!(found.map(|found| found.meant).as_deref(), Some("”"));
        assert_eq!(broken_letter_at("yes\u{9d}", 3), None);
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
        let others =
            ["«\u{a0}été\u{a0}» d’été’s", "√2, √π, 2√Ω", "„Ärger‚ Äh‘", "Ä… Å, 3×½ Ñandú", "¬p", "la lettre Â a"];
        for text in sound.into_iter().chain(others) {
            assert_eq!(meant(text), "", "{text}");
        }
    }
}
