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
use super::lexicon::{GroupId, Lexicon};
use super::own::{LONGEST_TITLE, NOWHERE, OnPage, OwnPages, TITLE_BITS, averages};
use super::together::{Finds, Spreads};
use super::weights::{K1, LIGHT, Levels, PART, PARTS_APART, SYNONYM_TITLE, WEAK, idf, synonym};
use super::words::FIELDS;

/// The pages of one word.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct WordList {
    /// How rare the word is.
    pub idf: u8,
    /// The pages, ascending.
    pub hits: Vec<Hit>,
}

/// A word on a page. Four bytes, for of a large site these are most of what
/// is in memory while its lists are written; a site can have sixteen million
/// pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hit(u32);

/// Bits of a level.
const LEVEL_BITS: u32 = 5;

impl Hit {
    /// A word on this page: a level of strength, and of how many words the
    /// title or name is that has it, 1 to 7; 0 if none.
    pub fn new(page: u32, level: u8, title: u8) -> Self {
        Self(page << (LEVEL_BITS + TITLE_BITS) | u32::from(title) << LEVEL_BITS | u32::from(level))
    }

    /// The page: its place in the order of routes.
    pub fn page(self) -> u32 {
        self.0 >> (LEVEL_BITS + TITLE_BITS)
    }

    /// How strongly it is about the word: a level.
    pub fn level(self) -> u8 {
        (self.0 & ((1 << LEVEL_BITS) - 1)) as u8
    }

    /// Of how many words the title or name is that has it; 0 if none.
    pub fn title(self) -> u8 {
        (self.0 >> LEVEL_BITS & ((1 << TITLE_BITS) - 1)) as u8
    }

    /// Level and title in one byte, as the browser's files have them.
    pub fn level_and_title(self) -> u8 {
        self.0 as u8
    }
}

/// The lists of all words.
pub struct WordLists {
    /// The vocabulary.
    pub lexicon: Arc<Lexicon>,
    /// How many pages there are.
    pub total: usize,
    /// The list of each word, by [`GroupId`].
    pub lists: Vec<WordList>,
    /// Which forms are a title or name by themselves, by their places in the
    /// vocabulary.
    pub named: Vec<bool>,
}

impl WordLists {
    /// All lists of an index. What they were worked out from goes: on a large
    /// site it is more than they are.
    pub fn of(index: &SearchIndex) -> Self {
        let mut postings = Postings::begun(index, true);
        let groups = 0..postings.lexicon.groups.len() as GroupId;
        let lists = groups.into_par_iter().map(|group| postings.list(group)).collect();
        postings.finds.take().into_iter().for_each(|finds| finds.remember(index));
        let Postings { lexicon, total, named, .. } = postings;
        Self { lexicon, total, lists, named }
    }
}

/// The pages that have a word itself or a compound with it, how strong the
/// strongest of them is, and how rare they make it.
struct Base {
    pages: Vec<OnPage>,
    strongest: f32,
    rareness: u8,
}

/// Works out words' lists.
pub struct Postings {
    /// The vocabulary.
    pub lexicon: Arc<Lexicon>,
    /// How many pages there are.
    pub total: usize,
    /// Which forms are a title or name by themselves, by their places in the
    /// vocabulary. `Leiden` is one; `leiding`, which may be a form of the same
    /// word, is not.
    pub named: Vec<bool>,
    levels: Levels,
    /// What a page's strengths are multiplied by.
    factors: Vec<f32>,
    own: OwnPages,
    base: Vec<OnceLock<Base>>,
    scratch: Mutex<Vec<Vec<f32>>>,
    pub(super) spreads: Spreads,
    /// Where what is found of several words is remembered.
    pub(super) finds: Option<Finds>,
}

impl Postings {
    /// The lists of an index.
    pub fn of(index: &SearchIndex) -> Self {
        Self::begun(index, false)
    }

    fn begun(index: &SearchIndex, remembers: bool) -> Self {
        let forms = index.vocabulary.forms();
        let mut used = vec![false; forms.len()];
        for page in &index.pages {
            for field in 0..FIELDS {
                page.words.forms(field).for_each(|form| used[form as usize] = true);
            }
            page.words.names.iter().for_each(|(form, _)| used[*form as usize] = true);
        }
        let mut sorted: Vec<usize> = (0..forms.len()).filter(|number| used[*number]).collect();
        sorted.par_sort_unstable_by_key(|number| &forms[*number]);
        let texts = sorted.iter().map(|number| forms[*number].to_string()).collect();
        let payload = &index.payload;
        let lexicon = index.lexicon.of(texts, &payload.language, &payload.site.abbreviations);
        let mut names = vec![false; forms.len()];
        for (form, length) in index.pages.iter().flat_map(|page| &page.words.names) {
            names[*form as usize] |= *length == 1;
        }
        // A form's number in the index → its word; both are in the order of texts.
        let mut groups: Vec<GroupId> = vec![NOWHERE; forms.len()];
        let mut named = vec![false; lexicon.forms.len()];
        let mut words = lexicon.forms.iter().enumerate();
        for number in sorted {
            if let Some((place, word)) = words.find(|(_, word)| word.text == *forms[number]) {
                groups[number] = word.group;
                named[place] = names[number];
            }
        }
        let averages = averages(index);
        let own = OwnPages::of(index, &averages, &groups, lexicon.groups.len());
        let finds = remembers.then(|| Finds::new(index, averages, &lexicon, &groups));
        let base = std::iter::repeat_with(OnceLock::new).take(lexicon.groups.len()).collect();
        let total = index.pages.len();
        let factors = index.pages.iter().map(|page| if page.record.light { LIGHT } else { 1.0 }).collect();
        let levels = Levels::new();
        Self {
            lexicon,
            total,
            named,
            levels,
            factors,
            own,
            base,
            scratch: Mutex::default(),
            spreads: Spreads::default(),
            finds,
        }
    }

    /// The pages that a word finds.
    pub fn list(&self, group: GroupId) -> WordList {
        let base = self.base(group);
        let own_idf = self.rareness(group);
        let word = &self.lexicon.groups[group as usize];
        let hit = |hit: &OnPage| Hit::new(hit.page(), self.levels.of(hit.amount), hit.title());
        let mut more = Vec::new();
        // Parts that stand in compounds only do not stand apart.
        if word.parts.len() > 1 && word.parts.iter().all(|part| !self.own.pages(*part).is_empty()) {
            more.push(self.all_of(&word.parts, PARTS_APART, own_idf));
        }
        let weight = synonym(base.len());
        more.extend(word.synonyms.iter().map(|words| self.synonyms(words, weight, own_idf)));
        if more.is_empty() {
            return WordList { idf: own_idf, hits: base.iter().map(hit).collect() };
        }
        let mut hits: Vec<OnPage> = base.iter().chain(more.iter().flatten()).copied().collect();
        // A page keeps what is most: of titles the shortest, 0 being none.
        hits.sort_by_key(|hit| (hit.page(), hit.title().wrapping_sub(1)));
        hits.dedup_by(|next, kept| {
            let same = next.page() == kept.page();
            if same {
                kept.amount = kept.amount.max(next.amount);
            }
            same
        });
        WordList { idf: own_idf, hits: hits.iter().map(hit).collect() }
    }

    /// Whether a word finds any page.
    pub fn finds_something(&self, group: GroupId) -> bool {
        !self.own.pages(group).is_empty() || !self.list(group).hits.is_empty()
    }

    /// How rare a word is; one that says little counts as more common.
    pub fn rareness(&self, group: GroupId) -> u8 {
        self.with_compounds(group).rareness
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

    /// The pages that have the word itself or a compound with it.
    pub(super) fn base(&self, group: GroupId) -> &[OnPage] {
        &self.with_compounds(group).pages
    }

    /// How strong a word is on the page that has it most.
    pub(super) fn strongest_page(&self, group: GroupId) -> f32 {
        self.with_compounds(group).strongest
    }

    fn with_compounds(&self, group: GroupId) -> &Base {
        self.base[group as usize].get_or_init(|| {
            let pages = self.pages_with_compounds(group);
            let rareness = idf(pages.len().max(1), self.total);
            let weak = self.lexicon.groups[group as usize].weak;
            let rareness = if weak { (f32::from(rareness) * WEAK).max(1.0) as u8 } else { rareness };
            let strongest = pages.iter().map(|hit| hit.amount).fold(0.0, f32::max);
            Base { pages, strongest, rareness }
        })
    }

    fn pages_with_compounds(&self, group: GroupId) -> Vec<OnPage> {
        let strength = |page: u32, weight: f32, title| {
            let strength = self.factors[page as usize] * weight / (K1 + weight);
            OnPage::new(page, strength, title)
        };
        let own = self.own.pages(group);
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
                self.own.pages(compound).iter().for_each(|hit| add(hit.page(), hit.amount * PART));
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
    }

    /// The titles that have one of these compounds, as if its parts stood
    /// apart in them: page → how many words.
    fn compound_titles(&self, compounds: &[GroupId]) -> FxHashMap<u32, u8> {
        let mut titles: FxHashMap<u32, u8> = FxHashMap::default();
        for &compound in compounds {
            let parts = self.lexicon.groups[compound as usize].parts.len().max(2) as u8;
            for hit in self.own.pages(compound).iter().filter(|hit| hit.title() > 0) {
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

    /// Lends a number a page, all zero, to be given back so.
    fn with_scratch<T>(&self, work: impl FnOnce(&mut [f32]) -> T) -> T {
        let kept = || self.scratch.lock().unwrap_or_else(PoisonError::into_inner);
        let mut scratch = kept().pop().unwrap_or_else(|| vec![0.0; self.total]);
        let result = work(&mut scratch);
        kept().push(scratch);
        result
    }
}
