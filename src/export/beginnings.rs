//! The beginnings of words that stretch over several shards, with the pages of
//! all words that begin so.

use std::collections::BTreeSet;

use rayon::prelude::*;

use crate::index::lexicon::{Form, GroupId};
use crate::index::merged::Merged;
use crate::index::postings::{WordList, WordLists};

/// Beginnings: of each, all shorter ones are there too.
pub(super) struct Beginnings {
    /// Sorted, so that what begins with one follows it.
    pub(super) texts: Vec<String>,
}

impl Beginnings {
    /// Those of words on both sides of a bound.
    pub(super) fn between(bounds: &[String]) -> Self {
        let mut texts: BTreeSet<String> = BTreeSet::new();
        for bound in bounds.iter().skip(1) {
            let mut prefix = bound.clone();
            while prefix.pop().is_some() && !prefix.is_empty() {
                texts.insert(prefix.clone());
            }
        }
        Self { texts: texts.into_iter().collect() }
    }

    /// The pages of each.
    pub(super) fn lists(&self, words: &WordLists) -> Vec<WordList> {
        let letters: Vec<&[String]> =
            self.texts.chunk_by(|a, b| a.chars().next() == b.chars().next()).collect();
        let of_letter = |texts: &&[String]| {
            let mut lists = Lists { words, texts, lists: Vec::with_capacity(texts.len()) };
            lists.merge(0);
            lists.lists
        };
        letters.par_iter().with_max_len(1).flat_map_iter(of_letter).collect()
    }
}

/// The lists of beginnings of one first letter, which is the first of them.
struct Lists<'a> {
    words: &'a WordLists,
    texts: &'a [String],
    lists: Vec<WordList>,
}

impl Lists<'_> {
    /// Merges all words that begin with a text: those of longer beginnings
    /// from what was merged for these. Gives how many texts it did.
    fn merge(&mut self, at: usize) -> (Merged, usize) {
        let Self { words, texts, .. } = *self;
        let prefix = &texts[at];
        self.lists.push(WordList::default());
        let mut merged = Merged::new(words.total);
        let mut forms = words.lexicon.starting_with(prefix);
        let mut next = at + 1;
        while let Some(longer) = texts.get(next).filter(|text| text.starts_with(prefix.as_str())) {
            let (before, rest) = forms.split_at(forms.partition_point(|form| form.text < *longer));
            add(&mut merged, before, words);
            let (others, done) = self.merge(next);
            merged.add_all(&others);
            forms = &rest[rest.partition_point(|form| form.text.starts_with(longer.as_str()))..];
            next += done;
        }
        add(&mut merged, forms, words);
        self.lists[at] = merged.list();
        (merged, next - at)
    }
}

fn add(merged: &mut Merged, forms: &[Form], words: &WordLists) {
    let mut groups: Vec<GroupId> = forms.iter().map(|form| form.group).collect();
    groups.sort_unstable();
    groups.dedup();
    groups.into_iter().for_each(|group| merged.add(&words.lists[group as usize]));
}
