//! The strongest of many pages, without sorting them all.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// Keeps the strongest pages it is shown; of equals those that come first in
/// the order of pages.
pub(super) struct Strongest {
    most: usize,
    /// Strength and page in one number, so that the weakest kept one is the
    /// least.
    kept: BinaryHeap<Reverse<u64>>,
    floor: f32,
}

impl Strongest {
    /// Keeps at most so many.
    pub(super) fn new(most: usize) -> Self {
        Self { most, kept: BinaryHeap::with_capacity(most + 1), floor: 0.0 }
    }

    /// Shows it a page; `strength` is not negative.
    pub(super) fn push(&mut self, page: u32, strength: f32) {
        let key = order(page, strength);
        let is_full = self.kept.len() == self.most;
        if is_full && self.kept.peek().is_none_or(|weakest| weakest.0 >= key) {
            return;
        }
        if is_full {
            self.kept.pop();
        }
        self.kept.push(Reverse(key));
        if self.kept.len() == self.most {
            self.floor = self.kept.peek().map_or(0.0, |weakest| f32::from_bits((weakest.0 >> 32) as u32));
        }
    }

    /// What is weaker is not kept.
    pub(super) fn floor(&self) -> f32 {
        self.floor
    }

    /// The pages with their strengths, in no order.
    pub(super) fn into_pages(self) -> impl Iterator<Item = (u32, f32)> {
        let page = |Reverse(key): Reverse<u64>| (u32::MAX - key as u32, f32::from_bits((key >> 32) as u32));
        self.kept.into_iter().map(page)
    }
}

/// The order of pages, weakest first.
pub(super) fn order(page: u32, strength: f32) -> u64 {
    // The bits of numbers that are not negative order as they do.
    u64::from(strength.to_bits()) << 32 | u64::from(u32::MAX - page)
}

#[cfg(test)]
mod tests {
    use super::Strongest;

    #[test]
    fn keeps_the_strongest_and_of_equals_the_first() {
        let mut strongest = Strongest::new(3);
        for (page, strength) in [(7, 0.5), (1, 0.25), (9, 2.0), (3, 0.5), (5, 0.5)] {
            strongest.push(page, strength);
        }
        assert_eq!(strongest.floor(), 0.5);
        let mut kept: Vec<(u32, f32)> = strongest.into_pages().collect();
        kept.sort_by_key(|(page, _)| *page);
        assert_eq!(kept, [(3, 0.5), (5, 0.5), (9, 2.0)]);
        assert_eq!(Strongest::new(0).into_pages().count(), 0);
    }
}
