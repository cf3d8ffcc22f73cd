//! Reads the files of a theme, from the column's own `themes/` or else from those inside the binary.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use include_dir::{Dir, include_dir};

use super::layout::{OVERRIDES, THEME_FILE, THEMES};
use super::{SourceError, file, walk};
use crate::diagnostics::{Checked, Diagnostic, FilePath};

/// The size of the largest asset in bytes. All are held in memory.
const LARGEST_ASSET: u64 = 16 << 20;

/// The themes inside the binary.
static BUILT_IN: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/themes");

/// A file of a theme.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ThemeFile {
    /// The path in the theme: `templates/home.html`.
    pub name: String,
    /// The path in the column, or that of the built-in theme, for diagnostics.
    pub path: FilePath,
    /// The content.
    pub bytes: Arc<[u8]>,
}

/// One layer of templates and assets. Its files take precedence over those of lower layers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Layer {
    /// The name of the theme; `None` for the column's own files.
    pub theme: Option<String>,
    /// True if the theme is inside the binary, not in the column.
    pub built_in: bool,
    /// The files, in path order.
    pub files: Vec<ThemeFile>,
}

impl Layer {
    /// Builds a layer from names and bytes in memory: the files of a theme, or the column's own.
    pub fn new<'f>(theme: Option<&str>, files: impl IntoIterator<Item = (&'f str, &'f [u8])>) -> Self {
        let folder = theme.map(|theme| format!("{THEMES}/{theme}/")).unwrap_or_default();
        let file = |(name, bytes): (&str, &[u8])| ThemeFile {
            name: name.to_owned(),
            path: Arc::from(format!("{folder}{name}")),
            bytes: bytes.into(),
        };
        let mut files: Vec<_> = files.into_iter().map(file).collect();
        files.sort_by(|a, b| a.name.cmp(&b.name));
        Self { theme: theme.map(ToOwned::to_owned), built_in: false, files }
    }

    /// Returns the file of that name.
    pub fn file(&self, name: &str) -> Option<&ThemeFile> {
        self.files.iter().find(|file| file.name == name)
    }
}

/// A theme that a column could choose.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct ThemeName {
    /// The name of the theme's folder.
    pub name: String,
    /// True if the theme is inside the binary.
    pub built_in: bool,
}

/// Reads the layer above every theme: the column's own `templates/`, `assets/` and `strings/`.
pub fn own_layer(root: &Path) -> Result<Checked<Layer>, SourceError> {
    let mut diagnostics = Vec::new();
    let mut files = Vec::new();
    for folder in OVERRIDES {
        files.extend(from_disk(root, folder, "")?.into_value(&mut diagnostics));
    }
    Ok(Checked { value: Layer { theme: None, built_in: false, files }, diagnostics })
}

/// Reads the theme of that name, from the column's `themes/` or else from the binary; `None` if it is in neither.
pub fn theme(root: &Path, name: &str) -> Result<Checked<Option<Layer>>, SourceError> {
    let folder = format!("{THEMES}/{name}");
    if root.join(&folder).join(THEME_FILE).is_file() {
        let Checked { value: files, diagnostics } = from_disk(root, &folder, &format!("{folder}/"))?;
        let layer = Layer { theme: Some(name.to_owned()), built_in: false, files };
        return Ok(Checked { value: Some(layer), diagnostics });
    }
    Ok(Checked { value: built_in_theme(name), diagnostics: Vec::new() })
}

/// Returns the theme of that name inside the binary; `None` if there is none.
pub fn built_in_theme(name: &str) -> Option<Layer> {
    let mut files = Vec::new();
    collect(BUILT_IN.get_dir(name)?, name, &mut files);
    files.sort_by(|a, b| a.name.cmp(&b.name));
    Some(Layer { theme: Some(name.to_owned()), built_in: true, files })
}

/// Returns true if a theme inside the binary has this file, byte for byte.
pub fn is_built_in(file: &ThemeFile) -> bool {
    let same =
        |dir: &Dir<'_>| dir.get_file(dir.path().join(&file.name)).map(include_dir::File::contents) == Some(&file.bytes);
    BUILT_IN.dirs().any(same)
}

/// Returns the names of the themes inside the binary.
pub fn built_in_names() -> impl Iterator<Item = String> {
    BUILT_IN.dirs().map(|dir| dir.path().to_string_lossy().into_owned())
}

/// Returns the names of all themes that a column could choose, sorted: its own, and those inside the binary. A theme of
/// its own hides one of the same name in the binary.
pub fn theme_names(root: &Path) -> Vec<ThemeName> {
    let entries = fs::read_dir(root.join(THEMES)).into_iter().flatten().flatten();
    let folders = entries.filter(|entry| entry.path().join(THEME_FILE).is_file());
    let on_disk = folders.filter_map(|entry| entry.file_name().into_string().ok());
    let mut names: Vec<_> = on_disk.map(|name| ThemeName { name, built_in: false }).collect();
    for name in built_in_names() {
        if !names.iter().any(|known| known.name == name) {
            names.push(ThemeName { name, built_in: true });
        }
    }
    names.sort();
    names
}

fn from_disk(root: &Path, folder: &str, prefix: &str) -> Result<Checked<Vec<ThemeFile>>, SourceError> {
    let found = walk::files(root, folder)?;
    let mut files = Vec::with_capacity(found.files.len());
    let mut diagnostics: Vec<_> = found.problems.into_iter().chain(found.conflict_copies).collect();
    for found in found.files {
        let name = found.path.strip_prefix(prefix).unwrap_or(&found.path).to_owned();
        let most = if name.starts_with("assets/") { LARGEST_ASSET } else { file::LARGEST_TEXT };
        match file::bytes(&found.disk, most)? {
            Ok(bytes) => files.push(ThemeFile { name, bytes: bytes.into(), path: found.path }),
            Err(size) => diagnostics.push(too_large(&found.path, size, most)),
        }
    }
    Ok(Checked { value: files, diagnostics })
}

fn too_large(path: &FilePath, size: u64, most: u64) -> Diagnostic {
    let message = format!("this file is too large: {} KB, and the limit is {} KB", size.div_ceil(1024), most / 1024);
    let help =
        if most == LARGEST_ASSET { "make it smaller, or put it into `static/`" } else { "split it into several files" };
    Diagnostic::error(message).about(path).help(help)
}

fn collect(dir: &Dir<'_>, theme: &str, files: &mut Vec<ThemeFile>) {
    for file in dir.files() {
        // The paths inside the binary have the separators of the system that compiled it.
        let path = file.path().to_string_lossy().replace('\\', "/");
        let name = path.strip_prefix(theme).unwrap_or(&path).trim_start_matches('/').to_owned();
        files.push(ThemeFile { name, path: Arc::from(format!("{THEMES}/{path}")), bytes: file.contents().into() });
    }
    for inner in dir.dirs() {
        collect(inner, theme, files);
    }
}
