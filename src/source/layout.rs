//! The layout of a column: the names of its own files and folders, and of the folder that it is built into.

use std::path::{Component, Path};

use crate::disk::{DiskError, lies_in, real_path};

/// The file that makes a folder a column.
pub const COLUMN_FILE: &str = "column.yaml";

/// The file in which `callslip links` keeps what it knows of addresses elsewhere.
pub const LINKS_FILE: &str = "links.yaml";

/// The folder of letters, programs, people, pages, and everything that they show.
pub const CONTENT: &str = "content";

/// The folder of letters, in [`CONTENT`].
pub const QUESTIONS: &str = "questions";

/// The folder of program profiles, in [`CONTENT`].
pub const PROGRAMS: &str = "programs";

/// The folder of the people who answer, in [`CONTENT`].
pub const PEOPLE: &str = "people";

/// The folder of all other pages, in [`CONTENT`].
pub const PAGES: &str = "pages";

/// The folder of replies, in [`CONTENT`]: a folder for each letter.
pub const REPLIES: &str = "replies";

/// The file of the controlled vocabulary.
pub const VOCABULARY_FILE: &str = "content/tags.yaml";

/// The file of the glossary.
pub const GLOSSARY_FILE: &str = "content/glossary.yaml";

/// The folder of files that go out as they are.
pub const STATIC: &str = "static";

/// The folders whose files precede those of every theme.
pub(super) const OVERRIDES: [&str; 3] = ["templates", "assets", "strings"];

/// The folder of the column's own themes, one folder each.
pub const THEMES: &str = "themes";

/// The file that makes a folder a theme.
pub const THEME_FILE: &str = "theme.yaml";

/// The folder that a column is built into, unless another one is named.
pub const PUBLIC: &str = "public";

/// All folders whose files the author wrote.
pub const SOURCE_FOLDERS: [&str; 6] = [CONTENT, STATIC, OVERRIDES[0], OVERRIDES[1], OVERRIDES[2], THEMES];

/// Returns the path within [`CONTENT`]; `None` if the file is in another folder.
pub fn within_content(path: &str) -> Option<&str> {
    path.strip_prefix(CONTENT)?.strip_prefix('/')
}

/// Returns the letter and the file of a path below [`REPLIES`], as far as they are written there:
/// `content/replies/loud-drums/jane.md` is `loud-drums` and `jane.md`. The letter is empty if the file is in no folder of one.
/// `None` for every other path.
pub fn within_replies(path: &str) -> Option<(&str, &str)> {
    let inner = within_content(path)?.strip_prefix(REPLIES)?.strip_prefix('/')?;
    Some(inner.rsplit_once('/').unwrap_or(("", inner)))
}

/// Returns the path within [`STATIC`]; `None` if the file is in another folder.
pub fn within_static(path: &str) -> Option<&str> {
    path.strip_prefix(STATIC)?.strip_prefix('/')
}

/// Returns true for a Markdown file and the lists of `content/`; every other file is an attachment.
pub fn is_text(path: &str) -> bool {
    let is_list = || [VOCABULARY_FILE, GLOSSARY_FILE].contains(&path);
    within_content(path).is_some() && (super::has_extension(path, &["md", "markdown"]) || is_list())
}

/// Returns the folder of a text called `index.md`, in any case and with any extension of a text: the files in the folder
/// belong to that text. `None` for every other file.
pub fn folder_of_index(path: &str) -> Option<&str> {
    let (folder, name) = path.rsplit_once('/')?;
    let (stem, _) = name.rsplit_once('.')?;
    (stem.eq_ignore_ascii_case("index") && is_text(path)).then_some(folder)
}

/// Returns true if `folder` is the column's own folder, above it, in one of [`SOURCE_FOLDERS`], or above such a folder:
/// nothing may be built or published into it. Compares where the folders are on disk.
pub fn holds_sources(root: &Path, folder: &Path) -> Result<bool, DiskError> {
    for name in SOURCE_FOLDERS {
        let sources = root.join(name);
        if lies_in(folder, &sources)? || lies_in(&sources, folder)? {
            return Ok(true);
        }
    }
    lies_in(root, folder)
}

/// Returns true if a folder is part of a repository's own files.
pub fn lies_in_repository(folder: &Path) -> Result<bool, DiskError> {
    let is_git = |component: Component| component.as_os_str().eq_ignore_ascii_case(".git");
    Ok(real_path(folder)?.components().any(is_git))
}

/// Joins a folder and a path relative to it, and resolves `.` and `..`; `None` if that leads out of the column.
pub fn join(folder: &str, relative: &str) -> Option<String> {
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in relative.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}
