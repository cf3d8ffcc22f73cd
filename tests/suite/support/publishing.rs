//! A column to publish, a folder to publish it to, and a host that breaks off.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use callslip::disk::EntryType;
use callslip::publish::{FolderRemote, PublishError, PublishPlan, PublishSummary, PublishedFile, Remote};
use tempfile::TempDir;

use super::column::tree;
use super::{Column, jpeg};

pub(crate) fn letter(title: &str, text: &str) -> String {
    format!("---\ntitle: {title}\ndate: 2026-03-02\n---\nQ: ?\n\nSM: {text}\n")
}

pub(crate) fn column() -> Column {
    of_two_letters(Column::new())
}

/// The same without a search.
pub(crate) fn column_without_search() -> Column {
    of_two_letters(Column::new().without_search())
}

fn of_two_letters(column: Column) -> Column {
    let column = column
        .file("content/questions/one.md", letter("One", "!"))
        .file("content/questions/two/index.md", letter("Two", "![A drum](drum.jpg)"))
        .file("content/questions/two/drum.jpg", jpeg("not really a picture"));
    column.build();
    column
}

/// Files by their paths.
pub(crate) type Files = BTreeMap<String, Vec<u8>>;

/// A folder to publish to.
pub(crate) struct Host {
    folder: TempDir,
}

impl Host {
    pub(crate) fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    pub(crate) fn path(&self) -> &Path {
        self.folder.path()
    }

    pub(crate) fn open(&self) -> FolderRemote {
        FolderRemote::open(self.path()).unwrap()
    }

    pub(crate) fn publish(&self, column: &Column) -> PublishSummary {
        publish(&column.public(), &mut self.open()).unwrap()
    }

    /// Nothing but the column, and the note of what is ours.
    #[track_caller]
    pub(crate) fn equals(&self, column: &Column) {
        assert_eq!(ours(self.path()), ours(&column.public()));
    }
}

pub(crate) fn publish(public: &Path, remote: &mut dyn Remote) -> Result<PublishSummary, PublishError> {
    PublishPlan::prepare(public, remote, false)?.execute(remote, |_| {})
}

/// All files of a folder but callslip's own notes.
pub(crate) fn ours(folder: &Path) -> Files {
    let mut files = tree(folder);
    files.retain(|path, _| !path.starts_with(".callslip"));
    files
}

/// A host that breaks off after so many writes.
pub(crate) struct Fragile<R> {
    pub(crate) host: R,
    pub(crate) left: usize,
}

impl<R: Remote> Fragile<R> {
    fn write(&mut self) -> Result<(), PublishError> {
        self.left = self.left.checked_sub(1).ok_or_else(|| PublishError::Remote("the line is dead".to_owned()))?;
        Ok(())
    }
}

impl<R: Remote> Remote for Fragile<R> {
    fn read(&mut self, path: &str, most: u64) -> Result<Option<Vec<u8>>, PublishError> {
        self.host.read(path, most)
    }

    fn existing(&mut self, paths: &[&str]) -> Result<BTreeMap<String, EntryType>, PublishError> {
        self.host.existing(paths)
    }

    fn files_in(&mut self, folder: &str) -> Result<Vec<String>, PublishError> {
        self.host.files_in(folder)
    }

    fn drifted(&mut self, files: &[PublishedFile<'_>]) -> Result<BTreeSet<String>, PublishError> {
        self.host.drifted(files)
    }

    fn remove_leftovers(&mut self) -> Result<(), PublishError> {
        self.host.remove_leftovers()
    }

    fn remove_folder(&mut self, path: &str) -> Result<(), PublishError> {
        self.write()?;
        self.host.remove_folder(path)
    }

    fn put(&mut self, path: &str, bytes: &[u8]) -> Result<(), PublishError> {
        self.write()?;
        self.host.put(path, bytes)
    }

    fn delete(&mut self, path: &str) -> Result<(), PublishError> {
        self.write()?;
        self.host.delete(path)
    }

    fn finish(&mut self) -> Result<(), PublishError> {
        self.write()?;
        self.host.finish()
    }
}

/// Every page's stylesheet, icon and pictures are there.
#[track_caller]
pub(crate) fn no_page_misses_an_asset(files: &Files) {
    for (path, bytes) in files.iter().filter(|(path, _)| path.ends_with(".html") && *path != "404.html") {
        let page = String::from_utf8_lossy(bytes);
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        for wanted in page.split(['"', ' ']).filter(|word| word.contains("assets/") || word.ends_with(".jpg")) {
            let inner = wanted.trim_start_matches("../").trim_start_matches("./");
            let near = format!("{folder}/{inner}");
            assert!(files.contains_key(inner) || files.contains_key(&near), "{path} misses {wanted}");
        }
    }
}

/// Another state of the column: another stylesheet, a letter that has changed, gone, or come.
pub(crate) fn change(column: Column, round: usize) -> Column {
    let path = format!("content/questions/more-{}.md", round % 3);
    let column = column
        .file("assets/reading-room.css", format!("body {{ order: {round} }}\n"))
        .file("content/questions/one.md", letter("One", &format!("Answer {round}")));
    let there = column.root().join(&path).exists();
    let column =
        if there { column.without(&path) } else { column.file(&path, letter(&format!("More {}", round % 3), "!")) };
    column.build().sound_since_last_build();
    column
}
