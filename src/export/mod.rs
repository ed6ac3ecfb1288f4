//! Stage 7, the index → the files that the browser reads.
//!
//! 1. [`words`]: the vocabulary with its pages, in shards.
//! 2. [`places`]: where the words stand, for phrases.
//! 3. [`records`]: what results show, and the facets.
//! 4. [`client`]: the reader itself.
//! 5. [`manifest`]: what there is, and every number of ranking.
//!
//! Every file but the manifest has a hash in its name, of what is packed in it
//! or of all that this follows from.
//! `search-index/FORMAT.md` describes them byte by byte.

mod beginnings;
mod client;
mod cut;
mod deflate;
mod files;
mod manifest;
mod places;
mod records;
mod shard;
mod unpacked;
mod words;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;

pub use client::client_files;
pub use manifest::VERSION;

use crate::index::build::{IndexError, SearchIndex};
use crate::index::document::Record;
use crate::index::postings::WordLists;
use crate::index::weights::{MOST_BEGINNING, QUERY_WEIGHTS};
use crate::site::{Content, Fingerprint, SitePath};

use deflate::{Packing, deflate};
use files::Files;
use manifest::{Manifest, RecordList};
use unpacked::{Unpacked, fingerprint};

/// The folder of the browser's files in the site.
pub const FOLDER: &str = "search-index";

/// The manifest, which every visitor loads, holds the hashes of at most so many
/// shards of records.
const MOST_HASHES: usize = 64;

/// Where there are more, so many in a row have one hash.
const ROW: usize = 128;

/// The browser's files of an index, by their paths in the site.
///
/// `stands` says whether the file of a path is made of what has this
/// fingerprint already, so that it is hardly ever asked for: then what takes
/// long is made when it is.
pub fn export(
    index: &Arc<SearchIndex>,
    stands: &(dyn Fn(&str, &Fingerprint) -> bool + Sync),
) -> Result<BTreeMap<SitePath, Content>, IndexError> {
    let site = &index.payload.site;
    let total = index.pages.len();
    let records: Vec<&Record> = index.pages.iter().map(|page| &page.record).collect();
    let places_stand =
        |place: &str, hash: &blake3::Hash| stands(&files::path('o', place, hash), &fingerprint(hash, PLACES));
    // What has to be done in a row for the one leaves time for the other.
    let (words, places) = rayon::join(
        || words::word_files(&WordLists::of(index)),
        || places::place_files(index, &places_stand),
    );
    let packing = packing(total);
    let mut files = Files::default();
    let terms = files.add_shards('t', words.terms, packing);
    let prefixes = files.add_shards('p', words.prefixes, packing);
    let forms = files.add_shards('w', words.forms, packing);
    let places = files.add_shards('o', places, PLACES);
    let names = format!("{}\n{}", places.bounds, places.hashes);
    let places = files.add('n', names.into_bytes(), packing);
    let shards = records::record_files(&records, &index.payload.links);
    let shards: Vec<Unpacked> = shards.into_par_iter().map(Unpacked::of).collect();
    let row = if shards.len() > MOST_HASHES { ROW } else { 1 };
    let hashes = files.add_rows('r', shards, row, packing, |at| at.to_string());
    let facets = records::facet_file(site, &records);
    let facet_bytes = deflate(&facets, packing).len();
    let facet_file = files.add('f', facets, packing);
    let client = files.add_client();
    let (levels, rareness) = Manifest::numbers(total);
    let weights =
        serde_json::to_value(QUERY_WEIGHTS).map_err(|error| IndexError::Unreadable(error.to_string()))?;
    let stop_words: Vec<&str> = index.payload.language.stop_words.iter().map(String::as_str).collect();
    let manifest = Manifest {
        version: VERSION,
        client,
        pages: total,
        weights: &weights,
        levels,
        rareness,
        stop: stop_words.join(" "),
        collections: &site.collections,
        facets: site.facets.len(),
        terms,
        prefixes,
        forms,
        places,
        records: RecordList { size: records::pages_a_shard(total), row, hashes },
        facet_file,
        facet_bytes,
        most_beginning: MOST_BEGINNING,
    };
    let manifest =
        serde_json::to_vec(&manifest).map_err(|error| IndexError::Unreadable(error.to_string()))?;
    files.insert("manifest.json".to_owned(), Content::Bytes(Cow::Owned(manifest)));
    Ok(files.into_paths())
}

/// How what repeats is packed. On a small site every byte counts, for a query
/// loads a good part of them; on a large one level 6 makes all of them 1.2 %
/// smaller than level 4 does, and takes a third longer.
fn packing(pages: usize) -> Packing {
    Packing::Stretches(if pages <= 500 { 12 } else { 4 })
}

/// Where words stand does not repeat: this packs it as small as level 6 does,
/// without looking for what is not there.
const PLACES: Packing = Packing::Runs;
