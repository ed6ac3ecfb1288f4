//! The vocabulary that was made last: most changes of a text bring no word
//! that no other page has, and then it is that of the next index too.

use std::sync::{Arc, Mutex, PoisonError};

use serde::{Deserialize, Serialize};

use super::Lexicon;
use crate::index::analysis::language::LanguageData;

/// Makes vocabularies and remembers the last one.
#[derive(Debug, Default)]
pub struct LastLexicon {
    last: Mutex<Option<Last>>,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
struct Last {
    /// The hash of all that it follows from.
    print: [u8; 32],
    lexicon: Arc<Lexicon>,
    /// Whether it was made here, and not kept from before.
    #[serde(skip)]
    is_new: bool,
}

impl LastLexicon {
    /// The vocabulary of these forms, as [`Lexicon::new`] makes it.
    pub fn of(
        &self,
        texts: Vec<String>,
        language: &LanguageData,
        abbreviations: &[(String, String)],
    ) -> Arc<Lexicon> {
        let last = || self.last.lock().unwrap_or_else(PoisonError::into_inner);
        let print = print(&texts, language, abbreviations);
        if let Some(same) = last().as_ref().filter(|last| Some(last.print) == print) {
            return Arc::clone(&same.lexicon);
        }
        let lexicon = Arc::new(Lexicon::new(texts, language, abbreviations));
        *last() = print.map(|print| Last { print, lexicon: Arc::clone(&lexicon), is_new: true });
        lexicon
    }

    /// What [`restore`](Self::restore) makes the same of; nothing when that was
    /// done and no other vocabulary was made since.
    pub fn keep(&self) -> Option<impl Serialize + use<>> {
        self.last.lock().unwrap_or_else(PoisonError::into_inner).clone().filter(|last| last.is_new)
    }

    /// From the bytes of what was kept, by the same program.
    pub fn restore(bytes: &[u8]) -> Option<Self> {
        Some(Self { last: Mutex::new(Some(postcard::from_bytes(bytes).ok()?)) })
    }
}

fn print(texts: &[String], language: &LanguageData, abbreviations: &[(String, String)]) -> Option<[u8; 32]> {
    let mut hasher = blake3::Hasher::new();
    hasher.update(&postcard::to_stdvec(&(language, abbreviations)).ok()?);
    for text in texts {
        hasher.update(text.as_bytes());
        hasher.update(&[0]);
    }
    Some(*hasher.finalize().as_bytes())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn only_the_vocabulary_of_the_same_forms_is_taken_again() {
        let (language, _) = LanguageData::read("nl", None, None);
        let texts = |words: &str| words.split(' ').map(str::to_owned).collect::<Vec<_>>();
        let last = LastLexicon::default();
        let first = last.of(texts("arbeid arbeidsmarkt markt"), &language, &[]);
        assert!(Arc::ptr_eq(&first, &last.of(texts("arbeid arbeidsmarkt markt"), &language, &[])));
        let restored = LastLexicon::restore(&postcard::to_stdvec(&last.keep().unwrap()).unwrap()).unwrap();
        assert!(restored.keep().is_none());
        let again = restored.of(texts("arbeid arbeidsmarkt markt"), &language, &[]);
        assert!(restored.keep().is_none());
        assert_eq!((&first.forms, &first.groups), (&again.forms, &again.groups));
        let abbreviations = [("am".to_owned(), "arbeidsmarkt".to_owned())];
        for (words, abbreviations) in
            [("arbeid arbeidsmarkt", &[][..]), ("arbeid arbeidsmarkt markt", &abbreviations)]
        {
            let other = last.of(texts(words), &language, abbreviations);
            let clean = Lexicon::new(texts(words), &language, abbreviations);
            assert_eq!((&other.forms, &other.groups), (&clean.forms, &clean.groups));
        }
    }
}
