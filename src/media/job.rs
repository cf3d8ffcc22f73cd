//! One picture to be made: from which file, and how.

use std::path::PathBuf;

use super::strip::without_metadata;
use crate::diagnostics::{Diagnostic, FilePath};
use crate::source::{Attachment, Fingerprint, PictureFacts};

/// A number that is raised when the same picture would become other bytes.
const VERSION: u8 = 1;

/// How a picture is made from the bytes of another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PictureRecipe {
    /// The same picture without its metadata.
    Stripped,
}

/// A picture that is published in place of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PictureJob {
    /// The path of the file in the column.
    pub file: FilePath,
    /// The path of the file on disk.
    pub disk: PathBuf,
    /// The way it is made.
    pub recipe: PictureRecipe,
    source: Fingerprint,
    facts: PictureFacts,
}

/// The reason why a picture cannot be made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PictureProblem {
    /// Nobody knows what is in it.
    Unknown,
}

impl PictureJob {
    /// Returns the job for what is published of an attachment. `None` if it is no picture, and published as it is.
    pub fn of(attachment: &Attachment, recipe: PictureRecipe) -> Option<Self> {
        let Attachment { path, disk, fingerprint, .. } = attachment;
        let facts = attachment.picture?;
        Some(Self { file: path.clone(), disk: disk.clone(), recipe, source: *fingerprint, facts })
    }

    /// Returns the fingerprint of all that the bytes follow from.
    pub fn fingerprint(&self) -> Fingerprint {
        let recipe = match self.recipe {
            PictureRecipe::Stripped => 0_u32,
        };
        Fingerprint::of(&[&self.source.0[..], &[VERSION], &recipe.to_be_bytes()].concat())
    }

    /// Makes the picture from the bytes of the file.
    pub fn make(&self, bytes: &[u8]) -> Result<Vec<u8>, PictureProblem> {
        match self.recipe {
            PictureRecipe::Stripped => without_metadata(self.facts.format, bytes).ok_or(PictureProblem::Unknown),
        }
    }

    /// Returns the words about a problem with this picture.
    pub fn words(&self, problem: PictureProblem) -> Diagnostic {
        let (message, help) = match problem {
            PictureProblem::Unknown => (
                "callslip cannot read this picture, so it cannot take out what it says besides: where it was taken, for example",
                "open it, and save it as JPEG or PNG",
            ),
        };
        Diagnostic::error(message).help(help).about(&self.file)
    }
}
