//! Finds out which of many paths exist at a destination without a request for each. Folders are listed from the top
//! down, and only those that exist and could hold one of the paths. An empty destination takes one request.

use std::collections::{BTreeMap, BTreeSet};

use super::PublishError;

/// The names in a folder. The names of folders end with `/`.
pub(super) type FolderNames = BTreeSet<String>;

/// Returns which of these paths exist. `list` returns the names in each of several folders of the same depth (`""`,
/// `questions/`, …), and no names for a folder that does not exist.
pub(super) fn find_existing(
    paths: &[&str],
    mut list: impl FnMut(&[&str]) -> Result<Vec<FolderNames>, PublishError>,
) -> Result<BTreeSet<String>, PublishError> {
    let mut found = BTreeSet::new();
    let mut level = BTreeMap::from([("", paths.to_vec())]);
    level.retain(|_, paths| !paths.is_empty());
    while !level.is_empty() {
        let folders: Vec<&str> = level.keys().copied().collect();
        let listed = list(&folders)?;
        let mut below: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for ((folder, paths), names) in level.into_iter().zip(listed) {
            for path in paths {
                let rest = &path[folder.len()..];
                match rest.find('/') {
                    Some(at) if names.contains(&rest[..=at]) => {
                        below.entry(&path[..=folder.len() + at]).or_default().push(path);
                    }
                    None if names.contains(rest) || names.contains(&format!("{rest}/")) => {
                        found.insert(path.to_owned());
                    }
                    _ => {}
                }
            }
        }
        level = below;
    }
    Ok(found)
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
            let names = |folder: &&str| place[folder].split(' ').map(ToOwned::to_owned).collect();
            Ok(folders.iter().map(names).collect())
        });
        assert_eq!(found.unwrap().into_iter().collect::<Vec<_>>(), ["index.html", "questions/one/index.html", "staff"]);
        assert_eq!(asked, ["", "questions/", "questions/one/"]);
    }

    #[test]
    fn nothing_to_ask_is_no_question() {
        assert!(find_existing(&[], |_| Err(PublishError::Unreadable)).unwrap().is_empty());
    }

    #[test]
    fn folders_above_come_first() {
        let known = BTreeSet::from(["a".to_owned()]);
        assert_eq!(folder_levels(&["a/b/c.html", "a/z.html", "d/e.html", "f.html"], &known), [["d"], ["a/b"]]);
    }
}
