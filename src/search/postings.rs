//! The postings of all records: which units have a stem, and its weight there.

use rayon::prelude::*;

use super::compounds::Compounds;
use super::dictionary::NO_RECORD;
use super::gather::{Gathered, GatheredUnit};

/// The postings of all records, by record and then by unit.
pub(super) struct Postings {
    /// By record, the end of its postings.
    ends: Vec<u32>,
    postings: Vec<u32>,
}

/// A unit that has a stem, and the weight of the stem there, from 0 to 3.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct UnitWeight {
    pub(super) unit: u32,
    pub(super) weight: u8,
}

impl Postings {
    /// Puts the words of all parts of the pages under their records. `numbers` are the words of each part, `records` those
    /// of the words.
    pub(super) fn new(
        parts: Vec<Gathered>,
        numbers: &[Vec<u32>],
        records: &[u32],
        compounds: &Compounds,
        all: usize,
    ) -> Self {
        let weighted: Vec<WeightedPart> = parts
            .into_par_iter()
            .zip(numbers)
            .map(|(part, numbers)| weigh(&part, numbers, records, compounds, all))
            .collect();
        let mut ends = vec![0; all];
        for record in weighted.iter().flat_map(|part| &part.records) {
            ends[*record as usize] += 1;
        }
        let mut sum = 0;
        for end in &mut ends {
            sum += std::mem::replace(end, sum);
        }
        let mut postings = vec![0; sum as usize];
        for part in &weighted {
            for (record, posting) in part.records.iter().zip(&part.postings) {
                let next = &mut ends[*record as usize];
                postings[*next as usize] = *posting;
                *next += 1;
            }
        }
        Self { ends, postings }
    }

    /// Returns the postings of a record, by unit.
    pub(super) fn of(&self, record: u32) -> impl Iterator<Item = UnitWeight> + '_ {
        let start = record.checked_sub(1).map_or(0, |before| self.ends[before as usize]);
        let postings = &self.postings[start as usize..self.ends[record as usize] as usize];
        postings.iter().map(|posting| UnitWeight { unit: posting >> 2, weight: (posting & 3) as u8 })
    }
}

/// The postings of a part of the pages, by unit.
struct WeightedPart {
    records: Vec<u32>,
    /// A unit times four, plus the weight.
    postings: Vec<u32>,
}

fn weigh(part: &Gathered, numbers: &[u32], records: &[u32], compounds: &Compounds, all: usize) -> WeightedPart {
    let mut weigher = Weigher {
        count_of: vec![0; all],
        touched: Vec::new(),
        weighted: WeightedPart { records: Vec::new(), postings: Vec::new() },
    };
    weigher.weighted.records.reserve(part.numbers.len());
    weigher.weighted.postings.reserve(part.numbers.len());
    let mut start = 0;
    for unit in &part.units {
        for at in start..unit.end {
            let word = numbers[part.numbers[at] as usize];
            let record = records[word as usize];
            if record != NO_RECORD {
                weigher.count(record, u32::from(part.counts[at]), unit.length.is_none());
                compounds.of(word).iter().for_each(|record| weigher.count(*record, 0, unit.length.is_none()));
            }
        }
        weigher.end_unit(unit);
        start = unit.end;
    }
    weigher.weighted
}

struct Weigher {
    /// By record: one more than its count in this unit, or zero.
    count_of: Vec<u32>,
    /// The records that have a count.
    touched: Vec<u32>,
    weighted: WeightedPart,
}

impl Weigher {
    /// Adds the count of a form to that of its record; in a head, the greatest weight counts.
    fn count(&mut self, record: u32, count: u32, is_head: bool) {
        let sum = &mut self.count_of[record as usize];
        if *sum == 0 {
            *sum = 1;
            self.touched.push(record);
        }
        *sum = if is_head { (count + 1).max(*sum) } else { *sum + count };
    }

    fn end_unit(&mut self, unit: &GatheredUnit) {
        for record in self.touched.drain(..) {
            let count = std::mem::take(&mut self.count_of[record as usize]) - 1;
            let weight = unit.length.map_or(count.min(3), |length| u32::from(weight(count, length)));
            self.weighted.records.push(record);
            self.weighted.postings.push(unit.unit * 4 + weight);
        }
    }
}

/// The weight of a stem in a section of `length` words: the nearest quarter of count / (count + 1.2 · (0.25 + 0.75 · length /
/// 150)), less one. In whole numbers, so that it is the same on every computer.
pub(super) fn weight(count: u32, length: u32) -> u8 {
    let (count, length) = (u64::from(count) * 1000, u64::from(length));
    let quarters = (8 * count + count + 300 + 6 * length) / (2 * (count + 300 + 6 * length));
    u8::try_from(quarters.clamp(1, 4) - 1).unwrap_or(0)
}
