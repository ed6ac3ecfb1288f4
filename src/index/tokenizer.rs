//! The analysis as a tantivy tokenizer.
//!
//! A text becomes the stems of its words, wholes and pieces alike. Words are
//! remembered with their stems, so each form is stemmed once: a text of ten
//! thousand articles has few forms. Every form that is new goes to the
//! [`Forms`], from where the field `forms` picks it up: its term dictionary
//! is then the site's dictionary of forms.

use std::sync::{Arc, Mutex, PoisonError};

use rustc_hash::{FxHashMap, FxHashSet};
use tantivy::tokenizer::{Token, TokenStream, Tokenizer};

use super::analysis::language::LanguageData;
use super::analysis::stem::WordStemmer;
use super::analysis::tokens::{LONGEST_WORD, chunks, words};

/// The forms seen so far, shared by the tokenizers of one index.
#[derive(Clone, Default)]
pub struct Forms {
    shared: Arc<Mutex<Seen>>,
}

#[derive(Default)]
struct Seen {
    known: FxHashSet<String>,
    fresh: Vec<String>,
}

impl Forms {
    fn add(&self, form: &str) {
        let mut seen = self.shared.lock().unwrap_or_else(PoisonError::into_inner);
        if !seen.known.contains(form) {
            seen.known.insert(form.to_owned());
            seen.fresh.push(form.to_owned());
        }
    }

    fn take_fresh(&self) -> Vec<String> {
        let mut seen = self.shared.lock().unwrap_or_else(PoisonError::into_inner);
        std::mem::take(&mut seen.fresh)
    }
}

/// A stem and its place in its chunk.
type Stems = Arc<[(Box<str>, usize)]>;

/// Texts → stems.
#[derive(Clone)]
pub struct WordTokenizer {
    stemmer: WordStemmer,
    chunks: FxHashMap<Box<str>, Stems>,
    forms: Forms,
}

impl WordTokenizer {
    /// A tokenizer for a language that reports its forms.
    pub fn new(data: &LanguageData, forms: Forms) -> Self {
        Self { stemmer: WordStemmer::new(data), chunks: FxHashMap::default(), forms }
    }

    fn stems(&mut self, chunk: &str) -> Stems {
        if let Some(stems) = self.chunks.get(chunk) {
            return Arc::clone(stems);
        }
        let stems: Stems = words(chunk)
            .into_iter()
            .map(|word| {
                self.forms.add(&word.form);
                (self.stemmer.stem(&word.form).into_boxed_str(), word.place)
            })
            .collect();
        if chunk.len() <= LONGEST_WORD {
            self.chunks.insert(chunk.into(), Arc::clone(&stems));
        }
        stems
    }
}

impl Tokenizer for WordTokenizer {
    type TokenStream<'a> = WordStream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> WordStream<'a> {
        let mut chunks: Vec<(usize, usize)> = chunks(text).map(|range| (range.start, range.end)).collect();
        chunks.reverse();
        WordStream {
            tokenizer: self,
            text,
            chunks,
            stems: Arc::new([]),
            next: 0,
            first: 0,
            pieces: 0,
            token: Token::default(),
        }
    }
}

/// The stems of one text.
pub struct WordStream<'a> {
    tokenizer: &'a mut WordTokenizer,
    text: &'a str,
    /// The chunks still to come, last first.
    chunks: Vec<(usize, usize)>,
    stems: Stems,
    next: usize,
    /// The position of the chunk's first piece, and how many pieces it has.
    first: usize,
    pieces: usize,
    token: Token,
}

impl TokenStream for WordStream<'_> {
    fn advance(&mut self) -> bool {
        while self.next == self.stems.len() {
            let Some((start, end)) = self.chunks.pop() else { return false };
            self.first += self.pieces;
            self.stems = self.tokenizer.stems(&self.text[start..end]);
            self.pieces = self.stems.last().map_or(0, |(_, place)| place + 1);
            self.next = 0;
            (self.token.offset_from, self.token.offset_to) = (start, end);
        }
        let (stem, place) = &self.stems[self.next];
        self.token.text.clear();
        self.token.text.push_str(stem);
        self.token.position = self.first + place;
        self.next += 1;
        true
    }

    fn token(&self) -> &Token {
        &self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.token
    }
}

/// Any text → the forms that were new since the last one.
#[derive(Clone)]
pub struct FormTokenizer {
    forms: Forms,
}

impl FormTokenizer {
    /// The tokenizer of the field `forms`.
    pub fn new(forms: Forms) -> Self {
        Self { forms }
    }
}

impl Tokenizer for FormTokenizer {
    type TokenStream<'a> = FormStream;

    fn token_stream<'a>(&'a mut self, _text: &'a str) -> FormStream {
        FormStream { fresh: self.forms.take_fresh().into_iter(), token: Token::default() }
    }
}

/// Forms that were new.
pub struct FormStream {
    fresh: std::vec::IntoIter<String>,
    token: Token,
}

impl TokenStream for FormStream {
    fn advance(&mut self) -> bool {
        let Some(form) = self.fresh.next() else { return false };
        self.token.text = form;
        self.token.position = 0;
        true
    }

    fn token(&self) -> &Token {
        &self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.token
    }
}
