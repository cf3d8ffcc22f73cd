//! Finds out which of many paths exist at a destination without a request for each. Folders are listed from the top
//! down, and only those that exist and could hold one of the paths. An empty destination takes one request.

use std::collections::{BTreeMap, BTreeSet};

use super::PublishError;
use super::error::printable;
use crate::disk::EntryType;
use crate::site_path::folded;

/// The most folders within each other that are listed. No site has more; a server that lies may.
const MAX_DEPTH: usize = 200;

/// The names in a folder, with their types.
pub(super) type FolderNames = BTreeMap<String, EntryType>;

/// The answer of a destination about some paths.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct ExistingPaths {
    /// The kind of the entry at a path, or at a folder on the way to it that is no folder.
    pub(super) types: BTreeMap<String, EntryType>,
    /// Paths that a destination may have under another spelling. It must be asked.
    pub(super) uncertain: BTreeSet<String>,
}

impl ExistingPaths {
    /// Returns what is at the paths that were asked for, after the destination was asked for the uncertain ones, in order.
    pub(super) fn settle(
        self,
        asked: &[&str],
        uncertain: impl IntoIterator<Item = Option<EntryType>>,
    ) -> BTreeMap<String, EntryType> {
        let asked: BTreeSet<&str> = asked.iter().copied().collect();
        let answers = self.uncertain.into_iter().zip(uncertain).filter_map(|(path, kind)| Some((path, kind?)));
        // A folder on the way to a path is where it should be.
        let answers = answers.filter(|(path, kind)| *kind != EntryType::Folder || asked.contains(path.as_str()));
        let mut types = self.types;
        types.extend(answers);
        types
    }
}

/// Looks for these paths. `list` returns the names in each of several folders of the same depth (`""`, `questions/`, …),
/// and no names for a folder that does not exist.
pub(super) fn find_existing(
    paths: &[&str],
    mut list: impl FnMut(&[&str]) -> Result<Vec<FolderNames>, PublishError>,
) -> Result<ExistingPaths, PublishError> {
    let mut found = ExistingPaths::default();
    let mut level = BTreeMap::from([("", paths.to_vec())]);
    level.retain(|_, paths| !paths.is_empty());
    while !level.is_empty() {
        let folders: Vec<&str> = level.keys().copied().collect();
        let listed = list(&folders)?;
        let mut below: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for ((folder, paths), names) in level.into_iter().zip(listed) {
            let spellings: BTreeSet<String> = names.keys().map(|name| folded(name).into_owned()).collect();
            for path in paths {
                let rest = &path[folder.len()..];
                let (name, is_last) = rest.split_once('/').map_or((rest, true), |(name, _)| (name, false));
                let reached = &path[..folder.len() + name.len()];
                match names.get(name) {
                    None if !spellings.contains(&*folded(name)) => continue,
                    None => drop(found.uncertain.insert(reached.to_owned())),
                    Some(EntryType::Folder) if !is_last => {}
                    Some(kind) => {
                        found.types.insert(reached.to_owned(), *kind);
                        continue;
                    }
                }
                if !is_last {
                    below.entry(&path[..=reached.len()]).or_default().push(path);
                }
            }
        }
        level = below;
    }
    Ok(found)
}

/// The entries below a folder.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Below {
    /// The paths of everything but folders.
    pub(super) files: Vec<String>,
    /// The paths of the folders, each before those in it.
    pub(super) folders: Vec<String>,
}

/// Returns all that is below a folder. `list` is that of [`find_existing`].
pub(super) fn below(
    folder: &str,
    mut list: impl FnMut(&[&str]) -> Result<Vec<FolderNames>, PublishError>,
) -> Result<Below, PublishError> {
    let mut found = Below::default();
    let mut level = vec![format!("{folder}/")];
    for _ in 0..MAX_DEPTH {
        let folders: Vec<&str> = level.iter().map(String::as_str).collect();
        let mut next = Vec::new();
        for (folder, names) in folders.iter().zip(list(&folders)?) {
            for (name, kind) in names {
                let path = format!("{folder}{name}");
                match kind {
                    EntryType::Folder => next.push(path),
                    EntryType::File | EntryType::Link | EntryType::Other => found.files.push(path),
                }
            }
        }
        if next.is_empty() {
            return Ok(found);
        }
        level = next.iter().map(|folder| format!("{folder}/")).collect();
        found.folders.extend(next);
    }
    Err(PublishError::Remote(format!("the folders in {} go too deep to be read", printable(folder))))
}

/// Returns the folders of these files that are not in `known`, grouped by depth, the uppermost first.
pub(super) fn folder_levels(paths: &[&str], known: &BTreeSet<String>) -> Vec<Vec<String>> {
    let mut levels: Vec<BTreeSet<String>> = Vec::new();
    for path in paths {
        for (depth, (at, _)) in path.match_indices('/').enumerate() {
            let folder = &path[..at];
            if !known.contains(folder) {
                levels.resize(levels.len().max(depth + 1), BTreeSet::new());
                levels[depth].insert(folder.to_owned());
            }
        }
    }
    levels.retain(|level| !level.is_empty());
    levels.into_iter().map(|level| level.into_iter().collect()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(listed: &str) -> FolderNames {
        let names = listed.split_whitespace().map(|name| match (name.strip_suffix('/'), name.strip_suffix('@')) {
            (Some(name), _) => (name.to_owned(), EntryType::Folder),
            (_, Some(name)) => (name.to_owned(), EntryType::Link),
            _ => (name.to_owned(), EntryType::File),
        });
        names.collect()
    }

    #[test]
    fn only_folders_that_are_there_are_looked_into() {
        let place = BTreeMap::from([
            ("", "index.html questions/ staff/ tags"),
            ("questions/", "one/ two"),
            ("questions/one/", "index.html"),
        ]);
        let mut asked = Vec::new();
        let paths =
            ["about/index.html", "index.html", "questions/one/index.html", "questions/three/index.html", "staff"];
        let found = find_existing(&paths, |folders| {
            asked.push(folders.join(" "));
            Ok(folders.iter().map(|folder| names(place[folder])).collect())
        });
        let types = [
            ("index.html", EntryType::File),
            ("questions/one/index.html", EntryType::File),
            ("staff", EntryType::Folder),
        ];
        assert_eq!(found.unwrap().types, types.map(|(path, kind)| (path.to_owned(), kind)).into());
        assert_eq!(asked, ["", "questions/", "questions/one/"]);
    }

    #[test]
    fn a_link_or_a_file_on_the_way_is_found_and_not_looked_into() {
        let found = find_existing(&["a/b/c", "d/e", "f"], |_| Ok(vec![names("a@ d f@")])).unwrap();
        let types = [("a", EntryType::Link), ("d", EntryType::File), ("f", EntryType::Link)];
        assert_eq!(found.types, types.map(|(path, kind)| (path.to_owned(), kind)).into());
    }

    #[test]
    fn another_spelling_is_asked_for() {
        let place = BTreeMap::from([("", "Photo.JPG Questions/ cafe\u{301}"), ("questions/", "a")]);
        let found = find_existing(&["caf\u{e9}", "photo.jpg", "questions/a"], |folders| {
            Ok(folders.iter().map(|folder| names(place[folder])).collect())
        });
        let found = found.unwrap();
        assert_eq!(found.types, BTreeMap::from([("questions/a".to_owned(), EntryType::File)]));
        assert_eq!(found.uncertain.iter().collect::<Vec<_>>(), ["caf\u{e9}", "photo.jpg", "questions"]);
        let settled =
            found.settle(&["photo.jpg", "questions/a"], [None, Some(EntryType::File), Some(EntryType::Folder)]);
        assert_eq!(settled.into_keys().collect::<Vec<_>>(), ["photo.jpg", "questions/a"]);
    }

    #[test]
    fn a_folder_is_listed_to_its_end_if_it_has_one() {
        let place = BTreeMap::from([("a/", "b/ f l@"), ("a/b/", "c/"), ("a/b/c/", "")]);
        let found = below("a", |folders| Ok(folders.iter().map(|folder| names(place[folder])).collect())).unwrap();
        assert_eq!(
            found,
            Below { files: vec!["a/f".into(), "a/l".into()], folders: vec!["a/b".into(), "a/b/c".into()] }
        );
        let endless = below("a", |folders| Ok(folders.iter().map(|_| names("a/")).collect()));
        assert_eq!(endless.unwrap_err().to_string(), "the folders in a go too deep to be read");
    }

    #[test]
    fn nothing_to_ask_is_no_question() {
        assert_eq!(find_existing(&[], |_| Err(PublishError::Remote(String::new()))).unwrap(), ExistingPaths::default());
    }

    #[test]
    fn folders_above_come_first() {
        let known = BTreeSet::from(["a".to_owned()]);
        assert_eq!(folder_levels(&["a/b/c.html", "a/z.html", "d/e.html", "f.html"], &known), [["d"], ["a/b"]]);
    }
}
