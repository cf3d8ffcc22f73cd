//! `callslip init`

use std::io;
use std::path::Path;
use std::process::ExitCode;

use jiff::tz::TimeZone;

use super::clock;
use super::console::{CommandError, Console, quoted};
use super::init_answers::ask;
use super::locate_column::misnamed_settings;
use super::new_column::{self, Answers};
use crate::content::{Transliteration, slugify};
use crate::disk::{self, lies_in, real_path};
use crate::source::{COLUMN_FILE, Fingerprint, PUBLIC, SOURCE_FOLDERS};

pub(super) fn run(folder: &Path, console: &Console) -> Result<ExitCode, CommandError> {
    start(folder, console)?;
    console.status("See it in your browser with:");
    if folder != Path::new(".") {
        console.status(&format!("  cd {}", quoted(&folder.display().to_string())));
    }
    console.status("  callslip serve --open");
    Ok(ExitCode::SUCCESS)
}

/// Starts a column in a folder. On a terminal, asks for its name and the columnist's. Writes nothing before the last
/// answer.
pub(super) fn start(folder: &Path, console: &Console) -> Result<(), CommandError> {
    refuse(folder)?;
    let answers = if console.may_ask() { ask(console)? } else { Answers::default() };
    let now = clock::now();
    let zone = time_zone(&now);
    let utc = now.with_time_zone(TimeZone::UTC);
    for file in new_column::files(&answers, &now.date().to_string(), zone, &id(folder, &utc)) {
        match disk::write_new(folder, &file.path, file.text.as_bytes()) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                console.status(&format!("{} already existed and was not changed", file.path));
            }
            written => written?,
        }
    }
    console.status(&format!("Your new column is in {}.", shown(folder)));
    console.status("Its first letter is content/questions/what-is-this-page.md: try things out in it, and delete it when you have your own.");
    Ok(())
}

/// Returns the error of a folder in which no column can be started.
fn refuse(folder: &Path) -> Result<(), CommandError> {
    if folder.join(COLUMN_FILE).exists() {
        return Err(format!(
            "there is already a column in {}; to begin another, name a new folder: `callslip init my-column`",
            shown(folder)
        )
        .into());
    }
    let message = match misnamed_settings(folder, &shown(folder)) {
        None => within_a_column(folder)?,
        message => message,
    };
    message.map_or(Ok(()), |message| Err(message.into()))
}

/// Returns the message about a folder whose files belong to a column already; `None` if they belong to none.
fn within_a_column(folder: &Path) -> Result<Option<String>, CommandError> {
    let here = std::env::current_dir()?;
    let absolute = real_path(folder)?;
    let Some(root) = absolute.ancestors().skip(1).find(|above| above.join(COLUMN_FILE).is_file()) else {
        return Ok(None);
    };
    for name in SOURCE_FOLDERS.into_iter().chain([PUBLIC]) {
        if lies_in(folder, &root.join(name))? {
            let above = here.strip_prefix(root).map(|inner| "../".repeat(inner.components().count() + 1));
            return Ok(Some(format!(
                "{} is in `{name}/` of another column; name a folder outside that column: `callslip init {}my-column`",
                shown(folder),
                above.unwrap_or_default()
            )));
        }
    }
    Ok(None)
}

fn shown(folder: &Path) -> String {
    if folder == Path::new(".") { "this folder".to_owned() } else { folder.display().to_string() }
}

/// Returns the time zone of this machine, by the name that `column.yaml` gives it. A machine that does not know its own has
/// UTC, as servers do.
fn time_zone(now: &jiff::Zoned) -> &str {
    now.time_zone().iana_name().filter(|name| TimeZone::get(name).is_ok()).unwrap_or("UTC")
}

/// Returns the authority of a new column's feed ids (RFC 4151). It differs from that of any other column, and never changes.
/// `.invalid` is reserved (RFC 2606), so the domain belongs to nobody else.
pub(super) fn id(folder: &Path, now: &jiff::Zoned) -> String {
    let name = std::path::absolute(folder).ok();
    let name = name
        .as_deref()
        .and_then(Path::file_name)
        .map(|name| slugify(&name.to_string_lossy(), Transliteration::default()));
    let name = name.filter(|name| !name.is_empty()).unwrap_or_else(|| "column".to_owned());
    let moment = now.timestamp().as_nanosecond();
    let unique = Fingerprint::of(format!("{name} {moment} {}", std::process::id()).as_bytes()).short();
    format!("{name}-{unique}.invalid,{}", now.year())
}
