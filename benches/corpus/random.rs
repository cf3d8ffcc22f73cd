//! Random numbers that are the same in every run: xorshift64*, good enough to shuffle words with.

/// A random number generator.
pub(super) struct Random(u64);

impl Random {
    /// Each seed has its own sequence of numbers, even if seeds are close together.
    pub(super) fn new(seed: u64) -> Self {
        let mut random = Self((seed + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15));
        random.next();
        random
    }

    fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 16
    }

    /// A number below `end`.
    pub(super) fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.next() % end as u64).unwrap_or(0)
    }

    /// True once in this many times.
    pub(super) fn one_in(&mut self, times: usize) -> bool {
        self.below(times) == 0
    }

    /// Returns one of these.
    pub(super) fn pick<'a>(&mut self, from: &[&'a str]) -> &'a str {
        from[self.below(from.len())]
    }

    /// An index below `end`. The first is twice as frequent as the second, and three times as frequent as the third.
    pub(super) fn zipf(&mut self, end: usize) -> usize {
        const WHOLE: usize = 1_000_000;
        let total: usize = (1..=end).map(|rank| WHOLE / rank).sum();
        let mut left = self.below(total);
        for place in 0..end {
            let share = WHOLE / (place + 1);
            if left < share {
                return place;
            }
            left -= share;
        }
        end - 1
    }
}
