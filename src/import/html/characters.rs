//! Characters as they are written: without those that no page can carry, or no one can see.

/// The characters of Windows-1252 in the places of the control characters from U+0080.
const WINDOWS: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}', '\u{90}', '‘', '’',
    '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
];

/// The no-break space.
pub(super) const NO_BREAK_SPACE: char = '\u{a0}';

/// Returns true for the white space of HTML.
pub(super) fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{c}')
}

/// Returns the character to write for this one. `None` for one that cannot be seen or that no page can carry: spaces of no
/// width, marks of byte order, and control characters.
pub(super) fn cleaned(c: char) -> Option<char> {
    let code = u32::from(c);
    match c {
        '\u{80}'..='\u{9f}' => {
            let index = usize::try_from(code - 0x80).unwrap_or_default();
            WINDOWS.get(index).copied().filter(|c| !c.is_control())
        }
        '\u{200b}' | '\u{2060}' | '\u{feff}' | '\u{fdd0}'..='\u{fdef}' => None,
        '\t' | '\n' => Some(c),
        _ if c.is_control() || code & 0xfffe == 0xfffe => None,
        _ => Some(c),
    }
}

/// Returns text with its white space as it is, without characters that cannot be seen.
pub(super) fn cleaned_text(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\r', "\n").chars().filter_map(cleaned).collect()
}

#[cfg(test)]
mod tests {
    use super::cleaned_text;

    #[test]
    fn what_no_page_can_carry_is_left_out() {
        assert_eq!(cleaned_text("a\u{200b}b\u{feff}\u{1}c \u{92}\u{97}\u{81}\r\nd\te\u{a0}"), "abc ’—\nd\te\u{a0}");
    }
}
