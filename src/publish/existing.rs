//! Which of many paths are taken at a place, without a question for each: folders are looked into from the top, those
//! only that are there and could hold one of them. At a place that is empty this is one question.

use std::collections::{BTreeMap, BTreeSet};

use super::PublishError;

/// What a folder holds: names, those of folders with a `/` at their end.
pub(super) type FolderNames = BTreeSet<String>;

/// Asks `list` for the content of folders (`""`, `questions/`, …), all of one depth at once; a folder that is not there
/// holds nothing.
pub(super) fn find_existing(
    paths: &[&str],
    mut list: impl FnMut(&[&str]) -> Result<Vec<FolderNames>, PublishError>,
) -> Result<BTreeSet<String>, PublishError> {
    let mut found = BTreeSet::new();
    let mut level = BTreeMap::from([("", paths.to_vec())]);
    level.retain(|_, paths| !paths.is_empty());
    while !level.is_empty() {
        let folders: Vec<&str> = level.keys().copied().collect();
        let held = list(&folders)?;
        let mut below: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for ((folder, paths), names) in level.into_iter().zip(held) {
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

/// The folders that these files lie in and that are not `known` yet, by depth, those above first.
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
