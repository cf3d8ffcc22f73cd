//! Pictures as their parts have them: whether the end is there, how they are turned, and whether they move.

use std::io::{self, BufRead, BufReader, ErrorKind, Read, Seek, SeekFrom};

use super::picture::PictureFormat;
use super::tiff::exif_orientation;

/// The facts that the structure of a picture has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PictureFacts {
    /// The format of the bytes.
    pub format: PictureFormat,
    /// How it is to be turned and mirrored, as a number from 1 to 8 (CIPA DC-008); 1 is as it is stored.
    pub orientation: u8,
    /// True if it may have several frames.
    pub is_animated: bool,
    /// False if it ends before its format says so.
    pub is_complete: bool,
}

impl PictureFacts {
    /// Returns true if its height is its width once it is turned.
    pub(super) fn is_on_its_side(self) -> bool {
        self.orientation >= 5
    }
}

/// Reads the structure of a picture. What is behind its end is not looked at, and neither is a structure that we do not know:
/// browsers are generous.
pub(super) fn facts(file: &mut (impl Read + Seek), format: PictureFormat, length: u64) -> io::Result<PictureFacts> {
    file.seek(SeekFrom::Start(0))?;
    let mut bytes =
        PictureBytes { reader: BufReader::new(&mut *file), left: length, at: 0, exif: None, is_animated: false };
    let walked = match format {
        PictureFormat::Jpeg => bytes.walk_jpeg(),
        PictureFormat::Png => bytes.walk_png(),
        PictureFormat::Gif => bytes.walk_gif(),
        PictureFormat::WebP => bytes.walk_webp(),
        PictureFormat::Avif | PictureFormat::Heic => bytes.walk_boxes(),
        PictureFormat::Bmp | PictureFormat::JpegXl | PictureFormat::Svg | PictureFormat::Tiff => Ok(()),
    };
    let is_complete = match walked {
        Err(error) if error.kind() == ErrorKind::UnexpectedEof => false,
        Err(error) if error.kind() != ErrorKind::InvalidData => return Err(error),
        Ok(()) | Err(_) => true,
    };
    let (exif, is_animated) = (bytes.exif, bytes.is_animated);
    let orientation = exif.map_or(1, |start| exif_orientation(file, start));
    Ok(PictureFacts { format, orientation, is_animated, is_complete })
}

/// The bytes of a picture, from its start on. Each method fails with `UnexpectedEof` where they end.
struct PictureBytes<R> {
    reader: BufReader<R>,
    left: u64,
    /// The offset.
    at: u64,
    /// The offset of Exif data.
    exif: Option<u64>,
    is_animated: bool,
}

impl<R: Read + Seek> PictureBytes<R> {
    /// JPEG (ITU-T T.81, annex B): segments with a length, until the first scan; then coded data, until the end.
    fn walk_jpeg(&mut self) -> io::Result<()> {
        self.skip(2)?;
        loop {
            let [0xff, mut marker] = self.read()? else { return Err(ErrorKind::InvalidData.into()) };
            while marker == 0xff {
                [marker] = self.read()?;
            }
            // Marks without a segment. They do not belong here, but browsers do not mind.
            if matches!(marker, 0x01 | 0xd0..=0xd7) {
                continue;
            }
            let length = u16::from_be_bytes(self.read()?);
            let end = self.at + u64::from(length).saturating_sub(2);
            if marker == 0xe1 && self.exif.is_none() && length >= 8 && self.read()? == *b"Exif\0\0" {
                self.exif = Some(self.at);
            }
            self.skip(end - self.at)?;
            if marker == 0xda {
                return self.find_end_of_image();
            }
        }
    }

    /// In coded data, `FF` is followed by a zero or is a marker.
    fn find_end_of_image(&mut self) -> io::Result<()> {
        loop {
            self.reader.skip_until(0xff)?;
            let mut marker = [0xff];
            while marker == [0xff] {
                self.reader.read_exact(&mut marker)?;
            }
            if marker == [0xd9] {
                return Ok(());
            }
        }
    }

    /// PNG: chunks with a length, a type and a checksum.
    fn walk_png(&mut self) -> io::Result<()> {
        self.skip(8)?;
        loop {
            let [a, b, c, d, kind @ ..]: [u8; 8] = self.read()?;
            self.is_animated |= kind == *b"acTL";
            if kind == *b"eXIf" {
                self.exif = Some(self.at);
            }
            self.skip(u64::from(u32::from_be_bytes([a, b, c, d])) + 4)?;
            if kind == *b"IEND" {
                return Ok(());
            }
        }
    }

    /// GIF: blocks, of which each has sub-blocks with a length. Many a file lacks the mark of the end.
    fn walk_gif(&mut self) -> io::Result<()> {
        self.is_animated = true;
        self.skip(10)?;
        let [flags, ..]: [u8; 3] = self.read()?;
        self.skip(gif_color_table(flags).into())?;
        while self.left > 0 {
            match self.read()? {
                [b'!'] => self.skip(1)?,
                [b','] => {
                    self.skip(8)?;
                    let [flags] = self.read()?;
                    self.skip(u64::from(gif_color_table(flags)) + 1)?;
                }
                _ => return Ok(()),
            }
            loop {
                let [length] = self.read()?;
                self.skip(length.into())?;
                if length == 0 {
                    break;
                }
            }
        }
        Ok(())
    }

    /// WebP: a length, then as much. Some writers count a byte that they leave out. Only an extended file has metadata.
    fn walk_webp(&mut self) -> io::Result<()> {
        self.skip(4)?;
        let length = u32::from_le_bytes(self.read()?);
        let end = self.at + u64::from(length).saturating_sub(1);
        let is_whole = self.left >= end - self.at;
        self.skip(4.min(self.left))?;
        while self.at + 8 < end && self.left >= 8 {
            let [kind @ .., a, b, c, d]: [u8; 8] = self.read()?;
            self.is_animated |= kind == *b"ANIM" || kind == *b"ANMF";
            if kind == *b"EXIF" {
                // Some writers put the mark of a JPEG's segment before it.
                let has_mark = self.reader.fill_buf()?.starts_with(b"Exif\0\0");
                self.exif = Some(self.at + if has_mark { 6 } else { 0 });
            }
            let length = u64::from(u32::from_le_bytes([a, b, c, d]));
            self.skip((length + length % 2).min(self.left))?;
        }
        if is_whole { Ok(()) } else { Err(ErrorKind::UnexpectedEof.into()) }
    }

    /// AVIF and HEIC (ISO 14496-12): boxes with a length. A length of zero is up to the end.
    fn walk_boxes(&mut self) -> io::Result<()> {
        while self.left > 0 {
            let [a, b, c, d, ..]: [u8; 8] = self.read()?;
            match u32::from_be_bytes([a, b, c, d]) {
                0 => return Ok(()),
                1 => {
                    let length = u64::from_be_bytes(self.read()?);
                    self.skip(length.saturating_sub(16))?;
                }
                length => self.skip(u64::from(length).saturating_sub(8))?,
            }
        }
        Ok(())
    }

    fn read<const N: usize>(&mut self) -> io::Result<[u8; N]> {
        let mut bytes = [0; N];
        self.reader.read_exact(&mut bytes)?;
        self.left = self.left.saturating_sub(N as u64);
        self.at += N as u64;
        Ok(bytes)
    }

    fn skip(&mut self, count: u64) -> io::Result<()> {
        self.left = self.left.checked_sub(count).ok_or(ErrorKind::UnexpectedEof)?;
        self.at += count;
        self.reader.seek_relative(i64::try_from(count).map_err(|_| ErrorKind::UnexpectedEof)?)
    }
}

/// Returns the length of the color table of a GIF that these flags announce, in bytes.
pub fn gif_color_table(flags: u8) -> u16 {
    if flags & 0x80 == 0 { 0 } else { 3 << ((flags & 7) + 1) }
}
