//! Runs the `git` program for the column's repository. What git says goes into the error, in its own words.

use std::fmt::Write as _;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread;

use super::super::PublishError;
use crate::diagnostics::mask_secrets;

/// The variables that point git at a repository (`git rev-parse --local-env-vars`). Git sets some of them for a hook,
/// and a publish that a hook starts must still use the repository of its own column. The two that hold settings
/// (`git -c`, `GIT_CONFIG_COUNT`) stay: they are the user's.
const REPOSITORY_VARIABLES: [&str; 14] = [
    "GIT_ALTERNATE_OBJECT_DIRECTORIES",
    "GIT_COMMON_DIR",
    "GIT_CONFIG",
    "GIT_DIR",
    "GIT_GRAFT_FILE",
    "GIT_IMPLICIT_WORK_TREE",
    "GIT_INDEX_FILE",
    "GIT_NAMESPACE",
    "GIT_NO_REPLACE_OBJECTS",
    "GIT_OBJECT_DIRECTORY",
    "GIT_PREFIX",
    "GIT_REPLACE_REF_BASE",
    "GIT_SHALLOW_FILE",
    "GIT_WORK_TREE",
];

/// The `git` program, run in the folder of a column.
#[derive(Debug)]
pub(super) struct GitProgram {
    root: PathBuf,
}

impl GitProgram {
    pub(super) fn new(root: &Path) -> Self {
        Self { root: root.to_owned() }
    }

    /// Returns a command that has no arguments yet.
    pub(super) fn command(&self) -> Command {
        let mut command = Command::new("git");
        command.arg("-C").arg(&self.root);
        // No clean-up that goes on after us. Paths differ by case on every disk: the branch is not a disk.
        command.args(["-c", "gc.auto=0", "-c", "maintenance.auto=false", "-c", "core.ignoreCase=false"]);
        // Files of a cloned column may form a bare repository, with settings that run programs.
        command.args(["-c", "safe.bareRepository=explicit"]);
        for name in REPOSITORY_VARIABLES {
            command.env_remove(name);
        }
        command.stdin(Stdio::null());
        command
    }

    /// Runs git. Returns what it prints.
    pub(super) fn bytes(&self, arguments: &[&str]) -> Result<Vec<u8>, PublishError> {
        let output = self.command().args(arguments).output().map_err(|error| not_started(&error))?;
        if output.status.success() { Ok(output.stdout) } else { Err(failed(arguments, &output.stderr)) }
    }

    /// Runs git. Returns the text that it prints, without the line break at its end.
    pub(super) fn text(&self, arguments: &[&str]) -> Result<String, PublishError> {
        let bytes = self.bytes(arguments)?;
        Ok(String::from_utf8_lossy(&bytes).trim_end_matches(['\r', '\n']).to_owned())
    }

    /// Returns the ids that these files would have as contents of the repository, in order.
    pub(super) fn object_ids(&self, files: &[&Path]) -> Result<Vec<String>, PublishError> {
        let arguments = ["hash-object", "--no-filters", "--stdin-paths"];
        let mut command = self.command();
        command.args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().map_err(|error| not_started(&error))?;
        let stdin = child.stdin.take();
        let mut paths = String::new();
        for file in files {
            let file = std::path::absolute(file).unwrap_or_else(|_| (*file).to_owned());
            paths.push_str(&quoted(&file.to_string_lossy()));
            paths.push('\n');
        }
        // Both at once: git answers while it reads.
        let output = thread::scope(|scope| {
            scope.spawn(move || stdin.map(|mut stdin| stdin.write_all(paths.as_bytes())));
            child.wait_with_output()
        });
        let output = output.map_err(|error| not_started(&error))?;
        if !output.status.success() {
            return Err(failed(&arguments, &output.stderr));
        }
        Ok(String::from_utf8_lossy(&output.stdout).lines().map(ToOwned::to_owned).collect())
    }

    /// Returns a setting of git. `None` if it is not set.
    pub(super) fn setting(&self, name: &str) -> Option<String> {
        self.text(&["config", "--get", "--", name]).ok().filter(|value| !value.is_empty())
    }
}

/// Returns the error for a git that could not be started.
pub(super) fn not_started(error: &io::Error) -> PublishError {
    PublishError::Remote(match error.kind() {
        io::ErrorKind::NotFound => {
            "callslip cannot find the program `git`; install it from https://git-scm.com, or publish in another way"
                .to_owned()
        }
        _ => format!("the program `git` cannot be started: {error}"),
    })
}

/// Returns the error for a git that failed, with what it says.
pub(super) fn failed(arguments: &[&str], stderr: &[u8]) -> PublishError {
    let text = String::from_utf8_lossy(stderr);
    // A remote in git's own settings may hold a token, and git prints it.
    let message = mask_secrets(text.trim()).into_owned();
    // In every language, git names the setting that makes it trust a folder.
    if message.contains("safe.directory") {
        return PublishError::Remote(format!(
            "git does not use this repository, because its folder belongs to another user of this computer; nothing was \
             published. Git says how to allow it:\n{message}"
        ));
    }
    PublishError::Program { program: format!("git {}", arguments.first().unwrap_or(&"")), message }
}

/// Returns a path as git reads it from its input: in quotes, with the escapes of C. A path without quotes would end at a
/// line break, and the rest would be a command.
pub(super) fn quoted(path: &str) -> String {
    let mut text = String::with_capacity(path.len() + 2);
    text.push('"');
    for c in path.chars() {
        match c {
            '"' | '\\' => text.extend(['\\', c]),
            _ if c.is_ascii_control() => {
                let _ = write!(text, "\\{:03o}", u32::from(c));
            }
            _ => text.push(c),
        }
    }
    text.push('"');
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_variable_that_points_at_a_repository_is_cleared() {
        let Ok(output) = Command::new("git").args(["rev-parse", "--local-env-vars"]).output() else { return };
        let settings = ["GIT_CONFIG_PARAMETERS", "GIT_CONFIG_COUNT", "GIT_INTERNAL_SUPER_PREFIX"];
        for name in String::from_utf8(output.stdout).unwrap().lines().filter(|name| !settings.contains(name)) {
            assert!(REPOSITORY_VARIABLES.contains(&name), "{name}");
        }
    }

    #[test]
    fn a_path_is_no_command() {
        assert_eq!(quoted("questions/one/index.html"), r#""questions/one/index.html""#);
        assert_eq!(quoted("\"a\"\\b"), r#""\"a\"\\b""#);
        assert_eq!(quoted("a\nreset refs/heads/main\t\u{7f}"), r#""a\012reset refs/heads/main\011\177""#);
        assert_eq!(quoted("é\u{1b}"), r#""é\033""#);
    }
}
