//! The pictures that galleries show.

/// A picture of a gallery.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::import) struct GalleryPicture {
    /// Its address.
    pub(in crate::import) address: String,
    /// The words for those who cannot see it.
    pub(in crate::import) alt: String,
    /// The HTML below it; empty for none.
    pub(in crate::import) caption: String,
}

/// Knows the pictures of a site.
pub(in crate::import) trait Gallery {
    /// Returns the picture with this number. `None` if the export does not have it.
    fn picture(&self, id: u64) -> Option<GalleryPicture>;

    /// Returns the numbers of the pictures that were uploaded to this post, in their order: a gallery without numbers
    /// shows them.
    fn attached(&self) -> Vec<u64> {
        Vec::new()
    }

    /// Returns the numbers of the recordings that were uploaded to this post: a playlist without numbers plays them.
    fn recordings(&self) -> Vec<u64> {
        Vec::new()
    }
}

impl<F: Fn(u64) -> Option<GalleryPicture>> Gallery for F {
    fn picture(&self, id: u64) -> Option<GalleryPicture> {
        self(id)
    }
}
