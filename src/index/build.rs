//! A model → what search knows of every page.

use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::analysis::language::LanguageData;
use super::document::{Record, SearchDocument, SiteInfo};
use super::fields::TEXT_FIELDS;
use super::lexicon::LastLexicon;
use super::links::links;
use super::together::LastTogether;
use super::words::{FormPrint, PageWords, Vocabulary, WordReader};
use crate::model::{EntryId, Model};

/// The version of what is in the index; another version is not read.
pub const VERSION: u32 = 4;

/// What an index says of itself, kept in tantivy's `meta.json`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Payload {
    /// [`VERSION`].
    pub version: u32,
    /// The analysis that made it.
    pub language: LanguageData,
    /// What the pages have in common.
    pub site: SiteInfo,
    /// The pages that each page refers to, ascending.
    pub links: Vec<Vec<u32>>,
}

/// Why an index could not be made, written or read.
#[derive(Debug)]
pub enum IndexError {
    /// tantivy refused.
    Tantivy(tantivy::TantivyError),
    /// A file could not be read or written.
    Io(PathBuf, std::io::Error),
    /// The folder holds no index of this version.
    Unreadable(String),
}

impl std::fmt::Display for IndexError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Tantivy(error) => write!(f, "{error}"),
            Self::Io(path, error) => write!(f, "{}: {error}", path.display()),
            Self::Unreadable(reason) => write!(f, "{reason}"),
        }
    }
}

impl std::error::Error for IndexError {}

impl From<tantivy::TantivyError> for IndexError {
    fn from(error: tantivy::TantivyError) -> Self {
        Self::Tantivy(error)
    }
}

/// The words of all pages, in the order of routes.
#[derive(Debug, Clone)]
pub struct SearchIndex {
    /// What the index says of itself.
    pub payload: Payload,
    /// The forms by number; it may hold some that no page has any more.
    pub vocabulary: Arc<Vocabulary>,
    /// Which of these forms are one word, as far as it was asked.
    pub lexicon: Arc<LastLexicon>,
    /// Where several of these words stand together, as far as it was asked.
    pub together: Arc<LastTogether>,
    /// The pages.
    pub pages: Vec<IndexedPage>,
}

/// One page.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct IndexedPage {
    /// What a result shows.
    pub record: Record,
    /// Its words.
    pub words: Arc<PageWords>,
    /// Their hash ([`PageWords::print`]).
    pub words_print: [u8; 16],
    /// The hash of the texts that they were read from.
    fingerprint: [u8; 16],
}

impl IndexedPage {
    /// A page whose texts are not known.
    pub fn new(record: Record, words: PageWords, forms: &[FormPrint]) -> Self {
        let words_print = words.print(forms);
        Self { record, words: Arc::new(words), words_print, fingerprint: [0; 16] }
    }
}

/// Reads the words of every page of a model. Pages whose texts are those of
/// `previous` are not read again.
///
/// The second value names the entries whose text could not be read.
pub fn index(
    model: &Model,
    language: &LanguageData,
    previous: Option<&SearchIndex>,
) -> (SearchIndex, Vec<EntryId>) {
    let previous = previous.filter(|previous| previous.payload.language == *language);
    let vocabulary = previous.map_or_else(Arc::default, |previous| Arc::clone(&previous.vocabulary));
    let lexicon = previous.map_or_else(Arc::default, |previous| Arc::clone(&previous.lexicon));
    let together = previous.map_or_else(Arc::default, |previous| Arc::clone(&previous.together));
    let known: rustc_hash::FxHashMap<[u8; 16], &IndexedPage> =
        previous.iter().flat_map(|previous| &previous.pages).map(|page| (page.fingerprint, page)).collect();
    let unread = Mutex::new(Vec::new());
    let (site, mut facets) = SiteInfo::of(model);
    let read = |reader: &mut WordReader<'_>, at: usize, facets: &mut Vec<(usize, usize)>| {
        let entry = &model.entries[at];
        let mut document = SearchDocument::of(model, entry);
        let fingerprint = fingerprint(&document, &entry.hash);
        document.record.facets = std::mem::take(facets);
        if let Some(known) = known.get(&fingerprint) {
            let record = Record { summary: known.record.summary.clone(), ..document.record };
            return IndexedPage { record, fingerprint, ..(*known).clone() };
        }
        let text = entry.text.read().unwrap_or_else(|_| {
            unread.lock().unwrap_or_else(PoisonError::into_inner).push(EntryId(at as u32));
            Arc::default()
        });
        let document = document.with_text(&text);
        let words = Arc::new(reader.page(&document));
        IndexedPage { record: document.record, words, words_print: [0; 16], fingerprint }
    };
    // A reader remembers words: one for a long row of pages.
    let row = facets.len().div_ceil(rayon::current_num_threads() * 2).max(1);
    let mut rows: Vec<Vec<IndexedPage>> = facets
        .par_chunks_mut(row)
        .enumerate()
        .map(|(number, facets)| {
            let mut reader = WordReader::new(&vocabulary, language);
            (number * row..).zip(facets).map(|(at, facets)| read(&mut reader, at, facets)).collect()
        })
        .collect();
    let forms = vocabulary.prints();
    let is_new = |page: &&mut IndexedPage| !known.contains_key(&page.fingerprint);
    rows.par_iter_mut().flatten().filter(is_new).for_each(|page| page.words_print = page.words.print(&forms));
    let payload = Payload { version: VERSION, language: language.clone(), site, links: links(model) };
    let unread = unread.into_inner().unwrap_or_else(PoisonError::into_inner);
    let pages = rows.into_iter().flatten().collect();
    (SearchIndex { payload, vocabulary, lexicon, together, pages }, unread)
}

/// What a page's words follow from: its file, for the text, and its other
/// texts, which may come from elsewhere.
fn fingerprint(document: &SearchDocument<'_>, file: &[u8; 32]) -> [u8; 16] {
    let mut bytes = file.to_vec();
    for field in &TEXT_FIELDS {
        for text in document.texts(field.name) {
            bytes.extend((text.len() as u64).to_le_bytes());
            bytes.extend(text.as_bytes());
        }
        bytes.extend(u64::MAX.to_le_bytes());
    }
    let mut first = [0; 16];
    first.copy_from_slice(&blake3::hash(&bytes).as_bytes()[..16]);
    first
}
