//! Folders of letters and pages that lie next to `content/`, as other programs have them.

use std::fs::{self, File};
use std::io::Read;
use std::path::Path;

use super::has_extension;
use super::layout::{CONTENT, PAGES, PEOPLE, PROGRAMS, QUESTIONS};
use crate::diagnostics::Diagnostic;

/// Names of folders, and the folder of `content/` that is meant.
const FOLDERS: [(&str, &str); 10] = [
    ("_posts", QUESTIONS),
    ("_drafts", QUESTIONS),
    ("posts", QUESTIONS),
    (QUESTIONS, QUESTIONS),
    (PROGRAMS, PROGRAMS),
    ("_authors", PEOPLE),
    (PEOPLE, PEOPLE),
    ("_pages", PAGES),
    (PAGES, PAGES),
    ("source/_posts", QUESTIONS),
];

/// Returns a warning for each folder that holds texts with fields and is not read.
pub fn stray_folders(root: &Path) -> Vec<Diagnostic> {
    let strays = FOLDERS.iter().filter_map(|(name, meant)| {
        let names: Vec<String> = fs::read_dir(root.join(name))
            .ok()?
            .flatten()
            .filter_map(|entry| entry.file_name().into_string().ok())
            .collect();
        let texts = names.iter().filter(|name| has_extension(name, &["md", "markdown"]));
        let count = texts.filter(|text| has_fields(&root.join(name).join(text))).count();
        let what = if *meant == QUESTIONS { "letter" } else { "file" };
        let (files, them) = match count {
            0 => return None,
            1 => (format!("the {what} here is"), "it"),
            count => (format!("the {count} {what}s here are"), "them"),
        };
        let diagnostic = Diagnostic::warning(format!("callslip reads only `{CONTENT}/`, so {files} not in the column"));
        Some(diagnostic.about(&(*name).into()).help(format!("move {them} to `{CONTENT}/{meant}/`")))
    });
    strays.collect()
}

/// Returns true for a file that begins with the line `---`.
fn has_fields(path: &Path) -> bool {
    let mut start = [0; 3];
    File::open(path).is_ok_and(|mut file| file.read_exact(&mut start).is_ok()) && &start == b"---"
}
