//! The vocabulary in shards: words with their pages, the beginnings of words
//! that stretch over several shards, and the forms by first letter.

use std::collections::BTreeSet;

use rayon::prelude::*;

use super::beginnings::Beginnings;
use super::shard::Shard;
use crate::index::postings::{WordList, WordLists};

/// Shards of one kind, still uncompressed.
#[derive(Debug, Default)]
pub struct Shards {
    /// Shard i holds what is not below bound i and below bound i + 1.
    pub bounds: Vec<String>,
    /// Their bytes.
    pub shards: Vec<Vec<u8>>,
}

/// The three kinds of shards.
#[derive(Debug, Default)]
pub struct WordFiles {
    /// Words with their pages.
    pub terms: Shards,
    /// Beginnings that more than one shard of words has, with their pages.
    pub prefixes: Shards,
    /// Forms by first letter, for what the site does not know.
    pub forms: Shards,
}

/// Roughly the bytes of a form, of a word and of a page after compression;
/// measured, and only used to cut shards of about one size.
const FORM_COST: f32 = 2.5;
const WORD_COST: f32 = 2.0;
const HIT_COST: f32 = 1.15;
const BEGINNING_COST: f32 = 0.8;
/// Shards of beginnings are smaller than those of words: who types a word
/// loads several, and of each wants one beginning.
const BEGINNINGS: f32 = 0.6;

/// How large a shard may be: small for a small site, where a query should
/// load few bytes, larger for a large one, whose manifest lists them all.
pub(super) fn target(pages: usize) -> f32 {
    if pages <= 500 { 2600.0 } else { (3000.0 * (pages as f32 / 250.0).sqrt().sqrt()).min(12_000.0) }
}

/// Cuts the vocabulary into shards.
pub fn word_files(postings: &WordLists) -> WordFiles {
    let forms = &postings.lexicon.forms;
    let lists = &postings.lists;
    let target = target(postings.total);
    let mut terms = Cut::default();
    let (mut cost, mut seen) = (0.0, BTreeSet::new());
    let mut previous = "";
    for form in forms {
        let list = &lists[form.group as usize];
        if list.hits.is_empty() {
            continue;
        }
        let fresh = !seen.contains(&form.group);
        let more = FORM_COST + if fresh { WORD_COST + HIT_COST * list.hits.len() as f32 } else { 0.0 };
        if terms.shards.is_empty() || cost + more > target {
            terms.start(bound(previous, &form.text));
            (cost, seen) = (0.0, BTreeSet::new());
        }
        cost += more;
        seen.insert(form.group);
        terms.push(&form.text, form.group, form.part, list);
        previous = &form.text;
    }
    let (prefixes, forms) = rayon::join(
        || prefixes(postings, &terms.bounds, BEGINNINGS * target),
        || forms_by_letter(postings, lists),
    );
    WordFiles { prefixes, forms, terms: terms.encode(true) }
}

/// Shards as they are cut.
#[derive(Default)]
struct Cut<'a> {
    bounds: Vec<String>,
    shards: Vec<Shard<'a>>,
}

impl<'a> Cut<'a> {
    fn start(&mut self, bound: String) {
        self.bounds.push(bound);
        self.shards.push(Shard::default());
    }

    fn push(&mut self, form: &'a str, group: u32, part: bool, list: &'a WordList) {
        if let Some(shard) = self.shards.last_mut() {
            shard.push(form, group, part, list);
        }
    }

    fn encode(self, pages: bool) -> Shards {
        Shards {
            bounds: self.bounds,
            shards: self.shards.par_iter().map(|shard| shard.encode(pages)).collect(),
        }
    }
}

/// The shortest beginning of `next` that is above `previous`.
pub(super) fn bound(previous: &str, next: &str) -> String {
    let common = next.chars().zip(previous.chars()).take_while(|(a, b)| a == b).count();
    next.chars().take(common + 1).collect()
}

/// Every beginning that the words of several shards share, with their pages.
fn prefixes(postings: &WordLists, bounds: &[String], target: f32) -> Shards {
    let beginnings = Beginnings::between(bounds);
    let lists = beginnings.lists(postings);
    let mut files = Cut::default();
    let mut cost = 0.0;
    for (at, (prefix, list)) in beginnings.texts.iter().zip(&lists).enumerate() {
        let more = FORM_COST + BEGINNING_COST * list.hits.len() as f32;
        if files.shards.is_empty() || cost + more > target {
            files.start(prefix.clone());
            cost = 0.0;
        }
        cost += more;
        files.push(prefix, at as u32, false, list);
    }
    files.encode(true)
}

/// All forms that find anything, a shard a first letter, without pages.
fn forms_by_letter(postings: &WordLists, lists: &[WordList]) -> Shards {
    let mut files = Cut::default();
    for form in &postings.lexicon.forms {
        if lists[form.group as usize].hits.is_empty() {
            continue;
        }
        let letter: String = form.text.chars().take(1).collect();
        if files.bounds.last() != Some(&letter) {
            files.start(letter);
        }
        files.push(&form.text, form.group, form.part, &lists[form.group as usize]);
    }
    files.encode(false)
}
