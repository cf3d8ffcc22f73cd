//! Texts that are not UTF-8: UTF-16 is read, UTF-32 is recognized, and the message names a word of other encodings.

use super::has_extension;
use crate::diagnostics::FilePath;
use crate::text_checks::encodings::windows_character;

/// The first bytes of documents that are not plain text: Word and the like (ZIP), older Word, RTF.
const DOCUMENTS: [&[u8]; 3] = [b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"{\\rtf"];

/// The first bytes of other files that have been given the name of a text, with what they are.
const OTHERS: [(&[u8], &str); 6] = [
    (b"%PDF-", "a PDF"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"\x1f\x8b", "a compressed file"),
    (b"bplist00", "a web archive"),
];

/// A text in UTF-16.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Utf16 {
    pub(super) text: String,
    /// True if a byte of it is missing, or half a character: replacement characters are in their place.
    pub(super) is_damaged: bool,
}

/// Returns the text of a file in UTF-16, which Notepad once called “Unicode”. `None` if the file is not UTF-16.
pub(super) fn utf16(bytes: &[u8]) -> Option<Utf16> {
    let unit: fn([u8; 2]) -> u16 = match bytes {
        [0xff, 0xfe, ..] => u16::from_le_bytes,
        [0xfe, 0xff, ..] => u16::from_be_bytes,
        _ if is_ascii_in_pairs(bytes, 1) => u16::from_le_bytes,
        _ if is_ascii_in_pairs(bytes, 0) => u16::from_be_bytes,
        _ => return None,
    };
    let (pairs, rest) = bytes.as_chunks::<2>();
    let mut is_damaged = !rest.is_empty();
    let mut text = String::with_capacity(pairs.len());
    for c in char::decode_utf16(pairs.iter().map(|pair| unit(*pair))) {
        is_damaged |= c.is_err();
        text.push(c.unwrap_or(char::REPLACEMENT_CHARACTER));
    }
    // Of bytes that are no text in pairs, many are no characters.
    let is_text =
        !text.contains('\0') && text.matches(char::REPLACEMENT_CHARACTER).count() * 10 <= text.chars().count();
    is_text.then_some(Utf16 { text, is_damaged })
}

/// Returns true for UTF-16 without a byte order mark: one byte of each pair, the first (0) or the second (1), is zero in the
/// first two pairs or in half of all, as in ASCII and Latin-1. No text in UTF-8 has a zero.
fn is_ascii_in_pairs(bytes: &[u8], zero: usize) -> bool {
    let (pairs, _) = bytes.as_chunks::<2>();
    let is_ascii = |pair: &[u8; 2]| pair[zero] == 0 && pair[1 - zero] != 0;
    let count = pairs.iter().filter(|pair| is_ascii(pair)).count();
    (pairs.len() > 1 && pairs.iter().take(2).all(is_ascii)) || (count > 0 && count * 2 >= pairs.len())
}

/// Returns true for UTF-32, with a byte order mark or of ASCII: of four bytes, only the first or the last is not zero.
pub(super) fn is_utf32(bytes: &[u8]) -> bool {
    let ascii = |bytes: &[u8]| matches!(bytes, [1..=255, 0, 0, 0] | [0, 0, 0, 1..=255]);
    bytes.starts_with(&[0xff, 0xfe, 0, 0])
        || bytes.starts_with(&[0, 0, 0xfe, 0xff])
        || (bytes.len() >= 8 && ascii(&bytes[..4]) && ascii(&bytes[4..8]))
}

/// Returns true for a document of a word processor under the name of a text.
pub(super) fn is_document(path: &FilePath, bytes: &[u8]) -> bool {
    has_extension(path, &["md"]) && DOCUMENTS.iter().any(|start| bytes.starts_with(start))
}

/// Returns what a file under the name of a text is, if it is certainly none: “a PDF”.
pub(super) fn other_kind(path: &FilePath, bytes: &[u8]) -> Option<&'static str> {
    let found =
        OTHERS.iter().find(|(start, _)| bytes.starts_with(start)).filter(|_| has_extension(path, &["md", "markdown"]));
    found.map(|(_, what)| *what)
}

/// Returns the word around the first byte that is not UTF-8, read as Windows-1252: most files that are neither UTF-8 nor
/// UTF-16 come from an old program on Windows. `None` if that gives no word.
pub(super) fn windows_word(bytes: &[u8], at: usize) -> Option<String> {
    let is_inner = |byte: &u8| byte.is_ascii_alphanumeric() || *byte >= 0x80;
    let start = bytes[..at].iter().rposition(|byte| !is_inner(byte)).map_or(0, |before| before + 1);
    let length = bytes[at..].iter().position(|byte| !is_inner(byte)).unwrap_or(bytes.len() - at);
    let word = &bytes[start..at + length];
    // Other bytes around it may be UTF-8.
    let lossy = String::from_utf8_lossy(&bytes[start..at]);
    let rest = word.get(at - start..)?;
    let read: Option<String> = rest.iter().map(|byte| windows_character(*byte)).collect();
    let word = format!("{lossy}{}", read?);
    (word.chars().count() <= 40 && word.chars().any(char::is_alphabetic)).then_some(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn utf16_is_read_with_and_without_its_mark() {
        for text in ["---\ntitle: Ä\r\n", "title: 歷史 🎓\n"] {
            let little: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
            let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
            let sound = |text: &str| Some(Utf16 { text: text.to_owned(), is_damaged: false });
            assert_eq!(utf16(&little), sound(text));
            assert_eq!(utf16(&big), sound(text));
            let marked = |mark: [u8; 2], bytes: &[u8]| utf16(&[&mark[..], bytes].concat());
            assert_eq!(marked([0xff, 0xfe], &little), sound(&format!("\u{feff}{text}")));
            assert_eq!(marked([0xfe, 0xff], &big), sound(&format!("\u{feff}{text}")));
        }
    }

    #[test]
    fn what_is_not_utf16_is_left_alone() {
        let others: [&[u8]; 6] = [b"", b"---", b"abcdef\0g", b"-\0-\0\0\xd8", b"\0\0a\0", b"\xff\xfe\0\0-\0\0\0"];
        for bytes in others {
            assert_eq!(utf16(bytes), None, "{bytes:?}");
        }
    }

    #[test]
    fn damaged_utf16_is_read_as_far_as_it_goes() {
        let mut bytes: Vec<u8> = "---\ntitle: A\n---\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
        bytes.extend([0, 0xd8, b'Q', 0, b':']);
        let text = "---\ntitle: A\n---\n\u{fffd}Q".to_owned();
        assert_eq!(utf16(&bytes), Some(Utf16 { text, is_damaged: true }));
    }

    #[test]
    fn a_word_is_read_as_windows_wrote_it() {
        let word = |bytes: &[u8]| windows_word(bytes, bytes.iter().position(|byte| *byte >= 0x80).unwrap());
        assert_eq!(word(b"at the caf\xe9 now").as_deref(), Some("café"));
        assert_eq!(word(b"\x93Why\x94").as_deref(), Some("“Why”"));
        assert_eq!(word(b"don\x92t").as_deref(), Some("don’t"));
        assert_eq!(word(b"a \x81 b"), None);
        assert_eq!(word(b"a \x96 b"), None);
    }
}
