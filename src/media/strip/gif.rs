//! GIF (version 89a): blocks of sub-blocks, each with its length.

use super::part;
use crate::source::gif_color_table;

/// The end of a GIF.
const TRAILER: u8 = b';';

/// Returns the frames, their times, and how often they repeat.
pub(super) fn stripped(bytes: &[u8]) -> Option<Vec<u8>> {
    let head = part(bytes, 0, 13)?;
    let mut at = 13 + usize::from(gif_color_table(head[10]));
    let mut out = bytes.get(..at).unwrap_or(bytes).to_vec();
    while let Some((block, is_kept)) = next(bytes, at) {
        at += block.len();
        if is_kept {
            out.extend_from_slice(block);
        }
    }
    out.push(TRAILER);
    Some(out)
}

/// Returns the block at an offset, and true if the picture needs it. `None` at the end, or where it cannot be read.
fn next(bytes: &[u8], at: usize) -> Option<(&[u8], bool)> {
    let (body, is_kept) = match bytes.get(at..)? {
        [b'!', 0xf9, ..] => (at + 2, true),
        [b'!', 0xff, 11, name @ ..] => (at + 2, name.starts_with(b"NETSCAPE2.0") || name.starts_with(b"ANIMEXTS1.0")),
        [b'!', _, ..] => (at + 2, false),
        [b',', _, _, _, _, _, _, _, _, flags, ..] => (at + 11 + usize::from(gif_color_table(*flags)), true),
        _ => return None,
    };
    let mut end = body;
    loop {
        let length = usize::from(*bytes.get(end)?);
        end += 1 + length;
        if length == 0 {
            return Some((bytes.get(at..end)?, is_kept));
        }
    }
}
