//! The first minutes: a column is started at a terminal, and seen in the browser.

use std::fs;
use std::path::{Path, PathBuf};

use snapbox::str;
use tempfile::TempDir;

use crate::support::column::tree;
use crate::support::server::until;
use crate::support::shows;
use crate::support::terminal::Terminal;

/// A person's computer: a folder, and a browser that writes down what it is to open.
struct Computer {
    folder: TempDir,
    browsers: TempDir,
}

impl Computer {
    fn new() -> Self {
        let browsers = tempfile::tempdir().unwrap();
        let script = format!("#!/bin/sh\necho \"$1\" > {}\n", browsers.path().join("opened").display());
        let browser = browsers.path().join("xdg-open");
        fs::write(&browser, script).unwrap();
        fs::set_permissions(&browser, std::os::unix::fs::PermissionsExt::from_mode(0o755)).unwrap();
        Self { folder: tempfile::tempdir().unwrap(), browsers }
    }

    fn at(&self, folder: &str, arguments: &[&str], typed: &str) -> Terminal {
        Terminal::start(&self.path(folder), self.browsers.path(), arguments, typed)
    }

    fn path(&self, folder: &str) -> PathBuf {
        self.folder.path().canonicalize().unwrap().join(folder)
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    /// Types `callslip` and no more. Returns what it printed until the browser was opened, with `HOME` for the folder.
    fn callslip(&self, folder: &str, typed: &str) -> String {
        let opened = self.browsers.path().join("opened");
        let _ = fs::remove_file(&opened);
        let terminal = self.at(folder, &[], typed);
        until(|| terminal.printed().contains("To stop, press Ctrl-C.\n"));
        until(|| fs::read_to_string(&opened).is_ok_and(|address| address.ends_with("/\n")));
        let address = fs::read_to_string(&opened).unwrap();
        let printed = terminal.printed();
        let end = printed.find("To stop").unwrap();
        printed[..end]
            .replace(address.trim(), "ADDRESS/")
            .replace("That port is in use, so callslip chose the next free one.\n", "")
            .replace(&self.home(), "HOME")
    }

    fn home(&self) -> String {
        self.path("").display().to_string().trim_end_matches('/').to_owned()
    }
}

fn read(folder: &Path, path: &str) -> String {
    fs::read_to_string(folder.join(path)).unwrap()
}

#[test]
fn one_word_starts_a_column_and_shows_it() {
    let computer = Computer::new();
    shows(
        computer.callslip("", "Ask Jane\nJane Smith, MLIS\n\n"),
        str![[r#"
The column's name, and yours. Press Enter to skip one; you can change everything later.
What is your column called? And what is your name? Your initials, which start your answers [JS]: Your new column is in HOME/my-column.
Its first letter is content/questions/what-is-this-page.md: try things out in it, and delete it when you have your own.
See the column at ADDRESS/
and your drafts and mistakes at ADDRESS/_desk/
When you save a file, its pages update. 
"#]],
    );
    let column = computer.path("my-column");
    let settings = read(&column, "column.yaml");
    assert!(settings.contains("title: \"Ask Jane\"\n") && settings.contains("\nanswered_by: JS\n"), "{settings}");
    shows(
        read(&column, "content/people/jane-smith-mlis.md"),
        str![[r#"
---
name: "Jane Smith, MLIS"
initials: JS              # what your answers start with: JS:
description: Writes this column.
---
A few sentences about you: what you have done, and why people may trust your advice.
"#]],
    );
    assert!(read(&column, "content/questions/what-is-this-page.md").contains("\n\nJS: You are looking at a letter."));
    // The second time it is there already, also from a folder inside it.
    shows(
        computer.callslip("", ""),
        str![[r#"
Your column is in HOME/my-column.
See the column at ADDRESS/
and your drafts and mistakes at ADDRESS/_desk/
When you save a file, its pages update. 
"#]],
    );
    shows(
        computer.callslip("my-column/content", ""),
        str![[r#"
See the column at ADDRESS/
and your drafts and mistakes at ADDRESS/_desk/
When you save a file, its pages update. 
"#]],
    );
}

#[test]
fn a_folder_that_is_taken_is_left_alone() {
    let computer = Computer::new();
    computer.write("my-column/notes.txt", "Mine.");
    shows(
        computer.callslip("", "\n\n"),
        str![[r#"
HOME/my-column is there already, and it is not a column.
The column's name, and yours. Press Enter to skip one; you can change everything later.
What is your column called? And what is your name? Your new column is in HOME/my-column-2.
Its first letter is content/questions/what-is-this-page.md: try things out in it, and delete it when you have your own.
See the column at ADDRESS/
and your drafts and mistakes at ADDRESS/_desk/
When you save a file, its pages update. 
"#]],
    );
    assert_eq!(tree(&computer.path("my-column")).len(), 1);
    assert!(computer.path("my-column-2/column.yaml").is_file());
    // A column by another name is the one that is meant.
    fs::rename(computer.path("my-column-2"), computer.path("Ask Jane")).unwrap();
    shows(
        computer.callslip("", ""),
        str![[r#"
Your column is in HOME/Ask Jane.
See the column at ADDRESS/
and your drafts and mistakes at ADDRESS/_desk/
When you save a file, its pages update. 
"#]],
    );
    // Of several, none is guessed.
    computer.write("another/column.yaml", "title: Another\n");
    let (printed, code) = computer.at("", &[], "").finish();
    assert_eq!(code, Some(2));
    shows(
        printed.replace(&computer.home(), "HOME"),
        str![[
            r#"error: there are several columns in HOME: Ask Jane, another; choose one, as in `callslip --root "HOME/Ask Jane"`"#
        ]],
    );
    computer.write("my-column/column.yaml.txt", "title: A\n");
    fs::remove_dir_all(computer.path("another")).unwrap();
    fs::remove_dir_all(computer.path("Ask Jane")).unwrap();
    let (printed, _) = computer.at("", &[], "").finish();
    shows(
        printed.replace(&computer.home(), "HOME"),
        str![[r#"
error: the settings in HOME/my-column are in `column.yaml.txt`; rename it to `column.yaml`
Windows hides the `.txt`: in its Explorer, choose View, Show, File name extensions
"#]],
    );
}

#[test]
fn a_column_among_the_documents_of_a_home_is_found() {
    let computer = Computer::new();
    computer.write("Documents/Ask Jane/column.yaml", "title: Ask Jane\n");
    assert!(computer.callslip("", "").starts_with("Your column is in HOME/Documents/Ask Jane.\n"));
    computer.write("Desktop/b/column.yaml", "title: Another\n");
    let (printed, code) = computer.at("", &[], "").finish();
    assert_eq!(code, Some(2));
    shows(
        printed.replace(&computer.home(), "HOME"),
        str![[
            r#"error: there are several columns in HOME: Desktop/b, Documents/Ask Jane; choose one, as in `callslip --root HOME/Desktop/b`"#
        ]],
    );
    // One that is directly in it is the one that is meant.
    computer.write("my-column/column.yaml", "title: My own\n");
    assert!(computer.callslip("", "").starts_with("Your column is in HOME/my-column.\n"));
}

#[test]
fn what_is_not_answered_is_a_placeholder() {
    let computer = Computer::new();
    let (printed, code) = computer.at("", &["init", "desk"], "\n\n").finish();
    assert_eq!(code, Some(0));
    shows(
        printed,
        str![[r#"
The column's name, and yours. Press Enter to skip one; you can change everything later.
What is your column called? And what is your name? Your new column is in desk.
Its first letter is content/questions/what-is-this-page.md: try things out in it, and delete it when you have your own.
See it in your browser with:
  cd desk
  callslip serve --open
"#]],
    );
    shows(
        computer.at("desk", &["check"], "").finish().0,
        str![[r#"
warning: this is still a placeholder
 --> column.yaml:2:8
  |
2 | title: A New Column
  |        ^^^^^^^^^^^^
  |
  = help: write your own words in its place
  = also: content/pages/about.md:5:1, content/pages/ask.md:5:1 and 2 more

To see every mistake in full, add --all: `callslip check --all`

1 letter, 0 programs: 5 warnings
"#]],
    );
}

#[test]
fn initials_that_cannot_be_used_are_asked_for_again() {
    let computer = Computer::new();
    let typed = "\n42\nDr. María-José O'Neil\nQ\ntoo long by far\nmj\n";
    let (printed, _) = computer.at("", &["init"], typed).finish();
    shows(
        printed,
        str![[r#"
The column's name, and yours. Press Enter to skip one; you can change everything later.
What is your column called? And what is your name? A name has at least one letter; press Enter to leave it out for now.
And what is your name? Your initials, which start your answers [MO]: `Q:` already has another meaning in letters; choose other initials, such as the first letters of both names
Your initials, which start your answers [MO]: `TOOLONGBYFAR` cannot be someone's initials; write a few letters without a space, such as `SM`
Your initials, which start your answers [MO]: Your new column is in this folder.
Its first letter is content/questions/what-is-this-page.md: try things out in it, and delete it when you have your own.
See it in your browser with:
  callslip serve --open
"#]],
    );
    shows(
        read(&computer.path(""), "content/people/dr-maria-jose-oneil.md"),
        str![[r#"
---
name: "Dr. María-José O'Neil"
initials: MJ              # what your answers start with: MJ:
description: Writes this column.
---
A few sentences about you: what you have done, and why people may trust your advice.
"#]],
    );
}

#[test]
fn who_stops_in_the_middle_has_made_nothing() {
    let computer = Computer::new();
    for typed in ["\u{4}", "Ask Jane\n\u{4}", "Ask Jane\nJane\n\u{4}"] {
        let (printed, code) = computer.at("", &["init", "desk"], typed).finish();
        assert!(code == Some(2) && printed.contains("error: stopped; no column was started\n"), "{printed}");
        assert!(tree(&computer.path("")).is_empty());
    }
}

#[test]
fn names_of_every_kind_make_a_sound_column() {
    let computer = Computer::new();
    let names = [
        "王小明",
        "🙂 Jane",
        "Jane: \"The\" Smith",
        "con",
        "  Anna  ",
        "Q",
        "{title} {date}",
        "O'Neil # 1",
        "- x",
        "\\",
        "Å",
    ];
    for (at, name) in names.iter().enumerate() {
        let folder = format!("c{at}");
        let typed = format!("{name}\n{name}\n\n\n");
        let (printed, code) = computer.at("", &["init", &folder], &typed).finish();
        assert_eq!(code, Some(0), "{printed}");
        let checked = computer.at(&folder, &["check", "--format", "short"], "").finish().0;
        let found = checked.lines().filter(|line| line.contains(": ") && !line.contains("this is still a placeholder"));
        assert_eq!(found.collect::<Vec<_>>().len(), 1, "{name}: {checked}");
        assert!(!checked.contains("error"), "{name}: {checked}");
    }
}
