//! Publishing to a branch of a git repository. It runs the `git` program, so the identity, the remotes and the keys are
//! the user's. It never pushes by force.
//!
//! Everything goes into one commit, which `git fast-import` writes straight into the column's own repository. Neither
//! the index nor the files of the checkout are touched. Nothing is changed at the remote until the push, so an
//! interrupted publish leaves the branch as it was.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use super::{PublishError, Remote};

/// The reference of the new commit until it is pushed. It is removed afterwards.
const REFERENCE: &str = "refs/callslip/publish";

/// A branch to publish to.
#[derive(Debug)]
pub struct Git {
    root: PathBuf,
    remote: String,
    branch: String,
    /// The newest commit of the branch; `None` if the branch does not exist yet.
    parent: Option<String>,
    import: Option<Child>,
}

impl Git {
    /// Fetches the newest commit of the branch from the remote.
    pub fn open(root: &Path, remote: &str, branch: &str) -> Result<Self, PublishError> {
        let mut this = Self {
            root: root.to_owned(),
            remote: remote.to_owned(),
            branch: branch.to_owned(),
            parent: None,
            import: None,
        };
        if this.git(&["rev-parse", "--git-dir"]).is_err() {
            let help = "run `git init` there and `git remote add origin …`, or publish in another way";
            return Err(PublishError::Remote(format!("{} is not in a git repository; {help}", root.display())));
        }
        let here = this.git(&["symbolic-ref", "--short", "--quiet", "HEAD"]).unwrap_or_default();
        if here.trim() == branch {
            return Err(PublishError::Remote(format!(
                "`{branch}` is the branch that you write on; give the published site one of its own, such as `gh-pages`"
            )));
        }
        let name = format!("refs/heads/{branch}");
        let found = this.git(&["ls-remote", "--", remote, &name])?;
        if let Some(commit) = found.split_whitespace().next() {
            this.git(&["fetch", "--quiet", "--no-tags", "--no-write-fetch-head", "--", remote, &name])?;
            this.parent = Some(commit.to_owned());
        }
        Ok(this)
    }

    fn command(&self) -> Command {
        let mut command = Command::new("git");
        command.arg("-C").arg(&self.root).stdin(Stdio::null());
        command
    }

    fn git(&self, arguments: &[&str]) -> Result<String, PublishError> {
        let bytes = self.bytes(arguments)?;
        Ok(String::from_utf8_lossy(&bytes).into_owned())
    }

    fn bytes(&self, arguments: &[&str]) -> Result<Vec<u8>, PublishError> {
        let program = format!("git {}", arguments.first().unwrap_or(&""));
        let output = self.command().args(arguments).output();
        match output {
            Ok(output) if output.status.success() => Ok(output.stdout),
            Ok(output) => {
                let message = String::from_utf8_lossy(&output.stderr).trim().to_owned();
                Err(PublishError::Program { program, message })
            }
            Err(error) => Err(PublishError::Program { program, message: error.to_string() }),
        }
    }

    /// Writes to `git fast-import`. The first call starts it.
    fn import(&mut self, parts: &[&[u8]]) -> Result<(), PublishError> {
        let mut child = match self.import.take() {
            Some(child) => child,
            None => self.start()?,
        };
        let stdin = child.stdin.as_mut();
        let written = stdin.map_or(Ok(()), |stdin| parts.iter().try_for_each(|part| stdin.write_all(part)));
        self.import = Some(child);
        written.map_err(|error| PublishError::Program {
            program: "git fast-import".to_owned(),
            message: error.to_string(),
        })
    }

    fn start(&self) -> Result<Child, PublishError> {
        // The identity and the time that git would use. Without a name, git explains how to set one.
        let author = self.git(&["var", "GIT_AUTHOR_IDENT"])?;
        let committer = self.git(&["var", "GIT_COMMITTER_IDENT"])?;
        let message = "Publish the column";
        let mut head = format!(
            "commit {REFERENCE}\nauthor {}\ncommitter {}\ndata {}\n{message}\n",
            author.trim(),
            committer.trim(),
            message.len()
        );
        if let Some(parent) = &self.parent {
            let _ = writeln!(head, "from {parent}");
        }
        let child = self.command().args(["fast-import", "--quiet", "--force"]).stdin(Stdio::piped()).spawn();
        let failed = |error: std::io::Error| PublishError::Program {
            program: "git fast-import".to_owned(),
            message: error.to_string(),
        };
        let mut child = child.map_err(failed)?;
        if let Some(stdin) = child.stdin.as_mut() {
            stdin.write_all(head.as_bytes()).map_err(failed)?;
        }
        Ok(child)
    }
}

impl Remote for Git {
    fn read(&mut self, path: &str) -> Result<Option<Vec<u8>>, PublishError> {
        let Some(parent) = &self.parent else { return Ok(None) };
        let object = format!("{parent}:{path}");
        // Existence is checked first: a file that exists and cannot be read is an error.
        if self.git(&["cat-file", "-e", &object]).is_err() {
            return Ok(None);
        }
        if self.git(&["cat-file", "-t", &object])?.trim() != "blob" {
            return Ok(None);
        }
        self.bytes(&["cat-file", "blob", &object]).map(Some)
    }

    fn existing(&mut self, paths: &[&str]) -> Result<BTreeSet<String>, PublishError> {
        let Some(parent) = &self.parent else { return Ok(BTreeSet::new()) };
        // This lists folders, too.
        let listing = self.git(&["ls-tree", "-r", "-t", "-z", "--full-tree", "--name-only", parent])?;
        let there: BTreeSet<&str> = listing.split('\0').collect();
        Ok(paths.iter().filter(|path| there.contains(**path)).map(|path| (*path).to_owned()).collect())
    }

    fn put(&mut self, path: &str, bytes: &[u8]) -> Result<(), PublishError> {
        let head = format!("M 100644 inline {path}\ndata {}\n", bytes.len());
        self.import(&[head.as_bytes(), bytes, b"\n"])
    }

    fn delete(&mut self, path: &str) -> Result<(), PublishError> {
        self.import(&[format!("D {path}\n").as_bytes()])
    }

    fn finish(&mut self) -> Result<(), PublishError> {
        self.import(&[b"\n"])?;
        let Some(child) = self.import.take() else { return Ok(()) };
        let program = || "git fast-import".to_owned();
        let output = child
            .wait_with_output()
            .map_err(|error| PublishError::Program { program: program(), message: error.to_string() })?;
        if !output.status.success() {
            return Err(PublishError::Program { program: program(), message: output.status.to_string() });
        }
        let push = format!("{REFERENCE}:refs/heads/{}", self.branch);
        let pushed = self.git(&["push", "--quiet", "--", &self.remote, &push]);
        self.git(&["update-ref", "-d", REFERENCE])?;
        pushed.map(|_| ())
    }
}

impl Drop for Git {
    /// Stops an interrupted import. Without the end of the commit, the importer writes nothing that is used.
    fn drop(&mut self) {
        if let Some(mut child) = self.import.take() {
            let _ = child.kill();
            let _ = child.wait();
        }
    }
}
