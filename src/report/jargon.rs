//! The editors' list of words to write otherwise.

use std::collections::BTreeMap;
use std::path::Path;

use aho_corasick::{AhoCorasick, MatchKind};
use serde::Deserialize;

const DUTCH: &str = include_str!("../../search-index/nl/jargon.toml");
const ENGLISH: &str = include_str!("../../search-index/en/jargon.toml");

/// Words to write otherwise, and how.
#[derive(Debug, Clone, Default)]
pub struct Jargon {
    words: Vec<(String, String)>,
    finder: Option<AhoCorasick>,
}

/// A list that could not be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JargonFault {
    /// The file, relative to the root.
    pub path: String,
    /// The parser's words.
    pub message: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    words: BTreeMap<String, String>,
}

impl Jargon {
    /// The list of a language, with what the site under `root` adds to it.
    pub fn read(language: &str, root: &Path) -> (Self, Option<JargonFault>) {
        let primary = language.split('-').next().unwrap_or_default().to_lowercase();
        let embedded = match primary.as_str() {
            "nl" => DUTCH,
            "en" => ENGLISH,
            _ => "[words]",
        };
        let mut words = toml::from_str::<File>(embedded).map(|file| file.words).unwrap_or_default();
        let path = format!("search-index/{primary}/jargon.toml");
        let own = std::fs::read_to_string(root.join(&path)).ok();
        let fault = match own.map(|text| toml::from_str::<File>(&text)) {
            Some(Ok(own)) => {
                words.extend(own.words);
                None
            }
            Some(Err(error)) => Some(JargonFault { path, message: error.to_string() }),
            None => None,
        };
        words.retain(|_, instead| !instead.trim().is_empty());
        (Self::of(words), fault)
    }

    fn of(words: BTreeMap<String, String>) -> Self {
        let words: Vec<(String, String)> =
            words.into_iter().map(|(word, instead)| (word.to_lowercase(), instead)).collect();
        let finder = AhoCorasick::builder()
            .match_kind(MatchKind::LeftmostLongest)
            .build(words.iter().map(|(word, _)| word))
            .ok();
        Self { words, finder }
    }

    /// The words of the list that stand in a text, most frequent first, each
    /// with how often and with what to write instead.
    pub(super) fn found_in<'t>(&self, texts: impl Iterator<Item = &'t str>) -> Vec<(usize, &str, &str)> {
        let mut counts = vec![0; self.words.len()];
        let Some(finder) = &self.finder else { return Vec::new() };
        for text in texts {
            let text = text.to_lowercase();
            for found in finder.find_iter(&text) {
                let is_letter = |c: char| c.is_alphanumeric() || c == '-';
                let alone = !text[..found.start()].ends_with(is_letter)
                    && !text[found.end()..].starts_with(is_letter);
                counts[found.pattern().as_usize()] += usize::from(alone);
            }
        }
        let mut found: Vec<(usize, &str, &str)> = counts
            .into_iter()
            .zip(&self.words)
            .filter(|(count, _)| *count > 0)
            .map(|(count, (word, instead))| (count, word.as_str(), instead.as_str()))
            .collect();
        found.sort_by_key(|(count, word, _)| (std::cmp::Reverse(*count), *word));
        found
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn whole_words_count_the_longest_first_and_a_site_adds_and_takes_away() {
        let root = tempfile::tempdir().unwrap();
        let (jargon, fault) = Jargon::read("nl", root.path());
        assert_eq!(fault, None);
        let text = "Indien stakeholders implementeren: stakeholders. Met betrekking tot de pilotfase.";
        let found = jargon.found_in([text].into_iter());
        let found: Vec<String> = found.iter().map(|(count, word, _)| format!("{count} {word}")).collect();
        assert_eq!(found, ["2 stakeholders", "1 implementeren", "1 indien", "1 met betrekking tot"]);

        std::fs::create_dir_all(root.path().join("search-index/nl")).unwrap();
        let own = root.path().join("search-index/nl/jargon.toml");
        std::fs::write(&own, "[words]\nindien = \"\"\npilotfase = \"proef\"\n").unwrap();
        let (jargon, _) = Jargon::read("nl", root.path());
        let found = jargon.found_in([text].into_iter());
        assert!(found.iter().any(|(_, word, _)| *word == "pilotfase"));
        assert!(!found.iter().any(|(_, word, _)| *word == "indien"));

        std::fs::write(&own, "words = 3").unwrap();
        assert_eq!(Jargon::read("nl", root.path()).1.unwrap().path, "search-index/nl/jargon.toml");
    }
}
