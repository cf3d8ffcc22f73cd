//! The path of a file as a part of its address.

use percent_encoding::{AsciiSet, CONTROLS, percent_decode_str, utf8_percent_encode};

use crate::site_path::nfc;

/// The characters of a path that are percent-encoded: all but `pchar` (RFC 3986), and those of `pchar` that mean something
/// to shells and template authors.
const IN_PATH: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'%')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'`')
    .add(b'{')
    .add(b'}')
    .add(b'\\')
    .add(b'^')
    .add(b'|')
    .add(b'[')
    .add(b']');

/// Returns a path as it is written in a link. Accents are stored in their letters (NFC), however a disk stores them: what
/// readers type is stored so.
pub fn encoded(path: &str) -> String {
    let stays = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'/' | b'.');
    if path.bytes().all(stays) { path.to_owned() } else { utf8_percent_encode(&nfc(path), IN_PATH).to_string() }
}

/// Returns a path that may be percent-encoded or not, or in part, as it is written in a link.
pub fn encoded_again(path: &str) -> String {
    encoded(&percent_decode_str(path).decode_utf8_lossy())
}
