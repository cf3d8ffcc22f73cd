//! Bytes of a letter to text, whatever their encoding is, and whatever the mail says it is.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// Returns a text. `declared` is the name of its encoding, which many mails leave out, and some have wrong.
pub(super) fn decoded(bytes: &[u8], declared: Option<&str>) -> String {
    let declared = declared.and_then(|label| Encoding::for_label(label.trim().trim_matches(['"', '\'']).as_bytes()));
    let is_utf8 = std::str::from_utf8(bytes).is_ok();
    let encoding = match declared {
        _ if bytes.starts_with(b"\xff\xfe") => UTF_16LE,
        _ if bytes.starts_with(b"\xfe\xff") => UTF_16BE,
        // Only UTF-8 is valid UTF-8 by more than chance. Encodings that switch by escapes are ASCII, too.
        Some(known) if is_utf8 && known.is_ascii_compatible() => UTF_8,
        Some(known) if known != UTF_8 => known,
        _ if is_utf8 || is_mostly_utf8(bytes) => UTF_8,
        _ => WINDOWS_1252,
    };
    // The byte order mark is taken off, and what is no character is replaced.
    encoding.decode(bytes).0.into_owned()
}

/// Returns true if a text is UTF-8 apart from a few bytes, such as half a character where it was cut off.
fn is_mostly_utf8(bytes: &[u8]) -> bool {
    let (mut wrong, mut right) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        wrong += usize::from(!chunk.invalid().is_empty());
        right += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
    }
    right > wrong
}

#[cfg(test)]
mod tests {
    use super::decoded;

    #[test]
    fn a_wrong_declaration_does_no_harm() {
        assert_eq!(decoded("Größe".as_bytes(), Some("us-ascii")), "Größe");
        assert_eq!(decoded("Größe".as_bytes(), Some("iso-8859-1")), "Größe");
        assert_eq!(decoded("Größe".as_bytes(), Some("no-such-thing")), "Größe");
        assert_eq!(decoded(b"Gr\xf6\xdfe \x93so\x94", Some("utf-8")), "Größe “so”");
        assert_eq!(decoded(b"Gr\xf6\xdfe", None), "Größe");
        assert_eq!(
            decoded("Größe, weiß, s\u{fc}".as_bytes().split_last().unwrap().1, Some("utf-8")),
            "Größe, weiß, s\u{fffd}"
        );
        assert_eq!(decoded(b"\x1b$B$3$s\x1b(B", Some("ISO-2022-JP")), "こん");
        assert_eq!(decoded(b"\xff\xfeA\0b\0", None), "Ab");
        assert_eq!(decoded(b"\xef\xbb\xbfA", None), "A");
    }
}
