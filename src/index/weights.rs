//! Every number of ranking that is not a field's. Those that the browser
//! needs are written to its manifest; it has none of its own.

use serde::Serialize;

/// Saturation of BM25: how soon more of the same word adds nothing.
pub const K1: f32 = 3.0;

/// A word as part of a compound on the page, beside the word itself.
pub const PART: f32 = 0.6;

/// A page with the parts of the compound that was asked for, beside one with
/// the compound itself; where each of them is a word by itself somewhere.
pub const PARTS_APART: f32 = 0.7;

/// A page with a synonym of a word that no page has, beside one with the word
/// itself …
pub const SYNONYM: f32 = 0.7;
/// … of a word that many pages have …
pub const SYNONYM_LEAST: f32 = 0.1;
/// … and halfway between them, of a word that so many pages have.
pub const SYNONYM_HALFWAY: f32 = 5.0;

/// A title that is a synonym, beside one that is the word: as if it had so
/// many times more words.
pub const SYNONYM_TITLE: u8 = 2;

/// A word that says little, beside one as rare that says more.
pub const WEAK: f32 = 0.5;

/// A page that counts less, beside one that says the same.
pub const LIGHT: f32 = 0.4;

/// A compound finds at most so many pages by its parts.
pub const MOST_APART: usize = 48;

/// A beginning finds at most so many pages: on a large site the list of one
/// that many words share would be most of the site.
pub const MOST_BEGINNING: usize = 400;

/// Strengths are written as one of so many levels, a fixed ratio apart.
pub const LEVELS: usize = 32;
/// The ratio between two levels.
pub const RATIO: f32 = 0.9;
/// The highest level, as a whole number.
pub const STRONGEST: f32 = 1024.0;

/// Rareness is written as a whole number of so many parts.
pub const IDF_STEPS: f32 = 8.0;

/// The whole number of each level, weakest first.
pub fn levels() -> [u32; LEVELS] {
    let mut levels = [0; LEVELS];
    let mut value = STRONGEST;
    for level in levels.iter_mut().rev() {
        *level = value.round() as u32;
        value *= RATIO;
    }
    levels
}

/// Strengths → levels.
#[derive(Debug)]
pub struct Levels {
    /// The least strength of each level but the weakest, and one that no
    /// strength reaches.
    least: [f32; LEVELS],
    /// By the first bits of a strength: the level of the least that begins
    /// so. One with these bits is of that level or the next, for levels are
    /// further apart than such strengths.
    first: Vec<u8>,
}

/// Sign, exponent and the first four bits of the fraction.
const FIRST_BITS: u32 = 13;

impl Levels {
    /// The levels in use. Multiplications alone, so that every machine comes
    /// to the same ones.
    pub fn new() -> Self {
        let mut least = [f32::INFINITY; LEVELS];
        // Halfway between two levels, by ratio.
        let mut value = RATIO.sqrt();
        for level in least[..LEVELS - 1].iter_mut().rev() {
            *level = value;
            value *= RATIO;
        }
        let level = |bits: u32| {
            let strength = f32::from_bits(bits << (32 - FIRST_BITS));
            least.partition_point(|least| *least <= strength) as u8
        };
        // Strengths are not negative.
        let first = (0..1 << (FIRST_BITS - 1)).map(level).collect();
        Self { least, first }
    }

    /// The level of a strength, 0 to 1: the nearest by ratio.
    pub fn of(&self, strength: f32) -> u8 {
        let first = self.first.get((strength.to_bits() >> (32 - FIRST_BITS)) as usize);
        let first = first.copied().unwrap_or_default();
        first + u8::from(self.least[usize::from(first)] <= strength)
    }
}

impl Default for Levels {
    fn default() -> Self {
        Self::new()
    }
}

/// The average length of a field, to about a thirtieth: one article more or
/// less should not move the strength of every word on every page.
pub fn average(words: u64, pages: usize) -> f32 {
    let average = (words as f64 / pages.max(1) as f64).max(1.0);
    let step = average.log2().floor().exp2() / 32.0;
    ((average / step).round() * step) as f32
}

/// What a synonym weighs of a word that `pages` have themselves: who finds
/// enough by the word needs it less.
pub fn synonym(pages: usize) -> f32 {
    SYNONYM_LEAST + (SYNONYM - SYNONYM_LEAST) / (1.0 + pages as f32 / SYNONYM_HALFWAY)
}

/// How rare a word is that `count` of `total` pages have.
pub fn idf(count: usize, total: usize) -> u8 {
    let (count, total) = (count.min(total) as f32, total as f32);
    let idf = (1.0 + (total - count + 0.5) / (count + 0.5)).ln();
    (idf * IDF_STEPS).round().clamp(1.0, 255.0) as u8
}

/// The weights of a query's words and of how well a page covers them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct QueryWeights {
    /// A word as asked for.
    pub word: u32,
    /// A word that begins as asked for.
    pub prefix: u32,
    /// Another inflection, guessed.
    pub inflection: u32,
    /// A part of the compound that was asked for.
    pub part: u32,
    /// A word that was probably meant.
    pub typo: u32,
    /// A page with none of the words would keep so much …
    pub coverage_base: u32,
    /// … and gets so much more for the share of words that it has.
    pub coverage: u32,
    /// A page with none of the words in its title would keep so much …
    pub title_base: u32,
    /// … and gets so much more for the share of its title that was asked for.
    pub title: u32,
    /// So many of the best are compared with the query as it was put.
    pub near: usize,
    /// One of them that is nothing like it would keep so much …
    pub near_base: u32,
    /// … and gets so much more for a title that says the same,
    pub near_title: u32,
    /// for neighbours that are neighbours in the title,
    pub near_pairs: u32,
    /// and for a heading that says the same.
    pub near_heading: u32,
    /// So many of the best raise what they refer to: the first by so many …
    pub linked: u32,
    /// … of so many parts of its score, each next one by a part less.
    pub linked_base: u32,
}

/// The weights in use.
pub const QUERY_WEIGHTS: QueryWeights = QueryWeights {
    word: 16,
    prefix: 16,
    inflection: 16,
    part: 12,
    typo: 12,
    coverage_base: 16,
    coverage: 9,
    title_base: 64,
    title: 16,
    near: 10,
    near_base: 640,
    near_title: 2,
    near_pairs: 2,
    near_heading: 6,
    linked: 5,
    linked_base: 40,
};

/// What a word costs as the one that was meant by another: little for few
/// edits, for a common word, for the same letters at both ends and for the
/// same first letter.
pub fn repair_cost(edits: usize, rareness: u8, unlike: usize, other_letter: bool) -> usize {
    edits * 64 + usize::from(rareness) + unlike * 2 + if other_letter { 24 } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::{LEVELS, Levels};

    #[test]
    fn every_strength_has_the_level_that_it_reaches() {
        let levels = Levels::new();
        let mut strengths: Vec<f32> = (0..=4000).map(|part| part as f32 / 4000.0).collect();
        for least in levels.least.iter().take(LEVELS - 1) {
            strengths.extend([least.next_down(), *least, least.next_up()]);
        }
        for strength in strengths {
            let reached = levels.least.iter().filter(|least| **least <= strength).count();
            assert_eq!(usize::from(levels.of(strength)), reached, "{strength}");
        }
    }
}
