//! One list of several, for a beginning that their words share: of each page
//! the strongest hit, no titles, and only the strongest pages.

use super::postings::{Hit, WordList};
use super::weights::{MOST_BEGINNING, idf};

/// How strongly each page is about any of some words.
pub struct Merged {
    /// By page; one more than the level, for zero is a page without a hit.
    levels: Vec<u8>,
}

impl Merged {
    /// Of no words, on a site of so many pages.
    pub fn new(pages: usize) -> Self {
        Self { levels: vec![0; pages] }
    }

    /// Adds a word.
    pub fn add(&mut self, list: &WordList) {
        for hit in &list.hits {
            let level = &mut self.levels[hit.page() as usize];
            *level = (*level).max(hit.level() + 1);
        }
    }

    /// Adds all words of another one.
    pub fn add_all(&mut self, others: &Self) {
        for (level, other) in self.levels.iter_mut().zip(&others.levels) {
            *level = (*level).max(*other);
        }
    }

    /// The list of all of them.
    pub fn list(&self) -> WordList {
        let total = self.levels.len();
        let mut counts = [0; 256];
        self.levels.iter().for_each(|level| counts[usize::from(*level)] += 1);
        let found = total - counts[0];
        // The weakest level that is not cut off whole, and how many it keeps.
        let mut room = MOST_BEGINNING;
        let mut weakest = 255;
        while weakest > 1 && counts[weakest] <= room {
            room -= counts[weakest];
            weakest -= 1;
        }
        let mut hits = Vec::with_capacity(found.min(MOST_BEGINNING));
        for (page, &level) in (0u32..).zip(&self.levels) {
            let at = usize::from(level);
            if level == 0 || at < weakest || at == weakest && room == 0 {
                continue;
            }
            if at == weakest {
                room -= 1;
            }
            hits.push(Hit::new(page, level - 1, 0));
        }
        WordList { idf: idf(found.max(1), total), hits }
    }
}
