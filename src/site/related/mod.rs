//! Related entries: two entries are the nearer to each other, the rarer the features that they share.
//!
//! The features of an entry are its own subjects at full strength, the next broader ones at half, and the ones above those
//! and the related ones at a quarter. An entry that is linked to or named is a feature, too, of itself and of all that
//! link to it or name it: so two letters about one program are near each other, and a letter is near one that it quotes.
//! The nearness of two entries is the sum, over all features that they share, of the feature's weight times both
//! strengths.
//!
//! Nearness is computed for one page at a time. The entries of a feature are listed in order, letters newest first, and
//! features are visited in the order of their weight; the search ends when no entry that it has not seen can come in.

mod features;
mod nearest;

use std::cmp::Reverse;

use self::features::{Feature, FeatureId, Features, Numbering, OWN, add_subjects, number};
use self::nearest::nearest;
use super::collection::Collections;
use super::id_vec::IdVec;
use super::ids::{EntryRef, LetterId, ProgramId, TermId};
use super::links::{Destination, Links};
use super::{Mentions, Taxonomy};

/// The features of all letters and programs, and the entries of each feature.
#[derive(Debug, Default)]
pub struct Related {
    weights: IdVec<FeatureId, u32>,
    numbering: Numbering,
    letters: Features<LetterId>,
    programs: Features<ProgramId>,
}

/// The common features of two entries, those of the greatest weight first.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Shared {
    /// Subjects. Broader and related ones are listed only if the entries share no subject of their own.
    pub terms: Vec<TermId>,
    /// Letters and programs that both mention.
    pub entries: Vec<EntryRef>,
    /// True if one of them mentions the other.
    pub linked: bool,
}

impl Related {
    pub(super) fn new(entries: &Collections, taxonomy: &Taxonomy, links: &Links, mentions: &Mentions) -> Self {
        let (letters, programs) = (entries.letters.len(), entries.programs.len());
        let numbering = Numbering { terms: taxonomy.terms.len(), letters, programs };
        let of_letter = |letter: LetterId, features: &mut Vec<Feature>| {
            add_subjects(taxonomy, taxonomy.of_letter(letter), features);
            let is_linked = !mentions.linked_from(letter.into()).is_empty();
            let quoted = links.of(letter.into()).links.iter().filter_map(|link| match link {
                Destination::Entry(EntryRef::Letter(quoted), _) => Some(*quoted),
                _ => None,
            });
            let letters = quoted.chain(is_linked.then_some(letter));
            features.extend(letters.map(|letter| (numbering.letter(letter), OWN)));
            let programs = mentions.of_letter(letter).iter().map(|mention| mention.program);
            features.extend(programs.map(|program| (numbering.program(program), OWN)));
        };
        let of_program = |program: ProgramId, features: &mut Vec<Feature>| {
            add_subjects(taxonomy, taxonomy.of_program(program), features);
            if !mentions.of_program(program).is_empty() {
                features.push((numbering.program(program), OWN));
            }
        };
        let letters = Features::new(numbering, letters, of_letter);
        let programs = Features::new(numbering, programs, of_program);
        let all = letters.len() + programs.len();
        let counts = letters.counts().zip(programs.counts()).map(|(a, b)| a + b);
        Self { weights: counts.map(|count| weight(all, count)).collect(), numbering, letters, programs }
    }

    /// Returns at most `most` letters, the nearest to an entry first, among equals the newest; without those for which
    /// `without` holds.
    pub fn letters(&self, of: EntryRef, without: impl Fn(LetterId) -> bool, most: usize) -> Vec<LetterId> {
        nearest(&self.letters, &self.weights, self.features(of), without, most)
    }

    /// Returns at most `most` programs, the nearest to an entry first, among equals by title; without those for which
    /// `without` holds.
    pub fn programs(&self, of: EntryRef, without: impl Fn(ProgramId) -> bool, most: usize) -> Vec<ProgramId> {
        nearest(&self.programs, &self.weights, self.features(of), without, most)
    }

    /// Returns how near two entries are to each other.
    pub(super) fn nearness(&self, a: EntryRef, b: EntryRef) -> u32 {
        self.score(self.features(a), self.features(b))
    }

    /// Returns the reasons why two entries are near each other.
    pub fn shared(&self, a: EntryRef, b: EntryRef) -> Shared {
        let mut features: Vec<Feature> = common(self.features(a), self.features(b)).collect();
        features.sort_by_key(|(feature, strength)| (Reverse(self.weights[*feature] * strength), *feature));
        let is_own = |strength: u32| strength == OWN * OWN;
        let term = |feature| self.numbering.term(feature);
        let has_own = features.iter().any(|(feature, strength)| term(*feature).is_some() && is_own(*strength));
        let mut shared = Shared::default();
        for (feature, strength) in features {
            match (term(feature), self.numbering.entry(feature)) {
                (Some(term), _) if !has_own || is_own(strength) => shared.terms.push(term),
                (None, Some(entry)) if [a, b].contains(&entry) => shared.linked = true,
                (None, Some(entry)) => shared.entries.push(entry),
                _ => {}
            }
        }
        shared
    }

    fn features(&self, of: EntryRef) -> &[Feature] {
        match of {
            EntryRef::Letter(letter) => self.letters.of(letter),
            EntryRef::Program(program) => self.programs.of(program),
            // They have no subjects.
            EntryRef::Person(_) | EntryRef::Page(_) => &[],
        }
    }

    fn score(&self, a: &[Feature], b: &[Feature]) -> u32 {
        common(a, b).map(|(feature, strength)| self.weights[feature] * strength).sum()
    }
}

/// Returns the features in both lists, with the product of their strengths.
fn common<'b>(mut a: &'b [Feature], mut b: &'b [Feature]) -> impl Iterator<Item = Feature> + 'b {
    std::iter::from_fn(move || {
        loop {
            let ((one, strength), (other, by)) = (*a.first()?, *b.first()?);
            // Both lists move on at a match. Without a branch: the processor could not predict which of them moves.
            a = &a[usize::from(one <= other)..];
            b = &b[usize::from(other <= one)..];
            if one == other {
                return Some((one, strength * by));
            }
        }
    })
}

/// Returns the weight of a feature that `count` of all entries have: the inverse document frequency (Spärck Jones 1972), in
/// integers, so that it is the same on every machine.
fn weight(all: usize, count: usize) -> u32 {
    // In units of 1/256, so that the logarithm is 8 for a feature that all have.
    let rarity = all.max(1) * 256 / count.max(1);
    let halvings = rarity.ilog2().max(8);
    // Between two powers of two the logarithm is interpolated linearly.
    let fraction = ((rarity * 64) >> halvings).max(64) - 64;
    (halvings - 8) * 64 + number(fraction) + 1
}

#[cfg(test)]
mod tests {
    use super::weight;

    #[test]
    fn the_rarer_a_feature_the_greater_its_weight() {
        assert_eq!(weight(8, 8), 1);
        assert_eq!(weight(8, 4), 65);
        assert_eq!(weight(8, 2), 129);
        assert!(weight(10, 3) > weight(10, 4));
        assert!(weight(100_000, 1) > weight(100_000, 2));
        assert_eq!(weight(0, 0), 1);
    }
}
