//! Parts that stand in compounds only. A site may write `energietransitie`
//! and never `transitie`: who looks for that should find its pages all the
//! same.

use rayon::prelude::*;
use rustc_hash::FxHashSet;

use super::Lexicon;
use super::parts::{KnownParts, PartFinder, is_hyphenated};
use crate::index::analysis::compounds::{self, LINKS, Parts, SHORTEST_PART};
use crate::index::analysis::language::LanguageData;
use crate::index::analysis::stem::WordStemmer;

/// What known parts leave of a word is a part itself if it has at least so
/// many letters …
const SHORTEST_REST: usize = 5;

/// … and its first so many are the first of some word: else the split is not
/// where a part ends.
const BEGINNING: usize = 3;

/// The hidden parts of a vocabulary, sorted; none of them is one of its forms.
pub(super) fn hidden_parts(lexicon: &Lexicon, language: &LanguageData, stemmer: &WordStemmer) -> Vec<String> {
    let known = KnownParts::new(lexicon, language);
    let forms = lexicon.forms.iter().map(|form| form.text.as_str());
    let beginnings = forms
        .chain(language.parts.iter().map(String::as_str))
        .filter_map(|text| text.get(..BEGINNING))
        .collect();
    // A finder remembers what it stemmed: one for a long row of forms.
    let row = lexicon.forms.len().div_ceil(rayon::current_num_threads()).max(1);
    let mut hidden: Vec<String> = lexicon
        .forms
        .par_chunks(row)
        .flat_map_iter(|forms| {
            let rests = Rests { finder: PartFinder::new(&known, stemmer.clone()), beginnings: &beginnings };
            let telling = forms
                .iter()
                .filter(|form| !is_hyphenated(&form.text) && !lexicon.groups[form.group as usize].stop);
            telling.flat_map(|form| rests.hidden(&form.text)).map(str::to_owned).collect::<Vec<_>>()
        })
        .collect();
    hidden.retain(|text| lexicon.find(text).is_none());
    hidden.sort_unstable();
    hidden.dedup();
    hidden
}

/// Finds what known parts leave of a word.
struct Rests<'a> {
    finder: PartFinder<'a>,
    /// How words begin.
    beginnings: &'a FxHashSet<&'a str>,
}

impl Rests<'_> {
    /// The parts of a word that the site has nowhere else: those that the
    /// language lists, else what the known ones leave.
    fn hidden<'a>(&self, word: &'a str) -> Vec<&'a str> {
        match compounds::split(word, &self.finder) {
            Some(parts) => parts.into_iter().filter(|part| self.finder.group_of(part).is_none()).collect(),
            None => self.rest(word).into_iter().collect(),
        }
    }

    /// What is left of a word after the known parts that it begins with, the
    /// longest first.
    fn rest<'a>(&self, word: &'a str) -> Option<&'a str> {
        if word.len() < SHORTEST_PART + SHORTEST_REST || !word.bytes().all(|byte| byte.is_ascii_lowercase()) {
            return None;
        }
        (SHORTEST_PART..=word.len() - SHORTEST_REST).rev().find_map(|end| {
            let (part, after) = word.split_at(end);
            let mut rests = LINKS.iter().filter_map(|link| after.strip_prefix(link));
            let rest = rests.find(|rest| self.may_be_part(rest)).filter(|_| self.finder.is_part(part))?;
            self.rest(rest).or(Some(rest))
        })
    }

    fn may_be_part(&self, text: &str) -> bool {
        text.len() >= SHORTEST_REST
            && text.get(..BEGINNING).is_some_and(|text| self.beginnings.contains(text))
            && !self.finder.is_never(text)
    }
}
