//! Documents in another encoding than UTF-8, as their first bytes or their XML declaration say.

use std::io::{Cursor, Read};

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};
use encoding_rs_io::DecodeReaderBytesBuilder;

/// How many bytes at the beginning of a document say which encoding it has.
const START: u64 = 1 << 14;

/// Returns a document as UTF-8. Bytes of Windows-1252 and of ISO-8859-1 are left: whoever reads the result knows them, and
/// many a document that claims to be in one of these is UTF-8.
pub(in crate::import) fn decoded<'r>(mut document: impl Read + 'r) -> Box<dyn Read + 'r> {
    let mut start = Vec::new();
    // What cannot be read now can be read no better later, and is missed then.
    let _ = (&mut document).take(START).read_to_end(&mut start);
    let encoding = encoding(&start);
    let whole = Cursor::new(start).chain(document);
    match encoding {
        None => Box::new(whole),
        Some(encoding) => Box::new(DecodeReaderBytesBuilder::new().encoding(Some(encoding)).build(whole)),
    }
}

/// Returns the encoding of a document that begins so. `None` if it needs no decoding.
fn encoding(start: &[u8]) -> Option<&'static Encoding> {
    if let Some((encoding, _)) = Encoding::for_bom(start) {
        return Some(encoding).filter(|encoding| *encoding != UTF_8);
    }
    match start {
        [b'<' | b'{', 0, ..] => return Some(UTF_16LE),
        [0, b'<' | b'{', ..] => return Some(UTF_16BE),
        _ => {}
    }
    let declaration = start.trim_ascii_start().strip_prefix(b"<?xml")?;
    let end = declaration.windows(2).position(|pair| pair == b"?>")?;
    let declaration = str::from_utf8(&declaration[..end]).ok()?;
    let (_, rest) = declaration.split_once("encoding")?;
    let name = rest.trim_start_matches([' ', '=', '"', '\'']).split(['"', '\'']).next()?;
    let encoding = Encoding::for_label(name.as_bytes())?;
    // Whoever saved the document may have changed its encoding, and left its first line.
    let is_utf8 = !start.is_ascii()
        && match str::from_utf8(start) {
            Ok(_) => true,
            Err(error) => error.error_len().is_none(),
        };
    let needs_none = [UTF_8, WINDOWS_1252, UTF_16LE, UTF_16BE].contains(&encoding);
    Some(encoding).filter(|_| !needs_none && !is_utf8)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8]) -> String {
        let mut text = Vec::new();
        decoded(bytes).read_to_end(&mut text).unwrap();
        String::from_utf8_lossy(&text).into_owned()
    }

    #[test]
    fn documents_say_which_encoding_they_have() {
        let declared = |name: &str, bytes: &[u8]| {
            let mut document = format!("<?xml version=\"1.0\" encoding='{name}'?>").into_bytes();
            document.extend(bytes);
            let text = read(&document);
            text.split_once("?>").unwrap().1.to_owned()
        };
        assert_eq!(declared("windows-1251", b"\xcf\xe8\xf1\xfc\xec\xee"), "Письмо");
        assert_eq!(declared("ISO-8859-2", b"\xb1\xe6"), "ąć");
        assert_eq!(declared("Shift_JIS", b"\x8e\xe8\x8e\x86"), "手紙");
        assert_eq!(declared("windows-1251", "Письмо".as_bytes()), "Письмо");
        assert_eq!(declared("utf-16", b"a"), "a");
        assert_eq!(declared("bogus", b"a"), "a");
        let utf16: Vec<u8> = "<?xml version='1.0'?>é".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(read(&utf16), "<?xml version='1.0'?>é");
        assert_eq!(read(&[b"\xff\xfe".as_slice(), &utf16].concat()), "<?xml version='1.0'?>é");
        assert_eq!(read("\u{feff}é".as_bytes()), "\u{feff}é");
    }
}
