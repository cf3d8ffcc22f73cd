//! Entries of one kind, in order, each with its permalink.

use std::cmp::Reverse;
use std::ops::Index;
use std::sync::Arc;

use jiff::Timestamp;
use rayon::prelude::*;

use super::id_vec::{ByKind, IdVec};
use super::ids::{EntryRef, Id, LetterId, PageId, PersonId, ProgramId, WithdrawnId};
use crate::config::Permalinks;
use crate::content::{Common, Entry, Letter, Page, Person, Program, ReferenceDetails, References};
use crate::diagnostics::FilePath;
use crate::source::encoded;

/// Entries of one kind, in the order in which they are listed.
#[derive(Debug)]
pub struct Collection<I, T> {
    items: IdVec<I, Arc<T>>,
    paths: Arc<IdVec<I, String>>,
}

/// All entries that are published.
#[derive(Debug, Clone)]
pub struct Collections {
    /// Letters, newest first.
    pub letters: Collection<LetterId, Letter>,
    /// Programs, by title.
    pub programs: Collection<ProgramId, Program>,
    /// Columnists, by name.
    pub people: Collection<PersonId, Person>,
    /// Pages, by address.
    pub pages: Collection<PageId, Page>,
    /// Withdrawn letters, by address.
    pub withdrawn: Collection<WithdrawnId, Letter>,
}

impl<I: Id, T> Collection<I, T> {
    /// The number of entries.
    pub fn len(&self) -> usize {
        self.items.len()
    }

    /// Returns true if there is no entry.
    pub fn is_empty(&self) -> bool {
        self.items.is_empty()
    }

    /// The permalink of an entry: a path from the root of the column, percent-encoded.
    pub fn path(&self, id: I) -> &str {
        &self.paths[id]
    }

    /// Returns each entry with its id, in order.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = (I, &T)> + ExactSizeIterator + Clone {
        self.items.iter().map(|(id, entry)| (id, &**entry))
    }

    /// Returns the ids, in order.
    pub fn ids(&self) -> impl DoubleEndedIterator<Item = I> + ExactSizeIterator + use<I, T> {
        self.items.ids()
    }

    /// The id before this one; `None` for the first.
    pub fn previous(&self, id: I) -> Option<I> {
        id.index().checked_sub(1).map(I::new)
    }

    /// The id after this one; `None` for the last.
    pub fn next(&self, id: I) -> Option<I> {
        (id.index() + 1 < self.len()).then(|| I::new(id.index() + 1))
    }

    /// Returns all entries, in order.
    pub fn entries(&self) -> impl DoubleEndedIterator<Item = &T> + ExactSizeIterator {
        self.items.values().map(|entry| &**entry)
    }

    /// Returns all entries, in order, to be shared with a cache.
    pub(super) fn shared(&self) -> &[Arc<T>] {
        self.items.as_slice()
    }

    /// Returns the id of this very entry.
    pub(super) fn id_of(&self, entry: &Arc<T>) -> Option<I> {
        self.items.iter().find(|(_, item)| Arc::ptr_eq(item, entry)).map(|(id, _)| id)
    }

    /// Replaces an entry.
    pub(super) fn replace(&mut self, id: I, entry: Arc<T>) {
        self.items[id] = entry;
    }

    fn new(entries: impl IntoIterator<Item = (Arc<T>, String)>) -> Self {
        let (items, paths): (Vec<_>, Vec<_>) = entries.into_iter().unzip();
        Self { items: items.into(), paths: Arc::new(paths.into()) }
    }
}

impl<I: Id, T> Index<I> for Collection<I, T> {
    type Output = T;

    fn index(&self, id: I) -> &T {
        &self.items[id]
    }
}

/// Entries and permalinks are shared.
impl<I, T> Clone for Collection<I, T> {
    fn clone(&self) -> Self {
        Self { items: self.items.clone(), paths: self.paths.clone() }
    }
}

impl Collections {
    /// Returns every entry, kind by kind, without withdrawn letters.
    pub fn refs(&self) -> impl Iterator<Item = EntryRef> {
        let letters = self.letters.ids().map(EntryRef::Letter);
        let programs = self.programs.ids().map(EntryRef::Program);
        let people = self.people.ids().map(EntryRef::Person);
        let pages = self.pages.ids().map(EntryRef::Page);
        letters.chain(programs).chain(people).chain(pages)
    }

    /// The number of entries, without withdrawn letters.
    pub(super) fn count(&self) -> usize {
        self.letters.len() + self.programs.len() + self.people.len() + self.pages.len()
    }

    /// Returns a table with the default value for each entry.
    pub(super) fn table<T: Default>(&self) -> ByKind<T> {
        ByKind {
            letters: self.letters.ids().map(|_| T::default()).collect(),
            programs: self.programs.ids().map(|_| T::default()).collect(),
            people: self.people.ids().map(|_| T::default()).collect(),
            pages: self.pages.ids().map(|_| T::default()).collect(),
        }
    }

    /// The front matter that entries of every kind share.
    pub fn common(&self, entry: EntryRef) -> &Common {
        match entry {
            EntryRef::Letter(letter) => &self.letters[letter].common,
            EntryRef::Program(program) => &self.programs[program].common,
            EntryRef::Person(person) => &self.people[person].common,
            EntryRef::Page(page) => &self.pages[page].common,
        }
    }

    /// The permalink of an entry.
    pub fn path(&self, entry: EntryRef) -> &str {
        match entry {
            EntryRef::Letter(letter) => self.letters.path(letter),
            EntryRef::Program(program) => self.programs.path(program),
            EntryRef::Person(person) => self.people.path(person),
            EntryRef::Page(page) => self.pages.path(page),
        }
    }

    /// The links in the texts of an entry.
    pub fn references(&self, entry: EntryRef) -> &References {
        match entry {
            EntryRef::Letter(letter) => &self.letters[letter].record.references,
            EntryRef::Program(program) => &self.programs[program].text.references,
            EntryRef::Person(person) => &self.people[person].text.references,
            EntryRef::Page(page) => &self.pages[page].text.references,
        }
    }

    /// The rest of each link in the texts of an entry.
    pub fn reference_details(&self, entry: EntryRef) -> &ReferenceDetails {
        match entry {
            EntryRef::Letter(letter) => &self.letters[letter].details,
            EntryRef::Program(program) => &self.programs[program].text.details,
            EntryRef::Person(person) => &self.people[person].text.details,
            EntryRef::Page(page) => &self.pages[page].text.details,
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

/// Returns the key that letters are sorted by. It is kept next to them: a lookup in each letter would cost more than the
/// sorting. A draft without a date is the newest of all.
fn newest(letter: &Letter) -> Option<Reverse<Timestamp>> {
    letter.common.record.date.as_ref().map(|when| Reverse(when.instant))
}

fn by_title(common: &Common, path: &str) -> (String, String, FilePath) {
    (common.title.plain.to_lowercase(), path.to_owned(), common.record.file.clone())
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
