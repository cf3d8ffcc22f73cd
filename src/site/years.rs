//! The letters of the column, or of a columnist, by year. If they are too many for one page, older years have pages of
//! their own.

use std::ops::Range;

use super::collection::Collection;
use super::id_vec::IdVec;
use super::ids::{Id, LetterId, PersonId, YearId};
use crate::content::Letter;

/// The most letters on one page: a longer one is tedious to read on a telephone.
const MAX_LETTERS_PER_PAGE: usize = 500;

/// One year of a list that is newest first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Year {
    /// The year.
    pub year: i16,
    /// The indexes of its letters in the list.
    pub letters: Range<usize>,
}

/// A list of letters, divided by year.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Years {
    /// Newest first.
    pub all: IdVec<YearId, Year>,
    /// The number of years on the first page: all, if that is not too long.
    pub on_first_page: usize,
}

/// Divides all letters, and those that each columnist answers. A letter without a date belongs to `this_year`.
pub(super) fn divide(
    letters: &Collection<LetterId, Letter>,
    answered: &IdVec<PersonId, Vec<LetterId>>,
    this_year: i16,
) -> (Years, IdVec<PersonId, Years>) {
    let of_each = answered.values().map(|ids| Years::new(letters, ids.iter().copied(), this_year));
    (Years::new(letters, letters.ids(), this_year), of_each.collect())
}

impl Years {
    /// Divides letters, newest first.
    fn new(letters: &Collection<LetterId, Letter>, ids: impl Iterator<Item = LetterId>, this_year: i16) -> Self {
        let mut all: Vec<Year> = Vec::new();
        for (index, id) in ids.enumerate() {
            let year = letters[id].common.record.date.as_ref().map_or(this_year, |when| when.day.year());
            match all.last_mut() {
                Some(last) if last.year == year => last.letters.end = index + 1,
                _ => all.push(Year { year, letters: index..index + 1 }),
            }
        }
        let fit = all.iter().take_while(|year| year.letters.end <= MAX_LETTERS_PER_PAGE).count();
        let on_first_page = fit.max(1).min(all.len());
        Self { all: all.into(), on_first_page }
    }

    /// The years that have pages of their own.
    pub fn with_own_page(&self) -> impl Iterator<Item = (YearId, &Year)> {
        self.all.iter().skip(self.on_first_page)
    }

    /// The years on the first page.
    pub fn on_first_page(&self) -> Range<YearId> {
        YearId::new(0)..YearId::new(self.on_first_page)
    }

    /// The indexes in the list of the letters on the first page.
    pub fn first_page(&self) -> Range<usize> {
        0..self.all.as_slice()[..self.on_first_page].last().map_or(0, |year| year.letters.end)
    }
}
