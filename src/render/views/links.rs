//! Titles and names that lead to a page.

use serde::Serialize;

use crate::media::published_size;
use crate::source::Attachment;

/// A title and an address.
#[derive(Hash, Serialize)]
pub struct LinkView<'a> {
    /// The title as HTML.
    pub title: &'a str,
    /// Its address.
    pub path: &'a str,
}

/// A columnist or a guest, as named next to an answer.
#[derive(Hash, Serialize)]
pub struct PersonLink<'a> {
    /// Full name, plain.
    pub name: &'a str,
    /// Initials, as written before an answer.
    pub initials: &'a str,
    /// Address of the columnist's page; null for a guest, who has none.
    pub path: Option<&'a str>,
    /// The number of one of the theme's four seals, 1 to 4, in the order of the columnists' first answers; 0 for a guest.
    pub seal: u8,
    /// A picture of them; null if there is none, and for a guest.
    pub portrait: Option<PictureView<'a>>,
    /// Who they are, in a sentence or two, plain: `description` of their file, or the first words of the text about them;
    /// null if there is neither, and for a guest.
    pub bio: Option<&'a str>,
}

/// A picture.
#[derive(Hash, Serialize)]
pub struct PictureView<'a> {
    /// Its address.
    pub path: &'a str,
    /// A description of it, plain.
    pub alt: &'a str,
    /// Its width in pixels; null if it cannot be measured.
    pub width: Option<usize>,
    /// Its height in pixels; null if it cannot be measured.
    pub height: Option<usize>,
}

/// A subject.
#[derive(Hash, Serialize)]
pub struct TagLink<'a> {
    /// Its name, plain.
    pub label: &'a str,
    /// Its address.
    pub path: &'a str,
    /// Number of letters with this subject.
    pub letters: usize,
    /// Number of programs with this subject.
    pub programs: usize,
}

impl<'a> PictureView<'a> {
    /// Returns a picture of the column, which is published at an address.
    pub(in crate::render) fn of((path, file): &'a (String, Attachment), alt: &'a str) -> Self {
        let (width, height) = published_size(file).unzip();
        Self { path, alt, width, height }
    }
}
