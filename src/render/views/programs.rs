//! The view of `programs.html`.

use serde::Serialize;

use super::common::CommonFields;
use super::program_card::ProgramCard;
use crate::render::view_cache::Cached;

/// `programs.html`: all profiles.
#[derive(Hash, Serialize)]
pub struct ProgramsView<'a> {
    /// The fields of every page.
    #[serde(flatten)]
    pub common: CommonFields<'a>,
    /// All programs, by title.
    pub programs: Vec<Cached<ProgramCard<'a>>>,
}
