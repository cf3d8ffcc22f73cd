//! WebP (RFC 9649): a RIFF file of chunks, each with a type, a length, and a byte more if that is odd.

use super::part;
use crate::media::exif;

/// The flags of an extended file that say that it has Exif data and XMP.
const HAS_EXIF: u8 = 0x08;
const HAS_XMP: u8 = 0x04;

/// The chunks that the picture itself needs.
const KEPT: [&[u8; 4]; 6] = [b"ICCP", b"ANIM", b"ANMF", b"ALPH", b"VP8 ", b"VP8L"];

/// The bytes of a frame before its own chunks.
const FRAME_HEAD: usize = 16;

/// Returns the chunks that the picture itself needs.
pub(super) fn stripped(bytes: &[u8]) -> Option<Vec<u8>> {
    if part(bytes, 0, 4)? != b"RIFF" || part(bytes, 8, 4)? != b"WEBP" {
        return None;
    }
    let chunks = chunks(&bytes[12..]);
    let exif = chunks.iter().find(|(kind, _)| *kind == b"EXIF");
    // Some writers put the mark of a JPEG's segment before it.
    let exif = exif.map(|(_, data)| data.strip_prefix(b"Exif\0\0").unwrap_or(data));
    // Only an extended file has metadata.
    let is_extended = chunks.first().is_some_and(|(kind, _)| *kind == b"VP8X");
    let orientation = exif.filter(|_| is_extended).and_then(exif::orientation);
    let mut out = b"WEBP".to_vec();
    for (kind, data) in &chunks {
        match (*kind, *data) {
            (b"VP8X", [flags, rest @ ..]) => {
                let flags = flags & !(HAS_EXIF | HAS_XMP) | orientation.map_or(0, |_| HAS_EXIF);
                push(&mut out, kind, &[&[flags], rest].concat());
            }
            (b"ANMF", data) => push(&mut out, kind, &frame(data)),
            (kind, data) if KEPT.iter().any(|kept| *kept == kind) => push(&mut out, kind, data),
            _ => {}
        }
    }
    if let Some(orientation) = orientation {
        push(&mut out, b"EXIF", &exif::with_orientation(orientation));
    }
    let length = u32::try_from(out.len()).ok()?;
    Some([b"RIFF", &length.to_le_bytes()[..], &out].concat())
}

/// Returns a frame of an animation with its own chunks, of which it may have others than these.
fn frame(data: &[u8]) -> Vec<u8> {
    let (head, rest) = data.split_at(FRAME_HEAD.min(data.len()));
    let mut out = head.to_vec();
    for (kind, data) in chunks(rest) {
        if KEPT.iter().any(|kept| *kept == kind) {
            push(&mut out, kind, data);
        }
    }
    out
}

/// Returns the chunks in these bytes, as far as they are there.
fn chunks(bytes: &[u8]) -> Vec<(&[u8], &[u8])> {
    let mut chunks = Vec::new();
    let mut at = 0;
    while let (Some(kind), Some(length)) = (part(bytes, at, 4), length(bytes, at + 4)) {
        // Some writers count a byte that they leave out.
        let Some(data) = part(bytes, at + 8, length).or_else(|| part(bytes, at + 8, length.saturating_sub(1))) else {
            break;
        };
        chunks.push((kind, data));
        at += 8 + length + length % 2;
    }
    chunks
}

fn length(bytes: &[u8], at: usize) -> Option<usize> {
    let four: [u8; 4] = part(bytes, at, 4)?.try_into().ok()?;
    usize::try_from(u32::from_le_bytes(four)).ok()
}

fn push(out: &mut Vec<u8>, kind: &[u8], data: &[u8]) {
    out.extend_from_slice(kind);
    out.extend(u32::try_from(data.len()).unwrap_or_default().to_le_bytes());
    out.extend_from_slice(data);
    out.extend((data.len() % 2 == 1).then_some(0));
}
