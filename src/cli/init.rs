//! `callslip init`

use std::io;
use std::path::Path;
use std::process::ExitCode;

use super::clock;
use super::console::{CommandError, Console, quoted};
use super::locate_column::misnamed_settings;
use crate::content::{Transliteration, slugify};
use crate::disk::{self, lies_in, real_path};
use crate::source::{COLUMN_FILE, Fingerprint, PUBLIC, SOURCE_FOLDERS};

/// The files of a new column. The one that makes it a column comes last: what was interrupted before can begin again.
const STARTER: [(&str, &str); 6] = [
    ("content/people/ada-quill.md", include_str!("starter/person.md")),
    ("content/questions/what-is-this-page.md", include_str!("starter/question.md")),
    ("content/pages/about.md", include_str!("starter/about.md")),
    ("content/pages/ask.md", include_str!("starter/ask.md")),
    (".gitignore", "# What `callslip build` makes again at any time\n/public/\n"),
    (COLUMN_FILE, include_str!("starter/column.yaml")),
];

pub(super) fn run(folder: &Path, console: &Console) -> Result<ExitCode, CommandError> {
    if folder.join(COLUMN_FILE).exists() {
        return Err(format!(
            "there is already a column in {}; to begin another, name a new folder: `callslip init my-column`",
            shown(folder)
        )
        .into());
    }
    if let Some(message) = misnamed_settings(folder, &shown(folder)) {
        return Err(message.into());
    }
    if let Some(message) = within_a_column(folder)? {
        return Err(message.into());
    }
    // The starter's dates are in UTC: today's date of this machine may lie ahead there.
    let now = clock::now().with_time_zone(jiff::tz::TimeZone::UTC);
    let mut existing = Vec::new();
    for (path, text) in STARTER {
        let text = text.replace("{id}", &id(folder, &now)).replace("{date}", &now.date().to_string());
        match disk::write_new(folder, path, text.as_bytes()) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => existing.push(path),
            written => written?,
        }
    }
    for path in existing {
        console.status(&format!("{path} already existed and was not changed"));
    }
    let here = folder == Path::new(".");
    console.status(&format!("Your new column is in {}.", shown(folder)));
    console.status("Its first letter is content/questions/what-is-this-page.md: change it as you like.");
    console.status("See it with:");
    if !here {
        console.status(&format!("  cd {}", quoted(&folder.display().to_string())));
    }
    console.status("  callslip serve --open");
    Ok(ExitCode::SUCCESS)
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
