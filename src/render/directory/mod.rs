//! The files that belong to the list of programs.

mod filters;
mod json;
mod record;
mod table;

use crate::site::{DirectoryFile, Site};

/// Returns the bytes of a file.
pub(super) fn render(site: &Site, file: DirectoryFile) -> Vec<u8> {
    match file {
        DirectoryFile::Filters => filters::stylesheet(&site.directory),
        DirectoryFile::Csv => table::programs(site),
        DirectoryFile::CsvDescription => table::description(site),
        DirectoryFile::Json => json::programs(site),
        DirectoryFile::Schema => json::SCHEMA.to_owned(),
    }
    .into_bytes()
}
