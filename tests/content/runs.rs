//! Runs of words that two texts share, known by their hashes only.

use std::collections::BTreeSet;

use crate::words::Token;

/// How many words in a row make a copied passage.
pub const RUN: usize = 10;

/// The first eight bytes of the BLAKE3 hash of a run of words, in hex.
pub fn hash_of_run(run: &[String]) -> String {
    blake3::hash(run.join(" ").as_bytes()).to_hex()[..16].to_owned()
}

/// The hashes of all runs in a text's words.
pub fn hashes_of(words: &[String]) -> BTreeSet<String> {
    words.windows(RUN).map(hash_of_run).collect()
}

/// Names in words, and the words that join them in a list.
pub struct Names(Vec<Vec<String>>);

impl Names {
    /// Names from texts.
    pub fn new<'a>(names: impl IntoIterator<Item = &'a str>) -> Self {
        let mut names: Vec<Vec<String>> =
            names.into_iter().map(|name| crate::words::words(name).collect()).collect();
        names.retain(|name: &Vec<String>| !name.is_empty());
        // The longest first: "Noord Holland Noord" before "Noord".
        names.sort_by_key(|name| std::cmp::Reverse(name.len()));
        names.push(vec!["en".to_owned()]);
        Self(names)
    }

    /// Which of these words are part of a name, or join two.
    fn cover(&self, words: &[String]) -> Vec<bool> {
        let mut covered = vec![false; words.len()];
        let mut at = 0;
        while at < words.len() {
            match self.0.iter().find(|name| words[at..].starts_with(name)) {
                Some(name) => {
                    covered[at..at + name.len()].fill(true);
                    at += name.len();
                }
                None => at += 1,
            }
        }
        covered
    }
}

/// The runs in a text that are also in the sources: but for quotations, which
/// are breaks among the tokens, and runs that are a list of names.
pub fn copied(tokens: &[Token], sources: &BTreeSet<String>, names: &Names) -> Vec<String> {
    let mut found = Vec::new();
    for part in tokens.split(|token| *token == Token::Break) {
        let words: Vec<String> = part
            .iter()
            .map(|token| match token {
                Token::Word(word) => word.clone(),
                Token::Break => unreachable!("split on breaks"),
            })
            .collect();
        let in_names = names.cover(&words);
        for (run, in_names) in words.windows(RUN).zip(in_names.windows(RUN)) {
            if sources.contains(&hash_of_run(run)) && !in_names.iter().all(|word| *word) {
                found.push(run.join(" "));
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::{of_markdown, words};

    const SOURCE: &str = "De rode fiets staat elke maandag achter de oude schuur van de bakker, \
        zegt Jan. Regio's: Achterhoek, Noord Holland Noord, Groot Amsterdam en Gooi- en Vechtstreek.";

    fn found(body: &str) -> usize {
        let source: Vec<String> = words(SOURCE).collect();
        let names =
            Names::new(["Achterhoek", "Noord Holland Noord", "Groot Amsterdam", "Gooi- en Vechtstreek"]);
        copied(&of_markdown(body), &hashes_of(&source), &names).len()
    }

    #[test]
    fn ten_words_in_a_row_are_found() {
        assert_eq!(found("Daar: de rode fiets staat elke maandag achter de oude schuur"), 1);
        assert_eq!(found("Daar: de rode fiets staat elke maandag achter de oude schuur van."), 2);
    }

    #[test]
    fn nine_words_in_a_row_are_not() {
        assert_eq!(found("De rode fiets staat elke maandag achter de oude garage van de bakker."), 0);
    }

    #[test]
    fn markup_and_other_signs_hide_nothing() {
        assert_eq!(
            found(
                "**De** [RODE fiets](/fietsen/rood/) staat;\nelke `maandag` – achter 'de'[^1] oude schuur\n\n[^1]: Bron."
            ),
            1
        );
        assert_eq!(found("- de rode fiets staat elke\n- maandag achter de oude schuur"), 1);
        assert_eq!(found("> [!TIP]\n> De rode fiets staat elke maandag achter de oude schuur."), 1);
    }

    #[test]
    fn a_quotation_of_one_sentence_may_stand() {
        assert_eq!(
            found("Volgens Jan: “De rode fiets staat elke maandag achter de oude schuur.” Tot zover."),
            0
        );
        assert_eq!(found("> De rode fiets staat elke maandag achter de oude schuur.\n\nTot zover."), 0);
    }

    #[test]
    fn a_quotation_of_two_sentences_may_not() {
        assert_eq!(found("“Kijk. De rode fiets staat elke maandag achter de oude schuur.”"), 1);
        assert_eq!(found("> Kijk! De rode fiets staat elke maandag achter de oude schuur."), 1);
    }

    #[test]
    fn a_run_does_not_cross_a_quotation() {
        assert_eq!(found("De rode fiets staat elke “dus” maandag achter de oude schuur"), 0);
    }

    #[test]
    fn a_list_of_names_may_stand_but_not_the_words_around_it() {
        let list = "Achterhoek, Noord Holland Noord, Groot Amsterdam en Gooi- en Vechtstreek";
        assert_eq!(found(list), 0);
        assert_eq!(found(&format!("Regio's: {list}")), 2);
    }
}
