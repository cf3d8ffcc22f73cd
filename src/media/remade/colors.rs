//! From the colors of a camera or printer to those of the web (sRGB), in which browsers show a picture that says nothing.

use std::sync::Arc;

use moxcms::{ColorProfile, DataColorSpace, Layout, TransformExecutor, TransformOptions};

/// A change of colors.
pub(super) enum ColorChange {
    /// Of red, green, and blue, alone and with a transparency.
    Colors(Transform, Transform),
    /// Of gray: what each of the 256 tones becomes.
    Tones(Vec<u8>),
}

type Transform = Arc<dyn TransformExecutor<u8> + Send + Sync>;

impl ColorChange {
    /// Returns the change that an ICC profile asks for. `None` if it cannot be read, or if it is for other colors than a picture
    /// has.
    pub(super) fn from_profile(icc: &[u8], is_gray: bool) -> Option<Self> {
        let (from, to) = (ColorProfile::new_from_slice(icc).ok()?, ColorProfile::new_srgb());
        let change =
            |layout, to_layout| from.create_transform_8bit(layout, &to, to_layout, TransformOptions::default()).ok();
        match (from.color_space, is_gray) {
            (DataColorSpace::Rgb, false) => {
                Some(Self::Colors(change(Layout::Rgb, Layout::Rgb)?, change(Layout::Rgba, Layout::Rgba)?))
            }
            (DataColorSpace::Gray, true) => {
                let (tones, mut pixels): (Vec<u8>, _) = ((0..=u8::MAX).collect(), vec![0; 3 * 256]);
                change(Layout::Gray, Layout::Rgb)?.transform(&tones, &mut pixels).ok()?;
                Some(Self::Tones(pixels.into_iter().step_by(3).collect()))
            }
            _ => None,
        }
    }

    /// Returns pixels in the colors of the web.
    pub(super) fn apply(&self, mut bytes: Vec<u8>, has_alpha: bool) -> Vec<u8> {
        match self {
            Self::Colors(opaque, transparent) => {
                let mut changed = vec![0; bytes.len()];
                let change = if has_alpha { transparent } else { opaque };
                if change.transform(&bytes, &mut changed).is_ok() { changed } else { bytes }
            }
            Self::Tones(tones) => {
                for pixel in bytes.chunks_exact_mut(if has_alpha { 4 } else { 3 }) {
                    for tone in &mut pixel[..3] {
                        *tone = tones[usize::from(*tone)];
                    }
                }
                bytes
            }
        }
    }
}
