//! The pages that have several words, as strong as these are together: what a
//! compound finds by its parts, and a word by a synonym of several words.

use std::sync::{Mutex, PoisonError};

use super::lexicon::GroupId;
use super::own::OnPage;
use super::postings::Postings;
use super::strongest::Strongest;
use super::weights::MOST_APART;

/// A list so many times shorter than another is looked up in it, hit by hit.
const UNLIKE: usize = 16;

/// One word's strength, times its rareness, on every page.
struct Spread {
    word: Option<GroupId>,
    strengths: Vec<f32>,
}

/// Spreads that are lent and given back.
#[derive(Default)]
pub(super) struct Spreads {
    kept: Mutex<Vec<Spread>>,
}

/// A word and how rare it is.
type Rare = (GroupId, f32);

impl Postings {
    /// The pages that have all of `words`, as strong as these words are
    /// together, times `weight`.
    pub(super) fn all_of(&self, words: &[GroupId], weight: f32, own_idf: u8) -> Vec<OnPage> {
        let rare = |&word: &GroupId| (word, f32::from(self.rareness(word)));
        let mut found = match words {
            [] => return Vec::new(),
            [only] => {
                let (word, rare) = rare(only);
                let weighed = |hit: &OnPage| OnPage::new(hit.page(), hit.amount * rare, 0);
                self.base(word).iter().map(weighed).collect()
            }
            [first, second, others @ ..] => {
                let others: Vec<Rare> = others.iter().map(rare).collect();
                let strongest = self.strongest_of(rare(first), rare(second), &others);
                let hit = |(page, strength)| OnPage::new(page, strength, 0);
                strongest.into_pages().map(hit).collect::<Vec<OnPage>>()
            }
        };
        let scale = weight / (f32::from(own_idf) * words.len() as f32).max(1.0);
        found.iter_mut().for_each(|hit| hit.amount = (hit.amount * scale).min(1.0));
        found
    }

    /// The strongest pages that have all of these words.
    fn strongest_of(&self, first: Rare, second: Rare, others: &[Rare]) -> Strongest {
        let mut strongest = Strongest::new(MOST_APART);
        let (one, two) = (self.base(first.0), self.base(second.0));
        if one.len() * UNLIKE < two.len() {
            let mut rest = two;
            for hit in one {
                rest = &rest[rest.partition_point(|other| other.page() < hit.page())..];
                if let Some(other) = rest.first().filter(|other| other.page() == hit.page()) {
                    self.push(
                        &mut strongest,
                        hit.page(),
                        hit.amount * first.1 + other.amount * second.1,
                        others,
                    );
                }
            }
            return strongest;
        }
        let spread = self.spread(first);
        for hit in two {
            let known = spread.strengths[hit.page() as usize];
            let both = known + hit.amount * second.1;
            // Nearly all end here: of a long list a few pages are kept.
            let is_weak = both < strongest.floor() && others.is_empty();
            if !is_weak && known > 0.0 {
                self.push(&mut strongest, hit.page(), both, others);
            }
        }
        self.spreads.kept.lock().unwrap_or_else(PoisonError::into_inner).push(spread);
        strongest
    }

    /// Shows a page that has two words, if it has the others as well.
    fn push(&self, strongest: &mut Strongest, page: u32, both: f32, others: &[Rare]) {
        let all = others.iter().try_fold(both, |sum, (word, rare)| {
            let base = self.base(*word);
            let place = base.binary_search_by_key(&page, |hit| hit.page()).ok()?;
            Some(sum + base[place].amount * rare)
        });
        all.into_iter().for_each(|all| strongest.push(page, all));
    }

    /// The strengths of a word on every page, lent.
    fn spread(&self, (word, rare): Rare) -> Spread {
        let lent = |spreads: &mut Vec<Spread>| {
            let same = spreads.iter().position(|spread| spread.word == Some(word));
            same.map(|place| spreads.swap_remove(place)).or_else(|| spreads.pop())
        };
        let spread = lent(&mut self.spreads.kept.lock().unwrap_or_else(PoisonError::into_inner));
        let mut spread = spread.unwrap_or_else(|| Spread { word: None, strengths: vec![0.0; self.total] });
        // Words that begin with one part follow one another: most times it
        // is there already.
        if spread.word != Some(word) {
            let before = spread.word.map_or(&[][..], |word| self.base(word));
            before.iter().for_each(|hit| spread.strengths[hit.page() as usize] = 0.0);
            self.base(word).iter().for_each(|hit| spread.strengths[hit.page() as usize] = hit.amount * rare);
            spread.word = Some(word);
        }
        spread
    }
}

#[cfg(test)]
mod tests {
    use std::cmp::Reverse;
    use std::sync::Arc;

    use super::*;
    use crate::index::analysis::language::LanguageData;
    use crate::index::build::{IndexedPage, Payload, SearchIndex, VERSION};
    use crate::index::document::{Record, SearchDocument, SiteInfo};
    use crate::index::words::{Vocabulary, WordReader};

    /// Pages that have `markt` now and then, `arbeid` and `regio` more often.
    fn postings(pages: usize) -> Postings {
        let (language, _) = LanguageData::read("nl", None, None);
        let vocabulary = Arc::new(Vocabulary::default());
        let mut reader = WordReader::new(&vocabulary, &language);
        let mut read = |at: usize| {
            let times = |word: &str, count: usize| format!("{word} ").repeat(count);
            let body =
                times("arbeid", at * 7 % 5) + &times("markt", at * 3 % 4) + &times("regio", at * 11 % 3);
            let record = Record { route: format!("p/{at:05}/"), ..Record::default() };
            let document = SearchDocument { record, sections: vec![&body], ..SearchDocument::default() };
            let words = reader.page(&document);
            IndexedPage::new(document.record.clone(), words, &vocabulary.prints())
        };
        let pages = (0..pages).map(&mut read).collect();
        let payload = Payload { version: VERSION, language: language.clone(), site: SiteInfo::default() };
        Postings::of(&SearchIndex { payload, vocabulary, lexicon: Arc::default(), pages })
    }

    #[test]
    fn of_the_pages_that_have_all_words_the_strongest_are_found() {
        let postings = postings(400);
        let group = |word: &str| postings.lexicon.group_of(word).unwrap_or(u32::MAX);
        for words in [&["arbeid", "markt"][..], &["markt", "arbeid"], &["arbeid", "markt", "regio"]] {
            let words: Vec<Rare> =
                words.iter().map(|word| (group(word), f32::from(postings.rareness(group(word))))).collect();
            let mut all: Vec<(Reverse<u32>, u32)> = (0..400)
                .filter_map(|page| {
                    let sum = words.iter().try_fold(0.0, |sum, (word, rare)| {
                        let hit = postings.base(*word).iter().find(|hit| hit.page() == page)?;
                        Some(sum + hit.amount * rare)
                    });
                    sum.map(|sum: f32| (Reverse(sum.to_bits()), page))
                })
                .collect();
            all.sort_unstable();
            all.truncate(MOST_APART);
            let mut expected: Vec<u32> = all.into_iter().map(|(_, page)| page).collect();
            expected.sort_unstable();
            let found = postings.strongest_of(words[0], words[1], &words[2..]);
            let mut found: Vec<u32> = found.into_pages().map(|(page, _)| page).collect();
            found.sort_unstable();
            assert_eq!(found, expected, "{words:?}");
        }
    }
}
