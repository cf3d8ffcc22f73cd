//! Chance, the same on every machine.

use std::collections::BTreeSet;

/// A generator of numbers (xorshift64*), from a seed that is not 0.
pub(crate) struct Dice(pub(crate) u64);

impl Dice {
    /// A number below `sides`.
    pub(crate) fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        usize::try_from(self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33).unwrap() % sides
    }

    /// One of a list.
    pub(crate) fn pick<'a, T: ?Sized>(&mut self, list: &[&'a T]) -> &'a T {
        list[self.roll(list.len())]
    }

    /// Up to `most` different numbers below `sides`.
    pub(crate) fn some(&mut self, most: usize, sides: usize) -> BTreeSet<usize> {
        if sides == 0 {
            return BTreeSet::new();
        }
        (0..self.roll(most + 1)).map(|_| self.roll(sides)).collect()
    }
}
