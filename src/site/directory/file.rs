//! The files that belong to the list of programs.

/// A file that belongs to the list of programs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DirectoryFile {
    /// The stylesheet with which the filters work without a script.
    Filters,
}

impl DirectoryFile {
    /// All files.
    pub const ALL: [Self; 1] = [Self::Filters];

    /// The name of the file, in the folder of the list.
    pub fn name(self) -> &'static str {
        match self {
            Self::Filters => "filters.css",
        }
    }
}
