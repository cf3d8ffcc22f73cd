//! Plans which files to upload and to remove, and in which order. Pure.
//!
//! A site must work in the middle of a publish, too. So the files that pages need come first, then the pages, then the
//! files that lead to pages (feeds, the sitemap), then the files for the host. Files that are gone are removed last.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use super::same_name::below;
use super::{NameRules, RemoteManifest};
use crate::render::FileKind;
use crate::source::Fingerprint;

/// One action of a plan. It names the path of its file or folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PublishAction {
    /// Upload this file.
    Put(String),
    /// Remove this file, which we once uploaded.
    Delete(String),
    /// Remove this folder, in which there is no file, to make room for a file.
    RemoveFolder(String),
}

/// Returns the actions that make `remote` the same as `local`. `folders` are the files of `local` where `remote` has a
/// folder.
///
/// Where two names are one file, a file is removed under its old name before it is uploaded under its new one: what has
/// been uploaded is not removed.
pub fn plan(
    local: &BTreeMap<String, Fingerprint>,
    remote: &RemoteManifest,
    rules: NameRules,
    folders: &[String],
) -> Vec<PublishAction> {
    let keys: BTreeMap<Cow<'_, str>, &str> = local.keys().map(|path| (rules.identity(path), path.as_str())).collect();
    let mut deletes: Vec<&str> =
        remote.files.keys().filter(|path| !local.contains_key(*path)).map(String::as_str).collect();
    deletes.sort_by_key(|path| (std::cmp::Reverse(wave(path)), *path));
    let renamed: BTreeSet<&str> = deletes.iter().filter_map(|path| keys.get(&rules.identity(path)).copied()).collect();
    let is_uploaded = |path: &str, print: &Fingerprint| {
        remote.files.get(path).copied().flatten() == Some(*print) && !renamed.contains(path)
    };
    let mut puts: Vec<&str> =
        local.iter().filter(|(path, print)| !is_uploaded(path, print)).map(|(path, _)| path.as_str()).collect();
    puts.sort_by_key(|path| (wave(path), *path));
    // A deletion comes first only if a file must make room for a folder, or a folder for a file.
    let (first, last): (Vec<&str>, Vec<&str>) =
        deletes.into_iter().partition(|path| is_in_the_way(&rules.identity(path), &keys));
    let of = |action: fn(String) -> PublishAction| move |path: &str| action(path.to_owned());
    let deletions = first.into_iter().map(of(PublishAction::Delete));
    let removals = folders.iter().map(String::as_str).map(of(PublishAction::RemoveFolder));
    let puts = puts.into_iter().map(of(PublishAction::Put));
    deletions.chain(removals).chain(puts).chain(last.into_iter().map(of(PublishAction::Delete))).collect()
}

/// Returns true if two actions may be executed in any order.
pub(super) fn is_same_wave(one: &PublishAction, other: &PublishAction) -> bool {
    match (one, other) {
        (PublishAction::Put(one), PublishAction::Put(other))
        | (PublishAction::Delete(one), PublishAction::Delete(other)) => wave(one) == wave(other),
        (PublishAction::Put(_) | PublishAction::Delete(_) | PublishAction::RemoveFolder(_), _) => false,
    }
}

/// Returns the wave in which a file is uploaded. Lower waves come first; the files of one wave may be uploaded in any
/// order.
fn wave(path: &str) -> u8 {
    match FileKind::of_path(path) {
        FileKind::Asset | FileKind::Attachment => 0,
        FileKind::Page => 1,
        FileKind::Feed(_) | FileKind::Sitemap | FileKind::Robots | FileKind::SearchIndex => 2,
        FileKind::Host(_) => 3,
    }
}

/// Returns true if the file of this key is in the place of a new file, is where a new file needs a folder, or lies in a
/// folder where a new file belongs.
fn is_in_the_way(key: &str, keys: &BTreeMap<Cow<'_, str>, &str>) -> bool {
    let above = key.match_indices('/').map(|(at, _)| &key[..at]);
    below(keys, key).is_some() || above.chain([key]).any(|outer| keys.contains_key(outer))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files(paths: &[&str]) -> BTreeMap<String, Fingerprint> {
        paths.iter().map(|path| ((*path).to_owned(), Fingerprint::of(path.as_bytes()))).collect()
    }

    fn shown_where(rules: NameRules, local: &[&str], remote: &[&str]) -> Vec<String> {
        let files_there = files(remote).into_iter().map(|(path, print)| (path, Some(print))).collect();
        as_text(plan(&files(local), &RemoteManifest { files: files_there }, rules, &[]))
    }

    fn as_text(steps: Vec<PublishAction>) -> Vec<String> {
        let shown = steps.into_iter().map(|step| match step {
            PublishAction::Put(path) => format!("+{path}"),
            PublishAction::Delete(path) => format!("-{path}"),
            PublishAction::RemoveFolder(path) => format!("-{path}/"),
        });
        shown.collect()
    }

    fn shown(local: &[&str], remote: &[&str]) -> Vec<String> {
        shown_where(NameRules::default(), local, remote)
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
    fn the_index_of_the_search_leads_only_to_files_that_are_there() {
        let local = ["assets/search/w-new.js", "index.html", "search/index.js"];
        let remote = ["assets/search/w-old.js"];
        let expected = ["+assets/search/w-new.js", "+index.html", "+search/index.js", "-assets/search/w-old.js"];
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
    fn an_empty_folder_makes_room_after_what_was_in_it() {
        let remote = RemoteManifest { files: BTreeMap::from([("old/index.html".to_owned(), None)]) };
        let steps = plan(&files(&["old"]), &remote, NameRules::default(), &["old".to_owned()]);
        assert_eq!(as_text(steps), ["-old/index.html", "-old/", "+old"]);
    }

    #[test]
    fn a_file_that_changes_only_its_case_is_removed_before_it_is_uploaded() {
        let folding = NameRules { ignores_case: true, ignores_normalization: true };
        assert_eq!(shown(&["photo.jpg", "z"], &["Photo.JPG", "z"]), ["+photo.jpg", "-Photo.JPG"]);
        assert_eq!(shown_where(folding, &["photo.jpg", "z"], &["Photo.JPG", "z"]), ["-Photo.JPG", "+photo.jpg"]);
        assert_eq!(shown_where(folding, &["caf\u{e9}"], &["cafe\u{301}"]), ["-cafe\u{301}", "+caf\u{e9}"]);
        // Also if both are in the manifest, and one of them seems to be right.
        assert_eq!(shown_where(folding, &["a.jpg"], &["A.jpg", "a.jpg"]), ["-A.jpg", "+a.jpg"]);
        assert_eq!(shown_where(folding, &["old/index.html"], &["Old"]), ["-Old", "+old/index.html"]);
        assert_eq!(shown_where(folding, &["old"], &["OLD/index.html"]), ["-OLD/index.html", "+old"]);
    }

    #[test]
    fn what_was_begun_is_done_again() {
        let remote = RemoteManifest { files: BTreeMap::from([("a".to_owned(), None)]) };
        assert_eq!(as_text(plan(&files(&["a"]), &remote, NameRules::default(), &[])), ["+a"]);
    }
}
