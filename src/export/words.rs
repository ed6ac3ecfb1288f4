//! The vocabulary in shards: words with their pages, the beginnings of words
//! that stretch over several shards, and the forms by first letter.

use std::ops::Range;

use rayon::prelude::*;
use rustc_hash::FxHashSet;

use super::beginnings::Beginnings;
use super::cut::{bounds, stretches};
use super::shard::Shard;
use super::unpacked::Unpacked;
use crate::index::lexicon::Form;
use crate::index::postings::{WordList, WordLists};

/// Shards of one kind, not packed yet.
#[derive(Default)]
pub struct Shards {
    /// Shard i holds what is not below bound i and below bound i + 1.
    pub bounds: Vec<String>,
    /// They themselves.
    pub shards: Vec<Unpacked>,
}

/// The three kinds of shards.
#[derive(Default)]
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
    if pages <= 500 { 2600.0 } else { (4000.0 * (pages as f32 / 250.0).sqrt().sqrt()).min(12_000.0) }
}

/// Cuts the vocabulary into shards.
pub fn word_files(postings: &WordLists) -> WordFiles {
    let lists = &postings.lists;
    let target = target(postings.total);
    let forms = postings.lexicon.forms.iter().zip(&postings.named);
    let found = forms.filter(|(form, _)| !lists[form.group as usize].hits.is_empty());
    let (forms, named): (Vec<&Form>, Vec<bool>) = found.unzip();
    let row = Row { forms, named, lists };
    let mut seen = FxHashSet::default();
    let terms = row.cut(target, |at, begins| {
        if begins {
            seen.clear();
        }
        let Form { group, .. } = row.forms[at];
        let list = if seen.insert(group) { WORD_COST + HIT_COST * row.hits(at) } else { 0.0 };
        FORM_COST + list
    });
    let (prefixes, forms) =
        rayon::join(|| prefixes(postings, &terms.bounds, BEGINNINGS * target), || forms_by_letter(&row));
    WordFiles { terms, prefixes, forms }
}

/// Forms in order, each of which finds something.
struct Row<'a> {
    forms: Vec<&'a Form>,
    /// Which of them are a title or name by themselves.
    named: Vec<bool>,
    /// By the forms' groups.
    lists: &'a [WordList],
}

impl Row<'_> {
    /// How many pages a form finds.
    fn hits(&self, at: usize) -> f32 {
        self.lists[self.forms[at].group as usize].hits.len() as f32
    }

    /// Shards of about one size, with pages; see [`stretches`].
    fn cut(&self, target: f32, cost: impl FnMut(usize, bool) -> f32) -> Shards {
        let texts: Vec<&str> = self.forms.iter().map(|form| form.text.as_str()).collect();
        let stretches = stretches(&texts, target, cost);
        Shards {
            bounds: bounds(&texts, &stretches),
            shards: stretches.into_par_iter().map(|stretch| self.shard(stretch, true)).collect(),
        }
    }

    fn shard(&self, stretch: Range<usize>, pages: bool) -> Unpacked {
        let mut shard = Shard::default();
        for at in stretch {
            let (form, named) = (self.forms[at], self.named[at]);
            shard.push(&form.text, form.group, form.part, named, &self.lists[form.group as usize]);
        }
        Unpacked::of(shard.encode(pages))
    }
}

/// Every beginning that the words of several shards share, with their pages.
fn prefixes(postings: &WordLists, bounds: &[String], target: f32) -> Shards {
    let beginnings = Beginnings::between(bounds);
    let lists = beginnings.lists(postings);
    let forms: Vec<Form> =
        (0..).zip(beginnings.texts).map(|(group, text)| Form { text, group, part: false }).collect();
    let row = Row { named: vec![false; forms.len()], forms: forms.iter().collect(), lists: &lists };
    row.cut(target, |at, _| FORM_COST + BEGINNING_COST * row.hits(at))
}

/// All forms that find anything, a shard a first letter, without pages.
fn forms_by_letter(row: &Row<'_>) -> Shards {
    let letter = |form: &Form| form.text.chars().next();
    let mut files = Shards::default();
    let mut start = 0;
    for forms in row.forms.chunk_by(|a, b| letter(a) == letter(b)) {
        files.bounds.push(letter(forms[0]).map(String::from).unwrap_or_default());
        files.shards.push(row.shard(start..start + forms.len(), false));
        start += forms.len();
    }
    files
}
