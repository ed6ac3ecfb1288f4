//! The site's vocabulary: every form of a word that it uses, which forms are
//! one word (a group), and which words are parts of which.
//!
//! A pure function of the forms in the index and the language's data, so that
//! the native search, the browser's files and a later build agree.

use std::cell::RefCell;
use std::collections::BTreeMap;

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use super::analysis::compounds::{self, SHORTEST_PART};
use super::analysis::language::LanguageData;
use super::analysis::stem::WordStemmer;
use super::analysis::tokens::{chunks, words};

/// The place of a group in [`Lexicon::groups`].
pub type GroupId = u32;

/// The vocabulary.
#[derive(Debug, Clone, Default)]
pub struct Lexicon {
    /// Every form, sorted by its bytes.
    pub forms: Vec<Form>,
    /// The words that they are forms of, by their first form.
    pub groups: Vec<Group>,
}

/// One form of a word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Form {
    /// The folded form.
    pub text: String,
    /// The word that it is a form of.
    pub group: GroupId,
    /// Whether it can be a part of a compound.
    pub part: bool,
}

/// A word.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
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
        let used: FxHashSet<&str> = stems.iter().map(String::as_str).collect();
        let synonyms =
            Synonyms::new(language, abbreviations, |word| used.contains(stemmer.stem(word).as_str()));
        let missing: Vec<String> =
            synonyms.alternatives.keys().filter(|key| texts.binary_search(key).is_err()).cloned().collect();
        if !missing.is_empty() {
            stems.extend(stems_of(&missing, &stemmer));
            texts.extend(missing);
            let mut both: Vec<(String, String)> = texts.into_iter().zip(stems).collect();
            both.sort();
            (texts, stems) = both.into_iter().unzip();
        }
        let mut lexicon = group(texts, stems, language);
        lexicon.find_parts(language, &stemmer);
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

    fn find_parts(&mut self, language: &LanguageData, stemmer: &WordStemmer) {
        let known = KnownParts::new(self, language);
        // A finder remembers what it stemmed: one for a long row of forms.
        let row = self.forms.len().div_ceil(rayon::current_num_threads()).max(1);
        let found: Vec<Vec<GroupId>> = self
            .forms
            .par_chunks(row)
            .flat_map_iter(|forms| {
                let finder = PartFinder::new(&known, stemmer.clone());
                forms.iter().map(move |form| finder.parts(form)).collect::<Vec<_>>()
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

/// The stem of each form.
fn stems_of(texts: &[String], stemmer: &WordStemmer) -> Vec<String> {
    let stem = |stemmer: &mut WordStemmer, text: &String| stemmer.stem(text);
    texts.par_iter().with_min_len(1024).map_init(|| stemmer.clone(), stem).collect()
}

/// Whether a form is a name in pieces.
fn is_hyphenated(form: &str) -> bool {
    form.contains(['-', '/', ':', '.'])
}

/// What can be a part of a compound: a form of the site, another inflection
/// of one, or a part from the language's list.
struct KnownParts<'a> {
    lexicon: &'a Lexicon,
    language: &'a LanguageData,
    by_form: FxHashMap<&'a str, &'a Form>,
    by_stem: FxHashMap<&'a str, GroupId>,
}

impl<'a> KnownParts<'a> {
    fn new(lexicon: &'a Lexicon, language: &'a LanguageData) -> Self {
        let by_form = lexicon.forms.iter().map(|form| (form.text.as_str(), form)).collect();
        let mut by_stem = FxHashMap::default();
        for (id, group) in (0..).zip(&lexicon.groups) {
            if !group.stop {
                by_stem.extend(group.stems.iter().map(|stem| (stem.as_str(), id)));
            }
        }
        Self { lexicon, language, by_form, by_stem }
    }
}

/// Finds parts, and remembers what it stemmed.
struct PartFinder<'a> {
    known: &'a KnownParts<'a>,
    stemmer: RefCell<WordStemmer>,
    stemmed: RefCell<FxHashMap<String, Option<GroupId>>>,
}

/// A part that the site uses in another inflection only is at least so long:
/// short ends of words look like too many things.
const SHORTEST_INFLECTED_PART: usize = 6;

impl<'a> PartFinder<'a> {
    fn new(known: &'a KnownParts<'a>, stemmer: WordStemmer) -> Self {
        Self { known, stemmer: stemmer.into(), stemmed: RefCell::default() }
    }

    /// The words that a form is made of.
    fn parts(&self, form: &Form) -> Vec<GroupId> {
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
        let split = compounds::split(&form.text, &|part| self.is_part(part));
        split.iter().flatten().filter_map(|part| self.group_of(part)).collect()
    }

    fn is_part(&self, text: &str) -> bool {
        match self.known.by_form.get(text) {
            Some(form) => form.part,
            None => self.known.language.parts.contains(text) || self.group_of(text).is_some(),
        }
    }

    fn group_of(&self, text: &str) -> Option<GroupId> {
        if let Some(form) = self.known.by_form.get(text) {
            return Some(form.group);
        }
        let language = self.known.language;
        let listed = text.len() < SHORTEST_INFLECTED_PART && language.parts.contains(text);
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

/// Joins forms of one stem, and stems that only inflection keeps apart.
fn group(texts: Vec<String>, stems: Vec<String>, language: &LanguageData) -> Lexicon {
    let mut by_stem: FxHashMap<&str, usize> = FxHashMap::default();
    let mut parent: Vec<usize> = (0..texts.len()).collect();
    for (at, stem) in stems.iter().enumerate() {
        let first = *by_stem.entry(stem).or_insert(at);
        parent[at] = first;
    }
    for (at, base) in inflected(&texts, &stems, language) {
        let (a, b) = (root(&mut parent, at), root(&mut parent, base));
        parent[a.max(b)] = a.min(b);
    }
    let mut groups: Vec<Group> = Vec::new();
    let mut ids: FxHashMap<usize, GroupId> = FxHashMap::default();
    let mut forms = Vec::with_capacity(texts.len());
    for (at, text) in texts.into_iter().enumerate() {
        let root = root(&mut parent, at);
        let id = *ids.entry(root).or_insert_with(|| {
            groups.push(Group::default());
            groups.len() as GroupId - 1
        });
        let group = &mut groups[id as usize];
        if !group.stems.contains(&stems[at]) {
            group.stems.push(stems[at].clone());
        }
        let stop = language.is_stop_word(&text);
        group.stop |= stop;
        group.weak |= language.weak.contains(&text);
        let part = text.len() >= SHORTEST_PART
            && text.bytes().all(|byte| byte.is_ascii_lowercase())
            && !stop
            && !language.not_parts.contains(&text);
        forms.push(Form { text, group: id, part });
    }
    Lexicon { forms, groups }
}

fn root(parent: &mut [usize], mut at: usize) -> usize {
    while parent[at] != at {
        parent[at] = parent[parent[at]];
        at = parent[at];
    }
    at
}

/// Endings that make another form of a Dutch word when the word without it is
/// in use as well, and the shortest such word.
const INFLECTIONS: [(&str, usize); 4] = [("en", 4), ("s", 3), ("n", 4), ("e", 4)];

/// What a verb in -eren ends in …
const VERBS: [&str; 6] = ["eren", "eert", "eerde", "eerden", "eerd", "eer"];

/// … and the nouns beside it.
const NOUNS: [&str; 3] = ["atie", "aties", "ering"];

/// Pairs of forms (with an ending, without it) that are one word. Both must
/// be in use: that is what tells `thema's` from `atlas`.
fn inflected(texts: &[String], stems: &[String], language: &LanguageData) -> Vec<(usize, usize)> {
    let mut pairs = Vec::new();
    if language.language != "nl" {
        return pairs;
    }
    // Stems that have an infinitive or plural in -en.
    let with_en: FxHashMap<&str, usize> = texts
        .iter()
        .zip(stems)
        .enumerate()
        .filter(|(_, (text, _))| text.ends_with("en"))
        .map(|(at, (_, stem))| (stem.as_str(), at))
        .collect();
    let find = |text: &str| texts.binary_search_by(|known| known.as_str().cmp(text)).ok();
    for (at, text) in texts.iter().enumerate() {
        if !text.bytes().all(|byte| byte.is_ascii_lowercase()) || language.is_stop_word(text) {
            continue;
        }
        for (ending, shortest) in INFLECTIONS {
            let Some(base) = text.strip_suffix(ending).filter(|base| base.len() >= shortest) else {
                continue;
            };
            if ending == "n" && !base.ends_with('e') || language.is_stop_word(base) {
                continue;
            }
            if let Some(other) = find(base) {
                pairs.push((at, other));
            }
        }
        // Verbs in -eren have their stem in -eer: `evalueren`, `geevalueerd`.
        let verb = VERBS.iter().find_map(|ending| text.strip_suffix(ending));
        if let Some(base) = verb.filter(|base| base.len() >= 3) {
            let base = base.strip_prefix("ge").filter(|rest| rest.len() >= 3).unwrap_or(base);
            for ending in VERBS.iter().chain(&NOUNS) {
                let others = [format!("{base}{ending}"), format!("ge{base}{ending}")];
                pairs.extend(others.iter().filter_map(|other| find(other)).map(|other| (at, other)));
            }
        }
        // Third person: `inventariseert` beside `inventariseren`.
        if let Some(base) = text.strip_suffix('t').filter(|base| base.len() >= 3 && stems[at] == *text) {
            let stem = find(base).map_or(base, |other| stems[other].as_str());
            if let Some(&other) = with_en.get(stem).filter(|_| !language.is_stop_word(base)) {
                pairs.push((at, other));
            }
        }
    }
    pairs
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
