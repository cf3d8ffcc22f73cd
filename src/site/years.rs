//! All letters of the column, or of a columnist, by year; where they are too many for one page, older years have pages of
//! their own.

use std::ops::Range;

use super::collection::Collection;
use crate::content::Letter;

/// More letters than this, and a page that lists them all is too long for whoever reads it on a telephone.
const MOST: usize = 500;

/// One year of a list that is newest first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Year {
    /// The year.
    pub year: i16,
    /// The places of its letters in the list.
    pub letters: Range<usize>,
}

/// A list of letters, divided by year.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Years {
    /// Newest first.
    pub all: Vec<Year>,
    /// How many of them stand together on the first page: all, where that is not too long.
    pub together: usize,
}

/// All letters, and those that each columnist answers. What has no date yet counts to `this_year`.
pub(super) fn divide(letters: &Collection<Letter>, answered: &[Vec<usize>], this_year: i16) -> (Years, Vec<Years>) {
    let of_each = answered.iter().map(|places| Years::new(letters, places.iter().copied(), this_year));
    (Years::new(letters, 0..letters.len(), this_year), of_each.collect())
}

impl Years {
    /// Divides letters, by their places, newest first.
    fn new(letters: &Collection<Letter>, places: impl Iterator<Item = usize>, this_year: i16) -> Self {
        let mut all: Vec<Year> = Vec::new();
        for (number, at) in places.enumerate() {
            let year = letters.get(at).common.record.date.as_ref().map_or(this_year, |when| when.day.year());
            match all.last_mut() {
                Some(last) if last.year == year => last.letters.end = number + 1,
                _ => all.push(Year { year, letters: number..number + 1 }),
            }
        }
        let fit = all.iter().take_while(|year| year.letters.end <= MOST).count();
        let together = fit.max(1).min(all.len());
        Self { all, together }
    }

    /// The years that have pages of their own, each with its place among all.
    pub fn apart(&self) -> impl Iterator<Item = (usize, &Year)> {
        self.all.iter().enumerate().skip(self.together)
    }

    /// The letters on the first page, by their places in the list.
    pub fn first_page(&self) -> Range<usize> {
        0..self.all[..self.together].last().map_or(0, |year| year.letters.end)
    }
}
