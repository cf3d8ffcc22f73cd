//! Lists that are indexed by ids.

use std::fmt;
use std::marker::PhantomData;
use std::ops::{Index, IndexMut};
use std::slice;

use super::ids::{EntryRef, Id, LetterId, PageId, PersonId, ProgramId};

/// A list that is indexed by ids of one type.
#[derive(PartialEq, Eq)]
pub struct IdVec<I, T> {
    items: Vec<T>,
    id: PhantomData<fn() -> I>,
}

impl<I: Id, T> IdVec<I, T> {
    /// The number of items.
    pub fn len(&self) -> usize {
        self.items.len()
    }

    /// Returns true if there is no item.
    pub fn is_empty(&self) -> bool {
        self.items.is_empty()
    }

    /// Returns each item with its id, in order.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = (I, &T)> + ExactSizeIterator + Clone {
        self.items.iter().enumerate().map(|(index, item)| (I::new(index), item))
    }

    /// Returns the ids, in order.
    pub fn ids(&self) -> impl DoubleEndedIterator<Item = I> + ExactSizeIterator + use<I, T> {
        ids(self.len())
    }

    /// Returns the items, in order.
    pub fn values(&self) -> slice::Iter<'_, T> {
        self.items.iter()
    }

    /// Returns the items, in order.
    pub fn as_slice(&self) -> &[T] {
        &self.items
    }

    /// Adds an item to the end.
    pub(super) fn push(&mut self, item: T) -> I {
        self.items.push(item);
        I::new(self.items.len() - 1)
    }
}

/// Returns the ids of a list of this length.
pub(super) fn ids<I: Id>(len: usize) -> impl DoubleEndedIterator<Item = I> + ExactSizeIterator {
    (0..len).map(I::new)
}

impl<I: Id, T> Index<I> for IdVec<I, T> {
    type Output = T;

    fn index(&self, id: I) -> &T {
        &self.items[id.index()]
    }
}

impl<I: Id, T> IndexMut<I> for IdVec<I, T> {
    fn index_mut(&mut self, id: I) -> &mut T {
        &mut self.items[id.index()]
    }
}

impl<I, T> From<Vec<T>> for IdVec<I, T> {
    fn from(items: Vec<T>) -> Self {
        Self { items, id: PhantomData }
    }
}

impl<I, T> FromIterator<T> for IdVec<I, T> {
    fn from_iter<A: IntoIterator<Item = T>>(items: A) -> Self {
        Vec::from_iter(items).into()
    }
}

impl<I, T> IntoIterator for IdVec<I, T> {
    type Item = T;
    type IntoIter = std::vec::IntoIter<T>;

    fn into_iter(self) -> Self::IntoIter {
        self.items.into_iter()
    }
}

impl<I, T> Default for IdVec<I, T> {
    fn default() -> Self {
        Vec::new().into()
    }
}

impl<I, T: Clone> Clone for IdVec<I, T> {
    fn clone(&self) -> Self {
        self.items.clone().into()
    }
}

impl<I, T: fmt::Debug> fmt::Debug for IdVec<I, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.items.fmt(f)
    }
}

/// One value for each entry.
#[derive(Debug, Default, Clone)]
pub struct ByKind<T> {
    /// For each letter.
    pub letters: IdVec<LetterId, T>,
    /// For each program.
    pub programs: IdVec<ProgramId, T>,
    /// For each columnist.
    pub people: IdVec<PersonId, T>,
    /// For each page of the column's own.
    pub pages: IdVec<PageId, T>,
}

impl<T> Index<EntryRef> for ByKind<T> {
    type Output = T;

    fn index(&self, entry: EntryRef) -> &T {
        match entry {
            EntryRef::Letter(letter) => &self.letters[letter],
            EntryRef::Program(program) => &self.programs[program],
            EntryRef::Person(person) => &self.people[person],
            EntryRef::Page(page) => &self.pages[page],
        }
    }
}

impl<T> IndexMut<EntryRef> for ByKind<T> {
    fn index_mut(&mut self, entry: EntryRef) -> &mut T {
        match entry {
            EntryRef::Letter(letter) => &mut self.letters[letter],
            EntryRef::Program(program) => &mut self.programs[program],
            EntryRef::Person(person) => &mut self.people[person],
            EntryRef::Page(page) => &mut self.pages[page],
        }
    }
}
