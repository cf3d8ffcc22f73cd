//! What is related to what, by the subjects that it shares: the rarer a subject, the more it says.
//!
//! An entry bears its own subjects in full, the next broader ones by half, the ones above those by a quarter. Two
//! entries are as near as the sum, over all subjects that both bear, of the subject's weight by the two strengths. So
//! what shares a subject is nearest, a subject and its broader one less so, two subjects under one roof a little.
//!
//! Nearness is asked for one page at a time. Letters of a subject are listed newest first, and subjects are gone
//! through from the one that says most; the search ends as soon as no unseen letter can come in.

use super::Taxonomy;

/// Of each subject so many entries are weighed at most, the newest letters: the time for a page does not grow with the
/// column.
const MOST_WEIGHED: usize = 64;

/// A subject, by its place, and how strongly an entry bears it.
type Bearing = (u32, u32);

/// How strongly an entry bears its own subjects; each step up halves it.
const OWN: u32 = 4;

/// Who bears which subjects, both ways.
#[derive(Debug, Default)]
pub struct Related {
    /// What sharing a subject says, by the subject's place.
    weights: Vec<u32>,
    letters: Shelf,
    programs: Shelf,
}

/// Entries of one kind.
#[derive(Debug, Default)]
struct Shelf {
    /// What each entry bears, one after the other, sorted by subject.
    bearings: Vec<Bearing>,
    /// Where those of each entry end.
    ends: Vec<usize>,
    /// For each subject, the entries that bear it, in their order.
    postings: Vec<Vec<u32>>,
}

/// An entry to which others are looked for.
#[derive(Debug, Clone, Copy)]
pub enum Of {
    /// A letter, by its place.
    Letter(usize),
    /// A program, by its place.
    Program(usize),
}

impl Related {
    pub(super) fn new(taxonomy: &Taxonomy, letters: usize, programs: usize) -> Self {
        let letters = Shelf::new(taxonomy, (0..letters).map(|at| taxonomy.of_letter(at)));
        let programs = Shelf::new(taxonomy, (0..programs).map(|at| taxonomy.of_program(at)));
        let all = letters.ends.len() + programs.ends.len();
        let bearers = letters.postings.iter().zip(&programs.postings).map(|(a, b)| a.len() + b.len());
        Self { weights: bearers.map(|bearers| weight(all, bearers)).collect(), letters, programs }
    }

    /// The letters nearest to an entry, the nearest first, among equals the newest; none for which `without` holds.
    pub fn letters(&self, of: Of, without: impl Fn(usize) -> bool, most: usize) -> Vec<usize> {
        self.nearest(&self.letters, self.bearings(of), without, most)
    }

    /// The programs nearest to an entry, the nearest first, among equals by title; none for which `without` holds.
    pub fn programs(&self, of: Of, without: impl Fn(usize) -> bool, most: usize) -> Vec<usize> {
        self.nearest(&self.programs, self.bearings(of), without, most)
    }

    /// The subjects that two entries share, by their places, the one that says most first. Broader ones are named only
    /// where they share none of their own.
    pub fn shared(&self, a: Of, b: Of) -> Vec<usize> {
        let mut shared: Vec<(u32, u32)> = common(self.bearings(a), self.bearings(b)).collect();
        if shared.iter().any(|(_, strength)| *strength == OWN * OWN) {
            shared.retain(|(_, strength)| *strength == OWN * OWN);
        }
        shared.sort_by_key(|(term, strength)| (std::cmp::Reverse(self.weights[*term as usize] * strength), *term));
        shared.into_iter().map(|(term, _)| term as usize).collect()
    }

    fn bearings(&self, of: Of) -> &[Bearing] {
        match of {
            Of::Letter(at) => self.letters.of(at),
            Of::Program(at) => self.programs.of(at),
        }
    }

    fn nearest(&self, among: &Shelf, wanted: &[Bearing], without: impl Fn(usize) -> bool, most: usize) -> Vec<usize> {
        // What an entry can get at most by each subject, and by all from there on.
        let mut terms: Vec<(u32, u32)> =
            wanted.iter().map(|(term, strength)| (self.weights[*term as usize] * strength * OWN, *term)).collect();
        terms.sort_unstable_by_key(|(best, term)| (std::cmp::Reverse(*best), *term));
        let mut still: u32 = terms.iter().map(|(best, _)| best).sum();
        let mut found: Vec<(u32, u32)> = Vec::with_capacity(most + 1);
        for (best, term) in terms {
            let last = found.get(most.wrapping_sub(1)).map_or(0, |(score, _)| *score);
            if still < last || most == 0 {
                break;
            }
            still -= best;
            for at in among.postings[term as usize].iter().take(MOST_WEIGHED) {
                if found.iter().any(|(_, known)| known == at) || without(*at as usize) {
                    continue;
                }
                let score = self.score(wanted, among.of(*at as usize));
                let place = found.partition_point(|(other, known)| (*other, at) > (score, known));
                if place < most {
                    found.insert(place, (score, *at));
                    found.truncate(most);
                }
            }
        }
        found.into_iter().map(|(_, at)| at as usize).collect()
    }

    fn score(&self, a: &[Bearing], b: &[Bearing]) -> u32 {
        common(a, b).map(|(term, strength)| self.weights[term as usize] * strength).sum()
    }
}

impl Shelf {
    fn new<'t>(taxonomy: &Taxonomy, entries: impl Iterator<Item = &'t [usize]>) -> Self {
        let mut shelf = Self { postings: vec![Vec::new(); taxonomy.terms.len()], ..Self::default() };
        for (at, own) in entries.enumerate() {
            let start = shelf.bearings.len();
            shelf.bear(taxonomy, own, OWN);
            let borne = &mut shelf.bearings[start..];
            // The strongest of several ways to one subject counts.
            borne.sort_unstable_by_key(|(term, strength)| (*term, std::cmp::Reverse(*strength)));
            let mut kept = start;
            for next in start..shelf.bearings.len() {
                if kept == start || shelf.bearings[kept - 1].0 != shelf.bearings[next].0 {
                    shelf.bearings[kept] = shelf.bearings[next];
                    kept += 1;
                }
            }
            shelf.bearings.truncate(kept);
            for (term, _) in &shelf.bearings[start..] {
                shelf.postings[*term as usize].push(number(at));
            }
            shelf.ends.push(kept);
        }
        shelf
    }

    fn bear(&mut self, taxonomy: &Taxonomy, terms: &[usize], strength: u32) {
        for term in terms {
            self.bearings.push((number(*term), strength));
            if strength > 1 {
                self.bear(taxonomy, &taxonomy.terms[*term].broader, strength / 2);
            }
        }
    }

    fn of(&self, at: usize) -> &[Bearing] {
        let start = at.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.bearings[start..self.ends[at]]
    }
}

/// The subjects that stand in both lists, with the product of their strengths.
fn common(a: &[Bearing], b: &[Bearing]) -> impl Iterator<Item = (u32, u32)> {
    let (mut a, mut b) = (a.iter().peekable(), b.iter().peekable());
    std::iter::from_fn(move || {
        loop {
            let ((one, strength), (other, by)) = (a.peek()?, b.peek()?);
            match one.cmp(other) {
                std::cmp::Ordering::Less => drop(a.next()),
                std::cmp::Ordering::Greater => drop(b.next()),
                std::cmp::Ordering::Equal => {
                    let found = (*one, strength * by);
                    a.next();
                    b.next();
                    return Some(found);
                }
            }
        }
    })
}

/// How much a subject says that `bearers` of all entries bear: the inverse document frequency (Spärck Jones 1972), in
/// whole numbers, so that no machine rounds it otherwise.
fn weight(all: usize, bearers: usize) -> u32 {
    // In 256ths, so that the logarithm of what all bear is 8.
    let rarity = all.max(1) * 256 / bearers.max(1);
    let halvings = rarity.ilog2().max(8);
    // Between two powers of two the logarithm is taken as a straight line.
    let fraction = ((rarity * 64) >> halvings).max(64) - 64;
    (halvings - 8) * 64 + number(fraction) + 1
}

fn number(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::weight;

    #[test]
    fn the_rarer_a_subject_the_more_it_says() {
        assert_eq!(weight(8, 8), 1);
        assert_eq!(weight(8, 4), 65);
        assert_eq!(weight(8, 2), 129);
        assert!(weight(10, 3) > weight(10, 4));
        assert!(weight(100_000, 1) > weight(100_000, 2));
        assert_eq!(weight(0, 0), 1);
    }
}
