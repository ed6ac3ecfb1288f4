//! The Snowball stemmers that tantivy brings along, as a function on words.

use tantivy::tokenizer::{Language, RawTokenizer, Stemmer, TextAnalyzer};

/// A stemmer for one language.
#[derive(Clone)]
pub struct Snowball {
    analyzer: TextAnalyzer,
}

impl Snowball {
    /// The stemmer of a language: for Dutch Kraaij-Pohlmann, Snowball's
    /// present `dutch`.
    pub fn new(language: Language) -> Self {
        let analyzer = TextAnalyzer::builder(RawTokenizer::default()).filter(Stemmer::new(language)).build();
        Self { analyzer }
    }

    /// The stem of a folded word.
    pub fn stem(&mut self, word: &str) -> String {
        let mut stream = self.analyzer.token_stream(word);
        if stream.advance() { stream.token().text.clone() } else { word.to_owned() }
    }
}
