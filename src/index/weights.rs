//! Every number of ranking that is not a field's. Those that the browser
//! needs are written to its manifest; it has none of its own.

/// Saturation of BM25: how soon more of the same word adds nothing.
pub const K1: f32 = 1.2;

/// A word as part of a compound on the page, beside the word itself.
pub const PART: f32 = 0.8;

/// A page with the parts of the compound that was asked for, beside one with
/// the compound itself.
pub const PARTS_APART: f32 = 0.5;

/// A page with a synonym, beside one with the word itself.
pub const SYNONYM: f32 = 0.5;

/// A compound finds at most so many pages by its parts.
pub const MOST_APART: usize = 48;

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

/// How rare a word is that `count` of `total` pages have.
pub fn idf(count: usize, total: usize) -> u8 {
    let (count, total) = (count.min(total) as f32, total as f32);
    let idf = (1.0 + (total - count + 0.5) / (count + 0.5)).ln();
    (idf * IDF_STEPS).round().clamp(1.0, 255.0) as u8
}
