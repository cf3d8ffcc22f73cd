//! Finds out if everybody can read the column's files, as far as that can be seen: its repository is at a host of public
//! ones, and its pages are published from there.

use std::fs;
use std::path::{Path, PathBuf};

use super::console::number_of;
use crate::config::Host;
use crate::diagnostics::{Diagnostic, FilePath};
use crate::pipeline::Column;
use crate::source::COLUMN_FILE;

/// The hosts where a repository is public unless its owner says otherwise.
const PUBLIC_HOSTS: [&str; 5] = ["github.com", "gitlab.com", "codeberg.org", "bitbucket.org", "sr.ht"];

/// Returns a warning if the column has drafts or private values, and its repository is probably public: free GitHub Pages
/// need that.
pub(super) fn warning(root: &Path, column: &Column) -> Option<Diagnostic> {
    let held_back = column.site.unpublished.len();
    let private = column.private_files();
    if column.site.config.host != Host::GithubPages || held_back + private == 0 || !has_public_remote(root) {
        return None;
    }
    let held_back = (held_back > 0).then(|| format!("{} held back", number_of(held_back, "text")));
    let private = (private > 0).then(|| format!("what is private in {}", number_of(private, "file")));
    let what: Vec<String> = [held_back, private].into_iter().flatten().collect();
    let message =
        format!("a repository with free GitHub Pages is public, so anyone can read it: {}", what.join(", and "));
    let diagnostic = Diagnostic::warning(message).about(&FilePath::from(COLUMN_FILE));
    Some(
        diagnostic
            .help("to keep the repository private, use a host that publishes from one, such as `host: gitlab-pages`"),
    )
}

/// Returns true if the column is in a repository with a remote at such a host.
fn has_public_remote(root: &Path) -> bool {
    let root = std::path::absolute(root).unwrap_or_else(|_| root.to_owned());
    let git = root.ancestors().map(|folder| folder.join(".git")).find(|git| git.exists());
    let config = git.and_then(|git| fs::read_to_string(git_folder(git).join("config")).ok()).unwrap_or_default();
    config.lines().filter_map(|line| line.trim().strip_prefix("url")?.trim_start().strip_prefix('=')).any(is_public)
}

/// Returns the folder with the settings of a repository. In a second working folder, `.git` is a file that names it.
fn git_folder(git: PathBuf) -> PathBuf {
    let pointed = |path: &Path, prefix: &str| {
        let text = fs::read_to_string(path).ok()?;
        let folder = text.trim().strip_prefix(prefix)?.trim().to_owned();
        Some(path.parent()?.join(folder))
    };
    let Some(of_worktree) = pointed(&git, "gitdir:") else { return git };
    pointed(&of_worktree.join("commondir"), "").unwrap_or(of_worktree)
}

/// Returns true for the address of a repository at such a host: `https://host/path` or `me@host:path`.
fn is_public(url: &str) -> bool {
    let url = url.trim();
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let authority = rest.split(['/', ':']).next().unwrap_or_default();
    let with_user = rest.split('/').next().unwrap_or_default().rsplit_once('@');
    let host = with_user.map_or(authority, |(_, host)| host.split(':').next().unwrap_or_default()).to_lowercase();
    PUBLIC_HOSTS.iter().any(|known| host == *known || host.strip_suffix(known).is_some_and(|sub| sub.ends_with('.')))
}
