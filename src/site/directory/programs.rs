//! The order of programs in a list, and its pages.

use crate::content::Status;
use crate::site::collection::Collections;
use crate::site::ids::ProgramId;

/// The most programs on one page of a list. More would be slow on a phone, and no reader compares so many.
pub const PROGRAMS_PER_PAGE: usize = 500;

/// Returns programs in the order of a list: those that take students first, each part by title.
pub fn in_list_order(programs: impl IntoIterator<Item = ProgramId>, entries: &Collections) -> Vec<ProgramId> {
    let mut programs: Vec<ProgramId> = programs.into_iter().collect();
    programs.sort_by_key(|program| (entries.programs[*program].status != Status::Open, *program));
    programs
}
