//! A branch of a git repository, by the `git` program: its identity, its remotes, its keys, never by force.
//!
//! Everything goes into one commit, written by `git fast-import` straight into the column's own repository, so neither
//! the index nor the files of the checkout are touched. Until the push nothing has happened: a publish that is cut off
//! leaves the branch as it was.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use super::{PublishError, Remote};

/// The new commit's name while it is made; removed afterwards.
const REFERENCE: &str = "refs/callslip/publish";

/// A branch to publish to.
#[derive(Debug)]
pub struct Git {
    root: PathBuf,
    remote: String,
    branch: String,
    /// The branch's newest commit; none when there is no such branch yet.
    parent: Option<String>,
    import: Option<Child>,
}

impl Git {
    /// Asks the remote what the branch holds.
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

    /// Writes to the importer, which is started with the first words.
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
        // Who publishes, and when, as git knows it; without a name it says what to do.
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
        // Whether it is there is asked first: a file that is there and cannot be read is a failure.
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
        // Folders, too.
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
    /// Cut off: the importer ends without a commit's end, and the reference, if any, is of no use.
    fn drop(&mut self) {
        if let Some(mut child) = self.import.take() {
            let _ = child.kill();
            let _ = child.wait();
        }
    }
}
