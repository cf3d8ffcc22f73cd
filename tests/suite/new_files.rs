//! The commands that add files to a column: they write nowhere else, and what was interrupted can begin again.

use std::fs;
use std::path::Path;
use std::process::Command;

use snapbox::str;

use crate::support::column::tree;
use crate::support::{Column, shows};

/// Runs a command in a folder. Returns what it printed.
fn run(folder: &Path, arguments: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_callslip")).args(arguments).current_dir(folder).output().unwrap();
    [output.stdout, output.stderr].map(|bytes| String::from_utf8(bytes).unwrap()).concat()
}

#[cfg(unix)]
#[test]
fn a_title_that_is_no_text_is_a_message() {
    let title = <std::ffi::OsStr as std::os::unix::ffi::OsStrExt>::from_bytes(b"bad \xff utf");
    let mut command = Command::new(env!("CARGO_BIN_EXE_callslip"));
    let output = command.args(["new", "question"]).arg(title).current_dir(Column::new().root()).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    shows(
        String::from_utf8(output.stderr).unwrap(),
        str![[r#"
error: `bad � utf` has letters that cannot be read; write it with other letters, or set your terminal to UTF-8
"#]],
    );
}

/// Runs a command in a column with links out of it, all to one empty folder, which stays empty. Returns what it printed.
#[cfg(unix)]
#[track_caller]
fn refused(column: &Column, links: &[&str], arguments: &[&str]) -> String {
    let outside = tempfile::tempdir().unwrap();
    for link in links {
        let place = column.root().join(link);
        fs::create_dir_all(place.parent().unwrap()).unwrap();
        // One to a file leads nowhere yet.
        let target = if link.ends_with(".md") { outside.path().join("new.md") } else { outside.path().to_owned() };
        std::os::unix::fs::symlink(target, place).unwrap();
    }
    let printed = run(column.root(), arguments);
    assert!(tree(outside.path()).is_empty(), "{printed}");
    printed
}

#[cfg(unix)]
#[test]
fn no_new_file_is_written_through_a_link() {
    let empty = tempfile::tempdir().unwrap();
    let outside = tempfile::tempdir().unwrap();
    std::os::unix::fs::symlink(outside.path(), empty.path().join("content")).unwrap();
    let init = run(empty.path(), &["init"]);
    assert!(tree(outside.path()).is_empty(), "{init}");
    let theme = |column: Column| {
        column
            .file("column.yaml", "title: A\ntheme: t\n")
            .file("themes/t/theme.yaml", "parent: reading-room\n")
            .file("themes/t/assets/keys", "ssh-ed25519 AAAA somebody")
    };
    let printed = [
        init,
        refused(&Column::new(), &["content/questions"], &["new", "question", "Hi there"]),
        refused(&Column::new(), &["content/questions/hi-there.md"], &["new", "question", "Hi there"]),
        refused(&Column::new(), &[".github/workflows"], &["ci", "github"]),
        refused(&Column::new(), &["themes"], &["theme", "new", "abc"]),
        refused(&theme(Column::new()), &["assets"], &["theme", "copy", "keys"]),
    ];
    shows(
        printed.concat(),
        str![[r#"
error: cannot write content/people/columnist.md: `content` is a shortcut (link), which callslip does not open here
error: cannot write content/questions/hi-there.md: `questions` is a shortcut (link), which callslip does not open here
error: content/questions/hi-there.md already exists; delete or rename it first
error: cannot write .github/workflows/column.yml: `workflows` is a shortcut (link), which callslip does not open here
error: cannot write themes/abc/theme.yaml: `themes` is a shortcut (link), which callslip does not open here
error: cannot write assets/keys: `assets` is a shortcut (link), which callslip does not open here
"#]],
    );
}

#[test]
fn an_interrupted_init_begins_again_and_changes_nothing_that_is_there() {
    let folder = tempfile::tempdir().unwrap();
    // A file in the way, as a disk that is full would be.
    fs::write(folder.path().join("content"), "").unwrap();
    let first = run(folder.path(), &["init"]);
    fs::remove_file(folder.path().join("content")).unwrap();
    fs::create_dir_all(folder.path().join("content/pages")).unwrap();
    fs::write(folder.path().join("content/pages/about.md"), "---\ntitle: Mine\n---\n").unwrap();
    let second = run(folder.path(), &["init"]);
    shows(
        [first, second, run(folder.path(), &["init"])].join("--\n"),
        str![[r#"
error: cannot write content/people/columnist.md: `content` is a file, not a folder
--
content/pages/about.md already existed and was not changed
Your new column is in this folder.
Its first letter is content/questions/what-is-this-page.md: try things out in it, and delete it when you have your own.
See it in your browser with:
  callslip serve --open
--
error: there is already a column in this folder; to begin another, name a new folder: `callslip init my-column`
"#]],
    );
    assert_eq!(tree(folder.path()).len(), 6);
    assert_eq!(fs::read_to_string(folder.path().join("content/pages/about.md")).unwrap(), "---\ntitle: Mine\n---\n");
}

#[test]
fn a_new_column_has_the_time_zone_of_the_machine() {
    for (machine, column) in [("America/New_York", "America/New_York"), ("UTC", "UTC"), (":/nowhere", "UTC")] {
        let folder = tempfile::tempdir().unwrap();
        let mut command = Command::new(env!("CARGO_BIN_EXE_callslip"));
        assert!(
            command.args(["init", "--quiet"]).current_dir(folder.path()).env("TZ", machine).status().unwrap().success()
        );
        let settings = fs::read_to_string(folder.path().join("column.yaml")).unwrap();
        assert!(settings.contains(&format!("\ntimezone: {column}\n")), "{machine}: {settings}");
    }
}

/// A limit of the shell takes the place of a disk that is full.
#[cfg(unix)]
#[test]
fn a_full_disk_leaves_no_half_of_a_file() {
    let column = Column::new();
    let before = tree(column.root());
    for arguments in ["new question \"Hi there\"", "theme copy reading-room", "theme copy base.html", "ci github"] {
        let script = format!("trap '' XFSZ; ulimit -f 0; exec \"$0\" {arguments} 2>/dev/null");
        let mut command = Command::new("sh");
        command.args(["-c", &script, env!("CARGO_BIN_EXE_callslip")]).current_dir(column.root());
        assert!(!command.status().unwrap().success(), "{arguments}");
        assert_eq!(tree(column.root()), before, "{arguments}");
    }
    let printed = run(column.root(), &["theme", "copy", "reading-room"]);
    assert!(printed.contains(" files in themes/reading-room\n"), "{printed}");
    assert!(!column.root().join("themes/.callslip-reading-room").exists());
}

#[test]
fn a_title_may_look_like_a_part_of_the_starter() {
    let column = Column::new();
    run(column.root(), &["new", "page", "{date} and {initials}"]);
    let text = fs::read_to_string(column.root().join("content/pages/date-and-initials.md")).unwrap();
    assert!(text.starts_with("---\ntitle: \"{date} and {initials}\" "), "{text}");
}

#[cfg(unix)]
#[test]
fn a_column_file_that_is_a_link_out_is_not_read() {
    let column = Column::new();
    let secret = tempfile::tempdir().unwrap();
    fs::write(secret.path().join("netrc"), "machine h login ada password S3cr3tValu9\n").unwrap();
    fs::remove_file(column.root().join("column.yaml")).unwrap();
    std::os::unix::fs::symlink(secret.path().join("netrc"), column.root().join("column.yaml")).unwrap();
    let printed = run(column.root(), &["check"]).replace(&column.root().display().to_string(), "COLUMN");
    shows(
        printed,
        str!["error: COLUMN/column.yaml is a shortcut (link) that leads out of the column; put the file itself there"],
    );
}

#[test]
fn a_column_does_not_begin_inside_another() {
    let column = Column::new().file("content/questions/loud-drums.md", "---\ntitle: T\ndate: 2026-03-02\n---\nQ: W?\n");
    let before = tree(column.root());
    let (root, content) = (column.root(), column.root().join("content"));
    let printed = [
        run(root, &["init", "content"]),
        run(root, &["init", "content/new"]),
        run(&content, &["init"]),
        run(&content, &["init", "../public"]),
    ];
    assert_eq!(tree(root), before);
    shows(
        printed.concat(),
        str![[r#"
error: content is in `content/` of another column; name a folder outside that column: `callslip init ../my-column`
error: content/new is in `content/` of another column; name a folder outside that column: `callslip init ../my-column`
error: this folder is in `content/` of another column; name a folder outside that column: `callslip init ../../my-column`
error: ../public is in `public/` of another column; name a folder outside that column: `callslip init ../../my-column`
"#]],
    );
    // A folder that is none of the column's may hold another.
    let beside = run(root, &["init", "another"]);
    assert!(beside.starts_with("Your new column is in another.\n"), "{beside}");
}

#[test]
fn settings_of_another_name_are_to_be_renamed() {
    let mut printed = String::new();
    for name in ["column.yaml.txt", "column.yml", "Column.YAML.TXT", "column.yml.md", "columns.yaml", "column.md"] {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join(name), "title: A\n").unwrap();
        printed += &run(folder.path(), &["check"]);
        if name == "column.yaml.txt" {
            printed += &run(folder.path(), &["init"]);
            assert_eq!(tree(folder.path()).len(), 1);
        }
    }
    shows(
        printed,
        str![[r#"
error: the settings in this folder are in `column.yaml.txt`; rename it to `column.yaml`
Windows hides the `.txt`: in its Explorer, choose View, Show, File name extensions
error: the settings in this folder are in `column.yaml.txt`; rename it to `column.yaml`
Windows hides the `.txt`: in its Explorer, choose View, Show, File name extensions
error: the settings in this folder are in `column.yml`; rename it to `column.yaml`
error: the settings in this folder are in `Column.YAML.TXT`; rename it to `column.yaml`
Windows hides the `.txt`: in its Explorer, choose View, Show, File name extensions
error: the settings in this folder are in `column.yml.md`; rename it to `column.yaml`
error: there is no column.yaml in this folder; go to your column's folder, or start a column with `callslip init my-column`
error: there is no column.yaml in this folder; go to your column's folder, or start a column with `callslip init my-column`
"#]],
    );
}

#[test]
fn the_example_of_publish_works_as_it_is() {
    let column = Column::new().letter("Q: ?\n\nSM: !\n");
    let printed = run(column.root(), &["publish"]);
    let example = printed.split("\n\n").nth(1).unwrap();
    let settings = fs::read_to_string(column.root().join("column.yaml")).unwrap();
    fs::write(column.root().join("column.yaml"), format!("{settings}\n{example}\n")).unwrap();
    let published = run(column.root(), &["publish"]);
    assert!(published.contains("\nwebsite: ") && column.root().join("www/index.html").is_file(), "{published}");
    shows(
        printed.split_once('\n').unwrap().1,
        str![[r#"
error: column.yaml does not say where to publish yet; add, for instance:

publish:
  website: { kind: folder, path: www }

The other kinds of places are `git`, `sftp`, `webdav`, `s3`, and `command`.
Without them, you can copy the files in public/ to your web host yourself.
"#]],
    );
}
