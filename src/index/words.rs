//! The words of every page, as numbers: what all that follows is made of.
//!
//! [`PageWords`] follow from one page's texts alone, so they can be made in
//! parallel and kept from one build to the next; only their numbers belong to
//! a [`Vocabulary`], which grows and never renumbers.

use std::sync::{Arc, Mutex, PoisonError};

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use super::analysis::language::LanguageData;
use super::analysis::tokens::{LONGEST_WORD, chunks, words};
use super::document::SearchDocument;
use super::exact::exact_names;
use super::fields::TEXT_FIELDS;

/// How many fields hold text.
pub const FIELDS: usize = TEXT_FIELDS.len();

/// Every form that was ever met, numbered as it came.
#[derive(Debug, Default)]
pub struct Vocabulary {
    known: Mutex<Numbers>,
}

#[derive(Debug, Default)]
struct Numbers {
    numbers: FxHashMap<Arc<str>, u32>,
    forms: Vec<Arc<str>>,
    prints: Vec<FormPrint>,
}

/// What tells a form from others, whatever number it has.
pub type FormPrint = [u8; 8];

fn form_print(form: &str) -> FormPrint {
    let mut print = FormPrint::default();
    print.copy_from_slice(&blake3::hash(form.as_bytes()).as_bytes()[..8]);
    print
}

impl Vocabulary {
    /// The number of a form.
    pub fn number(&self, form: &str) -> u32 {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(&number) = known.numbers.get(form) {
            return number;
        }
        let number = known.forms.len() as u32;
        let form: Arc<str> = form.into();
        known.forms.push(Arc::clone(&form));
        known.prints.push(form_print(&form));
        known.numbers.insert(form, number);
        number
    }

    /// The number of a form, if it was met.
    pub fn find(&self, form: &str) -> Option<u32> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner).numbers.get(form).copied()
    }

    /// A vocabulary of these forms, in this order.
    pub fn of(forms: Vec<Arc<str>>) -> Self {
        let numbers = (0..).zip(&forms).map(|(number, form)| (Arc::clone(form), number)).collect();
        let prints = forms.iter().map(|form| form_print(form)).collect();
        Self { known: Mutex::new(Numbers { numbers, forms, prints }) }
    }

    /// The forms, by number.
    pub fn forms(&self) -> Vec<Arc<str>> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner).forms.clone()
    }

    /// What tells each form from others, by number.
    pub fn prints(&self) -> Vec<FormPrint> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner).prints.clone()
    }
}

/// A word where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    /// The form's number.
    pub form: u32,
    /// Its place in the field. Words that follow one another have places that
    /// do; between two lines of one field a place is left open.
    pub place: u32,
}

/// The words of one page.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PageWords {
    /// Form and step from the place before, of all fields in a row.
    #[serde(with = "as_bytes")]
    codes: Box<[u32]>,
    /// Where each field ends in them.
    // serde has a name of its own for `FIELDS`.
    ends: [u32; TEXT_FIELDS.len()],
    /// The forms of titles and names, with how many words the shortest one
    /// that has it has.
    pub names: Box<[(u32, u8)]>,
}

/// Numbers as they are in memory, four bytes each: they are most of what is
/// kept of a site's words, and need not be read one by one.
mod as_bytes {
    use serde::de::{Deserializer, Error, Visitor};
    use serde::ser::Serializer;

    pub(super) fn serialize<S: Serializer>(numbers: &[u32], serializer: S) -> Result<S::Ok, S::Error> {
        let bytes: Vec<u8> = numbers.iter().flat_map(|number| number.to_le_bytes()).collect();
        serializer.serialize_bytes(&bytes)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Box<[u32]>, D::Error> {
        deserializer.deserialize_bytes(Bytes)
    }

    struct Bytes;

    impl Visitor<'_> for Bytes {
        type Value = Box<[u32]>;

        fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            f.write_str("numbers of four bytes")
        }

        fn visit_bytes<E: Error>(self, bytes: &[u8]) -> Result<Self::Value, E> {
            let (numbers, rest) = bytes.as_chunks();
            if !rest.is_empty() {
                return Err(E::invalid_length(bytes.len(), &self));
            }
            Ok(numbers.iter().map(|number| u32::from_le_bytes(*number)).collect())
        }
    }
}

/// Steps take so many bits of a code; a longer step is as good as this one,
/// for only neighbours matter.
const STEP_BITS: u32 = 2;
const LONGEST_STEP: u32 = (1 << STEP_BITS) - 1;

impl PageWords {
    /// From the tokens of each field, places ascending.
    pub fn new(fields: &[Vec<Token>; FIELDS], names: Vec<(u32, u8)>) -> Self {
        let mut codes = Vec::with_capacity(fields.iter().map(Vec::len).sum());
        let mut ends = [0; FIELDS];
        for (tokens, end) in fields.iter().zip(&mut ends) {
            // The first word of a field is one step from nowhere.
            let mut before: Option<u32> = None;
            for token in tokens {
                let step = before.map_or(1, |before| (token.place - before).min(LONGEST_STEP));
                codes.push(token.form << STEP_BITS | step);
                before = Some(token.place);
            }
            *end = codes.len() as u32;
        }
        Self { codes: codes.into_boxed_slice(), ends, names: names.into_boxed_slice() }
    }

    fn codes(&self, field: usize) -> &[u32] {
        let start = if field == 0 { 0 } else { self.ends[field - 1] };
        &self.codes[start as usize..self.ends[field] as usize]
    }

    /// How many words a field has.
    pub fn length(&self, field: usize) -> u32 {
        self.codes(field).len() as u32
    }

    /// How many words all fields have.
    pub fn total(&self) -> usize {
        self.codes.len()
    }

    /// The words of a field, in order.
    pub fn tokens(&self, field: usize) -> impl Iterator<Item = Token> + '_ {
        let mut place = 0;
        self.codes(field).iter().map(move |code| {
            place += code & LONGEST_STEP;
            Token { form: code >> STEP_BITS, place }
        })
    }

    /// Tells where each word stands in what is searched for phrases, over all
    /// fields, places ascending: words of two fields are never neighbours.
    pub fn tell_phrase_tokens(&self, mut tell: impl FnMut(Token)) {
        let mut start = 0;
        for field in (0..FIELDS).filter(|&field| TEXT_FIELDS[field].phrases) {
            let mut last = 0;
            for token in self.tokens(field) {
                last = token.place;
                tell(Token { place: start + token.place, ..token });
            }
            start += last + 1;
        }
    }

    /// The hash of these words, where `forms` tells forms apart: the same
    /// whatever numbers they have.
    pub fn print(&self, forms: &[FormPrint]) -> [u8; 16] {
        let mut bytes = Vec::with_capacity(self.codes.len() * 9);
        for field in 0..FIELDS {
            for code in self.codes(field) {
                bytes.extend_from_slice(&forms[(code >> STEP_BITS) as usize]);
                bytes.push((code & LONGEST_STEP) as u8);
            }
            bytes.extend(self.length(field).to_le_bytes());
        }
        for (form, length) in &self.names {
            bytes.extend(forms[*form as usize]);
            bytes.push(*length);
        }
        let mut print = [0; 16];
        print.copy_from_slice(&blake3::hash(&bytes).as_bytes()[..16]);
        print
    }

    /// The forms of a field, in order.
    pub fn forms(&self, field: usize) -> impl Iterator<Item = u32> + '_ {
        self.codes(field).iter().map(|code| code >> STEP_BITS)
    }
}

/// Reads texts; remembers what it read, for most words come again.
pub struct WordReader<'a> {
    vocabulary: &'a Vocabulary,
    language: &'a LanguageData,
    /// Chunk → its words' range in `read`.
    chunks: FxHashMap<Box<str>, (u32, u32)>,
    /// Form and place in the chunk.
    read: Vec<(u32, u32)>,
}

impl<'a> WordReader<'a> {
    /// A reader that numbers words by `vocabulary`.
    pub fn new(vocabulary: &'a Vocabulary, language: &'a LanguageData) -> Self {
        Self { vocabulary, language, chunks: FxHashMap::default(), read: Vec::new() }
    }

    /// The words of a page.
    pub fn page(&mut self, document: &SearchDocument<'_>) -> PageWords {
        let mut fields: [Vec<Token>; FIELDS] = Default::default();
        for (tokens, declared) in fields.iter_mut().zip(&TEXT_FIELDS) {
            // A line of a text is a paragraph, a cell, an item of a list.
            for line in document.texts(declared.name).into_iter().flat_map(|text| text.split('\n')) {
                self.text(line, tokens);
            }
        }
        let names = std::iter::once(&document.record.title).chain(&document.names).map(String::as_str);
        let names = exact_names(names, self.language)
            .into_iter()
            .map(|(form, length)| (self.vocabulary.number(&form), length))
            .collect();
        PageWords::new(&fields, names)
    }

    /// Adds the words of one line of a field.
    fn text(&mut self, text: &str, tokens: &mut Vec<Token>) {
        let mut first = tokens.last().map_or(1, |last| last.place + 2);
        for range in chunks(text) {
            let (start, end) = self.chunk(&text[range]);
            let words = &self.read[start as usize..end as usize];
            tokens.extend(words.iter().map(|&(form, place)| Token { form, place: first + place }));
            first += words.last().map_or(0, |(_, place)| place + 1);
        }
    }

    fn chunk(&mut self, chunk: &str) -> (u32, u32) {
        if let Some(&range) = self.chunks.get(chunk) {
            return range;
        }
        let start = self.read.len() as u32;
        for word in words(chunk) {
            self.read.push((self.vocabulary.number(&word.form), word.place as u32));
        }
        let range = (start, self.read.len() as u32);
        if chunk.len() <= LONGEST_WORD {
            self.chunks.insert(chunk.into(), range);
        }
        range
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_have_places_and_texts_of_one_field_stand_apart() {
        let (language, _) = LanguageData::read("nl", None, None);
        let vocabulary = Vocabulary::default();
        let mut reader = WordReader::new(&vocabulary, &language);
        let document =
            SearchDocument { sections: vec!["Samen\nde AI-wet", "", "samen"], ..Default::default() };
        let words = reader.page(&document);
        let forms = vocabulary.forms();
        let body = FIELDS - 1;
        let found: Vec<(&str, u32)> =
            words.tokens(body).map(|token| (&*forms[token.form as usize], token.place)).collect();
        let expected = [("samen", 1), ("de", 3), ("ai-wet", 4), ("ai", 4), ("wet", 5), ("samen", 7)];
        assert_eq!(found, expected);
        assert_eq!(words.length(body), 6);
        assert_eq!(words.length(0), 0);
    }
}
