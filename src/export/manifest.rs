//! The manifest: the one file that is not named by its content, and every
//! number that the reader needs.

use serde::Serialize;

use crate::index::weights::{idf, levels};

/// The version of the format; a reader of another version gives up.
pub const VERSION: u32 = 5;

/// `search-index/manifest.json`.
#[derive(Debug, Serialize)]
pub struct Manifest<'a> {
    /// [`VERSION`].
    pub version: u32,
    /// The folder of the reader's files.
    pub client: String,
    /// How many pages there are.
    pub pages: usize,
    /// The numbers of ranking.
    pub weights: &'a serde_json::Value,
    /// The whole number of each level of strength, weakest first.
    pub levels: Vec<u32>,
    /// The rareness of a word on one page, and up to how many pages each
    /// next one holds.
    pub rareness: (u8, Vec<usize>),
    /// Words that do not count beside others.
    pub stop: String,
    /// The collections' labels.
    pub collections: &'a [String],
    /// How many facets there are.
    pub facets: usize,
    /// The shards of words.
    pub terms: ShardList,
    /// The shards of beginnings.
    pub prefixes: ShardList,
    /// The shards of forms.
    pub forms: ShardList,
    /// The hash of the file that names the shards of places: few queries
    /// need them, and every visitor loads the manifest.
    pub places: String,
    /// The shards of records.
    pub records: RecordList,
    /// The hash of the facet file.
    pub facet_file: String,
    /// Its bytes, compressed: a large one is loaded after the list.
    pub facet_bytes: usize,
    /// How many pages a beginning finds at most.
    pub most_beginning: usize,
}

/// Shards of words.
#[derive(Debug, Serialize)]
pub struct ShardList {
    /// The first beginning of each, separated by spaces.
    pub bounds: String,
    /// The hashes of their names, one after the other.
    pub hashes: String,
}

/// Shards of records.
#[derive(Debug, Serialize)]
pub struct RecordList {
    /// How many pages each holds.
    pub size: usize,
    /// How many in a row have one hash in their names.
    pub row: usize,
    /// These hashes, one after the other.
    pub hashes: String,
}

impl Manifest<'_> {
    /// The numbers of ranking that follow from the number of pages.
    pub fn numbers(pages: usize) -> (Vec<u32>, (u8, Vec<usize>)) {
        let top = idf(1, pages);
        let lowest = idf(pages.max(1), pages);
        let until = (lowest..=top)
            .rev()
            .map(|value| (1..=pages.max(1)).rev().find(|&count| idf(count, pages) >= value).unwrap_or(1))
            .collect();
        (levels().to_vec(), (top, until))
    }
}
