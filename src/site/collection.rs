//! Entries of one kind, in their order, each with its permalink.

use std::cmp::Reverse;
use std::sync::Arc;

use jiff::Timestamp;
use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};
use rayon::prelude::*;

use crate::config::Permalinks;
use crate::content::{Common, Entry, EntryKind, Letter, Page, Person, Program, ReferenceDetails, References};
use crate::diagnostics::FilePath;

/// Entries of one kind, in the order in which they are listed.
#[derive(Debug)]
pub struct Collection<T> {
    items: Vec<Arc<T>>,
    paths: Arc<[String]>,
}

/// All entries that are published.
#[derive(Debug, Clone)]
pub struct Collections {
    /// Letters, newest first.
    pub letters: Collection<Letter>,
    /// Programs, by title.
    pub programs: Collection<Program>,
    /// Columnists, by name.
    pub people: Collection<Person>,
    /// Pages, by address.
    pub pages: Collection<Page>,
    /// Letters of which only a note remains, by address.
    pub withdrawn: Collection<Letter>,
}

/// One entry of the site: its kind, and its place in the collection of that kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EntryRef {
    /// Which collection.
    pub kind: EntryKind,
    /// Which place in it.
    pub at: usize,
}

impl EntryRef {
    /// The letter at a place.
    pub fn letter(at: usize) -> Self {
        Self { kind: EntryKind::Letter, at }
    }

    /// The program at a place.
    pub fn program(at: usize) -> Self {
        Self { kind: EntryKind::Program, at }
    }
}

impl<T> Collection<T> {
    /// How many.
    pub fn len(&self) -> usize {
        self.items.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.items.is_empty()
    }

    /// The entry at a place.
    pub fn get(&self, at: usize) -> &T {
        &self.items[at]
    }

    /// The permalink of the entry at a place: a path from the root of the column, percent-encoded.
    pub fn path(&self, at: usize) -> &str {
        &self.paths[at]
    }

    /// All entries, in order, shared with whoever remembers something of them.
    pub(super) fn shared(&self) -> &[Arc<T>] {
        &self.items
    }

    /// Returns the position of this very entry.
    pub(super) fn position(&self, entry: &Arc<T>) -> Option<usize> {
        self.items.iter().position(|item| Arc::ptr_eq(item, entry))
    }

    /// Replaces the entry at a position.
    pub(super) fn replace(&mut self, at: usize, entry: Arc<T>) {
        self.items[at] = entry;
    }

    fn new(entries: impl IntoIterator<Item = (Arc<T>, String)>) -> Self {
        let (items, paths): (Vec<_>, Vec<_>) = entries.into_iter().unzip();
        Self { items, paths: paths.into() }
    }

    /// All entries, in order.
    pub fn entries(&self) -> impl DoubleEndedIterator<Item = &T> + ExactSizeIterator {
        self.items.iter().map(|entry| &**entry)
    }
}

/// Entries are shared, and so are their permalinks.
impl<T> Clone for Collection<T> {
    fn clone(&self) -> Self {
        Self { items: self.items.clone(), paths: self.paths.clone() }
    }
}

impl Collections {
    /// Every entry, kind by kind; withdrawn letters are none.
    pub fn refs(&self) -> impl Iterator<Item = EntryRef> {
        let counts = [
            (EntryKind::Letter, self.letters.len()),
            (EntryKind::Program, self.programs.len()),
            (EntryKind::Person, self.people.len()),
            (EntryKind::Page, self.pages.len()),
        ];
        counts.into_iter().flat_map(|(kind, count)| (0..count).map(move |at| EntryRef { kind, at }))
    }

    /// The place of an entry among all of [`Collections::refs`].
    pub(super) fn number(&self, entry: EntryRef) -> usize {
        let before = match entry.kind {
            EntryKind::Letter => 0,
            EntryKind::Program => self.letters.len(),
            EntryKind::Person => self.letters.len() + self.programs.len(),
            EntryKind::Page => self.letters.len() + self.programs.len() + self.people.len(),
        };
        before + entry.at
    }

    /// What all entries have, of this one.
    pub fn common(&self, entry: EntryRef) -> &Common {
        match entry.kind {
            EntryKind::Letter => &self.letters.get(entry.at).common,
            EntryKind::Program => &self.programs.get(entry.at).common,
            EntryKind::Person => &self.people.get(entry.at).common,
            EntryKind::Page => &self.pages.get(entry.at).common,
        }
    }

    /// An entry's permalink.
    pub fn path(&self, entry: EntryRef) -> &str {
        match entry.kind {
            EntryKind::Letter => self.letters.path(entry.at),
            EntryKind::Program => self.programs.path(entry.at),
            EntryKind::Person => self.people.path(entry.at),
            EntryKind::Page => self.pages.path(entry.at),
        }
    }

    /// Returns the links in an entry's texts.
    pub fn references(&self, entry: EntryRef) -> &References {
        match entry.kind {
            EntryKind::Letter => &self.letters.get(entry.at).record.references,
            EntryKind::Program => &self.programs.get(entry.at).text.references,
            EntryKind::Person => &self.people.get(entry.at).text.references,
            EntryKind::Page => &self.pages.get(entry.at).text.references,
        }
    }

    /// Returns the rest of each link in an entry's texts.
    pub fn reference_details(&self, entry: EntryRef) -> &ReferenceDetails {
        match entry.kind {
            EntryKind::Letter => &self.letters.get(entry.at).details,
            EntryKind::Program => &self.programs.get(entry.at).text.details,
            EntryKind::Person => &self.people.get(entry.at).text.details,
            EntryKind::Page => &self.pages.get(entry.at).text.details,
        }
    }
}

/// Sorts the entries into their collections: letters newest first, programs by title, people by name, pages by
/// address; ties are broken by address, and by file where even that is the same.
pub(super) fn collect(entries: Vec<Entry>, permalinks: &Permalinks) -> Collections {
    let (mut letters, mut programs, mut people, mut pages) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    let mut withdrawn = Vec::new();
    let paths: Vec<String> = entries.par_iter().map(|entry| permalink(entry, permalinks)).collect();
    for (entry, path) in entries.into_iter().zip(paths) {
        match entry {
            Entry::Letter(letter) if letter.record.withdrawn.is_some() => withdrawn.push((letter, path)),
            Entry::Letter(letter) => letters.push((newest(&letter), letter, path)),
            Entry::Program(program) => programs.push((program, path)),
            Entry::Person(person) => people.push((person, path)),
            Entry::Page(page) => pages.push((page, path)),
        }
    }
    letters.sort_by(|(a_date, a, a_path), (b_date, b, b_path)| {
        a_date
            .cmp(b_date)
            .then_with(|| a_path.cmp(b_path))
            .then_with(|| a.common.record.file.cmp(&b.common.record.file))
    });
    programs.sort_by_cached_key(|(program, path)| by_title(&program.common, path));
    people.sort_by_cached_key(|(person, path)| by_title(&person.common, path));
    pages.sort_by_cached_key(|(page, path)| (path.clone(), page.common.record.file.clone()));
    withdrawn.sort_by_cached_key(|(letter, path)| (path.clone(), letter.common.record.file.clone()));
    Collections {
        letters: Collection::new(letters.into_iter().map(|(_, letter, path)| (letter, path))),
        programs: Collection::new(programs),
        people: Collection::new(people),
        pages: Collection::new(pages),
        withdrawn: Collection::new(withdrawn),
    }
}

/// What letters are sorted by, beside them: to look it up in each letter would cost more than the sorting. A draft that
/// has no date yet is newest of all.
fn newest(letter: &Letter) -> Option<Reverse<Timestamp>> {
    letter.common.record.date.as_ref().map(|when| Reverse(when.instant))
}

fn by_title(common: &Common, path: &str) -> (String, String, FilePath) {
    (common.title.plain.to_lowercase(), path.to_owned(), common.record.file.clone())
}

/// What stands in a path as it is: RFC 3986's `pchar`, less what has a meaning to shells and template authors.
const IN_PATH: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'%')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'`')
    .add(b'{')
    .add(b'}')
    .add(b'\\')
    .add(b'^')
    .add(b'|')
    .add(b'[')
    .add(b']');

/// A path that may stand in a link.
pub(crate) fn encoded(path: &str) -> String {
    let stays = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'/' | b'.');
    if path.bytes().all(stays) { path.to_owned() } else { utf8_percent_encode(path, IN_PATH).to_string() }
}

fn permalink(entry: &Entry, permalinks: &Permalinks) -> String {
    let pattern = match entry {
        Entry::Letter(_) => &permalinks.questions,
        Entry::Program(_) => &permalinks.programs,
        Entry::Person(_) => &permalinks.people,
        Entry::Page(_) => &permalinks.pages,
    };
    let common = entry.common();
    let day = common.record.date.as_ref().map(|when| when.day).unwrap_or_default();
    pattern.fill(|name| match name {
        "year" => format!("{:04}", day.year()),
        "month" => format!("{:02}", day.month()),
        "day" => format!("{:02}", day.day()),
        _ => encoded(&common.record.slug),
    })
}
