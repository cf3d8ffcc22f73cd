//! From the colors of a camera or printer to those of the web (sRGB), in which browsers show a picture that says nothing.

use std::sync::Arc;

use moxcms::{ColorProfile, DataColorSpace, Layout, TransformExecutor, TransformOptions};

/// A change of colors.
pub(super) struct ColorChange {
    opaque: Arc<dyn TransformExecutor<u8> + Send + Sync>,
    transparent: Arc<dyn TransformExecutor<u8> + Send + Sync>,
}

impl ColorChange {
    /// Returns the change that an ICC profile asks for. `None` if it cannot be read, or if it is for other colors than red,
    /// green, and blue: those have been converted before.
    pub(super) fn from_profile(icc: &[u8]) -> Option<Self> {
        let (from, to) = (ColorProfile::new_from_slice(icc).ok()?, ColorProfile::new_srgb());
        if from.color_space != DataColorSpace::Rgb {
            return None;
        }
        let change = |layout| from.create_transform_8bit(layout, &to, layout, TransformOptions::default()).ok();
        Some(Self { opaque: change(Layout::Rgb)?, transparent: change(Layout::Rgba)? })
    }

    /// Returns pixels in the colors of the web.
    pub(super) fn apply(&self, bytes: Vec<u8>, has_alpha: bool) -> Vec<u8> {
        let change = if has_alpha { &self.transparent } else { &self.opaque };
        let mut changed = vec![0; bytes.len()];
        if change.transform(&bytes, &mut changed).is_ok() { changed } else { bytes }
    }
}
