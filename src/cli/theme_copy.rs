//! `callslip theme copy`: copies a file of a theme into the column, where it can be changed.

use std::path::Path;
use std::process::ExitCode;

use super::console::{CommandError, Console};
use super::locate_column::{read_config, read_theme, write_new};
use crate::diagnostics::{closest, list_names};
use crate::disk::{self, Folder};
use crate::source::{self, ThemeFile};
use crate::theme::{Chain, copy_mark, template_called};

pub(super) fn run(root: &Path, what: Option<&str>, console: &Console) -> Result<ExitCode, CommandError> {
    let in_use = read_config(root)?.theme;
    let known = source::theme_names(root);
    let what = what.unwrap_or(&in_use);
    if known.iter().any(|theme| theme.name == what) {
        return whole(root, &read_theme(root, what, &known)?, what, console);
    }
    let chain = read_theme(root, &in_use, &known)?;
    let Some(file) = find(&chain, what) else {
        return Err(unknown(&chain, what, &in_use).into());
    };
    write_new(root, &file.name, &copied(&chain, file))?;
    console.status(&file.name);
    console.status(&format!("Your column now uses this file instead of the one in {in_use}. To go back, delete it."));
    let has_blocks = String::from_utf8_lossy(&file.bytes).contains("{% block");
    if let Some(name) = file.name.strip_prefix("templates/").filter(|_| has_blocks) {
        console.status(&format!(
            "To change only one block, delete all but that block, and begin the file with\n  {{% extends \"parent:{name}\" %}}"
        ));
    } else if file.name == "templates/components.html" {
        console.status("To change only one component, delete the others; the theme's own are used instead.");
    }
    Ok(ExitCode::SUCCESS)
}

/// Returns the content of a copy. That of a template says at its start what was copied.
fn copied(chain: &Chain, file: &ThemeFile) -> Vec<u8> {
    let layer = chain.layers.iter().skip(1).find(|layer| layer.file(&file.name).is_some());
    match layer.and_then(|layer| layer.theme.as_deref()) {
        Some(theme) if file.name.starts_with("templates/") => {
            [copy_mark(theme, &file.bytes).as_bytes(), &*file.bytes].concat()
        }
        _ => file.bytes.to_vec(),
    }
}

/// Copies a whole theme into `themes/`, where it replaces the built-in one of its name.
fn whole(root: &Path, chain: &Chain, name: &str, console: &Console) -> Result<ExitCode, CommandError> {
    // The column's own files are the first layer.
    let theme = chain
        .layers
        .get(1)
        .ok_or_else(|| format!("the theme `{name}` cannot be read; `callslip theme list` shows which can"))?;
    if !theme.built_in || root.join("themes").join(name).exists() {
        return Err(format!(
            "themes/{name} already exists; to copy the built-in theme again, delete or rename that folder first"
        )
        .into());
    }
    // All of it or nothing: half a theme would replace the built-in one.
    let (unfinished, place) = (format!("themes/.callslip-{name}"), format!("themes/{name}"));
    let column = Folder::open(root)?;
    let copy = || {
        column.remove_all(&unfinished)?;
        for file in &theme.files {
            disk::write_new(root, &format!("{unfinished}/{}", file.name), &file.bytes)?;
        }
        column.rename_folder(&unfinished, &place)
    };
    if let Err(error) = copy() {
        let _ = column.remove_all(&unfinished);
        return Err(error.into());
    }
    console.status(&format!("{} files in themes/{name}", theme.files.len()));
    console.status(
        "Your column now uses these files instead of the built-in theme. Later versions of callslip do not change them.",
    );
    Ok(ExitCode::SUCCESS)
}

/// Finds `templates/question.html`, or `question.html` for short.
fn find<'c>(chain: &'c Chain, what: &str) -> Option<&'c ThemeFile> {
    let files = chain.files();
    let folders = ["", "templates/", "assets/", "strings/"].iter();
    folders
        .filter_map(|folder| files.get(format!("{folder}{what}").as_str()).copied())
        .find(|file| file.name.contains('/'))
}

fn unknown(chain: &Chain, what: &str, theme: &str) -> String {
    let files = chain.files();
    let files = || files.keys().copied().filter(|name| name.contains('/'));
    let short = files().filter_map(|name| name.split_once('/').map(|(_, short)| short));
    // `style.css` and `favicon.ico` are files that each theme calls as it likes.
    let extension = what.rsplit_once('.').map(|(_, extension)| extension);
    let alike = |name: &&str| matches!(extension, Some("css" | "js")) && name.rsplit('.').next() == extension;
    let near = closest(what, files().chain(short)).map(|near| format!("did you mean `{near}`?"));
    let called = template_called(what).filter(|name| files().any(|file| file == format!("templates/{name}")));
    // The file that has the name of the theme is the one for every page.
    let own = format!("assets/{theme}.{}", extension.unwrap_or_default());
    let called = called.or_else(|| files().find(|name| *name == own)).or_else(|| files().find(alike));
    let called =
        called.map(|name| format!("write `callslip theme copy {name}`, which has what other programs put there"));
    let templates = || files().filter_map(|name| name.strip_prefix("templates/"));
    let help = near.or(called).unwrap_or_else(|| format!("its templates are {}", list_names(what, templates())));
    format!("there is no theme `{what}`, and the theme `{theme}` has no file with that name; {help}")
}
