//! `callslip theme list` and `callslip theme new`

use std::fs::{self, File};
use std::io::Write;
use std::path::Path;
use std::process::ExitCode;

use super::{Console, Failure};
use crate::config::{self, Config};
use crate::diagnostics::{SourceMap, Span, closest, has_errors, in_order};
use crate::source::{self, ThemeName};
use crate::theme::Chain;

/// What a new theme begins with.
const STARTER: [(&str, &str); 3] = [
    ("theme.yaml", include_str!("starter/theme.yaml")),
    ("templates/base.html", include_str!("starter/theme-base.html")),
    ("assets/{name}.css", include_str!("starter/theme.css")),
];

pub(super) fn list(root: Option<&Path>, console: &Console) -> Result<ExitCode, Failure> {
    let in_use = root.map(settings).transpose()?.map(|config| config.theme);
    // No such folder: only the themes inside the program are seen.
    let root = root.unwrap_or(Path::new("no-column-here"));
    let mut found = Vec::new();
    let mut sources = SourceMap::new();
    for theme in source::theme_names(root) {
        let chain = Chain::read(root, &theme.name, Span::default())?.into_value(&mut found);
        sources.extend(chain.texts().map(|text| (text.path.clone(), text.text.clone())));
        let Some(manifest) = chain.manifests.first() else { continue };
        let place = if theme.built_in { "built in".to_owned() } else { format!("in themes/{}", theme.name) };
        let parent = manifest.extends.as_ref().map(|parent| format!(", extends {}", parent.text)).unwrap_or_default();
        let used = if in_use.as_ref() == Some(&theme.name) { ", in use" } else { "" };
        console.say(format!("{} {}", theme.name, manifest.version).trim_end());
        console.say(&format!("  {place}{parent}{used}"));
        if let Some(line) = &manifest.description {
            console.say(&format!("  {line}"));
        }
    }
    let found = in_order(found);
    console.diagnostics(&found, &sources);
    Ok(ExitCode::from(u8::from(has_errors(&found))))
}

pub(super) fn new(root: &Path, name: &str, parent: &str, console: &Console) -> Result<ExitCode, Failure> {
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    if name.is_empty() || !name.chars().all(plain) {
        return Err(format!("`{name}` cannot be the name of a theme: take small letters, figures and hyphens").into());
    }
    let known = source::theme_names(root);
    if known.iter().any(|theme| theme.name == name) {
        return Err(format!("there is a theme called `{name}` already").into());
    }
    let chain = read(root, parent, &known)?;
    let base = chain.files().get("templates/base.html").map(|file| String::from_utf8_lossy(&file.bytes).into_owned());
    if !base.is_some_and(|base| base.contains("block styles")) {
        let reason = "has no block `styles` in `base.html`, so a stylesheet cannot be added to it";
        return Err(format!("the theme `{parent}` {reason}; write `themes/{name}/` by hand").into());
    }
    for (path, text) in STARTER {
        let filled = |text: &str| text.replace("{name}", name).replace("{parent}", parent).replace("{range}", &range());
        let path = format!("themes/{name}/{}", filled(path));
        write(root, &path, filled(text).as_bytes())?;
        console.say(&path);
    }
    console.say(&format!("To use it, write this in column.yaml, then `callslip build`:\n  theme: {name}"));
    console.say("What else you may change is in `callslip theme copy --help`.");
    Ok(ExitCode::SUCCESS)
}

/// From this version of callslip to the next that may break a theme.
fn range() -> String {
    let (major, minor) = (env!("CARGO_PKG_VERSION_MAJOR"), env!("CARGO_PKG_VERSION_MINOR"));
    format!(">={major}.{minor}, <{}", major.parse::<u64>().unwrap_or_default() + 1)
}

/// What `column.yaml` says; its mistakes are for `check` to tell.
pub(super) fn settings(root: &Path) -> Result<Config, Failure> {
    let mut unsaid = Vec::new();
    let column_file = source::read_column_file(root)?.into_value(&mut unsaid);
    Ok(config::parse(&column_file).into_value(&mut unsaid))
}

/// A theme with all that it stands on; its mistakes are for `check` to tell, unless there is no such theme at all.
pub(super) fn read(root: &Path, name: &str, known: &[ThemeName]) -> Result<Chain, Failure> {
    if !known.iter().any(|theme| theme.name == name) {
        let near = closest(name, known.iter().map(|theme| theme.name.as_str()));
        let near = near.map(|near| format!("; did you mean `{near}`?")).unwrap_or_default();
        return Err(format!("there is no theme called `{name}`{near}").into());
    }
    Ok(Chain::read(root, name, Span::default())?.into_value(&mut Vec::new()))
}

/// Writes a file of the column, and never over one that is there.
pub(super) fn write(root: &Path, path: &str, bytes: &[u8]) -> Result<(), Failure> {
    let place = root.join(path);
    let failed = |error: std::io::Error| match error.kind() {
        std::io::ErrorKind::AlreadyExists => format!("{path} is there already"),
        _ => format!("cannot write {path}: {error}"),
    };
    fs::create_dir_all(place.parent().unwrap_or(root)).map_err(failed)?;
    File::create_new(&place).map_err(failed)?.write_all(bytes).map_err(failed)?;
    Ok(())
}
