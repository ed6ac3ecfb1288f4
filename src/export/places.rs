//! Where every form stands on every page, in shards: for phrases. See
//! `search-index/FORMAT.md`, "Places".

use rayon::prelude::*;

use super::shard::{encode_forms, varint};
use super::words::{Shards, bound, target};
use crate::index::build::SearchIndex;
use crate::index::postings::{NOWHERE, Postings};

/// The places of one form, as they are gathered.
#[derive(Clone, Default)]
struct Block {
    bytes: Vec<u8>,
    /// The page after the last one in it.
    next: u32,
}

/// The places of every form of an index.
pub fn place_files(index: &SearchIndex, postings: &Postings) -> Shards {
    let mut blocks: Vec<Block> = vec![Block::default(); postings.lexicon.forms.len()];
    let mut tokens: Vec<(u32, u32)> = Vec::new();
    for (page, words) in (0..).zip(index.pages.iter().map(|page| &page.words)) {
        tokens.clear();
        let places = words.phrase_tokens().map(|token| (postings.places[token.form as usize], token.place));
        tokens.extend(places.filter(|(form, _)| *form != NOWHERE));
        tokens.sort_unstable();
        for same in tokens.chunk_by(|a, b| a.0 == b.0) {
            let Some((form, _)) = same.first() else { continue };
            let block = &mut blocks[*form as usize];
            varint(&mut block.bytes, (page - block.next) as usize);
            varint(&mut block.bytes, same.len());
            let mut before = 0;
            for (_, place) in same {
                varint(&mut block.bytes, (place - before) as usize);
                before = *place;
            }
            block.next = page + 1;
        }
    }
    // Few and large: every visitor loads their names, few load them.
    let target = 4 * target(index.pages.len()) as usize;
    let (mut bounds, mut shards, mut size) = (Vec::new(), Vec::<Vec<(&str, &[u8])>>::new(), 0);
    let mut previous = "";
    for (form, block) in postings.lexicon.forms.iter().zip(&blocks) {
        if block.bytes.is_empty() {
            continue;
        }
        if shards.is_empty() || size + block.bytes.len() > target {
            bounds.push(bound(previous, &form.text));
            shards.push(Vec::new());
            size = 0;
        }
        size += block.bytes.len() + form.text.len() / 2;
        previous = &form.text;
        if let Some(shard) = shards.last_mut() {
            shard.push((&form.text, &block.bytes));
        }
    }
    Shards { bounds, shards: shards.par_iter().map(|forms| encode(forms)).collect() }
}

fn encode(forms: &[(&str, &[u8])]) -> Vec<u8> {
    let mut bytes = Vec::new();
    varint(&mut bytes, forms.len());
    encode_forms(&mut bytes, forms.iter().map(|(form, _)| *form));
    forms.iter().for_each(|(_, block)| varint(&mut bytes, block.len()));
    forms.iter().for_each(|(_, block)| bytes.extend(*block));
    bytes
}
