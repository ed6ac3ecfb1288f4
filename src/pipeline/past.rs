//! What earlier builds know: a value that each build is given and gives.
//!
//! Nothing in it is believed of a file that has another stamp than it had, or
//! of a site with another `polder.toml`; what was prepared last is believed
//! where somebody who watches the files says what changed since. So it changes
//! how long a build takes and nothing else.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use crate::config::Config;
use crate::diagnostics::Diagnostic;
use crate::history::History;
use crate::index::build::SearchIndex;
use crate::model::{Model, Moment};
use crate::parse::Document;
use crate::render::Theme;
use crate::stamp::Stamp;

/// What is known from before.
#[derive(Clone, Default)]
pub struct Past {
    /// The `polder.toml` that it was read by.
    pub(super) configuration: String,
    /// Path → the file's stamp and what it says.
    pub(super) documents: Arc<FxHashMap<String, (Stamp, Arc<Document>)>>,
    /// The words of its pages.
    pub(super) index: Option<Arc<SearchIndex>>,
    /// The site as it was prepared last, in the run that holds this.
    pub(super) last: Option<Arc<Last>>,
    /// What of it was kept apart from the rest.
    pub(super) since: Since,
}

/// What changed since all documents and words were kept: their places, in the
/// order of paths and of routes.
#[derive(Clone, Default)]
pub(super) struct Since {
    pub(super) documents: Vec<usize>,
    pub(super) words: Vec<usize>,
}

/// A site as it was prepared.
#[derive(Clone)]
pub(super) struct Last {
    pub(super) config: Arc<Config>,
    pub(super) moment: Moment,
    pub(super) history: History,
    pub(super) model: Arc<Model>,
    pub(super) theme: Arc<Theme>,
    pub(super) diagnostics: Vec<Diagnostic>,
}

impl Past {
    /// The document of a file, if it is known as it is now.
    pub(super) fn document(&self, config: &Config, path: &str, stamp: &Stamp) -> Option<&Arc<Document>> {
        if self.configuration != config.source.text() {
            return None;
        }
        let (known, document) = self.documents.get(path)?;
        (known == stamp).then_some(document)
    }

    /// Takes over what a build found out of files.
    pub fn learn(&mut self, newer: Self) {
        self.configuration = newer.configuration;
        self.documents = newer.documents;
        self.last = newer.last;
    }

    /// Takes over the words of all pages.
    pub fn learn_index(&mut self, index: Arc<SearchIndex>) {
        self.index = Some(index);
    }

    /// The words of all pages, as far as they are known.
    pub fn index(&self) -> Option<Arc<SearchIndex>> {
        self.index.clone()
    }
}
