//! How near a page is to the query as it was put: whether its title or one of
//! its headings says the same, and whether neighbours in the query are
//! neighbours in the title. Of the best pages only, and from what a result
//! shows, for the browser has no more of them (`search-index/client/near.js`).

use crate::index::analysis::language::LanguageData;
use crate::index::analysis::tokens::{chunks, words};
use crate::index::document::Record;
use crate::index::weights::QUERY_WEIGHTS;

use super::query::Query;

/// A word of the query, of a title or of a heading.
struct Token {
    /// UTF-16, as the browser has it.
    letters: Vec<u16>,
    /// What it counts for: a stop word little.
    weight: u32,
    /// Whether more letters may follow.
    unfinished: bool,
}

/// What a telling word counts for; a stop word counts for one.
const TELLING: u32 = 4;
/// The same word, perhaps another inflection of it.
const SAME: u32 = 2;
/// One word is a part of the other.
const PART: u32 = 1;
/// A part has at least so many letters, and so much of an inflection is alike.
const SHORTEST: usize = 4;
/// Inflections differ in at most so many letters at the end.
const LONGEST_ENDING: usize = 3;
/// All of something; shares are whole numbers of it.
const WHOLE: u32 = 64;

/// A query as it was put.
pub struct Near<'a> {
    query: Vec<Token>,
    language: &'a LanguageData,
}

impl<'a> Near<'a> {
    /// The query, with typing errors as they were probably meant.
    pub fn new(query: &Query, corrected: &[(String, String)], language: &'a LanguageData) -> Self {
        let mut tokens = Vec::new();
        for chunk in &query.chunks {
            for word in chunk.words.iter().filter(|word| !word.whole) {
                let meant = corrected.iter().find(|(typed, _)| *typed == word.form);
                let form = meant.map_or(&word.form, |(_, meant)| meant);
                tokens.push(token(form, language, chunk.unfinished));
            }
        }
        Self { query: tokens, language }
    }

    /// A page's score, with what its title and headings add to it.
    pub fn score(&self, score: u64, record: &Record) -> u64 {
        let weights = QUERY_WEIGHTS;
        let title = self.tokens(&record.title);
        let likeness = self.likeness(&title);
        let heading = record.headings.iter().map(|(text, _)| self.likeness(&self.tokens(text))).max();
        let more = weights.near_title * (likeness * likeness / WHOLE)
            + weights.near_pairs * self.neighbours(&title)
            + weights.near_heading * heading.unwrap_or(0);
        score * u64::from(weights.near_base + more) / u64::from(weights.near_base)
    }

    /// Whether a word names a kind of page: is one article's label, where that
    /// is one word, perhaps in another inflection.
    pub fn is_label(&self, word: &str, label: &str) -> bool {
        let word = token(word, self.language, false);
        matches!(self.tokens(label).as_slice(), [only] if alike(&word, only) == SAME)
    }

    fn tokens(&self, text: &str) -> Vec<Token> {
        chunks(text)
            .flat_map(|range| words(&text[range]))
            .filter(|word| !word.whole)
            .map(|word| token(&word.form, self.language, false))
            .collect()
    }

    /// How much of the query and of the text the other has.
    fn likeness(&self, text: &[Token]) -> u32 {
        let has = |own: &Token, others: &[Token]| {
            own.weight * others.iter().map(|other| alike(own, other)).max().unwrap_or(0)
        };
        let had: u32 = self.query.iter().map(|word| has(word, text)).sum::<u32>()
            + text.iter().map(|word| has(word, &self.query)).sum::<u32>();
        let all: u32 = self.query.iter().chain(text).map(|word| SAME * word.weight).sum();
        WHOLE * had / all.max(1)
    }

    /// How many neighbours of the query, stop words left out, are neighbours
    /// in the text, in either order, or two parts of one word.
    fn neighbours(&self, text: &[Token]) -> u32 {
        let telling = |tokens: &'_ [Token]| -> Vec<usize> {
            (0..tokens.len()).filter(|&at| tokens[at].weight == TELLING).collect()
        };
        let (asked, there) = (telling(&self.query), telling(text));
        let near = asked.windows(2).filter(|pair| {
            let (a, b) = (&self.query[pair[0]], &self.query[pair[1]]);
            there.iter().enumerate().any(|(at, &place)| {
                let is = |word: &Token, place: usize| alike(word, &text[place]) > 0;
                let next = |word: &Token| there.get(at + 1).is_some_and(|&place| is(word, place));
                let (first, second) = (is(a, place), is(b, place));
                first && (next(b) || second && a.letters != b.letters) || second && next(a)
            })
        });
        WHOLE * near.count() as u32 / (asked.len().max(2) - 1) as u32
    }
}

fn token(form: &str, language: &LanguageData, unfinished: bool) -> Token {
    let weight = if language.is_stop_word(form) { 1 } else { TELLING };
    Token { letters: form.encode_utf16().collect(), weight, unfinished }
}

/// How much two words are one: [`SAME`], [`PART`] or nothing.
fn alike(one: &Token, other: &Token) -> u32 {
    let (a, b) = (&one.letters, &other.letters);
    if a == b || one.unfinished && b.starts_with(a) || other.unfinished && a.starts_with(b) {
        return SAME;
    }
    if one.weight < TELLING || other.weight < TELLING {
        return 0;
    }
    let common = a.iter().zip(b).take_while(|(a, b)| a == b).count();
    if common >= SHORTEST && a.len().max(b.len()) - common <= LONGEST_ENDING {
        return SAME;
    }
    let (short, long) = if a.len() < b.len() { (a, b) } else { (b, a) };
    let part = short.len() >= SHORTEST && (long.starts_with(short) || long.ends_with(short));
    if part { PART } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::query::parse;

    #[test]
    fn a_title_that_says_the_same_is_nearer() {
        let (language, _) = LanguageData::read("nl", None, None);
        let score = |query: &str, title: &str, heading: &str| {
            let record = Record {
                title: title.to_owned(),
                headings: vec![(heading.to_owned(), String::new())],
                ..Record::default()
            };
            Near::new(&parse(query), &[], &language).score(1000, &record)
        };
        // The share of what both say, of the neighbours, and of the heading.
        assert_eq!(score("hoe begin je", "Hoe begin je", ""), 1200);
        assert_eq!(score("samen werken aan regie", "Regie", ""), 1062);
        assert!(
            score("werken is nooit af", "Werken is nooit af", "") > score("werken is nooit af", "Nooit", "")
        );
        // Parts of a compound are neighbours.
        let apart = score("verklaring over privacy", "Privacyverklaring", "");
        assert!(apart > score("verklaring over privacy", "Verklaring", ""));
        assert!(score("regie", "Iets anders", "De regie") > 1000);
        assert_eq!(score("regie", "Iets anders", ""), 1000);
    }
}
