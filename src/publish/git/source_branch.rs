//! Refuses a branch that holds the sources of the column. The same name in another repository is no such branch.

use std::path::{Path, PathBuf};

use super::super::{PublishError, REMOTE_MANIFEST};
use super::program::GitProgram;
use super::tree::BranchTree;
use crate::source::COLUMN_FILE;

/// Returns an error if the branch is the one that is checked out, and the remote is where it is pushed to.
pub(super) fn refuse_checked_out(git: &GitProgram, remote: &str, branch: &str) -> Result<(), PublishError> {
    let here = git.text(&["symbolic-ref", "--short", "--quiet", "HEAD"]).unwrap_or_default();
    if here != branch || !is_own_repository(git, remote, branch) {
        return Ok(());
    }
    Err(PublishError::Remote(format!(
        "`{branch}` is the branch that you write on; give the published site one of its own, such as `gh-pages`"
    )))
}

/// Returns an error if the branch holds the column's own `column.yaml`, and no site has been published to it: it is a
/// branch to write on, whatever its name and its remote.
pub(super) fn refuse_sources(git: &GitProgram, tree: &BranchTree, branch: &str) -> Result<(), PublishError> {
    let prefix = git.text(&["rev-parse", "--show-prefix"])?;
    let path = format!("{prefix}{COLUMN_FILE}");
    if tree.get(&path).is_none() || tree.get(REMOTE_MANIFEST).is_some() {
        return Ok(());
    }
    Err(PublishError::Remote(format!(
        "`{branch}` holds the sources of a column ({path}); give the published site a branch of its own, such as `gh-pages`"
    )))
}

/// Returns true if a remote is the column's own repository, or one that the branch is pushed to or fetched from.
fn is_own_repository(git: &GitProgram, remote: &str, branch: &str) -> bool {
    let top = PathBuf::from(git.text(&["rev-parse", "--show-toplevel"]).unwrap_or_default());
    let settings = [format!("branch.{branch}.remote"), format!("branch.{branch}.pushRemote")];
    let settings = settings.into_iter().chain(["remote.pushDefault".to_owned()]);
    let names = settings.filter_map(|name| git.setting(&name)).chain(["origin".to_owned(), ".".to_owned()]);
    let own: Vec<String> = names.flat_map(|name| urls(git, &name)).map(|url| repository(&top, &url)).collect();
    urls(git, remote).iter().any(|url| own.contains(&repository(&top, url)))
}

/// Returns the URLs that git fetches from and pushes to for a remote's name or a URL.
fn urls(git: &GitProgram, remote: &str) -> Vec<String> {
    let fetch = git.text(&["ls-remote", "--get-url", "--", remote]);
    let push = git.text(&["remote", "get-url", "--push", "--", remote]);
    [fetch, push].into_iter().flatten().collect()
}

/// Returns the same text for all ways to write the URL of a repository.
fn repository(top: &Path, url: &str) -> String {
    let local = |path: &str| {
        let places = [top.join(path), top.join(format!("{path}.git"))];
        let folder = places.iter().find(|place| place.exists()).unwrap_or(&places[0]);
        let arguments = ["rev-parse", "--path-format=absolute", "--git-common-dir"];
        // A bare repository is its own folder.
        let folder = GitProgram::new(folder).text(&arguments).map_or_else(|_| folder.clone(), PathBuf::from);
        folder.canonicalize().unwrap_or(folder).to_string_lossy().into_owned()
    };
    match server(url) {
        Some((host, path)) => {
            let path = path.trim_matches('/').trim_end_matches(".git");
            // Neither the host's name nor, at the large hosts, a repository's differs by case.
            format!("//{host}/{path}").to_lowercase()
        }
        None => local(url.strip_prefix("file://").unwrap_or(url)),
    }
}

/// Splits `https://host/path`, `ssh://me@host:22/path` and `me@host:path` into host and path. `None` for a local path.
pub(super) fn server(url: &str) -> Option<(&str, &str)> {
    let without_user = |authority: &'_ str| authority.rfind('@').map_or(0, |at| at + 1);
    if let Some((scheme, rest)) = url.split_once("://") {
        let (authority, path) = rest.split_once('/').unwrap_or((rest, ""));
        let host = &authority[without_user(authority)..];
        let host = host.rsplit_once(':').map_or(host, |(host, _)| host);
        return (scheme != "file").then_some((host, path));
    }
    let (authority, path) = url.split_once(':')?;
    // `C:\sites` and `./a:b` are paths.
    (authority.len() > 1 && !authority.contains('/')).then(|| (&authority[without_user(authority)..], path))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_repository_is_the_same_however_its_url_is_written() {
        let of = |url: &str| repository(Path::new("/nowhere"), url);
        let urls = [
            "https://github.com/Ada/letters",
            "https://ada@github.com/ada/letters.git",
            "git@github.com:ada/letters.git",
            "ssh://git@github.com:22/ada/letters.git/",
        ];
        assert!(urls.iter().all(|url| of(url) == "//github.com/ada/letters"), "{:?}", urls.map(of));
        assert_ne!(of("git@github.com:ada/ada.github.io.git"), of(urls[0]));
        assert_eq!(of("file:///nowhere/a"), of("a"));
        assert_eq!(of("C:\\sites"), "/nowhere/C:\\sites");
    }
}
