//! Finds out if a video says where it was taken: the place that phones write into videos (ISO 6709), the GPS part of
//! Exif data, or the same in XMP. From pictures, it is taken out.

use std::io::{Read, Seek};
use std::sync::LazyLock;

use aho_corasick::AhoCorasick;

use super::tiff::{Tiff, read_at};

/// The mark before Exif data, the fields of XMP and of Apple, and the mark before the location in videos of Android.
const MARKS: [&[u8]; 4] = [b"Exif\0\0", b"GPSLatitude", b"quicktime.location.ISO6709", b"\xa9xyz"];

/// The longest mark, but for its last byte.
const OVERLAP: usize = 25;

/// The most marks of each kind in a file that are looked at.
const MOST_MARKS: usize = 16;

static FINDER: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| AhoCorasick::new(MARKS).ok());

/// Looks for marks in the bytes of a file, which it is given piece by piece.
#[derive(Default)]
pub(super) struct PlaceFinder {
    /// The bytes so far.
    position: u64,
    /// The end of the last piece: a mark may lie across two of them.
    tail: Vec<u8>,
    /// The offsets at which Exif data may begin.
    exif: Vec<u64>,
    /// The offsets at which a place in a video may begin.
    video: Vec<u64>,
    has_field: bool,
}

impl PlaceFinder {
    pub(super) fn update(&mut self, piece: &[u8]) {
        let Some(finder) = &*FINDER else { return };
        let mut joint = std::mem::take(&mut self.tail);
        let before = joint.len() as u64;
        joint.extend_from_slice(&piece[..piece.len().min(OVERLAP)]);
        self.look(finder, &joint, self.position - before);
        self.look(finder, piece, self.position);
        self.position += piece.len() as u64;
        if piece.len() >= OVERLAP {
            joint.clear();
            joint.extend_from_slice(&piece[piece.len() - OVERLAP..]);
        } else {
            joint.drain(..joint.len().saturating_sub(OVERLAP));
        }
        self.tail = joint;
    }

    fn look(&mut self, finder: &AhoCorasick, bytes: &[u8], offset: u64) {
        for found in finder.find_iter(bytes) {
            let mark = found.pattern().as_usize();
            let end = offset + found.end() as u64;
            match mark {
                0 if self.exif.len() < MOST_MARKS => self.exif.push(end),
                1 | 2 => self.has_field = true,
                // A length and a language follow.
                3 if self.video.len() < MOST_MARKS => self.video.push(end + 4),
                _ => {}
            }
        }
    }

    /// Returns true if the file says where it was taken.
    pub(super) fn finish(&self, file: &mut (impl Read + Seek)) -> bool {
        let mut exif = self.exif.iter().copied();
        self.has_field
            || self.video.iter().any(|start| matches!(read_at(file, *start), Ok([b'+' | b'-'])))
            || exif.any(|start| Tiff::open(file, start).and_then(|mut tiff| tiff.has_place()).unwrap_or(false))
    }
}
