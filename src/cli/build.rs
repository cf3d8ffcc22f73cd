//! `callslip build`

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;

use super::args::LoadArgs;
use super::console::{CommandError, Console, changes, counted, errors_ahead, in_one_line, number_of};
use super::held_back;
use super::locate_column::{load_options, outside_sources, public_folder};
use crate::output::WriteReport;
use crate::pipeline::{self, Column};
use crate::render::HostNote;
use crate::site::{PageTarget, Route};
use crate::source::PUBLIC;

pub(super) fn run(
    root: &Path,
    out: Option<&Path>,
    load: &LoadArgs,
    console: &Console,
) -> Result<ExitCode, CommandError> {
    let column = build(root, out, load, console)?;
    let code = ExitCode::from(u8::from(column.is_none()));
    // The program ends here, and the system frees memory at once: dropping the column would free it letter by letter.
    std::mem::forget(column);
    Ok(code)
}

/// Builds the site and prints the report. `None` if the column has errors.
pub(super) fn build(
    root: &Path,
    out: Option<&Path>,
    load: &LoadArgs,
    console: &Console,
) -> Result<Option<Column>, CommandError> {
    let begun = Instant::now();
    let folder = output_folder(root, out)?;
    let mut column = pipeline::load(root, &load_options(load))?;
    column.diagnostics.extend(column.changed_feed_ids(&folder));
    let report = if column.has_errors() { Err(column.template_errors()) } else { column.write(&folder)? };
    let found = match &report {
        Ok(report) => column.vanished(report),
        Err(found) => found.clone(),
    };
    column.add_texts_of(&found);
    column.diagnostics.extend(found);
    console.diagnostics(&column.diagnostics, &column.sources);
    let shown = out.map_or_else(|| PUBLIC.to_owned(), |out| out.display().to_string());
    match report {
        Ok(report) => {
            print_notes(&column, &report.notes_before, console);
            if let Some(damage) = report.damage {
                console.status(&format!(
                    "Warning: {shown}/.callslip, callslip's list of the files it wrote, could not be used as it was \
                     ({damage}), so callslip made a new one. {shown} may still have files from earlier builds that \
                     are no longer part of the site."
                ));
            }
            for path in &report.left {
                console.status(&format!(
                    "Not removed: {shown}/{} is no longer part of the site, but someone has changed it. Delete it if \
                     you do not need it.",
                    in_one_line(path)
                ));
            }
            console.status(&format!("{}, in {}", summary(&column, &report, &shown), seconds(begun)));
            held_back::summarize(&column.site, console);
            Ok(Some(column))
        }
        Err(_) => {
            let count = counted(&column.diagnostics).unwrap_or_default();
            let before = if folder.exists() { format!(", and {shown} was not changed") } else { String::new() };
            console.status(&format!("{count}; nothing was written{before}"));
            Ok(None)
        }
    }
}

/// Prints what the author must know, apart from notes that the last build has given.
fn print_notes(column: &Column, before: &[String], console: &Console) {
    if let Some(note) = errors_ahead(&column.diagnostics) {
        console.status(&note);
    }
    for HostNote { text, key } in column.notes() {
        if console.is_verbose() || key.is_none_or(|key| !before.contains(&key)) {
            console.status(&text);
        }
    }
}

fn summary(column: &Column, report: &WriteReport, shown: &str) -> String {
    let has_own_address = |route: &&Route| route.target.page().is_some_and(PageTarget::has_own_address);
    let pages = column.site.routes.iter().filter(has_own_address).count();
    let changes = changes(&[(report.written, "written"), (report.removed, "removed")]);
    let changes = changes.unwrap_or_else(|| "nothing changed".to_owned());
    let found = counted(&column.diagnostics).map(|found| format!(", {found}")).unwrap_or_default();
    format!("{} in {shown}: {changes}{found}", number_of(pages, "page"))
}

fn seconds(begun: Instant) -> String {
    format!("{:.2} s", begun.elapsed().as_secs_f64())
}

/// The output folder. The error says so if it has files of the column.
fn output_folder(root: &Path, out: Option<&Path>) -> Result<PathBuf, CommandError> {
    match out {
        Some(out) => outside_sources(root, out, &out.display().to_string(), &[]),
        None => public_folder(root),
    }
}
