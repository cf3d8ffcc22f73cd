//! Pixels to the bytes of a file. Each encoder runs on one thread, so that the same pixels give the same bytes.

use std::io::Cursor;

use image::codecs::png::{CompressionType, FilterType, PngEncoder};
use image::{DynamicImage, ImageEncoder};
use jpeg_encoder::{ColorType, Encoder as JpegEncoder, SamplingFactor};
use webp::Encoder as WebpEncoder;

/// How much of a picture is kept, of a hundred.
const WEBP_QUALITY: f32 = 78.0;
const JPEG_QUALITY: u8 = 80;

/// Returns a JPEG that becomes sharper while it loads. `None` if it has more pixels on a side than a JPEG can.
pub(super) fn jpeg(image: &DynamicImage) -> Option<Vec<u8>> {
    let (width, height) = (u16::try_from(image.width()).ok()?, u16::try_from(image.height()).ok()?);
    let mut bytes = Vec::new();
    let mut encoder = JpegEncoder::new(&mut bytes, JPEG_QUALITY);
    encoder.set_progressive(true);
    encoder.set_optimized_huffman_tables(true);
    encoder.set_sampling_factor(SamplingFactor::F_2_2);
    encoder.encode(image.to_rgb8().as_raw(), width, height, ColorType::Rgb).ok()?;
    Some(bytes)
}

/// Returns a PNG.
pub(super) fn png(image: &DynamicImage) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    let encoder = PngEncoder::new_with_quality(Cursor::new(&mut bytes), CompressionType::Best, FilterType::Adaptive);
    encoder.write_image(image.as_bytes(), image.width(), image.height(), image.color().into()).ok()?;
    Some(bytes)
}

/// Returns a WebP. A drawing may be smaller without any loss.
pub(super) fn webp(image: &DynamicImage, may_be_drawing: bool) -> Option<Vec<u8>> {
    let (bytes, width, height) = (image.as_bytes(), image.width(), image.height());
    let encoder = if image.color().has_alpha() {
        WebpEncoder::from_rgba(bytes, width, height)
    } else {
        WebpEncoder::from_rgb(bytes, width, height)
    };
    let lossy = encoder.encode_simple(false, WEBP_QUALITY).ok()?;
    let lossless = if may_be_drawing { encoder.encode_simple(true, 75.0).ok() } else { None };
    Some(lossless.filter(|lossless| lossless.len() <= lossy.len()).unwrap_or(lossy).to_vec())
}
