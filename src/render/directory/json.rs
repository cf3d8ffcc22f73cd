//! The programs as JSON, for those who want to do more with them than a page does.

use serde::Serialize;

use super::record::{ProgramRecord, records};
use crate::site::{DirectoryFile, Site};

/// The shape of the file (JSON Schema 2020-12).
pub(super) const SCHEMA: &str = include_str!("programs.schema.json");

/// All programs of a column.
#[derive(Serialize)]
struct ProgramsFile<'a> {
    #[serde(rename = "$schema")]
    schema: &'static str,
    column: ColumnRecord<'a>,
    programs: Vec<ProgramRecord<'a>>,
}

/// The column that the programs are from.
#[derive(Serialize)]
struct ColumnRecord<'a> {
    title: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<String>,
    language: &'a str,
}

/// Returns the file.
pub(super) fn programs(site: &Site) -> String {
    let (title, language) = (site.config.title.as_str(), site.config.language.as_str());
    let column = ColumnRecord { title, url: site.config.absolute("/"), language };
    let file = ProgramsFile { schema: DirectoryFile::Schema.name(), column, programs: records(site).collect() };
    // Texts, numbers, and lists of them are always written.
    serde_json::to_string(&file).unwrap_or_default() + "\n"
}
