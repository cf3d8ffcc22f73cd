//! JPEG (ITU-T T.81, annex B): segments with a marker and a length, coded data after each scan's header, and an end.

use crate::media::exif;

/// The mark of Exif data in its segment.
const EXIF: &[u8] = b"Exif\0\0";

/// Returns the segments that the picture itself needs, up to its end. A motion photo, a gain map, and previews follow it.
pub(super) fn stripped(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut rest = bytes.strip_prefix(b"\xff\xd8")?;
    let (mut out, mut orientation) = (Vec::with_capacity(bytes.len()), None);
    while let Some((marker, after)) = next_marker(rest) {
        rest = after;
        // They have no segment, and do not belong here.
        if matches!(marker, 0x01 | 0xd0..=0xd8) {
            continue;
        }
        if marker == 0xd9 {
            break;
        }
        let Some(length) = rest.get(..2).map(|two| usize::from(two[0]) << 8 | usize::from(two[1])) else { break };
        let Some(data) = rest.get(2..length) else { break };
        rest = &rest[length..];
        if marker == 0xe1 && orientation.is_none() {
            orientation = data.strip_prefix(EXIF).and_then(exif::orientation);
        }
        if let Some(kept) = kept(marker, data) {
            push_segment(&mut out, marker, &kept);
        }
        if marker == 0xda {
            let coded = end_of_scan(rest);
            out.extend_from_slice(&rest[..coded]);
            rest = &rest[coded..];
        }
    }
    let mut all = b"\xff\xd8".to_vec();
    if let Some(orientation) = orientation {
        push_segment(&mut all, 0xe1, &[EXIF, &exif::with_orientation(orientation)].concat());
    }
    all.append(&mut out);
    all.extend_from_slice(b"\xff\xd9");
    Some(all)
}

/// Returns true if the colors of a JPEG are those of a printer: cyan, magenta, yellow, and black.
#[cfg(feature = "pictures")]
pub(in crate::media) fn has_four_colors(bytes: &[u8]) -> bool {
    let mut rest = bytes.get(2..).unwrap_or_default();
    while let Some((marker, after)) = next_marker(rest) {
        match (marker, after) {
            (0xc0..=0xc3 | 0xc5..=0xc7 | 0xc9..=0xcb | 0xcd..=0xcf, [_, _, _, _, _, _, _, colors, ..]) => {
                return *colors == 4;
            }
            (_, [high, low, ..]) => {
                let length = usize::from(*high) << 8 | usize::from(*low);
                rest = after.get(length..).unwrap_or_default();
            }
            _ => break,
        }
    }
    false
}

/// Returns the next marker and what follows it. What is before it is of no segment.
fn next_marker(bytes: &[u8]) -> Option<(u8, &[u8])> {
    let at = bytes.windows(2).position(|pair| pair[0] == 0xff && !matches!(pair[1], 0 | 0xff))?;
    Some((bytes[at + 1], &bytes[at + 2..]))
}

/// Returns the length of the coded data of a scan: a zero or the mark of a restart follows each `FF` in it.
fn end_of_scan(bytes: &[u8]) -> usize {
    let ends = |pair: &[u8]| pair[0] == 0xff && !matches!(pair[1], 0 | 0xff | 0xd0..=0xd7);
    bytes.windows(2).position(ends).unwrap_or(bytes.len())
}

/// Returns what is kept of the data of a segment. `None` if it is left out.
fn kept(marker: u8, data: &[u8]) -> Option<Vec<u8>> {
    match marker {
        // JFIF: its version and density, without its preview.
        0xe0 if data.starts_with(b"JFIF\0") => Some([data.get(..12)?, &[0, 0]].concat()),
        // The color profile, which may be in several parts.
        0xe2 if data.starts_with(b"ICC_PROFILE\0") => Some(data.to_vec()),
        // How Adobe's programs encoded the colors.
        0xee if data.starts_with(b"Adobe") => data.get(..12).map(<[u8]>::to_vec),
        // Frames, tables, scans, and restarts.
        0xc0..=0xcf | 0xda..=0xdf => Some(data.to_vec()),
        _ => None,
    }
}

fn push_segment(out: &mut Vec<u8>, marker: u8, data: &[u8]) {
    // No segment that was read is longer.
    let length = u16::try_from(data.len() + 2).unwrap_or(u16::MAX);
    out.extend([0xff, marker]);
    out.extend(length.to_be_bytes());
    out.extend_from_slice(data);
}
