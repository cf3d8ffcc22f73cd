//! `callslip theme new`

use std::path::Path;
use std::process::ExitCode;

use super::console::{CommandError, Console};
use super::locate_column::{read_theme, write_new};
use crate::source;

/// The files of a new theme.
const STARTER: [(&str, &str); 3] = [
    ("theme.yaml", include_str!("starter/theme.yaml")),
    ("templates/base.html", include_str!("starter/theme-base.html")),
    ("assets/{name}.css", include_str!("starter/theme.css")),
];

pub(super) fn run(root: &Path, name: &str, parent: &str, console: &Console) -> Result<ExitCode, CommandError> {
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    if name.is_empty() || !name.chars().all(plain) {
        return Err(
            format!("`{name}` cannot be the name of a theme; write lowercase letters, digits, and hyphens").into()
        );
    }
    let known = source::theme_names(root);
    if known.iter().any(|theme| theme.name == name) {
        return Err(format!("there is already a theme called `{name}`; write another name").into());
    }
    let chain = read_theme(root, parent, &known)?;
    let base = chain.files().get("templates/base.html").map(|file| String::from_utf8_lossy(&file.bytes).into_owned());
    if !base.is_some_and(|base| base.contains("block styles")) {
        let reason = "has no block `styles` in `base.html`, so a stylesheet cannot be added to it";
        return Err(format!("the theme `{parent}` {reason}; write `themes/{name}/` by hand").into());
    }
    for (path, text) in STARTER {
        let filled = |text: &str| text.replace("{name}", name).replace("{parent}", parent).replace("{range}", &range());
        let path = format!("themes/{name}/{}", filled(path));
        write_new(root, &path, filled(text).as_bytes())?;
        console.status(&path);
    }
    console.status(&format!("To use it, write this in column.yaml, then `callslip build`:\n  theme: {name}"));
    console.status("To see what else you can change, run `callslip theme copy --help`.");
    Ok(ExitCode::SUCCESS)
}

/// The versions of callslip from this one to the next that may break a theme.
fn range() -> String {
    let (major, minor) = (env!("CARGO_PKG_VERSION_MAJOR"), env!("CARGO_PKG_VERSION_MINOR"));
    format!(">={major}.{minor}, <{}", major.parse::<u64>().unwrap_or_default() + 1)
}
