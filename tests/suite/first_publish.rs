//! The first `callslip publish` on a computer: what is missing is said before any question, with the line to type.

use std::fs;
use std::path::Path;
use std::process::Command;

use snapbox::str;
use tempfile::TempDir;

use crate::support::publishing::column;
use crate::support::{Column, left_out, shows};

/// A column with one target, and a home folder in which git has no settings.
struct Newcomer {
    column: Column,
    home: TempDir,
}

impl Newcomer {
    fn new(target: &str) -> Self {
        let settings = format!("title: A\nid: desk.example,2026\npublish:\n  site: {target}\n");
        Self { column: column().file("column.yaml", settings), home: tempfile::tempdir().unwrap() }
    }

    /// Makes the column a repository; false if there is no git here. Git does not guess who the user is.
    fn init(&self) -> bool {
        if Command::new("git").arg("--version").output().is_err() {
            left_out("there is no git here");
            return false;
        }
        self.git(&["init", "--quiet", "--initial-branch=main"]);
        self.git(&["config", "user.useConfigOnly", "true"]);
        true
    }

    /// Gives the repository a remote, a bare repository of its own.
    fn add_remote(&self, name: &str) {
        let bare = self.home.path().join("bare.git").display().to_string();
        self.git(&["init", "--quiet", "--bare", &bare]);
        self.git(&["remote", "add", name, &bare]);
    }

    fn git(&self, arguments: &[&str]) {
        let status = self.command("git").arg("-C").arg(self.column.root()).args(arguments).status().unwrap();
        assert!(status.success(), "{arguments:?}");
    }

    fn command(&self, program: &str) -> Command {
        let mut command = Command::new(program);
        for name in ["AUTHOR_NAME", "AUTHOR_EMAIL", "COMMITTER_NAME", "COMMITTER_EMAIL"] {
            command.env_remove(format!("GIT_{name}"));
        }
        command.env_remove("EMAIL").env_remove("CI").env_remove("XDG_CONFIG_HOME").env("HOME", self.home.path());
        command.env("GIT_CONFIG_NOSYSTEM", "1").env("GIT_CONFIG_GLOBAL", self.home.path().join("gitconfig"));
        command.env("XDG_STATE_HOME", self.home.path());
        command
    }

    fn publishing(&self, more: &[&str]) -> Command {
        let mut command = self.command(env!("CARGO_BIN_EXE_callslip"));
        command.arg("publish").args(more).arg("--root").arg(self.column.root());
        command
    }

    /// Publishes. Returns the error, or an empty text.
    fn error(&self, more: &[&str]) -> String {
        said(&mut self.publishing(more), self.column.root())
    }
}

/// Returns what a command says from its error on.
fn said(command: &mut Command, root: &Path) -> String {
    let output = command.output().unwrap();
    let printed = String::from_utf8(output.stderr).unwrap().replace(&root.display().to_string(), "COLUMN");
    printed.find("error: ").map_or("", |at| &printed[at..]).to_owned()
}

#[test]
fn who_has_no_repository_reads_both_lines_to_type() {
    let newcomer = Newcomer::new("{ kind: git }");
    if Command::new("git").arg("--version").output().is_err() {
        left_out("there is no git here");
        return;
    }
    shows(
        newcomer.error(&["--dry-run"]),
        str![[r#"
error: COLUMN is not in a git repository; type `git init` there, then `git remote add origin` and your repository's address, such as `https://github.com/YOUR-NAME/YOUR-COLUMN.git`; or publish in another way
"#]],
    );
    // An address needs no name.
    let newcomer = Newcomer::new("{ kind: git, remote: 'https://git.invalid/ada/a.git' }");
    shows(
        newcomer.error(&[]),
        str![[r#"
error: COLUMN is not in a git repository; type `git init` there, or publish in another way
"#]],
    );
}

#[test]
fn a_repository_without_the_remote_gets_the_line_that_adds_it() {
    let newcomer = Newcomer::new("{ kind: git }");
    if !newcomer.init() {
        return;
    }
    shows(
        newcomer.error(&["--dry-run"]),
        str![[r#"
error: this repository has no remote called `origin`; type `git remote add origin` and your repository's address, such as `https://github.com/YOUR-NAME/YOUR-COLUMN.git`
"#]],
    );
    newcomer.add_remote("github");
    shows(
        newcomer.error(&["--dry-run"]),
        str![[r#"
error: this repository has no remote called `origin`; write `remote: github` for this place in column.yaml; or type `git remote add origin` and your repository's address, such as `https://github.com/YOUR-NAME/YOUR-COLUMN.git`
"#]],
    );
}

#[test]
fn who_has_no_name_in_git_learns_it_in_the_dry_run() {
    let newcomer = Newcomer::new("{ kind: git }");
    if !newcomer.init() {
        return;
    }
    newcomer.add_remote("origin");
    let dry = newcomer.error(&["--dry-run"]);
    assert_eq!(newcomer.error(&[]), dry);
    shows(
        dry,
        str![[r#"
error: git does not know your name and email address yet; type these two lines, with your own:
  git config --global user.name "Your Name"
  git config --global user.email "you@example.com"
"#]],
    );
    newcomer.git(&["config", "--global", "user.name", "Sol Marchetti"]);
    shows(
        newcomer.error(&["--dry-run"]),
        str![[r#"
error: git does not know your email address yet; type this line, with your own:
  git config --global user.email "you@example.com"
"#]],
    );
    newcomer.git(&["config", "--global", "user.email", "sol@desk.example"]);
    assert_eq!(newcomer.error(&["--dry-run"]), "");
    assert_eq!(newcomer.error(&[]), "");
}

#[test]
fn a_missing_name_comes_before_the_question() {
    let newcomer = Newcomer::new("{ kind: git, remote: 'https://git.invalid/ada/a.git' }");
    if newcomer.init() {
        let error = newcomer.error(&[]);
        assert!(error.starts_with("error: git does not know your name"), "{error}");
    }
}

/// A runner has no name until a commit needs one, so that a publish without changes succeeds there.
#[test]
fn a_runner_needs_a_name_only_for_a_commit() {
    let newcomer = Newcomer::new("{ kind: git }");
    if !newcomer.init() {
        return;
    }
    newcomer.add_remote("origin");
    let on_runner = |more: &[&str]| said(newcomer.publishing(more).env("CI", "true"), newcomer.column.root());
    assert_eq!(on_runner(&["--dry-run"]), "");
    let error = on_runner(&[]);
    assert!(error.starts_with("error: git commit-tree failed: "), "{error}");
}

#[test]
fn a_file_in_the_way_comes_before_the_question() {
    let www = tempfile::tempdir().unwrap();
    let newcomer = Newcomer::new(&format!("{{ kind: folder, path: '{}' }}", www.path().display()));
    fs::write(www.path().join("index.html"), "mine").unwrap();
    let error = newcomer.error(&[]).replace(&www.path().display().to_string(), "WWW");
    shows(
        error,
        str![[r#"
error: these files are already in WWW, are different, and were not uploaded by callslip:
  index.html
move them away; or, if they are an earlier version of the column, run `callslip publish --replace`
"#]],
    );
    // With nothing in the way, the question comes; before it, nothing is written.
    fs::rename(www.path().join("index.html"), www.path().join("notes.html")).unwrap();
    let error = newcomer.error(&[]);
    assert!(error.contains("which already holds files that callslip did not put there.\n"), "{error}");
    assert_eq!(fs::read_dir(www.path()).unwrap().count(), 1);
}
