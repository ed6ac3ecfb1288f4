//! Stage 6, [`Model`] → the full-text index.
//!
//! 1. [`document`]: what a page is found by and what a result shows of it.
//! 2. [`analysis`]: words, stems, the parts of compounds.
//! 3. [`words`]: the words of every page, as numbers.
//! 4. [`build`](mod@build): all pages, in the order of routes.
//! 5. [`links`]: which pages refer to which.
//! 6. [`segments`]: tantivy's files, and back.
//! 7. [`lexicon`]: the site's vocabulary: which forms are one word, which
//!    words are parts of which.
//! 8. [`postings`]: the pages that a word finds, and how strongly.

pub mod analysis;
pub mod build;
pub mod document;
mod exact;
pub mod fields;
pub mod lexicon;
pub mod links;
#[cfg(test)]
pub(crate) mod made_up;
pub mod merged;
mod own;
pub mod postings;
pub mod segments;
mod strongest;
pub mod together;
pub mod weights;
pub mod words;

use analysis::language::{LanguageData, LanguageFault};
use build::SearchIndex;

use crate::model::Model;

/// Indexes every page of a model, with what was wrong in the language files.
/// What `previous` holds of pages that did not change is kept.
pub fn build(model: &Model, previous: Option<&SearchIndex>) -> (SearchIndex, Vec<LanguageFault>) {
    let config = &model.config;
    let (language, mut faults) =
        LanguageData::read(&config.language, Some(&config.root), config.search.synonyms.as_deref());
    let (index, unread) = build::index(model, &language, previous);
    faults.extend(unread.into_iter().map(|id| LanguageFault {
        path: model.entry(id).path.clone(),
        message: "changed while the site was being built".to_owned(),
    }));
    (index, faults)
}
