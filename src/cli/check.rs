//! `callslip check`

use std::path::Path;
use std::process::ExitCode;

use super::console::{counted, number_of};
use super::{Console, Failure, Look};
use crate::pipeline;

pub(super) fn run(root: &Path, look: &Look, console: &Console) -> Result<ExitCode, Failure> {
    let mut column = pipeline::load(root, &look.options())?;
    let met = column.check();
    column.diagnostics.extend(met);
    console.diagnostics(&column.diagnostics, &column.sources);
    console.held(&column.site.unpublished);
    let letters = number_of(column.site.entries.letters.len(), "letter");
    let programs = number_of(column.site.entries.programs.len(), "program");
    let found = counted(&column.diagnostics).unwrap_or_else(|| "no mistakes".to_owned());
    console.say(&format!("{letters}, {programs}: {found}"));
    Ok(ExitCode::from(u8::from(column.has_errors())))
}
