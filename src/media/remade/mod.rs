//! A picture made anew from its pixels: turned, in the colors of the web, and not larger than a page shows it.

mod colors;
mod encode;
mod inks;
mod pixels;

use std::panic::{AssertUnwindSafe, catch_unwind};

use super::recipe::{PictureProblem, PictureRecipe};
use super::strip::has_four_colors;
use crate::source::{PictureFacts, PictureFormat};
use pixels::Pixels;

/// Makes pictures from the bytes of one. `stripped` are the same bytes without metadata.
pub(super) fn make(
    bytes: &[u8],
    stripped: &[u8],
    facts: PictureFacts,
    recipes: &[PictureRecipe],
) -> Result<Vec<Vec<u8>>, PictureProblem> {
    // The libraries that decode read what anybody may have made.
    let made = catch_unwind(AssertUnwindSafe(|| {
        let source = Pixels::decode(bytes, facts)?;
        recipes.iter().map(|recipe| one(&source, stripped, facts, *recipe)).collect()
    }));
    made.unwrap_or(Err(PictureProblem::Damaged))
}

fn one(
    source: &Pixels,
    stripped: &[u8],
    facts: PictureFacts,
    recipe: PictureRecipe,
) -> Result<Vec<u8>, PictureProblem> {
    let (is_own, width, height) = match recipe {
        PictureRecipe::Stripped => return Ok(stripped.to_vec()),
        PictureRecipe::Own { width, height } => (true, width, height),
        PictureRecipe::WebP { width, height } => (false, width, height),
    };
    let picture = source.resized(width, height, facts.orientation)?;
    if !is_own {
        return encode::webp(&picture, facts.format == PictureFormat::Png).ok_or(PictureProblem::Damaged);
    }
    let made = match facts.format {
        PictureFormat::Jpeg => encode::jpeg(&picture),
        PictureFormat::Png => encode::png(&picture),
        _ => encode::webp(&picture, false),
    };
    let made = made.ok_or(PictureProblem::Damaged)?;
    // A picture that was made for a page already loses nothing.
    let is_right = source.size() == (width, height) && facts.orientation == 1 && source.has_web_colors();
    let is_right = is_right && !(facts.format == PictureFormat::Jpeg && has_four_colors(stripped));
    Ok(if is_right && stripped.len() <= made.len() { stripped.to_vec() } else { made })
}
