//! Where every form stands on every page, in shards: for phrases. See
//! `search-index/FORMAT.md`, "Places".

use std::sync::Arc;

use rayon::prelude::*;

use super::cut::{bounds, stretches};
use super::shard::{encode_forms, varint};
use super::words::{Shards, target};
use crate::index::build::{IndexedPage, SearchIndex};

/// The places of one form on some pages, as they are gathered.
#[derive(Clone, Default)]
struct Block {
    /// Its first page, which the bytes leave out.
    first: u32,
    /// The page after the last one in it.
    next: u32,
    bytes: Vec<u8>,
    /// How often it stands on the page that is being read, …
    count: u32,
    /// … where in the bytes that is to be written, …
    count_at: usize,
    /// … and where it stood last on that page.
    before: u32,
}

impl Block {
    /// The form is on a page, after those before.
    fn begin(&mut self, page: u32) {
        match self.bytes.is_empty() {
            true => self.first = page,
            false => varint(&mut self.bytes, (page - self.next) as usize),
        }
        self.next = page + 1;
        self.count_at = self.bytes.len();
        // Nearly every number of times takes one byte.
        self.bytes.push(0);
    }

    /// The form stands here on the page, after where it stood before.
    fn stand(&mut self, place: u32) {
        self.count += 1;
        varint(&mut self.bytes, (place - self.before) as usize);
        self.before = place;
    }

    /// The page has been read.
    fn end(&mut self) {
        if self.count < 128 {
            self.bytes[self.count_at] = self.count as u8;
        } else {
            let mut count = Vec::new();
            varint(&mut count, self.count as usize);
            self.bytes.splice(self.count_at..=self.count_at, count);
        }
        (self.count, self.before) = (0, 0);
    }
}

/// The places of every form of an index.
pub fn place_files(index: &SearchIndex) -> Shards {
    let forms = index.vocabulary.forms();
    let row = index.pages.len().div_ceil(rayon::current_num_threads()).max(1);
    let rows: Vec<Vec<Block>> = index
        .pages
        .par_chunks(row)
        .enumerate()
        .map(|(number, pages)| blocks((number * row) as u32, pages, forms.len()))
        .collect();
    let places = |(number, form): (usize, &Arc<str>)| (Arc::clone(form), joined(&rows, number));
    let mut places: Vec<(Arc<str>, Vec<u8>)> =
        forms.par_iter().enumerate().map(places).filter(|(_, block)| !block.is_empty()).collect();
    places.sort_unstable_by(|(a, _), (b, _)| a.cmp(b));
    // Few and large: every visitor loads their names, few load them.
    let target = 4.0 * target(index.pages.len());
    let texts: Vec<&str> = places.iter().map(|(form, _)| form.as_ref()).collect();
    let stretches = stretches(&texts, target, |at, _| (places[at].1.len() + texts[at].len() / 2) as f32);
    Shards {
        bounds: bounds(&texts, &stretches),
        shards: stretches.into_par_iter().map(|stretch| encode(&places[stretch])).collect(),
    }
}

/// The places of every form on pages that follow one another,
/// by the forms' numbers.
fn blocks(first: u32, pages: &[IndexedPage], forms: usize) -> Vec<Block> {
    let mut blocks: Vec<Block> = vec![Block::default(); forms];
    let mut found: Vec<u32> = Vec::new();
    for (page, words) in (first..).zip(pages.iter().map(|page| &page.words)) {
        words.tell_phrase_tokens(|token| {
            let block = &mut blocks[token.form as usize];
            if block.count == 0 {
                found.push(token.form);
                block.begin(page);
            }
            block.stand(token.place);
        });
        found.drain(..).for_each(|form| blocks[form as usize].end());
    }
    blocks
}

/// The places of one form on all pages.
fn joined(rows: &[Vec<Block>], form: usize) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut next = 0;
    for block in rows.iter().map(|row| &row[form]).filter(|block| !block.bytes.is_empty()) {
        varint(&mut bytes, (block.first - next) as usize);
        bytes.extend(&block.bytes);
        next = block.next;
    }
    bytes
}

fn encode(forms: &[(Arc<str>, Vec<u8>)]) -> Vec<u8> {
    let mut bytes = Vec::new();
    varint(&mut bytes, forms.len());
    encode_forms(&mut bytes, forms.iter().map(|(form, _)| form.as_ref()));
    forms.iter().for_each(|(_, block)| varint(&mut bytes, block.len()));
    forms.iter().for_each(|(_, block)| bytes.extend(block));
    bytes
}

#[cfg(test)]
mod tests {
    use super::{Block, varint};

    /// Also where how often it is takes more than the one byte that is left
    /// for it.
    #[test]
    fn a_page_says_how_often_and_then_where() {
        for times in [1, 127, 128, 300, 20_000] {
            let mut block = Block::default();
            for page in [4, 9] {
                block.begin(page);
                for place in 1..=times {
                    block.stand(place * 2);
                }
                block.end();
            }
            let mut expected = Vec::new();
            varint(&mut expected, times as usize);
            expected.extend(vec![2; times as usize]);
            let first = expected.clone();
            varint(&mut expected, 9 - 5);
            expected.extend(first);
            assert!(block.bytes == expected, "{times} times");
            assert_eq!((block.first, block.next), (4, 10));
        }
    }
}
