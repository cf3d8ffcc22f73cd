//! `callslip` without a command: shows the column of this folder in the browser, or starts one.

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use super::args::ServeArgs;
use super::console::{CommandError, Console, quoted};
use super::init;
use super::launch::Launch;
use super::locate_column::{column_above, columns_in, find_root, folders_in, misnamed_settings};
use super::serve;

/// The folder of a new column.
const NAME: &str = "my-column";

/// The folders of a home where people keep what they write.
const DOCUMENTS: [&str; 3] = ["desktop", "documents", "downloads"];

/// The beginning of the name of a folder that Windows keeps online, such as `OneDrive - School`.
const ONE_DRIVE: &str = "onedrive";

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
    let mut columns = columns_in(&place);
    if columns.is_empty() && launch.is_home(&place) {
        columns = columns_in_documents(&place);
    }
    match columns.as_slice() {
        [] => start(&place, console),
        [one] => Ok(found(one, console)),
        several => {
            several.iter().find(|folder| folder.ends_with(NAME)).map(|one| found(one, console)).ok_or_else(|| {
                let names = several.iter().map(|folder| folder.strip_prefix(&place).unwrap_or(folder).display());
                let first = several[0].display().to_string();
                let names = names.map(|name| name.to_string()).collect::<Vec<_>>().join(", ");
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

/// Returns the columns among the documents of a home, each once. On a Mac there are none: the system would ask for
/// permission to look into each of these folders, before anything else is said.
fn columns_in_documents(home: &Path) -> Vec<PathBuf> {
    if cfg!(target_os = "macos") {
        return Vec::new();
    }
    let is_of_documents = |name: &str| DOCUMENTS.contains(&name);
    let online = folders_in(home, |name| name.starts_with(ONE_DRIVE));
    let within = online.iter().flat_map(|folder| folders_in(folder, is_of_documents));
    let places = folders_in(home, is_of_documents).into_iter().chain(within).chain(online.clone());
    let mut seen = HashSet::new();
    // One may be a shortcut to another.
    let is_new = |column: &PathBuf| seen.insert(column.canonicalize().unwrap_or_else(|_| column.clone()));
    places.flat_map(|place| columns_in(&place)).filter(is_new).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[cfg(not(target_os = "macos"))]
    fn columns_among_the_documents_of_a_home_are_found_once() {
        let home = tempfile::tempdir().unwrap();
        let found = || {
            let all = columns_in_documents(home.path());
            let names = all.iter().map(|folder| folder.strip_prefix(home.path()).unwrap().display().to_string());
            names.collect::<Vec<_>>()
        };
        let column = |path: &str| {
            let folder = home.path().join(path);
            std::fs::create_dir_all(&folder).unwrap();
            std::fs::write(folder.join("column.yaml"), "title: A\n").unwrap();
        };
        for elsewhere in ["Music/one", "Documents/deep/two", ".config/three", "OneDrive/Music/four", "Drive/five"] {
            column(elsewhere);
        }
        assert!(found().is_empty());
        column("Downloads/a");
        column("OneDrive - School/Documents/b");
        column("OneDrive/c");
        assert_eq!(found(), ["Downloads/a", "OneDrive - School/Documents/b", "OneDrive/c"]);
        #[cfg(unix)]
        {
            std::fs::rename(home.path().join("Documents"), home.path().join("Old")).unwrap();
            std::os::unix::fs::symlink("OneDrive - School/Documents", home.path().join("Documents")).unwrap();
            assert_eq!(found(), ["Documents/b", "Downloads/a", "OneDrive/c"]);
        }
    }
}
