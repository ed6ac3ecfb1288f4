//! The numbers of ranking that meet the query, all whole: the browser counts
//! with the same ones and gets the same sums. They are written to its
//! manifest.

use serde::Serialize;

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
}

/// The weights in use.
pub const QUERY_WEIGHTS: QueryWeights =
    QueryWeights { word: 16, prefix: 12, inflection: 14, part: 12, typo: 12, coverage_base: 8, coverage: 24 };
