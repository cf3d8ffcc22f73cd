//! Compares folders by where they are on disk, not by how their paths are written.

use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};

use same_file::Handle;

use super::DiskError;
use crate::site_path::folded;

/// Returns true if `inner` is the folder `outer`, or lies in it. Links and `..` are resolved, and neither folder need exist.
pub fn lies_in(inner: &Path, outer: &Path) -> Result<bool, DiskError> {
    let inner = resolve(inner).map_err(DiskError::when("read", inner))?;
    let outer = resolve(outer).map_err(DiskError::when("read", outer))?;
    let outer_handle = Handle::from_path(&outer.existing).map_err(DiskError::when("read", &outer.existing))?;
    for (depth, folder) in inner.existing.ancestors().enumerate() {
        if Handle::from_path(folder).map_err(DiskError::when("read", folder))? == outer_handle {
            let mut names: Vec<_> = inner.existing.components().rev().take(depth).map(component_text).collect();
            names.reverse();
            names.extend(inner.missing);
            return Ok(starts_with(&names, &outer.missing));
        }
    }
    Ok(false)
}

/// Returns the path of a folder without links and `..`. It need not exist.
pub fn real_path(path: &Path) -> Result<PathBuf, DiskError> {
    let mut resolved = resolve(path).map_err(DiskError::when("read", path))?;
    resolved.existing.extend(resolved.missing);
    Ok(resolved.existing)
}

/// A path without links and `..`.
struct Resolved {
    /// The part that exists.
    existing: PathBuf,
    /// The names after it.
    missing: Vec<String>,
}

fn resolve(path: &Path) -> io::Result<Resolved> {
    let path = std::path::absolute(path)?;
    for ancestor in path.ancestors() {
        let existing = match fs::canonicalize(ancestor) {
            Ok(existing) => existing,
            Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => continue,
            Err(error) => return Err(error),
        };
        let rest = path.strip_prefix(ancestor).unwrap_or(Path::new(""));
        if rest.components().any(|component| component == Component::ParentDir) {
            // Above a folder that is missing is the folder before it.
            let mut path = existing;
            for component in rest.components() {
                match component {
                    Component::ParentDir => drop(path.pop()),
                    component => path.push(component),
                }
            }
            return resolve(&path);
        }
        let resolved = Resolved { existing, missing: rest.components().map(component_text).collect() };
        return Ok(resolved);
    }
    Err(io::ErrorKind::NotFound.into())
}

fn component_text(component: Component) -> String {
    component.as_os_str().to_string_lossy().into_owned()
}

/// Compares names of folders that do not exist yet. On some disks, `Content` is `content`, so it is everywhere.
fn starts_with(names: &[String], start: &[String]) -> bool {
    names.len() >= start.len() && names.iter().zip(start).all(|(name, other)| folded(name) == folded(other))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_are_compared_by_where_they_are() {
        let root = tempfile::tempdir().unwrap();
        let at = |path: &str| root.path().join(path);
        fs::create_dir_all(at("column/content/questions")).unwrap();
        let lies_in = |inner: &str, outer: &str| lies_in(&at(inner), &at(outer)).unwrap();
        for inside in [
            "column/content",
            "column/content/new/newer",
            "column/public/../content",
            "column/content/questions/../../content/new",
            "column/content/./questions",
        ] {
            assert!(lies_in(inside, "column/content"), "{inside}");
        }
        for outside in ["column", "column/content2", "column/content/..", "column/content/../public", "."] {
            assert!(!lies_in(outside, "column/content"), "{outside}");
        }
        assert!(lies_in("column/strings", "column/strings") && lies_in("column/Strings/a", "column/strings"));
        assert!(!lies_in("column/strings2", "column/strings"));
    }

    #[cfg(unix)]
    #[test]
    fn links_are_resolved() {
        let root = tempfile::tempdir().unwrap();
        let at = |path: &str| root.path().join(path);
        fs::create_dir_all(at("column/content")).unwrap();
        std::os::unix::fs::symlink("column/content", at("way-in")).unwrap();
        std::os::unix::fs::symlink("..", at("column/out")).unwrap();
        assert!(lies_in(&at("way-in/new"), &at("column/content")).unwrap());
        assert!(lies_in(&at("column/out/column/content"), &at("column/content")).unwrap());
        assert!(!lies_in(&at("column/out/public"), &at("column")).unwrap());
        assert_eq!(real_path(&at("way-in/../new")).unwrap(), root.path().canonicalize().unwrap().join("column/new"));
    }
}
