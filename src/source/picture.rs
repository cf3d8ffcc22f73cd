//! The formats of pictures, as their first bytes have them, whatever the name says.

use super::has_extension;

/// The bytes at the start of a file that say its format.
pub(super) const START: usize = 1024;

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
    /// SVG.
    Svg,
    /// TIFF.
    Tiff,
    /// WebP.
    WebP,
}

use PictureFormat::{Avif, Bmp, Gif, Heic, Jpeg, JpegXl, Png, Svg, Tiff, WebP};

impl PictureFormat {
    const ALL: [Self; 10] = [Avif, Bmp, Gif, Heic, Jpeg, JpegXl, Png, Svg, Tiff, WebP];

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
            Svg => "SVG",
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
            Svg => &["svg"],
            Tiff => &["tif", "tiff"],
            WebP => &["webp"],
        }
    }

    /// Returns true if all browsers show it.
    pub fn is_shown_by_browsers(self) -> bool {
        match self {
            Avif | Gif | Jpeg | Png | Svg | WebP => true,
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
            [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1a, b'\n', ..] => Some(Png),
            _ => is_svg(start).then_some(Svg),
        }
    }
}

/// Returns true for the start of an SVG, which may have a declaration and comments before its first tag.
fn is_svg(start: &[u8]) -> bool {
    let text = String::from_utf8_lossy(start.get(..START).unwrap_or(start));
    let text = text.trim_start_matches('\u{feff}').trim_start();
    let before = text.split("<svg").next().unwrap_or_default();
    text.starts_with('<') && before.len() < text.len() && !before.to_ascii_lowercase().contains("html")
}

/// Returns the format of a file with these brands (ISO 14496-12: the own one, a version, the compatible ones).
fn of_brands(brands: &[u8]) -> Option<PictureFormat> {
    let has = |wanted: &[&[u8; 4]]| brands.chunks_exact(4).any(|brand| wanted.iter().any(|wanted| brand == *wanted));
    if has(&[b"avif", b"avis"]) {
        return Some(Avif);
    }
    has(&[b"heic", b"heix", b"hevc", b"hevx", b"heim", b"heis", b"mif1", b"msf1"]).then_some(Heic)
}
