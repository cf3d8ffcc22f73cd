//! The characters of an export without those that XML does not have: WordPress writes control characters and, in old
//! databases, bytes of Windows-1252 into files that it calls UTF-8.

use std::io::{self, Read};

use crate::text_checks::encodings::windows_character;

/// The number of bytes that are read at once.
const PIECE: u64 = 1 << 18;

/// A reader of UTF-8 without control characters and without a byte order mark.
pub(super) struct Clean<R> {
    inner: R,
    /// The bytes that were read and not cleaned: at the end of a piece, the beginning of a character.
    pending: Vec<u8>,
    ready: Vec<u8>,
    /// How many bytes of `ready` were taken.
    taken: usize,
    is_at_start: bool,
}

impl<R: Read> Clean<R> {
    pub(super) fn new(inner: R) -> Self {
        Self { inner, pending: Vec::new(), ready: Vec::new(), taken: 0, is_at_start: true }
    }

    /// Cleans the next piece. Nothing is ready after it at the end alone.
    fn fill(&mut self) -> io::Result<()> {
        self.ready.clear();
        self.taken = 0;
        let is_at_end = (&mut self.inner).take(PIECE).read_to_end(&mut self.pending)? == 0;
        if std::mem::take(&mut self.is_at_start) && self.pending.starts_with(b"\xef\xbb\xbf") {
            self.pending.drain(..3);
        }
        let mut rest = &self.pending[..];
        loop {
            match std::str::from_utf8(rest) {
                Ok(text) => {
                    push(&mut self.ready, text);
                    rest = &[];
                    break;
                }
                Err(error) => {
                    let (text, odd) = rest.split_at(error.valid_up_to());
                    push(&mut self.ready, std::str::from_utf8(text).unwrap_or_default());
                    rest = odd;
                    if error.error_len().is_none() && !is_at_end {
                        break;
                    }
                    let Some((byte, after)) = odd.split_first() else { break };
                    push(&mut self.ready, windows_character(*byte).unwrap_or(' ').encode_utf8(&mut [0; 4]));
                    rest = after;
                }
            }
        }
        self.pending = rest.to_vec();
        Ok(())
    }
}

/// Appends a text without the characters that XML 1.0 does not have (section 2.2).
fn push(ready: &mut Vec<u8>, text: &str) {
    let is_odd = |c: char| c < ' ' && !matches!(c, '\t' | '\n' | '\r') || matches!(c, '\u{fffe}' | '\u{ffff}');
    if text.bytes().all(|byte| byte >= b' ' && byte != 0xef || matches!(byte, b'\t' | b'\n' | b'\r')) {
        ready.extend_from_slice(text.as_bytes());
    } else {
        ready.extend(text.chars().filter(|c| !is_odd(*c)).collect::<String>().bytes());
    }
}

impl<R: Read> Read for Clean<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.taken == self.ready.len() {
            self.fill()?;
            // A piece of nothing but control characters is not the end.
            while self.ready.is_empty() && !self.pending.is_empty() {
                self.fill()?;
            }
        }
        let length = buffer.len().min(self.ready.len() - self.taken);
        buffer[..length].copy_from_slice(&self.ready[self.taken..self.taken + length]);
        self.taken += length;
        Ok(length)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cleaned(bytes: &[u8]) -> String {
        let mut text = String::new();
        Clean::new(bytes).read_to_string(&mut text).unwrap();
        text
    }

    #[test]
    fn characters_that_xml_does_not_have() {
        assert_eq!(cleaned(b"\xef\xbb\xbfa\x08b\x00\tc\r\n\xef\xbf\xbe\xef\xbb\xbf"), "ab\tc\r\n\u{feff}");
        assert_eq!(cleaned("Größe – 中文 🙂".as_bytes()), "Größe – 中文 🙂");
    }

    #[test]
    fn bytes_of_windows_1252() {
        assert_eq!(cleaned(b"caf\xe9 \x93hi\x94 \x81 \xc3"), "café “hi”   Ã");
    }

    #[test]
    fn pieces_may_end_within_a_character() {
        let long = format!("{}é{}", "x".repeat(usize::try_from(PIECE).unwrap() - 1), "y".repeat(10));
        assert_eq!(cleaned(long.as_bytes()), long);
    }
}
