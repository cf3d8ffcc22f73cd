//! Plans which files to upload and to remove, and in which order. Pure.
//!
//! A site must work in the middle of a publish, too. So the files that pages need come first, then the pages, then the
//! files that lead to pages (feeds, the sitemap), then the files for the host. Files that are gone are removed last.

use std::collections::BTreeMap;

use super::RemoteManifest;
use crate::render::FileKind;
use crate::source::Fingerprint;

/// One action of a plan. It names the path of its file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PublishAction {
    /// Upload this file.
    Put(String),
    /// Remove this file, which we once uploaded.
    Delete(String),
}

/// Returns the actions that make `remote` the same as `local`.
pub fn plan(local: &BTreeMap<String, Fingerprint>, remote: &RemoteManifest) -> Vec<PublishAction> {
    let known = |path: &String| remote.files.get(path).copied().flatten();
    let mut puts: Vec<&String> =
        local.iter().filter(|(path, print)| known(path) != Some(**print)).map(|(path, _)| path).collect();
    puts.sort_by_key(|path| (wave(path), path.as_str()));
    let mut deletes: Vec<&String> = remote.files.keys().filter(|path| !local.contains_key(*path)).collect();
    deletes.sort_by_key(|path| (std::cmp::Reverse(wave(path)), path.as_str()));
    // A deletion comes first only if a file must make room for a folder, or a folder for a file.
    let (first, last): (Vec<&String>, Vec<&String>) = deletes.into_iter().partition(|path| is_in_the_way(path, local));
    let deletions = |paths: Vec<&String>| paths.into_iter().cloned().map(PublishAction::Delete).collect::<Vec<_>>();
    let puts = puts.into_iter().cloned().map(PublishAction::Put);
    deletions(first).into_iter().chain(puts).chain(deletions(last)).collect()
}

/// Returns true if two actions may be executed in any order.
pub(super) fn is_same_wave(one: &PublishAction, other: &PublishAction) -> bool {
    match (one, other) {
        (PublishAction::Put(one), PublishAction::Put(other))
        | (PublishAction::Delete(one), PublishAction::Delete(other)) => wave(one) == wave(other),
        _ => false,
    }
}

/// Returns the wave in which a file is uploaded. Lower waves come first; the files of one wave may be uploaded in any
/// order.
fn wave(path: &str) -> u8 {
    match FileKind::of_path(path) {
        FileKind::Asset | FileKind::Attachment => 0,
        FileKind::Page => 1,
        FileKind::Feed(_) | FileKind::Sitemap | FileKind::Robots => 2,
        FileKind::Host(_) => 3,
    }
}

/// Returns true if the path is a file where a new file needs a folder, or lies in a folder where a new file belongs.
fn is_in_the_way(path: &str, local: &BTreeMap<String, Fingerprint>) -> bool {
    let folder = format!("{path}/");
    let within = local.range(folder.clone()..).next().is_some_and(|(next, _)| next.starts_with(&folder));
    let mut above = path;
    while let Some((outer, _)) = above.rsplit_once('/') {
        if local.contains_key(outer) {
            return true;
        }
        above = outer;
    }
    within
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files(paths: &[&str]) -> BTreeMap<String, Fingerprint> {
        paths.iter().map(|path| ((*path).to_owned(), Fingerprint::of(path.as_bytes()))).collect()
    }

    fn shown(local: &[&str], remote: &[&str]) -> Vec<String> {
        let files_there = files(remote).into_iter().map(|(path, print)| (path, Some(print))).collect();
        let steps = plan(&files(local), &RemoteManifest { files: files_there });
        let shown = steps.into_iter().map(|step| match step {
            PublishAction::Put(path) => format!("+{path}"),
            PublishAction::Delete(path) => format!("-{path}"),
        });
        shown.collect()
    }

    #[test]
    fn what_pages_need_goes_first_and_what_is_gone_goes_last() {
        let local = ["_redirects", "a/index.html", "assets/z.css", "feed.xml", "index.html", "q/drum.jpg"];
        let remote = ["assets/old.css", "b/index.html", "index.html"];
        let expected = [
            "+assets/z.css",
            "+q/drum.jpg",
            "+a/index.html",
            "+feed.xml",
            "+_redirects",
            "-b/index.html",
            "-assets/old.css",
        ];
        assert_eq!(shown(&local, &remote), expected);
    }

    #[test]
    fn nothing_to_do_is_no_step() {
        assert!(shown(&["a", "b/c"], &["a", "b/c"]).is_empty());
    }

    #[test]
    fn a_file_makes_room_for_a_folder_and_a_folder_for_a_file() {
        assert_eq!(shown(&["old/index.html"], &["old", "z"]), ["-old", "+old/index.html", "-z"]);
        assert_eq!(shown(&["old"], &["old/index.html"]), ["-old/index.html", "+old"]);
    }

    #[test]
    fn what_was_begun_is_done_again() {
        let remote = RemoteManifest { files: BTreeMap::from([("a".to_owned(), None)]) };
        assert_eq!(plan(&files(&["a"]), &remote), [PublishAction::Put("a".to_owned())]);
    }
}
