//! `callslip check`

use std::path::Path;
use std::process::ExitCode;

use super::args::LoadArgs;
use super::console::{CommandError, Console, counted, errors_ahead, number_of};
use super::locate_column::load_options;
use super::{held_back, public_repository, to_do};
use crate::accessibility;
use crate::pipeline;
use crate::source::PUBLIC;

pub(super) fn run(root: &Path, load: &LoadArgs, console: &Console) -> Result<ExitCode, CommandError> {
    let mut column = pipeline::check(root, &load_options(load))?;
    column.diagnostics.extend(column.changed_feed_ids(&root.join(PUBLIC)));
    column.diagnostics.extend(public_repository::warning(root, &column));
    column.diagnostics.extend(accessibility::check(&column.site, &column.theme));
    console.diagnostics(&column.diagnostics, &column.sources);
    held_back::list(column.site.unpublished.iter().filter(|one| one.waiting.is_none()), console);
    to_do::list_to_do(&column.site, console);
    let letters = number_of(column.site.entries.letters.len(), "letter");
    let programs = number_of(column.site.entries.programs.len(), "program");
    let found = counted(&column.diagnostics).unwrap_or_else(|| "no mistakes".to_owned());
    if let Some(note) = errors_ahead(&column.diagnostics) {
        console.status(&note);
    }
    console.status(&format!("{letters}, {programs}: {found}"));
    Ok(ExitCode::from(u8::from(column.has_errors())))
}
