//! The outputs of rendering: a path, and the bytes or the file that has them.

use std::path::PathBuf;
use std::sync::Arc;

use crate::site_path::SitePath;
use crate::source::Fingerprint;

/// An output of the site.
#[derive(Debug)]
pub struct Rendered {
    /// Path of the file, relative to the output folder.
    pub path: SitePath,
    /// The fingerprint of everything that a page is rendered from, see
    /// [`Renderer::render_changed`](super::Renderer::render_changed). `None` for an output without a template.
    pub input_fingerprint: Option<u64>,
    /// Its content.
    pub content: Content,
}

/// The bytes of an output, or the file that has them.
#[derive(Debug)]
pub enum Content {
    /// A page or feed.
    Generated(Vec<u8>),
    /// A file of the theme, shared.
    Shared(Arc<[u8]>),
    /// A picture or document of the column: copied as it is.
    File(PathBuf, Fingerprint),
}

impl Content {
    /// Returns the fingerprint of the bytes.
    pub fn fingerprint(&self) -> Fingerprint {
        match self {
            Self::Generated(bytes) => Fingerprint::of(bytes),
            Self::Shared(bytes) => Fingerprint::of(bytes),
            Self::File(_, fingerprint) => *fingerprint,
        }
    }
}
