//! Takes out of a picture whatever is not the picture: where and when it was taken, by whom and with what, comments,
//! previews, and what follows its end. Nothing is decoded, so nothing of the picture is lost.

mod boxes;
mod gif;
mod jpeg;
mod png;
mod svg;
mod tiff;
mod webp;

use crate::source::PictureFormat;

#[cfg(feature = "pictures")]
pub(super) use jpeg::has_four_colors;

/// Returns a picture without its metadata. How it is turned stays in it, and so do its colors. `None` if its structure is not
/// understood, so that nobody knows what is in it. A BMP comes back as it is: it has none.
pub fn without_metadata(format: PictureFormat, bytes: &[u8]) -> Option<Vec<u8>> {
    match format {
        PictureFormat::Jpeg => jpeg::stripped(bytes),
        PictureFormat::Png => png::stripped(bytes),
        PictureFormat::Gif => gif::stripped(bytes),
        PictureFormat::WebP => webp::stripped(bytes),
        PictureFormat::Avif | PictureFormat::Heic => boxes::without_items(bytes),
        PictureFormat::JpegXl => boxes::without_boxes(bytes),
        PictureFormat::Svg => Some(svg::stripped(bytes)),
        PictureFormat::Tiff => tiff::stripped(bytes),
        PictureFormat::Bmp => Some(bytes.to_vec()),
    }
}

/// Returns so many bytes at an offset. `None` if there are not as many.
fn part(bytes: &[u8], at: usize, length: usize) -> Option<&[u8]> {
    bytes.get(at..at.checked_add(length)?)
}

/// Returns the big-endian number of four bytes at an offset.
fn number(bytes: &[u8], at: usize) -> Option<usize> {
    let four: [u8; 4] = part(bytes, at, 4)?.try_into().ok()?;
    usize::try_from(u32::from_be_bytes(four)).ok()
}
