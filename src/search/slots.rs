//! Which page has which slot.

use super::page::{PlacedPage, UNITS};

/// The pages of all slots.
pub(super) struct PageSlots {
    /// The index of each page as it was passed in, by slot: that of a page with several slots more than once.
    letters: Vec<u32>,
    others: Vec<u32>,
    letter_count: u32,
    /// The first slot that is no letter's.
    first_other: u32,
}

impl PageSlots {
    /// Returns the slots of pages: letters, and the others from a slot on.
    pub(super) fn new(letters: &[PlacedPage<'_, '_>], others: &[PlacedPage<'_, '_>], first_other: u32) -> Self {
        let page_of_slots = |pages: &[PlacedPage<'_, '_>]| {
            pages.iter().flat_map(|page| std::iter::repeat_n(page.index, page.slots() as usize)).collect()
        };
        let letter_count = u32::try_from(letters.len()).unwrap_or(u32::MAX);
        Self { letters: page_of_slots(letters), others: page_of_slots(others), letter_count, first_other }
    }

    /// Returns the index of the page that has a unit.
    pub(super) fn page_of(&self, unit: u32) -> u32 {
        let (pages, at) = self.slot(unit);
        pages[at]
    }

    /// Returns the unit of the head of the page that has a unit.
    pub(super) fn head_of(&self, unit: u32) -> u32 {
        let (pages, at) = self.slot(unit);
        let more = pages[..at].iter().rev().take_while(|page| **page == pages[at]).count();
        (unit / UNITS - u32::try_from(more).unwrap_or(0)) * UNITS
    }

    /// Returns the number of letters. Their indexes are the smallest.
    pub(super) fn letters(&self) -> u32 {
        self.letter_count
    }

    fn slot(&self, unit: u32) -> (&[u32], usize) {
        let slot = unit / UNITS;
        match slot.checked_sub(self.first_other) {
            Some(slot) => (&self.others, slot as usize),
            None => (&self.letters, slot as usize),
        }
    }

    /// Returns the slots that continue a page.
    pub(super) fn continued(&self) -> Vec<u32> {
        let slots = |pages: &[u32], first: u32| {
            let pairs = pages.windows(2).zip(first + 1..);
            pairs.filter(|(pages, _)| pages[0] == pages[1]).map(|(_, slot)| slot).collect::<Vec<_>>()
        };
        [slots(&self.letters, 0), slots(&self.others, self.first_other)].concat()
    }
}
