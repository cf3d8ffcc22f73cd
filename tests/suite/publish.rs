//! From `public/` to a host: what is uploaded, in which order, and what happens when it is cut off.

use std::fs;
use std::path::Path;

use callslip::publish::{FolderRemote, PublishPlan, PublishSummary, REMOTE_MANIFEST};
use snapbox::str;

use crate::support::column::tree;
use crate::support::publishing::{Host, column, column_without_search, letter, ours, publish};
use crate::support::shows;

#[test]
fn only_what_differs_is_uploaded() {
    let (column, host) = (column_without_search(), Host::new());
    let files = ours(&column.public()).len();
    assert_eq!(host.publish(&column), PublishSummary { uploaded: files, removed: 0, unchanged: 0 });
    host.equals(&column);
    assert_eq!(host.publish(&column), PublishSummary { uploaded: 0, removed: 0, unchanged: files });
    let column = column.file("content/questions/one.md", letter("One", "Another answer."));
    column.build();
    let prepared = PublishPlan::prepare(&column.public(), &mut host.open(), false).unwrap();
    let steps: Vec<String> = prepared.actions.iter().map(|step| format!("{step:?}")).collect();
    shows(
        steps.join("\n"),
        str![[r#"
Put("index.html")
Put("questions/one/index.html")
Put("feed.json")
Put("feed.xml")
Put("people/sol-marchetti/feed.xml")
"#]],
    );
    assert_eq!(host.publish(&column).uploaded, steps.len());
    host.equals(&column);
    let column = column.without("content/questions/one.md");
    column.build();
    let done = host.publish(&column);
    assert_eq!(done.removed, 1);
    host.equals(&column);
    assert!(!host.path().join("questions/one").exists());
}

#[test]
fn foreign_files_survive() {
    let (column, host) = (column(), Host::new());
    let foreign = [".htaccess", "questions/one/notes.txt", "staff/index.html", ".git/config"];
    for path in foreign {
        fs::create_dir_all(host.path().join(path).parent().unwrap()).unwrap();
        fs::write(host.path().join(path), "mine").unwrap();
    }
    host.publish(&column);
    let column = column.without("content/questions/one.md");
    column.build();
    host.publish(&column);
    for path in foreign {
        assert_eq!(fs::read_to_string(host.path().join(path)).unwrap(), "mine", "{path}");
    }
    assert!(!host.path().join("questions/one/index.html").exists());
}

#[test]
fn a_file_of_somebody_else_in_the_way_is_named_and_stays() {
    let (column, host) = (column(), Host::new());
    fs::write(host.path().join("index.html"), "mine").unwrap();
    // What is as we would upload it is ours from now on.
    fs::copy(column.public().join("404.html"), host.path().join("404.html")).unwrap();
    let refused = publish(&column.public(), &mut host.open()).unwrap_err();
    shows(
        refused.to_string().replace(&host.path().display().to_string(), "HOST"),
        str![[r#"
these files are already in HOST, are different, and were not uploaded by callslip:
  index.html
move them away; or, if they are an earlier version of the column, run `callslip publish --replace`
"#]],
    );
    assert_eq!(tree(host.path()).len(), 2);
    let mut folder = host.open();
    let taken = PublishPlan::prepare(&column.public(), &mut folder, true).unwrap();
    taken.execute(&mut folder, |_| {}).unwrap();
    host.equals(&column);
}

#[test]
fn a_note_that_cannot_be_read_stops_everything() {
    let (column, host) = (column(), Host::new());
    host.publish(&column);
    let note = host.path().join(REMOTE_MANIFEST);
    let text = fs::read_to_string(&note).unwrap();
    fs::write(&note, &text[..text.len() - 40]).unwrap();
    let before = tree(host.path());
    // Cut within a line or at its end: no file is removed on its word.
    let column = column.without("content/questions/one.md");
    column.build();
    if let Err(error) = publish(&column.public(), &mut host.open()) {
        assert!(error.to_string().contains("Nothing was changed."), "{error}");
        assert_eq!(tree(host.path()), before);
    }
    fs::write(&note, "something else\n").unwrap();
    assert!(publish(&column.public(), &mut host.open()).is_err());
}

#[test]
fn a_drive_that_is_not_there_is_not_an_empty_one() {
    let error = FolderRemote::open(Path::new("/no/such/drive/www")).unwrap_err();
    assert!(error.to_string().contains("is the drive connected?"));
}

#[cfg(not(feature = "publish"))]
#[test]
fn without_the_feature_another_program_is_named() {
    let settings = "title: A\npublish:\n  one: { kind: webdav, url: 'https://dav.example/' }\n  \
                    two: { kind: s3, bucket: letters }\n";
    let column = column().file("column.yaml", settings);
    let said = |name: &str| {
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_callslip"));
        let output = command.args(["publish", name, "--root"]).arg(column.root()).output().unwrap();
        String::from_utf8(output.stderr).unwrap()
    };
    let last = |name| said(name).split_once("error: ").unwrap().1.to_owned();
    shows(
        ["one", "two"].map(last).concat(),
        str![[r#"
this copy of callslip cannot publish to `kind: webdav`; a downloaded release can (or build it with `cargo install --features full`). Until then, let another program do it:
  one: { kind: command, run: 'rclone copy public/ :webdav: --webdav-url https://dav.example/' }
this copy of callslip cannot publish to `kind: s3`; a downloaded release can (or build it with `cargo install --features full`). Until then, let another program do it:
  two: { kind: command, run: 'rclone copy public/ s3:my-column' }
"#]],
    );
}
