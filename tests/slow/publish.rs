//! Publishing that is cut off or killed at any moment, and publishing ten thousand files.

use std::collections::BTreeMap;
use std::fs;
use std::process::{Command, Stdio};
use std::time::Instant;

use callslip::disk::EntryType;
use callslip::publish::{PublishError, Remote};

use crate::support::Column;
use crate::support::column::tree;
use crate::support::publishing::{Fragile, Host, change, column, letter, no_page_misses_an_asset, publish};

#[test]
fn fifty_publishes_cut_off_are_each_finished_by_a_later_one() {
    let (mut column, host) = (column(), Host::new());
    host.publish(&column);
    fs::write(host.path().join("mine.txt"), "mine").unwrap();
    let mut cut_off = 0;
    for round in 0..50 {
        column = change(column, round);
        // Every moment comes up, from before the first write to after the last.
        let mut fragile = Fragile { host: host.open(), left: round * 7 % 31 };
        cut_off += usize::from(publish(&column.public(), &mut fragile).is_err());
        no_page_misses_an_asset(&tree(host.path()));
    }
    assert!(cut_off > 25, "{cut_off}");
    host.publish(&column);
    assert_eq!(fs::read_to_string(host.path().join("mine.txt")).unwrap(), "mine");
    fs::remove_file(host.path().join("mine.txt")).unwrap();
    host.equals(&column);
    assert_eq!(host.publish(&column).uploaded, 0);
}

#[test]
fn fifty_publishes_killed_at_any_moment_are_finished_by_the_next() {
    let host = Host::new();
    let settings = format!(
        "title: The Desk\nid: desk.example,2026\npublish:\n  www: {{ kind: folder, path: '{}' }}\n",
        host.path().display()
    );
    let mut column = column().file("column.yaml", settings);
    let publish = |column: &Column| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_callslip"));
        command.args(["publish", "--yes", "--trust", "--root"]).arg(column.root());
        command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap()
    };
    let begun = Instant::now();
    assert!(publish(&column).wait().unwrap().success());
    let one = begun.elapsed();
    for round in 0..50 {
        column = change(column, round);
        let mut running = publish(&column);
        std::thread::sleep(one * u32::try_from(round * 13 % 50).unwrap() / 40);
        let _ = running.kill();
        running.wait().unwrap();
        no_page_misses_an_asset(&tree(host.path()));
    }
    assert!(publish(&column).wait().unwrap().success());
    host.equals(&column);
}

#[test]
fn of_ten_thousand_files_that_have_not_changed_nothing_is_asked_or_sent() {
    let (column, host) = (column(), Host::new());
    for number in 0..10_000 {
        let letter = letter("A", "!").replace("title: A", &format!("title: A\nslug: a-{number}"));
        fs::write(column.root().join(format!("content/questions/n-{number}.md")), letter).unwrap();
    }
    column.build();
    assert!(host.publish(&column).uploaded > 10_000);
    let mut counting = Counting { host: host.open(), asked: 0, sent: 0 };
    assert_eq!(publish(&column.public(), &mut counting).unwrap().uploaded, 0);
    // The note of what is there is read once.
    assert_eq!((counting.asked, counting.sent), (1, 0));
}

/// A host that counts what it is asked, and what it is sent.
struct Counting<R> {
    host: R,
    asked: usize,
    sent: usize,
}

impl<R: Remote> Remote for Counting<R> {
    fn read(&mut self, path: &str, most: u64) -> Result<Option<Vec<u8>>, PublishError> {
        self.asked += 1;
        self.host.read(path, most)
    }

    fn existing(&mut self, paths: &[&str]) -> Result<BTreeMap<String, EntryType>, PublishError> {
        self.asked += paths.len();
        self.host.existing(paths)
    }

    fn files_in(&mut self, folder: &str) -> Result<Vec<String>, PublishError> {
        self.asked += 1;
        self.host.files_in(folder)
    }

    fn put(&mut self, path: &str, bytes: &[u8]) -> Result<(), PublishError> {
        self.sent += 1;
        self.host.put(path, bytes)
    }

    fn delete(&mut self, path: &str) -> Result<(), PublishError> {
        self.sent += 1;
        self.host.delete(path)
    }

    fn finish(&mut self) -> Result<(), PublishError> {
        self.host.finish()
    }
}
