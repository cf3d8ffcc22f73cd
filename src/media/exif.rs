//! The one entry of Exif data (CIPA DC-008, with the structure of TIFF 6.0) without which a picture would be another: how it
//! is turned.

use std::io::Cursor;

use crate::source::exif_orientation;

/// Returns how a picture is to be turned and mirrored, as a number from 2 to 8, from its Exif data. `None` if it is shown as
/// it is stored.
pub(super) fn orientation(exif: &[u8]) -> Option<u8> {
    Some(exif_orientation(&mut Cursor::new(exif), 0)).filter(|orientation| *orientation > 1)
}

/// Returns Exif data that says how a picture is turned, and nothing else: one entry, a short number.
pub(super) fn with_orientation(orientation: u8) -> Vec<u8> {
    let mut exif = b"MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0".to_vec();
    exif.extend([orientation, 0, 0, 0, 0, 0, 0]);
    exif
}
