//! Titles and names as a whole: of how many words each is.

use std::collections::BTreeMap;

use super::analysis::language::LanguageData;
use super::analysis::stem::WordStemmer;
use super::analysis::tokens::{chunks, words};

/// Longer titles are not told apart.
const LONGEST: usize = 7;

/// Writes the field `exact`.
pub struct ExactNames<'a> {
    language: &'a LanguageData,
    stemmer: WordStemmer,
}

impl<'a> ExactNames<'a> {
    /// For a language.
    pub fn new(language: &'a LanguageData) -> Self {
        Self { language, stemmer: WordStemmer::new(language) }
    }

    /// The stems of these names, each as often as the shortest name that has
    /// it has words. A name such as `org-09` counts as one word where its
    /// whole stands, and as two where its pieces stand.
    pub fn text<'n>(&mut self, names: impl Iterator<Item = &'n str>) -> String {
        let mut shortest: BTreeMap<String, usize> = BTreeMap::new();
        for name in names {
            let mut wholes = Vec::new();
            let mut pieces = Vec::new();
            for range in chunks(name) {
                let mut found = words(&name[range]);
                found.retain(|word| !self.language.is_stop_word(&word.form));
                let parts: Vec<String> = found
                    .iter()
                    .filter(|word| !word.whole)
                    .map(|word| self.stemmer.stem(&word.form))
                    .collect();
                match found.first().filter(|word| word.whole) {
                    Some(whole) => wholes.push(self.stemmer.stem(&whole.form)),
                    None => wholes.extend(parts.iter().cloned()),
                }
                pieces.extend(parts);
            }
            for unit in [wholes, pieces] {
                let length = unit.len().clamp(1, LONGEST);
                for stem in unit {
                    let known = shortest.entry(stem).or_insert(length);
                    *known = length.min(*known);
                }
            }
        }
        let mut text = String::new();
        for (stem, length) in shortest {
            for _ in 0..length {
                text.push_str(&stem);
                text.push(' ');
            }
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn repeats_each_stem_as_often_as_its_name_has_words() {
        let (data, _) = LanguageData::read("nl", None, None);
        let mut exact = ExactNames::new(&data);
        assert_eq!(exact.text(["Een risico"].into_iter()), "risico ");
        assert_eq!(exact.text(["Beheer van risico"].into_iter()), "beheer beheer risico risico ");
        assert_eq!(exact.text(["org-09"].into_iter()), "09 09 org org org-09 ");
        assert_eq!(exact.text(["risico model", "risico"].into_iter()), "model model risico ");
    }
}
