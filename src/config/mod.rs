//! Stage 1, `polder.toml` → [`Config`]: what the site is called, which
//! collections it has and which fields they declare.
//!
//! 1. [`read`](mod@read) reads the file and gathers every fault in it, with its place.
//! 2. Names are resolved to indexes: a field that refers to a collection
//!    holds a [`CollectionId`], a role holds the collection or field it is
//!    bound to. After this stage no name is looked up again.

mod address;
mod fields;
mod read;
mod schema;
mod table_reader;

use std::collections::BTreeMap;
use std::path::PathBuf;

use serde::Serialize;

pub use address::BaseUrl;
pub use fields::BUILT_IN_KEYS;
pub use read::{ConfigError, FILE_NAME, RESERVED_ROUTES, read, read_text};
pub use schema::{Collection, CollectionId, Field, FieldId, FieldKind, Order};

use crate::diagnostics::{Code, Diagnostic, MessageLanguage, Severity, SourceText};

/// A site's configuration, checked.
#[derive(Debug, Clone)]
pub struct Config {
    /// The root folder of the site.
    pub root: PathBuf,
    /// `polder.toml` as text, for messages that point into it.
    pub source: SourceText,
    /// The site's title.
    pub title: String,
    /// What the site is, in a sentence or two; may be empty.
    pub description: String,
    /// Where the site will stand.
    pub base_url: BaseUrl,
    /// The language of texts and analysis, `nl` or `en` or another BCP 47 tag.
    pub language: String,
    /// The theme's name: a folder under `themes/`, or the embedded one.
    pub theme: String,
    /// The collections, in the order of the file.
    pub collections: Vec<Collection>,
    /// Which collections and fields play which part in the theme.
    pub roles: Roles,
    /// Search settings.
    pub search: SearchConfig,
    /// Where changes are dated from.
    pub history: HistoryConfig,
    /// Abbreviation → what it stands for, beside those of the glossary.
    pub abbreviations: BTreeMap<String, String>,
    /// How much each kind of diagnostic weighs on this site.
    pub checks: Checks,
}

/// Which collections and fields play which part in the theme; all optional.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Roles {
    /// Role (`regions`, `themes`, …) → collection.
    pub collections: BTreeMap<String, CollectionId>,
    /// Role (`tile_column`, `tile_row`, `abbreviation`) → collection and field.
    pub fields: BTreeMap<String, (CollectionId, FieldId)>,
}

/// The `[search]` table.
#[derive(Debug, Clone, Default)]
pub struct SearchConfig {
    /// The editors' file of synonyms, relative to the root.
    pub synonyms: Option<PathBuf>,
}

/// The `[history]` table.
#[derive(Debug, Clone, Copy)]
pub struct HistoryConfig {
    /// Whether git says when an article was last changed.
    pub git: bool,
}

impl Default for HistoryConfig {
    fn default() -> Self {
        Self { git: true }
    }
}

/// The `[checks]` table: a level for a code; `None` is off.
#[derive(Debug, Clone, Default)]
pub struct Checks {
    levels: BTreeMap<Code, Option<Severity>>,
}

impl Checks {
    /// Sets the level of a code; `None` turns it off.
    pub fn set(&mut self, code: Code, level: Option<Severity>) {
        self.levels.insert(code, level);
    }

    /// The diagnostics with the severities that this site gives them.
    pub fn apply(&self, diagnostics: Vec<Diagnostic>) -> Vec<Diagnostic> {
        diagnostics
            .into_iter()
            .filter_map(|diagnostic| {
                let severity = match self.levels.get(&diagnostic.problem.code()) {
                    Some(level) => (*level)?,
                    None => diagnostic.severity,
                };
                Some(Diagnostic { severity, ..diagnostic })
            })
            .collect()
    }
}

impl Config {
    /// The collection of this id.
    pub fn collection(&self, id: CollectionId) -> &Collection {
        &self.collections[id.0]
    }

    /// The collection of this name.
    pub fn collection_named(&self, name: &str) -> Option<CollectionId> {
        self.collections.iter().position(|collection| collection.name == name).map(CollectionId)
    }

    /// The language in which polder speaks to the site's people.
    pub fn message_language(&self) -> MessageLanguage {
        MessageLanguage::of(&self.language)
    }
}
