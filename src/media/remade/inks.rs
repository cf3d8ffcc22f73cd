//! JPEGs in the four inks of a printer, with a profile that says which colors they give. Without one, cyan is as bright as a screen
//! can make it.

use image::RgbImage;
use moxcms::{ColorProfile, DataColorSpace, Layout, TransformOptions};
use zune_jpeg::JpegDecoder;
use zune_jpeg::zune_core::bytestream::ZCursor;
use zune_jpeg::zune_core::colorspace::ColorSpace;
use zune_jpeg::zune_core::options::DecoderOptions;

/// Returns the pixels of a JPEG in the colors of the web. `None` if it is not in four inks, or its profile is not for such.
pub(super) fn in_web_colors(jpeg: &[u8], icc: &[u8]) -> Option<RgbImage> {
    let profile = ColorProfile::new_from_slice(icc).ok()?;
    if profile.color_space != DataColorSpace::Cmyk {
        return None;
    }
    let (inks, width, height) = inks(jpeg)?;
    let (from, to) = (Layout::Rgba, Layout::Rgb);
    let change =
        profile.create_transform_8bit(from, &ColorProfile::new_srgb(), to, TransformOptions::default()).ok()?;
    let mut pixels = vec![0; inks.len() / 4 * 3];
    change.transform(&inks, &mut pixels).ok()?;
    RgbImage::from_raw(u32::try_from(width).ok()?, u32::try_from(height).ok()?, pixels)
}

/// Returns how much there is of cyan, magenta, yellow, and black in each pixel; and the width and height.
fn inks(jpeg: &[u8]) -> Option<(Vec<u8>, usize, usize)> {
    let options = DecoderOptions::default().set_strict_mode(false).set_max_width(usize::MAX).set_max_height(usize::MAX);
    let mut decoder = JpegDecoder::new_with_options(ZCursor::new(jpeg), options);
    decoder.decode_headers().ok()?;
    let stored = decoder.input_colorspace()?;
    if !matches!(stored, ColorSpace::CMYK | ColorSpace::YCCK) {
        return None;
    }
    decoder.set_options(options.jpeg_set_out_colorspace(stored));
    let mut samples = decoder.decode().ok()?;
    let (width, height) = decoder.dimensions()?;
    for pixel in samples.chunks_exact_mut(4) {
        // Adobe's programs, which all others follow, store how much of an ink is missing; of those that are stored as brightness
        // and differences, how much there is.
        if stored == ColorSpace::YCCK {
            let [cyan, magenta, yellow] = colors([pixel[0], pixel[1], pixel[2]]);
            pixel.copy_from_slice(&[cyan, magenta, yellow, u8::MAX - pixel[3]]);
        } else {
            for ink in pixel {
                *ink = u8::MAX - *ink;
            }
        }
    }
    Some((samples, width, height))
}

/// Returns the colors of a pixel that is stored as brightness and two differences (JFIF 1.02).
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "it is between 0 and 255")]
fn colors([brightness, blue, red]: [u8; 3]) -> [u8; 3] {
    let (brightness, blue, red) = (f32::from(brightness), f32::from(blue) - 128.0, f32::from(red) - 128.0);
    let colors = [1.402 * red, -0.344_136 * blue - 0.714_136 * red, 1.772 * blue];
    colors.map(|color| (brightness + color).round().clamp(0.0, 255.0) as u8)
}
