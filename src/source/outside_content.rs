//! Files and folders beside `column.yaml` that are read only in `content/`.

use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};

use super::{CONTENT, GLOSSARY_FILE, PAGES, PEOPLE, PROGRAMS, QUESTIONS, VOCABULARY_FILE, has_extension};
use crate::diagnostics::{Diagnostic, FilePath};

/// Folders of Jekyll and Hexo, and the folder of `content/` that is meant.
const OTHER_PROGRAMS: [(&str, &str); 6] = [
    ("_posts", QUESTIONS),
    ("_drafts", QUESTIONS),
    ("posts", QUESTIONS),
    ("source/_posts", QUESTIONS),
    ("_authors", PEOPLE),
    ("_pages", PAGES),
];

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
    let others = OTHER_PROGRAMS.into_iter().filter(|(folder, _)| has_front_matter(&root.join(folder)));
    let others = others.map(|(folder, meant)| foreign(folder, meant));
    lists.chain(folders).map(|(found, meant)| misplaced(root, &found, &meant)).chain(others).collect()
}

fn misplaced(root: &Path, found: &FilePath, meant: &str) -> Diagnostic {
    let what = if root.join(&**found).is_dir() { "folder" } else { "file" };
    let diagnostic = Diagnostic::warning(format!("this {what} is not read: it belongs in `{CONTENT}/`")).about(found);
    if root.join(meant).exists() {
        return diagnostic.help(format!("there is `{meant}` already: move what you need into it, and remove this one"));
    }
    diagnostic.help(format!("move it to `{meant}`"))
}

fn foreign(folder: &str, meant: &str) -> Diagnostic {
    let what = if meant == QUESTIONS { "letters" } else { "files" };
    let message = format!("this folder is not read: callslip reads only `{CONTENT}/`");
    Diagnostic::warning(message).about(&folder.into()).help(format!("move its {what} to `{CONTENT}/{meant}/`"))
}

/// Returns true for a folder with Markdown files in it.
fn has_texts(folder: &Path) -> bool {
    texts(folder).next().is_some()
}

/// Returns true for a folder with a Markdown file in it that begins with the line `---`: notes have none.
fn has_front_matter(folder: &Path) -> bool {
    texts(folder).any(|path| {
        let mut start = [0; 3];
        File::open(path).is_ok_and(|mut file| file.read_exact(&mut start).is_ok()) && &start == b"---"
    })
}

fn texts(folder: &Path) -> impl Iterator<Item = PathBuf> {
    let paths = fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    paths.filter(|path| has_extension(&path.to_string_lossy(), &["md", "markdown"]))
}
