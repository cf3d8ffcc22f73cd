//! Publishing to a branch of a git repository. It runs the `git` program, so the identity, the remotes, the keys and the
//! signatures are the user's. It never pushes by force.
//!
//! Everything goes into one commit, which `git fast-import` writes straight into the column's own repository. Neither
//! the index nor the files of the checkout are touched, and no reference of the repository but the remote's. Nothing is
//! changed at the remote until the push, which is all or nothing: an interrupted publish leaves the branch as it was.

mod identity;
mod import;
mod program;
mod source_branch;
mod tree;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use import::FastImport;
use program::GitProgram;
use tree::BranchTree;

use super::{PublishError, PublishedFile, Remote};
use crate::diagnostics::list_names;
use crate::disk::{EntryType, lies_in, real_path};
use crate::source::COLUMN_FILE;

/// The message of each commit.
const MESSAGE: &str = "Publish the column";

/// Without this file, GitHub Pages runs Jekyll on a branch, which leaves out names that begin with `_`.
const NO_JEKYLL: &str = ".nojekyll";

/// A branch to publish to.
#[derive(Debug)]
pub struct Git {
    program: GitProgram,
    remote: String,
    branch: String,
    /// The newest commit of the branch; `None` if the branch does not exist yet.
    parent: Option<String>,
    tree: BranchTree,
    import: Option<FastImport>,
}

impl Git {
    /// Returns an error if something that a publish needs is missing on this computer: a repository, its remote, or the
    /// user's name. Asks no server.
    pub fn check(root: &Path, remote: &str, branch: &str) -> Result<(), PublishError> {
        let git = GitProgram::new(root);
        check_repository(&git, root, remote, branch)?;
        located(&git, root, remote)?;
        identity::require(&git)
    }

    /// Returns true if a push to this URL goes through SSH, which needs a key. The name of a remote is no URL.
    pub fn is_ssh(remote: &str) -> bool {
        match remote.split_once("://") {
            Some((scheme, _)) => ["ssh", "git+ssh", "ssh+git"].contains(&scheme),
            None => source_branch::server(remote).is_some(),
        }
    }

    /// Fetches the newest commit of the branch from the remote.
    pub fn open(root: &Path, remote: &str, branch: &str) -> Result<Self, PublishError> {
        let git = GitProgram::new(root);
        let name = format!("refs/heads/{branch}");
        check_repository(&git, root, remote, branch)?;
        let remote = located(&git, root, remote)?;
        source_branch::refuse_checked_out(&git, &remote, branch)?;
        let found = git.text(&["ls-remote", "--", &remote, &name])?;
        let lines = found.lines().filter_map(|line| line.split_once('\t'));
        let parent = lines.into_iter().find(|(_, reference)| *reference == name).map(|(commit, _)| commit.to_owned());
        let mut tree = BranchTree::default();
        if let Some(commit) = &parent {
            // Without a reference of its own: one that a killed git has locked is in nobody's way.
            let quiet = ["fetch", "--quiet", "--no-tags", "--no-write-fetch-head", "--no-recurse-submodules"];
            git.text(&[&quiet[..], &["--refmap=", "--", &remote, &name]].concat())?;
            tree = BranchTree::read(&git, commit)?;
            source_branch::refuse_sources(&git, &tree, branch)?;
        }
        Ok(Self { program: git, remote, branch: branch.to_owned(), parent, tree, import: None })
    }

    /// Returns the running import. The first call starts it.
    fn import(&mut self) -> Result<&mut FastImport, PublishError> {
        let import = match self.import.take() {
            Some(import) => import,
            None => FastImport::start(&self.program, self.parent.as_deref())?,
        };
        Ok(self.import.insert(import))
    }

    /// Makes a commit of a tree, in the user's name, signed if git is set to sign. Returns its id.
    fn commit(&self, tree: &str) -> Result<String, PublishError> {
        let signs = self.program.text(&["config", "--type=bool", "--get", "commit.gpgSign"]);
        let sign = if signs.is_ok_and(|value| value == "true") { "-S" } else { "--no-gpg-sign" };
        let mut arguments = vec!["commit-tree", sign, "-m", MESSAGE];
        if let Some(parent) = &self.parent {
            arguments.extend(["-p", parent]);
        }
        arguments.push(tree);
        self.program.text(&arguments)
    }

    /// Pushes a commit. No hook of the repository is run: a publish that its `pre-push` starts would start itself.
    fn push(&self, commit: &str) -> Result<(), PublishError> {
        let name = format!("refs/heads/{}", self.branch);
        let quiet = ["push", "--quiet", "--no-verify", "--no-follow-tags", "--recurse-submodules=no"];
        let pushed = self.program.text(&[&quiet[..], &["--", &self.remote, &format!("{commit}:{name}")]].concat());
        let Err(error) = pushed else { return Ok(()) };
        let now = self.program.text(&["ls-remote", "--", &self.remote, &name]).unwrap_or_default();
        let moved = !now.is_empty() && !self.parent.as_ref().is_some_and(|parent| now.starts_with(parent.as_str()));
        Err(if moved { PublishError::Remote(self.moved()) } else { error })
    }

    /// Returns true if GitHub Pages may show the branch: by its name, or by that of its repository.
    fn is_for_pages(&self) -> bool {
        self.branch == "gh-pages" || {
            let url = self.program.text(&["ls-remote", "--get-url", "--", &self.remote]).unwrap_or_default();
            url.trim_end_matches('/').trim_end_matches(".git").ends_with(".github.io")
        }
    }

    fn moved(&self) -> String {
        format!(
            "someone else has changed `{}` in the meantime; nothing was published; run `callslip publish` again",
            self.branch
        )
    }
}

/// Checks that git can be run in the column's folder, and that the branch has a name that git takes.
fn check_repository(git: &GitProgram, root: &Path, remote: &str, branch: &str) -> Result<(), PublishError> {
    let folder = match git.text(&["rev-parse", "--absolute-git-dir"]) {
        Ok(folder) => folder,
        Err(PublishError::Program { .. }) if !is_in_repository(root) => {
            let then = if is_name(remote) { format!(" then {};", how_to_add(remote)) } else { String::new() };
            return Err(PublishError::Remote(format!(
                "{} is not in a git repository; type `git init` there,{then} or publish in another way",
                root.display()
            )));
        }
        Err(error) => return Err(error),
    };
    if git.text(&["check-ref-format", &format!("refs/heads/{branch}")]).is_err() || branch.starts_with('-') {
        return Err(PublishError::Remote(format!("`{branch}` cannot be the name of a branch")));
    }
    import::remove_crash_reports(&PathBuf::from(folder));
    Ok(())
}

/// Returns true if there is a `.git` in the folder or above it.
fn is_in_repository(root: &Path) -> bool {
    let root = std::path::absolute(root).unwrap_or_else(|_| root.to_owned());
    root.ancestors().any(|folder| folder.join(".git").exists())
}

/// Returns a remote's name or URL as git takes it in any folder: a path counts from the column's folder. A repository
/// within the column's own would bring its own hooks, which whoever wrote the column has made: it is refused.
fn located(git: &GitProgram, root: &Path, remote: &str) -> Result<String, PublishError> {
    if remote == "." || git.setting(&format!("remote.{remote}.url")).is_some() {
        return Ok(remote.to_owned());
    }
    let refused = |reason: &str| Err(PublishError::Remote(format!("`{remote}` cannot be a remote: {reason}")));
    if remote.starts_with('-') {
        return refused("it begins with a `-`");
    }
    if remote.contains("::") {
        return refused("it names a program; give it a name with `git remote add`, and write the name");
    }
    if source_branch::server(remote).is_some() {
        return Ok(remote.to_owned());
    }
    let path = match remote.strip_prefix("file://") {
        // Git takes anything for the host, and reads percent signs.
        Some(path) if !path.starts_with('/') || path.contains('%') => {
            return refused("write the path of the folder itself");
        }
        path => path.unwrap_or(remote),
    };
    let folder = real_path(&root.join(path))?;
    let top = PathBuf::from(git.text(&["rev-parse", "--show-toplevel"])?);
    // Git tries the name with `.git` at its end, too.
    let with_git = PathBuf::from(format!("{}.git", folder.display()));
    if is_name(remote) && !folder.exists() && !with_git.exists() {
        return Err(PublishError::Remote(no_such_remote(git, remote)));
    }
    if lies_in(&folder, &top)? || lies_in(&with_git, &top)? {
        return refused("it is a folder within the column's own repository");
    }
    Ok(folder.to_string_lossy().into_owned())
}

/// Returns true if this can be the name of a remote, in the settings and on a command line: no path and no URL.
fn is_name(remote: &str) -> bool {
    let is_plain = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.');
    remote.starts_with(char::is_alphanumeric) && remote.chars().all(is_plain)
}

/// Returns the error for a name that no remote of the repository has.
fn no_such_remote(git: &GitProgram, name: &str) -> String {
    let remotes = git.text(&["remote"]).unwrap_or_default();
    let other = match remotes.lines().collect::<Vec<_>>()[..] {
        [] => String::new(),
        [only] => format!("write `remote: {only}` for this place in {COLUMN_FILE}; or "),
        ref all => {
            format!("write one of {} as its `remote:` in {COLUMN_FILE}; or ", list_names(name, all.iter().copied()))
        }
    };
    format!("this repository has no remote called `{name}`; {other}type {}", how_to_add(name))
}

/// Returns what to type to give the repository a remote.
fn how_to_add(name: &str) -> String {
    format!(
        "`git remote add {name}` and your repository's address, such as `https://github.com/YOUR-NAME/YOUR-COLUMN.git`"
    )
}

impl Remote for Git {
    fn place(&self) -> String {
        format!("on the branch `{}`", self.branch)
    }

    fn read(&mut self, path: &str, most: u64) -> Result<Option<Vec<u8>>, PublishError> {
        let Some(blob) = self.tree.get(path).and_then(tree::BranchEntry::blob) else { return Ok(None) };
        let mut bytes = self.program.bytes(&["cat-file", "blob", blob])?;
        bytes.truncate(usize::try_from(most).unwrap_or(usize::MAX));
        Ok(Some(bytes))
    }

    fn existing(&mut self, paths: &[&str]) -> Result<BTreeMap<String, EntryType>, PublishError> {
        Ok(self.tree.existing(paths))
    }

    fn files_in(&mut self, folder: &str) -> Result<Vec<String>, PublishError> {
        Ok(self.tree.files_in(folder))
    }

    fn drifted(&mut self, files: &[PublishedFile<'_>]) -> Result<BTreeSet<String>, PublishError> {
        if files.is_empty() {
            return Ok(BTreeSet::new());
        }
        let local: Vec<&Path> = files.iter().map(|file| file.local).collect();
        let ids = self.program.object_ids(&local)?;
        let there = |path: &str| self.tree.get(path).and_then(tree::BranchEntry::blob);
        let differ = files.iter().zip(ids).filter(|(file, id)| there(file.path) != Some(id));
        Ok(differ.map(|(file, _)| file.path.to_owned()).collect())
    }

    fn put(&mut self, path: &str, bytes: &[u8]) -> Result<(), PublishError> {
        if let Err(paths) = self.tree.put(path) {
            return Err(PublishError::Foreign { place: self.place(), paths });
        }
        self.import()?.put(path, bytes)
    }

    fn delete(&mut self, path: &str) -> Result<(), PublishError> {
        // What somebody else has put in its place is not ours.
        if self.tree.delete(path) { self.import()?.delete(path) } else { Ok(()) }
    }

    fn finish(&mut self) -> Result<(), PublishError> {
        if self.tree.get(NO_JEKYLL).is_none() && self.is_for_pages() {
            self.put(NO_JEKYLL, b"")?;
        }
        let Some(import) = self.import.take() else { return Ok(()) };
        let imported = import.finish(&self.program)?;
        let tree = self.program.text(&["rev-parse", "--verify", &format!("{imported}^{{tree}}")])?;
        let commit = self.commit(&tree)?;
        self.push(&commit)
    }
}
