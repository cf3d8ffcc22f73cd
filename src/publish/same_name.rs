//! Paths that a destination takes for one, as some disks take `Photo.JPG` and `photo.jpg`.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Bound;

use crate::output::NameRules;

/// Returns two of these paths that are one file, or a file and its folder, where names are the same as `rules` says.
pub(super) fn same_name<'p>(paths: impl Iterator<Item = &'p str>, rules: NameRules) -> Option<(&'p str, &'p str)> {
    let mut keys: BTreeMap<Cow<'_, str>, &str> = BTreeMap::new();
    for path in paths {
        if let Some(other) = keys.insert(rules.identity(path), path) {
            return Some((other, path));
        }
    }
    // No file of a site is in the place of a folder of it.
    keys.iter().find_map(|(key, path)| below(&keys, key).map(|inner| (*path, inner)))
}

/// Returns the first path in the folder of this name.
pub(super) fn below<'p>(keys: &BTreeMap<Cow<'_, str>, &'p str>, folder: &str) -> Option<&'p str> {
    let within = format!("{folder}/");
    let (next, path) = keys.range::<str, _>((Bound::Included(within.as_str()), Bound::Unbounded)).next()?;
    next.starts_with(&within).then_some(*path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_paths_of_one_file_are_found() {
        let found = |paths: [&'static str; 3], rules| same_name(paths.into_iter(), rules);
        let folding = NameRules { ignores_case: true, ignores_normalization: true };
        assert_eq!(found(["a/b", "a/c", "A/B"], folding), Some(("a/b", "A/B")));
        assert_eq!(found(["a/b", "a/c", "A/B"], NameRules::default()), None);
        assert_eq!(found(["Old", "a", "old/index.html"], folding), Some(("Old", "old/index.html")));
        assert_eq!(found(["a-b", "a", "b"], folding), None);
    }
}
