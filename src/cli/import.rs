//! `callslip import`

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use super::clock;
use super::console::{CommandError, Console, counted, number_of};
use super::init;
use super::locate_column::{find_root, parse_options};
use crate::import::{self, Outcome};
use crate::pipeline;
use crate::source::COLUMN_FILE;

/// The folder for a blog that is not brought into a column.
const NEW_COLUMN: &str = "my-column";

pub(super) fn run(
    sources: &[PathBuf],
    into: Option<&Path>,
    root: Option<&Path>,
    console: &Console,
) -> Result<ExitCode, CommandError> {
    let folder = into.map_or_else(|| find_root(root).unwrap_or_else(|_| PathBuf::from(NEW_COLUMN)), Path::to_owned);
    let is_column = folder.join(COLUMN_FILE).is_file();
    let initials = if is_column { parse_options(&folder)?.initials } else { Vec::new() };
    let now = clock::now().with_time_zone(jiff::tz::TimeZone::UTC);
    let options = import::ImportOptions { id: init::id(&folder, &now), initials };
    let outcome = import::import(sources, &folder, &options)?;
    print(&outcome, console);
    let shown = folder.display();
    console.status(&format!("What could not come as it was is in {}.", folder.join("import-report.md").display()));
    let load = pipeline::Options { clock: clock::now().timestamp(), as_of: None, base_url: None, unpublished: false };
    let mut column = pipeline::load(&folder, &load)?;
    let found = column.check();
    column.diagnostics.extend(found);
    match counted(&column.diagnostics) {
        None => console.status("The column has no mistakes. See it with:"),
        Some(found) => {
            console.status(&format!("The column has {found}: `callslip check` shows them. See it all the same with:"));
        }
    }
    if into.is_some() || folder == Path::new(NEW_COLUMN) {
        console.status(&format!("  cd {shown}"));
    }
    console.status("  callslip serve --open");
    Ok(ExitCode::SUCCESS)
}

/// Prints what came.
fn print(outcome: &Outcome, console: &Console) {
    for (kind, there, here) in &outcome.counts.rows {
        if *there > 0 {
            console.status(&format!("{here} of {there} {kind}"));
        }
    }
    let mut files = vec![format!("{} written", number_of(outcome.written, "file"))];
    if outcome.unchanged > 0 {
        files.push(format!("{} unchanged", outcome.unchanged));
    }
    if outcome.edited > 0 {
        files.push(format!("{} that you have edited kept", outcome.edited));
    }
    console.status(&files.join(", "));
}
