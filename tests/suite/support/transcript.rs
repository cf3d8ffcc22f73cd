//! Console transcripts, and the documentation: this runs the commands in `tests/cli/*.md`, README.md, and `docs/`.
//!
//! A code block with a path after its language is a file of the reader's folder; a `diff` block changes lines of one. In
//! a `console` block every line that begins with `$ ` is a command; what follows is what it prints, standard output and
//! error as a terminal mixes them, and `? 1` is its exit code when that is not 0. `[..]` replaces what differs from run
//! to run. In a `sh` block every line is a command that succeeds.

use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use snapbox::data::DataFormat;
use snapbox::{Assert, Data};

/// Runs a transcript in a folder of its own and compares all that is printed.
#[track_caller]
pub(crate) fn run(name: &str) {
    run_file(&folder().join(name), false);
}

/// Runs the commands of a page of the documentation. A page on a task begins in a column; the others begin one.
#[track_caller]
pub(crate) fn run_page(path: &str) {
    run_file(&Path::new(env!("CARGO_MANIFEST_DIR")).join(path), true);
}

#[track_caller]
fn run_file(path: &Path, is_page: bool) {
    let written = fs::read_to_string(path).expect("a transcript");
    let home = tempfile::tempdir().expect("a folder for the transcript");
    let home_path = home.path().canonicalize().expect("a folder for the transcript");
    let mut reader = Reader { here: home_path.clone(), home: home_path, is_page };
    if is_page && !["callslip init my-column\n", "```sh\ncallslip\n"].iter().any(|start| written.contains(start)) {
        reader.go_to("my-column");
        reader.write("content/questions/loud-drums.md", A_LETTER);
    }
    let told = reader.read(&written);
    // Editors take spaces from the ends of lines.
    let told: String = told.lines().flat_map(|line| [line.trim_end(), "\n"]).collect();
    Assert::new()
        .action_env("SNAPSHOTS")
        .normalize_paths(false)
        .eq(told, Data::read_from(path, Some(DataFormat::Text)));
}

/// The names of all transcripts, sorted.
pub(crate) fn names() -> Vec<String> {
    let entries = fs::read_dir(folder()).expect("the folder of the transcripts").flatten();
    let mut names: Vec<_> = entries.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cli")
}

/// Someone who reads the manual and does what it says.
struct Reader {
    home: PathBuf,
    here: PathBuf,
    /// True for a page of the documentation, which also has commands of other programs, and parts of files.
    is_page: bool,
}

/// The commands of other programs in the documentation. They are not run.
const OTHER_PROGRAMS: [&str; 5] = ["cargo", "perf", "python3", "read", "sftp"];
/// The letter that the pages speak of.
const A_LETTER: &str =
    "---\ntitle: The drums upstairs\ndate: 2026-03-02\ntags: [rare book]\n---\nQ: May I?\n\nA: Yes.\n";
/// Commands that wait for somebody, or need a blog, a host, or the network, which not every copy of callslip may ask: in
/// the documentation, only their arguments are checked.
const NOT_RUN: [&str; 4] = ["serve", "import", "links", "publish"];

impl Reader {
    /// The transcript again, with what its commands really print.
    fn read(&mut self, transcript: &str) -> String {
        let mut told = String::new();
        let mut lines = transcript.lines();
        while let Some(line) = lines.next() {
            told.push_str(line);
            told.push('\n');
            let indent = " ".repeat(line.len() - line.trim_start().len());
            let opening = line.trim_start();
            let ticks = opening.len() - opening.trim_start_matches('`').len();
            if ticks < 3 {
                continue;
            }
            let fence = "`".repeat(ticks);
            let block: Vec<&str> = lines.by_ref().take_while(|line| line.trim_start() != fence).collect();
            let text: Vec<&str> = block.iter().map(|line| line.strip_prefix(&indent).unwrap_or(line)).collect();
            match &opening[ticks..] {
                "console" => told.push_str(&self.console(&text)),
                info => {
                    self.do_as_it_says(info, &text);
                    told.extend(block.iter().flat_map(|line| [line, "\n"]));
                }
            }
            told.push_str(&indent);
            told.push_str(&fence);
            told.push('\n');
        }
        told
    }

    fn do_as_it_says(&mut self, info: &str, block: &[&str]) {
        match info.split_once(' ') {
            None if info == "sh" => block.iter().for_each(|command| self.succeed(command)),
            // In a page these are parts of files: `documentation.rs` reads them.
            Some(("yaml", _)) if self.is_page => {}
            Some(("diff", path)) => self.change(path, block),
            Some((_, path)) => self.write(path, &(block.join("\n") + "\n")),
            None => {}
        }
    }

    fn succeed(&mut self, command: &str) {
        let (code, printed) = self.command(command);
        assert_eq!(code, 0, "{command}\n{printed}");
    }

    /// Replaces each line after `-` by the line after `+`.
    fn change(&self, path: &str, diff: &[&str]) {
        let place = self.here.join(path);
        let mut text = fs::read_to_string(&place).expect("a file to change");
        let side = |sign| diff.iter().filter_map(move |line| line.strip_prefix(sign));
        for (old, new) in side('-').zip(side('+')) {
            assert!(text.contains(old), "{path} has no line {old}");
            text = text.replace(old, new);
        }
        fs::write(place, text).expect("a file to change");
    }

    fn write(&self, path: &str, text: &str) {
        let place = self.here.join(path);
        fs::create_dir_all(place.parent().expect("a file lies in a folder")).expect("a folder of the reader's");
        fs::write(place, text).expect("a file of the reader's");
    }

    fn console(&mut self, block: &[&str]) -> String {
        let commands = block.iter().filter_map(|line| line.strip_prefix("$ "));
        let mut told = String::new();
        for command in commands {
            let (code, printed) = self.command(command);
            let code = if code == 0 || self.is_page { String::new() } else { format!("? {code}\n") };
            for part in ["$ ", command, "\n", &code, &printed] {
                told.push_str(part);
            }
            if !told.ends_with('\n') {
                told.push('\n');
            }
        }
        told
    }

    fn command(&mut self, command: &str) -> (i32, String) {
        let words = words(command);
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        match words[..] {
            // At a terminal it would do the same, ask, and show it.
            ["callslip"] if self.is_page => self.callslip(&["init", "my-column"]),
            ["callslip", first, ..] if self.is_page && NOT_RUN.contains(&first) => {
                self.callslip(&[&words[1..], &["--help"]].concat())
            }
            // What came in is in a mail program.
            ["callslip", "new", ..] if self.is_page && words.contains(&"--from") => self.callslip(&["new", "--help"]),
            ["callslip", ref arguments @ ..] => self.callslip(arguments),
            [other, ..] if self.is_page && (OTHER_PROGRAMS.contains(&other) || other.contains('=')) => {
                (0, String::new())
            }
            ["cd", folder] => {
                self.go_to(folder);
                (0, String::new())
            }
            ["rm", file] => {
                fs::remove_file(self.here.join(file)).expect("a file to remove");
                (0, String::new())
            }
            ["cat", file] => (0, fs::read_to_string(self.here.join(file)).expect("a file to show")),
            ["ls", folder] => (0, self.listing(folder)),
            _ => panic!("a transcript knows callslip, cd, rm, cat and ls, not `{command}`"),
        }
    }

    /// In a page a new terminal opens in the home folder, and a column may come from a command that was not run.
    fn go_to(&mut self, folder: &str) {
        let below = |place: &Path| place.join(folder).canonicalize();
        let place = below(&self.here).or_else(|error| if self.is_page { below(&self.home) } else { Err(error) });
        if place.is_err() && self.is_page {
            self.here.clone_from(&self.home);
            self.succeed(&format!("callslip init {folder}"));
        }
        self.here = place.or_else(|_| below(&self.here)).expect("a folder to go to");
        assert!(self.here.starts_with(&self.home), "a transcript stays in its folder");
    }

    fn listing(&self, folder: &str) -> String {
        let entries = fs::read_dir(self.here.join(folder)).expect("a folder to list").flatten();
        let names = entries.map(|entry| entry.file_name().to_string_lossy().into_owned());
        let mut names: Vec<_> = names.filter(|name| !name.starts_with('.')).collect();
        names.sort();
        names.join("\n") + "\n"
    }

    fn callslip(&self, arguments: &[&str]) -> (i32, String) {
        let (mut reader, writer) = io::pipe().expect("a pipe");
        let mut command = Command::new(env!("CARGO_BIN_EXE_callslip"));
        command.args(arguments).current_dir(&self.here).stdin(Stdio::null());
        command.stdout(writer.try_clone().expect("the pipe")).stderr(writer);
        // The same on every machine: no colours, a page's width, one time zone.
        command.env_remove("NO_COLOR").env_remove("CLICOLOR_FORCE").env("COLUMNS", "90").env("TZ", "UTC");
        command.env("XDG_STATE_HOME", self.home.join(".state"));
        let mut child = command.spawn().expect("callslip runs");
        // Else our own end of the pipe would keep it open.
        drop(command);
        let mut printed = String::new();
        reader.read_to_string(&mut printed).expect("what it prints");
        let code = child.wait().expect("it ends").code().unwrap_or(-1);
        (code, printed.replace(&*self.home.to_string_lossy(), "~"))
    }
}

/// Splits a command into words as a shell does: quotes hold several together.
pub(crate) fn words(command: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut quoted = false;
    let mut chars = command.chars();
    while let Some(c) = chars.next() {
        match c {
            '\\' => words.last_mut().expect("at least one word").extend(chars.next()),
            '"' => quoted = !quoted,
            ' ' if !quoted => words.push(String::new()),
            c => words.last_mut().expect("at least one word").push(c),
        }
    }
    words.retain(|word| !word.is_empty());
    words
}
