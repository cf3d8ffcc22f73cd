//! The pages that a search finds, as the caller gives them, and where each is in the index.

use std::borrow::Cow;

use rayon::prelude::*;

/// The units of a slot. The first of a page is its head, the others are its sections.
pub(super) const UNITS: u32 = 16;

/// A page to be found.
#[derive(Debug, Clone)]
pub struct SearchPage<'s> {
    /// The kind of the page.
    pub kind: PageKind,
    /// The address from the root of the site: `/questions/loud-drums/`.
    pub address: &'s str,
    /// The title, as plain text.
    pub title: Cow<'s, str>,
    /// The date (ISO 8601), or an empty text.
    pub date: Cow<'s, str>,
    /// The names of its subjects.
    pub subjects: Vec<&'s str>,
    /// Other words that it is found by, such as a pen name. They weigh as much as the subjects.
    pub also: Vec<&'s str>,
    /// The description, as plain text.
    pub description: Cow<'s, str>,
    /// The sections, in the order of the page.
    pub sections: Vec<SearchSection<'s>>,
}

/// The kinds of pages, in the order of their slots.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum PageKind {
    /// A letter.
    Letter,
    /// A program.
    Program,
    /// A columnist.
    Columnist,
    /// A page of the columnist's own.
    Page,
    /// A subject.
    Subject,
}

impl PageKind {
    /// Returns the letter that a file of pages has for it.
    pub(super) fn initial(self) -> char {
        match self {
            Self::Letter => 'l',
            Self::Program => 'p',
            Self::Columnist => 'c',
            Self::Page => 'g',
            Self::Subject => 's',
        }
    }
}

/// A part of a page with an anchor of its own: a question, an answer.
#[derive(Debug, Clone)]
pub struct SearchSection<'s> {
    /// The anchor; empty if there is none.
    pub id: Cow<'s, str>,
    /// The finished HTML whose text is found.
    pub html: Vec<Cow<'s, str>>,
}

/// A page and its first slot.
pub(super) struct PlacedPage<'p, 's> {
    pub(super) page: &'p SearchPage<'s>,
    /// The index in the slices that were passed in, first the letters, then the others.
    pub(super) index: u32,
    pub(super) slot: u32,
}

impl PlacedPage<'_, '_> {
    /// Returns the number of slots: more than one if there are more than 15 sections.
    pub(super) fn slots(&self) -> u32 {
        slots(self.page)
    }
}

fn slots(page: &SearchPage<'_>) -> u32 {
    u32::try_from(page.sections.len()).unwrap_or(u32::MAX) / UNITS + 1
}

/// Returns all pages by slot, and the first slot of the other kinds. A new letter comes last of the letters, and so
/// moves nothing; there is room for twice as many.
pub(super) fn place<'p, 's>(
    letters: &'p [SearchPage<'s>],
    others: &'p [SearchPage<'s>],
) -> (Vec<PlacedPage<'p, 's>>, u32) {
    let numbered = |pages: &'p [SearchPage<'s>], first: usize| {
        let pages = pages.iter().zip(first..);
        pages.map(|(page, index)| PlacedPage { page, index: u32::try_from(index).unwrap_or(u32::MAX), slot: 0 })
    };
    let mut placed: Vec<_> = numbered(letters, 0).collect();
    placed.par_sort_by(|a, b| (&a.page.date, a.page.address).cmp(&(&b.page.date, b.page.address)));
    let end = set_slots(&mut placed, 0);
    let first_other = (2 * end).next_power_of_two().max(1024);
    let mut others: Vec<_> = numbered(others, letters.len()).collect();
    others.par_sort_by(|a, b| (a.page.kind, a.page.address).cmp(&(b.page.kind, b.page.address)));
    set_slots(&mut others, first_other);
    placed.append(&mut others);
    (placed, first_other)
}

/// Numbers the slots of pages from `next`. Returns the first slot that is free.
fn set_slots(pages: &mut [PlacedPage<'_, '_>], mut next: u32) -> u32 {
    for page in pages {
        page.slot = next;
        next += page.slots();
    }
    next
}
