//! In which sizes a picture is published: a function of its header alone, so that a page that names them is rendered without a
//! look at the pixels.

use super::recipe::PictureRecipe;
use crate::source::{Attachment, PictureFormat, within_content};

/// The width of the largest picture that is published.
const LARGEST: u32 = 1440;

/// The widths in which there is a WebP besides, if they are smaller than the picture.
const WIDTHS: [u32; 2] = [480, 960];

/// The pixels of a picture that is so small that another format saves nothing.
const FEW_PIXELS: u64 = 10_000;

/// The most pixels on each side that a WebP can have.
const MOST_OF_WEBP: u32 = 16_383;

/// A picture of the column's texts that is made anew.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PictureSizes {
    /// Width and height of the picture at its own address.
    pub own: (u32, u32),
    /// The widths and heights of the WebP that go with it, from small to large.
    pub webp: Vec<(u32, u32)>,
    /// True if the picture at its own address is the largest WebP.
    pub is_own_webp: bool,
}

impl PictureSizes {
    /// Returns the sizes of an attachment. `None` if it is published without its metadata, or as it is.
    pub fn of(attachment: &Attachment) -> Option<Self> {
        let facts = attachment.picture?;
        let is_still = match facts.format {
            PictureFormat::Jpeg | PictureFormat::Png | PictureFormat::WebP => !facts.is_animated,
            PictureFormat::Avif
            | PictureFormat::Bmp
            | PictureFormat::Gif
            | PictureFormat::Heic
            | PictureFormat::JpegXl
            | PictureFormat::Svg
            | PictureFormat::Tiff => false,
        };
        // A file of `static/` keeps its pixels: somebody else may rely on them.
        if !cfg!(feature = "pictures") || !is_still || within_content(&attachment.path).is_none() {
            return None;
        }
        let (width, height) = attachment.size?;
        let (width, height) = (u32::try_from(width).ok()?, u32::try_from(height).ok()?);
        if width == 0 || height == 0 {
            return None;
        }
        let is_own_webp = facts.format == PictureFormat::WebP;
        let own = scaled((width, height), width.min(LARGEST));
        let widths = WIDTHS.into_iter().filter(|width| *width < own.0).chain((!is_own_webp).then_some(own.0));
        let is_small = u64::from(width) * u64::from(height) < FEW_PIXELS;
        let sizes = widths.map(|width| scaled(own, width)).filter(|(_, height)| !is_small && *height <= MOST_OF_WEBP);
        let webp = sizes.collect();
        Some(Self { own, webp, is_own_webp })
    }

    /// Returns all that is made, first what is at the picture's own address.
    pub fn recipes(&self) -> impl Iterator<Item = PictureRecipe> {
        let webp = self.webp.iter().map(|(width, height)| PictureRecipe::WebP { width: *width, height: *height });
        std::iter::once(self.own()).chain(webp)
    }

    /// Returns how the picture at its own address is made.
    pub fn own(&self) -> PictureRecipe {
        PictureRecipe::Own { width: self.own.0, height: self.own.1 }
    }
}

/// Returns the address of the WebP of this width that goes with a picture.
pub fn webp_address(picture: &str, width: u32) -> String {
    format!("{picture}.{width}.webp")
}

/// Returns width and height of what is published at the address of an attachment. `None` if they are not known.
pub fn published_size(attachment: &Attachment) -> Option<(usize, usize)> {
    let Some(PictureSizes { own: (width, height), .. }) = PictureSizes::of(attachment) else { return attachment.size };
    Some((usize::try_from(width).ok()?, usize::try_from(height).ok()?))
}

/// Returns a size with another width, and the height that follows.
fn scaled((width, height): (u32, u32), to: u32) -> (u32, u32) {
    let rounded = (u64::from(height) * u64::from(to) + u64::from(width) / 2) / u64::from(width).max(1);
    (to, u32::try_from(rounded).unwrap_or(u32::MAX).max(1))
}
