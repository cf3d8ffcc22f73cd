//! The files of a theme: from the column's own `themes/`, else from those inside the binary.

use std::path::Path;
use std::sync::Arc;

use include_dir::{Dir, include_dir};

use super::{Error, file, walk};
use crate::diagnostics::{Checked, FilePath};

/// The themes that every callslip carries.
static BUILT_IN: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/themes");

/// One file of a theme.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ThemeFile {
    /// Its place in the theme: `templates/home.html`.
    pub name: String,
    /// Its place in the column, or that of the built-in theme; for diagnostics.
    pub path: FilePath,
    /// Its bytes.
    pub bytes: Arc<[u8]>,
}

/// One layer of a theme: what it holds stands before what lower layers hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Layer {
    /// Its files, in path order.
    pub files: Vec<ThemeFile>,
}

/// The layers of a column's looks, the strongest first: its own `templates/` and `assets/`, then the theme.
/// None of a theme's files when no theme has this name.
pub fn theme_layers(root: &Path, theme: &str) -> Result<Checked<Vec<Layer>>, Error> {
    let mut diagnostics = Vec::new();
    let mut own = Vec::new();
    for folder in ["templates", "assets", "strings"] {
        own.extend(from_disk(root, folder, "")?.into_value(&mut diagnostics));
    }
    let folder = format!("themes/{theme}");
    let on_disk = root.join(&folder).join("theme.yaml").is_file();
    let files = if on_disk {
        from_disk(root, &folder, &format!("{folder}/"))?.into_value(&mut diagnostics)
    } else {
        built_in(theme)
    };
    Ok(Checked { value: vec![Layer { files: own }, Layer { files }], diagnostics })
}

/// The names of the themes inside the binary, sorted.
pub fn built_in_names() -> Vec<&'static str> {
    let mut names: Vec<_> = BUILT_IN.dirs().filter_map(|dir| dir.path().to_str()).collect();
    names.sort_unstable();
    names
}

fn from_disk(root: &Path, folder: &str, prefix: &str) -> Result<Checked<Vec<ThemeFile>>, Error> {
    let found = walk::files(root, folder)?;
    let mut files = Vec::with_capacity(found.value.len());
    for found in found.value {
        let name = found.path.strip_prefix(prefix).unwrap_or(&found.path).to_owned();
        files.push(ThemeFile { name, bytes: file::bytes(&found.disk)?.into(), path: found.path });
    }
    Ok(Checked { value: files, diagnostics: found.diagnostics })
}

fn built_in(theme: &str) -> Vec<ThemeFile> {
    let mut files = Vec::new();
    if let Some(dir) = BUILT_IN.get_dir(theme) {
        collect(dir, theme, &mut files);
    }
    files.sort_by(|a, b| a.name.cmp(&b.name));
    files
}

fn collect(dir: &Dir<'_>, theme: &str, files: &mut Vec<ThemeFile>) {
    for file in dir.files() {
        // The path inside the binary has the separators of the system that compiled it.
        let path = file.path().to_string_lossy().replace('\\', "/");
        let name = path.strip_prefix(theme).unwrap_or(&path).trim_start_matches('/').to_owned();
        files.push(ThemeFile { name, path: Arc::from(format!("themes/{path}")), bytes: file.contents().into() });
    }
    for inner in dir.dirs() {
        collect(inner, theme, files);
    }
}
