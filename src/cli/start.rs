//! `callslip` without a command: shows the column of this folder in the browser, or starts one.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use super::args::ServeArgs;
use super::console::{CommandError, Console, quoted};
use super::init;
use super::launch::Launch;
use super::locate_column::{column_above, find_root, misnamed_settings};
use super::serve;
use crate::source::COLUMN_FILE;

/// The folder of a new column.
const NAME: &str = "my-column";

/// Folders of the system in a user's home. On a Mac, looking into them makes the system ask her for permission.
const NO_COLUMNS: [&str; 11] = [
    "applications",
    "appdata",
    "desktop",
    "documents",
    "downloads",
    "library",
    "movies",
    "music",
    "pictures",
    "public",
    "videos",
];

pub(super) fn run(root: Option<&Path>, launch: &Launch, console: &Console) -> Result<ExitCode, CommandError> {
    let root = match root {
        Some(root) => find_root(Some(root))?,
        None => column(launch, console)?,
    };
    serve::run(&root, ServeArgs::with_open()?, console)
}

/// Returns the folder of the column that is meant, which is started if there is none yet.
fn column(launch: &Launch, console: &Console) -> Result<PathBuf, CommandError> {
    if let Some(root) = column_above(&launch.here) {
        return Ok(root);
    }
    if let Some(message) = misnamed_settings(&launch.here, "this folder") {
        return Err(message.into());
    }
    let place = launch.place();
    let columns = columns_in(&place);
    match columns.as_slice() {
        [] => start(&place, console),
        [one] => Ok(found(one, console)),
        several => {
            several.iter().find(|folder| folder.ends_with(NAME)).map(|one| found(one, console)).ok_or_else(|| {
                let names = several.iter().filter_map(|folder| folder.file_name()).map(|name| name.to_string_lossy());
                let first = several[0].display().to_string();
                let names = names.collect::<Vec<_>>().join(", ");
                format!(
                    "there are several columns in {}: {names}; choose one, as in `callslip --root {}`",
                    place.display(),
                    quoted(&first)
                )
                .into()
            })
        }
    }
}

fn found(root: &Path, console: &Console) -> PathBuf {
    console.status(&format!("Your column is in {}.", root.display()));
    root.to_owned()
}

/// Starts a column in this folder, under a name that is free.
fn start(place: &Path, console: &Console) -> Result<PathBuf, CommandError> {
    let wanted = place.join(NAME);
    if let Some(message) = misnamed_settings(&wanted, &wanted.display().to_string()) {
        return Err(message.into());
    }
    let names = std::iter::once(NAME.to_owned()).chain((2..).map(|number| format!("{NAME}-{number}")));
    let folder = names.map(|name| place.join(name)).find(|folder| is_free(folder)).unwrap_or_else(|| wanted.clone());
    if folder != wanted {
        console.status(&format!("{} is there already, and it is not a column.", wanted.display()));
    }
    init::start(&folder, console)?;
    Ok(folder)
}

/// Returns true if there is nothing of this name, or an empty folder.
fn is_free(folder: &Path) -> bool {
    let is_empty = || folder.read_dir().is_ok_and(|mut entries| entries.next().is_none());
    folder.symlink_metadata().is_err() || is_empty()
}

/// Returns the columns directly in a folder, by name.
fn columns_in(place: &Path) -> Vec<PathBuf> {
    let folders = place.read_dir().into_iter().flatten().flatten();
    let may_be_column = |name: String| !name.starts_with('.') && !NO_COLUMNS.contains(&name.as_str());
    let named = folders.filter(|entry| may_be_column(entry.file_name().to_string_lossy().to_lowercase()));
    let mut columns: Vec<PathBuf> =
        named.map(|entry| entry.path()).filter(|path| path.join(COLUMN_FILE).is_file()).collect();
    columns.sort();
    columns
}
