//! A file before it is packed, made now or when somebody asks for it.

use std::sync::Arc;

use super::deflate::{Packing, deflate};
use crate::site::{Content, Fingerprint, Page};

/// What is packed in a file.
pub struct Unpacked {
    /// What tells it from others: the hash of its bytes, or of all that these
    /// follow from.
    pub hash: blake3::Hash,
    /// The bytes.
    pub bytes: Bytes,
}

/// Bytes, or how to make them.
pub enum Bytes {
    /// They are here.
    Made(Vec<u8>),
    /// The same ones each time.
    Later(Box<dyn Fn() -> Vec<u8> + Send + Sync>),
}

impl Unpacked {
    /// Bytes that were made, with their own hash.
    pub fn of(bytes: Vec<u8>) -> Self {
        Self { hash: blake3::hash(&bytes), bytes: Bytes::Made(bytes) }
    }

    /// The file, packed once somebody asks for it: raw DEFLATE is what the
    /// browser's `DecompressionStream` reads, whatever the host compresses by
    /// itself.
    pub fn packed(self, packing: Packing) -> Content {
        let print = fingerprint(&self.hash, packing);
        Content::Page(Arc::new(move |known| {
            Ok(match &self.bytes {
                _ if known == Some(&print) => Page::Known,
                Bytes::Made(bytes) => Page::New(deflate(bytes, packing), print),
                Bytes::Later(make) => Page::New(deflate(&make(), packing), print),
            })
        }))
    }
}

/// The fingerprint of a packed file.
pub fn fingerprint(hash: &blake3::Hash, packing: Packing) -> Fingerprint {
    let mut print = blake3::Hasher::new();
    print.update(hash.as_bytes()).update(format!("{packing:?}").as_bytes());
    *print.finalize().as_bytes()
}
