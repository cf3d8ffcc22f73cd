//! The form of a character when texts are compared: case, accents, and the form of digits make no difference.

use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The form of each ASCII character: a small letter, a digit, or a space for whatever is between words. Zero for those that
/// may begin something else: a tag, an entity, an escape, or a character of several bytes.
pub(super) static ASCII: [u8; 256] = ascii();

const fn ascii() -> [u8; 256] {
    let mut table = [b' '; 256];
    let mut byte: u8 = 0;
    loop {
        table[byte as usize] = match byte {
            b'0'..=b'9' | b'a'..=b'z' => byte,
            b'A'..=b'Z' => byte + 32,
            0 | b'@' | b'&' | b'%' | b'\\' | b'<' | b'>' | 0x80.. => 0,
            _ => b' ',
        };
        if byte == u8::MAX {
            return table;
        }
        byte += 1;
    }
}

/// The forms of the characters of Latin, Greek, Cyrillic, Hebrew and Armenian script: most that are not ASCII.
static COMMON: LazyLock<Vec<Box<str>>> = LazyLock::new(|| {
    let all = (0..COMMON_END).map(|code| char::from_u32(code).map(form_of).unwrap_or_default());
    all.map(String::into_boxed_str).collect()
});

const COMMON_END: u32 = 0x600;

/// Passes the form of a character on, byte by byte. A space is between words.
pub(super) fn each_byte_of_form(c: char, mut pass: impl FnMut(u8)) {
    match COMMON.get(c as usize) {
        Some(form) => form.bytes().for_each(pass),
        None if matches!(c, '\u{2000}'..='\u{200a}' | '\u{2010}'..='\u{2029}' | '\u{202f}'..='\u{205f}') => pass(b' '),
        None => form_of(c).bytes().for_each(pass),
    }
}

fn form_of(c: char) -> String {
    let mut form = String::new();
    if is_unseen(c) {
        return form;
    }
    for part in std::iter::once(c).nfkd().filter(|part| !is_combining_mark(*part)) {
        match part {
            'ß' | 'ẞ' => form.push_str("ss"),
            'æ' | 'Æ' => form.push_str("ae"),
            'œ' | 'Œ' => form.push_str("oe"),
            'ø' | 'Ø' => form.push('o'),
            'ł' | 'Ł' => form.push('l'),
            'đ' | 'Đ' | 'ð' | 'Ð' => form.push('d'),
            'þ' | 'Þ' => form.push_str("th"),
            'ı' => form.push('i'),
            // At the end of a word.
            'ς' => form.push('σ'),
            part if is_word_of_its_own(part) => form.extend([' ', part, ' ']),
            '@' => form.push_str(" @ "),
            part if part.is_numeric() => form.push(digit(part)),
            part if part.is_alphabetic() => form.extend(part.to_lowercase()),
            _ => form.push(' '),
        }
    }
    form
}

/// Returns true for a character that nobody sees: words go on across it.
pub(super) fn is_unseen(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{e0000}'..='\u{e0fff}')
}

/// Returns true in scripts that have no spaces between words.
fn is_word_of_its_own(c: char) -> bool {
    matches!(c,
        '\u{e00}'..='\u{fff}' | '\u{1000}'..='\u{109f}' | '\u{1100}'..='\u{11ff}' | '\u{1780}'..='\u{17ff}'
        | '\u{3005}'..='\u{3007}' | '\u{3041}'..='\u{312f}' | '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7ff}'
        | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
        && c.is_alphabetic()
}

/// Returns the ASCII digit of a digit in another script.
pub(super) fn digit(c: char) -> char {
    let code = c as u32;
    let zeros = [0x660, 0x6f0, 0x7c0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xce6, 0xd66, 0xe50, 0xed0];
    let value = zeros.iter().find_map(|zero| code.checked_sub(*zero).filter(|value| *value < 10));
    value.and_then(|value| char::from_digit(value, 10)).unwrap_or(c)
}
