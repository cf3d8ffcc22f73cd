//! `callslip build`

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;

use super::console::{counted, number_of};
use super::{Console, Failure, Look};
use crate::output::WriteReport;
use crate::pipeline::{self, Column};
use crate::render;
use crate::site::{PageTarget, Route};
use crate::source::{PUBLIC, holds_sources};

pub(super) fn run(root: &Path, out: Option<&Path>, look: &Look, console: &Console) -> Result<ExitCode, Failure> {
    let made = make(root, out, look, console)?;
    let code = ExitCode::from(u8::from(made.is_none()));
    // The program ends here: the system takes back at once what would be freed letter by letter.
    std::mem::forget(made);
    Ok(code)
}

/// Makes the site and says all there is to say; none when the column has mistakes.
pub(super) fn make(root: &Path, out: Option<&Path>, look: &Look, console: &Console) -> Result<Option<Column>, Failure> {
    let begun = Instant::now();
    let folder = output_folder(root, out)?;
    let mut column = pipeline::load(root, &look.options())?;
    let report = if column.has_errors() { Err(column.check()) } else { column.write(&folder)? };
    let failed = report.as_ref().err().cloned();
    column.diagnostics.extend(failed.into_iter().flatten());
    console.diagnostics(&column.diagnostics, &column.sources);
    console.held(&column.site.unpublished);
    let shown = out.map_or_else(|| PUBLIC.to_owned(), |out| out.display().to_string());
    match report {
        Ok(report) => {
            ahead(&column, console);
            for path in &report.left {
                console.say(&format!("Left alone: {shown}/{path} is no longer made, but was changed by someone"));
            }
            if column.site.config.base_url.is_none() {
                console.say("No feed and no sitemap: they need the `base_url` of column.yaml.");
            }
            console.say(&format!("{}, in {}", summary(&column, &report, &shown), seconds(begun)));
            Ok(Some(column))
        }
        Err(_) => {
            let count = counted(&column.diagnostics).unwrap_or_default();
            console.say(&format!("{count}; nothing was written, {shown} is as it was"));
            Ok(None)
        }
    }
}

/// When to build again, and what the host cannot do.
fn ahead(column: &Column, console: &Console) {
    if let Some(due) = column.site.next_due() {
        let zone = &column.site.config.timezone;
        let moment = due.to_zoned(zone.clone()).strftime("%Y-%m-%d at %H:%M");
        let zone = zone.iana_name().unwrap_or("UTC");
        console.say(&format!("Next: build again on {moment} ({zone}), when the first of them falls due."));
    }
    for note in render::host_notes(&column.site) {
        console.say(&note);
    }
}

fn summary(column: &Column, report: &WriteReport, shown: &str) -> String {
    let has_own_address = |route: &&Route| route.target.page().is_some_and(PageTarget::has_own_address);
    let pages = column.site.routes.iter().filter(has_own_address).count();
    let mut changes = Vec::new();
    if report.written > 0 {
        changes.push(format!("{} written", number_of(report.written, "file")));
    }
    if report.removed > 0 {
        changes.push(format!("{} removed", number_of(report.removed, "file")));
    }
    let changes = if changes.is_empty() { "nothing changed".to_owned() } else { changes.join(", ") };
    let found = counted(&column.diagnostics).map(|found| format!(", {found}")).unwrap_or_default();
    format!("{} in {shown}: {changes}{found}", number_of(pages, "page"))
}

fn seconds(begun: Instant) -> String {
    format!("{:.2} s", begun.elapsed().as_secs_f64())
}

/// The output folder; never one that holds the column's own files.
fn output_folder(root: &Path, out: Option<&Path>) -> Result<PathBuf, Failure> {
    let Some(out) = out else { return Ok(root.join(PUBLIC)) };
    let folder = std::path::absolute(out)?;
    let root = std::path::absolute(root)?;
    if holds_sources(&root, &folder) {
        return Err(format!("{} holds the column's own files; choose another folder", out.display()).into());
    }
    Ok(folder)
}
