//! What a language's files in `search-index/<language>/` say. The files of
//! this repository are embedded; the same files in a site add to them.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::fold::fold;

/// The words of a language that no rule gives, folded.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct LanguageData {
    /// `nl`, `en`, or another tag: folding alone.
    pub language: String,
    /// Words that do not count as long as a query has another.
    pub stop_words: BTreeSet<String>,
    /// Words that count little.
    pub weak: BTreeSet<String>,
    /// Endings that are stemmed as another ending; `word.` is not stemmed on.
    pub endings: BTreeMap<String, String>,
    /// Forms of strong verbs → their infinitive; those that begin with `-` only
    /// after a prefix.
    pub verbs: BTreeMap<String, String>,
    /// Letters without accents → as the stemmer knows them.
    pub accents: BTreeMap<String, String>,
    /// Parts of compounds beside the site's own words.
    pub parts: BTreeSet<String>,
    /// Words that are never a part.
    pub not_parts: BTreeSet<String>,
    /// Words that stand for one another.
    pub synonyms: Vec<Vec<String>>,
    /// Words that also find others, but not the other way round.
    pub narrower: BTreeMap<String, Vec<String>>,
}

/// A language file that could not be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LanguageFault {
    /// The file, relative to the root.
    pub path: String,
    /// What is wrong (the parser's words).
    pub message: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct StopWords {
    words: Vec<String>,
    #[serde(default)]
    elided: Vec<String>,
    #[serde(default)]
    weak: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Stems {
    #[serde(default)]
    endings: BTreeMap<String, String>,
    #[serde(default)]
    verbs: BTreeMap<String, String>,
    #[serde(default)]
    accents: BTreeMap<String, String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Compounds {
    #[serde(default)]
    parts: Vec<String>,
    #[serde(default)]
    not_parts: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Synonyms {
    #[serde(default)]
    groups: Vec<Vec<String>>,
    #[serde(default)]
    narrower: BTreeMap<String, Vec<String>>,
}

/// The files of one language, by name.
type Embedded = [(&'static str, &'static str); 4];

const DUTCH: Embedded = [
    ("stopwords.toml", include_str!("../../../search-index/nl/stopwords.toml")),
    ("stems.toml", include_str!("../../../search-index/nl/stems.toml")),
    ("compounds.toml", include_str!("../../../search-index/nl/compounds.toml")),
    ("synonyms.toml", include_str!("../../../search-index/nl/synonyms.toml")),
];

const ENGLISH: Embedded = [
    ("stopwords.toml", include_str!("../../../search-index/en/stopwords.toml")),
    ("stems.toml", include_str!("../../../search-index/en/stems.toml")),
    ("compounds.toml", include_str!("../../../search-index/en/compounds.toml")),
    ("synonyms.toml", include_str!("../../../search-index/en/synonyms.toml")),
];

impl LanguageData {
    /// The data of a language, with what the site under `root` adds in
    /// `search-index/<language>/` and in its own file of synonyms.
    pub fn read(language: &str, root: Option<&Path>, synonyms: Option<&Path>) -> (Self, Vec<LanguageFault>) {
        let primary = language.split('-').next().unwrap_or_default().to_lowercase();
        let embedded: &[(&str, &str)] = match primary.as_str() {
            "nl" => &DUTCH,
            "en" => &ENGLISH,
            _ => &[],
        };
        let mut data = Self { language: primary, ..Self::default() };
        let mut faults = Vec::new();
        for (name, text) in embedded {
            data.add(name, text, &mut faults, name);
        }
        let Some(root) = root else { return (data, faults) };
        let folder = format!("search-index/{}", data.language);
        let mut own: Vec<(String, &str)> =
            ["stopwords.toml", "stems.toml", "compounds.toml", "synonyms.toml"]
                .map(|name| (format!("{folder}/{name}"), name))
                .to_vec();
        if let Some(path) = synonyms.and_then(Path::to_str) {
            own.retain(|(known, _)| known != path);
            own.push((path.to_owned(), "synonyms.toml"));
        }
        for (path, kind) in own {
            match std::fs::read_to_string(root.join(&path)) {
                // A checkout of polder itself has the embedded files there.
                Ok(text) if embedded.iter().any(|(_, known)| *known == text) => {}
                Ok(text) => data.add(kind, &text, &mut faults, &path),
                Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
                Err(error) => faults.push(LanguageFault { path, message: error.to_string() }),
            }
        }
        (data, faults)
    }

    fn add(&mut self, kind: &str, text: &str, faults: &mut Vec<LanguageFault>, path: &str) {
        let result = match kind {
            "stopwords.toml" => toml::from_str(text).map(|file: StopWords| {
                self.weak.extend(file.weak.iter().map(|word| folded(word)));
                self.stop_words.extend(file.words.iter().chain(&file.elided).map(|word| folded(word)));
            }),
            "stems.toml" => toml::from_str(text).map(|file: Stems| {
                self.endings.extend(file.endings);
                self.accents.extend(file.accents);
                for (infinitive, forms) in file.verbs {
                    self.verbs.extend(forms.split(' ').map(|form| (form.to_owned(), infinitive.clone())));
                }
            }),
            "compounds.toml" => toml::from_str(text).map(|file: Compounds| {
                self.parts.extend(file.parts.iter().map(|word| folded(word)));
                self.not_parts.extend(file.not_parts.iter().map(|word| folded(word)));
            }),
            _ => toml::from_str(text).map(|file: Synonyms| {
                self.synonyms.extend(file.groups);
                for (word, others) in file.narrower {
                    self.narrower.entry(word).or_default().extend(others);
                }
            }),
        };
        if let Err(error) = result {
            faults.push(LanguageFault { path: path.to_owned(), message: error.to_string() });
        }
    }

    /// Whether a folded word says nothing on its own.
    pub fn is_stop_word(&self, form: &str) -> bool {
        self.stop_words.contains(form)
    }
}

fn folded(word: &str) -> String {
    fold(word).into_owned()
}

#[cfg(test)]
mod tests {
    use super::LanguageData;

    #[test]
    fn the_embedded_files_parse() {
        for language in ["nl", "en", "fy"] {
            let (data, faults) = LanguageData::read(language, None, None);
            assert_eq!(faults, []);
            assert_eq!(data.stop_words.is_empty(), language == "fy");
        }
    }

    #[test]
    fn a_site_adds_to_the_words_of_polder() {
        let mut data = LanguageData::default();
        let mut faults = Vec::new();
        for text in [r#"narrower.baan = ["werk"]"#, r#"narrower.baan = ["vacature"]"#] {
            data.add("synonyms.toml", text, &mut faults, "synonyms.toml");
        }
        assert_eq!(faults, []);
        assert_eq!(data.narrower["baan"], ["werk", "vacature"]);
    }
}
