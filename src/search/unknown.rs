//! Words that find nothing (the site does not use them, or knows them by a
//! synonym alone whose words no page has together): another inflection of one
//! that it uses, a compound of words that it uses, or a typing error.
//!
//! The browser's reader has the same rules (`search-index/client/unknown.js`).

use crate::index::analysis::compounds;
use crate::index::lexicon::{Form, GroupId, Lexicon};
use crate::index::weights::repair_cost;

/// What an unknown word most likely is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Guess {
    /// An inflection of a word of the site: one of these, most likely first.
    Inflection(Vec<GroupId>),
    /// Parts of a compound; the last may be the beginning of words.
    Parts(Vec<Part>),
    /// A typing error in this form.
    Typo(String, GroupId),
}

/// A part of a compound.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    /// A word of the site.
    Word(GroupId),
    /// The beginning of words of the site.
    Prefix(String),
}

/// What `word` most likely is; nothing if no word of the site is like it. It
/// is a typing error only where `repair` says so.
pub fn guess(
    lexicon: &Lexicon,
    rareness: &dyn Fn(GroupId) -> u8,
    word: &str,
    unfinished: bool,
    repair: bool,
) -> Option<Guess> {
    let mut letters = word.chars();
    let (first, second) = (letters.next()?, letters.next()?);
    let typo = |edits, first| repair.then(|| typo(lexicon, rareness, word, edits, first)).flatten();
    // Of `geevalueerd` the site may use `evalueren` only.
    let rest = word.strip_prefix("ge").filter(|rest| rest.len() > 4);
    inflection(lexicon, word)
        .or_else(|| inflection(lexicon, rest?))
        .or_else(|| typo(1, first))
        .or_else(|| parts(lexicon, word, unfinished))
        .or_else(|| typo(2, first))
        // The first letter may be wrong as well: then the second is the first.
        .or_else(|| typo(2, second))
}

/// The words of the site that differ from `word` by inflection only.
fn inflection(lexicon: &Lexicon, word: &str) -> Option<Guess> {
    if word.chars().count() < 4 || word.chars().any(char::is_numeric) {
        return None;
    }
    let core = core(word);
    let mut like: Vec<(usize, usize, &str, GroupId)> = same_letter(lexicon, word)
        .filter(|form| {
            form.text.len() >= 3
                && form.text != word
                && ends_otherwise(&form.text, word)
                && self::core(&form.text) == core
        })
        .map(|form| {
            (usize::MAX - common_prefix(&form.text, word), form.text.len(), form.text.as_str(), form.group)
        })
        .collect();
    like.sort_unstable();
    let mut groups: Vec<GroupId> = Vec::new();
    for (.., group) in like {
        if !groups.contains(&group) && groups.len() < MOST_INFLECTED {
            groups.push(group);
        }
    }
    (!groups.is_empty()).then_some(Guess::Inflection(groups))
}

/// Whether two words differ near their end only: else it is a typing error.
fn ends_otherwise(a: &str, b: &str) -> bool {
    common_prefix(a, b) + 4 >= a.chars().count().min(b.chars().count())
}

/// A guess names at most so many words.
const MOST_INFLECTED: usize = 3;

/// The forms with the same first letter.
fn same_letter<'a>(lexicon: &'a Lexicon, word: &str) -> impl Iterator<Item = &'a Form> {
    let first: String = word.chars().take(1).collect();
    lexicon.starting_with(&first).iter()
}

/// Endings that inflection adds, longest first, double letters written once.
const ENDINGS: [&str; 24] = [
    "aties", "ering", "atie", "heden", "ingen", "heid", "ende", "end", "ste", "ing", "ers", "ere", "ten",
    "den", "en", "er", "st", "te", "de", "e", "s", "t", "d", "n",
];

/// What is left of a word without inflection: rougher than a stem, and small
/// enough for the browser. Only words that the site does not use are compared
/// by it.
pub fn core(word: &str) -> String {
    let mut core = String::with_capacity(word.len());
    for c in word.strip_prefix("ge").filter(|rest| rest.len() > 4).unwrap_or(word).chars() {
        if !core.ends_with(c) {
            core.push(c);
        }
    }
    for _ in 0..2 {
        let shorter =
            ENDINGS.iter().find_map(|ending| core.strip_suffix(ending).filter(|rest| rest.len() >= 3));
        if let Some(length) = shorter.map(str::len) {
            core.truncate(length);
        }
    }
    // Voiced at the end of a syllable, voiceless at the end of a word.
    for (voiced, voiceless) in [('v', 'f'), ('z', 's'), ('d', 't')] {
        if core.ends_with(voiced) {
            core.pop();
            core.push(voiceless);
        }
    }
    core
}

fn common_prefix(a: &str, b: &str) -> usize {
    a.chars().zip(b.chars()).take_while(|(a, b)| a == b).count()
}

/// The parts of a compound that the site does not use as a whole.
fn parts(lexicon: &Lexicon, word: &str, unfinished: bool) -> Option<Guess> {
    let is_part = |part: &str| lexicon.find(part).is_some_and(|at| lexicon.forms[at].part);
    if let Some(parts) = compounds::split(word, &is_part) {
        let words = parts.iter().filter_map(|part| lexicon.group_of(part)).map(Part::Word);
        return Some(Guess::Parts(words.collect()));
    }
    if !unfinished {
        return None;
    }
    let is_part_or_prefix =
        |part: &str| is_part(part) || word.ends_with(part) && !lexicon.starting_with(part).is_empty();
    let parts = compounds::split(word, &is_part_or_prefix)?;
    let (last, first) = parts.split_last()?;
    let mut parts: Vec<Part> =
        first.iter().filter_map(|part| lexicon.group_of(part)).map(Part::Word).collect();
    parts.push(Part::Prefix((*last).to_owned()));
    Some(Guess::Parts(parts))
}

/// The form of the site nearest to `word` among those with this first letter:
/// one edit for words of four to seven letters, two from eight on, and never
/// more than `edits`; a swap of neighbours is one edit.
fn typo(
    lexicon: &Lexicon,
    rareness: &dyn Fn(GroupId) -> u8,
    word: &str,
    edits: usize,
    first: char,
) -> Option<Guess> {
    let letters: Vec<char> = word.chars().collect();
    let allowed = match letters.len() {
        0..4 => 0,
        4..8 => 1,
        _ => 2,
    };
    let edits = edits.min(allowed);
    if edits == 0 || letters.iter().any(|c| c.is_numeric()) {
        return None;
    }
    let mut best: Option<((usize, usize, usize), &Form)> = None;
    for form in lexicon.starting_with(first.encode_utf8(&mut [0; 4])) {
        let other: Vec<char> = form.text.chars().collect();
        if other.len() < 4 || other.len().abs_diff(letters.len()) > edits {
            continue;
        }
        let distance = distance(&letters, &other, edits);
        if distance == 0 || distance > edits {
            continue;
        }
        let prefix = common_prefix(word, &form.text);
        let suffix = letters.iter().rev().zip(other.iter().rev()).take_while(|(a, b)| a == b).count();
        let unlike = (letters.len() + other.len()).saturating_sub(prefix + suffix);
        let cost = repair_cost(distance, rareness(form.group), unlike, prefix == 0);
        let rank = (cost, unlike, other.len().abs_diff(letters.len()));
        if best.as_ref().is_none_or(|(known, _)| rank < *known) {
            best = Some((rank, form));
        }
    }
    best.map(|(_, form)| Guess::Typo(form.text.clone(), form.group))
}

/// The number of edits between two words, a swap of neighbours as one; more
/// than `most` is not counted on.
fn distance(a: &[char], b: &[char], most: usize) -> usize {
    let width = b.len() + 1;
    let mut before: Vec<usize> = vec![0; width];
    let mut previous: Vec<usize> = (0..width).collect();
    let mut current: Vec<usize> = vec![0; width];
    for i in 1..=a.len() {
        current[0] = i;
        let mut least = i;
        for j in 1..width {
            let cost = usize::from(a[i - 1] != b[j - 1]);
            let mut value = (previous[j] + 1).min(current[j - 1] + 1).min(previous[j - 1] + cost);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                value = value.min(before[j - 2] + 1);
            }
            current[j] = value;
            least = least.min(value);
        }
        if least > most {
            return most + 1;
        }
        std::mem::swap(&mut before, &mut previous);
        std::mem::swap(&mut previous, &mut current);
    }
    previous[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_edits_and_swaps() {
        let count =
            |a: &str, b: &str| distance(&a.chars().collect::<Vec<_>>(), &b.chars().collect::<Vec<_>>(), 2);
        assert_eq!(count("regsiter", "register"), 1);
        assert_eq!(count("conformiteis", "conformiteits"), 1);
        assert_eq!(count("aanvalen", "aanvallen"), 1);
        assert!(count("regel", "register") > 2);
    }

    #[test]
    fn strips_inflection() {
        for (a, b) in [
            ("duurzaamste", "duurzaam"),
            ("beschermt", "beschermen"),
            ("kwetsbaarste", "kwetsbare"),
            ("gevoeligste", "gevoelige"),
            ("lekte", "lekken"),
        ] {
            assert_eq!(core(a), core(b), "{a} {b}");
        }
    }
}
