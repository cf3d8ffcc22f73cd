//! Which names of files are one and the same file on a disk. Decided once for an output folder, by what its disk can tell
//! apart.

use std::borrow::Cow;
use std::collections::HashMap;

use unicode_normalization::UnicodeNormalization;

use crate::disk::{DiskError, Folder};
use crate::site_path::folded;

/// The differences between names that a disk ignores. Most disks of Linux ignore none, those of Windows the first, those of
/// macOS both.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub struct NameRules {
    /// Capital and small letters.
    pub ignores_case: bool,
    /// The two ways to write an accent in Unicode: `é`, and `e` with an accent that follows.
    pub ignores_normalization: bool,
}

/// The files of earlier builds whose names are no longer those of a file of the site.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Unnamed<'a> {
    /// They are no longer part of the site.
    pub(super) gone: Vec<&'a str>,
    /// They are on this disk the same file as one of the site, by another name: old name, new name.
    pub(super) renamed: Vec<(&'a str, &'a str)>,
}

impl NameRules {
    /// Finds out what the disk of a folder ignores, from a file that is there, and from the paths of other files that may
    /// be there.
    pub(super) fn of<'a>(
        folder: &Folder,
        existing: &str,
        mut others: impl Iterator<Item = &'a str>,
    ) -> Result<Self, DiskError> {
        // Numbers of files would not do: some disks of networks make up new ones for each path.
        let is_same = |path: &str, other: &str| {
            let (above, name) = path.rsplit_once('/').unwrap_or(("", path));
            let other_name = other.rsplit_once('/').map_or(other, |(_, name)| name);
            if folder.metadata(path)?.is_none() || folder.metadata(other)?.is_none() {
                return Ok::<bool, DiskError>(false);
            }
            let found = folder.list(above)?;
            Ok(found.iter().filter(|(found, _)| found == name || found == other_name).count() == 1)
        };
        let ignores_case = is_same(existing, &existing.to_uppercase())?;
        let accented = others.find_map(|path| {
            let decomposed = (!path.is_ascii()).then(|| path.nfd().collect::<String>())?;
            let other = if decomposed == path { path.nfc().collect() } else { decomposed };
            (other != path).then_some((path, other))
        });
        // A link on the way says nothing of the disk.
        let ignores_normalization = accented.is_some_and(|(path, other)| is_same(path, &other).unwrap_or(false));
        Ok(Self { ignores_case, ignores_normalization })
    }

    /// Returns true if any two names are two files.
    pub(super) fn tell_all_apart(self) -> bool {
        self == Self::default()
    }

    /// Returns what two paths have in common if they are one file.
    pub fn identity(self, path: &str) -> Cow<'_, str> {
        match (self.ignores_case, self.ignores_normalization) {
            (false, false) => Cow::Borrowed(path),
            (true, true) => folded(path),
            (true, false) => Cow::Owned(path.to_lowercase()),
            (false, true) => Cow::Owned(path.nfc().collect()),
        }
    }

    /// Sorts out the paths of earlier builds that are not in `after`, which is in order.
    pub(super) fn unnamed<'a>(self, before: impl Iterator<Item = &'a str>, after: &[&'a str]) -> Unnamed<'a> {
        let mut unnamed = Unnamed::default();
        let missing: Vec<&str> = before.filter(|path| after.binary_search(path).is_err()).collect();
        if missing.is_empty() || self.tell_all_apart() {
            return Unnamed { gone: missing, ..unnamed };
        }
        let after: HashMap<_, &str> = after.iter().map(|path| (self.identity(path), *path)).collect();
        for path in missing {
            match after.get(&self.identity(path)) {
                Some(new) => unnamed.renamed.push((path, new)),
                None => unnamed.gone.push(path),
            }
        }
        unnamed
    }

    /// Returns two paths that are one file; `None` if all are files of their own.
    pub(super) fn one_file_twice<'a>(self, paths: &[&'a str]) -> Option<(&'a str, &'a str)> {
        if self.tell_all_apart() {
            return None;
        }
        let mut seen = HashMap::new();
        paths.iter().find_map(|path| Some((seen.insert(self.identity(path), *path)?, *path)))
    }
}

/// Returns the renames, outermost folder first, after which a file is known by its new name. Both paths are one file, so
/// they differ in the letters of their names only.
pub(super) fn renames(from: &str, to: &str) -> Vec<(String, String)> {
    let (mut folder, mut renames) = (String::new(), Vec::new());
    for (old, new) in from.split('/').zip(to.split('/')) {
        if old != new {
            renames.push((format!("{folder}{old}"), format!("{folder}{new}")));
        }
        folder.push_str(new);
        folder.push('/');
    }
    renames
}

#[cfg(test)]
mod tests {
    use super::*;

    const NONE: NameRules = NameRules { ignores_case: false, ignores_normalization: false };
    const CASE: NameRules = NameRules { ignores_case: true, ignores_normalization: false };
    const BOTH: NameRules = NameRules { ignores_case: true, ignores_normalization: true };

    #[test]
    fn a_file_that_was_just_put_is_not_gone() {
        let (before, after) = (["a/Photo.JPG", "b", "e\u{301}"], ["a/photo.jpg", "\u{e9}"]);
        let unnamed = |rules: NameRules| rules.unnamed(before.into_iter(), &after);
        assert_eq!(unnamed(NONE), Unnamed { gone: before.to_vec(), renamed: vec![] });
        let photo = ("a/Photo.JPG", "a/photo.jpg");
        assert_eq!(unnamed(CASE), Unnamed { gone: vec!["b", "e\u{301}"], renamed: vec![photo] });
        assert_eq!(unnamed(BOTH), Unnamed { gone: vec!["b"], renamed: vec![photo, ("e\u{301}", "\u{e9}")] });
    }

    #[test]
    fn two_files_of_the_site_that_are_one_on_the_disk_are_found() {
        let paths = ["a/Photo.JPG", "a/photo.jpg", "b"];
        assert_eq!(NONE.one_file_twice(&paths), None);
        assert_eq!(CASE.one_file_twice(&paths), Some(("a/Photo.JPG", "a/photo.jpg")));
        assert_eq!(BOTH.one_file_twice(&["e\u{301}", "\u{e9}"]), Some(("e\u{301}", "\u{e9}")));
        assert_eq!(CASE.one_file_twice(&["e\u{301}", "\u{e9}"]), None);
    }

    #[test]
    fn folders_are_renamed_before_what_is_in_them() {
        let renamed = renames("questions/Drums/Photo.JPG", "questions/drums/photo.jpg");
        let pair = |from: &str, to: &str| (from.to_owned(), to.to_owned());
        assert_eq!(
            renamed,
            [
                pair("questions/Drums", "questions/drums"),
                pair("questions/drums/Photo.JPG", "questions/drums/photo.jpg")
            ]
        );
    }

    #[test]
    fn the_rules_are_those_of_the_disk() {
        let root = tempfile::tempdir().unwrap();
        let folder = Folder::open(root.path()).unwrap();
        folder.create_file("lock").unwrap();
        folder.create_file("e\u{301}").unwrap();
        let rules = NameRules::of(&folder, "lock", ["a", "e\u{301}"].into_iter()).unwrap();
        assert_eq!(rules.ignores_case, root.path().join("LOCK").exists());
        assert_eq!(rules.ignores_normalization, root.path().join("\u{e9}").exists());
    }
}
