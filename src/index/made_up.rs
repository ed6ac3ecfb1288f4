//! Indexes of documents that no site has, for tests.

use std::sync::Arc;

use super::analysis::language::LanguageData;
use super::build::{IndexedPage, Payload, SearchIndex, VERSION};
use super::document::{Record, SearchDocument, SiteInfo};
use super::words::WordReader;

/// An index of these documents in this order; what was found out in `before`
/// is known.
pub(crate) fn index_of<'a>(
    documents: impl IntoIterator<Item = SearchDocument<'a>>,
    language: &LanguageData,
    before: Option<&SearchIndex>,
) -> SearchIndex {
    let vocabulary = before.map_or_else(Arc::default, |before| Arc::clone(&before.vocabulary));
    let together = before.map_or_else(Arc::default, |before| Arc::clone(&before.together));
    let mut reader = WordReader::new(&vocabulary, language);
    let page = |document: SearchDocument<'_>| {
        let words = reader.page(&document);
        IndexedPage::new(document.record, words, &vocabulary.prints())
    };
    let pages: Vec<IndexedPage> = documents.into_iter().map(page).collect();
    let links = vec![Vec::new(); pages.len()];
    let payload = Payload { version: VERSION, language: language.clone(), site: SiteInfo::default(), links };
    SearchIndex { payload, vocabulary, lexicon: Arc::default(), together, pages }
}

/// A document at a place in the order, with a text of its own.
pub(crate) fn document(at: usize, body: &str) -> SearchDocument<'_> {
    let record = Record { route: format!("p/{at:05}/"), title: format!("Pagina {at}"), ..Record::default() };
    SearchDocument { record, sections: vec![body], ..SearchDocument::default() }
}
