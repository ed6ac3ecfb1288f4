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
use manifest::{Manifest, RecordList, ShardList};
use unpacked::{Unpacked, fingerprint};
use words::Shards;

/// The folder of the browser's files in the site.
pub const FOLDER: &str = "search-index";

/// The manifest, which every visitor loads, holds the hashes of at most so many
/// shards of records.
const MOST_HASHES: usize = 64;

/// Where there are more, so many in a row have one hash.
const ROW: usize = 128;

/// So many letters of a hash stand in a file's name.
const HASH: usize = 5;

/// The browser's files of an index, by their paths in the site.
///
/// `stands` says of what files are made of whether one of it stands where they
/// are going to, so that it is hardly ever asked for: then what takes long is
/// made when it is.
pub fn export(
    index: &Arc<SearchIndex>,
    stands: &(dyn Fn(&Fingerprint) -> bool + Sync),
) -> Result<BTreeMap<SitePath, Content>, IndexError> {
    let site = &index.payload.site;
    let total = index.pages.len();
    let records: Vec<&Record> = index.pages.iter().map(|page| &page.record).collect();
    let places_stand = |hash: &blake3::Hash| stands(&fingerprint(hash, PLACES));
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
    let shards: Vec<Unpacked> = records::record_files(&records).into_par_iter().map(Unpacked::of).collect();
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
    Ok(files.files)
}

/// How what repeats is packed. On a small site every byte counts, for a query
/// loads a good part of them; on a large one level 8 takes four times as long
/// as level 6 for 1.3 % less in the shards of words, and level 4 makes them
/// 1.7 % larger than level 6 does, sooner. (Level 9 of zlib-rs makes files like these larger than
/// level 8 does, by up to 4 %.)
fn packing(pages: usize) -> Packing {
    Packing::Stretches(if pages <= 500 { 8 } else { 4 })
}

/// Where words stand does not repeat: this packs it as small as level 6 does,
/// without looking for what is not there.
const PLACES: Packing = Packing::Runs;

/// The files as they are gathered.
#[derive(Default)]
struct Files {
    files: BTreeMap<SitePath, Content>,
}

impl Files {
    fn insert(&mut self, name: String, content: Content) {
        // The names are made here: letters, digits, `-`, `.` and `/`.
        if let Some(path) = SitePath::new(format!("{FOLDER}/{name}")) {
            self.files.insert(path, content);
        }
    }

    fn add_shards(&mut self, kind: char, shards: Shards, packing: Packing) -> ShardList {
        let places = places_of_bounds(&shards.bounds);
        ShardList {
            bounds: shards.bounds.join(" "),
            hashes: self.add_rows(kind, shards.shards, 1, packing, |at| places[at].clone()),
        }
    }

    /// Adds a file that is the only one of its kind; its hash.
    fn add(&mut self, kind: char, content: Vec<u8>, packing: Packing) -> String {
        self.add_rows(kind, vec![Unpacked::of(content)], 1, packing, |at| at.to_string())
    }

    /// Adds files of one kind, where `row` of them have one hash in their
    /// names; these hashes in a row. They are packed when they are asked for,
    /// and those that are published as they are now never again.
    fn add_rows(
        &mut self,
        kind: char,
        contents: Vec<Unpacked>,
        row: usize,
        packing: Packing,
        place: impl Fn(usize) -> String,
    ) -> String {
        let hashes: Vec<String> = contents.chunks(row).map(row_hash).collect();
        for (at, content) in contents.into_iter().enumerate() {
            let name = format!("{kind}{}-{}.bin", place(at), hashes[at / row]);
            self.insert(name, content.packed(packing));
        }
        hashes.concat()
    }

    fn add_client(&mut self) -> String {
        let files = client_files();
        let mut all = Vec::new();
        for (name, text) in &files {
            all.extend(name.bytes());
            all.extend(text.bytes());
        }
        let folder = format!("client-{}", letters(&blake3::hash(&all)));
        for (name, text) in files {
            self.insert(format!("{folder}/{name}"), Content::Bytes(Cow::Owned(text.into_bytes())));
        }
        folder
    }
}

/// The place of each shard in its name: its bound's first letter, as the
/// number of its code point, and which of the shards that begin with it this
/// is. So one shard more gives new names to some of one letter only.
fn places_of_bounds(bounds: &[String]) -> Vec<String> {
    let letters = bounds.chunk_by(|a, b| a.chars().next() == b.chars().next());
    let place =
        |(at, bound): (usize, &String)| format!("{:x}-{at}", bound.chars().next().map_or(0, u32::from));
    letters.flat_map(|bounds| bounds.iter().enumerate().map(place)).collect()
}

/// The hash of one file is its own; that of several is of theirs.
fn row_hash(files: &[Unpacked]) -> String {
    if let [file] = files {
        return letters(&file.hash);
    }
    let mut row = blake3::Hasher::new();
    for file in files {
        row.update(file.hash.as_bytes());
    }
    letters(&row.finalize())
}

/// The first letters of a hash, in base 32.
fn letters(hash: &blake3::Hash) -> String {
    hash.as_bytes()
        .iter()
        .take(HASH)
        .map(|byte| char::from(b"abcdefghijklmnopqrstuvwxyz234567"[usize::from(byte & 31)]))
        .collect()
}
