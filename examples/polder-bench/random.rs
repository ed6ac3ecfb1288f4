//! Numbers that look random and are the same on every machine.

/// SplitMix64: small, quick, and good enough for text nobody reads.
#[derive(Clone)]
pub struct Random(u64);

impl Random {
    /// A row of numbers of its own for each seed and stream: what one article
    /// says does not depend on how many others there are.
    pub fn new(seed: u64, stream: u64) -> Self {
        let mut random = Self(seed ^ stream.wrapping_mul(0xd134_2543_de82_ef95));
        random.next();
        random
    }

    /// Any number.
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number below `bound`, which is not 0.
    pub fn below(&mut self, bound: usize) -> usize {
        ((u128::from(self.next()) * bound as u128) >> 64) as usize
    }

    /// A number from `low` up to and including `high`.
    pub fn between(&mut self, low: usize, high: usize) -> usize {
        low + self.below(high - low + 1)
    }

    /// True `percent` times in a hundred.
    pub fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    /// One of these.
    pub fn pick<'a, T>(&mut self, items: &'a [T]) -> &'a T {
        &items[self.below(items.len())]
    }

    /// `count` different numbers below `bound` (fewer where there are fewer).
    pub fn several(&mut self, count: usize, bound: usize) -> Vec<usize> {
        let mut found = Vec::new();
        while found.len() < count.min(bound) {
            let number = self.below(bound);
            if !found.contains(&number) {
                found.push(number);
            }
        }
        found
    }
}
