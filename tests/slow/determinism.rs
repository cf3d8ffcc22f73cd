//! Equal inputs give equal bytes.

use std::collections::BTreeMap;

use crate::support::Column;
use crate::support::column::tree;

/// A column with enough in it to be put in another order: files with their texts.
fn files() -> Vec<(String, String)> {
    let mut files = Vec::new();
    for n in 1..=30_u8 {
        let text = format!(
            "---\ntitle: Letter {n}\ndate: 2026-03-{:02}\ntags: [t{}, U{}, common]\n---\nQ: Who?[^1]\n\nSM: [p](../programs/p{}.md).\n\nTA: I.\n\n[^1]: Note.\n",
            n % 5 + 1,
            n % 7,
            n % 3,
            n % 10 + 1
        );
        files.push((format!("content/questions/l{n}.md"), text));
    }
    for n in 1..=10_u8 {
        let text = format!("---\ntitle: Program {}\nprovider: P\ntags: [Common, u{n}]\n---\n", n % 4);
        files.push((format!("content/programs/p{n}.md"), text));
    }
    files.push(("content/people/thea.md".to_owned(), "---\nname: Thea\ninitials: TA\n---\n".to_owned()));
    files.push(("content/pages/about.md".to_owned(), "---\ntitle: About\n---\nUs.\n".to_owned()));
    files
}

/// The output of a column whose files were made in this order, without callslip's own notes (they hold times).
fn output<'f>(files: impl Iterator<Item = &'f (String, String)>) -> BTreeMap<String, Vec<u8>> {
    let column = files.fold(Column::new(), |column, (path, text)| column.file(path, text));
    published(&column)
}

fn published(column: &Column) -> BTreeMap<String, Vec<u8>> {
    // Spellings differ in it on purpose, and titles repeat: that is said, and keeps nothing back.
    assert!(!callslip::diagnostics::has_errors(&column.build().diagnostics));
    let mut files = tree(&column.public());
    files.retain(|path, _| !path.starts_with(".callslip"));
    files
}

fn assert_equal(one: &BTreeMap<String, Vec<u8>>, other: &BTreeMap<String, Vec<u8>>) {
    assert_eq!(one.keys().collect::<Vec<_>>(), other.keys().collect::<Vec<_>>());
    for (path, bytes) in one {
        assert_eq!(String::from_utf8_lossy(bytes), String::from_utf8_lossy(&other[path]), "{path}");
    }
}

#[test]
fn the_order_in_which_files_were_made_does_not_matter() {
    let files = files();
    assert_equal(&output(files.iter()), &output(files.iter().rev()));
}

#[test]
fn nor_does_the_order_in_which_threads_end() {
    let files = files();
    let column = files.iter().fold(Column::new(), |column, (path, text)| column.file(path, text));
    let first = published(&column);
    for threads in 1..=5 {
        std::fs::remove_dir_all(column.public()).unwrap();
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        let root = column.root().to_owned();
        pool.install(|| {
            let clock = crate::support::column::CLOCK.parse().unwrap();
            let options = callslip::pipeline::Options { clock, as_of: None, base_url: None, unpublished: false };
            callslip::pipeline::load(&root, &options).unwrap().write(&root.join("public")).unwrap().unwrap();
        });
        let mut again = tree(&column.public());
        again.retain(|path, _| !path.starts_with(".callslip"));
        assert_equal(&first, &again);
    }
}

#[test]
fn mistakes_are_reported_in_the_same_order_every_time() {
    let column = (0..40).fold(Column::new(), |column, n| {
        column.file(
            &format!("content/questions/l{n}.md"),
            format!("---\ntitel: A\ntags: a, b\n---\n[x](nowhere-{n}.md)\n"),
        )
    });
    let first = column.build().short();
    assert!(first.lines().count() >= 160, "{first}");
    for _ in 0..5 {
        assert_eq!(column.build().short(), first);
    }
}

#[test]
fn line_ends_and_byte_order_marks_make_no_difference() {
    let files = files();
    let plain = output(files.iter());
    let windows: Vec<_> =
        files.iter().map(|(path, text)| (path.clone(), format!("\u{feff}{}", text.replace('\n', "\r\n")))).collect();
    assert_equal(&plain, &output(windows.iter()));
    let old_mac: Vec<_> = files.iter().map(|(path, text)| (path.clone(), text.replace('\n', "\r"))).collect();
    assert_equal(&plain, &output(old_mac.iter()));
}

#[test]
fn the_clock_is_on_no_page() {
    let files = files();
    let column = files.iter().fold(Column::new(), |column, (path, text)| column.file(path, text));
    let today = published(&column);
    assert_equal(&today, &published(&column.on_day("2027-06-01")));
}
