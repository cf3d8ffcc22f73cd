//! Files and folders beside `column.yaml` that are read only in `content/`.

use std::fs;
use std::path::Path;

use super::{CONTENT, GLOSSARY_FILE, PAGES, PEOPLE, PROGRAMS, QUESTIONS, VOCABULARY_FILE, has_extension};
use crate::diagnostics::{Diagnostic, FilePath};

/// Returns a warning for each file and folder in the column's own folder that has the name of one in `content/`.
pub(super) fn check(root: &Path) -> Vec<Diagnostic> {
    let lists = [VOCABULARY_FILE, GLOSSARY_FILE].into_iter().filter_map(|list| {
        let (_, name) = list.rsplit_once('/')?;
        let stem = name.strip_suffix(".yaml")?;
        let found = [name.to_owned(), format!("{stem}.yml")].into_iter().find(|name| root.join(name).is_file())?;
        Some((FilePath::from(found), list.to_owned()))
    });
    let folders = [QUESTIONS, PROGRAMS, PEOPLE, PAGES].into_iter();
    let folders = folders.filter(|folder| has_texts(&root.join(folder)));
    let folders = folders.map(|folder| (FilePath::from(folder), format!("{CONTENT}/{folder}")));
    lists.chain(folders).map(|(found, meant)| misplaced(root, &found, &meant)).collect()
}

fn misplaced(root: &Path, found: &FilePath, meant: &str) -> Diagnostic {
    let what = if root.join(&**found).is_dir() { "folder" } else { "file" };
    let diagnostic = Diagnostic::warning(format!("this {what} is not read: it belongs in `{CONTENT}/`")).about(found);
    if root.join(meant).exists() {
        return diagnostic.help(format!("there is `{meant}` already: move what you need into it, and remove this one"));
    }
    diagnostic.help(format!("move it to `{meant}`"))
}

/// Returns true for a folder with Markdown files in it.
fn has_texts(folder: &Path) -> bool {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    entries.into_iter().any(|entry| has_extension(&entry.file_name().to_string_lossy(), &["md", "markdown"]))
}
