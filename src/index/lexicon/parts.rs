//! Which words are parts of which.

use std::cell::RefCell;
use std::ops::Range;

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use super::{Form, GroupId, Lexicon};
use crate::index::analysis::compounds::{self, Parts};
use crate::index::analysis::language::LanguageData;
use crate::index::analysis::stem::WordStemmer;
use crate::index::analysis::tokens::words;

/// Where the parts stand in forms that are known to be made of them.
pub(super) type Splits = FxHashMap<String, Vec<Range<usize>>>;

/// Where the parts of a word stand in it: one after the other.
pub(super) fn places(word: &str, parts: &[&str]) -> Vec<Range<usize>> {
    let mut end = 0;
    let place = |part: &&str| {
        let start = end + word[end..].find(part).unwrap_or_default();
        end = start + part.len();
        start..end
    };
    parts.iter().map(place).collect()
}

impl Lexicon {
    pub(super) fn find_parts(&mut self, language: &LanguageData, stemmer: &WordStemmer, splits: &Splits) {
        let known = KnownParts::new(self, language);
        // A finder remembers what it stemmed: one for a long row of forms.
        let row = self.forms.len().div_ceil(rayon::current_num_threads()).max(1);
        let found: Vec<Vec<GroupId>> = self
            .forms
            .par_chunks(row)
            .flat_map_iter(|forms| {
                let finder = PartFinder::new(&known, stemmer.clone());
                forms.iter().map(move |form| finder.parts(form, splits)).collect::<Vec<_>>()
            })
            .collect();
        let mut parts: Vec<Vec<GroupId>> = vec![Vec::new(); self.groups.len()];
        let mut hyphenated = vec![false; self.groups.len()];
        for (form, found) in self.forms.iter().zip(found) {
            let group = form.group as usize;
            if is_hyphenated(&form.text) {
                parts[group].extend(found);
                hyphenated[group] = true;
            } else if parts[group].is_empty() && !self.groups[group].stop {
                parts[group] = found;
            }
        }
        let direct = parts.clone();
        for (group, all) in parts.iter_mut().enumerate() {
            // The parts of parts are parts; splits get shorter, but a wrong
            // one could still lead back to the word itself.
            let mut next = 0;
            while let Some(&part) = all.get(next) {
                for &deeper in &direct[part as usize] {
                    if !all.contains(&deeper) && all.len() < 8 && !hyphenated[part as usize] {
                        all.push(deeper);
                    }
                }
                next += 1;
            }
            all.retain(|&part| part as usize != group);
            all.sort_unstable();
            all.dedup();
        }
        for (group, all) in parts.into_iter().enumerate() {
            for &part in &all {
                if !hyphenated[group] {
                    self.groups[part as usize].compounds.push(group as GroupId);
                }
            }
            self.groups[group].parts = direct[group].clone();
            self.groups[group].parts.retain(|&part| part as usize != group);
        }
    }
}

/// Whether a form is a name in pieces.
pub(super) fn is_hyphenated(form: &str) -> bool {
    form.contains(['-', '/', ':', '.'])
}

/// What can be a part of a compound: a form of the site, another inflection
/// of one, or a part from the language's list.
pub(super) struct KnownParts<'a> {
    lexicon: &'a Lexicon,
    language: &'a LanguageData,
    by_form: FxHashMap<&'a str, &'a Form>,
    by_stem: FxHashMap<&'a str, GroupId>,
    listed: FxHashSet<&'a str>,
    beginnings: Beginnings,
}

impl<'a> KnownParts<'a> {
    pub(super) fn new(lexicon: &'a Lexicon, language: &'a LanguageData) -> Self {
        let by_form = lexicon.forms.iter().map(|form| (form.text.as_str(), form)).collect();
        let mut by_stem = FxHashMap::default();
        for (id, group) in (0..).zip(&lexicon.groups) {
            if !group.stop {
                by_stem.extend(group.stems.iter().map(|stem| (stem.as_str(), id)));
            }
        }
        let forms = lexicon.forms.iter().map(|form| form.text.as_str());
        let listed: FxHashSet<&str> = language.parts.iter().map(String::as_str).collect();
        let texts = forms.chain(by_stem.keys().copied()).chain(listed.iter().copied());
        let beginnings = Beginnings::of(texts);
        Self { lexicon, language, by_form, by_stem, listed, beginnings }
    }
}

/// How parts begin: a bit for every run of [`BEGINNING`] letters, or of as many
/// as a shorter part has.
struct Beginnings(Vec<u64>);

/// So many letters tell whether a part may begin somewhere in a word. A
/// stemmer leaves these as they are, but in the shortest stems.
const BEGINNING: usize = 4;

/// A letter is one of so many, or none.
const LETTERS: usize = 27;

impl Beginnings {
    fn of<'a>(texts: impl Iterator<Item = &'a str>) -> Self {
        let mut bits = vec![0; LETTERS.pow(BEGINNING as u32).div_ceil(64)];
        for number in texts.filter_map(|text| Self::number(text, BEGINNING)) {
            bits[number / 64] |= 1 << (number % 64);
        }
        Self(bits)
    }

    /// Whether a part begins as a text does, with so many letters.
    fn has(&self, text: &str, letters: usize) -> bool {
        Self::number(text, letters).is_some_and(|number| self.0[number / 64] >> (number % 64) & 1 == 1)
    }

    /// The number of a text's first letters; nothing where others than a to z
    /// are among them, for no part has them.
    fn number(text: &str, letters: usize) -> Option<usize> {
        let bytes = text.as_bytes().iter().take(letters);
        let mut number = 0;
        for byte in bytes.copied() {
            number =
                number * LETTERS + usize::from(byte.checked_sub(b'a').filter(|letter| *letter < 26)?) + 1;
        }
        Some(number * LETTERS.pow((BEGINNING - letters.min(text.len())) as u32))
    }
}

/// Finds parts, and remembers what it stemmed.
pub(super) struct PartFinder<'a> {
    known: &'a KnownParts<'a>,
    stemmer: RefCell<WordStemmer>,
    stemmed: RefCell<FxHashMap<String, Option<GroupId>>>,
}

/// A part that the site uses in another inflection only is at least so long:
/// short ends of words look like too many things.
const SHORTEST_INFLECTED_PART: usize = 6;

impl<'a> PartFinder<'a> {
    pub(super) fn new(known: &'a KnownParts<'a>, stemmer: WordStemmer) -> Self {
        Self { known, stemmer: stemmer.into(), stemmed: RefCell::default() }
    }

    /// Whether a text is never a part.
    pub(super) fn is_never(&self, text: &str) -> bool {
        self.known.language.not_parts.contains(text) || self.known.language.is_stop_word(text)
    }

    /// The words that a form is made of.
    fn parts(&self, form: &Form, splits: &Splits) -> Vec<GroupId> {
        if is_hyphenated(&form.text) {
            return words(&form.text)
                .into_iter()
                .filter(|word| !word.whole && !self.known.language.is_stop_word(&word.form))
                .filter_map(|word| self.known.by_form.get(word.form.as_str()).map(|form| form.group))
                .collect();
        }
        if self.known.lexicon.groups[form.group as usize].stop {
            return Vec::new();
        }
        if let Some(places) = splits.get(&form.text) {
            let parts = places.iter().filter_map(|place| form.text.get(place.clone()));
            return parts.filter_map(|part| self.group_of(part)).collect();
        }
        let split = compounds::split(&form.text, self);
        split.iter().flatten().filter_map(|part| self.group_of(part)).collect()
    }

    pub(super) fn group_of(&self, text: &str) -> Option<GroupId> {
        if let Some(form) = self.known.by_form.get(text) {
            return Some(form.group);
        }
        let language = self.known.language;
        let listed = text.len() < SHORTEST_INFLECTED_PART && self.known.listed.contains(text);
        if text.len() < SHORTEST_INFLECTED_PART && !listed || language.not_parts.contains(text) {
            return None;
        }
        if let Some(&group) = self.stemmed.borrow().get(text) {
            return group;
        }
        let stem = self.stemmer.borrow_mut().stem(text);
        let group = self.known.by_stem.get(stem.as_str()).copied();
        self.stemmed.borrow_mut().insert(text.to_owned(), group);
        group
    }
}

impl Parts for PartFinder<'_> {
    fn is_part(&self, text: &str) -> bool {
        match self.known.by_form.get(text) {
            Some(form) => form.part,
            None => self.known.listed.contains(text) || self.group_of(text).is_some(),
        }
    }

    fn may_begin(&self, text: &str) -> bool {
        // A stem may be one letter shorter.
        self.known.beginnings.has(text, BEGINNING) || self.known.beginnings.has(text, BEGINNING - 1)
    }
}
