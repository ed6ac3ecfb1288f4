//! Stage 6, [`Model`] → the full-text index.
//!
//! 1. [`document`]: what a page is found by and what a result shows of it.
//! 2. [`analysis`]: words, stems, the parts of compounds.
//! 3. [`build`](mod@build): tantivy, one segment, in the order of routes.
//! 4. [`lexicon`]: the site's vocabulary, read back from the index: which
//!    forms are one word, which words are parts of which.
//! 5. [`postings`]: the pages that a word finds, and how strongly.

pub mod analysis;
pub mod build;
pub mod document;
mod exact;
pub mod fields;
pub mod lexicon;
pub mod postings;
mod tokenizer;
pub mod weights;

use analysis::language::{LanguageData, LanguageFault};
use build::{IndexError, SearchIndex};
use document::Documents;

use crate::model::Model;

/// Indexes every page of a model, with what was wrong in the language files.
pub fn build(model: &Model) -> Result<(SearchIndex, Vec<LanguageFault>), IndexError> {
    let config = &model.config;
    let (language, faults) =
        LanguageData::read(&config.language, Some(&config.root), config.search.synonyms.as_deref());
    Ok((build::index(&Documents::of(model), &language)?, faults))
}
