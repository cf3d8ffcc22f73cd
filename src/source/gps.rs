//! Finds out if a picture or video says where it was taken: the GPS part of its Exif data (CIPA DC-008), the same in XMP,
//! or the place that phones write into videos (ISO 6709). And whether the camera lay on its side.

use std::io::{self, Read, Seek, SeekFrom};
use std::sync::LazyLock;

use aho_corasick::AhoCorasick;

/// The marks before Exif data in JPEG, HEIC and AVIF, in PNG, and in WebP; the fields of XMP and of Apple; and the mark
/// before the location in videos of Android.
const MARKS: [&[u8]; 6] = [b"Exif\0\0", b"eXIf", b"EXIF", b"GPSLatitude", b"quicktime.location.ISO6709", b"\xa9xyz"];

/// The longest mark, but for its last byte.
const OVERLAP: usize = 25;

/// The most marks of each kind in a file that are looked at.
const MOST_MARKS: usize = 16;

/// The most entries of a directory that are looked at. Cameras write some fifty.
const MOST_ENTRIES: u16 = 1024;

/// The tag of the orientation.
const ORIENTATION: u16 = 0x0112;

/// The tag of the pointer to the GPS part, and those of latitude and longitude in it.
const GPS_POINTER: u16 = 0x8825;
const LATITUDE: u16 = 2;
const LONGITUDE: u16 = 4;

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
                0 | 1 if self.exif.len() < MOST_MARKS => self.exif.push(end),
                // In WebP, the size of the part follows.
                2 if self.exif.len() < MOST_MARKS => self.exif.push(end + 4),
                3 | 4 => self.has_field = true,
                // A length and a language follow.
                5 if self.video.len() < MOST_MARKS => self.video.push(end + 4),
                _ => {}
            }
        }
    }

    /// Returns true if the camera lay on its side, so that browsers turn the picture: its height is its width.
    pub(super) fn is_on_its_side(&self, file: &mut (impl Read + Seek)) -> bool {
        let orientation = self.exif.first().and_then(|start| Tiff::open(file, *start).ok()?.orientation().ok()?);
        orientation.is_some_and(|orientation| (5..=8).contains(&orientation))
    }

    /// Returns true if the file says where it was taken.
    pub(super) fn finish(self, file: &mut (impl Read + Seek)) -> bool {
        // A TIFF file is Exif data from its first byte on.
        let mut exif = std::iter::once(0).chain(self.exif);
        self.has_field
            || self.video.iter().any(|start| matches!(read_at(file, *start), Ok([b'+' | b'-'])))
            || exif.any(|start| Tiff::open(file, start).and_then(|mut tiff| tiff.has_place()).unwrap_or(false))
    }
}

/// The structure that Exif data has: TIFF 6.0.
struct Tiff<'f, R> {
    file: &'f mut R,
    start: u64,
    is_big_endian: bool,
}

impl<'f, R: Read + Seek> Tiff<'f, R> {
    fn open(file: &'f mut R, start: u64) -> io::Result<Self> {
        let mut tiff = Self { file, start, is_big_endian: false };
        match &tiff.read::<4>(0)? {
            b"II*\0" => {}
            b"MM\0*" => tiff.is_big_endian = true,
            _ => return Err(io::ErrorKind::InvalidData.into()),
        }
        Ok(tiff)
    }

    fn has_place(&mut self) -> io::Result<bool> {
        let first = self.number(4)?;
        let Some(gps) = self.entry(first, &[GPS_POINTER])? else { return Ok(false) };
        self.entry(gps, &[LATITUDE, LONGITUDE]).map(|place| place.is_some())
    }

    /// Returns how the picture is to be turned and mirrored, as a number from 1 to 8.
    fn orientation(&mut self) -> io::Result<Option<u16>> {
        let first = self.number(4)?;
        let value = self.entry(first, &[ORIENTATION])?;
        // A short number fills the first half of its field.
        Ok(value.and_then(|value| u16::try_from(if self.is_big_endian { value >> 16 } else { value & 0xffff }).ok()))
    }

    /// Returns the value of the first entry with one of these tags in the directory at an offset.
    fn entry(&mut self, directory: u32, tags: &[u16]) -> io::Result<Option<u32>> {
        let [a, b] = self.read(directory.into())?;
        let count = if self.is_big_endian { u16::from_be_bytes([a, b]) } else { u16::from_le_bytes([a, b]) };
        for at in 0..u64::from(count.min(MOST_ENTRIES)) {
            let entry = u64::from(directory) + 2 + 12 * at;
            let [a, b] = self.read(entry)?;
            let tag = if self.is_big_endian { u16::from_be_bytes([a, b]) } else { u16::from_le_bytes([a, b]) };
            if tags.contains(&tag) {
                return self.number(entry + 8).map(Some);
            }
        }
        Ok(None)
    }

    fn number(&mut self, at: u64) -> io::Result<u32> {
        let bytes = self.read(at)?;
        Ok(if self.is_big_endian { u32::from_be_bytes(bytes) } else { u32::from_le_bytes(bytes) })
    }

    fn read<const N: usize>(&mut self, at: u64) -> io::Result<[u8; N]> {
        read_at(self.file, self.start + at)
    }
}

fn read_at<const N: usize>(file: &mut (impl Read + Seek), at: u64) -> io::Result<[u8; N]> {
    let mut bytes = [0; N];
    file.seek(SeekFrom::Start(at))?;
    file.read_exact(&mut bytes)?;
    Ok(bytes)
}
