//! The column that a command works on: finds it, reads its settings and themes, and adds files to it.

use std::io;
use std::path::{Path, PathBuf};

use super::args::LoadArgs;
use super::clock;
use super::console::{CommandError, quoted};
use crate::config::{self, Config};
use crate::content::ParseOptions;
use crate::diagnostics::{Span, closest};
use crate::disk::{self, lies_in, real_path};
use crate::pipeline::{self, Options};
use crate::source::{self, COLUMN_FILE, PUBLIC, ThemeName, holds_sources, lies_in_repository};
use crate::theme::Chain;

/// Takes the place of a column where there is none. No folder has this name, so only built-in themes are found in it.
pub(super) const NO_COLUMN: &str = "no-column-here";

/// Returns the folder given; without one, the nearest at or above the current folder that is a column.
pub(super) fn find_root(given: Option<&Path>) -> Result<PathBuf, CommandError> {
    let here = std::env::current_dir()?;
    let start = given.map_or_else(|| here.clone(), |given| here.join(given));
    let found = match given {
        Some(_) => start.join(COLUMN_FILE).is_file().then(|| start.clone()),
        None => column_above(&start),
    };
    found.ok_or_else(|| {
        let shown = given.filter(|given| *given != Path::new(".")).unwrap_or(Path::new("this folder")).display();
        if !start.is_dir() {
            return format!("there is no folder {shown}").into();
        }
        if let Some(message) = misnamed_settings(&start, &shown.to_string()) {
            return message.into();
        }
        let help = match columns_in(&start).first().and_then(|column| column.strip_prefix(&start).ok()) {
            Some(column) => help_with_column_below(column, given),
            None => "; go to your column's folder, or start a column with `callslip init my-column`".to_owned(),
        };
        format!("there is no {COLUMN_FILE} in {shown}{help}").into()
    })
}

/// Returns the end of the message about a folder that is no column, but has one in a folder of this name.
fn help_with_column_below(name: &Path, given: Option<&Path>) -> String {
    let step = match given {
        Some(given) => {
            let path = given.strip_prefix(".").unwrap_or(given).join(name);
            format!("write `--root {}`", quoted(&path.display().to_string()))
        }
        None => format!("go there with `cd {}`", quoted(&name.display().to_string())),
    };
    format!(", but there is one in {}; {step}", name.display())
}

/// Returns the nearest folder at or above this one that is a column.
pub(super) fn column_above(folder: &Path) -> Option<PathBuf> {
    folder.ancestors().find(|folder| folder.join(COLUMN_FILE).is_file()).map(Path::to_owned)
}

/// Folders of the system in a user's home. On a Mac, looking into them makes the system ask for permission.
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

/// Returns the columns directly in a folder, by name.
pub(super) fn columns_in(place: &Path) -> Vec<PathBuf> {
    let may_be_column = |name: &str| !name.starts_with('.') && !NO_COLUMNS.contains(&name);
    let folders = folders_in(place, may_be_column).into_iter();
    folders.filter(|path| path.join(COLUMN_FILE).is_file()).collect()
}

/// Returns what is directly in a folder and has a wanted name, in small letters; sorted.
pub(super) fn folders_in(place: &Path, wanted: impl Fn(&str) -> bool) -> Vec<PathBuf> {
    let entries = place.read_dir().into_iter().flatten().flatten();
    let named = entries.filter(|entry| wanted(&entry.file_name().to_string_lossy().to_lowercase()));
    let mut folders: Vec<PathBuf> = named.map(|entry| entry.path()).collect();
    folders.sort();
    folders
}

/// Returns the message about a `column.yaml` of another name, such as `column.yml` or `column.yaml.txt`; `None` if the
/// folder has no such file.
pub(super) fn misnamed_settings(folder: &Path, shown: &str) -> Option<String> {
    let names = std::fs::read_dir(folder).ok()?.flatten().filter(|entry| entry.path().is_file());
    let is_meant = |name: &String| {
        let name = name.to_lowercase();
        let mut parts = name.split('.');
        parts.next() == Some("column")
            && name.contains(".y")
            && parts.all(|part| matches!(part, "yaml" | "yml" | "txt" | "md"))
    };
    let name = names.filter_map(|entry| entry.file_name().into_string().ok()).filter(is_meant).min()?;
    let hidden = if name.to_lowercase().ends_with(".txt") {
        "\nWindows hides the `.txt`: in its Explorer, choose View, Show, File name extensions"
    } else {
        ""
    };
    Some(format!("the settings in {shown} are in `{name}`; rename it to `{COLUMN_FILE}`{hidden}"))
}

/// The options with which the pipeline loads the column, at this moment.
pub(super) fn load_options(args: &LoadArgs) -> Options {
    Options { clock: clock::now().timestamp(), as_of: args.as_of, base_url: args.base_url.clone(), unpublished: false }
}

/// Reads `column.yaml`. Its errors are left to `check`.
pub(super) fn read_config(root: &Path) -> Result<Config, CommandError> {
    let mut ignored = Vec::new();
    let column_file = source::read_column_file(root)?.into_value(&mut ignored);
    Ok(config::parse(&column_file).into_value(&mut ignored))
}

/// Returns the options with which the column's letters are parsed: among them the columnists' initials and the time zone.
pub(super) fn parse_options(root: &Path) -> Result<ParseOptions, CommandError> {
    let config = read_config(root)?;
    let sources = source::read_content(root)?.into_value(&mut Vec::new());
    Ok(pipeline::parse_options(&sources, &config))
}

/// Reads a theme with all that it extends. Its errors are left to `check`, unless there is no theme of that name.
pub(super) fn read_theme(root: &Path, name: &str, known: &[ThemeName]) -> Result<Chain, CommandError> {
    if !known.iter().any(|theme| theme.name == name) {
        let near = closest(name, known.iter().map(|theme| theme.name.as_str()));
        let near = near.map(|near| format!("; did you mean `{near}`?")).unwrap_or_default();
        return Err(format!("there is no theme called `{name}`{near}").into());
    }
    Ok(Chain::read(root, name, Span::default())?.into_value(&mut Vec::new()))
}

/// Writes a new file of the column. The error says so if there is one already.
pub(super) fn write_new(root: &Path, path: &str, bytes: &[u8]) -> Result<(), CommandError> {
    disk::write_new(root, path, bytes).map_err(|error| match error.kind() {
        io::ErrorKind::AlreadyExists => format!("{path} already exists; delete or rename it first").into(),
        _ => error.into(),
    })
}

/// Returns the absolute path of a folder that is to be written to. The error says so if it has files of the column, or is
/// in one of the other folders given, wherever links and `..` lead.
pub(super) fn outside_sources(
    root: &Path,
    folder: &Path,
    shown: &str,
    others: &[&str],
) -> Result<PathBuf, CommandError> {
    let mut taken = holds_sources(root, folder)?;
    for other in others {
        taken |= lies_in(folder, &root.join(other))?;
    }
    if taken {
        return Err(format!("{shown} contains files of the column itself; choose another folder").into());
    }
    if lies_in_repository(folder)? {
        return Err(format!("{shown} is in a folder that belongs to git; choose another folder").into());
    }
    Ok(std::path::absolute(folder)?)
}

/// Returns the folder that the column is built into unless another one is named. It may be a link, but not out of the
/// column: somebody else may have made the link, so she says herself where it leads.
pub(super) fn public_folder(root: &Path) -> Result<PathBuf, CommandError> {
    let folder = root.join(PUBLIC);
    if folder.is_symlink() && !folder.exists() {
        let target = std::fs::read_link(&folder)?;
        let target = target.display();
        let message = format!(
            "{PUBLIC} is a shortcut (link) to {target}, which does not exist; remove the shortcut, or make that folder"
        );
        return Err(message.into());
    }
    if !lies_in(&folder, root)? {
        let target = real_path(&folder)?;
        let target = target.display();
        return Err(format!(
            "{PUBLIC} is a shortcut (link) to {target}, outside the column; if you want the site there, run `callslip \
             build --out {target}`"
        )
        .into());
    }
    if folder.is_file() {
        return Err(format!("{PUBLIC} is a file, and the site needs a folder of that name; move the file away").into());
    }
    outside_sources(root, &folder, PUBLIC, &[])
}
