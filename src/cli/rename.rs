//! `callslip rename`

use std::collections::BTreeSet;
use std::io::{self, IsTerminal};
use std::path::Path;
use std::process::ExitCode;

use super::clock;
use super::console::{CommandError, Console, in_one_line, number_of};
use super::locate_column::read_config;
use crate::output::{MANIFEST, Manifest};
use crate::rename::{self, ChangedLine, MovedPath, RenameError, RenamePlan, RenameRequest};
use crate::source::{PUBLIC, has_extension};

/// The number of files whose lines are shown.
const MOST_FILES: usize = 40;

pub(super) fn run(root: &Path, old: &str, new: &str, yes: bool, console: &Console) -> Result<ExitCode, CommandError> {
    let here = folder_in_column(root, &std::env::current_dir()?).unwrap_or_default();
    let absolute = Path::new(old).is_absolute().then(|| folder_in_column(root, Path::new(old))).flatten();
    let old = absolute.as_deref().unwrap_or(old);
    let built = built_files(root)?;
    let request = RenameRequest { old, new, here: &here, clock: clock::now().timestamp(), built: built.as_ref() };
    let plan = match rename::plan(root, &request) {
        Ok(plan) => plan,
        Err(error) => {
            if let RenameError::Breaks { diagnostics, sources } = &error {
                console.diagnostics(diagnostics, sources);
            }
            return Err(error.into());
        }
    };
    if plan.is_empty() {
        console.status("Nothing to do: it has that name already.");
        return Ok(ExitCode::SUCCESS);
    }
    show(&plan, console);
    let is_terminal = io::stdin().is_terminal();
    if !yes && !is_terminal {
        console.status("Nothing is changed yet: `--yes` after the command does it.");
        return Ok(ExitCode::SUCCESS);
    }
    if !yes && !Console::confirm(&format!("This will {}.", counted(&plan, ["rename", "change"])))? {
        console.status("Nothing was changed.");
        return Ok(ExitCode::SUCCESS);
    }
    plan.carry_out(root)?;
    console.status(&format!("Done: {}.", counted(&plan, ["renamed", "changed"])));
    Ok(ExitCode::SUCCESS)
}

/// Returns the files of the site that readers may know: those of the last build, or an empty set if the column was never
/// built and has no address. `None` if that is not known: in a repository, somebody else may build the column.
fn built_files(root: &Path) -> Result<Option<BTreeSet<String>>, CommandError> {
    if root.canonicalize()?.ancestors().any(|folder| folder.join(".git").exists()) {
        return Ok(None);
    }
    match std::fs::read(root.join(PUBLIC).join(MANIFEST)) {
        Ok(bytes) => {
            let (manifest, damage) = Manifest::parse(&bytes);
            Ok(damage.is_none().then(|| manifest.fingerprints().into_keys().collect()))
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            Ok(read_config(root)?.base_url.is_none().then(BTreeSet::new))
        }
        Err(_) => Ok(None),
    }
}

/// Returns the path in the column, with slashes; `None` if it is outside.
fn folder_in_column(root: &Path, path: &Path) -> Option<String> {
    let (root, path) = (root.canonicalize().ok()?, path.canonicalize().ok()?);
    let names: Option<Vec<&str>> = path.strip_prefix(root).ok()?.iter().map(|name| name.to_str()).collect();
    Some(names?.join("/"))
}

fn show(plan: &RenamePlan, console: &Console) {
    for moved in &plan.moves {
        console.status(&format!("{} → {}", in_one_line(&moved.old), in_one_line(&moved.new)));
    }
    for change in plan.changes.iter().take(MOST_FILES) {
        console.status(&in_one_line(&change.file));
        for ChangedLine { number, before, after } in &change.lines {
            let mut place = format!("{number:>5}");
            for (sign, line) in [("-", before), ("+", after)] {
                if let Some(line) = line {
                    console.status(&format!("{place} {sign} {}", in_one_line(line)));
                    place = " ".repeat(5);
                }
            }
        }
    }
    if let Some(others) = plan.changes.len().checked_sub(MOST_FILES).filter(|others| *others > 0) {
        console.status(&format!("and {}", number_of(others, "more file")));
    }
    for note in &plan.notes {
        console.status(note);
    }
}

/// Returns what a rename does, or has done: "renamed 1 file and changed 3 lines in 2 files".
fn counted(plan: &RenamePlan, [rename, change]: [&str; 2]) -> String {
    let is_file = |moved: &&MovedPath| has_extension(&moved.old, &["md", "markdown"]);
    let files = plan.moves.iter().filter(is_file).count();
    let moves = [(files, "file"), (plan.moves.len() - files, "folder")];
    let moves: Vec<String> =
        moves.iter().filter(|(count, _)| *count > 0).map(|(count, what)| number_of(*count, what)).collect();
    let lines = plan.changes.iter().map(|change| change.lines.len()).sum();
    let lines = (lines > 0)
        .then(|| format!("{change} {} in {}", number_of(lines, "line"), number_of(plan.changes.len(), "file")));
    let moves = (!moves.is_empty()).then(|| format!("{rename} {}", moves.join(" and ")));
    let and = if moves.as_ref().is_some_and(|moves| moves.contains(" and ")) { ", and " } else { " and " };
    moves.into_iter().chain(lines).collect::<Vec<_>>().join(and)
}
