//! What is related to what, by what it shares: the rarer that is, the more it says.
//!
//! An entry bears its own subjects in full, the next broader ones by half, the ones above those and its subjects'
//! neighbours by a quarter. What is linked to or named is a subject, too, borne by itself and by all that speak of it: so
//! two letters on one program are near each other, and a letter to one that it quotes. Two entries are as near as the
//! sum, over all subjects that both bear, of the subject's weight by the two strengths.
//!
//! Nearness is asked for one page at a time. Letters of a subject are listed newest first, and subjects are gone
//! through from the one that says most; the search ends as soon as no unseen letter can come in.

use std::cmp::Reverse;

use super::collection::{Collections, EntryRef};
use super::links::{Destination, Links};
use super::{Mentions, Taxonomy};
use crate::content::EntryKind;

/// Of each subject so many entries are weighed at most, the newest letters: the time for a page does not grow with the
/// column.
const MOST_WEIGHED: usize = 64;

/// A subject, by its place, and how strongly an entry bears it. Behind the subjects of the taxonomy come the entries
/// themselves, in the order of [`Collections::refs`].
type Bearing = (u32, u32);

/// How strongly an entry bears its own subjects; each step up halves it.
const OWN: u32 = 4;

/// How strongly an entry bears the neighbours of its own subjects.
const NEIGHBOUR: u32 = 1;

/// Who bears which subjects, both ways.
#[derive(Debug, Default)]
pub struct Related {
    /// What sharing a subject says, by the subject's number.
    weights: Vec<u32>,
    subjects: Subjects,
    letters: Shelf,
    programs: Shelf,
}

/// How subjects are numbered: those of the taxonomy, then letters, then programs.
#[derive(Debug, Default, Clone, Copy)]
struct Subjects {
    terms: usize,
    letters: usize,
    programs: usize,
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

/// What two entries have in common, each by what says most first.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Shared {
    /// Subjects, by their places. Broader and neighbouring ones are named only where no subject of their own is shared.
    pub terms: Vec<usize>,
    /// Letters and programs of which both speak.
    pub entries: Vec<EntryRef>,
    /// Whether one of them speaks of the other.
    pub linked: bool,
}

impl Related {
    pub(super) fn new(entries: &Collections, taxonomy: &Taxonomy, links: &Links, mentions: &Mentions) -> Self {
        let (letters, programs) = (entries.letters.len(), entries.programs.len());
        let subjects = Subjects { terms: taxonomy.terms.len(), letters, programs };
        let letter = |at: usize, bearings: &mut Vec<Bearing>| {
            bear(taxonomy, taxonomy.of_letter(at), bearings);
            let itself = EntryRef::letter(at);
            let quoted = links.of(itself).links.iter().filter_map(|link| match link {
                Destination::Entry(entry, _) if entry.kind == EntryKind::Letter => Some(*entry),
                _ => None,
            });
            let quotes = quoted.chain((!mentions.linked_from(entries, itself).is_empty()).then_some(itself));
            bearings.extend(quotes.map(|entry| (subjects.number(entry), OWN)));
            let of = mentions.of_letter(at).iter().map(|mention| EntryRef::program(mention.program));
            bearings.extend(of.map(|entry| (subjects.number(entry), OWN)));
        };
        let program = |at: usize, bearings: &mut Vec<Bearing>| {
            bear(taxonomy, taxonomy.of_program(at), bearings);
            if !mentions.of_program(at).is_empty() {
                bearings.push((subjects.number(EntryRef::program(at)), OWN));
            }
        };
        let shelves = [Shelf::new(subjects, letters, letter), Shelf::new(subjects, programs, program)];
        let [letters, programs] = shelves;
        let all = letters.ends.len() + programs.ends.len();
        let bearers = letters.postings.iter().zip(&programs.postings).map(|(a, b)| a.len() + b.len());
        Self { weights: bearers.map(|bearers| weight(all, bearers)).collect(), subjects, letters, programs }
    }

    /// The letters nearest to an entry, the nearest first, among equals the newest; none for which `without` holds.
    pub fn letters(&self, of: EntryRef, without: impl Fn(usize) -> bool, most: usize) -> Vec<usize> {
        self.nearest(&self.letters, self.bearings(of), without, most)
    }

    /// The programs nearest to an entry, the nearest first, among equals by title; none for which `without` holds.
    pub fn programs(&self, of: EntryRef, without: impl Fn(usize) -> bool, most: usize) -> Vec<usize> {
        self.nearest(&self.programs, self.bearings(of), without, most)
    }

    /// Why two entries are near each other.
    pub fn shared(&self, a: EntryRef, b: EntryRef) -> Shared {
        let mut common: Vec<Bearing> = common(self.bearings(a), self.bearings(b)).collect();
        common.sort_by_key(|(subject, strength)| (Reverse(self.weights[*subject as usize] * strength), *subject));
        let own =
            common.iter().any(|(subject, strength)| self.subjects.term(*subject).is_some() && *strength == OWN * OWN);
        let mut shared = Shared::default();
        for (subject, strength) in common {
            match (self.subjects.term(subject), self.subjects.entry(subject)) {
                (Some(term), _) if !own || strength == OWN * OWN => shared.terms.push(term),
                (None, Some(entry)) if [a, b].contains(&entry) => shared.linked = true,
                (None, Some(entry)) => shared.entries.push(entry),
                _ => {}
            }
        }
        shared
    }

    fn bearings(&self, of: EntryRef) -> &[Bearing] {
        match of.kind {
            EntryKind::Letter => self.letters.of(of.at),
            EntryKind::Program => self.programs.of(of.at),
            // Columnists and pages have no subjects.
            EntryKind::Person | EntryKind::Page => &[],
        }
    }

    fn nearest(&self, among: &Shelf, wanted: &[Bearing], without: impl Fn(usize) -> bool, most: usize) -> Vec<usize> {
        // What an entry can get at most by each subject, and by all from there on.
        let mut terms: Vec<(u32, u32)> =
            wanted.iter().map(|(term, strength)| (self.weights[*term as usize] * strength * OWN, *term)).collect();
        terms.sort_unstable_by_key(|(best, term)| (Reverse(*best), *term));
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

impl Subjects {
    fn number(self, entry: EntryRef) -> u32 {
        let letters = self.terms + if entry.kind == EntryKind::Program { self.letters } else { 0 };
        number(letters + entry.at)
    }

    fn term(self, number: u32) -> Option<usize> {
        (number as usize).lt(&self.terms).then_some(number as usize)
    }

    fn entry(self, number: u32) -> Option<EntryRef> {
        let at = (number as usize).checked_sub(self.terms)?;
        let program = at.checked_sub(self.letters).map(EntryRef::program);
        program.or(Some(EntryRef::letter(at)))
    }
}

impl Shelf {
    fn new(subjects: Subjects, entries: usize, bear: impl Fn(usize, &mut Vec<Bearing>)) -> Self {
        let count = subjects.terms + subjects.letters + subjects.programs;
        let mut shelf = Self { postings: vec![Vec::new(); count], ..Self::default() };
        let mut borne = Vec::new();
        for at in 0..entries {
            borne.clear();
            bear(at, &mut borne);
            // The strongest of several ways to one subject counts.
            borne.sort_unstable_by_key(|(subject, strength)| (*subject, Reverse(*strength)));
            borne.dedup_by_key(|(subject, _)| *subject);
            for (subject, _) in &borne {
                shelf.postings[*subject as usize].push(number(at));
            }
            shelf.bearings.extend_from_slice(&borne);
            shelf.ends.push(shelf.bearings.len());
        }
        shelf
    }

    fn of(&self, at: usize) -> &[Bearing] {
        let start = at.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.bearings[start..self.ends[at]]
    }
}

/// An entry's own subjects, what is broader, and their neighbours.
fn bear(taxonomy: &Taxonomy, own: &[usize], bearings: &mut Vec<Bearing>) {
    let neighbours = own.iter().flat_map(|term| &taxonomy.terms[*term].related);
    bearings.extend(neighbours.map(|term| (number(*term), NEIGHBOUR)));
    bear_broader(taxonomy, own, OWN, bearings);
}

fn bear_broader(taxonomy: &Taxonomy, terms: &[usize], strength: u32, bearings: &mut Vec<Bearing>) {
    for term in terms {
        bearings.push((number(*term), strength));
        if strength > 1 {
            bear_broader(taxonomy, &taxonomy.terms[*term].broader, strength / 2, bearings);
        }
    }
}

/// The subjects that stand in both lists, with the product of their strengths.
fn common<'b>(mut a: &'b [Bearing], mut b: &'b [Bearing]) -> impl Iterator<Item = (u32, u32)> + 'b {
    std::iter::from_fn(move || {
        loop {
            let ((one, strength), (other, by)) = (*a.first()?, *b.first()?);
            // Both lists move on at a match; without a branch, for it is a coin's toss which of them does.
            a = &a[usize::from(one <= other)..];
            b = &b[usize::from(other <= one)..];
            if one == other {
                return Some((one, strength * by));
            }
        }
    })
}

/// How much a subject says that `bearers` of all entries bear: the inverse document frequency (Spärck Jones 1972), in
/// whole numbers, so that no machine rounds it otherwise.
fn weight(all: usize, bearers: usize) -> u32 {
    // In 256 parts, so that the logarithm of what all bear is 8.
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
