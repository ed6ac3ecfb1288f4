//! Where every form stands on every page, in shards: for phrases. See
//! `search-index/FORMAT.md`, "Places".

use std::sync::Arc;

use rayon::prelude::*;

use super::cut::{bounds, stretches};
use super::files::places_of_bounds;
use super::manifest::VERSION;
use super::shard::{encode_forms, varint};
use super::unpacked::{Bytes, Unpacked};
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

/// The shards of all forms. `stands` says of a shard's place and hash whether
/// it need not be made now.
pub fn place_files(
    index: &Arc<SearchIndex>,
    stands: &(dyn Fn(&str, &blake3::Hash) -> bool + Sync),
) -> Shards {
    let forms = index.vocabulary.forms();
    let uses = uses(index, forms.len());
    let mut used: Vec<Numbered> = (0..).zip(forms).filter(|(number, _)| uses[*number].times > 0).collect();
    used.par_sort_unstable_by(|(_, a), (_, b)| a.cmp(b));
    let texts: Vec<&str> = used.iter().map(|(_, form)| form.as_ref()).collect();
    // Few and large: every visitor loads their names, few load them.
    let target = 4.0 * target(index.pages.len());
    let stretches = stretches(&texts, target, |at, _| {
        PLACE_COST * uses[used[at].0].times as f32 + texts[at].len() as f32 / 2.0
    });
    let bounds = bounds(&texts, &stretches);
    let shards: Vec<Stretch> = stretches
        .into_iter()
        .zip(places_of_bounds(&bounds))
        .map(|(stretch, place)| {
            let forms = &used[stretch];
            let hash = hash(forms, &uses);
            Stretch { forms: forms.to_vec(), stands: stands(&place, &hash), hash }
        })
        .collect();
    let missing = shards.iter().filter(|shard| !shard.stands).flat_map(|shard| &shard.forms);
    let made = blocks(index, missing);
    let unpacked = |Stretch { forms, stands, hash }: Stretch| {
        let index = Arc::clone(index);
        let bytes = match stands {
            false => Bytes::Made(encode(&forms, &made)),
            true => Bytes::Later(Box::new(move || encode(&forms, &blocks(&index, forms.iter())))),
        };
        Unpacked { hash, bytes }
    };
    Shards { bounds, shards: shards.into_par_iter().map(unpacked).collect() }
}

/// One shard, before it is made.
struct Stretch {
    forms: Vec<Numbered>,
    stands: bool,
    hash: blake3::Hash,
}

/// A form with its number in the index.
type Numbered = (usize, Arc<str>);

/// Where a form stands, in short.
#[derive(Clone, Copy, Default)]
struct Use {
    /// How often it stands anywhere.
    times: u32,
    /// A sum over all places.
    print: u64,
}

impl Use {
    fn add(&mut self, more: Self) {
        self.times += more.times;
        self.print = self.print.wrapping_add(more.print);
    }
}

/// About how many bytes a place takes.
const PLACE_COST: f32 = 3.0;

/// The uses of every form, by its number. To read all words once costs a part
/// of what it costs to write down where each stands.
fn uses(index: &SearchIndex, forms: usize) -> Vec<Use> {
    let row = row(index);
    let uses_of = |(number, pages): (usize, &[IndexedPage])| {
        let mut uses = vec![Use::default(); forms];
        for (page, words) in ((number * row) as u64..).zip(pages.iter().map(|page| &page.words)) {
            words.tell_phrase_tokens(|token| {
                let print = mixed(page << 32 | u64::from(token.place));
                uses[token.form as usize].add(Use { times: 1, print });
            });
        }
        uses
    };
    let add = |mut sum: Vec<Use>, more: Vec<Use>| {
        sum.iter_mut().zip(more).for_each(|(sum, more)| sum.add(more));
        sum
    };
    index.pages.par_chunks(row).enumerate().map(uses_of).reduce_with(add).unwrap_or_default()
}

fn row(index: &SearchIndex) -> usize {
    index.pages.len().div_ceil(rayon::current_num_threads()).max(1)
}

/// A number of which every bit hangs on every bit of the one given, so that
/// sums of them tell sets apart: the end of SplitMix64 (Steele, Lea and Flood,
/// "Fast splittable pseudorandom number generators", 2014).
fn mixed(number: u64) -> u64 {
    let mut mixed = number.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    mixed = (mixed ^ mixed >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ mixed >> 31
}

/// What tells a shard from others. It follows from what the shard is made of,
/// not from its bytes: so a shard need not be made to be known, and one whose
/// forms stand where they stood keeps its name. Whoever writes shards otherwise
/// raises [`VERSION`].
fn hash(forms: &[Numbered], uses: &[Use]) -> blake3::Hash {
    let mut hasher = blake3::Hasher::new();
    hasher.update(&VERSION.to_le_bytes());
    for (number, form) in forms {
        hasher.update(&(form.len() as u64).to_le_bytes()).update(form.as_bytes());
        hasher.update(&uses[*number].print.to_le_bytes());
    }
    hasher.finalize()
}

/// Where some forms stand on all pages, by their numbers.
fn blocks<'a>(index: &SearchIndex, forms: impl Iterator<Item = &'a Numbered>) -> Vec<Vec<u8>> {
    let mut wanted: Vec<bool> = Vec::new();
    for (number, _) in forms {
        wanted.resize(wanted.len().max(number + 1), false);
        wanted[*number] = true;
    }
    let row = row(index);
    let pages = if wanted.is_empty() { &[] } else { index.pages.as_slice() };
    let blocks =
        |(number, pages): (usize, &[IndexedPage])| blocks_of_row((number * row) as u32, pages, &wanted);
    let rows: Vec<Vec<Block>> = pages.par_chunks(row).enumerate().map(blocks).collect();
    (0..wanted.len()).into_par_iter().map(|form| joined(&rows, form)).collect()
}

/// The places of the forms that are wanted on pages that follow one another,
/// by the forms' numbers.
fn blocks_of_row(first: u32, pages: &[IndexedPage], wanted: &[bool]) -> Vec<Block> {
    let mut blocks: Vec<Block> = vec![Block::default(); wanted.len()];
    let mut found: Vec<u32> = Vec::new();
    for (page, words) in (first..).zip(pages.iter().map(|page| &page.words)) {
        words.tell_phrase_tokens(|token| {
            if !wanted.get(token.form as usize).is_some_and(|wanted| *wanted) {
                return;
            }
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

fn encode(forms: &[Numbered], blocks: &[Vec<u8>]) -> Vec<u8> {
    let mut bytes = Vec::new();
    varint(&mut bytes, forms.len());
    encode_forms(&mut bytes, forms.iter().map(|(_, form)| form.as_ref()));
    let blocks = || forms.iter().map(|(number, _)| blocks[*number].as_slice());
    blocks().for_each(|block| varint(&mut bytes, block.len()));
    blocks().for_each(|block| bytes.extend(block));
    bytes
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use proptest::prelude::*;

    use super::*;
    use crate::index::analysis::language::LanguageData;
    use crate::index::made_up::{document, index_of};

    fn index(bodies: &[String]) -> Arc<SearchIndex> {
        let (language, _) = LanguageData::read("nl", None, None);
        let documents = bodies.iter().enumerate().map(|(at, body)| document(at, body));
        Arc::new(index_of(documents, &language, None))
    }

    /// The bytes of every shard by its hash, made at once or later.
    fn shards(index: &Arc<SearchIndex>, later: bool) -> HashMap<blake3::Hash, Vec<u8>> {
        let shard = |shard: Unpacked| match shard.bytes {
            Bytes::Made(bytes) => {
                assert!(!later, "what stands is not made now");
                (shard.hash, bytes)
            }
            Bytes::Later(make) => (shard.hash, make()),
        };
        place_files(index, &|_, _| later).shards.into_iter().map(shard).collect()
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(40))]
        #[test]
        fn shards_of_one_hash_are_the_same_bytes(
            pages in prop::collection::vec(prop::collection::vec(0..400_usize, 100..400), 16..24),
            page in 0..24_usize,
            words in prop::collection::vec(0..400_usize, 0..400),
        ) {
            let body = |words: &Vec<usize>| -> String {
                words.iter().map(|word| format!("{} ", "w".repeat(word % 7) + &word.to_string())).collect()
            };
            let bodies: Vec<String> = pages.iter().map(body).collect();
            let mut changed = bodies.clone();
            let at = page % changed.len();
            changed[at] = body(&words);
            let (before, after) = (index(&bodies), index(&changed));
            let made = shards(&before, false);
            prop_assert!(made.len() > 1);
            prop_assert_eq!(&made, &shards(&before, true));
            let after = shards(&after, false);
            for (hash, bytes) in &after {
                prop_assert!(made.get(hash).is_none_or(|known| known == bytes));
            }
            let bytes = |shards: &HashMap<blake3::Hash, Vec<u8>>| {
                let mut bytes: Vec<Vec<u8>> = shards.values().cloned().collect();
                bytes.sort();
                bytes
            };
            prop_assert_eq!(bodies == changed, bytes(&made) == bytes(&after));
        }
    }

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
