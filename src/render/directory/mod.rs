//! The files that belong to the list of programs.

mod filters;

use crate::site::{DirectoryFile, Site};

/// Returns the bytes of a file.
pub(super) fn render(site: &Site, file: DirectoryFile) -> Vec<u8> {
    match file {
        DirectoryFile::Filters => filters::stylesheet(&site.directory),
    }
    .into_bytes()
}
