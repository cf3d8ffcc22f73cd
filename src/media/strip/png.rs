//! PNG (W3C, third edition): chunks with a length, a type, and a checksum.

use flate2::Crc;

use super::{number, part};
use crate::media::exif;

const SIGNATURE: &[u8] = b"\x89PNG\r\n\x1a\n";

/// The chunks that the picture itself needs: the picture, its transparency, its colors, its density, and its animation.
const KEPT: [&[u8; 4]; 20] = [
    b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"cHRM", b"gAMA", b"iCCP", b"sBIT", b"sRGB", b"cICP", b"mDCV",
    b"cLLI", b"bKGD", b"hIST", b"pHYs", b"sPLT", b"acTL", b"fcTL", b"fdAT",
];

/// Returns the chunks that the picture itself needs, up to its end.
pub(super) fn stripped(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut rest = bytes.strip_prefix(SIGNATURE)?;
    let (mut chunks, mut orientation) = (Vec::new(), None);
    while let Some(chunk) = next(rest) {
        rest = &rest[chunk.len()..];
        let (kind, data) = (&chunk[4..8], &chunk[8..chunk.len() - 4]);
        if kind == b"eXIf" {
            orientation = exif::orientation(data);
        }
        chunks.extend(KEPT.iter().any(|kept| *kept == kind).then_some(chunk));
        if kind == b"IEND" {
            break;
        }
    }
    let mut out = Vec::with_capacity(bytes.len());
    out.extend_from_slice(SIGNATURE);
    for (number, chunk) in chunks.into_iter().enumerate() {
        if let (1, Some(orientation)) = (number, orientation) {
            push_chunk(&mut out, *b"eXIf", &exif::with_orientation(orientation));
        }
        out.extend_from_slice(chunk);
    }
    Some(out)
}

/// Returns the chunk at the start of these bytes. `None` if they end before it does.
fn next(bytes: &[u8]) -> Option<&[u8]> {
    part(bytes, 0, number(bytes, 0)?.checked_add(12)?)
}

fn push_chunk(out: &mut Vec<u8>, kind: [u8; 4], data: &[u8]) {
    let mut checksum = Crc::new();
    checksum.update(&kind);
    checksum.update(data);
    out.extend(u32::try_from(data.len()).unwrap_or_default().to_be_bytes());
    out.extend(kind);
    out.extend_from_slice(data);
    out.extend(checksum.sum().to_be_bytes());
}
