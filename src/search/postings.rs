//! The postings of all records: which units have a stem, and its weight there.

use rayon::prelude::*;

use super::compounds::Compounds;
use super::dictionary::{NO_RECORD, PartWords};
use super::entry::{count_of, entry, number_of};
use super::gather::{Gathered, GatheredUnit};
use super::numbers::{UnitWeight, postings_length};

/// The postings of all records, by record and then by unit.
pub(super) struct Postings {
    /// By record, the end of its postings.
    ends: Vec<u32>,
    /// Units, each times four plus the weight.
    units: Vec<u32>,
    /// By record, the bytes that its postings take in a file.
    lengths: Vec<u32>,
}

impl Postings {
    /// Puts the words of all parts of the pages under their records. `words` are those of each part, `records` the
    /// records of all words.
    pub(super) fn new(
        parts: Vec<Gathered>,
        words: &[PartWords],
        records: &[u32],
        compounds: &Compounds,
        all: usize,
    ) -> Self {
        let weighted: Vec<WeightedPart> = parts
            .into_par_iter()
            .zip(words)
            .map(|(part, words)| WeightedPart::new(part, words, records, compounds, all))
            .collect();
        let mut ends = vec![0; all];
        for entry in weighted.iter().flat_map(|part| &part.entries) {
            ends[number_of(*entry) as usize] += 1;
        }
        let mut sum = 0;
        for end in &mut ends {
            sum += std::mem::replace(end, sum);
        }
        let mut postings = vec![0; sum as usize];
        for part in &weighted {
            let mut start = 0;
            for unit in &part.units {
                for entry in &part.entries[start..unit.end] {
                    let next = &mut ends[number_of(*entry) as usize];
                    postings[*next as usize] = unit.unit * 4 + count_of(*entry);
                    *next += 1;
                }
                start = unit.end;
            }
        }
        let mut all = Self { ends, units: postings, lengths: Vec::new() };
        let length = |record| u32::try_from(postings_length(all.of(record))).unwrap_or(u32::MAX);
        all.lengths = (0..u32::try_from(all.ends.len()).unwrap_or(u32::MAX)).into_par_iter().map(length).collect();
        all
    }

    /// Returns the bytes that the postings of a record take in a file.
    pub(super) fn length_of(&self, record: u32) -> usize {
        self.lengths[record as usize] as usize
    }

    /// Returns the postings of a record, by unit.
    pub(super) fn of(&self, record: u32) -> impl Iterator<Item = UnitWeight> + '_ {
        let start = record.checked_sub(1).map_or(0, |before| self.ends[before as usize]);
        let postings = &self.units[start as usize..self.ends[record as usize] as usize];
        postings.iter().map(|posting| UnitWeight { unit: posting >> 2, weight: (posting & 3) as u8 })
    }
}

/// The postings of a part of the pages, by unit: the memory of what was gathered, with records for words, and weights for
/// counts.
struct WeightedPart {
    units: Vec<GatheredUnit>,
    entries: Vec<u32>,
}

impl WeightedPart {
    fn new(part: Gathered, words: &PartWords, records: &[u32], compounds: &Compounds, all: usize) -> Self {
        let mut weighted = Self { units: part.units, entries: part.entries };
        if compounds.is_empty() {
            for at in &mut weighted.entries {
                *at = entry(records[words.word(number_of(*at)) as usize], count_of(*at));
            }
        } else {
            weighted.add_compounds(words, records, compounds);
        }
        weighted.join_forms(all);
        weighted
    }

    /// Puts the records of the parts of a word after its own, with no count.
    fn add_compounds(&mut self, words: &PartWords, records: &[u32], compounds: &Compounds) {
        let (mut entries, mut start) = (Vec::with_capacity(self.entries.len()), 0);
        for unit in &mut self.units {
            for known in &self.entries[start..unit.end] {
                let word = words.word(number_of(*known));
                entries.push(entry(records[word as usize], count_of(*known)));
                entries.extend(compounds.of(word).iter().map(|record| entry(*record, 0)));
            }
            start = std::mem::replace(&mut unit.end, entries.len());
        }
        self.entries = entries;
    }

    /// Leaves each record once in a unit, with its weight for its count.
    fn join_forms(&mut self, all: usize) {
        // By record: one more than its count in this unit, or zero.
        let (mut sums, mut found) = (vec![0_u32; all], Vec::new());
        let (mut start, mut end) = (0, 0);
        for unit in &mut self.units {
            for (record, count) in self.entries[start..unit.end].iter().map(|at| (number_of(*at), count_of(*at))) {
                if record == NO_RECORD {
                    continue;
                }
                let sum = &mut sums[record as usize];
                if *sum == 0 {
                    *sum = 1;
                    found.push(record);
                }
                // In a head, counts are weights, and the greatest counts.
                *sum = if unit.length.is_some() { *sum + count } else { (count + 1).max(*sum) };
            }
            start = unit.end;
            for record in found.drain(..) {
                let count = std::mem::take(&mut sums[record as usize]) - 1;
                let weight = unit.length.map_or(count.min(3), |length| u32::from(weight(count, length)));
                self.entries[end] = entry(record, weight);
                end += 1;
            }
            unit.end = end;
        }
        self.entries.truncate(end);
    }
}

/// The weight of a stem in a section of `length` words: the nearest quarter of count / (count + 1.2 · (0.25 + 0.75 · length /
/// 150)), less one. In whole numbers, so that it is the same on every computer.
pub(super) fn weight(count: u32, length: u32) -> u8 {
    let (count, length) = (u64::from(count) * 1000, u64::from(length));
    let quarters = (8 * count + count + 300 + 6 * length) / (2 * (count + 300 + 6 * length));
    u8::try_from(quarters.clamp(1, 4) - 1).unwrap_or(0)
}
