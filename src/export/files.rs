//! The files as they are gathered, and their names.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::FOLDER;
use super::client::client_files;
use super::deflate::Packing;
use super::manifest::ShardList;
use super::unpacked::Unpacked;
use super::words::Shards;
use crate::site::{Content, SitePath};

/// So many letters of a hash stand in a file's name.
const HASH: usize = 5;

/// The files as they are gathered.
#[derive(Default)]
pub(super) struct Files {
    files: BTreeMap<SitePath, Content>,
}

impl Files {
    /// All of them by their paths in the site.
    pub(super) fn into_paths(self) -> BTreeMap<SitePath, Content> {
        self.files
    }

    /// Adds a file under its name.
    pub(super) fn insert(&mut self, name: String, content: Content) {
        // The names are made here: letters, digits, `-`, `.` and `/`.
        if let Some(path) = SitePath::new(format!("{FOLDER}/{name}")) {
            self.files.insert(path, content);
        }
    }

    /// Adds shards; what the manifest says of them.
    pub(super) fn add_shards(&mut self, kind: char, shards: Shards, packing: Packing) -> ShardList {
        let places = places_of_bounds(&shards.bounds);
        ShardList {
            bounds: shards.bounds.join(" "),
            hashes: self.add_rows(kind, shards.shards, 1, packing, |at| places[at].clone()),
        }
    }

    /// Adds a file that is the only one of its kind; its hash.
    pub(super) fn add(&mut self, kind: char, content: Vec<u8>, packing: Packing) -> String {
        self.add_rows(kind, vec![Unpacked::of(content)], 1, packing, |at| at.to_string())
    }

    /// Adds files of one kind, where `row` of them have one hash in their
    /// names; these hashes in a row. They are packed when they are asked for,
    /// and those that are published as they are now never again.
    pub(super) fn add_rows(
        &mut self,
        kind: char,
        contents: Vec<Unpacked>,
        row: usize,
        packing: Packing,
        place: impl Fn(usize) -> String,
    ) -> String {
        let hashes: Vec<String> = contents.chunks(row).map(row_hash).collect();
        for (at, content) in contents.into_iter().enumerate() {
            self.insert(name(kind, &place(at), &hashes[at / row]), content.packed(packing));
        }
        hashes.concat()
    }

    /// Adds the reader; the name of its folder.
    pub(super) fn add_client(&mut self) -> String {
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

fn name(kind: char, place: &str, hash: &str) -> String {
    format!("{kind}{place}-{hash}.bin")
}

/// The path of a file in the site.
pub(super) fn path(kind: char, place: &str, hash: &blake3::Hash) -> String {
    format!("{FOLDER}/{}", name(kind, place, &letters(hash)))
}

/// The place of each shard in its name: its bound's first letter, as the
/// number of its code point, and which of the shards that begin with it this
/// is. So one shard more gives new names to some of one letter only.
pub(super) fn places_of_bounds(bounds: &[String]) -> Vec<String> {
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
