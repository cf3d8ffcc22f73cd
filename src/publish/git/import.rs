//! Writes the files of a commit through `git fast-import`: into the repository at once, past its index and its checkout.

use std::io::{Read, Write};
use std::path::Path;
use std::process::{Child, Stdio};
use std::{fs, io};

use super::super::PublishError;
use super::program::{GitProgram, failed, not_started, quoted};

/// The name of the commit while it is imported. It is removed at the end of the same import, so no reference stays.
const REFERENCE: &str = "refs/callslip/publish";

/// A running `git fast-import`.
#[derive(Debug)]
pub(super) struct FastImport {
    child: Child,
}

impl FastImport {
    /// Starts an import of changes to the tree of `parent`, or to an empty tree.
    pub(super) fn start(git: &GitProgram, parent: Option<&str>) -> Result<Self, PublishError> {
        let mut command = git.command();
        command.args(["fast-import", "--quiet", "--done", "--force"]);
        let child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn();
        let mut this = Self { child: child.map_err(|error| not_started(&error))? };
        // Only the tree of this commit is used.
        let mut head = format!("commit {REFERENCE}\nmark :1\ncommitter callslip <> 0 +0000\ndata 0\n");
        if let Some(parent) = parent {
            head = format!("{head}from {parent}\n");
        }
        this.write(&[head.as_bytes()])?;
        Ok(this)
    }

    pub(super) fn put(&mut self, path: &str, bytes: &[u8]) -> Result<(), PublishError> {
        let head = format!("M 100644 inline {}\ndata {}\n", quoted(path), bytes.len());
        self.write(&[head.as_bytes(), bytes, b"\n"])
    }

    pub(super) fn delete(&mut self, path: &str) -> Result<(), PublishError> {
        self.write(&[format!("D {}\n", quoted(path)).as_bytes()])
    }

    /// Ends the import. Returns the id of the imported commit.
    pub(super) fn finish(mut self, git: &GitProgram) -> Result<String, PublishError> {
        let format = git.text(&["rev-parse", "--show-object-format"]);
        let nothing = "0".repeat(if format.is_ok_and(|name| name == "sha256") { 64 } else { 40 });
        let end = format!("\nget-mark :1\nreset {REFERENCE}\nfrom {nothing}\n\ndone\n");
        self.write(&[end.as_bytes()])?;
        drop(self.child.stdin.take());
        let mut commit = String::new();
        let read = self.child.stdout.take().map_or(Ok(0), |mut stdout| stdout.read_to_string(&mut commit));
        match (read, self.child.wait()) {
            (Ok(_), Ok(status)) if status.success() && !commit.trim().is_empty() => Ok(commit.trim().to_owned()),
            _ => Err(self.failure()),
        }
    }

    fn write(&mut self, parts: &[&[u8]]) -> Result<(), PublishError> {
        let stdin = self.child.stdin.as_mut();
        let written = stdin.map_or(Ok(()), |stdin| parts.iter().try_for_each(|part| stdin.write_all(part)));
        written.map_err(|_: io::Error| self.failure())
    }

    /// Returns what git says about an import that has ended too early.
    fn failure(&mut self) -> PublishError {
        let _ = self.child.kill();
        let mut said = Vec::new();
        let _ = self.child.stderr.take().map(|mut stderr| stderr.read_to_end(&mut said));
        failed(&["fast-import"], &said)
    }
}

impl Drop for FastImport {
    /// Stops an interrupted import. Killed, it leaves nothing that is used.
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Removes the reports that `git fast-import` left when an earlier publish was killed. Those of other imports stay.
pub(super) fn remove_crash_reports(git_folder: &Path) {
    let entries = fs::read_dir(git_folder).into_iter().flatten().flatten();
    let reports = entries.filter(|entry| entry.file_name().to_string_lossy().starts_with("fast_import_crash_"));
    for report in reports.map(|entry| entry.path()) {
        if fs::read_to_string(&report).is_ok_and(|text| text.contains(REFERENCE)) {
            let _ = fs::remove_file(report);
        }
    }
}
