//! Pictures as their bytes have them: the format, whatever the name says, and whether the end is there.

use std::io::{self, BufRead, BufReader, ErrorKind, Read, Seek, SeekFrom};

use super::has_extension;

/// A format of pictures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PictureFormat {
    /// AVIF.
    Avif,
    /// BMP.
    Bmp,
    /// GIF.
    Gif,
    /// HEIC, the format of iPhones; HEIF.
    Heic,
    /// JPEG.
    Jpeg,
    /// JPEG XL.
    JpegXl,
    /// PNG; animated, too.
    Png,
    /// TIFF.
    Tiff,
    /// WebP.
    WebP,
}

use PictureFormat::{Avif, Bmp, Gif, Heic, Jpeg, JpegXl, Png, Tiff, WebP};

impl PictureFormat {
    const ALL: [Self; 9] = [Avif, Bmp, Gif, Heic, Jpeg, JpegXl, Png, Tiff, WebP];

    /// Returns its name.
    pub fn name(self) -> &'static str {
        match self {
            Avif => "AVIF",
            Bmp => "BMP",
            Gif => "GIF",
            Heic => "HEIC",
            Jpeg => "JPEG",
            JpegXl => "JPEG XL",
            Png => "PNG",
            Tiff => "TIFF",
            WebP => "WebP",
        }
    }

    /// Returns the extensions of its files, without the dot; the usual one first.
    pub fn extensions(self) -> &'static [&'static str] {
        match self {
            Avif => &["avif"],
            Bmp => &["bmp"],
            Gif => &["gif"],
            Heic => &["heic", "heif"],
            Jpeg => &["jpg", "jpeg", "jfif"],
            JpegXl => &["jxl"],
            Png => &["png", "apng"],
            Tiff => &["tif", "tiff"],
            WebP => &["webp"],
        }
    }

    /// Returns true if all browsers show it.
    pub fn is_shown_by_browsers(self) -> bool {
        match self {
            Avif | Gif | Jpeg | Png | WebP => true,
            Bmp | Heic | JpegXl | Tiff => false,
        }
    }

    /// Returns the format that a name promises; `None` if it promises another kind of file.
    pub fn of_name(path: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| has_extension(path, format.extensions()))
    }

    /// Returns the format of a file that begins with these bytes; `None` if it is no picture.
    pub fn of_start(start: &[u8]) -> Option<Self> {
        match start {
            [0xff, 0xd8, 0xff, ..] => Some(Jpeg),
            [b'G', b'I', b'F', b'8', ..] => Some(Gif),
            [b'B', b'M', _, _, _, _, 0, 0, 0, 0, ..] => Some(Bmp),
            [b'I', b'I', b'*', 0, ..] | [b'M', b'M', 0, b'*', ..] => Some(Tiff),
            [0xff, 0x0a, ..] | [0, 0, 0, 0x0c, b'J', b'X', b'L', b' ', ..] => Some(JpegXl),
            [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Some(WebP),
            [_, _, _, length, b'f', b't', b'y', b'p', ..] => of_brands(start.get(8..usize::from(*length))?),
            _ => start.starts_with(b"\x89PNG\r\n\x1a\n").then_some(Png),
        }
    }
}

/// Returns the format of a file with these brands (ISO 14496-12: the own one, a version, the compatible ones).
fn of_brands(brands: &[u8]) -> Option<PictureFormat> {
    let has = |wanted: &[&[u8; 4]]| brands.chunks_exact(4).any(|brand| wanted.iter().any(|wanted| brand == *wanted));
    if has(&[b"avif", b"avis"]) {
        return Some(Avif);
    }
    has(&[b"heic", b"heix", b"hevc", b"hevx", b"heim", b"heis", b"mif1", b"msf1"]).then_some(Heic)
}

/// Returns false if a picture ends before its format says so. What is behind its end is not looked at, and neither is a
/// structure that we do not know: browsers are generous.
pub(super) fn is_complete(file: &mut (impl Read + Seek), format: PictureFormat, length: u64) -> io::Result<bool> {
    file.seek(SeekFrom::Start(0))?;
    let mut bytes = PictureBytes { reader: BufReader::new(file), left: length };
    let walked = match format {
        Jpeg => bytes.walk_jpeg(),
        Png => bytes.walk_png(),
        Gif => bytes.walk_gif(),
        WebP => bytes.walk_webp(),
        Avif | Heic => bytes.walk_boxes(),
        Bmp | JpegXl | Tiff => Ok(()),
    };
    match walked {
        Err(error) if error.kind() == ErrorKind::UnexpectedEof => Ok(false),
        Err(error) if error.kind() != ErrorKind::InvalidData => Err(error),
        Ok(()) | Err(_) => Ok(true),
    }
}

/// The bytes of a picture, from its start on. Each method fails with `UnexpectedEof` where they end.
struct PictureBytes<R> {
    reader: BufReader<R>,
    left: u64,
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
            self.skip(u64::from(length).saturating_sub(2))?;
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
            self.skip(u64::from(u32::from_be_bytes([a, b, c, d])) + 4)?;
            if kind == *b"IEND" {
                return Ok(());
            }
        }
    }

    /// GIF: blocks, of which each has sub-blocks with a length. Many a file lacks the mark of the end.
    fn walk_gif(&mut self) -> io::Result<()> {
        self.skip(10)?;
        let [flags, ..]: [u8; 3] = self.read()?;
        self.skip(color_table(flags))?;
        while self.left > 0 {
            match self.read()? {
                [b'!'] => self.skip(1)?,
                [b','] => {
                    self.skip(8)?;
                    let [flags] = self.read()?;
                    self.skip(color_table(flags) + 1)?;
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

    /// WebP: a length, then as much. Some writers count a byte that they leave out.
    fn walk_webp(&mut self) -> io::Result<()> {
        self.skip(4)?;
        let length = u32::from_le_bytes(self.read()?);
        self.skip(u64::from(length).saturating_sub(1))
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
        Ok(bytes)
    }

    fn skip(&mut self, count: u64) -> io::Result<()> {
        self.left = self.left.checked_sub(count).ok_or(ErrorKind::UnexpectedEof)?;
        self.reader.seek_relative(i64::try_from(count).map_err(|_| ErrorKind::UnexpectedEof)?)
    }
}

/// The length of the color table that these flags announce.
fn color_table(flags: u8) -> u64 {
    if flags & 0x80 == 0 { 0 } else { 3 << ((flags & 7) + 1) }
}
