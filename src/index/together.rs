//! The pages that have several words, as strong as these are together: what a
//! compound finds by its parts, and a word by a synonym of several words.

mod last;

use std::sync::{Mutex, PoisonError};

pub(super) use last::Finds;
pub use last::LastTogether;
use last::Strong;

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
        let mut found: Vec<OnPage> = match words {
            [] => return Vec::new(),
            [only] => {
                let (word, rare) = rare(only);
                let weighed = |hit: &OnPage| OnPage::new(hit.page(), hit.amount * rare, 0);
                self.base(word).iter().map(weighed).collect()
            }
            several => {
                let several: Vec<Rare> = several.iter().map(rare).collect();
                let hit = |&(page, strength): &(u32, f32)| OnPage::new(page, strength, 0);
                self.strongest(&several).iter().map(hit).collect()
            }
        };
        let scale = weight / (f32::from(own_idf) * words.len() as f32).max(1.0);
        found.iter_mut().for_each(|hit| hit.amount = (hit.amount * scale).min(1.0));
        found
    }

    /// The strongest pages that have all of these words, found or known.
    fn strongest(&self, words: &[Rare]) -> Strong {
        let find = || match words {
            [first, second, others @ ..] => self.strongest_of(*first, *second, others).into_pages().collect(),
            _ => Strong::default(),
        };
        match &self.finds {
            Some(finds) => finds.get(words, |page| self.strength(words, page), find),
            None => find(),
        }
    }

    /// How strong these words are on a page together, if it has them all.
    fn strength(&self, words: &[Rare], page: u32) -> Option<f32> {
        let (first, others) = words.split_first()?;
        others
            .iter()
            .try_fold(self.weighed(*first, page)?, |sum, word| Some(sum + self.weighed(*word, page)?))
    }

    /// A word's strength on a page that has it, times its rareness.
    fn weighed(&self, (word, rare): Rare, page: u32) -> Option<f32> {
        let base = self.base(word);
        let place = base.binary_search_by_key(&page, |hit| hit.page()).ok()?;
        Some(base[place].amount * rare)
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
        let most: Vec<f32> = others.iter().map(|(word, rare)| self.strongest_page(*word) * rare).collect();
        for hit in two {
            let known = spread.strengths[hit.page() as usize];
            let both = known + hit.amount * second.1;
            // Nearly all end here: of a long list a few pages are kept.
            let is_weak = most.iter().fold(both, |sum, most| sum + most) < strongest.floor();
            if !is_weak && known > 0.0 {
                self.push(&mut strongest, hit.page(), both, others);
            }
        }
        self.spreads.kept.lock().unwrap_or_else(PoisonError::into_inner).push(spread);
        strongest
    }

    /// Shows a page that has two words, if it has the others as well.
    fn push(&self, strongest: &mut Strongest, page: u32, both: f32, others: &[Rare]) {
        let all = others.iter().try_fold(both, |sum, word| Some(sum + self.weighed(*word, page)?));
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
mod tests;
