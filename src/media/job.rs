//! One picture to be made: from which file, and how.

use std::path::PathBuf;

use super::recipe::{PictureProblem, PictureRecipe};
use super::sizes::PictureSizes;
use super::strip::without_metadata;
use crate::diagnostics::{Diagnostic, FilePath};
use crate::source::{Attachment, Fingerprint, PictureFacts, PictureFormat};

/// A number that is raised when the same picture would become other bytes.
const VERSION: u8 = 1;

/// A picture that is published in place of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PictureJob {
    /// The path of the file in the column.
    pub file: FilePath,
    /// The path of the file on disk.
    pub disk: PathBuf,
    /// The way it is made.
    pub recipe: PictureRecipe,
    /// The fingerprint of the file.
    pub source: Fingerprint,
    /// The pixels of the file.
    pub pixels: u64,
    facts: PictureFacts,
}

impl PictureJob {
    /// Returns the job for what is published at the address of an attachment. `None` if it is no picture, and published as it is.
    pub fn of(attachment: &Attachment) -> Option<Self> {
        let recipe = PictureSizes::of(attachment).map_or(PictureRecipe::Stripped, |sizes| sizes.own());
        Self::with_recipe(attachment, recipe)
    }

    /// Returns the jobs for all that is made anew from an attachment. Empty if it is published without its metadata, or as it is.
    pub fn all_of(attachment: &Attachment) -> Vec<Self> {
        let recipes = PictureSizes::of(attachment).into_iter().flat_map(|sizes| sizes.recipes().collect::<Vec<_>>());
        recipes.filter_map(|recipe| Self::with_recipe(attachment, recipe)).collect()
    }

    /// Returns the job for a picture that is made from an attachment. `None` if that is no picture.
    pub fn with_recipe(attachment: &Attachment, recipe: PictureRecipe) -> Option<Self> {
        let Attachment { path, disk, fingerprint, .. } = attachment;
        let (facts, (width, height)) = (attachment.picture?, attachment.size.unwrap_or_default());
        let pixels = (width as u64).saturating_mul(height as u64);
        Some(Self { file: path.clone(), disk: disk.clone(), recipe, source: *fingerprint, pixels, facts })
    }

    /// Returns true if the pixels are read.
    pub fn is_remade(&self) -> bool {
        match self.recipe {
            PictureRecipe::Stripped => false,
            PictureRecipe::Own { .. } | PictureRecipe::WebP { .. } => true,
        }
    }

    /// Returns true if it may turn out that it cannot be made.
    pub fn may_fail(&self) -> bool {
        let is_read_to_the_end = match self.facts.format {
            PictureFormat::Jpeg
            | PictureFormat::Png
            | PictureFormat::Gif
            | PictureFormat::WebP
            | PictureFormat::Bmp
            // What cannot be read is reported with what an SVG does.
            | PictureFormat::Svg => true,
            PictureFormat::Avif | PictureFormat::Heic | PictureFormat::JpegXl | PictureFormat::Tiff => false,
        };
        self.is_remade() || !is_read_to_the_end
    }

    /// Returns the fingerprint of all that the bytes follow from.
    pub fn fingerprint(&self) -> Fingerprint {
        let (kind, width, height) = match self.recipe {
            PictureRecipe::Stripped => (0, 0, 0),
            PictureRecipe::Own { width, height } => (1, width, height),
            PictureRecipe::WebP { width, height } => (2, width, height),
        };
        let recipe = [&self.source.0[..], &[VERSION, kind], &width.to_be_bytes(), &height.to_be_bytes()];
        Fingerprint::of(&recipe.concat())
    }

    /// Makes pictures from the bytes of the file: this one, and others that are made from the same.
    pub fn make(&self, bytes: &[u8], others: &[Self]) -> Result<Vec<Vec<u8>>, PictureProblem> {
        let recipes: Vec<PictureRecipe> =
            std::iter::once(self.recipe).chain(others.iter().map(|other| other.recipe)).collect();
        let stripped = without_metadata(self.facts.format, bytes).ok_or(PictureProblem::Unknown)?;
        if !self.is_remade() {
            return Ok(vec![stripped; recipes.len()]);
        }
        if !self.facts.is_complete {
            return Err(PictureProblem::Incomplete);
        }
        #[cfg(feature = "pictures")]
        let made = super::remade::make(bytes, &stripped, self.facts, &recipes);
        // No such job is made without it.
        #[cfg(not(feature = "pictures"))]
        let made = Err(PictureProblem::Unknown);
        made
    }

    /// Returns the words about a problem with this picture.
    pub fn words(&self, problem: PictureProblem) -> Diagnostic {
        let (message, help) = match problem {
            PictureProblem::Unknown => (
                "callslip cannot read this picture, so it cannot take out what it says besides: where it was taken, for example",
                "open it, and save it as JPEG or PNG",
            ),
            PictureProblem::Incomplete => {
                ("the end of this picture is missing", "copy or save it again: it was not saved to the end")
            }
            PictureProblem::TooLarge => (
                "this picture has more than 100 million pixels",
                "save it with at most 12,000 pixels on its longer side",
            ),
            PictureProblem::Damaged => (
                "this picture is damaged: callslip cannot read it",
                "open it in another program, and save it as JPEG or PNG; if that cannot open it either, copy it again",
            ),
        };
        Diagnostic::error(message).help(help).about(&self.file)
    }
}
