//! The text of a file in whatever encoding it is.

use crate::text_checks::characters;
use crate::text_checks::encodings::windows_character;

/// Returns the text of a file: UTF-8, UTF-16 with its mark, or else Windows-1252, with `\n` at the end of every line.
/// Characters that no page can carry are spaces.
pub(super) fn text_of(bytes: &[u8]) -> String {
    let text = match bytes {
        [0xff, 0xfe, rest @ ..] => utf16(rest, u16::from_le_bytes),
        [0xfe, 0xff, rest @ ..] => utf16(rest, u16::from_be_bytes),
        _ => std::str::from_utf8(bytes).map_or_else(|_| windows_1252(bytes), str::to_owned),
    };
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    if text.contains(characters::is_refused) { text.replace(characters::is_refused, " ") } else { text }
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> String {
    let (pairs, _) = bytes.as_chunks::<2>();
    char::decode_utf16(pairs.iter().map(|pair| unit(*pair))).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
}

/// Reads text that is not UTF-8 as most of it was written: by an old program on Windows. Parts that are UTF-8 stay so.
fn windows_1252(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len());
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        let read = |byte: &u8| windows_character(*byte).unwrap_or(char::REPLACEMENT_CHARACTER);
        text.extend(chunk.invalid().iter().map(read));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::text_of;

    #[test]
    fn encodings() {
        let utf16: Vec<u8> =
            [0xff, 0xfe].into_iter().chain("Größe".encode_utf16().flat_map(u16::to_le_bytes)).collect();
        assert_eq!(text_of(&utf16), "Größe");
        assert_eq!(text_of(b"Gr\xf6\xdfe \x93a\x94"), "Größe “a”");
        assert_eq!(text_of("\u{feff}a\r\nb\rc".as_bytes()), "a\nb\nc");
        assert_eq!(text_of(b"a\0b\x0b"), "a b ");
    }
}
