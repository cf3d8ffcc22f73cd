//! Exif data (CIPA DC-008), which has the structure of TIFF 6.0.

use std::io::{self, Read, Seek, SeekFrom};

/// The most entries of a directory that are looked at. Cameras write some fifty.
const MOST_ENTRIES: u16 = 1024;

/// The tag of the orientation.
const ORIENTATION: u16 = 0x0112;

/// The tag of the pointer to the GPS part, and those of latitude and longitude in it.
const GPS_POINTER: u16 = 0x8825;
const LATITUDE: u16 = 2;
const LONGITUDE: u16 = 4;

/// Returns how a picture is to be turned and mirrored, as a number from 1 to 8, from Exif data at an offset.
pub fn exif_orientation(file: &mut (impl Read + Seek), start: u64) -> u8 {
    let orientation = Tiff::open(file, start).and_then(|mut tiff| tiff.orientation()).ok().flatten();
    let orientation = orientation.and_then(|orientation| u8::try_from(orientation).ok());
    orientation.filter(|orientation| (2..=8).contains(orientation)).unwrap_or(1)
}

/// The structure that Exif data has: TIFF 6.0.
pub(super) struct Tiff<'f, R> {
    file: &'f mut R,
    start: u64,
    is_big_endian: bool,
}

impl<'f, R: Read + Seek> Tiff<'f, R> {
    pub(super) fn open(file: &'f mut R, start: u64) -> io::Result<Self> {
        let mut tiff = Self { file, start, is_big_endian: false };
        match &tiff.read::<4>(0)? {
            b"II*\0" => {}
            b"MM\0*" => tiff.is_big_endian = true,
            _ => return Err(io::ErrorKind::InvalidData.into()),
        }
        Ok(tiff)
    }

    pub(super) fn has_place(&mut self) -> io::Result<bool> {
        let first = self.number(4)?;
        let Some(gps) = self.entry(first, &[GPS_POINTER])? else { return Ok(false) };
        self.entry(gps, &[LATITUDE, LONGITUDE]).map(|place| place.is_some())
    }

    /// Returns the number of the orientation, if there is one.
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

pub(super) fn read_at<const N: usize>(file: &mut (impl Read + Seek), at: u64) -> io::Result<[u8; N]> {
    let mut bytes = [0; N];
    file.seek(SeekFrom::Start(at))?;
    file.read_exact(&mut bytes)?;
    Ok(bytes)
}
