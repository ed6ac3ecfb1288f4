//! How much every word is to the pages that have it: its weight in all
//! fields, before any other word adds to it.

use std::ops::Range;

use rayon::prelude::*;

use super::build::SearchIndex;
use super::fields::TEXT_FIELDS;
use super::lexicon::GroupId;
use super::weights::average;
use super::words::{FIELDS, PageWords};

/// Longer titles are not told apart: three bits hold their length.
pub(super) const LONGEST_TITLE: u8 = 7;

/// The word of a form that no page has.
pub(super) const NOWHERE: u32 = u32::MAX;

/// How much a word is to a page: first its weight, after saturation how
/// strongly the page is about it, 0 to 1. Eight bytes, for of a large site
/// these are most of what is in memory while its lists are made.
#[derive(Debug, Clone, Copy)]
pub(super) struct OnPage {
    /// The page, and in the lowest three bits the length of a title.
    page_and_title: u32,
    pub(super) amount: f32,
}

/// Bits of a title's length; those that are left hold a page, of which a site
/// can have half a thousand million.
pub(super) const TITLE_BITS: u32 = 3;

impl OnPage {
    pub(super) fn new(page: u32, amount: f32, title: u8) -> Self {
        Self { page_and_title: page << TITLE_BITS | u32::from(title.min(LONGEST_TITLE)), amount }
    }

    pub(super) fn page(self) -> u32 {
        self.page_and_title >> TITLE_BITS
    }

    /// Of how many words the title or name is that has it, as in [`Hit`](super::postings::Hit).
    pub(super) fn title(self) -> u8 {
        (self.page_and_title & u32::from(LONGEST_TITLE)) as u8
    }
}

/// The pages of every word.
pub(super) struct OwnPages {
    /// Those of each word, one word after the other.
    pages: Vec<OnPage>,
    /// Where the pages of each word begin, and where those of the last end.
    starts: Vec<usize>,
}

impl OwnPages {
    /// The pages of `count` words, where `groups` says which word a form is,
    /// and fields have these average lengths.
    pub(super) fn of(
        index: &SearchIndex,
        averages: &[f32; FIELDS],
        groups: &[GroupId],
        count: usize,
    ) -> Self {
        let rows: Vec<Row> = index
            .pages
            .par_chunks(PAGES_A_ROW)
            .map(|pages| {
                let mut reader = PageReader::new(groups, count, averages);
                let mut row = Row::default();
                for page in pages {
                    reader.add(&page.words, &mut row.weights);
                    row.ends.push(row.weights.len());
                }
                row
            })
            .collect();
        let mut starts = vec![0; count + 1];
        for weight in rows.iter().flat_map(|row| &row.weights) {
            starts[weight.word() + 1] += 1;
        }
        for at in 0..count {
            starts[at + 1] += starts[at];
        }
        Self { pages: turned(&rows, &starts), starts }
    }

    /// The pages that have a word, ascending.
    pub(super) fn pages(&self, word: GroupId) -> &[OnPage] {
        let word = word as usize;
        &self.pages[self.starts[word]..self.starts[word + 1]]
    }
}

/// The average length of each field.
pub(super) fn averages(index: &SearchIndex) -> [f32; FIELDS] {
    std::array::from_fn(|field| {
        let total: u64 = index.pages.iter().map(|page| u64::from(page.words.length(field))).sum();
        average(total, index.pages.len())
    })
}

/// So many pages are read by one thread at a time.
const PAGES_A_ROW: usize = 512;

/// What one word weighs on one page.
#[derive(Clone, Copy)]
struct Weight {
    /// The word, and in the lowest three bits the length of a title.
    word_and_title: u32,
    amount: f32,
}

impl Weight {
    fn word(self) -> usize {
        (self.word_and_title >> TITLE_BITS) as usize
    }
}

/// The weights on some pages, one page after the other, words ascending.
#[derive(Default)]
struct Row {
    weights: Vec<Weight>,
    /// Where each page ends.
    ends: Vec<usize>,
}

impl Row {
    fn pages(&self) -> impl Iterator<Item = &[Weight]> {
        let starts = std::iter::once(0).chain(self.ends.iter().copied());
        starts.zip(&self.ends).map(|(start, end)| &self.weights[start..*end])
    }
}

/// Weights by page → pages by word.
fn turned(rows: &[Row], starts: &[usize]) -> Vec<OnPage> {
    let (count, all) = (starts.len() - 1, starts.last().copied().unwrap_or_default());
    let mut pages = vec![OnPage::new(0, 0.0, 0); all];
    // Each thread writes the lists of some words, and of a page, whose words
    // are in their order, reads only those.
    let share = all.div_ceil(rayon::current_num_threads()).max(1);
    let mut jobs: Vec<(Range<usize>, &mut [OnPage])> = Vec::new();
    let (mut rest, mut first) = (pages.as_mut_slice(), 0);
    while first < count {
        let end = starts.partition_point(|start| *start < starts[first] + share).clamp(first + 1, count);
        let (lists, others) = rest.split_at_mut(starts[end] - starts[first]);
        jobs.push((first..end, lists));
        (rest, first) = (others, end);
    }
    jobs.into_par_iter().for_each(|(words, lists)| {
        let mut next: Vec<usize> =
            starts[words.clone()].iter().map(|start| start - starts[words.start]).collect();
        for (page, weights) in (0..).zip(rows.iter().flat_map(Row::pages)) {
            let from = weights.partition_point(|weight| weight.word() < words.start);
            for weight in weights[from..].iter().take_while(|weight| weight.word() < words.end) {
                let at = &mut next[weight.word() - words.start];
                lists[*at] = OnPage::new(
                    page,
                    weight.amount,
                    (weight.word_and_title & u32::from(LONGEST_TITLE)) as u8,
                );
                *at += 1;
            }
        }
    });
    pages
}

/// Weighs the words of one page after another.
struct PageReader<'a> {
    groups: &'a [GroupId],
    averages: &'a [f32; FIELDS],
    /// By word, zero between pages: how often it stands in the field that is
    /// being read, and its weight in the fields before.
    sums: Vec<(u32, f32)>,
    in_field: Vec<GroupId>,
    on_page: Vec<GroupId>,
}

impl<'a> PageReader<'a> {
    fn new(groups: &'a [GroupId], count: usize, averages: &'a [f32; FIELDS]) -> Self {
        Self { groups, averages, sums: vec![(0, 0.0); count], in_field: Vec::new(), on_page: Vec::new() }
    }

    /// Adds the words of a page, ascending, with their weights.
    fn add(&mut self, words: &PageWords, weights: &mut Vec<Weight>) {
        for (field, declared) in TEXT_FIELDS.iter().enumerate() {
            for form in words.forms(field) {
                let word = self.groups[form as usize];
                let count = &mut self.sums[word as usize].0;
                *count += 1;
                if *count == 1 {
                    self.in_field.push(word);
                }
            }
            let length = words.length(field) as f32 / self.averages[field];
            let norm = 1.0 - declared.length + declared.length * length;
            for word in self.in_field.drain(..) {
                let (count, sum) = &mut self.sums[word as usize];
                if *sum == 0.0 {
                    self.on_page.push(word);
                }
                *sum += declared.weight * std::mem::take(count) as f32 / norm;
            }
        }
        self.on_page.sort_unstable();
        let mut titles: Vec<(GroupId, u8)> =
            words.names.iter().map(|&(form, length)| (self.groups[form as usize], length)).collect();
        titles.sort_unstable();
        let mut titles = titles.into_iter().peekable();
        for word in self.on_page.drain(..) {
            while titles.next_if(|title| title.0 < word).is_some() {}
            // The shortest comes first.
            let title = titles.peek().filter(|title| title.0 == word).map_or(0, |title| title.1);
            let amount = std::mem::take(&mut self.sums[word as usize].1);
            let word_and_title = word << TITLE_BITS | u32::from(title.min(LONGEST_TITLE));
            weights.push(Weight { word_and_title, amount });
        }
    }
}
