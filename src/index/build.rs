//! Documents → tantivy, in one segment.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use tantivy::directory::{Directory, RamDirectory};
use tantivy::tokenizer::{TextAnalyzer, TokenizerManager, WhitespaceTokenizer};
use tantivy::{Index, TantivyDocument};

use super::analysis::language::LanguageData;
use super::document::{Documents, SearchDocument, SiteInfo};
use super::exact::ExactNames;
use super::fields::{FORMS, Fields, STEMS, TEXT_FIELDS, WORDS};
use super::tokenizer::{FormTokenizer, Forms, WordTokenizer};

/// The version of what is in the index; another version is not read.
pub const VERSION: u32 = 1;

/// The id that every segment gets, for tantivy draws one at random.
const SEGMENT: &str = "00000000-0000-4000-8000-000000000001";

/// What an index says of itself, kept in tantivy's `meta.json`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Payload {
    /// [`VERSION`].
    pub version: u32,
    /// The analysis that made it.
    pub language: LanguageData,
    /// What the pages have in common.
    pub site: SiteInfo,
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

/// A full-text index: tantivy's files, in memory.
#[derive(Clone)]
pub struct SearchIndex {
    /// tantivy's view of them.
    pub index: Index,
    /// What the index says of itself.
    pub payload: Payload,
    files: BTreeMap<String, Vec<u8>>,
}

/// Indexes documents, in their order. The same documents give the same bytes.
pub fn index(documents: &Documents, language: &LanguageData) -> Result<SearchIndex, IndexError> {
    let fields = Fields::new();
    let forms = Forms::default();
    let tokenizers = TokenizerManager::default();
    tokenizers.register(WORDS, TextAnalyzer::builder(WordTokenizer::new(language, forms.clone())).build());
    tokenizers.register(STEMS, WhitespaceTokenizer::default());
    tokenizers.register(FORMS, TextAnalyzer::builder(FormTokenizer::new(forms)).build());
    let directory = RamDirectory::create();
    let mut writer = Index::builder()
        .schema(fields.schema.clone())
        .tokenizers(tokenizers)
        .single_segment_index_writer(directory.clone(), memory(documents))?;
    let mut exact = ExactNames::new(language);
    for document in &documents.documents {
        writer.add_document(tantivy_document(&fields, document, &mut exact))?;
    }
    let index = writer.finalize()?;
    let payload = Payload { version: VERSION, language: language.clone(), site: documents.site.clone() };
    let files = fixed_files(&index, &directory, &payload)?;
    SearchIndex::open(files)
}

/// tantivy's memory for one segment: enough never to be cut in two.
fn memory(documents: &Documents) -> usize {
    let text: usize =
        documents.documents.iter().flat_map(|document| &document.sections).map(String::len).sum();
    (text * 4).clamp(64 << 20, 3 << 30)
}

fn tantivy_document(
    fields: &Fields,
    document: &SearchDocument,
    exact: &mut ExactNames<'_>,
) -> TantivyDocument {
    let mut tantivy = TantivyDocument::new();
    for (field, declared) in fields.text.iter().zip(&TEXT_FIELDS) {
        let mut add = |text: &str| {
            if !text.is_empty() {
                tantivy.add_text(*field, text);
            }
        };
        match declared.name {
            "title" => add(&document.record.title),
            "names" => document.names.iter().for_each(|text| add(text)),
            "headings" => document.record.headings.iter().for_each(|(text, _)| add(text)),
            "description" => add(&document.description),
            "references" => document.references.iter().for_each(|text| add(text)),
            _ => document.sections.iter().for_each(|text| add(text)),
        }
    }
    let names = std::iter::once(&document.record.title).chain(&document.names);
    tantivy.add_text(fields.exact, exact.text(names.map(String::as_str)));
    if let Ok(record) = serde_json::to_vec(&document.record) {
        tantivy.add_bytes(fields.record, &record);
    }
    tantivy.add_text(fields.forms, " ");
    tantivy
}

/// tantivy's files under names of our own, with the payload in `meta.json`.
fn fixed_files(
    index: &Index,
    directory: &RamDirectory,
    payload: &Payload,
) -> Result<BTreeMap<String, Vec<u8>>, IndexError> {
    let unreadable = |error: &dyn std::fmt::Display| IndexError::Unreadable(error.to_string());
    let mut meta: serde_json::Value = {
        let bytes = directory.atomic_read(Path::new("meta.json")).map_err(|error| unreadable(&error))?;
        serde_json::from_slice(&bytes).map_err(|error| unreadable(&error))?
    };
    let payload = serde_json::to_string(payload).map_err(|error| unreadable(&error))?;
    meta["payload"] = serde_json::Value::String(payload);
    let mut files = BTreeMap::new();
    let metas = index.load_metas()?;
    let drawn = metas.segments.first().map(|segment| segment.id().uuid_string()).unwrap_or_default();
    let mut paths: Vec<PathBuf> = metas.list_segment_files().into_iter().collect();
    paths.sort();
    for path in paths {
        // tantivy lists what a segment may have, also what it lacks.
        let Ok(slice) = directory.open_read(&path) else { continue };
        let bytes = slice.read_bytes().map_err(|error| IndexError::Io(path.clone(), error))?;
        let name = path.to_string_lossy().replace(&drawn, &SEGMENT.replace('-', ""));
        files.insert(name, bytes.as_slice().to_vec());
    }
    meta["segments"][0]["segment_id"] = serde_json::Value::String(SEGMENT.to_owned());
    let meta = serde_json::to_vec_pretty(&meta).map_err(|error| unreadable(&error))?;
    files.insert("meta.json".to_owned(), meta);
    Ok(files)
}

impl SearchIndex {
    /// Opens an index from its files.
    fn open(files: BTreeMap<String, Vec<u8>>) -> Result<Self, IndexError> {
        let directory = RamDirectory::create();
        for (name, bytes) in &files {
            directory
                .atomic_write(Path::new(name), bytes)
                .map_err(|error| IndexError::Io(PathBuf::from(name), error))?;
        }
        let index = Index::open(directory)?;
        let payload = index.load_metas()?.payload.unwrap_or_default();
        let payload: Payload = serde_json::from_str(&payload)
            .map_err(|error| IndexError::Unreadable(format!("meta.json: {error}")))?;
        if payload.version != VERSION {
            return Err(IndexError::Unreadable(format!("version {}", payload.version)));
        }
        Ok(Self { index, payload, files })
    }

    /// Reads an index from its folder.
    pub fn read(folder: &Path) -> Result<Self, IndexError> {
        let mut files = BTreeMap::new();
        let entries = std::fs::read_dir(folder).map_err(|error| IndexError::Io(folder.to_owned(), error))?;
        for entry in entries.flatten() {
            let path = entry.path();
            if path.is_file() {
                let bytes = std::fs::read(&path).map_err(|error| IndexError::Io(path.clone(), error))?;
                files.insert(entry.file_name().to_string_lossy().into_owned(), bytes);
            }
        }
        Self::open(files)
    }

    /// The files to write, by name.
    pub fn files(&self) -> &BTreeMap<String, Vec<u8>> {
        &self.files
    }

    /// Writes the index to its folder: `meta.json` last, what is no longer in
    /// it goes.
    pub fn write(&self, folder: &Path) -> Result<(), IndexError> {
        let failed = |path: &Path| {
            let path = path.to_owned();
            move |error| IndexError::Io(path, error)
        };
        std::fs::create_dir_all(folder).map_err(failed(folder))?;
        let last = "meta.json";
        for (name, bytes) in
            self.files.iter().filter(|(name, _)| *name != last).chain(self.files.get_key_value(last))
        {
            let path = folder.join(name);
            let temporary = folder.join(format!("{name}.new"));
            std::fs::write(&temporary, bytes).map_err(failed(&temporary))?;
            std::fs::rename(&temporary, &path).map_err(failed(&path))?;
        }
        for entry in std::fs::read_dir(folder).map_err(failed(folder))?.flatten() {
            let name = entry.file_name().to_string_lossy().into_owned();
            if !self.files.contains_key(&name) && entry.path().is_file() {
                std::fs::remove_file(entry.path()).map_err(failed(&entry.path()))?;
            }
        }
        Ok(())
    }
}
