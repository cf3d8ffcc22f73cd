//! The outputs of rendering: a path, and the bytes or the file that has them.

use std::path::PathBuf;
use std::sync::Arc;

use crate::media::PictureJob;
use crate::site_path::SitePath;
use crate::source::Fingerprint;

/// An output of the site.
#[derive(Debug)]
pub struct Rendered {
    /// Path of the file, relative to the output folder.
    pub path: SitePath,
    /// The fingerprint of everything that a page or picture is made from, see
    /// [`Renderer::render_changed`](super::Renderer::render_changed). `None` for all other outputs.
    pub input_fingerprint: Option<u64>,
    /// Its content.
    pub content: Content,
}

/// The bytes of an output, or the file that has them or from which they are made.
#[derive(Debug)]
pub enum Content {
    /// A page or feed.
    Generated(Vec<u8>),
    /// A file of the theme, shared.
    Shared(Arc<[u8]>),
    /// A document of the column: copied as it is.
    File(PathBuf, Fingerprint),
    /// A picture of the column: made from its file.
    Picture(PictureJob),
}

impl Content {
    /// Returns the fingerprint of the bytes; of a picture, that of all that they follow from.
    pub fn fingerprint(&self) -> Fingerprint {
        match self {
            Self::Generated(bytes) => Fingerprint::of(bytes),
            Self::Shared(bytes) => Fingerprint::of(bytes),
            Self::File(_, fingerprint) => *fingerprint,
            Self::Picture(job) => job.fingerprint(),
        }
    }
}
