//! `callslip import`

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use super::clock;
use super::console::{CommandError, Console, counted, number_of, quoted};
use super::init;
use super::locate_column::{find_root, parse_options};
use crate::content::{Transliteration, is_refused_by_windows, short_slug};
#[cfg(feature = "publish")]
use crate::import::FetchRules;
use crate::import::{self, CountRow, Outcome, ReadExport, Weight};
use crate::pipeline;
use crate::source::COLUMN_FILE;

/// The folder for a blog without a title that is not brought into a column.
const NEW_COLUMN: &str = "my-column";

/// The longest name of a new folder, in characters.
const LONGEST_FOLDER: usize = 40;

pub(super) fn run(
    sources: &[PathBuf],
    into: Option<&Path>,
    root: Option<&Path>,
    fetch: bool,
    console: &Console,
) -> Result<ExitCode, CommandError> {
    let here = find_root(None).ok();
    let named = into.or(root).map(Path::to_owned);
    let is_here = named.is_none() && here.is_some();
    let mut export = import::read(sources)?;
    let folder = match named.clone().or(here) {
        Some(folder) => folder,
        None => new_folder(&export.title())?,
    };
    if fetch {
        fetch_files(&mut export, &folder, console)?;
    }
    let is_column = folder.join(COLUMN_FILE).is_file();
    let columnists = if is_column { parse_options(&folder)?.columnists } else { Vec::new() };
    let now = clock::now().with_time_zone(jiff::tz::TimeZone::UTC);
    let id = match export.host() {
        "" => init::id(&folder, &now),
        host => format!("{host},{}", now.year()),
    };
    let options = import::ImportOptions { id, now: now.timestamp(), columnists, may_mix_blogs: named.is_some() };
    let outcome = export.write(&folder, &options)?;
    warn(&outcome, console);
    print(&outcome, console);
    console.status(&summary(&outcome, &folder));
    let load = pipeline::Options { clock: clock::now().timestamp(), as_of: None, base_url: None, unpublished: false };
    let mut column = pipeline::load(&folder, &load)?;
    let found = column.template_errors();
    column.diagnostics.extend(found);
    match counted(&column.diagnostics) {
        None => console.status("The column has no mistakes. See it with:"),
        Some(found) => {
            console.status(&format!("The column has {found}: `callslip check` shows them. See it all the same with:"));
        }
    }
    if !is_here {
        console.status(&format!("  cd {}", quoted(&folder.display().to_string())));
    }
    console.status("  callslip serve --open");
    // What was asked for is a whole blog: a script must not publish half of one.
    Ok(if outcome.cut_off.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Returns the folder for a blog of this title. An earlier import may have begun it.
fn new_folder(title: &str) -> Result<PathBuf, CommandError> {
    let name = short_slug(title, Transliteration::default(), LONGEST_FOLDER);
    let folder = PathBuf::from(if name.is_empty() || is_refused_by_windows(&name) { NEW_COLUMN } else { &name });
    let is_imported = folder.join(import::IMPORT_LIST).is_file();
    let is_empty = std::fs::read_dir(&folder).map_or(!folder.exists(), |mut files| files.next().is_none());
    if is_imported || is_empty {
        return Ok(folder);
    }
    let shown = folder.display();
    Err(format!(
        "there is already a folder {shown}; name a new one, or your column's: `callslip import … --into my-column`"
    )
    .into())
}

/// Returns the line that says what the report asks for.
fn summary(outcome: &Outcome, folder: &Path) -> String {
    let report = folder.join(&outcome.report);
    let report = report.display();
    match [Weight::ToDo, Weight::ToLookAt].map(|weight| outcome.number_of(weight)) {
        [0, 0] => format!("There is nothing to do. What was left out is counted in {report}."),
        [0, look] => format!("Nothing must be done; {} to look at: see {report}.", number_of(look, "thing")),
        [todo, 0] => format!("{} to do: see {report}.", number_of(todo, "thing")),
        [todo, look] => format!("{} to do, and {look} to look at: see {report}.", number_of(todo, "thing")),
    }
}

/// Fetches the pictures and files that are missing.
#[cfg(feature = "publish")]
fn fetch_files(export: &mut ReadExport, folder: &Path, console: &Console) -> Result<(), CommandError> {
    /// After how many files the terminal says how far it is.
    const STEP: usize = 25;
    export.fetch(folder, &FetchRules::default(), &mut |done, total| {
        if done == 1 {
            console.status(&format!("Fetching {} from the old site …", number_of(total, "picture or file")));
        } else if done % STEP == 0 && done < total {
            console.status(&format!("{done} of {total}"));
        }
    })?;
    Ok(())
}

/// Explains that this program cannot fetch anything.
#[cfg(not(feature = "publish"))]
fn fetch_files(_: &mut ReadExport, _: &Path, _: &Console) -> Result<(), CommandError> {
    Err("this copy of callslip cannot fetch anything; a downloaded release can (or build it with `cargo install \
         --features full`)"
        .into())
}

/// Says what is missing, before everything else.
fn warn(outcome: &Outcome, console: &Console) {
    for name in &outcome.cut_off {
        console.warning(&format!(
            "{name} ends too early: the rest of the blog is not in your column. Download the export again, and import it \
             into the same folder; what was missing is added"
        ));
    }
    for name in &outcome.unused {
        console.warning(&format!("{name} was not used: it is no export, and no post shows it or what is in it"));
    }
    if outcome.beginnings > 0 {
        console.warning(&format!(
            "the feed has only the beginning of {}: the rest is on the old site alone",
            number_of(outcome.beginnings, "post")
        ));
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
