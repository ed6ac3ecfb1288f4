//! The stem of a word: what its inflections share.
//!
//! A pure function of the folded word, so that the index can be built in one
//! pass. What only the whole vocabulary can tell (`thema` and `themas`,
//! `algoritme` and `algoritmen`) is joined later, in the
//! [`Lexicon`](super::super::lexicon::Lexicon).

use tantivy::tokenizer::Language;

use super::language::LanguageData;
use super::snowball::Snowball;
use super::verbs::Verbs;

/// Stems words of one language.
#[derive(Clone)]
pub struct WordStemmer {
    snowball: Option<Snowball>,
    /// Longest ending first.
    endings: Vec<(String, String)>,
    accents: Vec<(String, String)>,
    verbs: Verbs,
}

/// Shorter words are left as they are.
const SHORTEST: usize = 3;

impl WordStemmer {
    /// The stemmer of a language; of one without rules the word itself.
    pub fn new(data: &LanguageData) -> Self {
        let snowball = match data.language.as_str() {
            "nl" => Some(Snowball::new(Language::Dutch)),
            "en" => Some(Snowball::new(Language::English)),
            _ => None,
        };
        let mut endings: Vec<(String, String)> = data.endings.clone().into_iter().collect();
        endings.sort_by(|a, b| b.0.len().cmp(&a.0.len()).then_with(|| a.0.cmp(&b.0)));
        let verbs = Verbs::new(data);
        Self { snowball, endings, accents: data.accents.clone().into_iter().collect(), verbs }
    }

    /// The stem of a folded word. Of a name with hyphens only the last piece
    /// is stemmed; what holds a digit stays as it is.
    pub fn stem(&mut self, form: &str) -> String {
        let (head, tail) = match form.rfind('-') {
            Some(at) => form.split_at(at + 1),
            None => ("", form),
        };
        if tail.chars().count() < SHORTEST || !tail.chars().all(char::is_alphabetic) {
            return form.to_owned();
        }
        let Some(snowball) = &mut self.snowball else { return form.to_owned() };
        let mut word = self.verbs.infinitive(tail).unwrap_or_else(|| tail.to_owned());
        for (ending, other) in &self.endings {
            if let Some(start) = word.strip_suffix(ending.as_str()) {
                if let Some(stem) = other.strip_suffix('.') {
                    return format!("{head}{start}{stem}");
                }
                word = format!("{start}{other}");
                break;
            }
        }
        for (bare, accented) in &self.accents {
            if word.contains(bare.as_str()) {
                word = word.replace(bare.as_str(), accented);
            }
        }
        let stem = snowball.stem(&word);
        format!("{head}{}", super::fold::fold(&stem))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stems_dutch_with_its_exceptions() {
        let (data, _) = LanguageData::read("nl", None, None);
        let mut stemmer = WordStemmer::new(&data);
        for (a, b) in [
            ("wachtwoorden", "wachtwoord"),
            ("gemeenten", "gemeente"),
            ("financiele", "financieel"),
            ("persoonsgegevens", "persoonsgegeven"),
            ("coordinatie", "coordinaties"),
            ("mogelijkheden", "mogelijkheid"),
            ("ai-systemen", "ai-systeem"),
            ("betrokken", "betrekken"),
            ("afgesproken", "afspreken"),
            ("uitgevoerd", "uitvoeren"),
            ("meegenomen", "meenemen"),
        ] {
            assert_eq!(stemmer.stem(a), stemmer.stem(b), "{a} {b}");
        }
        for (a, b) in
            [("gegevens", "geven"), ("beleid", "begeleiding"), ("gemeente", "mening"), ("gebied", "bieden")]
        {
            assert_ne!(stemmer.stem(a), stemmer.stem(b), "{a} {b}");
        }
        assert_eq!(stemmer.stem("owp-17"), "owp-17");
    }
}
