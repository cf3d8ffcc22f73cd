//! The files that belong to the list of programs.

/// A file that belongs to the list of programs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DirectoryFile {
    /// The stylesheet with which the filters work without a script.
    Filters,
    /// The programs as a table (CSV, RFC 4180).
    Csv,
    /// The description of its columns (CSV on the Web).
    CsvDescription,
    /// The programs as JSON.
    Json,
    /// The shape of that (JSON Schema).
    Schema,
}

impl DirectoryFile {
    /// All files.
    pub const ALL: [Self; 5] = [Self::Filters, Self::Csv, Self::CsvDescription, Self::Json, Self::Schema];

    /// The name of the file, in the folder of the list.
    pub fn name(self) -> &'static str {
        match self {
            Self::Filters => "filters.css",
            Self::Csv => "programs.csv",
            Self::CsvDescription => "programs.csv-metadata.json",
            Self::Json => "programs.json",
            Self::Schema => "programs.schema.json",
        }
    }
}
