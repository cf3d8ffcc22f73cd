//! `callslip import`

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use super::clock;
use super::console::{CommandError, Console, counted, number_of, quoted};
use super::init;
use super::locate_column::{find_root, parse_options};
use crate::import::{self, CountRow, Outcome, Weight};
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
    for name in &outcome.cut_off {
        console.warning(&format!(
            "{name} ends too early: the rest of the blog is not in your column. Download the export again, and import it \
             into the same folder; what was missing is added"
        ));
    }
    print(&outcome, console);
    console.status(&summary(&outcome, &folder));
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
        console.status(&format!("  cd {}", quoted(&folder.display().to_string())));
    }
    console.status("  callslip serve --open");
    // What was asked for is a whole blog: a script must not publish half of one.
    Ok(if outcome.cut_off.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Returns the line that says what the report asks for.
fn summary(outcome: &Outcome, folder: &Path) -> String {
    let report = folder.join("import-report.md");
    let report = report.display();
    match [Weight::ToDo, Weight::ToLookAt].map(|weight| outcome.number_of(weight)) {
        [0, 0] => format!("There is nothing to do. What was left out is counted in {report}."),
        [0, look] => format!("Nothing must be done; {} to look at: see {report}.", number_of(look, "thing")),
        [todo, 0] => format!("{} to do: see {report}.", number_of(todo, "thing")),
        [todo, look] => format!("{} to do, and {look} to look at: see {report}.", number_of(todo, "thing")),
    }
}

/// Prints what came.
fn print(outcome: &Outcome, console: &Console) {
    for CountRow { kind, exported, imported } in &outcome.counts.rows {
        match exported {
            Some(0) => {}
            Some(exported) => console.status(&format!("{imported} of {exported} {kind}")),
            None if *imported > 0 => console.status(&format!("  {kind}: {imported}")),
            None => {}
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
