//! The new name: a title, from which the address follows, or an address alone.

use super::error::RenameError;
use crate::content::{LONGEST_FILE_NAME, Transliteration, is_refused_by_windows, short_slug};
use crate::source::{CONTENT, has_extension, join};

/// A new name, as it was typed.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct NewName {
    /// The new title; `None` if only the address changes.
    pub(super) title: Option<String>,
    /// The new name of the file, without its extension.
    pub(super) stem: String,
}

impl NewName {
    /// Reads what was typed from the folder `here`, as the name of a file in `folder`.
    pub(super) fn read(typed: &str, here: &str, folder: &str, slugs: Transliteration) -> Result<Self, RenameError> {
        let typed = typed.split_whitespace().collect::<Vec<_>>().join(" ");
        let name = match file_name(&typed, here, folder)? {
            Some(stem) => Self { title: None, stem: short_slug(&stem, slugs, LONGEST_FILE_NAME) },
            None if is_address(&typed) => Self { title: None, stem: short_slug(&typed, slugs, LONGEST_FILE_NAME) },
            None => Self { stem: short_slug(&typed, slugs, LONGEST_FILE_NAME), title: Some(typed) },
        };
        if name.stem.is_empty() {
            return RenameError::refused("the new name needs at least one letter or digit");
        }
        if is_refused_by_windows(&name.stem) {
            let message = format!("Windows does not allow a file called `{}`; choose a longer name", name.stem);
            return RenameError::refused(message);
        }
        Ok(name)
    }
}

/// Returns true for the last part of an address, such as `loud-drums`, which no title looks like.
fn is_address(typed: &str) -> bool {
    let fits = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "-_.~".contains(c);
    typed.chars().all(fits)
}

/// Returns the name in a path or an address, without the extension of a text. `None` if it is neither; the error says that
/// it is in another folder.
fn file_name(typed: &str, here: &str, folder: &str) -> Result<Option<String>, RenameError> {
    let typed = typed.replace('\\', "/");
    if let Some(address) = typed.strip_prefix('/') {
        let name = address.trim_end_matches('/').rsplit('/').next().unwrap_or_default();
        return Ok(Some(name.to_owned()));
    }
    let is_text = has_extension(&typed, &["md", "markdown"]);
    let starts = ["./", "../", "content/", "questions/", "programs/", "people/", "pages/"];
    if !is_text && !starts.iter().any(|start| typed.starts_with(start)) {
        return Ok(None);
    }
    let path = if is_text { typed.rsplit_once('.').map_or("", |(path, _)| path) } else { typed.trim_end_matches('/') };
    let path = path.strip_suffix("/index").unwrap_or(path);
    let (parent, name) = path.rsplit_once('/').unwrap_or(("", path));
    let bases = [here, "", CONTENT];
    if !parent.is_empty() && !bases.iter().any(|base| join(base, parent).is_some_and(|parent| parent == folder)) {
        return RenameError::refused(format!(
            "`callslip rename` changes names, not folders: give only the new name, such as `{name}`"
        ));
    }
    Ok(Some(name.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(typed: &str) -> String {
        let folder = "content/questions";
        let name = NewName::read(typed, folder, folder, Transliteration::AnyLanguage);
        name.map_or_else(|error| error.to_string(), |name| format!("{} {:?}", name.stem, name.title))
    }

    #[test]
    fn a_title_gives_the_address_and_an_address_gives_no_title() {
        for (typed, expected) in [
            ("Quiet  drums", "quiet-drums Some(\"Quiet drums\")"),
            ("Ada", "ada Some(\"Ada\")"),
            ("quiet drums", "quiet-drums Some(\"quiet drums\")"),
            ("Either/or", "either-or Some(\"Either/or\")"),
            ("東京", "dong-jing Some(\"東京\")"),
            ("quiet-drums", "quiet-drums None"),
            ("quiet-drums.md", "quiet-drums None"),
            ("Quiet drums.md", "quiet-drums None"),
            ("./quiet.md", "quiet None"),
            ("content/questions/quiet.md", "quiet None"),
            ("questions/quiet/index.md", "quiet None"),
            ("/questions/quiet/", "quiet None"),
            ("content\\questions\\quiet.md", "quiet None"),
            (
                "../pages/quiet.md",
                "`callslip rename` changes names, not folders: give only the new name, such as `quiet`",
            ),
            ("?!", "the new name needs at least one letter or digit"),
            ("Con", "Windows does not allow a file called `con`; choose a longer name"),
        ] {
            assert_eq!(read(typed), expected, "{typed}");
        }
    }
}
