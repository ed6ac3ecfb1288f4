//! The site's vocabulary: every form of a word that it uses, which forms are
//! one word (a group), and which words are parts of which.
//!
//! A pure function of the forms in the index and the language's data, so that
//! the native search, the browser's files and a later build agree.

mod forms;
mod hidden;
mod last;
mod parts;

use std::collections::BTreeMap;

use forms::group;
use hidden::hidden_parts;
pub use last::LastLexicon;
use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};
use serde::{Deserialize, Serialize};

use super::analysis::language::LanguageData;
use super::analysis::stem::WordStemmer;
use super::analysis::tokens::{chunks, words};

/// The place of a group in [`Lexicon::groups`].
pub type GroupId = u32;

/// The vocabulary.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Lexicon {
    /// Every form, sorted by its bytes.
    pub forms: Vec<Form>,
    /// The words that they are forms of, by their first form.
    pub groups: Vec<Group>,
}

/// One form of a word.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Form {
    /// The folded form.
    pub text: String,
    /// The word that it is a form of.
    pub group: GroupId,
    /// Whether it can be a part of a compound.
    pub part: bool,
}

/// A word.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Group {
    /// The stems that its forms share.
    pub stems: Vec<String>,
    /// The words that it is made of.
    pub parts: Vec<GroupId>,
    /// The compounds that it is a part of, where the index does not have the
    /// part as a word already.
    pub compounds: Vec<GroupId>,
    /// What else finds it: each a list of words that must all be there.
    pub synonyms: Vec<Vec<GroupId>>,
    /// Whether it says nothing on its own.
    pub stop: bool,
    /// Whether it says little.
    pub weak: bool,
}

impl Lexicon {
    /// The vocabulary of these forms (sorted, without repetitions).
    pub fn new(mut texts: Vec<String>, language: &LanguageData, abbreviations: &[(String, String)]) -> Self {
        let mut stemmer = WordStemmer::new(language);
        let mut stems = stems_of(&texts, &stemmer);
        let lexicon = group(texts, &stems, language);
        let (hidden, splits) = hidden_parts(&lexicon, language, &stemmer);
        texts = lexicon.forms.into_iter().map(|form| form.text).collect();
        add(hidden, &mut texts, &mut stems, &stemmer);
        let used: FxHashSet<&str> = stems.iter().map(String::as_str).collect();
        let synonyms =
            Synonyms::new(language, abbreviations, |word| used.contains(stemmer.stem(word).as_str()));
        let missing: Vec<String> =
            synonyms.alternatives.keys().filter(|key| texts.binary_search(key).is_err()).cloned().collect();
        add(missing, &mut texts, &mut stems, &stemmer);
        let mut lexicon = group(texts, &stems, language);
        lexicon.find_parts(language, &stemmer, &splits);
        lexicon.add_synonyms(&synonyms, &mut stemmer);
        lexicon
    }

    /// The place of a form.
    pub fn find(&self, text: &str) -> Option<usize> {
        self.forms.binary_search_by(|form| form.text.as_str().cmp(text)).ok()
    }

    /// The word that `text` is a form of.
    pub fn group_of(&self, text: &str) -> Option<GroupId> {
        self.find(text).map(|at| self.forms[at].group)
    }

    /// The forms that begin with `prefix`.
    pub fn starting_with(&self, prefix: &str) -> &[Form] {
        let start = self.forms.partition_point(|form| form.text.as_str() < prefix);
        let length = self.forms[start..].partition_point(|form| form.text.starts_with(prefix));
        &self.forms[start..start + length]
    }

    fn add_synonyms(&mut self, synonyms: &Synonyms, stemmer: &mut WordStemmer) {
        let by_stem: FxHashMap<String, GroupId> = (0..)
            .zip(&self.groups)
            .flat_map(|(id, group)| group.stems.iter().map(move |stem| (stem.clone(), id)))
            .collect();
        for (key, alternatives) in &synonyms.alternatives {
            let Some(group) = self.group_of(key) else { continue };
            for words in alternatives {
                let groups: Option<Vec<GroupId>> = words
                    .iter()
                    .map(|word| self.group_of(word).or_else(|| by_stem.get(&stemmer.stem(word)).copied()))
                    .collect();
                if let Some(groups) = groups.filter(|groups| *groups != [group]) {
                    let known = &mut self.groups[group as usize].synonyms;
                    if !known.contains(&groups) {
                        known.push(groups);
                    }
                }
            }
        }
    }
}

/// Adds forms that are not there yet to sorted ones and their stems.
fn add(more: Vec<String>, texts: &mut Vec<String>, stems: &mut Vec<String>, stemmer: &WordStemmer) {
    if more.is_empty() {
        return;
    }
    stems.extend(stems_of(&more, stemmer));
    texts.extend(more);
    let mut both: Vec<(String, String)> =
        std::mem::take(texts).into_iter().zip(std::mem::take(stems)).collect();
    both.sort();
    (*texts, *stems) = both.into_iter().unzip();
}

/// The stem of each form.
fn stems_of(texts: &[String], stemmer: &WordStemmer) -> Vec<String> {
    let stem = |stemmer: &mut WordStemmer, text: &String| stemmer.stem(text);
    texts.par_iter().with_min_len(1024).map_init(|| stemmer.clone(), stem).collect()
}

/// What editors, and the site's abbreviations, say stands for what.
struct Synonyms {
    alternatives: BTreeMap<String, Vec<Vec<String>>>,
}

impl Synonyms {
    fn new(
        language: &LanguageData,
        abbreviations: &[(String, String)],
        mut is_known: impl FnMut(&String) -> bool,
    ) -> Self {
        let mut alternatives: BTreeMap<String, Vec<Vec<String>>> = BTreeMap::new();
        let mut add = |from: &str, to: &str| {
            let (from, to) = (significant(from, language), significant(to, language));
            if let ([key], true) = (from.as_slice(), !to.is_empty() && to.iter().all(&mut is_known)) {
                alternatives.entry(key.clone()).or_default().push(to);
            }
        };
        for group in &language.synonyms {
            for from in group {
                group.iter().filter(|to| *to != from).for_each(|to| add(from, to));
            }
        }
        for (from, others) in &language.narrower {
            others.iter().for_each(|to| add(from, to));
        }
        for (short, long) in abbreviations {
            add(short, long);
            add(long, short);
        }
        Self { alternatives }
    }
}

/// The words of a text that say something, a name in pieces as one.
fn significant(text: &str, language: &LanguageData) -> Vec<String> {
    let mut forms = Vec::new();
    for range in chunks(text) {
        let words = words(&text[range]);
        match words.first() {
            Some(first) if first.whole => forms.push(first.form.clone()),
            _ => forms.extend(words.into_iter().map(|word| word.form)),
        }
    }
    forms.retain(|form| !language.is_stop_word(form));
    forms
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lexicon(words: &[&str]) -> Lexicon {
        let (mut data, _) = LanguageData::read("nl", None, None);
        data.narrower.insert("polderen".to_owned(), vec!["vaste afspraken".to_owned()]);
        data.synonyms = vec![vec!["fiets".to_owned(), "rijwiel".to_owned()]];
        let mut texts: Vec<String> = words.iter().map(|word| (*word).to_owned()).collect();
        texts.sort();
        Lexicon::new(texts, &data, &[("vng".to_owned(), "Vereniging van Gemeenten".to_owned())])
    }

    #[test]
    fn joins_what_inflection_keeps_apart() {
        let lexicon = lexicon(&[
            "thema",
            "themas",
            "algoritme",
            "algoritmen",
            "algoritmes",
            "inventariseren",
            "inventariseert",
            "voorbeeld",
            "voorbeelden",
            "atlas",
            "kaart",
            "kaarten",
        ]);
        for (a, b) in [
            ("thema", "themas"),
            ("algoritme", "algoritmen"),
            ("algoritme", "algoritmes"),
            ("inventariseren", "inventariseert"),
            ("voorbeeld", "voorbeelden"),
        ] {
            assert_eq!(lexicon.group_of(a), lexicon.group_of(b), "{a} {b}");
        }
    }

    #[test]
    fn finds_words_that_stand_in_compounds_only() {
        let lexicon = lexicon(&[
            "kool",
            "koolhydraten",
            "hydra",
            "loop",
            "loopbaanorientatie",
            "origineel",
            "werkloosheidscijfer",
            "werk",
            "werktegenover",
            "tegendeel",
            "info",
            "informatie",
            "koolkaarten",
            "kaart",
            "koolnemende",
            "nemen",
        ]);
        let compounds = |part: &str| {
            let group = lexicon.group_of(part)?;
            let compounds = &lexicon.groups[group as usize].compounds;
            let form = |id: &GroupId| lexicon.forms.iter().find(|form| form.group == *id);
            compounds.iter().map(form).map(|form| Some(form?.text.as_str())).collect::<Option<Vec<_>>>()
        };
        // What known words leave, with parts that the language lists on the way.
        assert_eq!(compounds("hydraten"), Some(vec!["koolhydraten"]));
        assert_eq!(compounds("orientatie"), Some(vec!["loopbaanorientatie"]));
        // A part from the language's list.
        assert_eq!(compounds("cijfer"), Some(vec!["werkloosheidscijfer"]));
        // No word begins as what is left, or it is a stop word, or a form of
        // another word.
        for text in ["rmatie", "matie", "tegenover", "nemende"] {
            assert_eq!(lexicon.group_of(text), None, "{text}");
        }
    }

    #[test]
    fn knows_parts_compounds_and_synonyms() {
        let lexicon = lexicon(&[
            "risico",
            "beheer",
            "risicobeheer",
            "systeem",
            "risicobeheersysteem",
            "fiets",
            "vng",
            "vereniging",
            "gemeenten",
            "vaste",
            "afspraken",
        ]);
        let id = |form: &str| lexicon.group_of(form).unwrap_or(u32::MAX);
        let compound = &lexicon.groups[id("risicobeheersysteem") as usize];
        assert_eq!(compound.parts, [id("risicobeheer"), id("systeem")]);
        let mut compounds = lexicon.groups[id("beheer") as usize].compounds.clone();
        compounds.sort_unstable();
        assert_eq!(compounds, [id("risicobeheer"), id("risicobeheersysteem")]);
        assert_eq!(lexicon.groups[id("rijwiel") as usize].synonyms, [[id("fiets")]]);
        assert_eq!(lexicon.groups[id("vng") as usize].synonyms, [[id("vereniging"), id("gemeenten")]]);
        // A word that the site does not use, known by a phrase alone.
        assert_eq!(lexicon.groups[id("polderen") as usize].synonyms, [[id("vaste"), id("afspraken")]]);
    }
}
