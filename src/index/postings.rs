//! The pages that a word finds, and how strongly.
//!
//! For every word one list holds all that it finds: pages with the word in
//! any field, with a compound that it is a part of, with its parts apart, with
//! a synonym. What is worked out here is all that ranking knows of a page; the
//! browser gets the same lists.

use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::build::SearchIndex;
use super::fields::TEXT_FIELDS;
use super::lexicon::{GroupId, Lexicon};
use super::strongest::Strongest;
use super::weights::{
    K1, LIGHT, Levels, MOST_APART, MOST_BEGINNING, PART, PARTS_APART, SYNONYM_TITLE, WEAK, average, idf,
    synonym,
};
use super::words::{FIELDS, PageWords};

/// The pages of one word.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct WordList {
    /// How rare the word is.
    pub idf: u8,
    /// The pages, ascending.
    pub hits: Vec<Hit>,
}

/// A word on a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hit {
    /// The page: its place in the order of routes.
    pub page: u32,
    /// How strongly it is about the word: a level.
    pub level: u8,
    /// Of how many words the title or name is that has it, 1 to 7; 0 if none.
    pub title: u8,
}

/// How much a word is to a page: first its weight, after saturation how
/// strongly the page is about it, 0 to 1. Eight bytes, for of a large site
/// these are most of what is in memory while its lists are made.
#[derive(Debug, Clone, Copy)]
struct OnPage {
    /// The page, and in the lowest three bits the length of a title.
    page_and_title: u32,
    amount: f32,
}

/// Bits of a title's length; those that are left hold a page, of which a site
/// can have half a thousand million.
const TITLE_BITS: u32 = 3;

impl OnPage {
    fn new(page: u32, amount: f32, title: u8) -> Self {
        Self { page_and_title: page << TITLE_BITS | u32::from(title.min(LONGEST_TITLE)), amount }
    }

    fn page(self) -> u32 {
        self.page_and_title >> TITLE_BITS
    }

    /// Of how many words the title or name is that has it, as in [`Hit`].
    fn title(self) -> u8 {
        (self.page_and_title & u32::from(LONGEST_TITLE)) as u8
    }
}

/// One word's strength, times its rareness, on every page.
struct Spread {
    word: Option<GroupId>,
    strengths: Vec<f32>,
}

/// The lists of all words.
pub struct WordLists {
    /// The vocabulary.
    pub lexicon: Lexicon,
    /// How many pages there are.
    pub total: usize,
    /// The list of each word, by [`GroupId`].
    pub lists: Vec<WordList>,
}

/// Works out words' lists.
pub struct Postings {
    /// The vocabulary.
    pub lexicon: Lexicon,
    /// How many pages there are.
    pub total: usize,
    levels: Levels,
    /// What a page's strengths are multiplied by.
    factors: Vec<f32>,
    /// The pages of each word, one after the other.
    own: Vec<OnPage>,
    /// Where the pages of each word begin.
    starts: Vec<usize>,
    base: Vec<OnceLock<Vec<OnPage>>>,
    scratch: Mutex<Vec<Vec<f32>>>,
    spread: Mutex<Vec<Spread>>,
}

/// Longer titles are not told apart: three bits hold their length.
const LONGEST_TITLE: u8 = 7;

/// The word of a form that no page has.
const NOWHERE: u32 = u32::MAX;

impl Postings {
    /// The lists of an index.
    pub fn of(index: &SearchIndex) -> Self {
        let forms = index.vocabulary.forms();
        let mut used = vec![false; forms.len()];
        for page in &index.pages {
            for field in 0..FIELDS {
                page.words.forms(field).for_each(|form| used[form as usize] = true);
            }
            page.words.names.iter().for_each(|(form, _)| used[*form as usize] = true);
        }
        let mut texts: Vec<String> =
            forms.iter().zip(&used).filter(|(_, used)| **used).map(|(form, _)| form.to_string()).collect();
        texts.sort_unstable();
        let payload = &index.payload;
        let lexicon = Lexicon::new(texts, &payload.language, &payload.site.abbreviations);
        // A form's number in the index → its word.
        let group = |(form, used): (&Arc<str>, &bool)| used.then(|| lexicon.group_of(form)).flatten();
        let groups: Vec<GroupId> =
            forms.par_iter().zip(&used).map(group).map(|group| group.unwrap_or(NOWHERE)).collect();
        let (own, starts) = own(index, &groups, lexicon.groups.len());
        let base = std::iter::repeat_with(OnceLock::new).take(lexicon.groups.len()).collect();
        let total = index.pages.len();
        let factors = index.pages.iter().map(|page| if page.record.light { LIGHT } else { 1.0 }).collect();
        let levels = Levels::new();
        let (scratch, spread) = (Mutex::default(), Mutex::default());
        Self { lexicon, total, levels, factors, own, starts, base, scratch, spread }
    }

    /// All lists. What they were worked out from goes: on a large site it is
    /// more than they are.
    pub fn into_lists(self) -> WordLists {
        let groups = 0..self.lexicon.groups.len() as GroupId;
        let lists = groups.into_par_iter().map(|group| self.list(group)).collect();
        let Self { lexicon, total, .. } = self;
        WordLists { lexicon, total, lists }
    }

    /// The pages that a word finds.
    pub fn list(&self, group: GroupId) -> WordList {
        let base = self.base(group);
        let own_idf = self.rareness(group);
        let word = &self.lexicon.groups[group as usize];
        let hit =
            |hit: &OnPage| Hit { page: hit.page(), level: self.levels.of(hit.amount), title: hit.title() };
        let mut more = Vec::new();
        if word.parts.len() > 1 {
            more.push(self.all_of(&word.parts, PARTS_APART, own_idf));
        }
        let weight = synonym(base.len());
        more.extend(word.synonyms.iter().map(|words| self.synonyms(words, weight, own_idf)));
        if more.is_empty() {
            return WordList { idf: own_idf, hits: base.iter().map(hit).collect() };
        }
        let mut hits: Vec<OnPage> = base.iter().chain(more.iter().flatten()).copied().collect();
        // A page keeps what is most.
        hits.sort_by(|a, b| a.page().cmp(&b.page()).then(b.title().cmp(&a.title())));
        hits.dedup_by(|next, kept| {
            let same = next.page() == kept.page();
            if same {
                kept.amount = kept.amount.max(next.amount);
            }
            same
        });
        WordList { idf: own_idf, hits: hits.iter().map(hit).collect() }
    }

    /// How rare a word is; one that says little counts as more common.
    pub fn rareness(&self, group: GroupId) -> u8 {
        let rareness = idf(self.base(group).len().max(1), self.total);
        let weak = self.lexicon.groups[group as usize].weak;
        if weak { (f32::from(rareness) * WEAK).max(1.0) as u8 } else { rareness }
    }

    /// The pages of a synonym; where it is one word, also those of which it is
    /// the title.
    fn synonyms(&self, words: &[GroupId], weight: f32, own_idf: u8) -> Vec<OnPage> {
        let mut found = self.all_of(words, weight, own_idf);
        if let [word] = words {
            // Of one word all pages are kept, in their order.
            for (hit, own) in found.iter_mut().zip(self.base(*word)) {
                *hit = OnPage::new(hit.page(), hit.amount, own.title().saturating_mul(SYNONYM_TITLE));
            }
        }
        found
    }

    /// The pages that have all of `words`, as strong as these words are
    /// together, times `weight`.
    fn all_of(&self, words: &[GroupId], weight: f32, own_idf: u8) -> Vec<OnPage> {
        let rare = |&word: &GroupId| (word, f32::from(self.rareness(word)));
        let mut found = match words {
            [] => return Vec::new(),
            [only] => {
                let (word, rare) = rare(only);
                let weighed = |hit: &OnPage| OnPage::new(hit.page(), hit.amount * rare, 0);
                self.base(word).iter().map(weighed).collect()
            }
            [first, second, others @ ..] => {
                let others: Vec<(&[OnPage], f32)> =
                    others.iter().map(rare).map(|(word, rare)| (self.base(word), rare)).collect();
                let mut strongest = Strongest::new(MOST_APART);
                self.both(rare(first), rare(second), |page, both| {
                    let all = others.iter().try_fold(both, |sum, (base, rare)| {
                        let place = base.binary_search_by_key(&page, |hit| hit.page()).ok()?;
                        Some(sum + base[place].amount * rare)
                    });
                    all.into_iter().for_each(|all| strongest.push(page, all));
                });
                let hit = |(page, strength)| OnPage::new(page, strength, 0);
                strongest.into_pages().map(hit).collect::<Vec<OnPage>>()
            }
        };
        let scale = weight / (f32::from(own_idf) * words.len() as f32).max(1.0);
        found.iter_mut().for_each(|hit| hit.amount = (hit.amount * scale).min(1.0));
        found
    }

    /// Tells of every page that has both words, each given with its rareness,
    /// how strong these are together.
    fn both(&self, first: (GroupId, f32), second: (GroupId, f32), mut tell: impl FnMut(u32, f32)) {
        let kept = || self.spread.lock().unwrap_or_else(PoisonError::into_inner);
        let spread = |spreads: &mut Vec<Spread>| {
            let same = spreads.iter().position(|spread| spread.word == Some(first.0));
            same.map(|place| spreads.swap_remove(place)).or_else(|| spreads.pop())
        };
        let (one, two) = (self.base(first.0), self.base(second.0));
        let spread = spread(&mut kept());
        let mut spread = spread.unwrap_or_else(|| Spread { word: None, strengths: vec![0.0; self.total] });
        // Words that begin with one part follow one another: most times it
        // is there already.
        if spread.word != Some(first.0) {
            let before = spread.word.map_or(&[][..], |word| self.base(word));
            before.iter().for_each(|hit| spread.strengths[hit.page() as usize] = 0.0);
            one.iter().for_each(|hit| spread.strengths[hit.page() as usize] = hit.amount * first.1);
            spread.word = Some(first.0);
        }
        for hit in two {
            let known = spread.strengths[hit.page() as usize];
            if known > 0.0 {
                tell(hit.page(), known + hit.amount * second.1);
            }
        }
        kept().push(spread);
    }

    /// The pages that have the word itself or a compound with it.
    fn base(&self, group: GroupId) -> &[OnPage] {
        self.base[group as usize].get_or_init(|| {
            let strength = |page: u32, weight: f32, title| {
                let strength = self.factors[page as usize] * weight / (K1 + weight);
                OnPage::new(page, strength, title)
            };
            let own = self.own(group);
            let compounds = &self.lexicon.groups[group as usize].compounds;
            if compounds.is_empty() {
                return own.iter().map(|hit| strength(hit.page(), hit.amount, hit.title())).collect();
            }
            self.with_scratch(|sums| {
                let mut pages: Vec<u32> = Vec::new();
                let mut add = |page: u32, weight: f32| {
                    let sum = &mut sums[page as usize];
                    if *sum == 0.0 {
                        pages.push(page);
                    }
                    *sum += weight;
                };
                own.iter().for_each(|hit| add(hit.page(), hit.amount));
                for &compound in compounds {
                    self.own(compound).iter().for_each(|hit| add(hit.page(), hit.amount * PART));
                }
                pages.sort_unstable();
                let mut titles = own.iter().peekable();
                let apart = self.compound_titles(compounds);
                pages
                    .into_iter()
                    .map(|page| {
                        let title = titles.next_if(|hit| hit.page() == page).map_or(0, |hit| hit.title());
                        let title = if title > 0 { title } else { apart.get(&page).copied().unwrap_or(0) };
                        strength(page, std::mem::take(&mut sums[page as usize]), title)
                    })
                    .collect()
            })
        })
    }

    /// The titles that have one of these compounds, as if its parts stood
    /// apart in them: page → how many words.
    fn compound_titles(&self, compounds: &[GroupId]) -> FxHashMap<u32, u8> {
        let mut titles: FxHashMap<u32, u8> = FxHashMap::default();
        for &compound in compounds {
            let parts = self.lexicon.groups[compound as usize].parts.len().max(2) as u8;
            for hit in self.own(compound).iter().filter(|hit| hit.title() > 0) {
                let length = hit.title().saturating_mul(parts);
                if length <= LONGEST_TITLE {
                    titles
                        .entry(hit.page())
                        .and_modify(|known| *known = length.min(*known))
                        .or_insert(length);
                }
            }
        }
        titles
    }

    /// The pages that have the word itself, with its weight in all fields.
    fn own(&self, group: GroupId) -> &[OnPage] {
        let group = group as usize;
        &self.own[self.starts[group]..self.starts[group + 1]]
    }

    /// Lends a number a page, all zero, to be given back so.
    fn with_scratch<T>(&self, work: impl FnOnce(&mut [f32]) -> T) -> T {
        let kept = || self.scratch.lock().unwrap_or_else(PoisonError::into_inner);
        let mut scratch = kept().pop().unwrap_or_else(|| vec![0.0; self.total]);
        let result = work(&mut scratch);
        kept().push(scratch);
        result
    }
}

/// The weights of every word on its pages, and where each word's begin.
fn own(index: &SearchIndex, groups: &[GroupId], count: usize) -> (Vec<OnPage>, Vec<usize>) {
    let mut averages = [0.0; FIELDS];
    for (field, average) in averages.iter_mut().enumerate() {
        let total: u64 = index.pages.iter().map(|page| u64::from(page.words.length(field))).sum();
        *average = self::average(total, index.pages.len());
    }
    let pages: Vec<Box<[(GroupId, f32, u8)]>> =
        index.pages.par_iter().map(|page| page_weights(&page.words, groups, &averages)).collect();
    let mut starts = vec![0; count + 1];
    for (group, ..) in pages.iter().flatten() {
        starts[*group as usize + 1] += 1;
    }
    for at in 0..count {
        starts[at + 1] += starts[at];
    }
    let mut own = vec![OnPage::new(0, 0.0, 0); starts[count]];
    // Each thread writes the lists of some words, and of a page, whose words
    // are in their order, reads only those.
    let row = starts[count].div_ceil(rayon::current_num_threads()).max(1);
    let mut jobs = Vec::new();
    let (mut rest, mut first) = (own.as_mut_slice(), 0);
    while first < count {
        let end = starts.partition_point(|start| *start < starts[first] + row).clamp(first + 1, count);
        let (lists, others) = rest.split_at_mut(starts[end] - starts[first]);
        jobs.push((first..end, lists));
        (rest, first) = (others, end);
    }
    jobs.into_par_iter().for_each(|(words, lists)| {
        let mut next: Vec<usize> =
            starts[words.clone()].iter().map(|start| start - starts[words.start]).collect();
        for (page, weights) in (0..).zip(&pages) {
            let from = weights.partition_point(|(word, ..)| (*word as usize) < words.start);
            let those = weights[from..].iter().take_while(|(word, ..)| (*word as usize) < words.end);
            for &(word, weight, title) in those {
                let at = &mut next[word as usize - words.start];
                lists[*at] = OnPage::new(page, weight, title);
                *at += 1;
            }
        }
    });
    (own, starts)
}

/// The words of a page, ascending, with their weights.
fn page_weights(
    words: &PageWords,
    groups: &[GroupId],
    averages: &[f32; FIELDS],
) -> Box<[(GroupId, f32, u8)]> {
    // Word and field in one number: those are sorted in half the time of pairs.
    let mut found: Vec<u64> = Vec::with_capacity(words.total());
    for field in 0..FIELDS {
        found.extend(words.forms(field).map(|form| u64::from(groups[form as usize]) << 8 | field as u64));
    }
    found.sort_unstable();
    let mut titles: Vec<(GroupId, u8)> =
        words.names.iter().map(|&(form, length)| (groups[form as usize], length)).collect();
    titles.sort_unstable();
    let mut titles = titles.into_iter().peekable();
    let mut weights: Vec<(GroupId, f32, u8)> = Vec::new();
    for same in found.chunk_by(|a, b| a == b) {
        let Some(first) = same.first() else { continue };
        let (group, field) = ((first >> 8) as GroupId, (first & 255) as usize);
        let declared = &TEXT_FIELDS[field];
        let length = words.length(field) as f32 / averages[field];
        let weight = declared.weight * same.len() as f32 / (1.0 - declared.length + declared.length * length);
        match weights.last_mut().filter(|last| last.0 == group) {
            Some(last) => last.1 += weight,
            None => {
                while titles.next_if(|title| title.0 < group).is_some() {}
                // The shortest comes first.
                let title = titles.peek().filter(|title| title.0 == group).map_or(0, |title| title.1);
                weights.push((group, weight, title));
            }
        }
    }
    weights.into_boxed_slice()
}

/// One list of several, for a beginning that their words share: of each page
/// the strongest hit, no titles, and only the strongest pages.
pub fn merge<'a>(lists: impl Iterator<Item = &'a WordList>, total: usize) -> WordList {
    // One more than the level, for zero is a page without a hit.
    let mut levels = vec![0u8; total];
    for hit in lists.flat_map(|list| &list.hits) {
        let level = &mut levels[hit.page as usize];
        *level = (*level).max(hit.level + 1);
    }
    let mut counts = [0; 256];
    levels.iter().for_each(|level| counts[usize::from(*level)] += 1);
    let found = total - counts[0];
    // The weakest level that is not cut off whole, and how many it keeps.
    let mut room = MOST_BEGINNING;
    let mut weakest = 255;
    while weakest > 1 && counts[weakest] <= room {
        room -= counts[weakest];
        weakest -= 1;
    }
    let mut hits = Vec::with_capacity(found.min(MOST_BEGINNING));
    for (page, level) in (0u32..).zip(levels) {
        let at = usize::from(level);
        if level == 0 || at < weakest || at == weakest && room == 0 {
            continue;
        }
        if at == weakest {
            room -= 1;
        }
        hits.push(Hit { page, level: level - 1, title: 0 });
    }
    WordList { idf: idf(found.max(1), total), hits }
}
