//! Parts that stand in compounds only. A site may write `energietransitie`
//! and never `transitie`: who looks for that should find its pages all the
//! same.

use rayon::prelude::*;
use rustc_hash::FxHashSet;

use super::Lexicon;
use super::forms::INFLECTIONS;
use super::parts::{KnownParts, PartFinder, Splits, is_hyphenated, places};
use crate::index::analysis::compounds::{self, Parts, SHORTEST_PART, after_link};
use crate::index::analysis::language::LanguageData;
use crate::index::analysis::stem::WordStemmer;

/// What known parts leave of a word is a part itself if it has at least so
/// many letters: shorter ends look like too many things …
const SHORTEST_REST: usize = 6;

/// … and its first so many are the first of some word: else the split is not
/// where a part ends.
const FIRST_LETTERS: usize = 3;

/// The hidden parts of a vocabulary, sorted; none of them is one of its forms
/// or an inflection of one. And where the parts stand in the forms that are
/// made of known ones: looking for them is most of the work, and stays as it
/// is when hidden parts are known as well.
pub(super) fn hidden_parts(
    lexicon: &Lexicon,
    language: &LanguageData,
    stemmer: &WordStemmer,
) -> (Vec<String>, Splits) {
    let known = KnownParts::new(lexicon, language);
    let forms = lexicon.forms.iter().map(|form| form.text.as_str());
    let beginnings = forms
        .chain(language.parts.iter().map(String::as_str))
        .filter_map(|text| text.get(..FIRST_LETTERS))
        .collect();
    // A finder remembers what it stemmed: one for a long row of forms.
    let row = lexicon.forms.len().div_ceil(rayon::current_num_threads()).max(1);
    let found: Vec<(Vec<String>, Splits)> = lexicon
        .forms
        .par_chunks(row)
        .map(|forms| {
            let rests = Rests { finder: PartFinder::new(&known, stemmer.clone()), beginnings: &beginnings };
            let (mut hidden, mut splits) = (Vec::new(), Splits::default());
            for form in forms {
                if is_hyphenated(&form.text) || lexicon.groups[form.group as usize].stop {
                    continue;
                }
                match compounds::split(&form.text, &rests.finder) {
                    Some(parts) => {
                        splits.insert(form.text.clone(), places(&form.text, &parts));
                        let listed = parts.into_iter().filter(|part| rests.finder.group_of(part).is_none());
                        hidden.extend(listed.map(str::to_owned));
                    }
                    None => hidden.extend(rests.rest(&form.text).map(str::to_owned)),
                }
            }
            (hidden, splits)
        })
        .collect();
    let (mut hidden, mut splits) = (Vec::new(), Splits::default());
    for (more, known) in found {
        hidden.extend(more);
        splits.extend(known);
    }
    hidden.sort_unstable();
    hidden.dedup();
    let mut stemmer = stemmer.clone();
    let stems = lexicon.groups.iter().flat_map(|group| &group.stems).cloned();
    let never = language.not_parts.iter().map(|text| stemmer.stem(text)).collect::<Vec<_>>();
    let taken: FxHashSet<String> = stems.chain(never).collect();
    hidden.retain(|text| !is_inflected(text, lexicon) && !taken.contains(&stemmer.stem(text)));
    (hidden, splits)
}

/// Whether a text is a form, or one with an ending more or less.
fn is_inflected(text: &str, lexicon: &Lexicon) -> bool {
    let mut endings = INFLECTIONS.iter().map(|(ending, _)| ending).chain([&""]);
    endings.any(|ending| {
        let shorter = text.strip_suffix(ending).and_then(|base| lexicon.find(base));
        shorter.or_else(|| lexicon.find(&format!("{text}{ending}"))).is_some()
    })
}

/// Finds what known parts leave of a word.
struct Rests<'a> {
    finder: PartFinder<'a>,
    /// How words begin.
    beginnings: &'a FxHashSet<&'a str>,
}

impl Rests<'_> {
    /// What is left of a word after the known parts that it begins with, the
    /// longest first.
    fn rest<'a>(&self, word: &'a str) -> Option<&'a str> {
        let is_plain = word.bytes().all(|byte| byte.is_ascii_lowercase());
        is_plain.then(|| self.rest_after(word, &mut vec![false; word.len()])).flatten()
    }

    /// The same of an end of a word; `failed` says of which ends, by their
    /// length, nothing is left that is a part.
    fn rest_after<'a>(&self, end: &'a str, failed: &mut [bool]) -> Option<&'a str> {
        let longest = end.len().checked_sub(SHORTEST_REST)?;
        (SHORTEST_PART..=longest).rev().find_map(|length| {
            let (part, after) = end.split_at(length);
            let mut rests = after_link(after).into_iter().flatten();
            let rest = rests.find(|rest| self.may_begin(rest)).filter(|rest| !failed[rest.len()])?;
            if !self.finder.is_part(part) {
                return None;
            }
            let found = self.rest_after(rest, failed);
            let found = found.or_else(|| Some(rest).filter(|rest| !self.ends_in_part(rest)));
            failed[rest.len()] = found.is_none();
            found
        })
    }

    fn may_begin(&self, text: &str) -> bool {
        text.len() >= SHORTEST_REST
            && text.get(..FIRST_LETTERS).is_some_and(|text| self.beginnings.contains(text))
            && !self.finder.is_never(text)
    }

    /// Whether a known part of as many letters ends a text: then it is what
    /// stands before that part that is not known. In `land` +
    /// `bouwcultuurkaarten` it is the split that is wrong.
    fn ends_in_part(&self, text: &str) -> bool {
        (1..=text.len() - SHORTEST_REST).any(|start| self.finder.is_part(&text[start..]))
    }
}
