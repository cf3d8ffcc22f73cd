//! Builds that are killed. What one leaves behind is what was written so far: a folder of finished files that have not
//! been moved, and (once moving has begun) a manifest that names what was there and what will be.

use std::collections::BTreeMap;
use std::fs;

use callslip::output::WriteReport;
use callslip::pipeline::{Options, load};

use crate::support::Column;
use crate::support::column::{CLOCK, tree};

fn letter(title: &str) -> String {
    format!("---\ntitle: {title}\ndate: 2026-03-02\n---\nQ: ?\n\nSM: !\n")
}

fn column() -> Column {
    let column = Column::new();
    column.file("content/questions/one.md", letter("One")).file("content/questions/two.md", letter("Two"))
}

fn report(column: &Column) -> WriteReport {
    column.build().sound_since_last_build().written.unwrap()
}

/// What the output must be in the end, from an undisturbed build.
fn undisturbed(column: &Column) -> BTreeMap<String, Vec<u8>> {
    let copy = tree(&column.root().join("content"))
        .into_iter()
        .fold(Column::new(), |copy, (path, bytes)| copy.file(&format!("content/{path}"), bytes));
    copy.build().sound();
    published(&copy)
}

fn published(column: &Column) -> BTreeMap<String, Vec<u8>> {
    let mut files = tree(&column.public());
    files.retain(|path, _| !path.starts_with(".callslip"));
    files
}

#[test]
fn a_build_killed_before_it_moved_anything_leaves_the_site_whole() {
    let column = column();
    report(&column);
    let before = published(&column);
    fs::create_dir(column.public().join(".callslip.new")).unwrap();
    fs::write(column.public().join(".callslip.new/0"), "<!doctype html><p>hal").unwrap();
    assert_eq!(published(&column), before);
    let column = column.file("content/questions/three.md", letter("Three"));
    report(&column);
    assert_eq!(published(&column), undisturbed(&column));
    assert!(!column.public().join(".callslip.new").exists());
}

#[test]
fn a_first_build_killed_at_any_step_is_ended_by_the_next() {
    let column = column();
    report(&column);
    let whole = published(&column);
    let paths: Vec<&String> = whole.keys().collect();
    // The manifest was written before the first move: with it every subset of the files may be there, in any order.
    for moved in 0..=paths.len() {
        for (at, path) in paths.iter().enumerate() {
            let place = column.public().join(path);
            if (at * 7 + 3) % paths.len() >= moved && place.exists() {
                fs::remove_file(place).unwrap();
            }
        }
        let again = report(&column);
        assert_eq!(again.written, paths.len() - moved, "killed after {moved} moves");
        assert_eq!(published(&column), whole);
    }
}

#[test]
fn a_later_build_killed_between_two_moves_is_ended_by_the_next() {
    let column = column();
    report(&column);
    let (old, old_manifest) = (published(&column), fs::read_to_string(column.public().join(".callslip")).unwrap());
    let column =
        column.file("content/questions/one.md", letter("Another")).file("content/questions/three.md", letter("Three"));
    report(&column);
    let (new, new_manifest) = (published(&column), fs::read_to_string(column.public().join(".callslip")).unwrap());
    let journal = format!("{old_manifest}{}", new_manifest.split_once('\n').unwrap().1);
    let changed: Vec<&String> = new.keys().filter(|path| old.get(*path) != new.get(*path)).collect();
    assert!(changed.len() > 3, "{changed:?}");
    for moved in 0..=changed.len() {
        fs::write(column.public().join(".callslip"), &journal).unwrap();
        for (at, path) in changed.iter().enumerate() {
            let place = column.public().join(path);
            match old.get(*path).filter(|_| at >= moved) {
                Some(bytes) => fs::write(place, bytes).unwrap(),
                None if at >= moved => drop(fs::remove_file(place)),
                None => fs::write(place, &new[*path]).unwrap(),
            }
        }
        report(&column);
        assert_eq!(published(&column), new, "killed after {moved} moves");
        report(&column);
    }
    // And if the author takes her change back instead, the old site returns.
    fs::write(column.public().join(".callslip"), &journal).unwrap();
    let column = column.file("content/questions/one.md", letter("One")).without("content/questions/three.md");
    report(&column);
    assert_eq!(published(&column), old);
}

#[test]
fn a_manifest_that_was_spoilt_claims_nothing() {
    let column = column();
    report(&column);
    let manifest = column.public().join(".callslip");
    fs::write(column.root().join("precious.txt"), "mine").unwrap();
    let line = fs::read_to_string(&manifest).unwrap().lines().nth(1).unwrap().to_owned();
    let entry = line.rsplit_once(' ').unwrap().0;
    fs::write(&manifest, format!("callslip 1\n{entry} ../precious.txt\nnonsense\n{entry} /etc/passwd\n\u{fffd}"))
        .unwrap();
    assert_eq!(report(&column).written, 0);
    assert!(column.root().join("precious.txt").exists());
    assert_eq!(report(&column).written, 0);
}

#[test]
fn two_builds_at_once_take_turns() {
    let column = column();
    let root = column.root().to_owned();
    let threads: Vec<_> = (0..4)
        .map(|_| {
            let root = root.clone();
            std::thread::spawn(move || {
                let clock = CLOCK.parse().unwrap();
                let options = Options { clock, as_of: None, base_url: None, unpublished: false };
                let loaded = load(&root, &options).unwrap();
                loaded.write(&root.join("public")).unwrap().unwrap().written
            })
        })
        .collect();
    let mut written: Vec<usize> = threads.into_iter().map(|thread| thread.join().unwrap()).collect();
    written.sort_unstable();
    assert_eq!(written[..3], [0, 0, 0]);
    assert_eq!(published(&column), undisturbed(&column));
}
