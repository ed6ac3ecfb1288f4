//! The past on disk, in `.polder/`: a folder that can be deleted at any time.
//!
//! | file | holds |
//! | --- | --- |
//! | `build` | what the last build read and left: small, for a build to see that there is nothing to do |
//! | `documents` | what every file says, but for its text |
//! | `words` | the words of every page |
//! | `documents-since`, `words-since` | those of them that changed since all were written |
//! | `lexicon` | which of all forms are one word |
//! | `together` | where several words stand together |
//!
//! Each begins with the program that wrote it; another program reads none.

mod rows;

use std::collections::BTreeMap;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;
use rows::{Kept, Rows, encode};
use rustc_hash::FxHashSet;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::INDEX_FOLDER;
use super::past::{Past, Since};
use crate::cache_file;
use crate::diagnostics::{Diagnostic, Problem, Severity, SourceText};
use crate::history::Key;
use crate::index::build::{IndexedPage, Payload, SearchIndex};
use crate::index::lexicon::LastLexicon;
use crate::index::together::LastTogether;
use crate::index::words::Vocabulary;
use crate::load::{FrontMatter, Place, SourceFile};
use crate::parse::{Document, MarkdownSettings, Outline, Text, origin};
use crate::publish::Standing;
use crate::stamp::{Stamp, Tree};
use crate::table::Table;

/// What a build is made from but for the files of its content.
const SOURCES: [&str; 5] = ["content", "templates", "static", "themes", "search-index"];

/// What the site sets of its theme, in its root.
const HOUSE_STYLE: &str = "theme.toml";

/// A build as it was left.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Record {
    /// All that was asked for beside files: configuration, day, address.
    pub(super) request: String,
    /// The commit that the history of files was read from.
    pub(super) history: Option<Key>,
    /// The files that it was made from.
    pub(super) sources: Files,
    /// The files of the index.
    pub(super) index_files: Files,
    /// The published folder.
    pub(super) standing: Standing,
    /// What was wrong without keeping it from being published.
    pub(super) diagnostics: Vec<KeptDiagnostic>,
    /// How many articles, and how many words in them.
    pub(super) entries: usize,
    pub(super) words: usize,
    pub(super) bytes: u64,
}

/// Path → stamp.
pub(super) type Files = BTreeMap<String, Stamp>;

/// Every file that a build reads.
pub(super) fn sources(root: &Path) -> Option<Files> {
    let read = |source: &&str| {
        let tree = Tree::walk(&root.join(source), Stamp::of_source).ok()?;
        let files = tree.files.into_iter().map(|(path, stamp)| (format!("{source}/{path}"), stamp));
        Some(files.filter(|(path, _)| !path.starts_with(INDEX_FOLDER)).collect::<Vec<_>>())
    };
    let found: Vec<Vec<(String, Stamp)>> = SOURCES.par_iter().map(read).collect::<Option<_>>()?;
    let mut files: Files = found.into_iter().flatten().collect();
    if let Ok(metadata) = root.join(HOUSE_STYLE).symlink_metadata() {
        files.insert(HOUSE_STYLE.to_owned(), Stamp::of_source(&metadata));
    }
    Some(files)
}

/// The files of the index that builds leave.
pub(super) fn index_files(root: &Path) -> Option<Files> {
    Some(Tree::walk(&root.join(INDEX_FOLDER), Stamp::of).ok()?.files.into_iter().collect())
}

/// The program that runs: another version, or another build of this one,
/// may read and write otherwise.
fn program() -> String {
    let file = std::env::current_exe().and_then(|file| file.metadata());
    let stamp = file.map(|metadata| format!("{:?}", Stamp::of(&metadata))).unwrap_or_default();
    format!("{} {stamp}", env!("CARGO_PKG_VERSION"))
}

pub(super) fn read<T: DeserializeOwned>(root: &Path, name: &str) -> Option<T> {
    postcard::from_bytes(of_this_program(&cache_file::read_bytes(root, name)?)?).ok()
}

/// What follows the name of the program, if that is this one.
fn of_this_program(bytes: &[u8]) -> Option<&[u8]> {
    let (by, rest) = postcard::take_from_bytes::<String>(bytes).ok()?;
    (by == program()).then_some(rest)
}

pub(super) fn write<T: Serialize>(root: &Path, name: &str, value: &T) {
    let bytes = postcard::to_stdvec(&program()).and_then(|bytes| postcard::to_extend(value, bytes));
    if let Ok(bytes) = bytes {
        cache_file::write_bytes(root, name, &bytes);
    }
}

/// A diagnostic without the text of its file.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct KeptDiagnostic {
    severity: Severity,
    problem: Problem,
    path: String,
    range: Range<usize>,
    /// Whether it points into no text.
    blank: bool,
}

impl KeptDiagnostic {
    pub(super) fn of(diagnostic: &Diagnostic) -> Self {
        let source = &diagnostic.span.source;
        Self {
            severity: diagnostic.severity,
            problem: diagnostic.problem.clone(),
            path: source.path().to_owned(),
            range: diagnostic.span.range.clone(),
            blank: source.text().is_empty(),
        }
    }

    pub(super) fn restore(&self, root: &Path) -> Diagnostic {
        let source = match self.blank {
            true => SourceText::new(&self.path, ""),
            false => SourceText::of_file(&self.path, &root.join(&self.path)),
        };
        Diagnostic {
            severity: self.severity,
            problem: self.problem.clone(),
            span: source.span(self.range.clone()),
        }
    }
}

/// A document without its text, in one row with others.
#[derive(Deserialize)]
struct KeptDocument {
    path: String,
    stamp: Stamp,
    place: Place,
    slug: String,
    folder: String,
    front_matter: Option<FrontMatter>,
    body_start: usize,
    hash: [u8; 32],
    table: Table,
    whole: bool,
    outline: Outline,
    diagnostics: Vec<KeptDiagnostic>,
}

/// The same while it is written.
#[derive(Serialize)]
struct KeptDocumentRef<'a> {
    path: &'a str,
    stamp: Stamp,
    place: Place,
    slug: &'a str,
    folder: &'a str,
    front_matter: &'a Option<FrontMatter>,
    body_start: usize,
    hash: [u8; 32],
    table: &'a Table,
    whole: bool,
    outline: &'a Outline,
    diagnostics: Vec<KeptDiagnostic>,
}

const DOCUMENTS: &str = "documents";
const WORDS: &str = "words";
const LEXICON: &str = "lexicon";
const TOGETHER: &str = "together";
pub(super) const BUILD: &str = "build";

/// Keeps what was found out of an index as a whole, if that was not known
/// before.
pub(super) fn keep_found(root: &Path, index: &SearchIndex) {
    rayon::join(
        || index.lexicon.keep().into_iter().for_each(|lexicon| write(root, LEXICON, &lexicon)),
        || index.together.keep().into_iter().for_each(|found| write(root, TOGETHER, &found)),
    );
}

/// The places of the documents and words that changed since all were kept;
/// `None` where all have to be kept again.
pub(super) struct Changes {
    documents: Option<Vec<usize>>,
    words: Option<Vec<usize>>,
}

/// What changed of what was kept `before`.
pub(super) fn changes(past: &Past, before: &Past) -> Changes {
    let (documents, known) = (in_order(past), &before.documents);
    let are_the_same =
        documents.len() == known.len() && documents.iter().all(|(path, _)| known.contains_key(*path));
    let is_other = |place: &usize| {
        let (path, (stamp, document)) = documents[*place];
        !known.get(path).is_some_and(|(before, known)| before == stamp && Arc::ptr_eq(known, document))
    };
    let since = &before.since;
    let indexes = past.index.as_ref().zip(before.index.as_ref());
    let pages = indexes.map(|(index, before)| (&index.pages, &before.pages));
    let words = pages.filter(|(pages, before)| pages.len() == before.len()).map(|(pages, before)| {
        changed(pages.len(), &since.words, |place| {
            let (page, before) = (&pages[*place], &before[*place]);
            !Arc::ptr_eq(&page.words, &before.words) || page.record != before.record
        })
    });
    let documents = are_the_same.then(|| changed(documents.len(), &since.documents, is_other));
    Changes { documents, words }
}

/// Keeps the documents and words of a build.
pub(super) fn keep(root: &Path, past: &Past, changes: Changes) {
    rayon::join(
        || keep_documents(root, past, changes.documents),
        || past.index.as_ref().map(|index| keep_words(root, index, changes.words)),
    );
}

fn keep_documents(root: &Path, past: &Past, changed: Option<Vec<usize>>) {
    let rows = Rows { root, name: DOCUMENTS };
    rows.write(&past.configuration, &in_order(past), changed, &|row, bytes| {
        encode(row.iter().map(|(path, known)| kept(path, known)), bytes)
    });
}

/// In the order of paths: as long as these are the same, so are places.
fn in_order(past: &Past) -> Vec<(&String, &(Stamp, Arc<Document>))> {
    let mut documents: Vec<(&String, &(Stamp, Arc<Document>))> = past.documents.iter().collect();
    documents.par_sort_unstable_by_key(|(path, _)| *path);
    documents
}

/// The places that changed now, and before.
fn changed(count: usize, before: &[usize], is_new: impl Fn(&usize) -> bool) -> Vec<usize> {
    let before: FxHashSet<usize> = before.iter().copied().collect();
    (0..count).filter(|place| before.contains(place) || is_new(place)).collect()
}

fn kept<'a>(path: &'a str, (stamp, document): &'a (Stamp, Arc<Document>)) -> KeptDocumentRef<'a> {
    let file = &document.file;
    KeptDocumentRef {
        path,
        stamp: *stamp,
        place: file.place,
        slug: &file.slug,
        folder: &file.folder,
        front_matter: &file.front_matter,
        body_start: file.body_start,
        hash: file.hash,
        table: &document.front_matter,
        whole: document.front_matter_whole,
        outline: &document.body,
        diagnostics: document.diagnostics.iter().map(KeptDiagnostic::of).collect(),
    }
}

fn keep_words(root: &Path, index: &SearchIndex, changed: Option<Vec<usize>>) {
    let header = (&index.payload, index.vocabulary.forms());
    let rows = Rows { root, name: WORDS };
    rows.write(&header, &index.pages, changed, &|row, bytes| encode(row.iter(), bytes));
}

/// The past that was kept, of texts that were parsed with these settings.
pub(super) fn past(root: &Path, settings: &MarkdownSettings) -> Past {
    let (documents, words) = rayon::join(|| documents(root, settings), || words(root));
    let (configuration, documents, since_documents) = documents.unwrap_or_default();
    let (index, since_words) = words.unzip();
    Past {
        configuration,
        index: index.map(Arc::new),
        documents: Arc::new(documents.into_iter().collect()),
        since: Since { documents: since_documents, words: since_words.unwrap_or_default() },
        ..Past::default()
    }
}

type Documents = Vec<(String, (Stamp, Arc<Document>))>;

fn documents(root: &Path, settings: &MarkdownSettings) -> Option<(String, Documents, Vec<usize>)> {
    let Kept { header, values, since } = Rows { root, name: DOCUMENTS }.read::<String, KeptDocument>()?;
    Some((header, values.into_par_iter().map(|kept| restore(root, settings, kept)).collect(), since))
}

fn restore(root: &Path, settings: &MarkdownSettings, kept: KeptDocument) -> (String, (Stamp, Arc<Document>)) {
    let file: PathBuf = root.join(&kept.path);
    let file = SourceFile {
        source: SourceText::of_file(&kept.path, &file),
        file: Some(file),
        place: kept.place,
        slug: kept.slug,
        folder: kept.folder,
        front_matter: kept.front_matter,
        body_start: kept.body_start,
        hash: kept.hash,
        diagnostics: Vec::new(),
    };
    let document = Document {
        text: Text::of_origin(origin(&file, settings)),
        file,
        front_matter: kept.table,
        front_matter_whole: kept.whole,
        body: Arc::new(kept.outline),
        diagnostics: kept.diagnostics.iter().map(|kept| kept.restore(root)).collect(),
    };
    (kept.path, (kept.stamp, Arc::new(document)))
}

fn words(root: &Path) -> Option<(SearchIndex, Vec<usize>)> {
    let Kept { header: (payload, forms), values: pages, since } =
        Rows { root, name: WORDS }.read::<(Payload, Vec<Arc<str>>), IndexedPage>()?;
    let lexicon = cache_file::read_bytes(root, LEXICON);
    let lexicon =
        lexicon.and_then(|bytes| LastLexicon::restore(of_this_program(&bytes)?)).unwrap_or_default();
    let together = cache_file::read_bytes(root, TOGETHER);
    let together = together
        .and_then(|bytes| LastTogether::restore(of_this_program(&bytes)?, &pages))
        .unwrap_or_default();
    let vocabulary = Arc::new(Vocabulary::of(forms));
    let (lexicon, together) = (Arc::new(lexicon), Arc::new(together));
    Some((SearchIndex { payload, vocabulary, lexicon, together, pages }, since))
}
