//! The strongest pages of several words, as they were found last: finding them
//! is most of what the lists of a site cost, and a change of one article
//! changes few of them.
//!
//! What was found serves again where each word still stands for the same
//! forms and is as rare as it was: of the pages that changed it is worked out
//! whether they belong to it. Everything else is found anew, so that an index
//! gives the same lists whatever was found before; that is a test.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use super::Rare;
use crate::index::build::{IndexedPage, SearchIndex};
use crate::index::lexicon::{GroupId, Lexicon};
use crate::index::own::NOWHERE;
use crate::index::strongest::{Strongest, order};
use crate::index::weights::MOST_APART;
use crate::index::words::{FIELDS, PageWords};

/// When more pages changed than this, everything is found anew.
const MOST_CHANGED: usize = 64;

/// Several words, by what they stand for and how rare they are.
type Key = [u8; 16];

/// Pages, each with how strong the words are on it together.
pub(super) type Strong = Arc<[(u32, f32)]>;

/// Remembers what was found last.
#[derive(Debug, Default)]
pub struct LastTogether {
    last: Mutex<Option<Last>>,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
struct Last {
    ground: Ground,
    found: Arc<FxHashMap<Key, Strong>>,
    /// The words of each page. On disk they are kept with the pages.
    #[serde(skip)]
    words: Vec<Arc<PageWords>>,
    /// Whether it was found here, and not kept from before.
    #[serde(skip)]
    is_new: bool,
}

/// The average length of each field.
// serde has a name of its own for `FIELDS`.
type Averages = [f32; FIELDS];

/// What the strength of a word on a page follows from, beside the word.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct Ground {
    averages: Averages,
    /// Of each page the hash of its words, and whether it counts less.
    pages: Vec<([u8; 16], bool)>,
}

impl Ground {
    fn of(pages: &[IndexedPage], averages: Averages) -> Self {
        let pages = pages.iter().map(|page| (page.words_print, page.record.light)).collect();
        Self { averages, pages }
    }

    /// The pages that are not as they were in another one; `None` when that
    /// is too much, or more than pages is different.
    fn changes(&self, other: &Self) -> Option<Vec<usize>> {
        if self.averages != other.averages || self.pages.len() != other.pages.len() {
            return None;
        }
        let pages = self.pages.iter().zip(&other.pages).enumerate();
        let changes: Vec<usize> =
            pages.filter(|(_, (one, other))| one != other).map(|(page, _)| page).collect();
        (changes.len() <= MOST_CHANGED).then_some(changes)
    }
}

impl LastTogether {
    /// What [`restore`](Self::restore) makes the same of; nothing when that was
    /// done and nothing was found since.
    pub fn keep(&self) -> Option<impl Serialize + use<>> {
        self.last().clone().filter(|last| last.is_new)
    }

    /// From the bytes of what was kept, by the same program, for an index with
    /// these pages; `None` when it was found in others.
    pub fn restore(bytes: &[u8], pages: &[IndexedPage]) -> Option<Self> {
        let mut last: Last = postcard::from_bytes(bytes).ok()?;
        let is_there = |&(page, _): &(u32, f32)| (page as usize) < pages.len();
        let is_of_these = last.ground == Ground::of(pages, last.ground.averages);
        if !is_of_these || !last.found.values().all(|strong| strong.iter().all(is_there)) {
            return None;
        }
        last.words = pages.iter().map(|page| Arc::clone(&page.words)).collect();
        Some(Self { last: Mutex::new(Some(last)) })
    }

    fn last(&self) -> MutexGuard<'_, Option<Last>> {
        self.last.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What is found in one index, and what of it was known.
pub(in crate::index) struct Finds {
    ground: Ground,
    /// What a word's pages follow from in all pages: its forms and those of
    /// its compounds, by word.
    stands_for: Vec<Key>,
    known: Arc<FxHashMap<Key, Strong>>,
    /// Each page that changed, and which words it has or had.
    touched: Vec<(u32, Vec<bool>)>,
    found: Mutex<FxHashMap<Key, Strong>>,
}

impl Finds {
    /// Nothing found yet in an index whose forms are these words.
    pub(in crate::index) fn new(
        index: &SearchIndex,
        averages: Averages,
        lexicon: &Lexicon,
        groups: &[GroupId],
    ) -> Self {
        let ground = Ground::of(&index.pages, averages);
        let last = index.together.last().clone();
        let changes = last.as_ref().and_then(|last| last.ground.changes(&ground)).unwrap_or_default();
        let known = last.filter(|last| last.ground.changes(&ground).is_some());
        let before = |page: usize| known.as_ref().and_then(|known| known.words.get(page));
        let touched = |page: usize| {
            let now = index.pages.get(page).map(|page| &page.words);
            (page as u32, touched(now.into_iter().chain(before(page)), lexicon, groups))
        };
        let touched = changes.into_iter().map(touched).collect();
        let stands_for = stand_for(index, lexicon, groups);
        let known = known.map(|known| known.found).unwrap_or_default();
        Self { ground, stands_for, known, touched, found: Mutex::default() }
    }

    /// The strongest pages of these words: those that are known, with the help
    /// of `strength`, which says how strong they are on one page that has them
    /// all, or else by `find`.
    pub(super) fn get(
        &self,
        words: &[Rare],
        strength: impl Fn(u32) -> Option<f32>,
        find: impl FnOnce() -> Strong,
    ) -> Strong {
        let key = self.key(words);
        let known = self.known.get(&key).and_then(|known| self.adapted(words, known, strength));
        let strong = known.unwrap_or_else(find);
        self.found.lock().unwrap_or_else(PoisonError::into_inner).insert(key, Arc::clone(&strong));
        strong
    }

    /// What was found, as it is now; `None` when it does not tell.
    fn adapted(
        &self,
        words: &[Rare],
        known: &Strong,
        strength: impl Fn(u32) -> Option<f32>,
    ) -> Option<Strong> {
        let has_all = |has: &Vec<bool>| words.iter().all(|(word, _)| has[*word as usize]);
        let touched: Vec<u32> =
            self.touched.iter().filter(|(_, has)| has_all(has)).map(|(page, _)| *page).collect();
        if touched.is_empty() {
            return Some(Arc::clone(known));
        }
        // Pages that are not known are weaker than those that are; if they are
        // fewer than could be, there are no others.
        let is_full = known.len() == MOST_APART;
        let weakest = known.iter().map(|&(page, strength)| order(page, strength)).min().filter(|_| is_full);
        let mut strongest = Strongest::new(MOST_APART);
        let others = known.iter().copied().filter(|(page, _)| !touched.contains(page));
        let changed = touched.iter().filter_map(|&page| Some((page, strength(page)?)));
        let changed =
            changed.filter(|&(page, strength)| weakest.is_none_or(|weakest| order(page, strength) > weakest));
        others.chain(changed).for_each(|(page, strength)| strongest.push(page, strength));
        let adapted: Strong = strongest.into_pages().collect();
        (!is_full || adapted.len() == MOST_APART).then_some(adapted)
    }

    fn key(&self, words: &[Rare]) -> Key {
        let mut bytes = Vec::with_capacity(words.len() * 20);
        for (word, rare) in words {
            bytes.extend(self.stands_for[*word as usize]);
            bytes.extend(rare.to_le_bytes());
        }
        first_half(&bytes)
    }

    /// Has the index remember what was found.
    pub(in crate::index) fn remember(self, index: &SearchIndex) {
        let found = Arc::new(self.found.into_inner().unwrap_or_else(PoisonError::into_inner));
        let words = index.pages.iter().map(|page| Arc::clone(&page.words)).collect();
        *index.together.last() = Some(Last { ground: self.ground, found, words, is_new: true });
    }
}

/// Which words have pages because of one of these.
fn touched<'a>(
    words: impl Iterator<Item = &'a Arc<PageWords>>,
    lexicon: &Lexicon,
    groups: &[GroupId],
) -> Vec<bool> {
    let mut own = vec![false; lexicon.groups.len()];
    for words in words {
        for form in (0..FIELDS).flat_map(|field| words.forms(field)) {
            let group = groups.get(form as usize).copied().unwrap_or(NOWHERE);
            own.get_mut(group as usize).into_iter().for_each(|own| *own = true);
        }
    }
    let has = |compound: &GroupId| own[*compound as usize];
    (0..).zip(&lexicon.groups).map(|(id, group)| has(&id) || group.compounds.iter().any(has)).collect()
}

/// What each word stands for. Numbers of words change from one index to the
/// next; the hashes of forms do not.
fn stand_for(index: &SearchIndex, lexicon: &Lexicon, groups: &[GroupId]) -> Vec<Key> {
    let mut own = vec![0u64; lexicon.groups.len()];
    for (print, group) in index.vocabulary.prints().into_iter().zip(groups) {
        if let Some(own) = own.get_mut(*group as usize) {
            // In any order.
            *own = own.wrapping_add(u64::from_le_bytes(print));
        }
    }
    let stands_for = |(own_print, compounds): (&u64, &Vec<GroupId>)| {
        let mut bytes = own_print.to_le_bytes().to_vec();
        // In their order, in which their weights are added up.
        bytes.extend(compounds.iter().flat_map(|compound| own[*compound as usize].to_le_bytes()));
        first_half(&bytes)
    };
    own.iter().zip(lexicon.groups.iter().map(|group| &group.compounds)).map(stands_for).collect()
}

fn first_half(bytes: &[u8]) -> Key {
    let mut key = Key::default();
    key.copy_from_slice(&blake3::hash(bytes).as_bytes()[..16]);
    key
}
