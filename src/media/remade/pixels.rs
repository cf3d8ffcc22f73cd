//! The pixels of a picture, with eight bits for each of three colors, and maybe for the transparency.

use std::io::Cursor;

use fast_image_resize::images::{TypedImage, TypedImageRef};
use fast_image_resize::pixels::{U8x3, U8x4};
use fast_image_resize::{FilterType, PixelTrait, ResizeAlg, ResizeOptions, Resizer};
use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, ImageFormat, ImageReader, Limits, RgbImage, RgbaImage};

use super::colors::ColorChange;
use super::inks::in_web_colors;
use crate::media::recipe::PictureProblem;
use crate::source::{PictureFacts, PictureFormat};

/// The most pixels of a picture that is read.
const MOST_PIXELS: u64 = 100_000_000;

/// The most memory that a decoder may take at a time.
const MOST_MEMORY: u64 = 1 << 30;

/// The pixels of a picture.
pub(super) struct Pixels {
    image: DynamicImage,
    /// From its colors to those of the web; `None` if it has those already.
    change: Option<ColorChange>,
    has_profile: bool,
}

impl Pixels {
    /// Reads a picture.
    pub(super) fn decode(bytes: &[u8], facts: PictureFacts) -> Result<Self, PictureProblem> {
        let format = match facts.format {
            PictureFormat::Jpeg => ImageFormat::Jpeg,
            PictureFormat::Png => ImageFormat::Png,
            PictureFormat::WebP => ImageFormat::WebP,
            _ => return Err(PictureProblem::Unknown),
        };
        let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
        let mut limits = Limits::default();
        limits.max_alloc = Some(MOST_MEMORY);
        reader.limits(limits);
        let mut decoder = reader.into_decoder().map_err(|_| PictureProblem::Damaged)?;
        let (width, height) = decoder.dimensions();
        if u64::from(width) * u64::from(height) > MOST_PIXELS {
            return Err(PictureProblem::TooLarge);
        }
        let profile = decoder.icc_profile().ok().flatten();
        if let Some(profile) = &profile
            && facts.format == PictureFormat::Jpeg
            && let Some(image) = in_web_colors(bytes, profile)
        {
            return Ok(Self { image: DynamicImage::ImageRgb8(image), change: None, has_profile: true });
        }
        let image = DynamicImage::from_decoder(decoder).map_err(|_| PictureProblem::Damaged)?;
        let is_gray = !image.color().has_color();
        let change = profile.as_deref().and_then(|profile| ColorChange::from_profile(profile, is_gray));
        Ok(Self { image: in_eight_bits(image), change, has_profile: profile.is_some() })
    }

    /// Returns width and height as they are stored.
    pub(super) fn size(&self) -> (u32, u32) {
        (self.image.width(), self.image.height())
    }

    /// Returns true if it says nothing of its colors, so that they are those of the web.
    pub(super) fn has_web_colors(&self) -> bool {
        !self.has_profile
    }

    /// Returns the picture in a size that it has after it is turned, in the colors of the web.
    pub(super) fn resized(&self, width: u32, height: u32, orientation: u8) -> Result<DynamicImage, PictureProblem> {
        let (width, height) = if orientation >= 5 { (height, width) } else { (width, height) };
        let has_alpha = self.image.color().has_alpha();
        let mut bytes = if self.size() == (width, height) {
            self.image.as_bytes().to_vec()
        } else {
            let resize = if has_alpha { resized_bytes::<U8x4> } else { resized_bytes::<U8x3> };
            resize(self.image.as_bytes(), self.size(), (width, height)).ok_or(PictureProblem::Damaged)?
        };
        if let Some(change) = &self.change {
            bytes = change.apply(bytes, has_alpha);
        }
        let image = if has_alpha {
            RgbaImage::from_raw(width, height, bytes).map(DynamicImage::ImageRgba8)
        } else {
            RgbImage::from_raw(width, height, bytes).map(DynamicImage::ImageRgb8)
        };
        let mut image = image.ok_or(PictureProblem::Damaged)?;
        image.apply_orientation(Orientation::from_exif(orientation).unwrap_or(Orientation::NoTransforms));
        Ok(image)
    }
}

/// Returns the bytes of a picture in another size, if the bytes are those of one. The pixels have a type, as the library would
/// otherwise be compiled for fifteen, which takes minutes.
fn resized_bytes<P: PixelTrait>(bytes: &[u8], from: (u32, u32), to: (u32, u32)) -> Option<Vec<u8>> {
    let source = TypedImageRef::<P>::from_buffer(from.0, from.1, bytes).ok()?;
    let size = usize::try_from(to.0).ok()? * usize::try_from(to.1).ok()? * P::size();
    let mut resized = vec![0; size];
    let mut target = TypedImage::<P>::from_buffer(to.0, to.1, &mut resized).ok()?;
    let options = ResizeOptions::new().resize_alg(ResizeAlg::Convolution(FilterType::Lanczos3));
    Resizer::new().resize_typed(&source, &mut target, &options).ok()?;
    Some(resized)
}

/// Returns a picture with eight bits for each color, and with its transparency if it has any.
fn in_eight_bits(image: DynamicImage) -> DynamicImage {
    if !image.color().has_alpha() {
        return DynamicImage::ImageRgb8(image.into_rgb8());
    }
    let image = image.into_rgba8();
    if image.pixels().all(|pixel| pixel.0[3] == u8::MAX) {
        return DynamicImage::ImageRgb8(DynamicImage::ImageRgba8(image).into_rgb8());
    }
    DynamicImage::ImageRgba8(image)
}
